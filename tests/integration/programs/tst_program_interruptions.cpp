// Runs of the program on servers that are stopped from outside: by signals, by the end of its Python, by the loss of
// the connection, by a second run. (On SQLite: tests/cli/programs.)

#include "support/halted_run.h"

using namespace espalier::test;

namespace {

void everyServer()
{
    QTest::addColumn<Kind>("kind");
    QTest::newRow("PostgreSQL") << Kind::PostgreSql;
    QTest::newRow("MariaDB") << Kind::MariaDb;
}

/// Ends every session on the database but the one that asks.
void endSessions(const TestDatabase& database)
{
    if (database.kind() == Kind::PostgreSql) {
        database.execute({ QStringLiteral("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                          " WHERE datname = current_database() AND pid <> pg_backend_pid()") });
        return;
    }
    const QStringList sessions = database.column(QStringLiteral(
        "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()"));
    for (const QString& session : sessions)
        database.execute({ QStringLiteral("KILL %1").arg(session) });
}

} // namespace

class TestProgramInterruptions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void killedRunIsToldAndTakenUpAgain_data() { everyServer(); }
    void killedRunIsToldAndTakenUpAgain();
    void everythingKilledAtOnce_data() { everyServer(); }
    void everythingKilledAtOnce();
    void signalStopsBetweenSteps_data() { everyServer(); }
    void signalStopsBetweenSteps();
    void killedPythonIsAFailure_data() { everyServer(); }
    void killedPythonIsAFailure();
    void lostConnectionIsToldAndTakenUpAgain_data() { everyServer(); }
    void lostConnectionIsToldAndTakenUpAgain();
    void secondRunIsRefused_data() { everyServer(); }
    void secondRunIsRefused();
    void runFromAnotherMachineIsRefused_data() { everyServer(); }
    void runFromAnotherMachineIsRefused();
    void backupDuringARunIsOfOneMoment_data() { everyServer(); }
    void backupDuringARunIsOfOneMoment();
};

void TestProgramInterruptions::killedRunIsToldAndTakenUpAgain()
{
    QFETCH(Kind, kind);
    halted::killedRunIsToldAndTakenUpAgain(kind);
}

void TestProgramInterruptions::everythingKilledAtOnce()
{
    QFETCH(Kind, kind);
    halted::everythingKilledAtOnce(kind);
}

void TestProgramInterruptions::signalStopsBetweenSteps()
{
    QFETCH(Kind, kind);
    halted::signalStopsBetweenSteps(kind, SIGTERM);
}

void TestProgramInterruptions::killedPythonIsAFailure()
{
    QFETCH(Kind, kind);
    halted::killedPythonIsAFailure(kind);
}

void TestProgramInterruptions::lostConnectionIsToldAndTakenUpAgain()
{
    QFETCH(Kind, kind);
    HaltedRun run(kind);
    auto program = run.halted();
    QVERIFY(program);
    endSessions(run.database);
    run.gate.letThrough();
    const ProgramEnd end = program->finish();
    VERIFY_EXIT(end, 1);
    QCOMPARE(HaltedRun::codeOf(end), QStringLiteral("connection-lost"));
    QCOMPARE(run.tables(), run.commitsEachStep() ? QStringLiteral("t_a1") : QString());
    run.gate.letThrough();
    VERIFY_EXIT(run.upgrade(), 0);
    QCOMPARE(run.tables(), QStringLiteral("t_a1 t_a2 t_a3"));
}

void TestProgramInterruptions::secondRunIsRefused()
{
    QFETCH(Kind, kind);
    halted::secondRunIsRefused(kind);
}

// Another user has other folders, so that no lock of this machine is shared: the database's own must hold.
void TestProgramInterruptions::runFromAnotherMachineIsRefused()
{
    QFETCH(Kind, kind);
    HaltedRun run(kind);
    const ProgramUser other;
    auto program = run.halted();
    QVERIFY(program);
    const ProgramEnd second = cli(other, run.upgradeArguments());
    VERIFY_EXIT(second, 1);
    QCOMPARE(HaltedRun::codeOf(second), QStringLiteral("busy"));
    run.gate.letThrough();
    VERIFY_EXIT(program->finish(), 0);
    QCOMPARE(run.tables(), QStringLiteral("t_a1 t_a2 t_a3"));
    VERIFY_EXIT(cli(other,
                    run.arguments(QStringLiteral("downgrade"),
                        { QStringLiteral("base"), QStringLiteral("--yes"), QStringLiteral("--trust") })),
        0); // and nothing is left of the lock
}

void TestProgramInterruptions::backupDuringARunIsOfOneMoment()
{
    QFETCH(Kind, kind);
    halted::backupDuringARunIsOfOneMoment(kind);
}

QTEST_GUILESS_MAIN(TestProgramInterruptions)
#include "tst_program_interruptions.moc"
