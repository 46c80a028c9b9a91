// Runs that are stopped from outside: between steps, in the middle of one, by the loss of the connection. Afterwards
// the report, the journal and the database must tell the same story.

#include "run_world.h"
#include "support/verify_result.h"

#include <QElapsedTimer>
#include <QTest>

using namespace espalier;
using namespace espalier::test;
using core::ErrorCode;
using run::EventKind;
using run::RunEvent;
using run::RunState;

namespace {

void commitEachStep(const MigrationProject& project)
{
    project.replaceInEnv("target_metadata=target_metadata)\n        with",
        "target_metadata=target_metadata, transaction_per_migration=True)\n        with");
}

bool is(const RunEvent& event, EventKind kind, const char* revision)
{
    return event.kind == kind && event.revision == QLatin1String(revision);
}

const std::initializer_list<const char*> waitLong{ "print('a2 sleeps', flush=True)", "import time", "time.sleep(600)" };

} // namespace

class TestRunnerInterruptions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cancelStopsBetweenSteps_data() { everyKind(); }
    void cancelStopsBetweenSteps();
    void cancelKeepsStepsThatAreCommitted();
    void cancelInTheLastStepIsTooLate();
    void cancelBeforeTheFirstStepRunsNothing();
    void cancelWhileEnvWaitsEndsIt();
    void killEndsAStepInItsMiddle_data() { everyKind(); }
    void killEndsAStepInItsMiddle();
    void theServerEndingTheSessionIsAConnectionLost_data();
    void theServerEndingTheSessionIsAConnectionLost();
    void aSessionEndedFromOutsideIsAConnectionLost_data();
    void aSessionEndedFromOutsideIsAConnectionLost();
    void afterALossTheRunCanBeTakenUpAgain();
    void aFullDiskStopsBeforeAnUnrecordedStep();
    void hangingExitHandlersDoNotHangTheRun();
};

void TestRunnerInterruptions::cancelStopsBetweenSteps()
{
    QFETCH(Kind, kind);
    RunWorld world(kind);
    const auto outcome = world.run(world.chain(world.project.addChain(3)), [&](const RunEvent& event) {
        if (is(event, EventKind::StepStarted, "a2"))
            world.cancel.cancel();
    });
    VERIFY_RESULT(outcome);
    QCOMPARE(outcome->state, RunState::Cancelled);
    QVERIFY(outcome->error->isCancelled());
    // The step that ran was finished; where all steps are one transaction, cancelling takes all of them back.
    const bool one = kind == Kind::PostgreSql;
    QCOMPARE(world.story(), one ? QStringLiteral("+a1 a1~ +a2 a2~ failed") : QStringLiteral("+a1 a1. +a2 a2. failed"));
    QCOMPARE(outcome->current, one ? QStringList() : list({ "a2" }));
    QCOMPARE(world.seen.rows(), outcome->current);
    QVERIFY2(outcome->error->databaseState.startsWith(
                 one ? QStringLiteral("Nothing was applied") : QStringLiteral("The database is at a2: 2 of 3")),
        qPrintable(outcome->error->databaseState));
    QVERIFY(!outcome->error->databaseState.contains(QStringLiteral("Parts of")));
    QCOMPARE(world.record().state, RunState::Cancelled);
}

void TestRunnerInterruptions::cancelKeepsStepsThatAreCommitted()
{
    RunWorld world(Kind::PostgreSql);
    commitEachStep(world.project);
    const auto outcome = world.run(world.chain(world.project.addChain(3)), [&](const RunEvent& event) {
        if (is(event, EventKind::StepDone, "a2"))
            world.cancel.cancel();
    });
    VERIFY_RESULT(outcome);
    QCOMPARE(world.story(), QStringLiteral("+a1 a1. +a2 a2. failed"));
    QCOMPARE(outcome->current, list({ "a2" }));
}

void TestRunnerInterruptions::cancelInTheLastStepIsTooLate()
{
    RunWorld world(Kind::PostgreSql);
    const auto outcome = world.run(world.chain(world.project.addChain(1)), [&](const RunEvent& event) {
        if (is(event, EventKind::StepStarted, "a1"))
            world.cancel.cancel();
    });
    VERIFY_RESULT(outcome);
    QCOMPARE(outcome->state, RunState::Done);
    QCOMPARE(outcome->current, list({ "a1" }));
}

void TestRunnerInterruptions::cancelBeforeTheFirstStepRunsNothing()
{
    RunWorld world(Kind::Sqlite);
    world.cancel.cancel();
    const auto outcome = world.run(world.chain(world.project.addChain(1)));
    QVERIFY(!outcome);
    QVERIFY(outcome.error().isCancelled());
    QCOMPARE(world.seen.rows(), QStringList());
    QCOMPARE(world.journal.list().value().size(), 0);
}

void TestRunnerInterruptions::cancelWhileEnvWaitsEndsIt()
{
    RunWorld world(Kind::Sqlite);
    world.project.replaceInEnv(
        "target_metadata = None", "import time\nprint('waiting for the server', flush=True)\ntime.sleep(600)");
    const auto outcome = world.run(world.chain(world.project.addChain(1)), [&](const RunEvent& event) {
        if (event.text == QLatin1String("waiting for the server"))
            world.cancel.cancel();
    });
    VERIFY_RESULT(outcome);
    QCOMPARE(outcome->state, RunState::Cancelled);
    QCOMPARE(outcome->current, QStringList());
}

void TestRunnerInterruptions::killEndsAStepInItsMiddle()
{
    QFETCH(Kind, kind);
    RunWorld world(kind);
    const core::CancelSource kill;
    world.request.kill = kill.token();
    world.project.addChain(1);
    world.project.add(script("a2", "a1", waitLong));
    const auto outcome = world.run(world.chain(list({ "a1", "a2" })), [&](const RunEvent& event) {
        if (event.text == QLatin1String("a2 sleeps"))
            kill.cancel();
    });
    VERIFY_RESULT(outcome);
    QCOMPARE(outcome->state, RunState::Cancelled);
    const bool undone = kind == Kind::PostgreSql;
    QCOMPARE(outcome->current, undone ? QStringList() : list({ "a1" }));
    QCOMPARE(
        world.story(), undone ? QStringLiteral("+a1 a1~ +a2 a2! failed") : QStringLiteral("+a1 a1. +a2 a2! failed"));
    QCOMPARE(outcome->error->databaseState.contains(QStringLiteral("Parts of revision a2 may stand")), !undone);
}

void TestRunnerInterruptions::theServerEndingTheSessionIsAConnectionLost_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("statement");
    QTest::newRow("PostgreSQL") << Kind::PostgreSql << QStringLiteral("SELECT pg_terminate_backend(pg_backend_pid())");
    QTest::newRow("MariaDB") << Kind::MariaDb << QStringLiteral("KILL CONNECTION_ID()");
}

void TestRunnerInterruptions::theServerEndingTheSessionIsAConnectionLost()
{
    QFETCH(Kind, kind);
    QFETCH(QString, statement);
    RunWorld world(kind);
    commitEachStep(world.project);
    world.project.addChain(1);
    Script second;
    second.id = QStringLiteral("a2");
    second.down = list({ "a1" });
    second.upgrade
        = QStringList{ QStringLiteral("op.execute('%1')").arg(statement), QStringLiteral("op.execute('SELECT 1')") };
    world.project.add(second);
    const auto outcome = world.run(world.chain(list({ "a1", "a2" })));
    VERIFY_RESULT(outcome);
    QCOMPARE(outcome->state, RunState::Failed);
    QVERIFY2(outcome->error->code == ErrorCode::ConnectionLost, qPrintable(core::describe(*outcome->error)));
    QCOMPARE(world.story(), QStringLiteral("+a1 a1. +a2 a2! failed"));
    QCOMPARE(outcome->current, list({ "a1" }));
}

void TestRunnerInterruptions::aSessionEndedFromOutsideIsAConnectionLost_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("sleep");
    QTest::newRow("PostgreSQL") << Kind::PostgreSql << QStringLiteral("SELECT pg_sleep(600)");
    QTest::newRow("MariaDB") << Kind::MariaDb << QStringLiteral("SELECT SLEEP(600)");
}

void TestRunnerInterruptions::aSessionEndedFromOutsideIsAConnectionLost()
{
    QFETCH(Kind, kind);
    QFETCH(QString, sleep);
    RunWorld world(kind);
    commitEachStep(world.project);
    world.project.addChain(1);
    Script second;
    second.id = QStringLiteral("a2");
    second.down = list({ "a1" });
    second.upgrade = QStringList{ QStringLiteral("print('a2 sleeps', flush=True)"),
        QStringLiteral("op.execute('%1')").arg(sleep) };
    world.project.add(second);
    const auto outcome = world.run(world.chain(list({ "a1", "a2" })), [&](const RunEvent& event) {
        if (event.text != QLatin1String("a2 sleeps"))
            return;
        if (kind == Kind::PostgreSql) {
            world.database.execute({ QStringLiteral(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
                "pg_backend_pid()") });
            return;
        }
        const QStringList sessions = world.database.column(QStringLiteral(
            "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()"));
        for (const QString& session : sessions)
            world.database.execute({ QStringLiteral("KILL %1").arg(session) });
    });
    VERIFY_RESULT(outcome);
    QVERIFY2(outcome->error->code == ErrorCode::ConnectionLost, qPrintable(core::describe(*outcome->error)));
    QCOMPARE(outcome->current, list({ "a1" }));
    QCOMPARE(world.record().state, RunState::Failed);
}

void TestRunnerInterruptions::afterALossTheRunCanBeTakenUpAgain()
{
    RunWorld world(Kind::PostgreSql);
    commitEachStep(world.project);
    world.project.addChain(1);
    world.project.add(script("a2", "a1",
        { "import os",
            "if not os.path.exists('again'):", "    op.execute('SELECT pg_terminate_backend(pg_backend_pid())')",
            "op.create_table('t_a2', sa.Column('id', sa.Integer))" }));
    const QStringList ids = list({ "a1", "a2" });
    VERIFY_RESULT(world.run(world.chain(ids)));
    QCOMPARE(world.seen.rows(), list({ "a1" }));
    world.project.write(QStringLiteral("again"), "");
    const auto outcome = world.run(world.chain(ids, 1));
    VERIFY_RESULT(outcome);
    QVERIFY2(!outcome->error, qPrintable(outcome->error ? core::describe(*outcome->error) : QString()));
    QCOMPARE(world.seen.rows(), list({ "a2" }));
}

void TestRunnerInterruptions::aFullDiskStopsBeforeAnUnrecordedStep()
{
    RunWorld world(Kind::Sqlite);
    const QStringList ids = world.project.addChain(3);
    // The journal's file cannot grow any more once a2 is done.
    const auto outcome = world.run(world.chain(ids), [&](const RunEvent& event) {
        if (is(event, EventKind::StepDone, "a2"))
            limitFileSize(QFileInfo(world.record().file).size());
    });
    liftFileSize();
    VERIFY_RESULT(outcome);
    QCOMPARE(outcome->state, RunState::Failed);
    QCOMPARE(outcome->error->code, ErrorCode::WriteFailed);
    QCOMPARE(world.story(), QStringLiteral("+a1 a1. +a2 a2. failed"));
    QCOMPARE(world.seen.rows(), list({ "a2" }));
}

void TestRunnerInterruptions::hangingExitHandlersDoNotHangTheRun()
{
    RunWorld world(Kind::Sqlite);
    world.project.setEnv(
        world.project.env() + "import threading, time\nthreading.Thread(target=time.sleep, args=(600,)).start()\n");
    QElapsedTimer timer;
    timer.start();
    const auto outcome = world.run(world.chain(world.project.addChain(1)));
    VERIFY_RESULT(outcome);
    QCOMPARE(outcome->state, RunState::Done);
    QVERIFY(timer.elapsed() < 60'000);
}

QTEST_GUILESS_MAIN(TestRunnerInterruptions)
#include "tst_runner_interruptions.moc"
