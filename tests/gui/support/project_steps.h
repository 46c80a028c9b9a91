#pragma once

#include "graphview/graph_view.h"
#include "gui_world.h"
#include "session/database_session.h"
#include "session/project_session.h"

#include <QComboBox>
#include <QTableView>

namespace espalier::test {

// What people do with a project in the window, a function for each. After one, ask QTest::currentTestFailed().

inline graphview::GraphView* graphOf(const GuiWorld& world)
{
    return world.app->window().findChild<graphview::GraphView*>(QStringLiteral("graph"));
}

inline graphview::NodeState stateOf(const GuiWorld& world, const QString& id)
{
    const auto& picture = graphOf(world)->picture();
    return picture.card(picture.indexOf(id)).status.state;
}

inline QStringList currentRows(const GuiWorld& world) { return world.services().database.rows().ids; }

inline void openProject(GuiWorld& world, const QString& folder, int revisions)
{
    world.prompter.onFile(QStringLiteral("project.open"), folder);
    QVERIFY(GuiWorld::click("project.open-button"));
    QTRY_VERIFY_WITH_TIMEOUT(world.services().project.isOpen(), 20000);
    QTRY_COMPARE(graphOf(world)->picture().size(), revisions);
}

/// Through the connection dialog: paste the URL, test, connect.
inline void connectTo(GuiWorld& world, const QString& url)
{
    world.press(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D));
    QTRY_VERIFY(GuiWorld::find("connection-dialog"));
    QVERIFY(!GuiWorld::canClick("test"));
    QVERIFY(GuiWorld::paste("url", url));
    QTRY_VERIFY(GuiWorld::canClick("test"));
    QVERIFY(GuiWorld::click("test"));
    QTRY_VERIFY_WITH_TIMEOUT(GuiWorld::find("test-good"), 20000);
    QVERIFY(GuiWorld::click("accept"));
    QTRY_VERIFY(!GuiWorld::find("connection-dialog"));
    QTRY_VERIFY_WITH_TIMEOUT(world.services().database.status(), 20000);
}

inline void selectOnCanvas(GuiWorld& world, const QString& id)
{
    world.services().actions.trigger(QStringLiteral("go.migrations"));
    QTRY_COMPARE(world.page(), QStringLiteral("migrations"));
    auto* graph = graphOf(world);
    QVERIFY(graph->reveal(id));
    const QRect card = graph->cardRect(id);
    QVERIFY2(!card.isEmpty(), qPrintable(id));
    QTest::mouseClick(graph->viewport(), Qt::LeftButton, {}, card.center());
    QTRY_COMPARE(world.services().selection.revision(), id);
}

/// "Upgrade to Here" or "Downgrade to Here" on the graph; ends on the plan page.
inline void planTo(GuiWorld& world, const QString& id, const char* button, int steps)
{
    selectOnCanvas(world, id);
    if (QTest::currentTestFailed())
        return;
    QTRY_VERIFY(GuiWorld::canClick(button));
    QVERIFY(GuiWorld::click(button));
    QTRY_COMPARE(world.page(), QStringLiteral("plan"));
    auto* table = GuiWorld::find<QTableView>("steps");
    QVERIFY(table);
    QCOMPARE(table->model()->rowCount(), steps);
}

/// Debian's own Python, named as a command.
inline void choosePython(GuiWorld& world)
{
    auto* python = GuiWorld::find<QComboBox>("python");
    QVERIFY(python);
    QTRY_VERIFY_WITH_TIMEOUT(world.isIdle(), 20000);
    python->setFocus();
    QTest::keyClick(python, Qt::Key_End);
    QTRY_VERIFY(GuiWorld::find("answer"));
    QVERIFY(GuiWorld::type("answer", QStringLiteral("/usr/bin/python3")));
    QVERIFY(GuiWorld::click("accept"));
    QTRY_VERIFY(world.app->run().environment());
    QCOMPARE(world.app->run().environment()->text(), QStringLiteral("/usr/bin/python3"));
}

/// "Run", and the question before it: "run.trust" or "run.confirm".
inline void startRun(const char* question)
{
    QTRY_VERIFY_WITH_TIMEOUT(GuiWorld::canClick("plan.run-button"), 20000);
    QVERIFY(GuiWorld::click("plan.run-button"));
    if (!question)
        return;
    QTRY_VERIFY2(GuiWorld::find(question), question);
    QVERIFY(GuiWorld::click("accept"));
    QTRY_VERIFY2(!GuiWorld::find(question), question);
}

inline void waitForOutcome(GuiWorld& world)
{
    QTRY_VERIFY_WITH_TIMEOUT(world.app->run().outcome().has_value(), 90000);
    QTRY_VERIFY_WITH_TIMEOUT(world.isIdle(), 20000);
}

} // namespace espalier::test
