#include "../support/project_steps.h"
#include "shell/rail.h"
#include "style/theme.h"
#include "support/migration_project.h"
#include "support/servers.h"

#include <QAccessible>
#include <QRegularExpression>

using namespace espalier;
using namespace espalier::test;

// What those need who do not see the screen, read from right to left, or want nothing to move.

namespace {

/// Widgets that the keyboard reaches, or a click gives it to, and that have no name to be read out.
QStringList nameless(const QWidget* root)
{
    QStringList found;
    for (auto* widget : root->findChildren<QWidget*>()) {
        // Parts that Qt makes inside a named widget.
        if (widget->objectName().startsWith(QLatin1String("qt_")) || !widget->isVisible()
            || widget->focusPolicy() == Qt::NoFocus)
            continue;
        auto* interface = QAccessible::queryAccessibleInterface(widget);
        if (!interface || interface->text(QAccessible::Name).trimmed().isEmpty())
            found.append(QStringLiteral("%1 '%2' in '%3'")
                             .arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
                                 widget->parentWidget()->objectName()));
    }
    return found;
}

} // namespace

class TestWindowForEverybody : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { QApplication::setLayoutDirection(Qt::LeftToRight); }
    void whateverTakesTheKeyboardHasAName();
    void rightToLeftTurnsTheWindowRound();
    void nothingMovesWhereNoneIsWanted();
};

void TestWindowForEverybody::whateverTakesTheKeyboardHasAName()
{
    const TestDatabase database(Kind::Sqlite);
    const MigrationProject project(database.url());
    const QStringList ids = project.addChain(4);
    GuiWorld world;
    QStringList wrong;
    const auto walk = [&](const QString& where) {
        for (const auto& page : world.services().pages.pages()) {
            QVERIFY(world.app->window().showPage(page.id));
            for (const QString& widget : nameless(&world.app->window()))
                wrong.append(where + QLatin1Char(' ') + page.id + QStringLiteral(": ") + widget);
        }
    };
    walk(QStringLiteral("empty"));
    world.services().actions.trigger(QStringLiteral("go.migrations"));
    openProject(world, project.folder(), 4);
    if (!QTest::currentTestFailed())
        connectTo(world, database.url());
    if (!QTest::currentTestFailed())
        planTo(world, ids[2], "migrations.upgrade-here-button", 3);
    if (QTest::currentTestFailed())
        return;
    walk(QStringLiteral("open"));
    const auto dialog = [&](const char* action, const char* name) {
        QVERIFY2(world.services().actions.trigger(QLatin1String(action)), action);
        QTRY_VERIFY2(GuiWorld::find(name), name);
        for (const QString& widget : nameless(GuiWorld::find(name)))
            wrong.append(QLatin1String(name) + QStringLiteral(": ") + widget);
        QTest::keyClick(GuiWorld::find(name), Qt::Key_Escape);
        QTRY_VERIFY2(!GuiWorld::find(name), name);
    };
    dialog("database.connect", "connection-dialog");
    dialog("backups.create", "create-backup");
    world.services().actions.trigger(QStringLiteral("go.plan"));
    choosePython(world);
    if (QTest::currentTestFailed())
        return;
    QTRY_VERIFY(GuiWorld::canClick("plan.run-button"));
    dialog("plan.run", "run.trust");
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

void TestWindowForEverybody::rightToLeftTurnsTheWindowRound()
{
    QApplication::setLayoutDirection(Qt::RightToLeft);
    const MigrationProject project;
    const QStringList ids = project.addChain(4);
    GuiWorld world;
    openProject(world, project.folder(), 4);
    if (!QTest::currentTestFailed())
        selectOnCanvas(world, ids[1]);
    if (QTest::currentTestFailed())
        return;
    auto& window = world.app->window();
    QVERIFY(window.rail().geometry().left() > window.width() / 2);
    auto* detail = GuiWorld::find("detail-panel");
    QVERIFY(detail);
    QVERIFY(detail->mapTo(&window, QPoint(detail->width() / 2, 0)).x() < window.width() / 2);
    world.services().actions.trigger(QStringLiteral("migrations.direction"));
    auto* graph = graphOf(world);
    QVERIFY(graph->cardRect(ids[0]).left() > graph->cardRect(ids[1]).left());
    for (const auto& page : world.services().pages.pages()) {
        QVERIFY(window.showPage(page.id));
        QVERIFY(!window.grab().isNull());
    }
}

void TestWindowForEverybody::nothingMovesWhereNoneIsWanted()
{
    const MigrationProject project;
    project.addChain(2);
    GuiWorld world;
    openProject(world, project.folder(), 2);
    if (QTest::currentTestFailed())
        return;
    const auto duration = [] { return QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration); };
    QVERIFY(!world.services().theme.animates());
    QVERIFY(!graphOf(world)->isAnimated());
    QCOMPARE(duration(), 0);
    world.services().settings.set(ui::setting::animations, true);
    QCOMPARE(graphOf(world)->isAnimated(), world.services().theme.animates());
    QVERIFY(duration() <= 150);
    world.services().settings.set(ui::setting::animations, false);
    QVERIFY(!graphOf(world)->isAnimated());
}

QTEST_MAIN(TestWindowForEverybody)
#include "tst_window_for_everybody.moc"
