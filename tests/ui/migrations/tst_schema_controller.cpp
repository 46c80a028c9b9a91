#include "../support/script_samples.h"
#include "../support/service_world.h"
#include "migrations/operations_controller.h"
#include "migrations/schema_controller.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

using namespace espalier;
using namespace espalier::test;
using namespace espalier::ui;
using operations::Direction;
using State = SchemaController::State;
using Tone = OperationLine::Tone;

namespace {

/// A controller over the sample project, looked at.
class World : public ServiceWorld {
public:
    World() { writeSampleProject(sample); }

    void open(const QString& revision)
    {
        project.open(sample.path());
        QTRY_VERIFY_WITH_TIMEOUT(project.isOpen(), 20000);
        selection.selectRevision(revision);
        schema.setWatched(&selection, true);
        settle();
    }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(jobs.isIdle() && schema.state() == State::Known, 20000); }
    /// "  + Adds column …", a line each.
    QStringList lines()
    {
        QStringList all;
        for (const auto& line : schema.lines().lines())
            all.append(QString(line.depth * 2, QLatin1Char(' '))
                + (line.sign.isEmpty() ? QString() : line.sign + QLatin1Char(' ')) + line.text);
        return all;
    }

    TemporaryFolder sample;
    OperationsController operations{ services };
    SchemaController schema{ services, operations };
};

} // namespace

class TestSchemaController : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingIsReadWhileNobodyLooks();
    void whatChangesStandsBelowItsTable();
    void itFollowsSelectionAndDirection();
    void whatIsNotKnownIsNamed();
    void twoRevisionsAreComparedAndSwapped();
    void aComparisonEndsWithAnotherSelection();
    void anEditIsReadAgain();
    void closingForgetsEverything();
    void cancellingCanBeTakenBack();
};

void TestSchemaController::nothingIsReadWhileNobodyLooks()
{
    World world;
    world.project.open(world.sample.path());
    world.selection.selectRevision(QStringLiteral("aaa"));
    QTRY_VERIFY_WITH_TIMEOUT(world.project.isOpen() && world.jobs.isIdle(), 20000);
    QCOMPARE(world.schema.lines().rowCount(), 0);
    QVERIFY(!world.schema.hasChanges());
}

void TestSchemaController::whatChangesStandsBelowItsTable()
{
    World world;
    world.open(QStringLiteral("aaa"));
    QCOMPARE(world.lines(),
        (QStringList{ QStringLiteral("orders"), QStringLiteral("  + Creates table orders with 2 columns"),
            QStringLiteral("    + Column id (Integer, NOT NULL)"),
            QStringLiteral("    + Column name (String(50), NOT NULL)"), QStringLiteral("    + Primary key (id)") }));
    QVERIFY(world.schema.lines().lines().front().isHeading);
    QCOMPARE(world.schema.lines().lines()[1].tone, Tone::Added);
}

void TestSchemaController::itFollowsSelectionAndDirection()
{
    World world;
    world.open(QStringLiteral("aaa"));
    world.selection.selectRevision(QStringLiteral("bbb"));
    const QStringList up{ QStringLiteral("orders"),
        QStringLiteral("  + Adds column score to orders (Integer, nullable)"),
        QStringLiteral("  + Creates unique index ix_score on orders (score)") };
    QTRY_COMPARE_WITH_TIMEOUT(world.lines(), up, 20000);
    world.operations.setDirection(Direction::Down);
    QTRY_VERIFY_WITH_TIMEOUT(
        world.lines().contains(QStringLiteral("  %1 Drops column score of orders").arg(QChar(0x2212))), 20000);
    QCOMPARE(world.schema.lines().lines()[1].tone, Tone::Removed);
    world.selection.clear();
    QCOMPARE(world.schema.state(), State::Nothing);
    QCOMPARE(world.schema.lines().rowCount(), 0);
}

void TestSchemaController::whatIsNotKnownIsNamed()
{
    World world;
    world.sample.write(QStringLiteral("migrations/versions/ccc.py"),
        "\"\"\"again\"\"\"\nfrom alembic import op\nimport sqlalchemy as sa\nrevision = 'ccc'\ndown_revision = 'bbb'\n"
        "def upgrade():\n    op.create_table('orders', sa.Column('id', sa.Integer(), primary_key=True))\n"
        "    if op.get_bind().execute(sa.text('SELECT count(*) FROM orders')).scalar():\n"
        "        op.drop_table('orders')\n");
    world.open(QStringLiteral("ccc"));
    QCOMPARE(world.lines().mid(0, 2),
        (QStringList{ QStringLiteral("orders"), QStringLiteral("  Perhaps: it depends on what is not known.") }));
    QVERIFY(world.lines().contains(QStringLiteral("Not certain")));
    const auto& lines = world.schema.lines().lines();
    const auto has = [&](Tone tone, const char* start) {
        return std::any_of(lines.begin(), lines.end(), [&](const auto& line) {
            return line.tone == tone && line.line > 0 && line.text.startsWith(QLatin1String(start));
        });
    };
    QVERIFY2(has(Tone::Danger, "ccc would fail: "), qPrintable(world.lines().join(QLatin1Char('\n'))));
    QVERIFY2(has(Tone::Opaque, "ccc is not known: "), qPrintable(world.lines().join(QLatin1Char('\n'))));
}

void TestSchemaController::twoRevisionsAreComparedAndSwapped()
{
    World world;
    world.open(QStringLiteral("aaa"));
    QSignalSpy spy(&world.schema, &SchemaController::comparisonChanged);
    world.schema.compareWith(QStringLiteral("bbb"));
    QVERIFY(world.schema.isComparing());
    QCOMPARE(spy.size(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(
        world.lines().contains(QStringLiteral("  + Adds column score to orders (Integer, nullable)")), 20000);
    world.schema.swap();
    QCOMPARE(world.schema.from(), QStringLiteral("bbb"));
    QTRY_VERIFY_WITH_TIMEOUT(
        world.lines().contains(QStringLiteral("  %1 Drops column score of orders").arg(QChar(0x2212))), 20000);
    QVERIFY(world.schema.text().contains(QStringLiteral("  - Drops column score of orders")));
    world.schema.compareWith(QStringLiteral("bbb")); // the canvas says it again: the user's order stays
    QCOMPARE(world.schema.from(), QStringLiteral("bbb"));
}

void TestSchemaController::aComparisonEndsWithAnotherSelection()
{
    World world;
    world.open(QStringLiteral("aaa"));
    world.schema.compareWith(QStringLiteral("nobody"));
    QVERIFY(!world.schema.isComparing());
    world.schema.compareWith(QStringLiteral("aaa"));
    QVERIFY(!world.schema.isComparing());
    world.schema.compareWith(QStringLiteral("bbb"));
    QVERIFY(world.schema.isComparing());
    world.selection.selectRevision(QStringLiteral("ccc"));
    QVERIFY(!world.schema.isComparing());
}

void TestSchemaController::anEditIsReadAgain()
{
    World world;
    world.open(QStringLiteral("bbb"));
    world.sample.write(QStringLiteral("migrations/versions/bbb.py"),
        "\"\"\"score\"\"\"\nfrom alembic import op\nrevision = 'bbb'\ndown_revision = 'aaa'\n"
        "def upgrade():\n    op.drop_column('orders', 'name')\n");
    world.project.reload();
    QTRY_COMPARE_WITH_TIMEOUT(world.lines(),
        (QStringList{
            QStringLiteral("orders"), QStringLiteral("  %1 Drops column name of orders").arg(QChar(0x2212)) }),
        20000);
}

void TestSchemaController::closingForgetsEverything()
{
    World world;
    world.open(QStringLiteral("aaa"));
    world.schema.compareWith(QStringLiteral("bbb"));
    world.project.close();
    QCOMPARE(world.schema.state(), State::Nothing);
    QVERIFY(!world.schema.isComparing());
}

void TestSchemaController::cancellingCanBeTakenBack()
{
    World world;
    world.open(QStringLiteral("aaa"));
    QSemaphore gate; // holds the lane, so that the question still waits when it is cancelled
    world.jobs.submit<bool>(QStringLiteral("gate"), QStringLiteral("schema"), &world.schema,
        [&](jobs::JobContext&) -> core::Result<bool> {
            gate.acquire();
            return true;
        },
        {});
    world.selection.selectRevision(QStringLiteral("bbb"));
    world.jobs.cancelAll();
    gate.release();
    QTRY_COMPARE_WITH_TIMEOUT(world.schema.state(), State::Stopped, 20000);
    world.schema.retry();
    QTRY_COMPARE_WITH_TIMEOUT(world.schema.state(), State::Known, 20000);
    QVERIFY(world.schema.hasChanges());
}

QTEST_MAIN(TestSchemaController)
#include "tst_schema_controller.moc"
