#include "sample_trees.h"

#include "graphview/graph_view.h"

#include <QImage>
#include <QTest>
#include <QWheelEvent>

using namespace espalier;
using namespace espalier::graphview;
using espalier::test::SampleTree;

namespace {

/// A canvas whose frames can be compared with the same sight drawn from nothing.
struct Stage {
    explicit Stage(GraphPicturePtr picture, GraphDirection direction = GraphDirection::TopDown, double zoom = 1)
    {
        view.setAnimated(false);
        view.setDirection(direction);
        view.setFoldThreshold(0);
        view.setMinimapVisible(false);
        view.resize(900, 600);
        view.setPicture(std::move(picture));
        view.show();
        view.setZoom(zoom);
        settle();
    }
    void settle()
    {
        do
            QCoreApplication::processEvents();
        while (!view.isSettled());
        view.viewport()->repaint();
    }
    void wheel(QPoint pixels)
    {
        const QPointF at(450, 300);
        QWheelEvent event(at, view.viewport()->mapToGlobal(at), pixels, pixels * 8, Qt::NoButton, Qt::NoModifier,
            Qt::ScrollUpdate, false);
        QCoreApplication::sendEvent(view.viewport(), &event);
    }
    void point(QPointF at)
    {
        QMouseEvent event(
            QEvent::MouseMove, at, view.viewport()->mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(view.viewport(), &event);
    }
    QImage seen()
    {
        settle();
        return view.grab().toImage().convertToFormat(QImage::Format_RGB32);
    }
    QImage anew()
    {
        view.setGraphPalette(view.graphPalette());
        return seen();
    }

    GraphView view;
};

/// A glyph whose place lies on half a pixel goes to one side or the other by how the camera came there.
constexpr int roundings = 60;

/// The number of pixels that differ.
int differing(const QImage& one, const QImage& other)
{
    int count = one.size() == other.size() ? 0 : 1'000'000;
    for (int y = 0; count < 1'000'000 && y < one.height(); ++y)
        for (int x = 0; x < one.width(); ++x) {
            const QRgb a = one.pixel(x, y), b = other.pixel(x, y);
            const int most = std::max(
                { std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b)) });
            count += most > 24 ? 1 : 0;
        }
    return count;
}

/// A wide tree with dashed edges across its lanes, some of them long.
GraphPicturePtr dashedTree()
{
    SampleTree tree;
    std::vector<int> lanes;
    const int base = tree.add({});
    for (int lane = 0; lane < 6; ++lane)
        lanes.push_back(tree.chain(base, 20));
    for (int lane = 0; lane + 1 < 6; ++lane)
        tree.add({ lanes[size_t(lane)] }, {}, { lanes[size_t(lane)] - 10, lanes[size_t(lane) + 1] });
    return tree.picture();
}

} // namespace

class TestGraphFrames : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPannedSightIsTheSameAsOneDrawnAnew_data();
    void aPannedSightIsTheSameAsOneDrawnAnew();
    void hoveringWhilePanningLeavesNothingBehind_data() { aPannedSightIsTheSameAsOneDrawnAnew_data(); }
    void hoveringWhilePanningLeavesNothingBehind();
    void aZoomedSightIsTheSameAsOneDrawnAnew();
    void aStatusAloneIsDrawn();
};

void TestGraphFrames::aPannedSightIsTheSameAsOneDrawnAnew_data()
{
    QTest::addColumn<double>("zoom");
    QTest::addColumn<GraphDirection>("direction");
    for (const double zoom : { 2.0, 1.0, 0.6, 0.3, 0.15, 0.08 })
        for (const GraphDirection direction : { GraphDirection::TopDown, GraphDirection::LeftRight })
            QTest::addRow("%g, %s", zoom, direction == GraphDirection::TopDown ? "down" : "right") << zoom << direction;
}

void TestGraphFrames::aPannedSightIsTheSameAsOneDrawnAnew()
{
    QFETCH(double, zoom);
    QFETCH(GraphDirection, direction);
    Stage stage(dashedTree(), direction, zoom);
    const QImage before = stage.seen();
    for (const QPoint step : { QPoint(-37, -23), QPoint(3, -90), QPoint(61, 14), QPoint(-120, 66) }) {
        stage.wheel(step);
        stage.settle();
    }
    const QImage panned = stage.seen(), anew = stage.anew();
    QVERIFY(differing(before, panned) > roundings);
    QVERIFY(differing(panned, anew) <= roundings);
}

void TestGraphFrames::hoveringWhilePanningLeavesNothingBehind()
{
    QFETCH(double, zoom);
    QFETCH(GraphDirection, direction);
    Stage stage(dashedTree(), direction, zoom);
    stage.view.setSearch(QStringLiteral("add"));
    for (int i = 0; i < 24; ++i) {
        stage.wheel(i % 2 ? QPoint(17, -31) : QPoint(-29, 12));
        stage.point({ 450 + 60.0 * (i % 5), 300 + 45.0 * (i % 4) });
        stage.view.viewport()->repaint();
    }
    const QImage lit = stage.seen();
    QVERIFY(differing(lit, stage.anew()) <= roundings);
    stage.point({ 2, 2 });
    const QImage left = stage.seen();
    QVERIFY(differing(left, stage.anew()) <= roundings);
}

void TestGraphFrames::aZoomedSightIsTheSameAsOneDrawnAnew()
{
    Stage stage(dashedTree(), GraphDirection::TopDown, 0.3);
    for (const double zoom : { 0.4, 0.55, 0.8, 1.1, 0.9 }) {
        const QImage before = stage.view.grab().toImage().convertToFormat(QImage::Format_RGB32);
        stage.view.setZoom(zoom);
        stage.view.viewport()->repaint();
        stage.view.viewport()->repaint(QRect(700, 400, 100, 80)); // a part of it before it rests
        QVERIFY(differing(before, stage.view.grab().toImage().convertToFormat(QImage::Format_RGB32)) > roundings);
    }
    const QImage zoomed = stage.seen();
    QVERIFY(stage.view.isSettled());
    QVERIFY(differing(zoomed, stage.anew()) <= roundings);
    stage.wheel({ -37, -23 });
    const QImage panned = stage.seen();
    QVERIFY(differing(panned, stage.anew()) <= roundings);
}

void TestGraphFrames::aStatusAloneIsDrawn()
{
    Stage stage(dashedTree());
    const QString id = stage.view.picture().card(3).id;
    stage.view.reveal(id);
    const QImage before = stage.seen();
    stage.view.setStatus(id, { NodeState::Running, 0.4, {} });
    const QImage after = stage.seen();
    QVERIFY(differing(before, after) > roundings);
    QVERIFY(differing(after, stage.anew()) <= roundings);
}

QTEST_MAIN(TestGraphFrames)
#include "tst_graph_frames.moc"
