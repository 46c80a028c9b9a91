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
