// Single edits of real databases: each is told once, and its SQL leads there and back, where the database has no ALTER
// for it as well.
#include "contract/introspection/torture.h"

#include "dialects/steps_sql.h"

#include <QRegularExpression>

using namespace espalier;
using namespace espalier::test;

namespace {

QString text(const char* utf8) { return QString::fromUtf8(utf8); }

struct Edit {
    const char* from;
    const char* to;
    const char* told;
};

/// Each on a database of its own, beside what everything hangs on.
constexpr Edit ofFiles[] = {
    { "CREATE TABLE t (id INT PRIMARY KEY, n TEXT)", "CREATE TABLE t (id INTEGER PRIMARY KEY, n TEXT)",
        "change primary_key " },
    { "CREATE TABLE t (id INTEGER PRIMARY KEY, n)", "CREATE TABLE t (id INTEGER PRIMARY KEY DESC, n)",
        "change primary_key " },
    { "CREATE TABLE t (id INTEGER PRIMARY KEY, n)", "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, n)",
        "change column id" },
    { "CREATE TABLE t (a, b TEXT)", "CREATE TABLE t (a INT, b TEXT)", "change column a" },
    { "CREATE TABLE t (a TEXT, b DATE)", "CREATE TABLE t (a TEXT COLLATE nocase, b DATE)", "change column a" },
    { "CREATE TABLE t (a TEXT, b DATE)", "CREATE TABLE t (a TEXT, b DATE COLLATE rtrim)", "change column b" },
    { "CREATE TABLE t (a TEXT)", "CREATE TABLE t (a TEXT NOT NULL DEFAULT 'x')", "change column a" },
    { "CREATE TABLE t (a TEXT)", "CREATE TABLE t (a TEXT, b INT NOT NULL)", "add column b" },
    { "CREATE TABLE t (a TEXT)", "CREATE TABLE t (a TEXT, b DATE DEFAULT CURRENT_DATE)", "add column b" },
    { "CREATE TABLE t (a TEXT, b INT, CHECK (a <> b))", "CREATE TABLE t (a TEXT, b INT)", "remove check " },
    { "CREATE TABLE t (a TEXT, b INT AS (a || 'x'))", "CREATE TABLE t (a TEXT, b INT AS (a || 'x') STORED)",
        "change column b" },
    { "CREATE TABLE t (a INT REFERENCES gone)", "CREATE TABLE t (a INT)", "remove foreign_key " },
    { "CREATE TABLE t (a INT REFERENCES o (id))",
        "CREATE TABLE t (a INT REFERENCES o (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED)",
        "change foreign_key " },
    { "CREATE TABLE t (a INT NOT NULL, UNIQUE (a))", "CREATE TABLE t (a INT NOT NULL, UNIQUE (a) ON CONFLICT REPLACE)",
        "change unique " },
    { "CREATE TABLE t (a INT NOT NULL, b, PRIMARY KEY (a))",
        "CREATE TABLE t (a INT NOT NULL, b, PRIMARY KEY (b, a DESC))", "change primary_key " },
    { "CREATE TABLE t (a INT PRIMARY KEY, b)", "CREATE TABLE t (a INT PRIMARY KEY, b) WITHOUT ROWID",
        "change table t" },
    { "CREATE TABLE t (a INT)", "CREATE TABLE t (a INT) STRICT", "change table t" },
    { "CREATE VIRTUAL TABLE t USING fts5(a)", "CREATE VIRTUAL TABLE t USING fts5(a, tokenize = 'porter')",
        "change table t" },
    { "CREATE TABLE t (a, b); CREATE INDEX i ON t (a)", "CREATE TABLE t (a, b); CREATE INDEX i ON t (a DESC)",
        "change index i" },
    { "CREATE TABLE t (a, b); CREATE INDEX i ON t (a)",
        "CREATE TABLE t (a, b); CREATE INDEX i ON t (a) WHERE lower(b) > 'x'", "change index i" },
    { "CREATE VIEW w (a) AS SELECT id FROM o", "CREATE VIEW w (b) AS SELECT id FROM o", "change view w" },
    { "CREATE TABLE t (a)", "CREATE TABLE t (a); CREATE TRIGGER g AFTER DELETE ON t BEGIN SELECT 1; END",
        "add other g" },
};

constexpr Edit ofServers[] = {
    { "CREATE TABLE t (a INT, b INT)", "CREATE TABLE t (a INT INVISIBLE, b INT)", "change table t" },
    { "CREATE TABLE t (a VARCHAR(9))", "CREATE TABLE t (a VARCHAR(9) COMPRESSED)", "change table t" },
    { "CREATE TABLE t (a VARCHAR(9))", "CREATE TABLE t (a VARCHAR(9) CHARACTER SET latin1)", "change table t" },
    { "CREATE TABLE t (a INT)", "CREATE TABLE t (a INT) COLLATE latin1_bin", "change table t" },
    { "CREATE TABLE t (a INT) ROW_FORMAT=DYNAMIC", "CREATE TABLE t (a INT) MAX_ROWS=10 CHECKSUM=1", "change table t" },
    { "CREATE TABLE t (a INT)", "CREATE TABLE t (a INT) ENGINE=Aria", "change table t" },
    { "CREATE TABLE t (a INT)", "CREATE TABLE t (a INT) WITH SYSTEM VERSIONING", "change table t" },
    { "CREATE TABLE t (a INT) WITH SYSTEM VERSIONING", "CREATE TABLE t (a BIGINT) WITH SYSTEM VERSIONING",
        "change column a" },
    { "CREATE TABLE t (a INT) WITH SYSTEM VERSIONING", "CREATE TABLE t (a INT, b INT) WITH SYSTEM VERSIONING",
        "add column b" },
    { "CREATE TABLE t (a DATE NOT NULL, b DATE NOT NULL)",
        "CREATE TABLE t (a DATE NOT NULL, b DATE NOT NULL, PERIOD FOR p (a, b))", "change table t" },
    { "CREATE TABLE t (a INT) PARTITION BY HASH (a) PARTITIONS 3", "CREATE TABLE t (a INT)", "change table t" },
    { "CREATE TABLE t (a INT) PARTITION BY LIST (a) (PARTITION p VALUES IN (1))",
        "CREATE TABLE t (a INT) PARTITION BY LIST (a) SUBPARTITION BY HASH (a) SUBPARTITIONS 2 (PARTITION p VALUES IN "
        "(1))",
        "change table t" },
    { "CREATE TABLE t (a INT, KEY i (a))", "CREATE TABLE t (a INT, KEY i (a) IGNORED)", "change table t" },
    { "CREATE TABLE t (a INT, UNIQUE KEY i (a))", "CREATE TABLE t (a INT, UNIQUE KEY i (a) COMMENT 'it''s')",
        "change table t" },
    { "CREATE TABLE t (a VARCHAR(90), KEY i (a(5)))", "CREATE TABLE t (a VARCHAR(90), KEY i (a(6) DESC))",
        "change index i" },
    { "CREATE TABLE t (a INT NOT NULL, b INT NOT NULL, PRIMARY KEY (a))",
        "CREATE TABLE t (a INT NOT NULL, b INT NOT NULL, PRIMARY KEY (b DESC, a))", "change primary_key PRIMARY" },
    { "CREATE TABLE t (k INT NOT NULL, a INT AUTO_INCREMENT, PRIMARY KEY (k, a), KEY (a))",
        "CREATE TABLE t (k INT NOT NULL, a INT AUTO_INCREMENT, PRIMARY KEY (a, k), KEY (a))",
        "change primary_key PRIMARY" },
    { "CREATE TABLE t (a INT CHECK (a > 0))", "CREATE TABLE t (a INT CHECK (a > 1))", "change check a" },
    { "CREATE TABLE t (a INT CHECK (a > 0))", "CREATE TABLE t (a INT)", "remove check a" },
    { "CREATE TABLE t (a INT CHECK (a > 0))", "CREATE TABLE t (a BIGINT CHECK (a > 0))", "change column a" },
    { "CREATE TABLE t (a INT, b INT AS (a + 1))", "CREATE TABLE t (a INT, b INT AS (a + 1) STORED)",
        "change column b" },
    { "CREATE TABLE t (a INT, b INT AS (a + 1))", "CREATE TABLE t (a INT, b INT AS (a + 2))", "change column b" },
    { "CREATE TABLE t (a FLOAT(7,3))", "CREATE TABLE t (a FLOAT(8,3))", "change column a" },
    { "CREATE TABLE t (a DATETIME)", "CREATE TABLE t (a DATETIME ON UPDATE CURRENT_TIMESTAMP)", "change column a" },
    { "CREATE TABLE t (a JSON)", "CREATE TABLE t (a LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin)",
        "change table t" },
    { "CREATE TABLE t (a INT DEFAULT 1 INVISIBLE, b INT)", "CREATE TABLE t (a INT DEFAULT 2 INVISIBLE, b INT)",
        "change column a" },
    { "CREATE FUNCTION g(x INT) RETURNS INT RETURN x", "CREATE FUNCTION g(x BIGINT) RETURNS INT RETURN x",
        "change other g" },
    { "CREATE EVENT e ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01' DISABLE DO SELECT 1",
        "CREATE EVENT e ON SCHEDULE EVERY 2 DAY STARTS '2030-01-01' DISABLE DO SELECT 1", "change other e" },
    { "CREATE TRIGGER g BEFORE INSERT ON o FOR EACH ROW SET NEW.x = 1",
        "CREATE TRIGGER g BEFORE INSERT ON o FOR EACH ROW SET NEW.x = 2", "change other g" },
};

QStringList around(Kind kind)
{
    if (kind == Kind::Sqlite)
        return { text("CREATE TABLE o (id INTEGER PRIMARY KEY, x)"), text("CREATE VIEW v AS SELECT * FROM o") };
    return { text("CREATE TABLE o (id INTEGER PRIMARY KEY, x INTEGER)"), text("CREATE VIEW v AS SELECT id FROM o") };
}

} // namespace

class TestSteps : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachEditIsToldOnceAndMade_data();
    void eachEditIsToldOnceAndMade();
};

void TestSteps::eachEditIsToldOnceAndMade_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("told");
    for (const Edit& edit : ofFiles)
        QTest::addRow("%s: %s", kindName(Kind::Sqlite), edit.to)
            << Kind::Sqlite << text(edit.from) << text(edit.to) << text(edit.told);
    for (const Edit& edit : ofServers)
        QTest::addRow("%s: %s", kindName(Kind::MariaDb), edit.to)
            << Kind::MariaDb << text(edit.from) << text(edit.to) << text(edit.told);
}

void TestSteps::eachEditIsToldOnceAndMade()
{
    QFETCH(Kind, kind);
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, told);
    const TestDatabase before(kind);
    const TestDatabase after(kind);
    static const QRegularExpression start(text("^ "));
    const QString made = text("CREATE ");
    const auto statements
        = [&](const QString& sql) { return around(kind) + sql.split(text("; CREATE")).replaceInStrings(start, made); };
    runStatements(before.url(), statements(from));
    runStatements(after.url(), statements(to));
    const auto a = introspected(before.url());
    VERIFY_RESULT(a);
    const auto b = introspected(after.url());
    VERIFY_RESULT(b);
    const dialects::Dialect& dialect = dialectFor(kind);
    const schema::SchemaRules& rules = dialect.schemaRules(a->version);
    const auto differences = schema::difference(a->schema, b->schema, rules);
    QStringList found;
    for (const schema::Difference& one : differences)
        found.append(
            schema::codeName(one.kind) + QLatin1Char(' ') + schema::codeName(one.object) + QLatin1Char(' ') + one.name);
    QCOMPARE(found, QStringList{ told });
    const auto steps = dialects::stepsToSql(differences, dialect, a->schema, b->schema);
    const auto isMade = [&](const QString& url, const dialects::Statements& sql, const schema::Schema& wanted) {
        VERIFY_RESULT(sql);
        runStatements(url, *sql);
        const auto now = introspected(url);
        VERIFY_RESULT(now);
        QVERIFY2(schema::difference(now->schema, wanted, rules).empty(), qPrintable(sql->join(text(";\n"))));
        QVERIFY2(schema::difference(wanted, now->schema, rules).empty(), qPrintable(sql->join(text(";\n"))));
    };
    isMade(before.url(), steps.front().forward, b->schema);
    isMade(before.url(), steps.front().backward, a->schema);
}

QTEST_GUILESS_MAIN(TestSteps)
#include "tst_steps.moc"
