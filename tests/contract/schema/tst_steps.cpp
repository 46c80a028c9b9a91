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
