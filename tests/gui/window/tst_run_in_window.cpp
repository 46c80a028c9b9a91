#include "../support/project_steps.h"
#include "support/migration_project.h"
#include "support/servers.h"

#include <QLabel>
#include <QPlainTextEdit>

using namespace espalier;
using namespace espalier::test;
using graphview::NodeState;

namespace {

/// A revision whose upgrade waits until the test opens the gate, and says when it is there; opened at the latest when
/// the test ends, so that nothing hangs.
class Gate {
public:
    explicit Gate(const TemporaryFolder& folder)
        : m_folder(folder)
    { }
    ~Gate() { open(); }
    QStringList upgrade() const
    {
        return { QStringLiteral("import os, time"),
            QStringLiteral("while not os.path.exists('%1'): time.sleep(0.01)").arg(m_folder.path(name())),
            QStringLiteral("op.create_table('gated', sa.Column('id', sa.Integer))") };
    }
    void open() const { m_folder.write(name(), "open"); }

private:
    static QString name() { return QStringLiteral("gate"); }
    const TemporaryFolder& m_folder;
};

Script script(const QString& id, const QStringList& down, const QStringList& upgrade, const QStringList& downgrade = {})
{
    Script made;
    made.id = id;
    made.down = down;
    made.upgrade = upgrade;
    made.downgrade = downgrade;
    return made;
}

const char upgradeButton[] = "migrations.upgrade-here-button";

} // namespace

class TestRunInWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void stoppingLeavesWhatRanAndSaysWhereTheDatabaseIs();
    void aFailingRevisionShowsItsTraceback();
    void aRunOutlivesTheClosingOfItsProject();
    void closingWhileRunningAsksAndStopsFirst();
    void theWindowMayBeTakenAwayInMidRun();

private:
    /// Everything up to the first click on "Run", trust included.
    void start(GuiWorld& world, const MigrationProject& project, const TestDatabase& database, const QStringList& ids);
};

void TestRunInWindow::start(
    GuiWorld& world, const MigrationProject& project, const TestDatabase& database, const QStringList& ids)
{
    openProject(world, project.folder(), int(ids.size()));
    if (!QTest::currentTestFailed())
        connectTo(world, database.url());
    if (!QTest::currentTestFailed())
        planTo(world, ids.last(), upgradeButton, int(ids.size()));
    if (!QTest::currentTestFailed())
        choosePython(world);
    if (QTest::currentTestFailed())
        return;
    QVERIFY(GuiWorld::click("backup-first"));
    startRun("run.trust");
}

void TestRunInWindow::stoppingLeavesWhatRanAndSaysWhereTheDatabaseIs()
{
    const TestDatabase database(Kind::Sqlite);
    const MigrationProject project(database.url());
    project.replaceInEnv("context.configure(", "context.configure(transaction_per_migration=True, ");
    GuiWorld world;
    const Gate gate(world.folder);
    const QString first = QStringLiteral("a1");
    project.add(script(first, {}, gate.upgrade()));
    project.add(script(QStringLiteral("a2"), { first }, {}));
    start(world, project, database, { first, QStringLiteral("a2") });
    if (QTest::currentTestFailed())
        return;
    QTRY_VERIFY_WITH_TIMEOUT(GuiWorld::canClick("plan.stop-button"), 30000);
    QTRY_COMPARE_WITH_TIMEOUT(world.app->run().state(), ui::RunController::State::Running, 30000);
    selectOnCanvas(world, first);
    QTRY_VERIFY_WITH_TIMEOUT(graphOf(world)->focusText().contains(QStringLiteral("running")), 30000);
    world.services().actions.trigger(QStringLiteral("go.plan"));
    QVERIFY(GuiWorld::click("plan.stop-button"));
    gate.open();
    waitForOutcome(world);
    if (QTest::currentTestFailed())
        return;
    QTRY_COMPARE(currentRows(world), QStringList{ first });
    auto* band = GuiWorld::find("outcome-band");
    QVERIFY(band);
    const QString said = band->findChild<QLabel*>(QStringLiteral("banner-text"))->text();
    QVERIFY2(said.contains(QStringLiteral("Stopped. The database is at a1")), qPrintable(said));
    world.services().actions.trigger(QStringLiteral("go.migrations"));
    QTRY_COMPARE(stateOf(world, first), NodeState::Current);
    QCOMPARE(stateOf(world, QStringLiteral("a2")), NodeState::Pending);
}

void TestRunInWindow::aFailingRevisionShowsItsTraceback()
{
    const TestDatabase database(Kind::Sqlite);
    const MigrationProject project(database.url());
    project.addChain(1);
    project.add(script(
        QStringLiteral("a2"), { QStringLiteral("a1") }, { QStringLiteral("raise RuntimeError('the shelf is full')") }));
    GuiWorld world;
    start(world, project, database, { QStringLiteral("a1"), QStringLiteral("a2") });
    if (!QTest::currentTestFailed())
        waitForOutcome(world);
    if (QTest::currentTestFailed())
        return;
    QVERIFY(GuiWorld::find("error-panel"));
    const auto* detail = world.app->window().findChild<QPlainTextEdit*>(QStringLiteral("error-detail"));
    QStringList details;
    for (const auto* view : world.app->window().findChildren<QPlainTextEdit*>(QStringLiteral("error-detail")))
        details.append(view->toPlainText());
    QVERIFY(detail);
    QVERIFY2(details.join(QString()).contains(QStringLiteral("RuntimeError: the shelf is full")),
        qPrintable(details.join(QString())));
    QVERIFY(details.join(QString()).contains(QStringLiteral("Traceback")));
    const auto& outcome = *world.app->run().outcome();
    QVERIFY(outcome.has_value() && outcome->error);
    QVERIFY(!outcome->error->databaseState.isEmpty());
    QStringList labels;
    for (const auto* label : GuiWorld::find("error-panel")->findChildren<QLabel*>())
        labels.append(label->text());
    QVERIFY2(labels.contains(outcome->error->databaseState), qPrintable(labels.join(QLatin1Char('\n'))));
    auto* steps = GuiWorld::find<QTableView>("steps");
    QVERIFY(steps);
    QCOMPARE(steps->model()->index(1, ui::StepsModel::StateColumn).data().toString(), QStringLiteral("failed"));
    // On the graph the card itself says it.
    selectOnCanvas(world, QStringLiteral("a2"));
    const QString card = graphOf(world)->focusText();
    QVERIFY2(card.contains(QStringLiteral("failed")) && card.contains(QStringLiteral("the shelf is full")),
        qPrintable(card));
}

void TestRunInWindow::aRunOutlivesTheClosingOfItsProject()
{
    const TestDatabase database(Kind::Sqlite);
    const MigrationProject project(database.url());
    GuiWorld world;
    const Gate gate(world.folder);
    project.add(script(QStringLiteral("a1"), {}, gate.upgrade()));
    start(world, project, database, { QStringLiteral("a1") });
    if (QTest::currentTestFailed())
        return;
    QTRY_COMPARE_WITH_TIMEOUT(world.app->run().state(), ui::RunController::State::Running, 30000);
    world.services().actions.trigger(QStringLiteral("project.close"));
    gate.open();
    QTRY_VERIFY_WITH_TIMEOUT(!world.app->run().isBusy(), 60000);
    QTRY_VERIFY_WITH_TIMEOUT(world.isIdle(), 20000);
    QCOMPARE(database.column(QStringLiteral("SELECT version_num FROM alembic_version")),
        QStringList{ QStringLiteral("a1") });
}

void TestRunInWindow::closingWhileRunningAsksAndStopsFirst()
{
    const TestDatabase database(Kind::Sqlite);
    const MigrationProject project(database.url());
    GuiWorld world;
    const Gate gate(world.folder);
    project.add(script(QStringLiteral("a1"), {}, gate.upgrade()));
    start(world, project, database, { QStringLiteral("a1") });
    if (QTest::currentTestFailed())
        return;
    QTRY_COMPARE_WITH_TIMEOUT(world.app->run().state(), ui::RunController::State::Running, 30000);
    world.app->window().close();
    QTRY_VERIFY(GuiWorld::find("window.close"));
    QVERIFY(world.app->window().isVisible());
    QVERIFY(GuiWorld::click("accept"));
    gate.open();
    QTRY_VERIFY_WITH_TIMEOUT(!world.app->window().isVisible(), 60000);
    QVERIFY(!world.app->run().isBusy());
}

void TestRunInWindow::theWindowMayBeTakenAwayInMidRun()
{
    const TestDatabase database(Kind::Sqlite);
    const MigrationProject project(database.url());
    const QStringList ids = project.addChain(40);
    GuiWorld world;
    start(world, project, database, ids);
    if (QTest::currentTestFailed())
        return;
    QTRY_VERIFY_WITH_TIMEOUT(world.app->plan().steps().doneCount() >= 1, 60000);
    QVERIFY(world.app->run().isBusy());
    world.end();
    // Events that were on their way to what is gone now.
    QCoreApplication::sendPostedEvents();
    QCOMPARE(database.column(QStringLiteral("SELECT count(*) FROM alembic_version")).size(), 1);
}

QTEST_MAIN(TestRunInWindow)
#include "tst_run_in_window.moc"
