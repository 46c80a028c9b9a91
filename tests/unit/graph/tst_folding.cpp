#include "graph/folding.h"
#include "layout_text.h"

#include <QTest>

using namespace espalier;
using namespace espalier::graph;
using espalier::test::dagOf;
using espalier::test::nameOf;

namespace {

QString text(const std::vector<NodeList>& lists)
{
    QStringList result;
    for (const NodeList& list : lists) {
        QString names;
        for (const Node node : list)
            names += nameOf(node);
        result << names;
    }
    return result.join(QLatin1Char(' '));
}

} // namespace

class TestFolding : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void runs_data();
    void runs();
    void keptNodesSplitARun();
    void aFoldedRunStandsForItsNodes();
};

void TestFolding::runs_data()
{
    QTest::addColumn<QString>("dag");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* dag, const char* expected) {
        QTest::newRow(name) << QString::fromLatin1(dag) << QString::fromLatin1(expected);
    };
    row("base and head stay out", "a; b:a; c:b; d:c; e:d", "bcd");
    row("branch points and merges stay out", "a; b:a; c:b; d:c; e:d; f:c; g:e,f; h:g; i:h", "b de f h");
    row("dependencies on either side stay out", "a; b:a; c:b; d:c; e:d; f:e; x; y:x~c", "b de");
    row("a ring has no start", "a:c; b:a; c:b", "");
    row("a node that is its own parent is no run", "a:a; b:a; c:b; d:c", "bc");
}

void TestFolding::runs()
{
    QFETCH(QString, dag);
    QFETCH(QString, expected);
    QCOMPARE(text(linearRuns(dagOf(dag))), expected);
}

void TestFolding::keptNodesSplitARun()
{
    const Dag dag = dagOf(QStringLiteral("a; b:a; c:b; d:c; e:d; f:e"));
    QCOMPARE(text(linearRuns(dag, { false, false, false, true })), QStringLiteral("bc e"));
}

void TestFolding::aFoldedRunStandsForItsNodes()
{
    const Dag dag = dagOf(QStringLiteral("a; b:a; c:b; d:c; e:d; f:b; g:e,f; h~g"));
    const Folding folding = fold(dag, { { 2, 3, 4 } });
    QCOMPARE(text(folding.items), QStringLiteral("a b cde f g h"));
    QCOMPARE(text(folding.dag.parents), QStringLiteral(" a b b cd ")); // by item: c is the run, d is f
    QCOMPARE(text({ folding.dag.dependencies[5] }), QStringLiteral("e"));
    QCOMPARE(folding.weights(), (std::vector<int>{ 1, 1, 3, 1, 1, 1 }));
    QVERIFY(folding.isRun(2) && !folding.isRun(3));
    QCOMPARE(folding.itemOf[4], 2);
}

QTEST_GUILESS_MAIN(TestFolding)
#include "tst_folding.moc"
