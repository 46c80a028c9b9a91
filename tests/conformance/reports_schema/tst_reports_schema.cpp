// What three of the reports say of models, migrations and the tables that neither makes; and that the revision which
// Espalier writes mends it, also for the real Alembic. Where a report is wrong, the comment says why.
#include "conformance/reports/report_project.h"
#include "support/temporary_folder.h"

#include "authoring/missing_migration.h"
#include "models/create_all.h"
#include "models/known_models.h"
#include "operations/known_schema.h"

using namespace espalier;
using namespace espalier::test;

namespace {

QStringList words(const char* text) { return QString::fromLatin1(text).split(QLatin1Char(' ')); }

const QString allTables = QStringLiteral("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");

/// A project, its models and its migrations on one database system.
struct World {
    explicit World(const QString& folder, const char* dialectName = "postgresql")
        : dialect(*dialects::findDialect(QString::fromLatin1(dialectName)))
    {
        project::FindOptions find;
        find.useEnvironment = false;
        auto opened = project::openProject(folder, find);
        if (!opened)
            qFatal("%s", qPrintable(core::describe(opened.error())));
        auto found = revisions::load(*opened, jobs::JobContext());
        if (!found)
            qFatal("%s", qPrintable(core::describe(found.error())));
        loaded = std::move(*found);
        auto read = models::readModels(loaded.project, dialect);
        if (!read)
            qFatal("%s", qPrintable(core::describe(read.error())));
        models = std::move(*read);
    }

    schema::DriftPlace at(const char* revision) const
    {
        const auto found = operations::schemaAt(
            loaded, operations::circumstancesOf(loaded.project, dialect, false), QString::fromLatin1(revision));
        return found ? operations::placeOf(*found) : schema::DriftPlace{};
    }

    /// Of models and migrations alone.
    schema::Drift drift(const char* revision = "heads") const
    {
        schema::DriftPlaces places;
        places.heads = at(revision);
        places.models = models::placeOf(models);
        return schema::drift(places, dialect.schemaRules());
    }

    QStringList tablesOf(schema::DriftState state, const char* revision = "heads") const
    {
        QStringList names;
        for (const schema::TableDrift& table : drift(revision).tables)
            if (table.state == state)
                names.append(table.isCertain ? table.table.name : QStringLiteral("perhaps ") + table.table.name);
        return names;
    }

    core::Result<authoring::MissingMigration> written(const char* parent = "") const
    {
        authoring::Wish wish;
        wish.parent = QString::fromLatin1(parent);
        wish.randomHex = [](int count) { return QString(count, QLatin1Char('e')); };
        return authoring::writeMissingMigration(loaded, dialect, models::placeOf(models), wish);
    }

    const dialects::Dialect& dialect;
    revisions::LoadedProject loaded;
    models::Models models;
};

QStringList detailsOf(const std::vector<schema::Difference>& differences)
{
    QStringList all;
    for (const schema::Difference& one : differences)
        all.append(one.detail.english());
    return all;
}

QStringList faultsOf(const models::Models& models)
{
    QStringList all;
    for (const models::Fault& fault : models.faults)
        all.append(fault.code + QLatin1Char(' ') + fault.message.english());
    all.sort();
    return all;
}

/// A copy of a report's project with the missing revision in it.
void writeInto(const TemporaryFolder& copy, const char* report, const char* folder, const char* parent,
    authoring::MissingMigration& made, const char* dialect = "postgresql")
{
    copyFolder(reportFolder(QString::fromLatin1(report)), copy.path());
    const World world(copy.path(QString::fromLatin1(folder)), dialect);
    const auto migration = world.written(parent);
    QVERIFY2(migration, migration ? "" : qPrintable(core::describe(migration.error())));
    made = *migration;
    QCOMPARE(detailsOf(made.remaining), QStringList());
    QCOMPARE(detailsOf(made.notUndone), QStringList());
    QVERIFY2(made.leftOut.empty(), qPrintable(made.text));
    const auto saved = authoring::save(made);
    QVERIFY2(saved, saved ? "" : qPrintable(core::describe(saved.error())));
    QVERIFY(!authoring::save(made)); // never over something
}

#define VERIFY_RUN(run)                                                                                                \
    do {                                                                                                               \
        const PythonRun verifiedRun = (run);                                                                           \
        QVERIFY2(verifiedRun.exitCode == 0, verifiedRun.text().constData());                                           \
    } while (false)

} // namespace

class TestReportsSchema : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readinessModelsWithoutMigration();
    void readinessIsMended();
    void validationModelsAwaitTwoRevisions();
    void validationClassesOfOneName();
    void auditTablesOfCreateAll();
    void auditColumnAddedTwice();
    void auditIsMended();
};

// Report 1, issues 1 and 2: five and six tables. It counts all else as migrated, which holds.
void TestReportsSchema::readinessModelsWithoutMigration()
{
    const World world(reportFolder(QStringLiteral("leads/backend")));
    QCOMPARE(world.tablesOf(schema::DriftState::MissingMigration),
        words("audience_segments automation_triggers campaign_analytics campaign_sends claims communications customers "
              "marketing_campaigns marketing_templates policies reports"));
    QCOMPARE(world.tablesOf(schema::DriftState::InOrder),
        words("document_activities document_categories document_shares documents file_documents leads scores sessions "
              "users"));
    QCOMPARE(world.drift().tables.size(), size_t(20));
}

void TestReportsSchema::readinessIsMended()
{
    const World before(reportFolder(QStringLiteral("leads/backend")));
    const auto refused = before.written();
    QVERIFY(!refused && refused.error().code == core::ErrorCode::Ambiguous);

    const TemporaryFolder copy;
    authoring::MissingMigration made;
    writeInto(copy, "leads", "backend", "5a1c2e3d4f56", made);
    QCOMPARE(made.id, QStringLiteral("eeeeeeeeeeee"));
    QCOMPARE(made.down, words("5a1c2e3d4f56"));
    QCOMPARE(made.message, QStringLiteral("create 11 tables"));
    const World after(copy.path(QStringLiteral("backend")));
    QCOMPARE(after.tablesOf(schema::DriftState::InOrder).size(), 20);
    QVERIFY(after.written("eeeeeeeeeeee")->isEmpty());

    const TestDatabase database(Kind::Sqlite);
    const QString folder = copy.path(QStringLiteral("backend"));
    VERIFY_RUN(alembicOn(folder, database, words("upgrade 5a1c2e3d4f56")));
    const QStringList old = database.column(allTables);
    VERIFY_RUN(alembicOn(folder, database, words("upgrade eeeeeeeeeeee")));
    QCOMPARE(database.column(allTables).size(), old.size() + 11);
    VERIFY_RUN(alembicOn(folder, database, words("downgrade -1")));
    QCOMPARE(database.column(allTables), old);
}

// Report 3: at revision 022 four tables wait for 023 and 024, which bring them.
void TestReportsSchema::validationModelsAwaitTwoRevisions()
{
    const World world(reportFolder(QStringLiteral("lead_agent/backend")));
    const QStringList awaited = words("auto_responses campaign_metrics campaign_metrics_snapshots response_variables");
    const QStringList missing = world.tablesOf(schema::DriftState::MissingMigration, "022");
    for (const QString& table : awaited)
        QVERIFY2(missing.contains(table), qPrintable(table));
    const QStringList now = world.tablesOf(schema::DriftState::MissingMigration);
    for (const QString& table : awaited)
        QVERIFY2(!now.contains(table), qPrintable(table));
}

// Report 3, "Class name conflicts exist but are mitigated", "No duplicate table names": both hold, and no foreign key
// points to nothing.
void TestReportsSchema::validationClassesOfOneName()
{
    const World world(reportFolder(QStringLiteral("lead_agent/backend")));
    const QStringList faults = faultsOf(world.models);
    QCOMPARE(faults.filter(QStringLiteral("duplicate-class")).size(), 2);
    QVERIFY2(faults.filter(QStringLiteral("WorkflowExecution")).size() == 1
            && faults.filter(QStringLiteral("WorkflowApproval")).size() == 1,
        qPrintable(faults.join(QLatin1Char('\n'))));
    QCOMPARE(faults.filter(QStringLiteral("duplicate-model")), QStringList());
    QCOMPARE(faults.filter(QStringLiteral("missing-target")), QStringList());
    QStringList notImported;
    for (const schema::ObjectName& table : world.models.notImported)
        notImported.append(table.name);
    QCOMPARE(sorted(notImported), words("legacy_workflow_approvals workflow_execution_monitoring"));
}

// Report 4, issue 1 and "Tables in Models vs Migrations". It calls discovery_queries "OK"; from nothing its revision
// finds no table jobs and leaves the foreign key out, which the report's issue 3 says itself: it is changed.
void TestReportsSchema::auditTablesOfCreateAll()
{
    const World world(reportFolder(QStringLiteral("prospecting/backend")));
    QCOMPARE(world.tablesOf(schema::DriftState::MissingMigration), words("email_logs jobs prospects"));
    QCOMPARE(world.tablesOf(schema::DriftState::InOrder), words("settings"));
    QCOMPARE(world.tablesOf(schema::DriftState::Changed), words("discovery_queries"));
    const auto calls = models::findCreateAll(world.loaded.project);
    QCOMPARE(calls.size(), size_t(1));
    QCOMPARE(world.loaded.project.relative(calls.front().at.file), QStringLiteral("app/main.py"));
    QCOMPARE(calls.front().at.line, 7);
    QVERIFY(!calls.front().isInTests);

    // a database that create_all() made, at no revision: nothing of it comes from a revision
    schema::DriftPlaces places;
    places.models = models::placeOf(world.models);
    places.heads = world.at("heads");
    places.applied = world.at("base");
    places.database = schema::DriftPlace{ world.models.schema, {} };
    QStringList states;
    for (const schema::TableDrift& table : schema::drift(places, world.dialect.schemaRules()).tables)
        states.append(table.table.name + QLatin1Char(' ') + schema::codeName(table.state));
    QCOMPARE(states,
        QStringList({ QStringLiteral("discovery_queries ahead"), QStringLiteral("email_logs outside-migrations"),
            QStringLiteral("jobs outside-migrations"), QStringLiteral("prospects outside-migrations"),
            QStringLiteral("settings ahead") }));
}

// Report 4, issue 2: on a database where prospects has no discovery_query_id, either of two revisions adds it, and the
// second finds it there when the first has run.
void TestReportsSchema::auditColumnAddedTwice()
{
    const World world(reportFolder(QStringLiteral("prospecting/backend")));
    schema::Table prospects = *world.models.schema.table({ {}, QStringLiteral("prospects") });
    std::erase_if(prospects.columns,
        [](const schema::Column& column) { return column.name == QLatin1String("discovery_query_id"); });
    std::erase_if(prospects.constraints,
        [](const schema::Constraint& one) { return one.kind == schema::Constraint::Kind::ForeignKey; });
    prospects.indexes.clear();
    schema::Schema made;
    made.put(std::move(prospects));
    const auto additions = [&](const char* id, schema::Replay& state) {
        const auto& graph = *world.loaded.graph;
        const QString file = graph.revision(graph.indexOf(QString::fromLatin1(id))).path;
        QFile script(file);
        if (!script.open(QIODevice::ReadOnly))
            qFatal("%s", qPrintable(file));
        operations::RunMemo memo;
        const auto evaluation
            = operations::evaluate({ file, *python::SyntaxTree::parse(script.readAll()) }, operations::Direction::Up,
                operations::circumstancesOf(world.loaded.project, world.dialect, false), state, memo);
        int count = 0;
        for (const operations::Operation& operation : evaluation.operations)
            if (const auto* change = std::get_if<schema::Change>(&operation.what))
                count += std::holds_alternative<schema::ColumnAddition>(*change) ? 1 : 0;
        return count;
    };
    schema::Replay state(world.dialect.schemaRules(), made);
    QCOMPARE(additions("add_discovery_query", state), 1);
    QCOMPARE(additions("556b79de2825", state), 0);
    schema::Replay other(world.dialect.schemaRules(), made);
    QCOMPARE(additions("556b79de2825", other), 1);
}

// Report 4, step 1. It wants the tables made before the first revision; as all revisions look for them first, they can
// just as well come last.
void TestReportsSchema::auditIsMended()
{
    const TemporaryFolder copy;
    authoring::MissingMigration made;
    writeInto(copy, "prospecting", "backend", "", made);
    QCOMPARE(made.down, words("556b79de2825"));
    const World after(copy.path(QStringLiteral("backend")));
    QCOMPARE(
        after.tablesOf(schema::DriftState::InOrder), words("discovery_queries email_logs jobs prospects settings"));
    const PythonRun sql = runAlembic(copy.path(QStringLiteral("backend")),
        { QStringLiteral("upgrade"), QStringLiteral("556b79de2825:head"), QStringLiteral("--sql") },
        { { QStringLiteral("DATABASE_URL"), QStringLiteral("postgresql://u@localhost/d") } });
    QVERIFY2(sql.exitCode == 0, sql.text().constData());
    for (const char* table : { "jobs", "prospects", "email_logs" })
        QVERIFY2(
            sql.out.contains(QStringLiteral("CREATE TABLE %1 (").arg(QLatin1String(table))), sql.text().constData());
    QVERIFY(sql.out.contains(QStringLiteral("ALTER TABLE discovery_queries ADD ")));
    const PythonRun back = runAlembic(copy.path(QStringLiteral("backend")),
        { QStringLiteral("downgrade"), made.id + QStringLiteral(":556b79de2825"), QStringLiteral("--sql") },
        { { QStringLiteral("DATABASE_URL"), QStringLiteral("postgresql://u@localhost/d") } });
    QVERIFY2(back.exitCode == 0 && back.out.contains(QStringLiteral("DROP TABLE jobs")), back.text().constData());
}

QTEST_GUILESS_MAIN(TestReportsSchema)
#include "tst_reports_schema.moc"
