// The same changes on a real server and on a Schema: what is refused there has a fault here, and what stands in the
// catalogue afterwards, by name, stands in the Schema.
#include "catalogue_text.h"
#include "support/schema_builder.h"

#include "dialects/changes_sql.h"
#include "schema/apply.h"

using namespace espalier;
using namespace espalier::test;
using schema::Change;
using schema::Changes;
using Kinds = schema::Constraint::Kind;

Q_DECLARE_METATYPE(espalier::schema::Changes)

namespace {

struct Scenario {
    const char* name;
    Changes changes;
};

Changes users() { return { create("users", { Col("id").key(), Col("name", stringType(50)) }) }; }

Changes with(Changes first, const Changes& rest)
{
    first.insert(first.end(), rest.begin(), rest.end());
    return first;
}

const char longName[] = "a_table_with_a_name_of_fifty_three_characters_in_it_ok";
const char longColumn[] = "a_column_whose_name_alone_is_some_fifty_characters_long";

std::vector<Scenario> namingScenarios()
{
    return {
        { "primary key", users() },
        { "composite key", { create("t", { Col("a").key(), Col("b").key() }) } },
        { "key not serial", { create("t", { Col("a", stringType(10)).key() }) } },
        { "big and small serials",
            { create("t", { Col("id", "BigInteger").key() }), create("s", { Col("id", "SmallInteger").key() }) } },
        { "unique columns", { create("t", { Col("id").key(), Col("a", stringType(9)).unique() }) } },
        { "two uniques on the same columns",
            { create("t", { Col("id").key(), Col("a"), Col("b") },
                { unique({ text("a"), text("b") }), unique({ text("a") }) }) } },
        { "equal uniques in one statement",
            { create("t", { Col("id").key(), Col("a") }, { unique({ text("a") }), unique({ text("a") }) }) } },
        { "unique on the key", { create("t", { Col("id").key() }, { unique({ text("id") }) }) } },
        { "named unique on the key", { create("t", { Col("id").key() }, { unique({ text("id") }, "uq_t") }) } },
        { "equal uniques one after the other",
            { create("t", { Col("id").key(), Col("a") }, { unique({ text("a") }) }), addTo("t", unique({ text("a") })),
                addTo("t", unique({ text("a") })) } },
        { "foreign keys", with(users(), { create("t", { Col("id").key(), Col("a").to("users.id") }) }) },
        { "many foreign keys",
            with(users(),
                { create("t", { Col("id").key(), Col("a").to("users.id"), Col("b").to("users.id") }),
                    addTo("t", foreignKey({ text("a") }, "users", { text("id") })) }) },
        { "foreign key with a name",
            with(users(), { create("t", { Col("id").key(), Col("a").to("users.id", "fk_a") }) }) },
        { "foreign key and its index",
            with(users(), { create("t", { Col("id").key(), Col("a").to("users.id", "fk_a").indexed() }) }) },
        { "index after the foreign key",
            with(users(),
                { create("t", { Col("id").key(), Col("a").to("users.id", "fk_a") }),
                    createIndex("t", index("ix_t_a", { text("a") })) }) },
        { "composite foreign key",
            { create("p", { Col("a").key(), Col("b").key() }),
                create("t", { Col("id").key(), Col("x"), Col("y") },
                    { foreignKey({ text("x"), text("y") }, "p", { text("a"), text("b") }) }) } },
        { "to itself", { create("t", { Col("id").key(), Col("parent").to("t.id") }) } },
        { "checks",
            { create("t", { Col("id").key(), Col("a").check("a > 0"), Col("b") },
                { check("b > 0"), check("a > b"), check("b < 9") }) } },
        { "check without a column", { create("t", { Col("id").key() }, { check("1 = 1") }) } },
        { "checks added",
            { create("t", { Col("id").key(), Col("a") }), addTo("t", check("a > 0")), addTo("t", check("a > 1")) } },
        { "indexes", { create("t", { Col("id").key(), Col("a").indexed(), Col("b").unique().indexed() }) } },
        { "long names",
            { create(
                longName, { Col("id").key(), Col(longColumn, stringType(5)).unique(), Col("b").check("b > 0") }) } },
        { "long names of a foreign key",
            with(users(), { create(longName, { Col("id").key(), Col(longColumn).to("users.id") }) }) },
        { "names that are taken",
            { create("t_pkey", { Col("id").key() }), create("t", { Col("id").key(), Col("a").unique() }) } },
        { "sequence names that are taken",
            { create("t_id_seq", { Col("a", stringType(3)) }), create("t", { Col("id").key() }) } },
        { "names across tables",
            { create("t_a", { Col("id").key(), Col("b").unique() }),
                create("t", { Col("id").key(), Col("a_b").unique() }) } },
        { "check names across tables",
            { create("t", { Col("id").key(), Col("a_b").check("a_b > 0") }),
                create("t_a", { Col("id").key(), Col("b").check("b > 0") }) } },
        { "capitals and others", { create("User Täg", { Col("Id").key(), Col("größe", stringType(4)).unique() }) } },
        { "renamed table keeps its names",
            with(users(),
                { create("t", { Col("id").key(), Col("a").to("users.id") }),
                    schema::RenameTable{ named("t"), named("u") },
                    addTo("u", foreignKey({ text("a") }, "users", { text("id") })) }) },
        { "renamed column",
            with(users(),
                { create("t", { Col("id").key(), Col("a").to("users.id").indexed(), Col("b").unique() }),
                    renameColumn("t", "a", "c"), renameColumn("users", "id", "uid") }) },
    };
}

std::vector<Scenario> refusalScenarios()
{
    const Changes child = with(users(), { create("t", { Col("id").key(), Col("a").to("users.id", "fk_a") }) });
    const Changes parts{ create("t", { Col("id").key(), Col("a"), Col("b") },
        { unique({ text("a"), text("b") }, "uq_ab"), unique({ text("b") }, "uq_b") },
        { index("ix_a", { text("a") }), index("ix_ab", { text("a"), text("b") }) }) };
    schema::ColumnChange nullableKey = alter("users", "id");
    nullableKey.nullable = true;
    nullableKey.existingType = schema::SqlType::of(text("Integer"));
    schema::ColumnChange longer = alter("users", "name");
    longer.type = stringType(80);
    longer.existingType = stringType(50);
    longer.existingNullable = true;
    schema::ColumnChange tighter = alter("users", "name");
    tighter.nullable = false;
    tighter.existingType = stringType(50);
    schema::ColumnChange defaulted = alter("users", "name");
    defaulted.serverDefault = schema::Expression::string(text("x"));
    schema::ColumnChange untyped = alter("users", "name");
    untyped.nullable = false;
    return {
        { "table twice", with(users(), users()) },
        { "table dropped and missing",
            with(users(), { schema::DropTable{ named("users") }, schema::DropTable{ named("users") } }) },
        { "column twice", with(users(), { add("users", Col("name", stringType(5))) }) },
        { "column added with parts",
            with(users(),
                { create("t", { Col("id").key() }), add("t", Col("a").to("users.id")),
                    add("t", Col("b", stringType(5)).unique()), add("t", Col("c").indexed()),
                    add("t", Col("d").check("d > 0")), add("t", Col("e").notNull().sqlDefault("7")) }) },
        { "column that is missing", with(users(), { schema::DropColumn{ named("users"), text("nope") } }) },
        { "table that is referenced", with(child, { schema::DropTable{ named("users") } }) },
        { "key that is referenced", with(child, { dropFrom("users", "users_pkey", Kinds::PrimaryKey) }) },
        { "column that is referenced", with(child, { schema::DropColumn{ named("users"), text("id") } }) },
        { "column with a foreign key", with(child, { schema::DropColumn{ named("t"), text("a") } }) },
        { "foreign key and then its column",
            with(child, { dropFrom("t", "fk_a", Kinds::ForeignKey), schema::DropColumn{ named("t"), text("a") } }) },
        { "foreign key that is missing", with(child, { dropFrom("t", "fk_b", Kinds::ForeignKey) }) },
        { "index of a foreign key", with(child, { dropIndex("t", "fk_a") }) },
        { "target without a key",
            with(users(), { create("t", { Col("id").key(), Col("a", stringType(50)).to("users.name") }) }) },
        { "column of a composite unique", with(parts, { schema::DropColumn{ named("t"), text("a") } }) },
        { "column of a unique", with(parts, { schema::DropColumn{ named("t"), text("b") } }) },
        { "column of an index",
            { create("t", { Col("id").key(), Col("a").indexed(), Col("c") }),
                schema::DropColumn{ named("t"), text("a") } } },
        { "column of a key",
            { create("t", { Col("a").key(), Col("b").key(), Col("c") }),
                schema::DropColumn{ named("t"), text("b") } } },
        { "only key column", with(users(), { schema::DropColumn{ named("users"), text("id") } }) },
        { "column of its check",
            { create("t", { Col("id").key(), Col("a").check("a > 0") }),
                schema::DropColumn{ named("t"), text("a") } } },
        { "column of a table's check",
            { create("t", { Col("id").key(), Col("a"), Col("b") }, { check("a > b", "ck") }),
                schema::DropColumn{ named("t"), text("a") } } },
        { "parent column of itself",
            { create("t", { Col("id").key(), Col("parent").to("t.id"), Col("c") }),
                schema::DropColumn{ named("t"), text("id") } } },
        { "unique as an index", with(parts, { dropIndex("t", "uq_ab") }) },
        { "index twice", with(parts, { createIndex("t", index("ix_a", { text("b") })) }) },
        { "index of another table",
            with(parts,
                { create("u", { Col("id").key(), Col("a") }), createIndex("u", index("ix_a", { text("a") })) }) },
        { "index named as a table", with(parts, { createIndex("t", index("t", { text("b") })) }) },
        { "index on nothing", with(parts, { createIndex("t", index("ix_x", { text("x") })) }) },
        { "index that is missing", with(parts, { dropIndex("t", "ix_nope") }) },
        { "constraint twice", with(parts, { addTo("t", unique({ text("a") }, "uq_ab")) }) },
        { "constraint of another table",
            with(parts, { create("u", { Col("id").key(), Col("a") }), addTo("u", unique({ text("a") }, "uq_ab")) }) },
        { "check of another table",
            { create("t", { Col("id").key(), Col("a") }, { check("a > 0", "ck") }),
                create("u", { Col("id").key(), Col("a") }, { check("a > 0", "ck") }) } },
        { "foreign key of another table",
            with(child, { create("u", { Col("id").key(), Col("a").to("users.id", "fk_a") }) }) },
        { "second primary key", with(parts, { addTo("t", primaryKey({ text("a") }, "pk2")) }) },
        { "key dropped and made",
            { create("t", { Col("a", stringType(5)).key(), Col("b", stringType(5)) }),
                dropFrom("t", "t_pkey", Kinds::PrimaryKey), addTo("t", primaryKey({ text("b") }, "pk_b")) } },
        { "serial key dropped", with(users(), { dropFrom("users", "users_pkey", Kinds::PrimaryKey) }) },
        { "nullable key", with(users(), { nullableKey }) },
        { "type changed", with(users(), { longer }) },
        { "made NOT NULL", with(users(), { tighter, longer }) },
        { "defaults", with(users(), { defaulted, longer }) },
        { "no type known", with(users(), { untyped }) },
        { "primary key with a column", { create("t", { Col("a") }), add("t", Col("id").key()) } },
        { "renamed onto another", with(users(), { renameColumn("users", "name", "id", stringType(50)) }) },
        { "renamed table onto another", with(child, { schema::RenameTable{ named("t"), named("users") } }) },
        { "enum",
            { schema::CreateEnum{ { named("mood"), { text("a"), text("b") }, {} } },
                create("t", { Col("id").key(), Col("m", enumType("mood", { text("a"), text("b") })) }),
                schema::CreateEnum{ { named("mood"), { text("a") }, {} } }, schema::DropEnum{ named("mood") },
                schema::DropColumn{ named("t"), text("m") }, schema::DropEnum{ named("mood") } } },
        { "column of an enum that is missing",
            with(users(), { add("users", Col("m", enumType("mood", { text("a") }))) }) },
        { "very long table name",
            { create("a_table_with_a_name_that_no_database_of_them_all_would_take_as_it_is_since_it_is_too_long",
                { Col("id", stringType(5)).key() }) } },
    };
}

std::vector<Scenario> typeScenarios()
{
    const auto sized = [](const char* name, int precision, int scale) {
        schema::SqlType type = schema::SqlType::of(text(name));
        type.precision = precision;
        type.scale = scale;
        return type;
    };
    schema::SqlType zoned = schema::SqlType::of(text("DateTime"));
    zoned.timezone = true;
    return {
        { "types",
            { create("t",
                { Col("id").key(), Col("a", stringType(20)), Col("b", "Text"), Col("c", "Boolean"),
                    Col("d", "DateTime"), Col("e", zoned), Col("f", "Date"), Col("g", "Time"),
                    Col("h", sized("Numeric", 10, 2)), Col("i", "Float"), Col("j", "LargeBinary"), Col("k", "JSON"),
                    Col("l", "Uuid"), Col("m", "SmallInteger"), Col("n", "BigInteger"), Col("o", "Numeric"),
                    Col("p", "Interval"), Col("q", "Double"), Col("r", schema::SqlType::string(text("CHAR"), 3)) }) } },
        { "defaults as stored",
            { create("t",
                { Col("id").key(), Col("a", stringType(20)).textDefault("it's"), Col("b").sqlDefault("0"),
                    Col("c").textDefault("5"), Col("d", "Boolean").sqlDefault("false"),
                    Col("e", "DateTime").sqlDefault("CURRENT_TIMESTAMP"), Col("f", "Float").sqlDefault("1.5"),
                    Col("g").sqlDefault("NULL"), Col("h").sqlDefault("(1 + 1)") }) } }
    };
}

schema::View viewOf(const char* name, const char* definition)
{
    schema::View view;
    view.name = named(name);
    view.definition = text(definition);
    return view;
}

schema::AlterEnum newValue(const char* type, const char* value, const char* before = "", const char* after = "")
{
    schema::AlterEnum change;
    change.name = named(type);
    change.addValue = text(value);
    change.before = text(before);
    change.after = text(after);
    return change;
}

schema::AlterEnum sparing(schema::AlterEnum change)
{
    change.ifNotExists = true;
    return change;
}

schema::AlterEnum renamedValue(const char* type, const char* from, const char* to)
{
    schema::AlterEnum change = newValue(type, to);
    change.renameValue = text(from);
    return change;
}

schema::AlterEnum renamedEnum(const char* type, const char* newName)
{
    schema::AlterEnum change;
    change.name = named(type);
    change.newName = text(newName);
    return change;
}

/// What one of the databases has alone.
std::vector<Scenario> objectScenarios()
{
    const Changes child = with(users(), { create("t", { Col("id").key(), Col("a").to("users.id", "fk_a") }) });
    const Changes viewed = with(child, { schema::CreateView{ viewOf("v", "SELECT id, a FROM t"), false } });
    const QStringList moods{ text("a"), text("b") };
    const Changes mood{ schema::CreateEnum{ { named("mood"), moods, {} }, false },
        create("t", { Col("id").key(), Col("m", enumType("mood", moods)) }) };
    schema::Sequence sequence;
    sequence.name = named("counter");
    schema::Constraint deferred = unique({ text("name") }, "uq_d");
    deferred.deferrable = true;
    Col identity("id");
    identity.column.identity = schema::Identity{};
    schema::Table elsewhere = table("t", { Col("id").key() });
    elsewhere.name.schema = text("other");
    schema::ColumnChange noDefault = alter("users", "id");
    noDefault.serverDefault = schema::NoDefault{};
    schema::ColumnChange toIdentity = alter("users", "name");
    toIdentity.serverDefault = schema::Identity{};
    toIdentity.existingServerDefault = schema::NoDefault{};
    return {
        { "renamed constraints",
            with(child,
                { schema::RenameConstraint{ named("t"), text("fk_a"), text("fk_b") },
                    schema::RenameConstraint{ named("t"), text("t_pkey"), text("pk") },
                    schema::RenameConstraint{ named("t"), text("nope"), text("x") },
                    schema::RenameConstraint{ named("t"), text("pk"), text("fk_b") } }) },
        { "renamed indexes",
            with(child,
                { createIndex("t", index("ix", { text("a") })), schema::RenameIndex{ named("ix"), text("iy") },
                    schema::RenameIndex{ named("t_pkey"), text("pk") }, schema::RenameIndex{ named("nope"), text("x") },
                    schema::RenameIndex{ named("iy"), text("users") } }) },
        { "tables that views read", with(viewed, { schema::DropTable{ named("t") } }) },
        { "with cascade",
            with(viewed,
                { schema::DropTable{ named("users"), false, true }, schema::DropTable{ named("t"), false, true } }) },
        { "column with cascade", with(child, { schema::DropColumn{ named("users"), text("id"), false, true } }) },
        { "constraint with cascade",
            with(child,
                { schema::DropConstraint{ { named("users"), { text("users_pkey"), false }, {} }, false, true } }) },
        { "view twice", with(viewed, { schema::CreateView{ viewOf("v", "SELECT 1 AS x"), false } }) },
        { "view as a table", with(users(), { schema::CreateView{ viewOf("users", "SELECT 1 AS x"), false } }) },
        { "view that is missing", { schema::DropView{ named("v") }, schema::DropView{ named("v"), false, true } } },
        { "enum values",
            with(mood,
                { newValue("mood", "c", "b"), newValue("mood", "d", "", "a"), newValue("mood", "d"),
                    sparing(newValue("mood", "d")), renamedValue("mood", "a", "e"), renamedValue("mood", "nope", "f"),
                    newValue("nope", "f") }) },
        { "enum renamed",
            with(mood,
                { renamedEnum("mood", "temper"), add("t", Col("n", enumType("temper", moods))),
                    schema::DropEnum{ named("temper") } }) },
        { "enum with cascade", with(mood, { schema::DropEnum{ named("mood"), false, true } }) },
        { "enum in an array",
            { schema::CreateEnum{ { named("mood"), moods, {} }, false },
                create("t", { Col("id").key(), Col("m", schema::SqlType::arrayOf(enumType("mood", moods))) }),
                schema::DropEnum{ named("mood") } } },
        { "sequences",
            with(users(),
                { schema::CreateSequence{ sequence, false }, schema::CreateSequence{ sequence, false },
                    schema::DropSequence{ named("users_id_seq") }, schema::DropSequence{ named("counter") },
                    schema::DropSequence{ named("counter") } }) },
        { "default of a serial dropped", with(users(), { noDefault, schema::DropSequence{ named("users_id_seq") } }) },
        { "identity",
            { create("t", { identity }, { primaryKey({ text("id") }) }),
                schema::DropColumn{ named("t"), text("id") } } },
        { "identity for a column that may be NULL", with(users(), { toIdentity }) },
        { "key that can wait",
            with(users(),
                { addTo("users", deferred),
                    create("t", { Col("id").key(), Col("n", stringType(50)).to("users.name") }) }) },
        { "schemas",
            { schema::CreateSchema{ text("other") }, schema::CreateSchema{ text("other") },
                schema::CreateTable{ elsewhere }, schema::DropSchema{ text("other") },
                schema::DropSchema{ text("other"), false, true }, schema::DropSchema{ text("other") } } },
        { "if exists and not",
            with(child,
                { schema::DropTable{ named("x"), true }, schema::DropColumn{ named("t"), text("x"), true },
                    schema::DropColumn{ named("x"), text("x"), false },
                    schema::DropConstraint{ { named("t"), { text("x"), false }, {} }, true },
                    schema::CreateIndex{ named("t"), index("ix", { text("a") }), true },
                    schema::CreateIndex{ named("t"), index("ix", { text("a") }), true },
                    schema::DropIndex{ named("t"), named("nope"), true } }) },
        { "index of a constraint", with(child, { dropIndex("t", "t_pkey") }) },
    };
}

std::vector<Scenario> allScenarios()
{
    std::vector<Scenario> all = namingScenarios();
    for (const auto& more : { refusalScenarios(), typeScenarios() })
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

/// Runs the change; false where the server refuses it, none where Alembic would not write it at all.
std::optional<bool> runOn(database::Session& session, const Change& change, QStringList& log)
{
    const auto statements = dialects::changeToSql(session.dialect().ddl(), change);
    if (!statements) {
        log.append(QLatin1String("-- not written: ") + core::summary(statements.error()));
        return {};
    }
    if (session.dialect().ddl().isTransactional() && !session.begin())
        qFatal("no transaction");
    for (const QString& statement : *statements) {
        const auto done = session.execute(statement);
        log.append(statement + (done ? QString() : QLatin1String("\n  -- ") + done.error().detail));
        if (!done) {
            (void)session.rollback();
            return false;
        }
    }
    (void)session.commit();
    return true;
}

} // namespace

class TestAppliedOnServers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanupTestCase() { m_databases.clear(); }
    void whatOneDatabaseHasAlone_data();
    void whatOneDatabaseHasAlone();
    void sameNamesAndSameRefusals_data();
    void sameNamesAndSameRefusals();

private:
    void compare(Kind kind, const Changes& changes);
    /// One database for each kind, emptied: making one costs more than what is tried in it.
    database::Session emptySession(Kind kind);

    std::map<Kind, std::unique_ptr<TestDatabase>> m_databases;
};

database::Session TestAppliedOnServers::emptySession(Kind kind)
{
    std::unique_ptr<TestDatabase>& database = m_databases[kind];
    if (!database || kind == Kind::Sqlite)
        database = std::make_unique<TestDatabase>(kind);
    auto session = open(database->url());
    if (!session)
        qFatal("%s", qPrintable(core::describe(session.error())));
    const QStringList emptied = kind == Kind::PostgreSql ? QStringList{ text("DROP SCHEMA IF EXISTS other CASCADE"),
        text("DROP SCHEMA public CASCADE"), text("CREATE SCHEMA public") }
        : kind == Kind::MariaDb ? QStringList{ QStringLiteral("DROP DATABASE %1").arg(database->name()),
              QStringLiteral("CREATE DATABASE %1").arg(database->name()),
              QStringLiteral("USE %1").arg(database->name()) }
                                : QStringList();
    for (const QString& statement : emptied)
        if (const auto done = session->execute(statement); !done)
            qFatal("%s", qPrintable(core::describe(done.error())));
    return std::move(*session);
}

void TestAppliedOnServers::sameNamesAndSameRefusals_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<Changes>("changes");
    for (const Kind kind : allKinds())
        for (const Scenario& scenario : allScenarios())
            QTest::addRow("%s: %s", kindName(kind), scenario.name) << kind << scenario.changes;
}

void TestAppliedOnServers::sameNamesAndSameRefusals()
{
    QFETCH(Kind, kind);
    QFETCH(Changes, changes);
    compare(kind, changes);
}

void TestAppliedOnServers::whatOneDatabaseHasAlone_data()
{
    QTest::addColumn<Changes>("changes");
    for (const Scenario& scenario : objectScenarios())
        QTest::addRow("%s", scenario.name) << scenario.changes;
}

void TestAppliedOnServers::whatOneDatabaseHasAlone()
{
    QFETCH(Changes, changes);
    compare(Kind::PostgreSql, changes);
}

void TestAppliedOnServers::compare(Kind kind, const Changes& changes)
{
    database::Session session = emptySession(kind);
    const schema::SchemaRules& rules = session.dialect().schemaRules(session.facts().version);
    schema::Replay replay(rules);
    QStringList log;
    for (const Change& change : changes) {
        const schema::Replay before = replay;
        const std::optional<bool> done = runOn(session, change, log);
        if (!done)
            continue;
        const auto outcome = replay.apply(change);
        QStringList faults;
        for (const schema::Fault& fault : outcome.faults)
            faults.append(schema::codeName(fault.kind) + QLatin1String(": ") + fault.message.english());
        const bool mayFail = !faults.isEmpty() && !outcome.wouldFail();
        QVERIFY2(mayFail || outcome.wouldFail() != *done,
            qPrintable(
                log.join(QLatin1Char('\n')) + QLatin1String("\nour faults: ") + faults.join(QLatin1String("; "))));
        if (!*done)
            replay = before;
    }
    const QString difference
        = lineDifference(schemaLines(replay.schema(), kind, rules), catalogueLines(session, kind, rules));
    QVERIFY2(difference.isEmpty(), qPrintable(log.join(QLatin1Char('\n')) + QLatin1Char('\n') + difference));
}

QTEST_GUILESS_MAIN(TestAppliedOnServers)
#include "tst_applied_on_servers.moc"
