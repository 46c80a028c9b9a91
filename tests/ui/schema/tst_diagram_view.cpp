// What the canvas keeps of its last frame makes the same picture as drawing everything anew.
#include "sample_schema.h"

#include "dialects/dialect.h"
#include "schema/diagram_groups.h"
#include "schema/diagram_view.h"
#include "style/colors.h"

#include <QApplication>
#include <QTest>
#include <QWheelEvent>

using namespace espalier;
using namespace espalier::ui;

namespace {

/// A hundred tables in rows, without Graphviz.
DiagramScene sampleScene()
{
    const auto picture = diagramPicture(test::sampleSchema(100), *dialects::allDialects().front());
    const DiagramType type(QApplication::font());
    std::vector<QRectF> boxes;
    for (const QSizeF& size : boxSizes(*picture, type)) {
        const auto at = double(boxes.size());
        boxes.emplace_back(QPointF(std::fmod(at, 10) * 420, std::floor(at / 10) * 460), size);
    }
    return { picture, type, boxes };
}

/// Some of them in frames, one of which is folded.
DiagramScene groupedScene()
{
    const DiagramScene plain = sampleScene();
    DiagramGroups groups;
    const auto groupOf = [&](const char* name, std::initializer_list<size_t> tables) {
        for (const size_t table : tables)
            groups.put({ plain.picture().tables[table].key }, QLatin1String(name));
    };
    groupOf("first", { 0, 1, 10, 11 });
    groupOf("second", { 44, 45, 46 });
    groupOf("third", { 77, 78 });
    groups.fold(QStringLiteral("third"), true);
    const auto picture = grouped(plain.picturePtr(), groups);
    std::vector<QRectF> boxes;
    for (const QSizeF& size : boxSizes(*picture, plain.type())) {
        const int from = plain.picture().find(picture->tables[boxes.size()].isFolder()
                ? picture->tables[boxes.size()].folded.front()
                : picture->tables[boxes.size()].key);
        boxes.emplace_back(plain.box(from).topLeft(), size);
    }
    return { picture, plain.type(), boxes };
}

int mostDifference(const QImage& a, const QImage& b)
{
    int most = a.size() == b.size() ? 0 : 255;
    for (int y = 0; most < 255 && y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            most = std::max(most, std::abs(qGreen(a.pixel(x, y)) - qGreen(b.pixel(x, y))));
    return most;
}

class Stage {
public:
    Stage()
    {
        view.setAnimated(false);
        view.setMinimapVisible(false);
        view.resize(700, 500);
        view.setScene(sampleScene(), false);
        view.show();
        settle();
    }
    void settle()
    {
        QCoreApplication::processEvents();
        view.repaint();
        QTRY_VERIFY(view.isSettled());
    }
    void wheel(QPoint pixels, QPointF at)
    {
        QWheelEvent event(
            at, view.mapToGlobal(at), pixels, pixels * 8, Qt::NoButton, Qt::NoModifier, Qt::ScrollUpdate, false);
        QCoreApplication::sendEvent(&view, &event);
        view.repaint(); // and no timer runs out
    }
    /// As the screen has it.
    QImage seen() { return view.grab().toImage().convertToFormat(QImage::Format_RGB32); }
    /// Everything drawn anew.
    QImage anew()
    {
        QEvent change(QEvent::PaletteChange);
        QCoreApplication::sendEvent(&view, &change);
        settle();
        return seen();
    }

    DiagramView view;
};

} // namespace

class TestDiagramView : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QApplication::setPalette(paletteOf(lightColors())); }
    void itIsSharpAfterAZoom_data();
    void itIsSharpAfterAZoom();
    void whatComesIntoSightIsDrawn_data();
    void whatComesIntoSightIsDrawn();
    void tablesUnderAWheelAreLitWhenItRests();
};

void TestDiagramView::itIsSharpAfterAZoom_data()
{
    QTest::addColumn<double>("zoom");
    for (const double zoom : { 1.3, 0.6, 0.3, 0.15 })
        QTest::addRow("%g", zoom) << zoom;
}

void TestDiagramView::itIsSharpAfterAZoom()
{
    QFETCH(double, zoom);
    Stage stage;
    stage.view.setZoom(0.8);
    stage.settle();
    stage.view.setZoom(zoom);
    stage.settle();
    const QImage seen = stage.seen();
    QVERIFY(mostDifference(seen, stage.anew()) <= 2); // ends of lines are cut between what is drawn at a time
}

void TestDiagramView::whatComesIntoSightIsDrawn_data()
{
    QTest::addColumn<bool>("hasGroups");
    QTest::newRow("tables") << false;
    QTest::newRow("groups") << true;
}

void TestDiagramView::whatComesIntoSightIsDrawn()
{
    QFETCH(bool, hasGroups);
    Stage stage;
    if (hasGroups)
        stage.view.setScene(groupedScene(), false);
    for (const double zoom : { 0.9, 0.3, 0.15 }) {
        stage.view.setZoom(zoom);
        stage.settle();
        const QImage before = stage.seen();
        for (const QPoint step : { QPoint(-37, -23), QPoint(60, 11), QPoint(0, 45), QPoint(-90, 0) })
            stage.wheel(step, { 2, 2 });
        stage.settle();
        const QImage seen = stage.seen();
        QVERIFY(seen != before);
        QVERIFY(mostDifference(seen, stage.anew()) <= 2); // lines are placed to a fraction of a pixel
    }
}

void TestDiagramView::tablesUnderAWheelAreLitWhenItRests()
{
    Stage stage;
    stage.view.setZoom(0.9);
    stage.settle();
    const QPointF middle = QRectF(stage.view.rect()).center();
    const auto isPointed = [&] { return stage.view.cursor().shape() == Qt::PointingHandCursor; };
    int passed = 0;
    for (int i = 0; i < 40; ++i) { // over tables and the room between them
        stage.wheel({ -20, 0 }, middle);
        passed += isPointed() ? 1 : 0;
    }
    QCOMPARE(passed, 0);
    const QString key = stage.view.scene().picture().tables.front().key;
    stage.view.select(key);
    stage.view.fitSelection();
    stage.wheel({ 0, 1 }, QRectF(stage.view.tableRect(key)).center());
    QTRY_VERIFY(isPointed());
}

QTEST_MAIN(TestDiagramView)
#include "tst_diagram_view.moc"
