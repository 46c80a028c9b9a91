// Runs that are stopped from outside, on SQLite: by signals to the program, by the end of its Python, by a second run.
// Nothing half-done is shown as done, nothing goes on alone, and the next run works.

#include "support/halted_run.h"

using namespace espalier::test;

class TestCliInterruptions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void killedRunIsToldAndTakenUpAgain() { halted::killedRunIsToldAndTakenUpAgain(Kind::Sqlite); }
    void everythingKilledAtOnce() { halted::everythingKilledAtOnce(Kind::Sqlite); }
    void signalStopsBetweenSteps_data();
    void signalStopsBetweenSteps();
    void secondSignalEndsAtOnce();
    void ignoredSignalStaysIgnored();
    void killedPythonIsAFailure() { halted::killedPythonIsAFailure(Kind::Sqlite); }
    void secondRunIsRefused() { halted::secondRunIsRefused(Kind::Sqlite); }
    void backupDuringARunIsOfOneMoment() { halted::backupDuringARunIsOfOneMoment(Kind::Sqlite); }
};

void TestCliInterruptions::signalStopsBetweenSteps_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGHUP") << SIGHUP;
}

void TestCliInterruptions::signalStopsBetweenSteps()
{
    QFETCH(int, number);
    halted::signalStopsBetweenSteps(Kind::Sqlite, number);
}

void TestCliInterruptions::secondSignalEndsAtOnce()
{
    HaltedRun run(Kind::Sqlite);
    auto program = run.halted();
    QVERIFY(program);
    const qint64 python = HaltedRun::python(*program);
    program->signal(SIGINT);
    QVERIFY(program->waitFor("next safe place"));
    program->signal(SIGINT);
    VERIFY_EXIT(program->finish(), 130);
    QCOMPARE(run.status()[QStringLiteral("interrupted")][QStringLiteral("step")].toString(), QStringLiteral("a2"));
    run.gate.letThrough();
    QVERIFY(waitForEnd(python));
    QCOMPARE(run.tables(), QStringLiteral("t_a1 t_a2"));
    VERIFY_EXIT(run.upgrade(), 0);
}

// As under nohup.
void TestCliInterruptions::ignoredSignalStaysIgnored()
{
    HaltedRun run(Kind::Sqlite);
    std::signal(SIGHUP, SIG_IGN); // children inherit it
    auto program = run.halted();
    std::signal(SIGHUP, SIG_DFL);
    QVERIFY(program);
    program->signal(SIGHUP);
    run.gate.letThrough();
    VERIFY_EXIT(program->finish(), 0);
    QCOMPARE(run.tables(), QStringLiteral("t_a1 t_a2 t_a3"));
}

QTEST_GUILESS_MAIN(TestCliInterruptions)
#include "tst_cli_interruptions.moc"
