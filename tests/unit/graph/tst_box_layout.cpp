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
