#include "layout_text.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace espalier;
using namespace espalier::graph;
using espalier::test::dagOf;
using espalier::test::drawn;

namespace {

/// Lines of a drawing, written one beneath the other; what stands for a lane with nothing in it is a space.
QString lines(std::initializer_list<const char*> list)
{
    QString result;
    for (const char* line : list)
        result += QLatin1String(line) + QLatin1Char('\n');
    return result;
}

Dag randomDag(quint32 seed, int size)
{
    QRandomGenerator random(seed);
    Dag dag;
    for (int node = 0; node < size; ++node) {
        NodeList parents, dependencies;
        // mostly chains with branches and merges nearby; now and then a new base, a far parent or a cycle
        const auto back = [&](int reach) { return std::max(0, node - 1 - random.bounded(reach)); };
        if (node > 0 && random.bounded(20) != 0)
            parents.push_back(back(random.bounded(10) == 0 ? node : 3));
        if (node > 2 && random.bounded(5) == 0)
            parents.push_back(back(6));
        if (node > 2 && random.bounded(12) == 0)
            dependencies.push_back(back(node));
        if (random.bounded(60) == 0)
            parents.push_back(random.bounded(size));
        std::sort(parents.begin(), parents.end());
        parents.erase(std::unique(parents.begin(), parents.end()), parents.end());
        dag.parents.push_back(parents);
        dag.dependencies.push_back(dependencies);
    }
    return dag;
}

} // namespace

class TestLaneLayout : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void drawings_data();
    void drawings();
    void edgesThatCloseACycleAreFlaggedAndTheRestIsLaidOut();
    void aFoldedTrunkStaysTheTrunk();
    void nodesNeverShareAPlace_data();
    void nodesNeverShareAPlace();
    void edgesInLanesMeetNoOtherNode();
    void anEmptyGraphHasAnEmptyLayout();
    void fiftyThousandNodesOfAnyShapeAreLaidOut_data();
    void fiftyThousandNodesOfAnyShapeAreLaidOut();
};

void TestLaneLayout::drawings_data()
{
    QTest::addColumn<QString>("dag");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* dag, std::initializer_list<const char*> drawing) {
        QTest::newRow(name) << QString::fromLatin1(dag) << lines(drawing);
    };
    row("a chain is one straight lane", "a; b:a; c:b", { "a", "|", "b", "|", "c" });
    row("branches stand side by side and enter a merge as one bundle", "a; b:a; c:a; d:a; e:b,c,d; f:e",
        { "a", "+--+--+", "b  c  d", "+--+--+", "e", "|", "f" });
    row("the longer way stays straight whatever the order of parents", "a; b:a; c:a; d:c; e:b,d",
        { "a", "+--+", "c  b", "|  |", "d  |", "+--+", "e" });
    row("a nested branch lies inside the longer one", "a; b:a; c:b; d:c; e:d; f:e; g:b; h:c; i:h; j:g,f; k:i,j",
        { "a", "|", "b", "+--+", "c  g", "+--|--+", "d  |  h", "|  |  |", "e  |  i", "|  |  |", "f  |  |", "+--+  |",
            "j     |", "+-----+", "k" });
    row("a lane is used again after a free row", "a; b:a; c:a; d:b,c; e:d; f:e; g:e; h:f,g",
        { "a", "+--+", "b  c", "+--+", "d", "|", "e", "+--+", "f  g", "+--+", "h" });
    row("a base that joins late stands where it joins", "a; b:a; c:b; d:c; e; f:d,e",
        { "a", "|", "b", "|", "c", "|", "d  e", "+--+", "f" });
    row("several roots stand side by side", "a; b:a; c:b; d; e:d", { "a  d", "|  |", "b  e", "|", "c" });
    row("small parts are stacked", "a; b:a; c:b; d; e", { "a  d", "|", "b", "|", "c  e" });
    row("dependencies are dashed and go their own way", "a; b:a; c:b; d:c; e; f:e~b; g:f; h:d~g",
        { "a", "|", "b  e", "+~~+", "c  f", "|  |", "d  g", "+~~+", "h" });
    row("far parents go over the gutter", "a; b:a; c:b; d:c; e:d,a",
        { "a", "+-+", "b |", "| |", "c |", "| |", "d |", "+-+", "e" });
    row("far dependencies of one revision share a track", "a; b:a; c:b; d:c~a; e:d~a",
        { "a", "+~+", "b :", "| :", "c :", "+~+", "d :", "+~+", "e" });
    row("a missing parent is a node like any other", "a; b:a; g; c:b,g", { "a", "|", "b  c", "+--+", "d" });
}

void TestLaneLayout::drawings()
{
    QFETCH(QString, dag);
    QFETCH(QString, expected);
    const QString drawing = drawn(dag);
    QVERIFY2(drawing == expected, qPrintable(QLatin1Char('\n') + drawing + QStringLiteral("expected\n") + expected));
}

void TestLaneLayout::edgesThatCloseACycleAreFlaggedAndTheRestIsLaidOut()
{
    const LaneLayout ring = layOut(dagOf(QStringLiteral("a:c; b:a; c:b")));
    QCOMPARE(
        std::count_if(ring.edges.begin(), ring.edges.end(), [](const EdgeRoute& edge) { return edge.closesCycle; }), 1);
    QCOMPARE(ring.rowCount, 3);
    const LaneLayout self = layOut(dagOf(QStringLiteral("a:a; b:a")));
    QVERIFY(self.edges[0].closesCycle);
    QVERIFY(!self.edges[1].closesCycle);
    QCOMPARE(drawn(QStringLiteral("a:a; b:a")), lines({ "+-+", "a |", "+-+", "b" }));
}

void TestLaneLayout::aFoldedTrunkStaysTheTrunk()
{
    const Dag dag = dagOf(QStringLiteral("a; b:a; c:a; d:c; e:b,d"));
    QCOMPARE(layOut(dag).places[1].lane, 1);
    QCOMPARE(layOut(dag, { 1, 37, 1, 1, 1 }).places[1].lane, 0);
}

void TestLaneLayout::nodesNeverShareAPlace_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 200; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestLaneLayout::nodesNeverShareAPlace()
{
    QFETCH(quint32, seed);
    const Dag dag = randomDag(seed, 5 + static_cast<int>(seed));
    const LaneLayout layout = layOut(dag);
    QSet<QPair<int, int>> taken;
    for (const Place place : layout.places) {
        QVERIFY(place.lane >= 0 && place.lane < layout.laneCount && place.row >= 0 && place.row < layout.rowCount);
        QVERIFY(!taken.contains({ place.lane, place.row }));
        taken.insert({ place.lane, place.row });
    }
    const auto rowOf = [&](Node node) { return layout.places[static_cast<size_t>(node)].row; };
    for (const EdgeRoute& edge : layout.edges)
        QCOMPARE(rowOf(edge.parent) < rowOf(edge.child), !edge.closesCycle);
}

void TestLaneLayout::edgesInLanesMeetNoOtherNode()
{
    for (quint32 seed = 1; seed <= 200; ++seed) {
        const LaneLayout layout = layOut(randomDag(seed, 5 + static_cast<int>(seed)));
        QSet<QPair<int, int>> taken;
        for (const Place place : layout.places)
            taken.insert({ place.lane, place.row });
        for (const EdgeRoute& edge : layout.edges) {
            const Place parent = layout.places[static_cast<size_t>(edge.parent)];
            const Place child = layout.places[static_cast<size_t>(edge.child)];
            if (edge.shape == EdgeShape::Gutter)
                continue;
            const int lane = edge.shape == EdgeShape::Merge ? parent.lane : child.lane;
            for (int row = parent.row + 1; row < child.row; ++row)
                QVERIFY2(!taken.contains({ lane, row }), qPrintable(QStringLiteral("seed %1").arg(seed)));
        }
    }
}

void TestLaneLayout::anEmptyGraphHasAnEmptyLayout()
{
    const LaneLayout layout = layOut({});
    QCOMPARE(layout.laneCount, 0);
    QCOMPARE(layout.rowCount, 0);
    QVERIFY(layout.edges.empty());
}

void TestLaneLayout::fiftyThousandNodesOfAnyShapeAreLaidOut_data()
{
    QTest::addColumn<QString>("shape");
    for (const char* shape : { "trunk", "star", "comb", "random", "isolated" })
        QTest::newRow(shape) << QString::fromLatin1(shape);
}

/// Shapes that would bring a quadratic step to light as a time-out; bench_graphview has the times.
void TestLaneLayout::fiftyThousandNodesOfAnyShapeAreLaidOut()
{
    QFETCH(QString, shape);
    constexpr int size = 50'000;
    Dag dag;
    if (shape == QLatin1String("random"))
        dag = randomDag(7, size);
    dag.parents.resize(size);
    for (Node node = 1; node < size; ++node) {
        NodeList& parents = dag.parents[static_cast<size_t>(node)];
        if (shape == QLatin1String("trunk"))
            parents
                = node % 10 == 8 ? NodeList{ node - 1, node - 4 } : NodeList{ node % 10 == 5 ? node - 4 : node - 1 };
        else if (shape == QLatin1String("star"))
            parents = { 0 };
        else if (shape == QLatin1String("comb")) // a trunk of even nodes, a tooth on each, all joined in the end
            parents = { node % 2 == 0 ? node - 2 : node - 1 };
    }
    if (shape == QLatin1String("comb")) {
        for (Node tooth = 1; tooth < size - 1; tooth += 2)
            dag.parents.back().push_back(tooth);
    }
    const LaneLayout layout = layOut(dag);
    QCOMPARE(layout.places.size(), size_t{ size });
}

QTEST_GUILESS_MAIN(TestLaneLayout)
#include "tst_lane_layout.moc"
