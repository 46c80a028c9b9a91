// How a project's own settings, interpreter and database address are met: the plan runs on the database it was made for
// or not at all, and no secret leaves the pipe it came through.

#include "run_world.h"
#include "support/processes.h"
#include "support/verify_result.h"

#include <QDirIterator>
#include <QJsonDocument>
#include <QTest>

using namespace espalier;
using namespace espalier::test;
using core::ErrorCode;
using run::EventKind;
using run::RunEvent;
using run::RunState;

namespace {

void addToEnv(const MigrationProject& project, const QByteArray& lines)
{
    project.replaceInEnv("target_metadata = None\n", "target_metadata = None\n" + lines + '\n');
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Command lines and environments of what runs here.
QByteArray processList()
{
    QByteArray all;
    for (const test::StartedProcess& process : test::startedProcesses())
        all += process.arguments + '\n' + process.environment + '\n';
    return all;
}

QByteArray allFilesBelow(const QString& folder)
{
    QByteArray all;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext())
        all += contentOf(files.next());
    return all;
}

} // namespace

class TestRunnerEnvironment : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void printsGoToTheLogAndDoNoHarm();
    void anEnvWithAnAddressOfItsOwnIsRefused_data() { everyKind(); }
    void anEnvWithAnAddressOfItsOwnIsRefused();
    void theSameDatabaseByAnotherNameIsAccepted_data() { everyKind(); }
    void theSameDatabaseByAnotherNameIsAccepted();
    void anEnvThatReadsAVariableGetsTheAddress_data() { everyKind(); }
    void anEnvThatReadsAVariableGetsTheAddress();
    void percentSignsInPasswordsSurviveTheConfiguration();
    void asyncEnvironmentsWork_data();
    void asyncEnvironmentsWork();
    void otherSectionsAndArgumentsAreHanded();
    void noSecretIsSeenAnywhere_data();
    void noSecretIsSeenAnywhere();
    void lockTimeoutsAreSetOnTheProjectsOwnConnection_data();
    void lockTimeoutsAreSetOnTheProjectsOwnConnection();
    void aCommandPrefixRunsElsewhere();
    void untrustedProjectsRunNothing();
    void aRefusedPlanIsNotRun();
    void aStalePlanIsNotRun();
    void changedScriptsAreNoticedBeforeAnythingRuns();
    void twoRunsOnOneDatabaseDoNotMeet();
    void interpretersWithoutAlembicAreNamed();
    void interpretersThatAreNoneAreNamed_data();
    void interpretersThatAreNoneAreNamed();
    void emptyPlansStartNothing();
    void purgingStampsForgetUnknownRows();
};

void TestRunnerEnvironment::printsGoToTheLogAndDoNoHarm()
{
    RunWorld world(Kind::Sqlite);
    addToEnv(world.project,
        "import os, sys\nprint('{\"event\": \"finished\", \"ok\": true}')\nsys.stdout.write('x' * 100000 + '\\n')\n"
        "os.write(1, b'raw \\xff\\xfe bytes\\n')\nos.system('echo from a child')\nsys.stdin.read()");
    const auto outcome = world.run(world.chain(world.project.addChain(1)));
    VERIFY_RESULT(outcome);
    QVERIFY2(!outcome->error, qPrintable(outcome->error ? core::describe(*outcome->error) : QString()));
    QCOMPARE(outcome->current, list({ "a1" }));
    QVERIFY(world.log().contains(QStringLiteral("\"finished\"")));
    QVERIFY(world.log().contains(QStringLiteral("from a child")));
    QVERIFY(world.log().contains(QStringLiteral("raw ")));
}

void TestRunnerEnvironment::anEnvWithAnAddressOfItsOwnIsRefused()
{
    QFETCH(Kind, kind);
    RunWorld world(kind);
    const TestDatabase other(kind);
    addToEnv(world.project,
        "config.set_main_option('sqlalchemy.url', '''"
            + other.url().replace(QLatin1Char('%'), QStringLiteral("%%")).toUtf8() + "''')");
    const auto outcome = world.run(world.chain(world.project.addChain(2)));
    VERIFY_RESULT(outcome);
    QCOMPARE(outcome->state, RunState::Failed);
    QCOMPARE(outcome->error->code, ErrorCode::Refused);
    QVERIFY2(outcome->error->message.english().contains(QStringLiteral("takes its address from somewhere else")),
        qPrintable(core::describe(*outcome->error)));
    QCOMPARE(world.story(), QStringLiteral("failed"));
    const QString tables = kind == Kind::Sqlite
        ? QStringLiteral("SELECT name FROM sqlite_master")
        : QStringLiteral("SELECT table_name FROM information_schema.tables WHERE table_schema IN ('public', '%1')")
              .arg(other.name());
    QCOMPARE(other.column(tables), QStringList()); // not even a version table
}

void TestRunnerEnvironment::theSameDatabaseByAnotherNameIsAccepted()
{
    QFETCH(Kind, kind);
    RunWorld world(kind);
    QString url = world.database.url();
    const Servers& servers = Servers::running();
    if (kind == Kind::PostgreSql)
        url = servers.postgresUrl(world.database.name(), servers.admin, Servers::Route::Socket);
    if (kind == Kind::MariaDb)
        url = servers.mariadbUrl(world.database.name(), servers.admin, Servers::Route::Socket);
    if (kind == Kind::Sqlite) {
        QVERIFY(QFile::link(world.database.name(), world.project.path(QStringLiteral("link.db"))));
        url = QStringLiteral("sqlite:///link.db");
    }
    addToEnv(world.project,
        "config.set_main_option('sqlalchemy.url', '''" + url.replace(QLatin1Char('%'), QStringLiteral("%%")).toUtf8()
            + "''')");
    const auto outcome = world.run(world.chain(world.project.addChain(1)));
    VERIFY_RESULT(outcome);
    QVERIFY2(!outcome->error, qPrintable(outcome->error ? core::describe(*outcome->error) : QString()));
}

void TestRunnerEnvironment::anEnvThatReadsAVariableGetsTheAddress()
{
    QFETCH(Kind, kind);
    RunWorld world(kind);
    world.project.replaceInEnv(
        "connectable = engine_from_config(\n        config.get_section(config.config_ini_section, {}), "
        "prefix=\"sqlalchemy.\", poolclass=pool.NullPool\n    )",
        "import os\n    from sqlalchemy import create_engine\n    connectable = create_engine(os.environ['APP_DB'])");
    world.request.project.urlVariables = list({ "APP_DB", "OTHER" });
    const auto outcome = world.run(world.chain(world.project.addChain(1)));
    VERIFY_RESULT(outcome);
    QVERIFY2(!outcome->error, qPrintable(outcome->error ? core::describe(*outcome->error) : QString()));
    QCOMPARE(world.seen.rows(), list({ "a1" }));
}

void TestRunnerEnvironment::percentSignsInPasswordsSurviveTheConfiguration()
{
    RunWorld world(Kind::PostgreSql);
    QVERIFY(world.database.adminUrl().contains(QLatin1Char('%')));
    world.request.url = core::Secret(world.database.adminUrl());
    const auto outcome = world.run(world.chain(world.project.addChain(1)));
    VERIFY_RESULT(outcome);
    QVERIFY2(!outcome->error, qPrintable(outcome->error ? core::describe(*outcome->error) : QString()));
}

void TestRunnerEnvironment::asyncEnvironmentsWork_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("driver");
    QTest::newRow("aiosqlite") << Kind::Sqlite << QStringLiteral("sqlite+aiosqlite:");
    QTest::newRow("asyncpg") << Kind::PostgreSql << QStringLiteral("postgresql+asyncpg:");
}

void TestRunnerEnvironment::asyncEnvironmentsWork()
{
    QFETCH(Kind, kind);
    QFETCH(QString, driver);
    RunWorld world(kind);
    world.project.setEnv(R"(import asyncio
from alembic import context
from sqlalchemy import pool
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy import engine_from_config

config = context.config

def do_run(connection):
    context.configure(connection=connection, target_metadata=None)
    with context.begin_transaction():
        context.run_migrations()

async def main():
    engine = AsyncEngine(engine_from_config(
        config.get_section(config.config_ini_section), prefix="sqlalchemy.", poolclass=pool.NullPool, future=True))
    async with engine.connect() as connection:
        await connection.run_sync(do_run)
    await engine.dispose()

asyncio.run(main())
)");
    const QString url = world.database.url();
    world.request.url = core::Secret(driver + url.mid(url.indexOf(QLatin1Char(':')) + 1));
    world.request.lockTimeoutMs = kind == Kind::PostgreSql ? 4000 : 0;
    world.project.addChain(2);
    world.project.add(script("a3", "a2", { "raise RuntimeError('async too')" }));
    const auto good = world.run(world.chain(list({ "a1", "a2" })));
    VERIFY_RESULT(good);
    QVERIFY2(!good->error, qPrintable(good->error ? core::describe(*good->error) : QString()));
    QCOMPARE(good->current, list({ "a2" }));
    const auto bad = world.run(world.chain(list({ "a1", "a2", "a3" }), 2));
    VERIFY_RESULT(bad);
    QCOMPARE(world.story(), QStringLiteral("+a3 a3! failed"));
    QCOMPARE(world.failure().line, 12);
    QCOMPARE(bad->current, list({ "a2" }));
}

void TestRunnerEnvironment::otherSectionsAndArgumentsAreHanded()
{
    RunWorld world(Kind::Sqlite);
    world.project.replaceInIni("[loggers]", "[tenants]\nscript_location = migrations\nflavour = sweet\n\n[loggers]");
    addToEnv(world.project,
        "assert config.get_main_option('flavour') == 'sweet'\n"
        "assert context.get_x_argument(as_dictionary=True) == {'tenant': 'b', 'mode': 'x=y'}\n"
        "assert config.cmd_opts.cmd[0].__name__ == 'upgrade'\nassert context.get_revision_argument() == 'a1'\n"
        "assert not context.is_offline_mode()");
    world.request.project.section = QStringLiteral("tenants");
    world.request.project.xArguments = list({ "tenant=b", "mode=x=y" });
    const auto outcome = world.run(world.chain(world.project.addChain(1)));
    VERIFY_RESULT(outcome);
    QVERIFY2(!outcome->error, qPrintable(outcome->error ? core::describe(*outcome->error) : QString()));
}

void TestRunnerEnvironment::noSecretIsSeenAnywhere_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::newRow("PostgreSQL") << Kind::PostgreSql;
    QTest::newRow("MariaDB") << Kind::MariaDb;
}

void TestRunnerEnvironment::noSecretIsSeenAnywhere()
{
    QFETCH(Kind, kind);
    RunWorld world(kind);
    world.request.project.urlVariables = list({ "DATABASE_URL" });
    addToEnv(world.project, "print('at', config.get_main_option('sqlalchemy.url'))");
    world.project.addChain(1);
    world.project.add(script("a2", "a1",
        { "import os", "password = op.get_bind().engine.url.password",
            "raise RuntimeError('cannot use ' + os.environ['DATABASE_URL'] + ' or ' + password + repr([password]))" }));
    const core::Secret known(Servers::running().user.password); // as reading the address makes it
    QByteArray seen;
    const auto outcome = world.run(world.chain(list({ "a1", "a2" })), [&](const RunEvent& event) {
        if (event.kind == EventKind::StepStarted)
            seen += processList();
        seen += QJsonDocument(run::eventJson(event)).toJson();
    });
    VERIFY_RESULT(outcome);
    seen += core::describe(*outcome->error).toUtf8() + allFilesBelow(world.state.path());
    QVERIFY(seen.contains("cannot use"));
    QVERIFY(seen.contains("sys.stdin.buffer.readline")); // the bridge was in the process list
    QVERIFY(seen.contains("at "));
    QVERIFY(!seen.contains("r-Mark"));
}

void TestRunnerEnvironment::lockTimeoutsAreSetOnTheProjectsOwnConnection_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("answer");
    QTest::newRow("PostgreSQL") << Kind::PostgreSql << QStringLiteral("SHOW lock_timeout") << QStringLiteral("7s");
    QTest::newRow("MariaDB") << Kind::MariaDb << QStringLiteral("SELECT @@lock_wait_timeout") << QStringLiteral("7");
    QTest::newRow("SQLite") << Kind::Sqlite << QStringLiteral("PRAGMA busy_timeout") << QStringLiteral("7000");
}

void TestRunnerEnvironment::lockTimeoutsAreSetOnTheProjectsOwnConnection()
{
    QFETCH(Kind, kind);
    QFETCH(QString, query);
    QFETCH(QString, answer);
    RunWorld world(kind);
    world.request.lockTimeoutMs = 7000;
    Script first;
    first.id = QStringLiteral("a1");
    first.upgrade = QStringList{ QStringLiteral("found = op.get_bind().execute(sa.text('%1')).scalar()").arg(query),
        QStringLiteral("assert str(found) == '%1', found").arg(answer) };
    world.project.add(first);
    const auto outcome = world.run(world.chain(list({ "a1" })));
    VERIFY_RESULT(outcome);
    QVERIFY2(!outcome->error, qPrintable(outcome->error ? core::describe(*outcome->error) : QString()));
}

void TestRunnerEnvironment::aCommandPrefixRunsElsewhere()
{
    RunWorld world(Kind::Sqlite);
    // As `docker compose exec -T api python`: talks first, changes the folder and the environment, then runs it.
    const QString wrapper = world.state.write(QStringLiteral("exec-in"),
        "#!/bin/sh\necho 'Container api running'\ncd \"$1\" && shift && exec env -i PATH=/usr/bin:/bin \"$@\"\n");
    QFile::setPermissions(wrapper, QFile::ReadOwner | QFile::ExeOwner);
    world.request.environment.command
        = QStringList{ wrapper, world.project.folder(), QStringLiteral("/usr/bin/python3") };
    world.request.environment.workingFolder = world.state.path();
    world.request.project.folderIsRemote = true;
    const auto outcome = world.run(world.chain(world.project.addChain(2)));
    VERIFY_RESULT(outcome);
    QVERIFY2(!outcome->error, qPrintable(outcome->error ? core::describe(*outcome->error) : QString()));
    QCOMPARE(world.seen.rows(), list({ "a2" }));
    QVERIFY(world.log().contains(QStringLiteral("Container api running")));
}

void TestRunnerEnvironment::untrustedProjectsRunNothing()
{
    RunWorld world(Kind::Sqlite);
    VERIFY_RESULT(world.trust.revoke(world.project.folder()));
    world.project.setEnv("open('ran', 'w')\n");
    const auto outcome = world.run(world.chain(world.project.addChain(1)));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, ErrorCode::Untrusted);
    QVERIFY(!QFileInfo::exists(world.project.path(QStringLiteral("ran"))));
    QCOMPARE(world.journal.list().value().size(), 0);
}

void TestRunnerEnvironment::aRefusedPlanIsNotRun()
{
    RunWorld world(Kind::Sqlite);
    plan::Plan plan = world.chain(world.project.addChain(1));
    plan.refused = plan::Refused{ QStringLiteral("multiple-heads"), { "There are several heads.", {} }, {} };
    const auto outcome = world.run(plan);
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, ErrorCode::Refused);
    QCOMPARE(outcome.error().message.english(), QStringLiteral("There are several heads."));
}

void TestRunnerEnvironment::aStalePlanIsNotRun()
{
    RunWorld world(Kind::Sqlite);
    const QStringList ids = world.project.addChain(2);
    const plan::Plan plan = world.chain(ids);
    QCOMPARE(world.request.project.config, QStringLiteral("alembic.ini"));
    VERIFY_RESULT(world.run(world.chain(ids.mid(0, 1))));
    const auto outcome = world.run(plan);
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, ErrorCode::Refused);
    QVERIFY(outcome.error().message.english().contains(QStringLiteral("is at a1 now")));
}

void TestRunnerEnvironment::changedScriptsAreNoticedBeforeAnythingRuns()
{
    RunWorld world(Kind::Sqlite);
    const plan::Plan plan = world.chain(world.project.addChain(2));
    world.project.add(script("between", "a1", { "pass" }));
    world.project.add(script("a2", "between", { "pass" }));
    const auto outcome = world.run(plan);
    VERIFY_RESULT(outcome);
    QCOMPARE(outcome->state, RunState::Failed);
    QVERIFY2(outcome->error->message.english().contains(QStringLiteral("from base: a1, between, a2")),
        qPrintable(core::describe(*outcome->error)));
    QCOMPARE(world.story(), QStringLiteral("failed"));
    QCOMPARE(world.seen.rows(), QStringList());
}

void TestRunnerEnvironment::twoRunsOnOneDatabaseDoNotMeet()
{
    RunWorld world(Kind::Sqlite);
    const plan::Plan plan = world.chain(world.project.addChain(1));
    std::optional<core::Error> second;
    const auto outcome = world.run(plan, [&](const RunEvent& event) {
        if (event.kind != EventKind::StepStarted)
            return;
        jobs::JobContext context;
        const auto result = run::AlembicRunner(world.trust, world.journal).run(world.request, world.seen, {}, context);
        if (!result)
            second = result.error();
    });
    VERIFY_RESULT(outcome);
    QVERIFY(!outcome->error);
    QVERIFY(second);
    QCOMPARE(second->code, ErrorCode::Busy);
}

void TestRunnerEnvironment::interpretersWithoutAlembicAreNamed()
{
    RunWorld world(Kind::Sqlite);
    world.request.environment.command += QStringLiteral("-S"); // no site-packages
    const auto outcome = world.run(world.chain(world.project.addChain(1)));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, ErrorCode::ToolMissing);
    QCOMPARE(outcome.error().message.english(), QStringLiteral("/usr/bin/python3 -S has no Alembic."));
    QCOMPARE(world.journal.list().value().size(), 0);
}

void TestRunnerEnvironment::interpretersThatAreNoneAreNamed_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<int>("code");
    QTest::newRow("missing") << list({ "/no/such/python" }) << static_cast<int>(ErrorCode::ToolMissing);
    QTest::newRow("ends at once") << list({ "/bin/false" }) << static_cast<int>(ErrorCode::ToolFailed);
    QTest::newRow("another program") << list({ "/bin/cat" }) << static_cast<int>(ErrorCode::ToolFailed);
    QTest::newRow("none") << QStringList() << static_cast<int>(ErrorCode::ToolMissing);
}

void TestRunnerEnvironment::interpretersThatAreNoneAreNamed()
{
    QFETCH(QStringList, command);
    QFETCH(int, code);
    RunWorld world(Kind::Sqlite);
    world.request.environment.command = command;
    const auto outcome = world.run(world.chain(world.project.addChain(1)));
    QVERIFY(!outcome);
    QCOMPARE(static_cast<int>(outcome.error().code), code);
    QCOMPARE(world.seen.rows(), QStringList());
}

void TestRunnerEnvironment::emptyPlansStartNothing()
{
    RunWorld world(Kind::Sqlite);
    world.request.environment.command = list({ "/no/such/python" });
    plan::Plan plan;
    plan.target = QStringLiteral("head");
    const auto outcome = world.run(plan);
    VERIFY_RESULT(outcome);
    QCOMPARE(outcome->state, RunState::Done);
    QCOMPARE(world.story(), QStringLiteral("done"));
    QCOMPARE(world.journal.list().value().size(), 0);
}

void TestRunnerEnvironment::purgingStampsForgetUnknownRows()
{
    RunWorld world(Kind::PostgreSql);
    world.project.addChain(2);
    world.database.execute({ QStringLiteral("CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)"),
        QStringLiteral("INSERT INTO alembic_version VALUES ('lost')"),
        QStringLiteral("ALTER TABLE alembic_version OWNER TO %1").arg(Servers::running().user.user) });
    plan::Plan plan;
    plan.direction = plan::Direction::Stamp;
    plan.target = QStringLiteral("a2");
    plan.purge = true;
    plan.start = list({ "lost" });
    plan.steps.resize(1);
    plan.steps[0].revision = QStringLiteral("a2");
    plan.steps[0].changes = { { QString(), QStringLiteral("a2") } };
    const auto outcome = world.run(plan);
    VERIFY_RESULT(outcome);
    QVERIFY2(!outcome->error, qPrintable(outcome->error ? core::describe(*outcome->error) : QString()));
    QCOMPARE(world.seen.rows(), list({ "a2" }));
}

QTEST_GUILESS_MAIN(TestRunnerEnvironment)
#include "tst_runner_environment.moc"
