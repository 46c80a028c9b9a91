#include "graph/box_layout.h"

#include <cmath>
#include <QRandomGenerator>
#include <QRectF>
#include <QTest>

using namespace espalier;
using namespace espalier::graph;

namespace {

struct Sample {
    std::vector<QSizeF> sizes;
    std::vector<BoxLink> links;
};

/// Boxes of many sizes, most of them linked to one shortly before, some to one of a few that all are linked to.
Sample sampleOf(int boxes, quint32 seed)
{
    QRandomGenerator random(seed);
    Sample sample;
    for (int i = 0; i < boxes; ++i) {
        sample.sizes.emplace_back(140 + random.bounded(120), 40 + random.bounded(300));
        if (i > 0 && random.bounded(10) < 7)
            sample.links.push_back({ i, i - 1 - random.bounded(std::min(i, 20)) });
        if (i > 5 && random.bounded(10) < 3)
            sample.links.push_back({ i, random.bounded(3) });
    }
    return sample;
}

QRectF boxOf(const Sample& sample, const BoxLayout& layout, size_t box)
{
    return { layout.corners[box], sample.sizes[box] };
}

QString overlapOf(const Sample& sample, const BoxLayout& layout)
{
    for (size_t a = 0; a < sample.sizes.size(); ++a)
        for (size_t b = a + 1; b < sample.sizes.size(); ++b)
            if (boxOf(sample, layout, a).intersects(boxOf(sample, layout, b)))
                return QStringLiteral("%1 and %2").arg(a).arg(b);
    return {};
}

} // namespace

class TestBoxLayout : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingOverlapsAndEverythingIsWithin_data();
    void nothingOverlapsAndEverythingIsWithin();
    void theSameBoxesHaveTheSamePlaces();
    void linkedBoxesStandNearer();
    void manyThatHangOnOneMakeABlock();
    void withoutGraphvizTheyStandInColumns();
    void framedBoxesStandTogether();
    void cancellingEndsIt();
    void nothingIsNothing();
};

void TestBoxLayout::nothingOverlapsAndEverythingIsWithin_data()
{
    QTest::addColumn<int>("boxes");
    for (const int boxes : { 1, 2, 7, 60, 450 })
        QTest::addRow("%d", boxes) << boxes;
}

void TestBoxLayout::nothingOverlapsAndEverythingIsWithin()
{
    QFETCH(int, boxes);
    const Sample sample = sampleOf(boxes, quint32(boxes));
    const auto layout = layOutBoxes(sample.sizes, sample.links);
    QVERIFY(layout);
    QVERIFY(layout->isByGraphviz);
    const QString overlap = overlapOf(sample, *layout);
    QVERIFY2(overlap.isEmpty(), qPrintable(overlap));
    const QRectF whole = QRectF(QPointF(), layout->size).adjusted(-0.5, -0.5, 0.5, 0.5);
    for (size_t box = 0; box < sample.sizes.size(); ++box)
        QVERIFY(whole.contains(boxOf(sample, *layout, box)));
}

void TestBoxLayout::theSameBoxesHaveTheSamePlaces()
{
    const Sample sample = sampleOf(450, 3);
    QCOMPARE(layOutBoxes(sample.sizes, sample.links)->corners, layOutBoxes(sample.sizes, sample.links)->corners);
}

void TestBoxLayout::linkedBoxesStandNearer()
{
    const Sample sample = sampleOf(120, 5);
    const auto layout = layOutBoxes(sample.sizes, sample.links);
    const auto distance = [&](int a, int b) {
        const QPointF away = boxOf(sample, *layout, size_t(a)).center() - boxOf(sample, *layout, size_t(b)).center();
        return std::hypot(away.x(), away.y());
    };
    double linked = 0, all = 0;
    for (const BoxLink& link : sample.links)
        linked += distance(link.from, link.to);
    int pairs = 0;
    for (int a = 0; a < 120; ++a)
        for (int b = a + 1; b < 120; ++b, ++pairs)
            all += distance(a, b);
    QVERIFY(linked / double(sample.links.size()) < 0.6 * all / pairs);
}

void TestBoxLayout::manyThatHangOnOneMakeABlock()
{
    Sample sample;
    for (int i = 0; i < 60; ++i) {
        sample.sizes.emplace_back(200, 120);
        if (i > 0)
            sample.links.push_back({ i, 0 });
    }
    const auto layout = layOutBoxes(sample.sizes, sample.links);
    const double aspect = layout->size.width() / layout->size.height();
    QVERIFY2(aspect > 0.4 && aspect < 2.5, qPrintable(QString::number(aspect)));
}

void TestBoxLayout::withoutGraphvizTheyStandInColumns()
{
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", "/nowhere");
    Sample sample = sampleOf(80, 9);
    sample.links.push_back({ 0, 79 }); // round and round
    const auto layout = layOutBoxes(sample.sizes, sample.links);
    qputenv("PATH", path);
    QVERIFY(layout);
    QVERIFY(!layout->isByGraphviz);
    QVERIFY(overlapOf(sample, *layout).isEmpty());
}

void TestBoxLayout::framedBoxesStandTogether()
{
    const Sample sample = sampleOf(60, 5);
    BoxFrames frames{ {}, { 10, 30, 10, 10 } };
    for (int box = 0; box < 60; ++box) // three frames, one of them of boxes that no link connects, and some without
        frames.of.push_back(box % 4 == 3 ? -1 : box % 4);
    const auto layout = layOutFramedBoxes(sample.sizes, sample.links, frames);
    QVERIFY(layout);
    QVERIFY(layout->isByGraphviz);
    QCOMPARE(overlapOf(sample, *layout), QString());
    std::vector<QRectF> extents(3);
    for (size_t box = 0; box < 60; ++box)
        if (frames.of[box] >= 0)
            extents[size_t(frames.of[box])] |= boxOf(sample, *layout, box);
    for (QRectF& extent : extents) {
        extent = extent.marginsAdded(frames.margins);
        QVERIFY(QRectF(QPointF(), layout->size).adjusted(-0.5, -0.5, 0.5, 0.5).contains(extent));
    }
    for (size_t box = 0; box < 60; ++box)
        for (int frame = 0; frame < 3; ++frame)
            QCOMPARE(extents[size_t(frame)].intersects(boxOf(sample, *layout, box)), frames.of[box] == frame);
    QVERIFY(
        !extents[0].intersects(extents[1]) && !extents[0].intersects(extents[2]) && !extents[1].intersects(extents[2]));
    frames.of.assign(60, -1);
    QCOMPARE(layOutFramedBoxes(sample.sizes, sample.links, frames)->corners,
        layOutBoxes(sample.sizes, sample.links)->corners);
}

void TestBoxLayout::cancellingEndsIt()
{
    const Sample sample = sampleOf(450, 4);
    const core::CancelSource source;
    source.cancel();
    const auto layout = layOutBoxes(sample.sizes, sample.links, {}, source.token());
    QVERIFY(!layout);
    QVERIFY(layout.error().isCancelled());
}

void TestBoxLayout::nothingIsNothing()
{
    const auto layout = layOutBoxes({}, {});
    QVERIFY(layout && layout->corners.empty());
}

QTEST_GUILESS_MAIN(TestBoxLayout)
#include "tst_box_layout.moc"
