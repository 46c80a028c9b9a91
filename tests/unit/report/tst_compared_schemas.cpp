#include "support/schema_builder.h"

#include "dialects/dialect.h"
#include "report/compared_schemas.h"
#include "report/table_drift.h"
#include "schema/apply.h"

#include <QTest>

using namespace espalier;
using namespace espalier::test;
using report::ComparedSchemas;
using report::ComparedSide;
using report::Mark;
using schema::DriftState;

namespace {

const dialects::Dialect& dialectNamed(const char* name) { return *dialects::findDialect(text(name)); }

schema::Schema made(const schema::Changes& changes, const char* dialect = "postgresql")
{
    schema::Replay replay(dialectNamed(dialect).schemaRules());
    for (const schema::Change& change : changes)
        replay.apply(change);
    return replay.schema();
}

const schema::CreateTable users = create("users", { Col("id").key(), Col("name", stringType(20)) });
const schema::CreateTable longer = create("users", { Col("id").key(), Col("name", stringType(30)), Col("age") });
const schema::CreateTable tasks = create("tasks", { Col("id").key() });
const schema::CreateTable tags = create("tags", { Col("id").key() });

} // namespace

class TestComparedSchemas : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tablesAndColumnsAreMarked();
    void spellingsOfATableAreOne();
    void modelsSpeakOfTablesAlone();
    void whatIsNotKnownIsPerhaps();
    void theVersionTableIsNoDrift();
    void whatCouldNotBeSeenIsPerhapsThere();
};

void TestComparedSchemas::tablesAndColumnsAreMarked()
{
    const ComparedSchemas found({ { made({ users, tasks }), {} }, false }, { { made({ longer, tags }), {} }, false },
        dialectNamed("postgresql").schemaRules());
    QCOMPARE(found.mark(named("users")), Mark::Changed);
    QCOMPARE(found.mark(named("tasks")), Mark::Removed);
    QCOMPARE(found.mark(named("tags")), Mark::Added);
    QCOMPARE(found.mark(named("nowhere")), Mark::Same);
    QCOMPARE(found.mark(named("users"), text("id")), Mark::Same);
    QCOMPARE(found.mark(named("users"), text("name")), Mark::Changed);
    QCOMPARE(found.mark(named("users"), text("age")), Mark::Added);
    QCOMPARE(found.of(named("users")).size(), size_t(2));
    QVERIFY(found.isCertain(named("users")));
}

void TestComparedSchemas::spellingsOfATableAreOne()
{
    const auto upper = create("Users", { Col("id").key() });
    const auto lower = create("users", { Col("id").key(), Col("age") });
    const ComparedSchemas found({ { made({ upper }, "sqlite"), {} }, false },
        { { made({ lower }, "sqlite"), {} }, false }, dialectNamed("sqlite").schemaRules());
    QCOMPARE(found.mark(named("USERS")), Mark::Changed);
    QCOMPARE(found.mark(named("users"), text("age")), Mark::Added);
}

void TestComparedSchemas::modelsSpeakOfTablesAlone()
{
    schema::CreateView view;
    view.view.name = named("names");
    view.view.definition = text("SELECT name FROM users");
    const ComparedSide migrations{ { made({ users, view }), {} }, false };
    const ComparedSide models{ { made({ users }), {} }, true };
    const auto& rules = dialectNamed("postgresql").schemaRules();
    QVERIFY(ComparedSchemas(migrations, models, rules).changes().empty());
    QVERIFY(ComparedSchemas(models, migrations, rules).changes().empty());
    QCOMPARE(ComparedSchemas(migrations, { models.place, false }, rules).changes().size(), size_t(1));
}

void TestComparedSchemas::whatIsNotKnownIsPerhaps()
{
    const schema::DriftDoubt doubt{ schema::DriftDoubt::About::Parts, named("users"), {}, { "it is not known", {} },
        {} };
    const ComparedSchemas found({ { made({ users, tasks }), { doubt } }, false }, { { made({ longer }), {} }, false },
        dialectNamed("postgresql").schemaRules());
    QVERIFY(!found.isCertain(named("users")));
    QVERIFY(found.isCertain(named("tasks")));
}

void TestComparedSchemas::theVersionTableIsNoDrift()
{
    const auto database = std::make_shared<dialects::Introspected>();
    database->schema = made({ users, create("alembic_version", { Col("version_num").key() }), tasks });
    const auto heads = std::make_shared<operations::SchemaMoment>();
    heads->schema = made({ users });
    const report::DriftSources sources{ heads, heads, nullptr, database };
    QVERIFY(sources.canDisagree());
    const report::TableDrifts drifts(sources, project::Project(), dialectNamed("postgresql"));
    QVERIFY(!drifts.of(named("alembic_version")));
    QVERIFY(drifts.of(named("users")));
    QCOMPARE(drifts.of(named("users"))->state, DriftState::InOrder);
    QCOMPARE(drifts.of(named("tasks"))->state, DriftState::OutsideMigrations);
    QVERIFY(!report::DriftSources().canDisagree());
    QVERIFY(!(report::DriftSources{ heads, heads, nullptr, nullptr }.canDisagree()));
}

void TestComparedSchemas::whatCouldNotBeSeenIsPerhapsThere()
{
    dialects::Introspected database;
    database.schema = made({ users });
    database.unseen = { { "Schema %1 may not be read.", { text("secret") } } };
    const ComparedSchemas found({ { made({ users, tasks }), {} }, false },
        { report::placeOf(database, nullptr), false }, dialectNamed("postgresql").schemaRules());
    QCOMPARE(found.mark(named("tasks")), Mark::Removed);
    QVERIFY(!found.isCertain(named("tasks"))); // it may be what was not seen
}

QTEST_GUILESS_MAIN(TestComparedSchemas)
#include "tst_compared_schemas.moc"
