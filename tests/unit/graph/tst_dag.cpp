#include "graph/dag.h"
#include "layout_text.h"

#include <QTest>

using namespace espalier;
using namespace espalier::graph;
using espalier::test::dagOf;
using espalier::test::nameOf;

namespace {

QString text(NodeList nodes, bool sorted = true)
{
    if (sorted)
        std::sort(nodes.begin(), nodes.end());
    QString result;
    for (const Node node : nodes)
        result += nameOf(node);
    return result;
}

} // namespace

class TestDag : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void parentsComeFirst();
    void cyclesDoNotHang();
    void ancestryFollowsDependenciesWhereAsked();
    void betweenIsWhatLiesOnSomeWay();
    void aChainOfFiftyThousandDoesNotExhaustTheStack();
};

void TestDag::parentsComeFirst()
{
    QCOMPARE(text(topologicalOrder(dagOf(QStringLiteral("a:c; b:a; c; d~b"))), false), QStringLiteral("cabd"));
    QCOMPARE(text(topologicalOrder(dagOf(QStringLiteral("a; b; c:a; d:b"))), false), QStringLiteral("abcd"));
}

void TestDag::cyclesDoNotHang()
{
    QCOMPARE(topologicalOrder(dagOf(QStringLiteral("a:b; b:a; c:c~c"))).size(), size_t{ 3 });
    const Dag ring = dagOf(QStringLiteral("a:c; b:a; c:b"));
    QCOMPARE(text(ancestors(ring, { 0 })), QStringLiteral("abc"));
    QCOMPARE(text(between(ring, childrenOf(ring), 0, 1)), QStringLiteral("abc"));
}

void TestDag::ancestryFollowsDependenciesWhereAsked()
{
    const Dag dag = dagOf(QStringLiteral("a; b:a; c; d:c~b; e:d"));
    QCOMPARE(text(ancestors(dag, { 3 })), QStringLiteral("abcd"));
    QCOMPARE(text(ancestors(dag, { 3 }, Edges::Parents)), QStringLiteral("cd"));
    QCOMPARE(text(descendants(childrenOf(dag), { 1 })), QStringLiteral("bde"));
    QCOMPARE(text(descendants(childrenOf(dag), { 1 }, Edges::Parents)), QStringLiteral("b"));
}

void TestDag::betweenIsWhatLiesOnSomeWay()
{
    const Dag dag = dagOf(QStringLiteral("a; b:a; c:b; d:b; e:c,d; f:e; g:b"));
    const Children children = childrenOf(dag);
    QCOMPARE(text(between(dag, children, 1, 4)), QStringLiteral("bcde"));
    QCOMPARE(text(between(dag, children, 4, 1)), QStringLiteral("bcde"));
    QCOMPARE(text(between(dag, children, 6, 5)), QStringLiteral("fg")); // none is an ancestor of the other
    QCOMPARE(text(between(dag, children, 3, 3)), QStringLiteral("d"));
}

void TestDag::aChainOfFiftyThousandDoesNotExhaustTheStack()
{
    Dag dag;
    dag.parents.resize(50'000);
    for (Node node = 0; node + 1 < dag.size(); ++node)
        dag.parents[static_cast<size_t>(node)] = { node + 1 }; // the last is the base
    QCOMPARE(topologicalOrder(dag).front(), 49'999);
}

QTEST_GUILESS_MAIN(TestDag)
#include "tst_dag.moc"
