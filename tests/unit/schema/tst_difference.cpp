#include "support/schema_builder.h"

#include "dialects/changes_sql.h"
#include "dialects/dialect.h"
#include "schema/apply.h"
#include "schema/describe.h"
#include "schema/difference.h"

#include <QTest>

using namespace espalier;
using namespace espalier::test;
using namespace espalier::schema;

namespace {

const SchemaRules& rulesOf(const char* dialect) { return dialects::findDialect(text(dialect))->schemaRules(); }

Schema after(const Changes& changes, const char* dialect = "postgresql")
{
    Replay replay(rulesOf(dialect));
    for (const Change& change : changes)
        replay.apply(change);
    return replay.schema();
}

QStringList lines(const Schema& a, const Schema& b, const char* dialect = "postgresql")
{
    QStringList all;
    for (const Difference& one : difference(a, b, rulesOf(dialect)))
        all.append(QStringLiteral("%1 %2 %3.%4: %5")
                       .arg(codeName(one.kind), codeName(one.object), one.table.key(), one.name, one.detail.english()));
    return all;
}

QStringList sqlOf(const Schema& a, const Schema& b, const char* dialect = "postgresql")
{
    const auto statements = dialects::changesToSql(
        dialects::findDialect(text(dialect))->ddl(), forward(difference(a, b, rulesOf(dialect))));
    return statements ? *statements : QStringList{ statements.error().detail };
}

Col typed(const char* name, const char* sql) { return Col(name, SqlType::fromSql(text(sql))); }

} // namespace

class TestDifference : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyKindIsToldOnce();
    void tablesComeInTheOrderOfTheirKeys();
    void loopsOfKeysAreClosedLast();
    void spellingIsNoDifference_data();
    void spellingIsNoDifference();
    void realDifferencesOfSpelling();
    void literalsAreWhatTheyMean_data();
    void literalsAreWhatTheyMean();
    void nameAloneIsARename();
    void namesGoRound();
    void valuesAddedToAnEnum();
    void valuesTakenFromAnEnum();
    void sequenceOfAColumnIsNoDifference();
    void uniqueAndItsIndexAreOne();
    void indexOfAForeignKeyComesByItself();
    void incompleteTablesAreNotAccused();
    void temporaryTablesDoNotCount();
    void keyUnderAForeignKeyIsExchanged();
    void everyChangeHasWords();
    void signsOfChanges();
};

void TestDifference::everyKindIsToldOnce()
{
    CreateEnum mood;
    mood.type = { named("mood"), { text("a") }, {} };
    CreateSequence counter;
    counter.sequence.name = named("counter");
    CreateView view;
    view.view.name = named("v");
    view.view.definition = text("SELECT 1");
    CreateSchema other;
    other.name = text("other");
    CreateOther function;
    function.object = { text("function"), named("f()"), {}, {} };
    const Schema before
        = after({ create("users", { Col("id").key(), Col("gone"), Col("a") }), create("old", { Col("id").key() }) });
    ColumnChange tighter = alter("users", "a");
    tighter.nullable = false;
    const Schema now = after({ mood, counter, view, other, function,
        create("users", { Col("id").key(), Col("a").notNull().to("users.id", "fk").indexed(), Col("b") },
            { unique({ text("a") }, "uq"), check("a > 0", "ck") }),
        create("new", { Col("id").key() }) });
    const QStringList wanted{
        text("add schema .other: creates schema other"),
        text("add enum .mood: creates enum type mood (a)"),
        text("add other .f(): creates function f()"),
        text("add sequence .counter: creates sequence counter"),
        text("remove table old.old: drops table old"),
        text("add column users.b: adds column b to users (Integer, nullable)"),
        text("change column users.a: changes column a of users: NOT NULL"),
        text("add unique users.uq: adds unique constraint uq on users (a)"),
        text("add check users.ck: adds check ck to users"),
        text("add index users.ix_users_a: creates index ix_users_a on users (a)"),
        text("add table new.new: creates table new with one column"),
        text("add foreign_key users.fk: adds foreign key fk from users (a) to users (id)"),
        text("remove column users.gone: drops column gone of users"),
        text("add view .v: creates view v"),
    };
    QCOMPARE(lines(before, now), wanted);
}

void TestDifference::tablesComeInTheOrderOfTheirKeys()
{
    const Schema schema = after({ create("c", { Col("id").key() }),
        create("b", { Col("id").key(), Col("c").to("c.id") }), create("a", { Col("id").key(), Col("b").to("b.id") }) });
    QStringList made;
    for (const Difference& one : difference({}, schema, rulesOf("postgresql")))
        made.append(one.name);
    QCOMPARE(made, (QStringList{ text("c"), text("b"), text("a") }));
    QStringList dropped;
    for (const Difference& one : difference(schema, {}, rulesOf("postgresql")))
        dropped.append(one.name);
    QCOMPARE(dropped, (QStringList{ text("a"), text("b"), text("c") }));
}

void TestDifference::loopsOfKeysAreClosedLast()
{
    const Schema schema
        = after({ create("a", { Col("id").key(), Col("b") }), create("b", { Col("id").key(), Col("a").to("a.id") }),
            addTo("a", foreignKey({ text("b") }, "b", { text("id") }, "fk_ab")) });
    const QStringList sql = sqlOf({}, schema);
    QCOMPARE(sql.size(), 3);
    QVERIFY(!sql[0].contains(text("REFERENCES")));
    QVERIFY(sql.last().contains(text("REFERENCES")));
    QVERIFY(sqlOf(schema, {})[0].contains(text("DROP CONSTRAINT")));
}

void TestDifference::spellingIsNoDifference_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("told");
    const auto row
        = [](const char* written, const char* told) { QTest::newRow(written) << text(written) << text(told); };
    row("VARCHAR(20)", "character varying(20)");
    row("NUMERIC(10, 2)", "numeric(10,2)");
    row("numeric(10)", "numeric(10,0)");
    row("DECIMAL", "numeric");
    row("INT", "integer");
    row("BOOL", "boolean");
    row("FLOAT", "double precision");
    row("FLOAT(10)", "real");
    row("TIMESTAMP", "timestamp without time zone");
    row("TIMESTAMPTZ", "timestamp with time zone");
    row("TIMESTAMP(3) WITH TIME ZONE", "timestamp(3) with time zone");
    row("CHAR", "character(1)");
    row("INTEGER[][]", "integer[]");
    row("VARCHAR(9)[]", "character varying(9)[]");
}

void TestDifference::spellingIsNoDifference()
{
    QFETCH(QString, written);
    QFETCH(QString, told);
    const auto schema = [](const QString& type) {
        return after({ create("t", { Col("id").key(), typed("a", qPrintable(type)) }) });
    };
    QCOMPARE(lines(schema(written), schema(told)), QStringList());
}

void TestDifference::realDifferencesOfSpelling()
{
    const auto schema = [](const char* type, const char* value, const char* condition) {
        return after(
            { create("t", { Col("id").key(), typed("a", type).sqlDefault(value) }, { check(condition, "ck") }) });
    };
    const Schema written = schema("varchar(9)", "'x'", "a IN ('x', 'y') AND length(a) BETWEEN 1 AND 5");
    QCOMPARE(lines(written,
                 schema("character varying(9)", "'x'::character varying",
                     "(((a)::text = ANY ((ARRAY['x'::character varying, 'y'::character varying])::text[])) AND "
                     "((length((a)::text) "
                     ">= 1) AND (length((a)::text) <= 5)))")),
        QStringList());
    QCOMPARE(lines(written, schema("varchar(8)", "'x'", "a IN ('x', 'y') AND length(a) BETWEEN 1 AND 5")).size(), 1);
    QCOMPARE(lines(written, schema("varchar(9)", "'y'", "a IN ('x', 'y') AND length(a) BETWEEN 1 AND 5")).size(), 1);
    QCOMPARE(lines(written, schema("varchar(9)", "'x'", "a IN ('x', 'z') AND length(a) BETWEEN 1 AND 5")).size(), 1);
    QCOMPARE(lines(written, schema("varchar(9)", "'x'", "a IN ('x', 'y') AND length(a) BETWEEN 1 AND 6")).size(), 1);
}

void TestDifference::literalsAreWhatTheyMean_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("told");
    QTest::addColumn<bool>("isSame");
    const auto row = [](const char* type, const char* written, const char* told, bool isSame) {
        QTest::addRow("%s %s", written, told) << text(type) << text(written) << text(told) << isSame;
    };
    row("interval", "'0'", "'00:00:00'::interval", true);
    row("interval", "'90 minutes'", "'01:30:00'::interval", true);
    row("interval", "'1 day 2 hours'", "'1 day 02:00:00'::interval", true);
    row("interval", "'1 hour'", "'02:00:00'::interval", false);
    row("interval", "'1 day'", "'24:00:00'::interval", false);
    row("interval", "'1 mon'", "'30 days'::interval", false);
    row("timestamp", "'2024-01-01'", "'2024-01-01 00:00:00'::timestamp without time zone", true);
    row("timestamp", "'2024-01-01'", "'2024-01-01 00:00:01'::timestamp without time zone", false);
    row("timestamptz", "'2024-01-01 02:00+02'", "'2024-01-01 00:00:00+00'::timestamp with time zone", true);
    row("date", "'20240105'", "'2024-01-05'::date", true);
    row("date", "'2024-01-05'", "'2024-05-01'::date", false);
    row("float", "'1e3'", "'1000'::double precision", true);
    row("numeric(9,4)", "'1.50e-2'", "0.015", true);
    row("integer", "'+007'", "7", true);
    row("integer", "'-1'", "1", false);
    row("integer", "'10'", "1", false);
    row("text", "'007'", "'7'::text", false);
    row("jsonb", "'{\"b\": 1,\"a\": [1,2]}'", "'{\"a\": [1, 2], \"b\": 1}'::jsonb", true);
    row("jsonb", "'{\"b\": 1}'", "'{\"b\": 2}'::jsonb", false);
    row("integer[]", "'{1, 2}'", "'{1,2}'::integer[]", true);
    row("integer[]", "'{1, 2}'", "'{2,1}'::integer[]", false);
    row("text[]", "'{\"a\", \"b c\"}'", "'{a,\"b c\"}'::text[]", true);
    row("uuid", "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid", true);
    row("inet", "'10.0.0.1/32'", "'10.0.0.1'::inet", true);
    row("inet", "'10.0.0.1/24'", "'10.0.0.1'::inet", false);
    row("text", "'$.a'", "'$.b'::text", false);
}

void TestDifference::literalsAreWhatTheyMean()
{
    QFETCH(QString, type);
    QFETCH(QString, written);
    QFETCH(QString, told);
    QFETCH(bool, isSame);
    const auto schema = [&](const QString& value) {
        return after({ create("t", { Col("id").key(), typed("a", qPrintable(type)).sqlDefault(qPrintable(value)) }) });
    };
    QCOMPARE(lines(schema(written), schema(told)).isEmpty(), isSame);
}

void TestDifference::nameAloneIsARename()
{
    const auto schema = [](const char* name) {
        return after({ create("t", { Col("id").key(), Col("a") }, { unique({ text("a") }, name) }) });
    };
    QCOMPARE(lines(schema("x"), schema("y")), QStringList{ text("change unique t.x: renames constraint x of t to y") });
    QCOMPARE(sqlOf(schema("x"), schema("y")), QStringList{ text("ALTER TABLE t RENAME CONSTRAINT x TO y") });
}

void TestDifference::namesGoRound()
{
    const auto schema = [](const char* one, const char* two) {
        return after({ create("t", { Col("id").key(), Col("a"), Col("b") }, {},
            { index(one, { text("a") }), index(two, { text("b") }) }) });
    };
    // by name they are two indexes that changed
    QCOMPARE(lines(schema("x", "y"), schema("y", "x")).size(), 2);
    // a key's name and another's change places: one of them waits under a third name
    const auto keys = [](const char* key, const char* other) {
        return after({ create(
            "t", { Col("id"), Col("a") }, { primaryKey({ text("id") }, key), unique({ text("a") }, other) }) });
    };
    QCOMPARE(sqlOf(keys("x", "y"), keys("y", "x")),
        (QStringList{ text("ALTER TABLE t RENAME CONSTRAINT y TO y_old"),
            text("ALTER TABLE t RENAME CONSTRAINT x TO y"), text("ALTER TABLE t RENAME CONSTRAINT y_old TO x") }));
}

void TestDifference::valuesAddedToAnEnum()
{
    const auto schema = [](const QStringList& values) {
        CreateEnum mood;
        mood.type = { named("mood"), values, {} };
        return after({ mood });
    };
    QCOMPARE(sqlOf(schema({ text("b") }), schema({ text("a"), text("b"), text("c") })),
        (QStringList{
            text("ALTER TYPE mood ADD VALUE 'a' BEFORE 'b'"), text("ALTER TYPE mood ADD VALUE 'c' AFTER 'b'") }));
}

void TestDifference::valuesTakenFromAnEnum()
{
    const auto schema = [](const QStringList& values) {
        CreateEnum mood;
        mood.type = { named("mood"), values, {} };
        Col column("m", enumType("mood", { text("a") }));
        column.textDefault("a");
        return after({ mood, create("t", { Col("id").key(), column }) });
    };
    const QStringList sql = sqlOf(schema({ text("a"), text("b") }), schema({ text("a") }));
    const QStringList wanted{ text("ALTER TYPE mood RENAME TO mood_old"), text("CREATE TYPE mood AS ENUM ('a')"),
        text("ALTER TABLE t ALTER COLUMN m DROP DEFAULT"),
        text("ALTER TABLE t ALTER COLUMN m TYPE mood USING CAST(CAST(\"m\" AS TEXT) AS \"mood\")"),
        text("ALTER TABLE t ALTER COLUMN m SET DEFAULT 'a'"), text("DROP TYPE mood_old") };
    QCOMPARE(sql, wanted);
}

void TestDifference::sequenceOfAColumnIsNoDifference()
{
    const Schema written = after({ create("t", { Col("id").key() }) });
    Schema told = written;
    Table table = *told.table(named("t"));
    table.columns.front().serverDefault = Expression::literalColumn(text("nextval('t_id_seq'::regclass)"));
    table.columns.front().nullable = false;
    told.put(table);
    QCOMPARE(lines(written, told), QStringList());
    told.sequences.clear(); // a role without rights does not see it
    QCOMPARE(lines(written, told), QStringList());
    // made anew from what the server tells: the sequence comes between its column and the default
    told = written;
    told.put(table);
    const QStringList sql = sqlOf({}, told);
    QCOMPARE(sql.size(), 3);
    QVERIFY2(sql[1].contains(text("OWNED BY t.id")), qPrintable(sql.join(QLatin1Char('\n'))));
    QVERIFY(sql[2].startsWith(text("ALTER TABLE t ALTER COLUMN id SET DEFAULT nextval(")));
}

void TestDifference::uniqueAndItsIndexAreOne()
{
    const Schema constraint
        = after({ create("t", { Col("id").key(), Col("a") }, { unique({ text("a") }, "uq") }) }, "mysql");
    const Schema asIndex
        = after({ create("t", { Col("id").key(), Col("a") }, {}, { index("uq", { text("a") }, true) }) }, "mysql");
    QCOMPARE(lines(constraint, asIndex, "mysql"), QStringList());
    QCOMPARE(lines(constraint, asIndex).size(), 2);
}

void TestDifference::indexOfAForeignKeyComesByItself()
{
    const Schema made = after(
        { create("u", { Col("id").key() }), create("t", { Col("id").key(), Col("a").to("u.id", "fk") }) }, "mysql");
    QCOMPARE(made.table(named("t"))->indexes.size(), size_t(1));
    QVERIFY(!sqlOf({}, made, "mysql").join(QLatin1Char(' ')).contains(text("INDEX")));
    Schema bare = made;
    Table table = *bare.table(named("t"));
    table.indexes.clear();
    bare.put(table);
    QCOMPARE(lines(made, bare, "mysql"), QStringList());
}

void TestDifference::incompleteTablesAreNotAccused()
{
    const Schema migrations = after({ add("leads", Col("score")) });
    const Schema database
        = after({ create("leads", { Col("id").key(), Col("score"), Col("name", stringType(9)).indexed() }) });
    QCOMPARE(lines(migrations, database), QStringList());
    QCOMPARE(lines(database, migrations), QStringList());
    const Schema other = after({ create("leads", { Col("id").key(), Col("score", stringType(9)) }) });
    QCOMPARE(lines(migrations, other).size(), 1); // what is known of it does count
}

void TestDifference::temporaryTablesDoNotCount()
{
    CreateTable scratch = create("scratch", { Col("id").key() });
    for (const char* prefix : { "TEMPORARY", "temp", "LOCAL TEMPORARY", "GLOBAL TEMP" }) {
        scratch.table.prefixes = QStringList{ text(prefix) };
        QCOMPARE(lines({}, after({ scratch })), QStringList());
    }
    scratch.table.prefixes = QStringList{ text("UNLOGGED") };
    QCOMPARE(lines({}, after({ scratch })).size(), 1);
}

void TestDifference::keyUnderAForeignKeyIsExchanged()
{
    const auto schema = [](bool waits) {
        Constraint key = unique({ text("code") }, "uq");
        if (waits)
            key.options.insert(text("postgresql_include"), QStringList{ text("note") });
        return after({ create("u", { Col("id").key(), Col("code"), Col("note") }, { key }),
            create("t", { Col("id").key(), Col("u").to("u.code", "fk") }) });
    };
    const auto differences = difference(schema(false), schema(true), rulesOf("postgresql"));
    QCOMPARE(differences.size(), size_t(1));
    QCOMPARE(differences.front().detail.english(), text("changes unique constraint uq of u to (code)"));
    Replay replay(rulesOf("postgresql"), schema(false));
    for (const Change& change : forward(differences))
        QVERIFY(!replay.apply(change).wouldFail());
    QVERIFY(replay.schema().table(named("t"))->constraint(text("fk")));
}

void TestDifference::everyChangeHasWords()
{
    ColumnChange change = alter("t", "a");
    change.type = SqlType::of(text("BigInteger"));
    change.existingType = SqlType::of(text("Integer"));
    change.nullable = true;
    change.newName = text("b");
    QCOMPARE(describe(change).english(), text("renames column a of t to b and changes it: Integer → BigInteger, NULL"));
    QCOMPARE(describe(renameColumn("t", "a", "b")).english(), text("renames column a of t to b"));
    QCOMPARE(describe(create("orders", { Col("id").key(), Col("b") })).english(),
        text("creates table orders with 2 columns"));
    QCOMPARE(describe(add("leads", Col("n", stringType(5)).notNull())).english(),
        text("adds column n to leads (String(5), NOT NULL)"));
    QCOMPARE(describe(TouchRows{ text("update"), named("t") }).english(), text("works on rows of t: UPDATE"));
    QCOMPARE(describe(UnknownStatement{ QString(200, QLatin1Char('x')), {} }).english().size(), 93);
}

void TestDifference::signsOfChanges()
{
    QCOMPARE(glyphOf(create("t", {})), Glyph::Table);
    QCOMPARE(glyphOf(addTo("t", foreignKey({ text("a") }, "u", { text("id") }))), Glyph::ForeignKey);
    QCOMPARE(glyphOf(addTo("t", unique({ text("a") }))), Glyph::Constraint);
    QCOMPARE(glyphOf(TouchRows{ text("insert"), named("t") }), Glyph::Data);
    QCOMPARE(glyphOf(SessionStatement{ text("SET") }), Glyph::RawSql);
    QCOMPARE(glyphOf(UnknownStatement{}), Glyph::Opaque);
    QCOMPARE(kindOf(create("t", {})), ChangeKind::Adds);
    QCOMPARE(kindOf(DropTable{ named("t") }), ChangeKind::Removes);
    QCOMPARE(kindOf(alter("t", "a")), ChangeKind::Alters);
}

QTEST_GUILESS_MAIN(TestDifference)
#include "tst_difference.moc"
