#include "../support/project_steps.h"
#include "support/migration_project.h"

#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QSlider>
#include <QTabBar>

using namespace espalier;
using namespace espalier::test;

namespace {

QStringList linesOf(const char* list)
{
    QStringList lines;
    if (const auto* view = GuiWorld::find<QListView>(list))
        for (int row = 0; row < view->model()->rowCount(); ++row)
            lines.append(view->model()->index(row, 0).data().toString());
    return lines;
}

void clickCard(const GuiWorld& world, const QString& id, Qt::KeyboardModifiers modifiers = {})
{
    auto* graph = graphOf(world);
    QVERIFY(graph->reveal(id));
    QTest::mouseClick(graph->viewport(), Qt::LeftButton, modifiers, graph->cardRect(id).center());
}

/// a1 to a4 in a row, and b on a2; the Schema tab in front.
class World : public GuiWorld {
public:
    World()
    {
        ids = project.addChain(4);
        Script branch;
        branch.id = QStringLiteral("b");
        branch.down = QStringList{ ids[1] };
        project.add(branch);
        openProject(*this, project.folder(), 5);
        if (QTest::currentTestFailed())
            return;
        services().actions.trigger(QStringLiteral("migrations.fold"));
        selectOnCanvas(*this, ids[1]);
        if (auto* tabs = find<QTabBar>("revision-tab-bar"))
            tabs->setCurrentIndex(1);
    }
    MigrationProject project;
    QStringList ids;
};

} // namespace

class TestHistoryInWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keysStepInUpgradeOrderAndTheSchemaFollows();
    void theSliderMovesTheSelection();
    void ctrlClickComparesTwo();
    void theContextMenuComparesWithWhatWasSelected();
    void anyRevisionCanBeNamed();
};

void TestHistoryInWindow::keysStepInUpgradeOrderAndTheSchemaFollows()
{
    World world;
    QTRY_COMPARE_WITH_TIMEOUT(linesOf("schema-lines").value(0), QStringLiteral("t_a2"), 20000);
    world.press(QKeySequence(Qt::ALT | Qt::Key_Up));
    QTRY_COMPARE(world.services().selection.revision(), world.ids[0]);
    QTRY_COMPARE_WITH_TIMEOUT(linesOf("schema-lines").value(0), QStringLiteral("t_a1"), 20000);
    QVERIFY(!GuiWorld::canClick("migrations.previous-button"));
    world.press(QKeySequence(Qt::ALT | Qt::Key_Down));
    QTRY_COMPARE(world.services().selection.revision(), world.ids[1]);
    QVERIFY(GuiWorld::click("migrations.next-button"));
    QVERIFY(world.services().selection.revision() != world.ids[1]);
}

void TestHistoryInWindow::theSliderMovesTheSelection()
{
    World world;
    auto* slider = GuiWorld::find<QSlider>("history-slider");
    QVERIFY(slider);
    QVERIFY(!slider->accessibleName().isEmpty() && !slider->toolTip().isEmpty());
    QCOMPARE(slider->maximum(), 4);
    QCOMPARE(slider->value(), 1);
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Home);
    QCOMPARE(world.services().selection.revision(), world.ids[0]);
    QCOMPARE(graphOf(world)->selectedId(), world.ids[0]);
    QTest::keyClick(slider, Qt::Key_End);
    QCOMPARE(slider->value(), 4);
    QVERIFY(world.services().selection.revision() != world.ids[0]);
    QCOMPARE(graphOf(world)->selectedId(), world.services().selection.revision());
    QVERIFY(!graphOf(world)->cardRect(graphOf(world)->selectedId()).isEmpty());
}

void TestHistoryInWindow::ctrlClickComparesTwo()
{
    World world;
    clickCard(world, world.ids[3]);
    clickCard(world, QStringLiteral("b"), Qt::ControlModifier);
    QTRY_VERIFY(GuiWorld::find("comparison-panel"));
    QCOMPARE(GuiWorld::find<QLabel>("comparison-title")->text(), QStringLiteral("a4 → b"));
    QTRY_COMPARE_WITH_TIMEOUT(linesOf("comparison-lines").filter(QStringLiteral("table")),
        (QStringList{ QStringLiteral("Drops table t_a3"), QStringLiteral("Drops table t_a4"),
            QStringLiteral("Creates table t_b with one column") }),
        20000);
    QVERIFY(GuiWorld::click("comparison-swap"));
    QCOMPARE(GuiWorld::find<QLabel>("comparison-title")->text(), QStringLiteral("b → a4"));
    QTRY_VERIFY_WITH_TIMEOUT(linesOf("comparison-lines").contains(QStringLiteral("Drops table t_b")), 20000);
    QVERIFY(GuiWorld::click("comparison-copy"));
    const QString copied = QApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(QStringLiteral("b → a4\n")) && copied.contains(QStringLiteral("- Drops table t_b")),
        qPrintable(copied));
    QVERIFY(GuiWorld::click("comparison-close"));
    QTRY_VERIFY(!GuiWorld::find("comparison-panel"));
    QCOMPARE(world.services().selection.revision(), world.ids[3]);
    QCOMPARE(graphOf(world)->secondId(), QString());
}

void TestHistoryInWindow::theContextMenuComparesWithWhatWasSelected()
{
    World world;
    clickCard(world, world.ids[0]);
    auto* graph = graphOf(world);
    QVERIFY(graph->reveal(world.ids[2]));
    const QPoint place = graph->cardRect(world.ids[2]).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, place, graph->viewport()->mapToGlobal(place));
    QApplication::sendEvent(graph->viewport(), &event);
    QAction* compare = nullptr;
    for (auto* top : QApplication::topLevelWidgets())
        if (auto* menu = qobject_cast<QMenu*>(top); menu && menu->isVisible())
            compare = menu->findChild<QAction*>(QStringLiteral("compare-with-last"));
    QVERIFY(compare);
    compare->trigger();
    QTRY_VERIFY(GuiWorld::find("comparison-panel"));
    QCOMPARE(GuiWorld::find<QLabel>("comparison-title")->text(), QStringLiteral("a1 → a3"));
    if (auto* menu = QApplication::activePopupWidget())
        menu->close();
}

void TestHistoryInWindow::anyRevisionCanBeNamed()
{
    World world;
    QVERIFY(world.services().actions.trigger(QStringLiteral("migrations.compare")));
    QTRY_VERIFY(GuiWorld::find("answer"));
    QVERIFY(GuiWorld::type("answer", QStringLiteral("a4")));
    QTest::keyClick(GuiWorld::find("answer"), Qt::Key_Return);
    QTRY_VERIFY(GuiWorld::find("comparison-panel"));
    QCOMPARE(GuiWorld::find<QLabel>("comparison-title")->text(), QStringLiteral("a2 → a4"));
    QTest::keyClick(graphOf(world), Qt::Key_Escape);
    QTRY_VERIFY(!GuiWorld::find("comparison-panel"));
}

QTEST_MAIN(TestHistoryInWindow)
#include "tst_history_in_window.moc"
