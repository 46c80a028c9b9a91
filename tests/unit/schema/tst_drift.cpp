#include "support/schema_builder.h"

#include "dialects/dialect.h"
#include "schema/apply.h"
#include "schema/drift.h"

#include <QTest>

using namespace espalier;
using namespace espalier::test;
using namespace espalier::schema;

namespace {

const SchemaRules& rulesOf(const char* dialect) { return dialects::findDialect(text(dialect))->schemaRules(); }

DriftPlace place(const Changes& changes, std::vector<DriftDoubt> doubts = {})
{
    Replay replay(rulesOf("postgresql"));
    for (const Change& change : changes)
        replay.apply(change);
    return { replay.schema(), std::move(doubts) };
}

DriftDoubt doubt(DriftDoubt::About about, const char* table = "", const char* column = "")
{
    return { about, { {}, text(table) }, text(column), { "it is not known", {} }, { text("models.py"), 7 } };
}

/// "table: state", a "perhaps" where it is not certain.
QStringList states(const DriftPlaces& places, const char* dialect = "postgresql")
{
    QStringList lines;
    for (const TableDrift& table : drift(places, rulesOf(dialect)).tables)
        lines.append(QStringLiteral("%1: %2%3")
                         .arg(table.table.key(), table.isCertain ? QString() : QStringLiteral("perhaps "),
                             codeName(table.state)));
    return lines;
}

QStringList listed(const std::vector<DriftChange>& changes)
{
    QStringList lines;
    for (const DriftChange& change : changes)
        lines.append(
            QStringLiteral("%1%2 %3 %4")
                .arg(change.isCertain ? QString() : QStringLiteral("perhaps "), codeName(change.difference.kind),
                    codeName(change.difference.object), change.difference.name));
    return lines;
}

TableDrift ofTable(const DriftPlaces& places, const char* name)
{
    for (const TableDrift& table : drift(places, rulesOf("postgresql")).tables)
        if (table.table.name == text(name))
            return table;
    return {};
}

const CreateTable users = create("users", { Col("id").key(), Col("name", stringType(20)) });
const CreateTable posts = create("posts", { Col("id").key(), Col("user_id").to("users.id", "fk_posts_user") });
const CreateTable jobs = create("jobs", { Col("id").key() });

} // namespace

class TestDrift : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyStateOfATable();
    void modelsAndMigrationsAlone();
    void databaseAlone();
    void databaseAndMigrationsAlone();
    void databaseAtUnknownRevisionsIsNotAccused();
    void tableThatIsOnlyUsedStandsOutsideMigrations();
    void changedTablesSayWhere();
    void unknownStepMakesEverythingPerhaps();
    void furtherModelsMakeAbsencePerhaps();
    void modelsThatMayNotBeMeantArePerhapsMissing();
    void objectsInDoubtAreNotTables();
    void columnThatIsNotReadMakesItselfPerhaps();
    void tableThatIsNotWholeIsPerhapsInOrder();
    void partitionsNeedNoModel();
    void enumsOfNoColumnNeedNoModel();
    void namesInTwoCasesAreOne();
    void everyStateHasWords();
};

void TestDrift::everyStateOfATable()
{
    const auto table = [](const char* name) { return create(name, { Col("id").key() }); };
    DriftPlaces places;
    places.applied = place({ table("good"), table("lost"), table("changed"), table("left"), table("dropped") });
    places.heads
        = place({ table("good"), table("lost"), table("changed"), table("left"), table("soon"), table("early") });
    places.models = place({ table("good"), table("lost"), table("changed"), table("soon"), table("early"),
        table("missing"), table("fallback") });
    places.database = place({ table("good"), create("changed", { Col("id").key(), Col("extra") }), table("left"),
        table("dropped"), table("early"), table("fallback"), table("orphan") });
    QCOMPARE(states(places),
        QStringList({ text("changed: changed"), text("dropped: pending"), text("early: ahead"),
            text("fallback: outside-migrations"), text("good: in-order"), text("left: no-model"), text("lost: lost"),
            text("missing: missing-migration"), text("orphan: orphan"), text("soon: pending") }));
}

void TestDrift::modelsAndMigrationsAlone()
{
    DriftPlaces places;
    places.heads = place({ users, posts });
    places.models = place({ users, jobs });
    QCOMPARE(states(places),
        QStringList({ text("jobs: missing-migration"), text("posts: no-model"), text("users: in-order") }));
    const TableDrift found = ofTable(places, "jobs");
    QCOMPARE(listed(found.missing), QStringList{ text("add table jobs") });
    QVERIFY(!found.isInDatabase && !found.isInApplied);
    QCOMPARE(found.isInModels, std::optional(true));
    QCOMPARE(found.isInHeads, std::optional(false));
}

void TestDrift::databaseAlone()
{
    DriftPlaces places;
    places.database = place({ users });
    QCOMPARE(states(places), QStringList{ text("users: in-order") });
    QVERIFY(states({}).isEmpty());
}

void TestDrift::databaseAndMigrationsAlone()
{
    DriftPlaces places;
    places.applied = place({ users });
    places.heads = place({ users, posts });
    places.database = place({ users, jobs });
    // without models nobody can say that no model has it
    QCOMPARE(states(places),
        QStringList({ text("jobs: outside-migrations"), text("posts: pending"), text("users: in-order") }));
}

void TestDrift::databaseAtUnknownRevisionsIsNotAccused()
{
    DriftPlaces places;
    places.heads = place({ users, posts });
    places.database = place({ users });
    QCOMPARE(states(places), QStringList({ text("posts: perhaps pending"), text("users: perhaps in-order") }));
}

void TestDrift::tableThatIsOnlyUsedStandsOutsideMigrations()
{
    DriftPlaces places;
    places.heads = place({ users, add("prospects", Col("user_id")) });
    places.models = place({ users, create("prospects", { Col("id").key(), Col("user_id"), Col("domain") }) });
    QVERIFY(places.heads->schema.assumed.contains(text("prospects")));
    QCOMPARE(states(places), QStringList({ text("prospects: outside-migrations"), text("users: in-order") }));
    TableDrift found = ofTable(places, "prospects");
    QVERIFY(found.isAssumed);
    QCOMPARE(listed(found.missing), QStringList{ text("add table prospects") });
    places.applied = place({ users });
    places.database = place({ users });
    found = ofTable(places, "prospects");
    QCOMPARE(found.state, DriftState::OutsideMigrations);
    QCOMPARE(listed(found.drifted) + listed(found.pending), QStringList{});
}

void TestDrift::changedTablesSayWhere()
{
    ColumnChange longer = alter("users", "name");
    longer.type = stringType(40);
    DriftPlaces places;
    places.applied = place({ users });
    places.heads = place({ users, longer });
    places.models = place({ users, longer, add("users", Col("age")) });
    places.database = place({ users, createIndex("users", index("ix_by_hand", { text("name") })) });
    const TableDrift found = ofTable(places, "users");
    QCOMPARE(found.state, DriftState::Changed);
    QCOMPARE(listed(found.drifted), QStringList{ text("add index ix_by_hand") });
    QCOMPARE(listed(found.pending), QStringList{ text("change column name") });
    QCOMPARE(listed(found.missing), QStringList{ text("add column age") });
    places.models = places.heads;
    places.database = places.applied;
    QCOMPARE(ofTable(places, "users").state, DriftState::Pending);
}

void TestDrift::unknownStepMakesEverythingPerhaps()
{
    DriftPlaces places;
    places.heads = place({ users }, { doubt(DriftDoubt::About::Everything) });
    places.models = place({ users, jobs });
    QCOMPARE(states(places), QStringList({ text("jobs: perhaps missing-migration"), text("users: perhaps in-order") }));
    QCOMPARE(listed(ofTable(places, "jobs").missing), QStringList{ text("perhaps add table jobs") });
    QCOMPARE(ofTable(places, "jobs").doubts.front().at.line, 7);
    // what it may touch is known
    places.heads = place({ users, posts }, { doubt(DriftDoubt::About::Everything, "posts") });
    places.models = place({ users, jobs });
    QCOMPARE(states(places),
        QStringList({ text("jobs: missing-migration"), text("posts: perhaps no-model"), text("users: in-order") }));
}

void TestDrift::furtherModelsMakeAbsencePerhaps()
{
    DriftPlaces places;
    places.heads = place({ users, posts });
    places.models = place({ users, jobs }, { doubt(DriftDoubt::About::Further) });
    QCOMPARE(states(places),
        QStringList({ text("jobs: missing-migration"), text("posts: perhaps no-model"), text("users: in-order") }));
    QVERIFY(ofTable(places, "jobs").doubts.empty());
    QCOMPARE(ofTable(places, "posts").doubts.size(), size_t(1));
}

void TestDrift::modelsThatMayNotBeMeantArePerhapsMissing()
{
    DriftPlaces places;
    places.heads = place({ users, posts });
    places.models = place({ users, jobs }, { doubt(DriftDoubt::About::Belonging) });
    QCOMPARE(states(places),
        QStringList({ text("jobs: perhaps missing-migration"), text("posts: no-model"), text("users: in-order") }));
}

void TestDrift::objectsInDoubtAreNotTables()
{
    CreateEnum mood;
    mood.type = { named("mood"), { text("a") }, {} };
    DriftPlaces places;
    places.applied = place({ users }, { doubt(DriftDoubt::About::Others) });
    places.database = place({ users, jobs, mood });
    QCOMPARE(states(places), QStringList({ text("jobs: outside-migrations"), text("users: in-order") }));
    QCOMPARE(listed(drift(places, rulesOf("postgresql")).drifted), QStringList{ text("perhaps add enum mood") });
    // nor are they known where nothing is
    CreateEnum other = mood;
    other.type.values = QStringList{ text("a"), text("b") };
    places.applied = place({ other }, { doubt(DriftDoubt::About::Everything) });
    places.database = place({ mood });
    QCOMPARE(listed(drift(places, rulesOf("postgresql")).drifted), QStringList{ text("perhaps change enum mood") });
}

void TestDrift::columnThatIsNotReadMakesItselfPerhaps()
{
    DriftPlaces places;
    places.heads = place({ create("users", { Col("id").key(), Col("a"), Col("b") }) });
    places.models
        = place({ create("users", { Col("id").key(), Col("a").notNull().indexed(), Col("b").notNull().indexed() }) },
            { doubt(DriftDoubt::About::Parts, "users", "a") });
    const TableDrift found = ofTable(places, "users");
    QCOMPARE(listed(found.missing),
        QStringList({ text("perhaps change column a"), text("change column b"), text("perhaps add index ix_users_a"),
            text("add index ix_users_b") }));
    QVERIFY(found.isCertain);
    places.heads = place({ create("users", { Col("id").key(), Col("a") }) });
    places.models = place({ create("users", { Col("id").key(), Col("a").notNull() }) },
        { doubt(DriftDoubt::About::Parts, "users", "a") });
    QCOMPARE(states(places), QStringList{ text("users: perhaps changed") });
    places.models->schema = places.heads->schema;
    QCOMPARE(states(places), QStringList{ text("users: perhaps in-order") });
}

void TestDrift::tableThatIsNotWholeIsPerhapsInOrder()
{
    DriftPlaces places;
    places.heads = place({ users });
    places.models = place({ create("users", { Col("id").key() }) });
    places.models->schema.incomplete.insert(text("users"));
    QCOMPARE(states(places), QStringList{ text("users: perhaps in-order") });
    QCOMPARE(
        ofTable(places, "users").doubts.front().reason.english(), text("Not all columns of table users are known."));
}

void TestDrift::partitionsNeedNoModel()
{
    CreateTable part = create("logs_2026", { Col("id").key() });
    part.table.options.insert(text("postgresql_partition_of"), text("logs"));
    DriftPlaces places;
    places.heads = place({ create("logs", { Col("id").key() }), part });
    places.models = place({ create("logs", { Col("id").key() }) });
    QCOMPARE(states(places), QStringList({ text("logs: in-order"), text("logs_2026: in-order") }));
}

void TestDrift::enumsOfNoColumnNeedNoModel()
{
    CreateEnum mood;
    mood.type = { named("mood"), { text("a") }, {} };
    CreateView view;
    view.view.name = named("v");
    view.view.definition = text("SELECT 1");
    DriftPlaces places;
    places.heads = place({ mood, view, users });
    places.models = place({ users });
    const Drift found = drift(places, rulesOf("postgresql"));
    QCOMPARE(listed(found.missing), QStringList{});
    places.heads = place({ mood, create("users", { Col("id").key(), Col("m", enumType("mood", { text("a") })) }) });
    QCOMPARE(listed(drift(places, rulesOf("postgresql")).missing), QStringList{ text("remove enum mood") });
}

void TestDrift::namesInTwoCasesAreOne()
{
    DriftPlaces places;
    places.heads = place({ create("Users", { Col("id").key() }) });
    places.models = place({ create("users", { Col("id").key() }) });
    QCOMPARE(states(places, "sqlite"), QStringList{ text("Users: in-order") });
    QCOMPARE(states(places, "postgresql"), QStringList({ text("Users: no-model"), text("users: missing-migration") }));
}

void TestDrift::everyStateHasWords()
{
    QSet<QString> seen;
    for (int i = 0; i <= int(DriftState::Ahead); ++i) {
        const auto state = static_cast<DriftState>(i);
        QVERIFY(!words(state).english().isEmpty());
        QVERIFY(explanation(state).english().endsWith(QLatin1Char('.')));
        seen.insert(codeName(state));
    }
    QCOMPARE(seen.size(), int(DriftState::Ahead) + 1);
}

QTEST_GUILESS_MAIN(TestDrift)
#include "tst_drift.moc"
