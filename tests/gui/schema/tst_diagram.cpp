#include "../support/demo_world.h"
#include "schema/diagram_view.h"

#include <QFile>
#include <QImage>
#include <QSlider>
#include <QSpinBox>
#include <QTabBar>

using namespace espalier;
using namespace espalier::test;
using ui::DiagramMark;
using ui::DiagramView;

namespace {

DiagramView* diagram() { return GuiWorld::find<DiagramView>("diagram"); }

/// The Schema page with its diagram in front, at rest.
void openDiagram(DemoWorld& world)
{
    world.openSchema();
    auto* tabs = GuiWorld::find<QTabBar>("schema-tabs");
    QVERIFY(tabs);
    tabs->setCurrentIndex(2);
    QTRY_VERIFY_WITH_TIMEOUT(diagram() && diagram()->scene().size() > 0 && world.isIdle(), 20000);
}

DiagramMark markOf(const QString& table)
{
    const auto& picture = diagram()->scene().picture();
    const int at = picture.find(table);
    return at < 0 ? DiagramMark::Same : picture.tables[size_t(at)].mark;
}

/// Pixels that plainly differ: curves are cut where they leave the part that is drawn, which may shift their edges by a
/// shade.
int strays(const QImage& a, const QImage& b)
{
    if (a.size() != b.size())
        return a.width() * a.height();
    int count = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QColor one = a.pixelColor(x, y), other = b.pixelColor(x, y);
            const int most = std::max({ std::abs(one.red() - other.red()), std::abs(one.green() - other.green()),
                std::abs(one.blue() - other.blue()) });
            count += most > 48 ? 1 : 0;
        }
    return count;
}

int at(const QString& table) { return diagram()->scene().picture().find(table); }

QRectF boxOf(const QString& table) { return diagram()->scene().box(at(table)); }

/// Chooses these tables with the mouse and makes a group of them.
void groupTables(DemoWorld& world, const QStringList& tables, const QString& name)
{
    QTest::mouseClick(diagram(), Qt::LeftButton, {}, diagram()->tableRect(tables.front()).topLeft() + QPoint(12, 6));
    for (const QString& table : tables.mid(1))
        QTest::mouseClick(
            diagram(), Qt::LeftButton, Qt::ControlModifier, diagram()->tableRect(table).topLeft() + QPoint(12, 6));
    QStringList wanted = tables;
    wanted.sort();
    QCOMPARE(diagram()->chosen(), wanted);
    QVERIFY(world.services().actions.trigger(QStringLiteral("schema.group")));
    QTRY_VERIFY(GuiWorld::find("answer"));
    QVERIFY(GuiWorld::type("answer", name));
    QVERIFY(GuiWorld::click("accept"));
    QTRY_VERIFY_WITH_TIMEOUT(world.isIdle() && diagram()->scene().frameCount() > 0, 20000);
}

QPoint headOf(const QString& table) { return diagram()->tableRect(table).topLeft() + QPoint(12, 6); }

} // namespace

class TestDiagram : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyTableAndKeyIsThere();
    void aClickSelectsEverywhere();
    void neighboursAreShownAlone();
    void aTableIsHiddenAndShownAgain();
    void whereATableWasDraggedIsRemembered();
    void chosenTablesAreMovedTogether();
    void tablesAreGrouped();
    void aGroupIsFoldedAndUnfolded();
    void groupsAreMadeOfNames();
    void theSliderKeepsTablesWhereTheyAre();
    void whatDiffersIsMarked();
    void panningShowsTheSameAsDrawingAnew();
    void theMinimapLeadsElsewhere();
    void searchingMarksAndGoesOn();
    void arrowsWalkFromTableToTable();
    void whatIsSeenIsExported_data();
    void whatIsSeenIsExported();
};

void TestDiagram::everyTableAndKeyIsThere()
{
    DemoWorld world;
    world.open();
    openDiagram(world);
    const auto& scene = diagram()->scene();
    QCOMPARE(scene.size(), 17);
    QCOMPARE(scene.picture().keys.size(), size_t(17));
    QVERIFY(scene.isByGraphviz());
    for (size_t key = 0; key < scene.picture().keys.size(); ++key) {
        const auto& shown = scene.picture().keys[key];
        QVERIFY(shown.fromRow >= 0 && shown.toRow >= 0); // to the rows of the columns
        const auto& curve = scene.curve(int(key));
        QVERIFY(curve.extent.contains(curve.start) && curve.extent.contains(curve.end));
        QCOMPARE(curve.start.y(), ui::rowMiddle(scene, shown.from, shown.fromRow));
    }
    diagram()->setZoom(1);
    QTRY_VERIFY(diagram()->isSettled());
}

void TestDiagram::aClickSelectsEverywhere()
{
    DemoWorld world;
    world.open();
    openDiagram(world);
    QTest::mouseClick(diagram(), Qt::LeftButton, {}, headOf(QStringLiteral("loans")));
    QTRY_COMPARE(world.services().selection.table(), QStringLiteral("loans"));
    QCOMPARE(diagram()->selected(), QStringLiteral("loans"));
    world.services().selection.selectTable(QStringLiteral("books"));
    QTRY_COMPARE(diagram()->selected(), QStringLiteral("books"));
}

void TestDiagram::neighboursAreShownAlone()
{
    DemoWorld world;
    world.open();
    openDiagram(world);
    world.services().selection.selectTable(QStringLiteral("loans"));
    QVERIFY(world.services().actions.trigger(QStringLiteral("schema.focus")));
    QTRY_COMPARE_WITH_TIMEOUT(diagram()->scene().size(), 4, 20000); // copies, members, fines
    auto* depth = GuiWorld::find<QSpinBox>("diagram-depth");
    QVERIFY(depth);
    depth->setValue(2);
    QTRY_VERIFY_WITH_TIMEOUT(diagram()->scene().size() > 4 && world.isIdle(), 20000);
    QVERIFY(GuiWorld::click("diagram-all"));
    QTRY_COMPARE_WITH_TIMEOUT(diagram()->scene().size(), 17, 20000);
    QVERIFY(!GuiWorld::find("diagram-strip"));
}

void TestDiagram::aTableIsHiddenAndShownAgain()
{
    DemoWorld world;
    world.open();
    openDiagram(world);
    world.services().selection.selectTable(QStringLiteral("sites"));
    QVERIFY(world.services().actions.trigger(QStringLiteral("schema.hide")));
    QTRY_COMPARE_WITH_TIMEOUT(diagram()->scene().size(), 16, 20000);
    QVERIFY(GuiWorld::click("diagram-show-hidden"));
    QTRY_COMPARE_WITH_TIMEOUT(diagram()->scene().size(), 17, 20000);
}

void TestDiagram::whereATableWasDraggedIsRemembered()
{
    DemoWorld world;
    world.open();
    openDiagram(world);
    if (QTest::currentTestFailed())
        return;
    const auto cornerOf = [] {
        const auto& scene = diagram()->scene();
        return scene.box(scene.picture().find(QStringLiteral("report_loans_per_day"))).topLeft();
    };
    const QPointF before = cornerOf();
    const QPoint from = headOf(QStringLiteral("report_loans_per_day"));
    QTest::mousePress(diagram(), Qt::LeftButton, {}, from);
    QTest::mouseMove(diagram(), from + QPoint(20, 10));
    QTest::mouseMove(diagram(), from + QPoint(60, 32));
    QTest::mouseRelease(diagram(), Qt::LeftButton, {}, from + QPoint(60, 32));
    const QPointF after = cornerOf();
    QVERIFY((after - before).manhattanLength() > 20);
    world.start();
    world.open();
    openDiagram(world);
    if (QTest::currentTestFailed())
        return;
    QVERIFY((cornerOf() - after).manhattanLength() < 2);
    QVERIFY(world.services().actions.trigger(QStringLiteral("schema.arrange")));
    QTRY_VERIFY_WITH_TIMEOUT((cornerOf() - before).manhattanLength() < 2, 20000);
}

void TestDiagram::chosenTablesAreMovedTogether()
{
    DemoWorld world;
    world.open();
    openDiagram(world);
    if (QTest::currentTestFailed())
        return;
    const QString one = QStringLiteral("loans"), other = QStringLiteral("fines"), third = QStringLiteral("books");
    QTest::mouseClick(diagram(), Qt::LeftButton, {}, headOf(one));
    QTest::mouseClick(diagram(), Qt::LeftButton, Qt::ControlModifier, headOf(other));
    QCOMPARE(diagram()->chosen().size(), 2);
    QVERIFY(GuiWorld::find("diagram-group")); // said above the canvas, with what can be done
    QTest::mouseClick(diagram(), Qt::LeftButton, Qt::ControlModifier, headOf(other));
    QCOMPARE(diagram()->chosen(), QStringList(one)); // and not any more
    QTest::mouseClick(diagram(), Qt::LeftButton, Qt::ControlModifier, headOf(other));
    const QPointF first = boxOf(one).topLeft(), second = boxOf(other).topLeft(), rest = boxOf(third).topLeft();
    const QPoint from = headOf(one);
    QTest::mousePress(diagram(), Qt::LeftButton, {}, from);
    QTest::mouseMove(diagram(), from + QPoint(20, 10));
    QTest::mouseMove(diagram(), from + QPoint(60, 32));
    QTest::mouseRelease(diagram(), Qt::LeftButton, {}, from + QPoint(60, 32));
    QVERIFY((boxOf(one).topLeft() - first).manhattanLength() > 20);
    QCOMPARE(boxOf(one).topLeft() - first, boxOf(other).topLeft() - second);
    QCOMPARE(boxOf(third).topLeft(), rest);
    QCOMPARE(world.app->diagram().pinned(), (QSet<QString>{ one, other }));
    // All that a rectangle touches.
    const QRect all = diagram()->rect().adjusted(2, 2, -2, -2);
    QTest::mousePress(diagram(), Qt::LeftButton, Qt::ShiftModifier, all.topLeft());
    QTest::mouseMove(diagram(), all.center());
    QTest::mouseMove(diagram(), all.bottomRight());
    QTest::mouseRelease(diagram(), Qt::LeftButton, Qt::ShiftModifier, all.bottomRight());
    QCOMPARE(diagram()->chosen().size(), 17);
    QTest::keyClick(diagram(), Qt::Key_Escape);
    QVERIFY(diagram()->chosen().isEmpty());
    // With the keyboard.
    QTest::keyClick(diagram(), Qt::Key_Home);
    QTest::keyClick(diagram(), Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(diagram()->chosen().size(), 2);
    QVERIFY(diagram()->chosen().contains(QStringLiteral("authors")));
    QTest::keyClick(diagram(), Qt::Key_Space);
    QCOMPARE(diagram()->chosen(), QStringList(QStringLiteral("authors")));
}

void TestDiagram::tablesAreGrouped()
{
    DemoWorld world;
    world.open();
    openDiagram(world);
    const QStringList tables{ QStringLiteral("loans"), QStringLiteral("authors"), QStringLiteral("fines") };
    groupTables(world, tables, QStringLiteral("desk"));
    if (QTest::currentTestFailed())
        return;
    const auto check = [&] {
        const auto& scene = diagram()->scene();
        QCOMPARE(scene.frameCount(), 1);
        QCOMPARE(scene.size(), 17);
        for (int table = 0; table < scene.size(); ++table)
            QCOMPARE(scene.frame(0).intersects(scene.box(table)),
                tables.contains(scene.picture().tables[size_t(table)].key));
    };
    check();
    // Its name is a handle for all of them.
    const QPointF first = boxOf(tables[0]).topLeft(), second = boxOf(tables[1]).topLeft();
    const QPoint from = diagram()->nameRect(QStringLiteral("desk")).center();
    QTest::mousePress(diagram(), Qt::LeftButton, {}, from);
    QTest::mouseMove(diagram(), from + QPoint(20, 10));
    QTest::mouseMove(diagram(), from + QPoint(10, 24));
    QTest::mouseRelease(diagram(), Qt::LeftButton, {}, from + QPoint(10, 24));
    QVERIFY((boxOf(tables[0]).topLeft() - first).manhattanLength() > 10);
    QCOMPARE(boxOf(tables[0]).topLeft() - first, boxOf(tables[1]).topLeft() - second);
    // It is there again after a start.
    world.start();
    world.open();
    openDiagram(world);
    if (QTest::currentTestFailed())
        return;
    check();
    QTest::mouseClick(diagram(), Qt::LeftButton, {}, diagram()->nameRect(QStringLiteral("desk")).center());
    QCOMPARE(diagram()->chosen().size(), 3);
    // Files for other programs have it too.
    const QString path = world.folder.path(QStringLiteral("diagram.dbml"));
    world.prompter.onFile(QStringLiteral("schema.export"), path);
    QVERIFY(world.services().actions.trigger(QStringLiteral("schema.export-dbml")));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path) && world.isIdle(), 20000);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("TableGroup \"desk\" {\n  \"authors\"\n  \"fines\"\n  \"loans\"\n}"));
    QVERIFY(world.services().actions.trigger(QStringLiteral("schema.ungroup")));
    QTRY_COMPARE_WITH_TIMEOUT(diagram()->scene().frameCount(), 0, 20000);
    QCOMPARE(diagram()->scene().size(), 17);
}

void TestDiagram::aGroupIsFoldedAndUnfolded()
{
    DemoWorld world;
    world.open();
    openDiagram(world);
    groupTables(world, { QStringLiteral("loans"), QStringLiteral("fines") }, QStringLiteral("desk"));
    if (QTest::currentTestFailed())
        return;
    const QPointF before = boxOf(QStringLiteral("loans")).topLeft(), rest = boxOf(QStringLiteral("books")).topLeft();
    const QRect name = diagram()->nameRect(QStringLiteral("desk"));
    QTest::mouseClick(diagram(), Qt::LeftButton, {}, QPoint(name.left() + 6, name.center().y())); // on the arrow
    QTRY_COMPARE_WITH_TIMEOUT(diagram()->scene().size(), 16, 20000);
    const auto& picture = diagram()->scene().picture();
    QCOMPARE(diagram()->scene().frameCount(), 0);
    QCOMPARE(at(QStringLiteral("loans")), at(QStringLiteral("fines"))); // found in their box
    const auto& box = picture.tables[size_t(at(QStringLiteral("loans")))];
    QVERIFY(box.isFolder());
    QCOMPARE(box.folded.size(), 2);
    QCOMPARE(box.rows.size(), size_t(2));
    // The key between them is not seen; those to others end at the row of their table.
    QCOMPARE(picture.keys.size(), size_t(16));
    for (const auto& key : picture.keys)
        if (key.from == at(QStringLiteral("loans")))
            QCOMPARE(box.rows[size_t(key.fromRow)].name, QStringLiteral("loans"));
    QCOMPARE(boxOf(QStringLiteral("books")).topLeft(), rest);
    world.services().selection.selectTable(QStringLiteral("fines"));
    QTRY_COMPARE(diagram()->chosen().size(), 2);
    // A file of what is seen in other programs' words holds the tables themselves.
    QVERIFY(world.app->diagram().shownSchema().tables.size() == 17);
    QTest::keyClick(diagram(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(diagram()->scene().size(), 17, 20000);
    QCOMPARE(boxOf(QStringLiteral("loans")).topLeft(), before);
    QCOMPARE(diagram()->scene().frameCount(), 1);
}

void TestDiagram::groupsAreMadeOfNames()
{
    DemoWorld world;
    world.open();
    openDiagram(world);
    QVERIFY(!world.services().actions.action(QStringLiteral("schema.group-by-schema"))->isEnabled());
    QVERIFY(world.services().actions.trigger(QStringLiteral("schema.group-by-name")));
    const auto named = ui::groupsByName(*world.app->diagram().wholePicture());
    QCOMPARE(world.app->diagram().groups(), named);
    if (!named.all().empty())
        QTRY_COMPARE_WITH_TIMEOUT(diagram()->scene().frameCount(), int(named.all().size()), 20000);
}

void TestDiagram::theSliderKeepsTablesWhereTheyAre()
{
    DemoWorld world;
    world.open();
    openDiagram(world);
    if (QTest::currentTestFailed())
        return;
    const auto placeOf = [](const QString& table) { return diagram()->scene().places().value(table); };
    const QPointF loans = placeOf(QStringLiteral("loans"));
    auto* slider = GuiWorld::find<QSlider>("time-slider");
    slider->setValue(14);
    QTRY_VERIFY_WITH_TIMEOUT(diagram()->scene().size() < 17 && world.isIdle(), 20000);
    QCOMPARE(placeOf(QStringLiteral("loans")), loans);
}

void TestDiagram::whatDiffersIsMarked()
{
    DemoWorld world;
    world.open();
    openDiagram(world);
    auto* slider = GuiWorld::find<QSlider>("time-slider");
    slider->setValue(9);
    QTRY_VERIFY_WITH_TIMEOUT(diagram()->scene().size() < 17 && world.isIdle(), 20000);
    const int few = diagram()->scene().size();
    QVERIFY(GuiWorld::click("schema.compare-button"));
    QTRY_VERIFY_WITH_TIMEOUT(world.isIdle(), 20000);
    slider->setValue(28);
    QTRY_VERIFY_WITH_TIMEOUT(diagram()->scene().size() > few && world.isIdle(), 20000);
    QTRY_COMPARE(markOf(QStringLiteral("interlibrary_requests")), DiagramMark::Added);
    QCOMPARE(markOf(QStringLiteral("authors")), DiagramMark::Same);
    const auto& tables = diagram()->scene().picture().tables;
    QVERIFY(std::any_of(tables.begin(), tables.end(), [](const auto& table) {
        return table.mark == DiagramMark::Changed
            && std::any_of(
                table.rows.begin(), table.rows.end(), [](const auto& row) { return row.mark == DiagramMark::Added; });
    }));
    QVERIFY(GuiWorld::click("schema.compare-button"));
    QTRY_COMPARE_WITH_TIMEOUT(markOf(QStringLiteral("interlibrary_requests")), DiagramMark::Same, 20000);
}

void TestDiagram::panningShowsTheSameAsDrawingAnew()
{
    DemoWorld world;
    world.open();
    openDiagram(world);
    if (QTest::currentTestFailed())
        return;
    const auto settled = [] {
        do
            diagram()->grab();
        while (!diagram()->isSettled());
        return diagram()->grab().toImage();
    };
    diagram()->setZoom(1);
    QImage before = settled();
    for (const QPoint pan : { QPoint(-37, -23), QPoint(41, 29), QPoint(0, -160), QPoint(3000, 0), QPoint(-2990, 3) }) {
        const QPointF middle = QRectF(diagram()->rect()).center();
        QWheelEvent wheel(middle, diagram()->mapToGlobal(middle), pan, pan * 8, Qt::NoButton, Qt::NoModifier,
            Qt::ScrollUpdate, false);
        QCoreApplication::sendEvent(diagram(), &wheel);
        const QImage panned = settled();
        QVERIFY(panned != before);
        diagram()->setMatches({}); // everything is drawn anew
        QVERIFY(strays(settled(), panned) < panned.width() * panned.height() / 1000);
        before = panned;
    }
}

void TestDiagram::theMinimapLeadsElsewhere()
{
    DemoWorld world;
    world.open();
    openDiagram(world);
    if (QTest::currentTestFailed())
        return;
    QVERIFY(!GuiWorld::find("diagram-minimap")); // all of it is seen
    diagram()->setZoom(2);
    QTRY_VERIFY(GuiWorld::find("diagram-minimap"));
    auto* map = GuiWorld::find("diagram-minimap");
    const QString first = diagram()->scene().picture().tables.front().key;
    const auto placeOf = [&] { return diagram()->tableRect(first).topLeft(); };
    const QPoint before = placeOf();
    QTest::mouseClick(map, Qt::LeftButton, {}, QPoint(map->width() - 8, map->height() - 8));
    QVERIFY(placeOf().x() < before.x() && placeOf().y() < before.y());
    QTest::mouseClick(map, Qt::LeftButton, {}, QPoint(8, 8));
    QVERIFY(placeOf().x() > before.x());
    QVERIFY(world.services().actions.trigger(QStringLiteral("schema.minimap")));
    QVERIFY(!GuiWorld::find("diagram-minimap"));
}

void TestDiagram::searchingMarksAndGoesOn()
{
    DemoWorld world;
    world.open();
    openDiagram(world);
    world.press(QKeySequence::Find);
    QVERIFY(GuiWorld::type("table-filter", QStringLiteral(".member_id")));
    QTRY_COMPARE(diagram()->matchCount(), 3);
    QTest::keyClick(GuiWorld::find("table-filter"), Qt::Key_Return);
    QTRY_COMPARE(diagram()->selected(), QStringLiteral("holds"));
    QTest::keyClick(GuiWorld::find("table-filter"), Qt::Key_Return);
    QTRY_COMPARE(diagram()->selected(), QStringLiteral("interlibrary_requests"));
    QTest::keyClick(GuiWorld::find("table-filter"), Qt::Key_Escape);
    QTRY_COMPARE(diagram()->matchCount(), 0);
}

void TestDiagram::arrowsWalkFromTableToTable()
{
    DemoWorld world;
    world.open();
    openDiagram(world);
    QTest::keyClick(diagram(), Qt::Key_Home);
    QTRY_COMPARE(diagram()->selected(), QStringLiteral("authors"));
    QTest::keyClick(diagram(), Qt::Key_Right);
    const QString right = diagram()->selected();
    QVERIFY(right != QStringLiteral("authors"));
    QVERIFY(diagram()->tableRect(right).center().x() > diagram()->tableRect(QStringLiteral("authors")).center().x());
    const double zoom = diagram()->zoom();
    QTest::keyClick(diagram(), Qt::Key_Plus);
    QVERIFY(diagram()->zoom() > zoom);
    QTest::keyClick(diagram(), Qt::Key_Return);
    QTRY_COMPARE(world.app->diagram().focus(), right);
}

void TestDiagram::whatIsSeenIsExported_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("begins");
    QTest::addColumn<QByteArray>("holds");
    QTest::newRow("svg") << QStringLiteral("svg") << QByteArray("<?xml") << QByteArray("members");
    QTest::newRow("png") << QStringLiteral("png") << QByteArray("\x89PNG") << QByteArray();
    QTest::newRow("pdf") << QStringLiteral("pdf") << QByteArray("%PDF") << QByteArray();
    QTest::newRow("mermaid") << QStringLiteral("mmd") << QByteArray("erDiagram") << QByteArray("\"loans\"");
    QTest::newRow("dot") << QStringLiteral("dot") << QByteArray("digraph") << QByteArray("\"loans\"");
    QTest::newRow("dbml") << QStringLiteral("dbml") << QByteArray() << QByteArray("loans");
    QTest::newRow("sql") << QStringLiteral("sql") << QByteArray() << QByteArray("CREATE TABLE loans");
}

void TestDiagram::whatIsSeenIsExported()
{
    QFETCH(QString, format);
    QFETCH(QByteArray, begins);
    QFETCH(QByteArray, holds);
    DemoWorld world;
    world.open();
    openDiagram(world);
    world.services().selection.selectTable(QStringLiteral("loans"));
    QVERIFY(world.services().actions.trigger(QStringLiteral("schema.focus")));
    QTRY_COMPARE_WITH_TIMEOUT(diagram()->scene().size(), 4, 20000);
    const QString path = world.folder.path(QStringLiteral("diagram.") + format);
    world.prompter.onFile(QStringLiteral("schema.export"), path);
    QVERIFY(world.services().actions.trigger(QStringLiteral("schema.export-") + format));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path) && world.isIdle(), 20000);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    QVERIFY(content.startsWith(begins));
    QVERIFY(holds.isEmpty() || content.contains(holds));
    if (format != QLatin1String("png") && format != QLatin1String("pdf"))
        QVERIFY(!content.contains("publishers")); // it is not seen
}

QTEST_MAIN(TestDiagram)
#include "tst_diagram.moc"
