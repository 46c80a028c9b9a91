#pragma once

#include "project_steps.h"
#include "support/migration_project.h"
#include "support/servers.h"
#include "widgets/banner.h"

#include <QFileInfo>
#include <QLabel>

namespace espalier::test {

/// The main job, clicked through the real widgets, the same on every database: open, connect, choose a target, look at
/// the plan, trust, upgrade, see it applied, back up, verify, downgrade, restore beside and over.
class WholeJob {
public:
    explicit WholeJob(Kind kind)
        : m_database(kind)
        , m_project(m_database.url())
        , m_ids(m_project.addChain(4))
    { }

    void run()
    {
        const std::initializer_list<void (WholeJob::*)()> parts{ &WholeJob::open, &WholeJob::connectToIt,
            &WholeJob::upgrade, &WholeJob::seeItApplied, &WholeJob::backUp, &WholeJob::verify, &WholeJob::downgrade,
            &WholeJob::restoreBeside, &WholeJob::restoreOver };
        for (const auto part : parts) {
            (this->*part)();
            if (QTest::currentTestFailed())
                return;
        }
    }

private:
    using NodeState = graphview::NodeState;

    void open()
    {
        openProject(m_world, m_project.folder(), 4);
        QCOMPARE(stateOf(m_world, m_ids[0]), NodeState::Plain);
    }

    void connectToIt()
    {
        connectTo(m_world, m_database.url());
        QTRY_COMPARE(stateOf(m_world, m_ids[0]), NodeState::Pending);
        QVERIFY2(m_world.stateLine().contains(QLatin1String("0 of 4 applied")), qPrintable(m_world.stateLine()));
    }

    void upgrade()
    {
        planTo(m_world, m_ids[2], "migrations.upgrade-here-button", 3);
        if (!QTest::currentTestFailed())
            choosePython(m_world);
        if (QTest::currentTestFailed())
            return;
        QVERIFY(GuiWorld::click("backup-first")); // nothing stands in the database yet
        startRun("run.trust");
        if (!QTest::currentTestFailed())
            finishRun(m_ids[2]);
    }

    void finishRun(const QString& target)
    {
        waitForOutcome(m_world);
        const auto& outcome = *m_world.app->run().outcome();
        QVERIFY2(outcome.has_value(), outcome ? "" : qPrintable(core::describe(outcome.error())));
        QVERIFY2(!outcome->error, outcome->error ? qPrintable(core::describe(*outcome->error)) : "");
        QVERIFY(GuiWorld::find("outcome-band"));
        QTRY_COMPARE(currentRows(m_world), QStringList{ target });
    }

    void seeItApplied()
    {
        m_world.services().actions.trigger(QStringLiteral("go.migrations"));
        QTRY_COMPARE(stateOf(m_world, m_ids[2]), NodeState::Current);
        QCOMPARE(stateOf(m_world, m_ids[0]), NodeState::Applied);
        QCOMPARE(stateOf(m_world, m_ids[1]), NodeState::Applied);
        QCOMPARE(stateOf(m_world, m_ids[3]), NodeState::Pending);
        QTRY_VERIFY2(m_world.stateLine().contains(QLatin1String("3 of 4 applied")), qPrintable(m_world.stateLine()));
    }

    static QTableView* catalogue() { return GuiWorld::find<QTableView>("backups"); }

    void backUp()
    {
        m_world.services().actions.trigger(QStringLiteral("go.backups"));
        QTRY_VERIFY(GuiWorld::canClick("backups.create-button"));
        QVERIFY(GuiWorld::click("backups.create-button"));
        QTRY_VERIFY(GuiWorld::find("create-backup"));
        QVERIFY(GuiWorld::click("accept"));
        QTRY_VERIFY_WITH_TIMEOUT(catalogue(), 60000);
        QTRY_COMPARE(catalogue()->model()->rowCount(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(m_world.isIdle(), 60000);
    }

    void selectBackup()
    {
        m_world.services().actions.trigger(QStringLiteral("go.backups"));
        QTRY_VERIFY(catalogue());
        const int row = catalogue()->model()->rowCount() - 1;
        const QRect cell = catalogue()->visualRect(catalogue()->model()->index(row, 0));
        QTest::mouseClick(catalogue()->viewport(), Qt::LeftButton, {}, cell.center());
    }

    void verify()
    {
        selectBackup();
        QTRY_VERIFY(GuiWorld::canClick("backups.verify-button"));
        QVERIFY(GuiWorld::click("backups.verify-button"));
        QTRY_VERIFY_WITH_TIMEOUT(GuiWorld::find("outcome-band") && saysInBand(QStringLiteral("is good")), 60000);
        QTRY_VERIFY(m_world.isIdle());
    }

    static bool saysInBand(const QString& words)
    {
        auto* band = GuiWorld::find("outcome-band");
        auto* text = band ? band->findChild<QLabel*>(QStringLiteral("banner-text")) : nullptr;
        return text && text->text().contains(words);
    }

    void downgrade()
    {
        planTo(m_world, m_ids[0], "migrations.downgrade-here-button", 2);
        if (!QTest::currentTestFailed())
            startRun("run.confirm");
        if (!QTest::currentTestFailed())
            finishRun(m_ids[0]);
    }

    void openRestore()
    {
        selectBackup();
        if (QTest::currentTestFailed())
            return;
        QTRY_VERIFY(GuiWorld::canClick("backups.restore-button"));
        QVERIFY(GuiWorld::click("backups.restore-button"));
        QTRY_VERIFY(GuiWorld::find("restore-dialog"));
    }

    void finishRestore()
    {
        QVERIFY(GuiWorld::click("accept"));
        QTRY_VERIFY(!GuiWorld::find("restore-dialog"));
        QTRY_VERIFY_WITH_TIMEOUT(saysInBand(QStringLiteral("Restored into")), 90000);
        QTRY_VERIFY_WITH_TIMEOUT(m_world.isIdle(), 20000);
        QVERIFY2(!GuiWorld::find("error-panel"), "the restore failed");
    }

    void restoreBeside()
    {
        const QStringList before = currentRows(m_world);
        openRestore();
        if (QTest::currentTestFailed())
            return;
        QVERIFY(GuiWorld::find("restore-target"));
        finishRestore();
        QCOMPARE(currentRows(m_world), before);
    }

    void restoreOver()
    {
        openRestore();
        if (QTest::currentTestFailed())
            return;
        QVERIFY(GuiWorld::click("restore-over"));
        QVERIFY(!GuiWorld::canClick("accept"));
        const QString name = QFileInfo(m_database.name()).fileName();
        QVERIFY(GuiWorld::type("typed-confirmation", name.chopped(1)));
        QVERIFY(!GuiWorld::canClick("accept"));
        QVERIFY(GuiWorld::type("typed-confirmation", name));
        finishRestore();
        QTRY_COMPARE(currentRows(m_world), QStringList{ m_ids[2] });
        m_world.services().actions.trigger(QStringLiteral("go.migrations"));
        QTRY_COMPARE(stateOf(m_world, m_ids[2]), NodeState::Current);
    }

    TestDatabase m_database;
    MigrationProject m_project;
    QStringList m_ids;
    GuiWorld m_world;
};

} // namespace espalier::test
