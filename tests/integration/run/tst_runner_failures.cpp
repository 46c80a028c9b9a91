// Projects whose code fails in every way that code can: the report names the place, and what it says about the database
// is what stands there.

#include "run_world.h"
#include "support/verify_result.h"

#include <QTest>

using namespace espalier;
using namespace espalier::test;
using core::ErrorCode;
using run::RunState;

namespace {

/// A chain of three whose second script is given, run from base on SQLite, where each step commits.
struct SecondFails {
    explicit SecondFails(const Script& second, Kind kind = Kind::Sqlite)
        : world(kind)
    {
        world.project.addChain(1);
        file = world.project.add(second);
        world.project.add(script("a3", "a2", {}));
        outcome = world.run(world.chain(list({ "a1", "a2", "a3" })));
    }
    explicit SecondFails(std::initializer_list<const char*> upgrade, Kind kind = Kind::Sqlite)
        : SecondFails(script("a2", "a1", upgrade), kind)
    { }
    const core::Error& error() const { return *outcome->error; }

    RunWorld world;
    QString file;
    core::Result<run::RunOutcome> outcome;
};

} // namespace

class TestRunnerFailures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFailedStatementIsShownWithItsPlace_data() { everyKind(); }
    void aFailedStatementIsShownWithItsPlace();
    void anExceptionIsShownWithItsPlace();
    void anErrorInAHelperPointsIntoTheScript();
    void boundValuesAreNotShown();
    void exitInARevisionIsAFailure();
    void aVanishedInterpreterIsAFailure_data() { everyKind(); }
    void aVanishedInterpreterIsAFailure();
    void aCrashIsAFailure();
    void brokenScriptsFailBeforeAnyStep_data();
    void brokenScriptsFailBeforeAnyStep();
    void brokenEnvironmentsFailBeforeAnyStep_data();
    void brokenEnvironmentsFailBeforeAnyStep();
    void swallowedErrorsAreStillErrors();
    void anEnvThatRunsNothingIsAFailure();
    void anEnvThatDoesNotCommitIsFoundOut();
    void anEnvThatFailsAfterwardsKeepsWhatWasCommitted();
    void aCommitThatFailsTakesAllBack();
    void aVersionTooLongForTheTableIsAFailure();
    void anUnreadableStateIsSaid();
};

void TestRunnerFailures::aFailedStatementIsShownWithItsPlace()
{
    QFETCH(Kind, kind);
    const SecondFails run(
        { "op.create_table('half', sa.Column('id', sa.Integer))", "op.execute('SELECT 1 FROM no_such_table')" }, kind);
    VERIFY_RESULT(run.outcome);
    QCOMPARE(run.outcome->state, RunState::Failed);
    QCOMPARE(run.error().code, ErrorCode::StatementFailed);
    QCOMPARE(run.error().location->file, run.file);
    QCOMPARE(run.error().location->line, 13);
    const bool undone = kind == Kind::PostgreSql;
    QCOMPARE(run.world.story(),
        undone ? QStringLiteral("+a1 a1~ +a2 a2! failed") : QStringLiteral("+a1 a1. +a2 a2! failed"));
    QCOMPARE(run.outcome->current, undone ? QStringList() : list({ "a1" }));
    QCOMPARE(run.world.seen.rows(), run.outcome->current);
    const run::StepFailure failure = run.world.failure();
    QVERIFY(failure.traceback.contains(QStringLiteral("no_such_table")));
    QVERIFY2(!failure.traceback.contains(QStringLiteral("espalier bridge")), qPrintable(failure.traceback));
    QCOMPARE(failure.statement, QStringLiteral("SELECT 1 FROM no_such_table"));
    QCOMPARE(run.error().databaseState.contains(QStringLiteral("Parts of revision a2 may stand")), !undone);
    if (kind == Kind::PostgreSql)
        QCOMPARE(failure.sqlState, QStringLiteral("42P01"));
    if (kind == Kind::MariaDb)
        QCOMPARE(failure.sqlState, QStringLiteral("1146"));
    QCOMPARE(run.world.record().state, RunState::Failed);
    QCOMPARE(run.world.record().current, run.outcome->current);
}

void TestRunnerFailures::anExceptionIsShownWithItsPlace()
{
    const SecondFails run({ "raise RuntimeError('no data for ümlaut')" });
    VERIFY_RESULT(run.outcome);
    QCOMPARE(run.error().code, ErrorCode::ToolFailed);
    QCOMPARE(run.error().message.english(), QStringLiteral("Revision a2 failed: RuntimeError: no data for ümlaut"));
    QCOMPARE(run.error().location->line, 12);
    QCOMPARE(run.world.story(), QStringLiteral("+a1 a1. +a2 a2! failed"));
    QCOMPARE(run.outcome->current, list({ "a1" }));
    QVERIFY(run.error().databaseState.startsWith(QStringLiteral("The database is at a1: 1 of 3 steps stand.")));
}

void TestRunnerFailures::anErrorInAHelperPointsIntoTheScript()
{
    RunWorld world(Kind::Sqlite);
    world.project.write(QStringLiteral("helpers.py"), "def make():\n    return {}['missing']\n");
    const QString file = world.project.add(script("a1", nullptr, { "from helpers import make", "", "make()" }));
    const auto outcome = world.run(world.chain(list({ "a1" })));
    VERIFY_RESULT(outcome);
    QCOMPARE(outcome->error->location->file, file);
    QCOMPARE(outcome->error->location->line, 14);
    QVERIFY(world.failure().traceback.contains(QStringLiteral("helpers.py\", line 2")));
}

void TestRunnerFailures::boundValuesAreNotShown()
{
    const SecondFails run({ "table = sa.table('nowhere', sa.column('token'))",
        "op.bulk_insert(table, [{'token': 'private-value-1'}, {'token': 'private-value-2'}])" });
    VERIFY_RESULT(run.outcome);
    QCOMPARE(run.error().code, ErrorCode::StatementFailed);
    QVERIFY(run.world.failure().statement.contains(QStringLiteral("INSERT INTO nowhere")));
    QVERIFY(!run.world.failure().traceback.contains(QStringLiteral("[parameters: ")));
    QVERIFY(!run.world.failure().message.contains(QStringLiteral("private-value")));
}

void TestRunnerFailures::exitInARevisionIsAFailure()
{
    const SecondFails run({ "import sys", "sys.exit(0)" });
    VERIFY_RESULT(run.outcome);
    QCOMPARE(run.outcome->state, RunState::Failed);
    QCOMPARE(run.error().message.english(), QStringLiteral("Revision a2 failed: SystemExit: sys.exit(0)"));
    QCOMPARE(run.world.story(), QStringLiteral("+a1 a1. +a2 a2! failed"));
    QCOMPARE(run.outcome->current, list({ "a1" }));
}

void TestRunnerFailures::aVanishedInterpreterIsAFailure()
{
    QFETCH(Kind, kind);
    const SecondFails run({ "op.create_table('half', sa.Column('id', sa.Integer))", "import os", "os._exit(0)" }, kind);
    VERIFY_RESULT(run.outcome);
    QCOMPARE(run.outcome->state, RunState::Failed);
    QCOMPARE(run.error().message.english(), QStringLiteral("Python ended in the middle of revision a2."));
    const bool undone = kind == Kind::PostgreSql;
    QCOMPARE(run.outcome->current, undone ? QStringList() : list({ "a1" }));
    QCOMPARE(run.world.seen.rows(), run.outcome->current);
    QCOMPARE(run.error().databaseState.contains(QStringLiteral("Parts of revision a2 may stand")), !undone);
}

void TestRunnerFailures::aCrashIsAFailure()
{
    const SecondFails run({ "import os, signal", "os.kill(os.getpid(), signal.SIGKILL)" });
    VERIFY_RESULT(run.outcome);
    QCOMPARE(run.world.story(), QStringLiteral("+a1 a1. +a2 a2! failed"));
    QCOMPARE(run.outcome->current, list({ "a1" }));
    QCOMPARE(run.world.record().state, RunState::Failed);
}

void TestRunnerFailures::brokenScriptsFailBeforeAnyStep_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("type");
    QTest::addColumn<int>("line");
    const QByteArray header = "revision = 'a2'\ndown_revision = 'a1'\n";
    const auto row = [](const char* name, const QByteArray& text, const char* type, int line) {
        QTest::newRow(name) << text << QString::fromLatin1(type) << line;
    };
    row("syntax", header + "def upgrade(:\n    pass\n", "SyntaxError", 3);
    row("import", header + "import no_such_module\n", "ModuleNotFoundError", 3);
    row("exception", "\n\nraise ValueError('on load')\n" + header, "ValueError", 3);
    row("no upgrade", header + "def downgrade():\n    pass\n", "AttributeError", 0);
    row("not UTF-8", header + "x = '\xff\xfe'\n", "SyntaxError", 0);
    row("exit", header + "raise SystemExit(4)\n", "SystemExit", 3);
}

void TestRunnerFailures::brokenScriptsFailBeforeAnyStep()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, type);
    QFETCH(int, line);
    RunWorld world(Kind::Sqlite);
    world.project.addChain(1);
    const QString file = world.project.write(QStringLiteral("migrations/versions/a2.py"), text);
    const auto outcome = world.run(world.chain(list({ "a1", "a2" })));
    VERIFY_RESULT(outcome);
    QCOMPARE(outcome->state, RunState::Failed);
    QVERIFY2(world.failure().type == type, qPrintable(world.failure().traceback));
    QVERIFY(!world.failure().traceback.isEmpty());
    QCOMPARE(world.seen.rows(), QStringList());
    QVERIFY(outcome->error->databaseState.startsWith(QStringLiteral("Nothing was applied")));
    if (line == 0)
        return;
    QCOMPARE(world.failure().line, line);
    QCOMPARE(world.failure().file, file);
    QCOMPARE(world.story(), QStringLiteral("a2! failed")); // the step is known by its file
}

void TestRunnerFailures::brokenEnvironmentsFailBeforeAnyStep_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("type");
    QTest::newRow("exception") << QByteArray("raise KeyError('DATABASE_URL')") << QStringLiteral("KeyError");
    QTest::newRow("import") << QByteArray("import app.models") << QStringLiteral("ModuleNotFoundError");
    QTest::newRow("exit") << QByteArray("import sys; sys.exit('configure me')") << QStringLiteral("SystemExit");
    QTest::newRow("exit 0") << QByteArray("import sys; sys.exit(0)") << QStringLiteral("SystemExit");
    QTest::newRow("input") << QByteArray("input('Really? ')") << QStringLiteral("EOFError");
    QTest::newRow("syntax") << QByteArray("def :") << QStringLiteral("SyntaxError");
}

void TestRunnerFailures::brokenEnvironmentsFailBeforeAnyStep()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, type);
    RunWorld world(Kind::Sqlite);
    world.project.replaceInEnv("target_metadata = None", line);
    const auto outcome = world.run(world.chain(world.project.addChain(1)));
    VERIFY_RESULT(outcome);
    QVERIFY2(world.failure().type == type, qPrintable(world.failure().traceback));
    QCOMPARE(world.failure().file, world.project.path(QStringLiteral("migrations/env.py")));
    QCOMPARE(world.failure().line, 11);
    QCOMPARE(world.story(), QStringLiteral("! failed"));
    QVERIFY(outcome->error->message.english().startsWith(
        QStringLiteral("The project's code failed before the first step: ") + type));
    QCOMPARE(world.seen.rows(), QStringList());
}

void TestRunnerFailures::swallowedErrorsAreStillErrors()
{
    RunWorld world(Kind::Sqlite);
    world.project.replaceInEnv("    run_migrations_online()\n",
        "    try:\n        run_migrations_online()\n    except Exception as e:\n        print('ignored', e)\n");
    world.project.addChain(1);
    world.project.add(script("a2", "a1", { "raise RuntimeError('really')" }));
    const auto outcome = world.run(world.chain(list({ "a1", "a2" })));
    VERIFY_RESULT(outcome);
    QCOMPARE(outcome->state, RunState::Failed);
    QCOMPARE(world.story(), QStringLiteral("+a1 a1. +a2 a2! failed"));
    QCOMPARE(world.failure().message, QStringLiteral("really"));
    QCOMPARE(outcome->current, list({ "a1" }));
}

void TestRunnerFailures::anEnvThatRunsNothingIsAFailure()
{
    RunWorld world(Kind::Sqlite);
    world.project.setEnv("print('nothing to do today')\n");
    const auto outcome = world.run(world.chain(world.project.addChain(1)));
    VERIFY_RESULT(outcome);
    QCOMPARE(outcome->state, RunState::Failed);
    QVERIFY(outcome->error->message.english().contains(QStringLiteral("without running any migration")));
}

void TestRunnerFailures::anEnvThatDoesNotCommitIsFoundOut()
{
    RunWorld world(Kind::PostgreSql);
    world.project.replaceInEnv(
        "        with context.begin_transaction():\n            context.run_migrations()\n\n\nif",
        "        transaction = connection.begin()\n        context.run_migrations()\n        "
        "transaction.rollback()\n\n\nif");
    const auto outcome = world.run(world.chain(world.project.addChain(2)));
    VERIFY_RESULT(outcome);
    QCOMPARE(world.story(), QStringLiteral("+a1 a1~ +a2 a2~ failed"));
    QCOMPARE(outcome->state, RunState::Failed);
    QVERIFY(outcome->error->message.english().contains(QStringLiteral("did not commit")));
    QCOMPARE(outcome->current, QStringList());
}

void TestRunnerFailures::anEnvThatFailsAfterwardsKeepsWhatWasCommitted()
{
    RunWorld world(Kind::PostgreSql);
    world.project.setEnv(world.project.env() + "raise RuntimeError('cannot notify')\n");
    const auto outcome = world.run(world.chain(world.project.addChain(2)));
    VERIFY_RESULT(outcome);
    QCOMPARE(outcome->state, RunState::Failed);
    QCOMPARE(outcome->error->message.english(),
        QStringLiteral("The project's code failed after the last step: RuntimeError: cannot notify"));
    QCOMPARE(outcome->current, list({ "a2" }));
    QCOMPARE(outcome->error->databaseState, QStringLiteral("The database is at a2: 2 of 2 steps stand."));
}

void TestRunnerFailures::aCommitThatFailsTakesAllBack()
{
    RunWorld world(Kind::PostgreSql);
    world.project.addChain(1);
    world.project.add(script("a2", "a1",
        { "op.execute('CREATE TABLE child (id int REFERENCES t_a1 DEFERRABLE INITIALLY DEFERRED)')",
            "op.execute('INSERT INTO child VALUES (7)')" }));
    const auto outcome = world.run(world.chain(list({ "a1", "a2" })));
    VERIFY_RESULT(outcome);
    QCOMPARE(world.story(), QStringLiteral("+a1 a1~ +a2 a2~ ! failed"));
    QCOMPARE(world.failure().sqlState, QStringLiteral("23503"));
    QCOMPARE(outcome->current, QStringList());
    QCOMPARE(outcome->error->databaseState, QStringLiteral("Nothing was applied: the database is at base as before."));
}

void TestRunnerFailures::aVersionTooLongForTheTableIsAFailure()
{
    RunWorld world(Kind::PostgreSql);
    const QString longId(40, QLatin1Char('x'));
    world.project.addChain(1);
    Script second;
    second.id = longId;
    second.down = list({ "a1" });
    world.project.add(second);
    const auto outcome = world.run(world.chain({ QStringLiteral("a1"), longId }));
    VERIFY_RESULT(outcome);
    QCOMPARE(world.failure().sqlState, QStringLiteral("22001"));
    QCOMPARE(world.story(), QStringLiteral("+a1 a1~ +%1 %1! failed").arg(longId));
    QCOMPARE(outcome->current, QStringList());
}

void TestRunnerFailures::anUnreadableStateIsSaid()
{
    RunWorld world(Kind::Sqlite);
    const plan::Plan plan = world.chain(world.project.addChain(1));
    const auto outcome = world.run(plan, [&](const run::RunEvent&) { world.seen.unreachable = true; });
    VERIFY_RESULT(outcome);
    QCOMPARE(outcome->state, RunState::Failed);
    QVERIFY(!outcome->currentKnown);
    QVERIFY(outcome->error->databaseState.contains(QStringLiteral("could not be read")));
    QVERIFY(!world.record().currentKnown);
}

QTEST_GUILESS_MAIN(TestRunnerFailures)
#include "tst_runner_failures.moc"
