// What stands in the way of a change goes and comes back; what needs another object comes after it; settings go with
// what has them.
#include "dialects/changes_sql.h"
#include "dialects/dialect.h"
#include "dialects/sql_reader.h"
#include "schema/apply.h"
#include "schema/difference.h"
#include "schema/likely_renames.h"
#include "schema/names_used.h"

#include <QTest>

using namespace espalier;
using namespace espalier::schema;

namespace {

const dialects::Dialect& dialect() { return *dialects::findDialect(QStringLiteral("postgresql")); }

/// What PostgreSQL's statements make of nothing.
Schema made(const QStringList& statements)
{
    Replay replay(dialect().schemaRules());
    for (const QString& statement : statements)
        for (const auto& read : dialect().sqlReader().read(statement))
            for (const Change& change : read.changes)
                replay.apply(change);
    return replay.schema();
}

std::vector<Difference> differenceOf(const Schema& a, const Schema& b)
{
    return schema::difference(a, b, dialect().schemaRules());
}

QStringList sqlOf(const Changes& changes)
{
    const auto statements = dialects::changesToSql(dialect().serverDdl(), changes);
    return statements ? *statements : QStringList{ statements.error().detail };
}

QStringList words(const std::vector<Difference>& differences)
{
    QStringList all;
    for (const Difference& one : differences)
        all.append(one.detail.english());
    return all;
}

OpaqueObject settingOf(const char* kind, const char* name, const char* table, const char* value)
{
    OpaqueObject setting;
    setting.kind = QString::fromUtf8(kind);
    setting.name.name = QString::fromUtf8(name);
    setting.table = QString::fromUtf8(table);
    setting.definition = QStringLiteral("SET %1").arg(QString::fromUtf8(value));
    setting.removal = QStringLiteral("RESET");
    return setting;
}

/// The place of the first that begins so; -1 where none does.
qsizetype placeOf(const QStringList& statements, const char* start)
{
    for (qsizetype i = 0; i < statements.size(); ++i)
        if (statements[i].trimmed().startsWith(QLatin1String(start)))
            return i;
    return -1;
}

const QString table = QStringLiteral("CREATE TABLE t (id integer PRIMARY KEY, n varchar(5), s integer)");
const QString view = QStringLiteral("CREATE VIEW v AS SELECT t.id, t.n FROM t");

} // namespace

class TestDependencies : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesBehindDotsBelongToWhatIsBeforeThem();
    void viewGoesRoundTheTypeOfItsColumn();
    void viewOfOtherColumnsStays();
    void viewOfARemovedTableGoesWithIt();
    void functionComesAfterItsTable();
    void indexComesWithTheFunctionOfItsTable();
    void viewsComeInTheOrderOfTheirUse();
    void replacedWhereItCanBe_data();
    void replacedWhereItCanBe();
    void renamedValueIsOneChange();
    void settingsAreComparedWhereBothKnowThem();
    void settingsComeAndGoWithTheirObject();
    void settingsComeBackWithWhatIsMadeAnew();
    void expressionIsMadeAnew();
    void renamesAreSuggested_data();
    void renamesAreSuggested();
};

void TestDependencies::namesBehindDotsBelongToWhatIsBeforeThem()
{
    const QSet<QString> names = namesIn(QStringLiteral("SELECT a.b, \"C\".d FROM crm.orders AS a JOIN Tab ON true"));
    QVERIFY(names.contains(QStringLiteral("a.b")) && names.contains(QStringLiteral("crm.orders")));
    QVERIFY(names.contains(QStringLiteral("C.d")) && names.contains(QStringLiteral("tab")));
    QVERIFY(!names.contains(QStringLiteral("b")) && !names.contains(QStringLiteral("orders")));
    QVERIFY(wordsIn(QStringLiteral("SELECT a.b")).contains(QStringLiteral("b")));
}

void TestDependencies::viewGoesRoundTheTypeOfItsColumn()
{
    const QStringList before{ table, view, QStringLiteral("CREATE VIEW w AS SELECT v.n FROM v") };
    QStringList after = before;
    after[0].replace(QStringLiteral("varchar(5)"), QStringLiteral("text"));
    const auto found = differenceOf(made(before), made(after));
    QCOMPARE(found.size(), size_t(1));
    const QStringList sql = sqlOf(found.front().forward);
    QCOMPARE(sql.size(), 5);
    QCOMPARE(sql[0], QStringLiteral("DROP VIEW w"));
    QCOMPARE(sql[1], QStringLiteral("DROP VIEW v"));
    QVERIFY(sql[2].startsWith(QStringLiteral("ALTER TABLE t ALTER COLUMN n TYPE")));
    QVERIFY(sql[3].startsWith(QStringLiteral("CREATE VIEW v")) && sql[4].startsWith(QStringLiteral("CREATE VIEW w")));
    QCOMPARE(sqlOf(found.front().backward).size(), 5);
}

void TestDependencies::viewOfOtherColumnsStays()
{
    QString other = table;
    const auto found = differenceOf(
        made({ table, view }), made({ other.replace(QStringLiteral("s integer"), QStringLiteral("s bigint")), view }));
    QCOMPARE(sqlOf(schema::forward(found)).size(), 1);
}

void TestDependencies::viewOfARemovedTableGoesWithIt()
{
    const QString u = QStringLiteral("CREATE TABLE u (id integer PRIMARY KEY, n varchar(5))");
    const auto found
        = differenceOf(made({ table, view }), made({ u, QStringLiteral("CREATE VIEW v AS SELECT u.id, u.n FROM u") }));
    QCOMPARE(found.size(), size_t(3));
    const QStringList there = sqlOf(schema::forward(found));
    QVERIFY(placeOf(there, "DROP VIEW v") < placeOf(there, "DROP TABLE t"));
    QVERIFY(placeOf(there, "CREATE TABLE u") < placeOf(there, "CREATE VIEW v"));
    const QStringList back = sqlOf(schema::backward(found));
    QVERIFY(placeOf(back, "DROP VIEW v") < placeOf(back, "DROP TABLE u"));
    QVERIFY(placeOf(back, "CREATE TABLE t") < placeOf(back, "CREATE VIEW v"));
}

void TestDependencies::functionComesAfterItsTable()
{
    const QString function
        = QStringLiteral("CREATE FUNCTION all_t() RETURNS SETOF t LANGUAGE sql AS $$ SELECT * FROM t $$");
    const QString user = QStringLiteral("CREATE TABLE a (n integer DEFAULT counted())");
    const QString counted = QStringLiteral("CREATE FUNCTION counted() RETURNS integer LANGUAGE sql AS 'SELECT 1'");
    const auto found = differenceOf({}, made({ table, function, counted, user }));
    const QStringList there = sqlOf(schema::forward(found));
    QVERIFY(placeOf(there, "CREATE TABLE t") < placeOf(there, "CREATE FUNCTION all_t"));
    QVERIFY(placeOf(there, "CREATE FUNCTION counted") < placeOf(there, "CREATE TABLE a"));
    const QStringList back = sqlOf(schema::backward(found));
    QVERIFY(placeOf(back, "DROP FUNCTION all_t") < placeOf(back, "DROP TABLE t"));
    const auto gone = sqlOf(schema::forward(differenceOf(made({ table, function, counted, user }), {})));
    QVERIFY(placeOf(gone, "DROP FUNCTION all_t") < placeOf(gone, "DROP TABLE t"));
    QVERIFY(placeOf(gone, "DROP TABLE a") < placeOf(gone, "DROP FUNCTION counted"));
}

void TestDependencies::indexComesWithTheFunctionOfItsTable()
{
    const QString function
        = QStringLiteral("CREATE FUNCTION own(r t) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT r.n $$");
    const auto found = differenceOf({}, made({ table, function, QStringLiteral("CREATE INDEX ix ON t (own(t))") }));
    const QStringList there = sqlOf(schema::forward(found));
    QVERIFY(placeOf(there, "CREATE TABLE t") < placeOf(there, "CREATE FUNCTION own"));
    QVERIFY(placeOf(there, "CREATE FUNCTION own") < placeOf(there, "CREATE INDEX ix"));
    const QStringList back = sqlOf(schema::backward(found));
    QVERIFY(placeOf(back, "DROP INDEX ix") < placeOf(back, "DROP FUNCTION own"));
}

/// Columns that are called as views are.
void TestDependencies::viewsComeInTheOrderOfTheirUse()
{
    const auto sql = sqlOf(schema::forward(differenceOf({},
        made({ QStringLiteral("CREATE TABLE t (a integer, b integer)"),
            QStringLiteral("CREATE VIEW z AS SELECT t.a, t.b FROM t"),
            QStringLiteral("CREATE VIEW b AS SELECT z.a, z.b FROM z"),
            QStringLiteral("CREATE VIEW a AS SELECT b.a FROM b") }))));
    QVERIFY(placeOf(sql, "CREATE VIEW z") < placeOf(sql, "CREATE VIEW b"));
    QVERIFY(placeOf(sql, "CREATE VIEW b") < placeOf(sql, "CREATE VIEW a"));
}

void TestDependencies::replacedWhereItCanBe_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QStringList>("sql");
    const auto row = [](const char* name, const char* before, const char* after, const QStringList& sql) {
        QTest::newRow(name) << QString::fromUtf8(before) << QString::fromUtf8(after) << sql;
    };
    row("body", "CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 2'",
        { QStringLiteral("CREATE OR REPLACE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 2'") });
    row("result", "CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "CREATE FUNCTION f(a integer) RETURNS text LANGUAGE sql AS 'SELECT 1'",
        { QStringLiteral("DROP FUNCTION f(integer)"),
            QStringLiteral("CREATE FUNCTION f(a integer) RETURNS text LANGUAGE sql AS 'SELECT 1'") });
    row("check added", "CREATE DOMAIN d AS integer",
        "CREATE DOMAIN d AS integer DEFAULT 3 CONSTRAINT above CHECK (VALUE > 0)",
        { QStringLiteral("ALTER DOMAIN d SET DEFAULT 3"),
            QStringLiteral("ALTER DOMAIN d ADD CONSTRAINT above CHECK (VALUE > 0)") });
    row("check gone", "CREATE DOMAIN d AS integer NOT NULL CONSTRAINT above CHECK (VALUE > 0)",
        "CREATE DOMAIN d AS integer",
        { QStringLiteral("ALTER DOMAIN d DROP CONSTRAINT above"), QStringLiteral("ALTER DOMAIN d DROP NOT NULL") });
    row("type", "CREATE DOMAIN d AS integer", "CREATE DOMAIN d AS bigint",
        { QStringLiteral("ALTER DOMAIN d RENAME TO d_old"), QStringLiteral("CREATE DOMAIN d AS bigint"),
            QStringLiteral("DROP DOMAIN d_old") });
    row("sequence", "CREATE SEQUENCE s INCREMENT 2", "CREATE SEQUENCE s CYCLE",
        { QStringLiteral("ALTER SEQUENCE s INCREMENT BY 1 CYCLE") });
}

void TestDependencies::replacedWhereItCanBe()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QStringList, sql);
    QCOMPARE(sqlOf(schema::forward(differenceOf(made({ before }), made({ after })))), sql);
}

void TestDependencies::renamedValueIsOneChange()
{
    const auto schemaWith = [](const QString& value) {
        return made({ QStringLiteral("CREATE TYPE mood AS ENUM ('sad', '%1')").arg(value),
            QStringLiteral("CREATE TABLE t (m mood DEFAULT '%1', n text, CONSTRAINT ck CHECK (m <> '%1'))").arg(value),
            QStringLiteral("CREATE INDEX ix ON t (n) WHERE m = '%1'").arg(value) });
    };
    const auto found = differenceOf(schemaWith(QStringLiteral("glad")), schemaWith(QStringLiteral("happy")));
    QCOMPARE(
        sqlOf(schema::forward(found)), QStringList(QStringLiteral("ALTER TYPE mood RENAME VALUE 'glad' TO 'happy'")));
    const QString check = QStringLiteral("CREATE TABLE t (n text, CONSTRAINT ck CHECK (n <> '%1'))");
    const QString type = QStringLiteral("CREATE TYPE mood AS ENUM ('%1')");
    QCOMPARE(differenceOf(made({ type.arg(QStringLiteral("a")), check.arg(QStringLiteral("a")) }),
                 made({ type.arg(QStringLiteral("b")), check.arg(QStringLiteral("b")) }))
                 .size(),
        size_t(2)); // a text, which nobody renames
}

void TestDependencies::settingsAreComparedWhereBothKnowThem()
{
    Schema a = made({ table });
    Schema b = a;
    b.put(settingOf("comment on index", "t_pkey", "t", "x"));
    QVERIFY(differenceOf(a, b).empty());
    a.knowsSettings = true;
    QVERIFY(differenceOf(a, b).empty());
    b.knowsSettings = true;
    auto found = differenceOf(a, b);
    QCOMPARE(words(found), QStringList(QStringLiteral("sets comment on index t_pkey")));
    QCOMPARE(sqlOf(found.front().backward), QStringList(QStringLiteral("RESET")));
    a.put(settingOf("comment on index", "t_pkey", "t", "y"));
    found = differenceOf(a, b);
    QCOMPARE(sqlOf(found.front().forward), QStringList(QStringLiteral("SET x")));
    QCOMPARE(sqlOf(found.front().backward), QStringList(QStringLiteral("SET y")));
    found = differenceOf(b, made({ table }));
    QVERIFY(found.empty());
}

void TestDependencies::settingsComeAndGoWithTheirObject()
{
    Schema a;
    a.knowsSettings = true;
    Schema b = made({ table });
    b.knowsSettings = true;
    b.put(settingOf("comment on index", "t_pkey", "t", "x"));
    b.put(settingOf("row security of table", "t", "t", "on"));
    const auto added = differenceOf(a, b);
    QCOMPARE(added.size(), size_t(1));
    QCOMPARE(sqlOf(added.front().forward).size(), 3);
    QCOMPARE(sqlOf(added.front().backward), QStringList(QStringLiteral("DROP TABLE t")));
    const auto removed = differenceOf(b, a);
    QCOMPARE(removed.size(), size_t(1));
    QCOMPARE(sqlOf(removed.front().backward).size(), 3);
}

void TestDependencies::settingsComeBackWithWhatIsMadeAnew()
{
    Schema a = made({ table, view });
    Schema b = made({ table, QStringLiteral("CREATE VIEW v AS SELECT t.id, t.n, t.s FROM t") });
    for (Schema* each : { &a, &b }) {
        each->knowsSettings = true;
        each->put(settingOf("comment on view", "v", "v", "x"));
    }
    const auto found = differenceOf(a, b);
    QCOMPARE(found.size(), size_t(1));
    QCOMPARE(sqlOf(found.front().forward).last(), QStringLiteral("SET x"));
    QCOMPARE(sqlOf(found.front().backward).last(), QStringLiteral("SET x"));
}

void TestDependencies::expressionIsMadeAnew()
{
    const QString generated
        = QStringLiteral("CREATE TABLE g (a integer, b integer GENERATED ALWAYS AS (a * %1) STORED)");
    const QString index = QStringLiteral("CREATE INDEX ix ON g (b)");
    const auto found = differenceOf(made({ generated.arg(2), index }), made({ generated.arg(3), index }));
    QCOMPARE(found.size(), size_t(1));
    const QStringList sql = sqlOf(found.front().forward);
    QCOMPARE(sql.size(), 3);
    QVERIFY(sql[0].startsWith(QStringLiteral("ALTER TABLE g DROP COLUMN b")));
    QVERIFY(sql[1].contains(QStringLiteral("a * 3")) && sql[2].startsWith(QStringLiteral("CREATE INDEX ix")));
    const auto plain
        = differenceOf(made({ generated.arg(2) }), made({ QStringLiteral("CREATE TABLE g (a integer, b integer)") }));
    QCOMPARE(
        sqlOf(schema::forward(plain)), QStringList(QStringLiteral("ALTER TABLE g ALTER COLUMN b DROP EXPRESSION")));
}

void TestDependencies::renamesAreSuggested_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("suggested");
    const auto row = [](const char* name, const char* before, const char* after, const char* suggested) {
        QTest::newRow(name) << QString::fromUtf8(before) << QString::fromUtf8(after) << QString::fromUtf8(suggested);
    };
    row("the only one of its type", "a integer, condition varchar(20)", "a integer, state varchar(20)",
        "perhaps column condition of t under the new name state");
    row("another type", "a integer, b varchar(20)", "a integer, c varchar(30)", "");
    row("of several, by its name", "name text, note text", "full_name text, remark text",
        "perhaps column name of t under the new name full_name");
    row("of several, no name alike", "a text, b text", "x text, y text", "");
    row("nothing goes", "a text", "a text, b text", "");
}

void TestDependencies::renamesAreSuggested()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QString, suggested);
    const QString creation = QStringLiteral("CREATE TABLE t (id integer PRIMARY KEY, %1)");
    const auto found = differenceOf(made({ creation.arg(before) }), made({ creation.arg(after) }));
    std::vector<const Difference*> pointers;
    for (const Difference& one : found)
        pointers.push_back(&one);
    QStringList all;
    for (const LikelyRename& rename : likelyRenames(pointers, dialect().schemaRules())) {
        QCOMPARE(found[rename.removed].name, rename.from);
        QCOMPARE(found[rename.added].name, rename.to);
        all.append(describe(rename).english());
    }
    QCOMPARE(all.join(QLatin1Char('\n')), suggested);
    const auto tables = differenceOf(made({ QStringLiteral("CREATE TABLE a (id integer, n text, m text)") }),
        made({ QStringLiteral("CREATE TABLE b (id integer, n text, m text)"),
            QStringLiteral("CREATE TABLE c (x integer, y text)") }));
    pointers.clear();
    for (const Difference& one : tables)
        pointers.push_back(&one);
    const auto renames = likelyRenames(pointers, dialect().schemaRules());
    QCOMPARE(renames.size(), size_t(1));
    QCOMPARE(describe(renames.front()).english(), QStringLiteral("perhaps table a under the new name b"));
}

QTEST_GUILESS_MAIN(TestDependencies)
#include "tst_dependencies.moc"
