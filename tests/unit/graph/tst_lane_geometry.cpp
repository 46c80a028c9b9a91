#include "graph/lane_geometry.h"
#include "layout_text.h"

#include <QSet>
#include <QTest>

using namespace espalier;
using namespace espalier::graph;
using espalier::test::dagOf;

namespace {

constexpr Flow flows[] = { Flow::Down, Flow::Up, Flow::Right, Flow::Left };

LaneMetrics metrics()
{
    LaneMetrics result;
    result.node = QSizeF(100, 40);
    return result;
}

Dag ladder(int size)
{
    Dag dag;
    for (Node node = 0; node < size; ++node) {
        dag.parents.push_back(node == 0 ? NodeList{} : NodeList{ node % 5 == 3 ? node - 2 : node - 1 });
        dag.dependencies.push_back(node % 7 == 6 ? NodeList{ node / 2 } : NodeList{});
    }
    return dag;
}

} // namespace

class TestLaneGeometry : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFlowDecidesWhereChildrenStand();
    void everyFlowIsTheSameLayout();
    void edgesStartAndEndOnTheirCards();
    void edgesTurnAtRightAngles();
    void lookingForAnAreaFindsAllThatTouchesIt();
    void aPointFindsItsCard();
    void crowdedGapsAreWider();
};

void TestLaneGeometry::theFlowDecidesWhereChildrenStand()
{
    const LaneLayout layout = layOut(dagOf(QStringLiteral("a; b:a")));
    const auto step = [&](Flow flow) {
        const LaneGeometry geometry(layout, metrics(), flow);
        return geometry.nodeCentre(1) - geometry.nodeCentre(0);
    };
    QCOMPARE(step(Flow::Down), QPointF(0, 80));
    QCOMPARE(step(Flow::Up), QPointF(0, -80));
    QCOMPARE(step(Flow::Right), QPointF(140, 0));
    QCOMPARE(step(Flow::Left), QPointF(-140, 0));
}

void TestLaneGeometry::everyFlowIsTheSameLayout()
{
    const LaneLayout layout = layOut(ladder(40));
    for (const Flow flow : flows) {
        const LaneGeometry geometry(layout, metrics(), flow);
        const QRectF everything(QPointF(), geometry.size());
        for (Node node = 0; node < 40; ++node) {
            QCOMPARE(geometry.nodeRect(node).size(), QSizeF(100, 40));
            QVERIFY(everything.contains(geometry.nodeRect(node)));
            for (Node other = 0; other < node; ++other)
                QVERIFY(!geometry.nodeRect(node).intersects(geometry.nodeRect(other)));
        }
    }
}

void TestLaneGeometry::edgesStartAndEndOnTheirCards()
{
    const LaneLayout layout = layOut(ladder(40));
    for (const Flow flow : flows) {
        const LaneGeometry geometry(layout, metrics(), flow);
        for (size_t edge = 0; edge < layout.edges.size(); ++edge) {
            const QRectF parent = geometry.nodeRect(layout.edges[edge].parent).adjusted(-1, -1, 1, 1);
            const QRectF child = geometry.nodeRect(layout.edges[edge].child).adjusted(-1, -1, 1, 1);
            QVERIFY(parent.contains(*geometry.edgeBegin(edge)));
            QVERIFY(child.contains(*(geometry.edgeEnd(edge) - 1)));
        }
    }
}

void TestLaneGeometry::edgesTurnAtRightAngles()
{
    const LaneLayout layout = layOut(ladder(40));
    const LaneGeometry geometry(layout, metrics(), Flow::Right);
    for (size_t edge = 0; edge < layout.edges.size(); ++edge) {
        for (const QPointF* point = geometry.edgeBegin(edge) + 1; point != geometry.edgeEnd(edge); ++point)
            QVERIFY(point->x() == (point - 1)->x() || point->y() == (point - 1)->y());
    }
}

void TestLaneGeometry::lookingForAnAreaFindsAllThatTouchesIt()
{
    const LaneLayout layout = layOut(ladder(300));
    for (const Flow flow : flows) {
        const LaneGeometry geometry(layout, metrics(), flow);
        for (int step = 0; step < 20; ++step) {
            const QSizeF all = geometry.size();
            const QRectF area(all.width() * step / 40, all.height() * step / 30, 130, 90);
            NodeList nodes;
            std::vector<int> edges;
            geometry.nodesIn(area, nodes);
            geometry.edgesIn(area, edges);
            const QSet<int> foundNodes(nodes.begin(), nodes.end()), foundEdges(edges.begin(), edges.end());
            QCOMPARE(foundEdges.size(), static_cast<qsizetype>(edges.size()));
            for (Node node = 0; node < 300; ++node)
                QVERIFY(foundNodes.contains(node) || !geometry.nodeRect(node).intersects(area));
            for (size_t edge = 0; edge < layout.edges.size(); ++edge) {
                bool touches = false;
                for (const QPointF* point = geometry.edgeBegin(edge) + 1; point != geometry.edgeEnd(edge); ++point)
                    touches = touches
                        || QRectF(*(point - 1), *point).normalized().adjusted(0, 0, 1e-6, 1e-6).intersects(area);
                QVERIFY(!touches || foundEdges.contains(static_cast<int>(edge)));
            }
            QVERIFY2(nodes.size() < 40 && edges.size() < 80, "an area of the canvas costs what is in it");
        }
    }
}

void TestLaneGeometry::aPointFindsItsCard()
{
    const LaneGeometry geometry(layOut(ladder(40)), metrics(), Flow::Down);
    for (Node node = 0; node < 40; ++node) {
        QCOMPARE(geometry.nodeAt(geometry.nodeCentre(node)), node);
        QCOMPARE(geometry.nodeAt(geometry.nodeRect(node).topLeft() - QPointF(3, 3), 4), node);
    }
    QCOMPARE(geometry.nodeAt(geometry.nodeRect(0).topLeft() - QPointF(3, 3)), -1);
    QCOMPARE(geometry.nodeAt({ -1000, -1000 }), -1);
    QCOMPARE(LaneGeometry().nodeAt({ 0, 0 }), -1);
}

void TestLaneGeometry::crowdedGapsAreWider()
{
    LaneLayout layout = layOut(dagOf(QStringLiteral("a; b:a")));
    layout.channels[1] = 4;
    const LaneGeometry geometry(layout, metrics(), Flow::Down);
    QCOMPARE(geometry.nodeRect(1).top() - geometry.nodeRect(0).bottom(), 60.0);
}

QTEST_GUILESS_MAIN(TestLaneGeometry)
#include "tst_lane_geometry.moc"
