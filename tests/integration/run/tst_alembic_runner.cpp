// The runner against real Alembic on real databases: what it reports must be what stands in the database.

#include "run_world.h"
#include "support/verify_result.h"

#include <QTest>

using namespace espalier;
using namespace espalier::test;
using run::RunState;

class TestAlembicRunner : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void upgradeReportsEveryStepAndItsRows_data() { everyKind(); }
    void upgradeReportsEveryStepAndItsRows();
    void downgradeAndStampDoTheSame_data() { everyKind(); }
    void downgradeAndStampDoTheSame();
};

void TestAlembicRunner::upgradeReportsEveryStepAndItsRows()
{
    QFETCH(Kind, kind);
    RunWorld world(kind);
    const QStringList ids = world.project.addChain(3);
    const auto outcome = world.run(world.chain(ids));
    VERIFY_RESULT(outcome);
    QVERIFY2(!outcome->error, qPrintable(outcome->error ? core::describe(*outcome->error) : QString()));
    QCOMPARE(outcome->state, RunState::Done);
    QCOMPARE(outcome->current, list({ "a3" }));
    const QString done = QStringLiteral("+a1 a1. +a2 a2. +a3 a3. done");
    // PostgreSQL rolls schema changes back, so Alembic's stock env.py commits once, at the end.
    const QString waiting = QStringLiteral("+a1 a1~ +a2 a2~ +a3 a3~ done");
    QCOMPARE(world.story(), kind == Kind::PostgreSql ? waiting : done);
    for (const run::RunEvent& event : world.events) {
        if (event.kind == run::EventKind::StepDone)
            QCOMPARE(event.rows, QStringList{ event.revision });
    }
    QVERIFY2(world.log().contains(QStringLiteral("Running upgrade a1 -> a2")), qPrintable(world.log()));
    QCOMPARE(world.record().state, RunState::Done);
    QCOMPARE(world.seen.rows(), list({ "a3" }));
}

void TestAlembicRunner::downgradeAndStampDoTheSame()
{
    QFETCH(Kind, kind);
    RunWorld world(kind);
    const QStringList ids = world.project.addChain(2);
    VERIFY_RESULT(world.run(world.chain(ids)));
    plan::Plan down = world.chain(ids);
    down.direction = plan::Direction::Downgrade;
    down.target = QStringLiteral("base");
    down.start = list({ "a2" });
    down.steps = { down.steps[1], down.steps[0] };
    down.steps[0].changes = { { ids[1], ids[0] } };
    down.steps[1].changes = { { ids[0], QString() } };
    const auto downgraded = world.run(down);
    VERIFY_RESULT(downgraded);
    QVERIFY2(!downgraded->error, qPrintable(downgraded->error ? core::describe(*downgraded->error) : QString()));
    QCOMPARE(downgraded->current, QStringList());
    QVERIFY(world.story().startsWith(QStringLiteral("+a2 a2")));
    plan::Plan stamp;
    stamp.direction = plan::Direction::Stamp;
    stamp.target = QStringLiteral("a2");
    stamp.steps.resize(1);
    stamp.steps[0].revision = ids[1];
    stamp.steps[0].changes = { { QString(), ids[1] } };
    const auto stamped = world.run(stamp);
    VERIFY_RESULT(stamped);
    QCOMPARE(stamped->current, list({ "a2" }));
    QVERIFY(!world.project.alembic(list({ "--version" })).out.isEmpty());
}

QTEST_GUILESS_MAIN(TestAlembicRunner)
#include "tst_alembic_runner.moc"
