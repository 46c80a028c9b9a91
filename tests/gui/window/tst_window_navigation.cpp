#include "../support/project_steps.h"
#include "support/migration_project.h"

#include <QFile>
#include <QImage>
#include <QListView>
#include <QTextStream>

using namespace espalier;
using namespace espalier::test;

class TestWindowNavigation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theRailHasOnlyPagesThatThereAre();
    void anEditOnDiskUpdatesTheTreeAndKeepsTheSight();
    void thePaletteReachesActionsAndRevisions();
    void backAndForwardWorkAsInABrowser();
    void searchTakesTheKeyboardOnEveryPage();
    void arrowsWalkAlongTheTree_data();
    void arrowsWalkAlongTheTree();
    void thePictureIsExported_data();
    void thePictureIsExported();
};

void TestWindowNavigation::theRailHasOnlyPagesThatThereAre()
{
    GuiWorld world;
    QStringList pages;
    for (const auto& page : world.services().pages.pages())
        pages.append(page.id);
    QCOMPARE(pages,
        (QStringList{ QStringLiteral("migrations"), QStringLiteral("schema"), QStringLiteral("plan"),
            QStringLiteral("backups"), QStringLiteral("settings") }));
    for (const QString& page : std::as_const(pages)) {
        QVERIFY2(GuiWorld::click(qPrintable(QStringLiteral("rail-") + page)), qPrintable(page));
        QTRY_COMPARE(world.page(), page);
    }
}

void TestWindowNavigation::anEditOnDiskUpdatesTheTreeAndKeepsTheSight()
{
    const MigrationProject project;
    const QStringList ids = project.addChain(6);
    GuiWorld world;
    openProject(world, project.folder(), 6);
    if (!QTest::currentTestFailed())
        selectOnCanvas(world, ids[3]);
    if (QTest::currentTestFailed())
        return;
    auto* graph = graphOf(world);
    graph->setZoom(1.25);
    const double zoom = graph->zoom();
    const QPoint where = graph->cardRect(ids[3]).center();
    const auto unmoved = [&] {
        return graph->selectedId() == ids[3] && qFuzzyCompare(graph->zoom(), zoom)
            && (graph->cardRect(ids[3]).center() - where).manhattanLength() <= 2;
    };
    Script fresh;
    fresh.id = QStringLiteral("fresh");
    fresh.down = QStringList{ ids[5] };
    const QString added = project.add(fresh);
    QTRY_COMPARE_WITH_TIMEOUT(graph->picture().size(), 7, 20000);
    QVERIFY(unmoved());
    fresh.message = QStringLiteral("said otherwise");
    project.add(fresh);
    const auto message
        = [graph] { return graph->picture().card(graph->picture().indexOf(QStringLiteral("fresh"))).message; };
    QTRY_COMPARE_WITH_TIMEOUT(message(), QStringLiteral("said otherwise"), 20000);
    QVERIFY(unmoved());
    QVERIFY(QFile::remove(added));
    QTRY_COMPARE_WITH_TIMEOUT(graph->picture().size(), 6, 20000);
    QVERIFY(unmoved());
}

void TestWindowNavigation::thePaletteReachesActionsAndRevisions()
{
    const MigrationProject project;
    const QStringList ids = project.addChain(5);
    GuiWorld world;
    openProject(world, project.folder(), 5);
    if (QTest::currentTestFailed())
        return;
    world.press(QKeySequence(Qt::CTRL | Qt::Key_K));
    auto* list = GuiWorld::find<QListView>("palette-list");
    QVERIFY(list);
    QStringList offered;
    for (int row = 0; row < list->model()->rowCount(); ++row)
        offered.append(list->model()->index(row, 0).data().toString());
    const auto& actions = world.services().actions;
    for (const QString& id : actions.ids()) {
        if (id != QLatin1String("view.palette"))
            QVERIFY2(offered.contains(actions.spec(id).text), qPrintable(id));
    }
    QTest::keyClick(GuiWorld::find("palette-field"), Qt::Key_Escape);
    QTRY_VERIFY(!GuiWorld::find("palette-field"));
    world.services().actions.trigger(QStringLiteral("go.settings"));
    world.command(ids[2]);
    QTRY_COMPARE(world.services().selection.revision(), ids[2]);
    QCOMPARE(world.page(), QStringLiteral("migrations"));
    QTRY_COMPARE(graphOf(world)->selectedId(), ids[2]);
}

void TestWindowNavigation::backAndForwardWorkAsInABrowser()
{
    GuiWorld world;
    world.services().actions.trigger(QStringLiteral("go.plan"));
    world.services().actions.trigger(QStringLiteral("go.backups"));
    QCOMPARE(world.page(), QStringLiteral("backups"));
    world.press(QKeySequence(Qt::ALT | Qt::Key_Left));
    QTRY_COMPARE(world.page(), QStringLiteral("plan"));
    world.press(QKeySequence(Qt::ALT | Qt::Key_Left));
    QTRY_COMPARE(world.page(), QStringLiteral("migrations"));
    world.press(QKeySequence(Qt::ALT | Qt::Key_Right));
    QTRY_COMPARE(world.page(), QStringLiteral("plan"));
}

void TestWindowNavigation::searchTakesTheKeyboardOnEveryPage()
{
    const MigrationProject project;
    project.addChain(3);
    GuiWorld world;
    openProject(world, project.folder(), 3);
    if (QTest::currentTestFailed())
        return;
    const QList<QPair<QString, QString>> fields{ { QStringLiteral("migrations"), QStringLiteral("graph-search") },
        { QStringLiteral("schema"), QStringLiteral("table-filter") },
        { QStringLiteral("plan"), QStringLiteral("plan-target") },
        { QStringLiteral("backups"), QStringLiteral("backup-filter") },
        { QStringLiteral("settings"), QStringLiteral("shortcut-filter") } };
    for (const auto& [page, field] : fields) {
        world.services().actions.trigger(QStringLiteral("go.") + page);
        world.press(QKeySequence::Find);
        const auto* widget = GuiWorld::find(qPrintable(field));
        QVERIFY2(widget, qPrintable(page));
        QTRY_COMPARE(world.app->window().focusWidget(), widget);
    }
    world.services().actions.trigger(QStringLiteral("go.migrations"));
    QVERIFY(GuiWorld::type("graph-search", QStringLiteral("a2")));
    QTRY_COMPARE(graphOf(world)->matchCount(), 1);
}

void TestWindowNavigation::arrowsWalkAlongTheTree_data()
{
    QTest::addColumn<bool>("across");
    QTest::addColumn<int>("onwards");
    QTest::addColumn<int>("back");
    QTest::newRow("top down") << false << int(Qt::Key_Down) << int(Qt::Key_Up);
    QTest::newRow("left to right") << true << int(Qt::Key_Right) << int(Qt::Key_Left);
}

void TestWindowNavigation::arrowsWalkAlongTheTree()
{
    QFETCH(bool, across);
    QFETCH(int, onwards);
    QFETCH(int, back);
    const MigrationProject project;
    const QStringList ids = project.addChain(4);
    GuiWorld world;
    openProject(world, project.folder(), 4);
    if (QTest::currentTestFailed())
        return;
    if (across)
        world.services().actions.trigger(QStringLiteral("migrations.direction"));
    selectOnCanvas(world, ids[1]);
    if (QTest::currentTestFailed())
        return;
    auto* graph = graphOf(world);
    const QPoint from = graph->cardRect(ids[1]).center();
    const QPoint to = graph->cardRect(ids[2]).center();
    QVERIFY(across ? to.x() > from.x() : to.y() > from.y());
    QTest::keyClick(graph, Qt::Key(onwards));
    QCOMPARE(graph->selectedId(), ids[2]);
    QCOMPARE(world.services().selection.revision(), ids[2]);
    QTest::keyClick(graph, Qt::Key(back));
    QTest::keyClick(graph, Qt::Key(back));
    QCOMPARE(graph->selectedId(), ids[0]);
    QTest::keyClick(graph, Qt::Key_End);
    QCOMPARE(graph->selectedId(), ids[3]);
}

void TestWindowNavigation::thePictureIsExported_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<bool>("across");
    for (const auto* format : { "svg", "png" }) {
        QTest::addRow("%s, top down", format) << QString::fromLatin1(format) << false;
        QTest::addRow("%s, left to right", format) << QString::fromLatin1(format) << true;
    }
}

void TestWindowNavigation::thePictureIsExported()
{
    QFETCH(QString, format);
    QFETCH(bool, across);
    const MigrationProject project;
    project.addChain(4);
    GuiWorld world;
    openProject(world, project.folder(), 4);
    if (QTest::currentTestFailed())
        return;
    if (across)
        world.services().actions.trigger(QStringLiteral("migrations.direction"));
    const QString path = world.folder.path(QStringLiteral("tree.") + format);
    world.prompter.onFile(QStringLiteral("migrations.export"), path);
    world.command(QStringLiteral("Export Tree as %1").arg(format.toUpper()));
    QTRY_VERIFY(QFile::exists(path));
    QSize size;
    if (format == QLatin1String("svg")) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.contains("<svg") && text.contains("a3"));
        const QRegularExpression box(QStringLiteral("viewBox=\"\\S+ \\S+ (\\d+)\\S* (\\d+)"));
        const auto match = box.match(QString::fromUtf8(text));
        size = { match.captured(1).toInt(), match.captured(2).toInt() };
    } else {
        size = QImage(path).size();
    }
    QVERIFY(size.width() > 0);
    QCOMPARE(size.width() > size.height(), across);
}

QTEST_MAIN(TestWindowNavigation)
#include "tst_window_navigation.moc"
