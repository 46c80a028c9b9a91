#include "support/revision_tree.h"

#include <QTest>

using namespace espalier::revisions;
using namespace espalier::test;

class TestTraversal : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void upgradeTakesAlembicsSteps_data();
    void upgradeTakesAlembicsSteps();
    void downgradeTakesAlembicsSteps_data();
    void downgradeTakesAlembicsSteps();
    void scriptWithoutItsFunctionStopsTheWholeWay();
    void stampSetsTheRows_data();
    void stampSetsTheRows();
    void symbolsNameRevisions_data();
    void symbolsNameRevisions();
    void historyShowsARange_data();
    void historyShowsARange();
    void mergeDeletesRowsAndUpdatesTheLast();
    void startRowsAreWholeIds();
    void soundPartOfABrokenTreeCanBePlanned();
    void appliedRevisionsFollowFromTheRows();
    void rowsThatNobodyDefinesAreUnknown();
};

namespace {

// Two branches with labels from a common base, a merge of them, and a tree of its own that depends on one.
constexpr auto manyBranches
    = "a; b1 [left] <- a; b2 <- b1; c1 [right] <- a; c2 <- c1; m <- b2 c2; x1 [other]; x2 <- x1 ~ b1";
constexpr auto twoHeads = "aaaa1; bbbb1 [left] <- aaaa1; bbbb2 <- bbbb1; cccc1 [right] <- aaaa1; cccc2 <- cccc1";

QStringList words(const QString& text) { return text.split(QLatin1Char(' '), Qt::SkipEmptyParts); }

void commandRows()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("rows");
    QTest::addColumn<QString>("steps");
}

} // namespace

void TestTraversal::upgradeTakesAlembicsSteps_data()
{
    commandRows();
    QTest::newRow("all") << manyBranches << "heads"
                         << ""
                         << "a(a) c1(c1) c2(c2) b1(b1 c2) x1(b1 c2 x1) x2(c2 x2) b2(b2 c2 x2) m(m x2)";
    QTest::newRow("several heads") << manyBranches << "head"
                                   << ""
                                   << "refused: multiple-heads";
    QTest::newRow("one branch") << twoHeads << "left@head"
                                << ""
                                << "aaaa1(aaaa1) bbbb1(bbbb1) bbbb2(bbbb2)";
    QTest::newRow("other branch beside it") << twoHeads << "right@head"
                                            << "bbbb2"
                                            << "cccc1(bbbb2 cccc1) cccc2(bbbb2 cccc2)";
    QTest::newRow("partial id") << twoHeads << "bbbb2"
                                << "aaaa1"
                                << "bbbb1(bbbb1) bbbb2(bbbb2)";
    QTest::newRow("ambiguous") << twoHeads << "bbbb"
                               << ""
                               << "refused: ambiguous";
    QTest::newRow("unknown") << twoHeads << "zzzz"
                             << ""
                             << "refused: unknown-revision";
    QTest::newRow("unknown row") << twoHeads << "heads"
                                 << "zzzz"
                                 << "refused: unknown-revision";
    QTest::newRow("two up from the base") << twoHeads << "+1"
                                          << ""
                                          << "aaaa1(aaaa1)";
    QTest::newRow("up at a fork") << twoHeads << "+1"
                                  << "aaaa1"
                                  << "refused: ambiguous";
    QTest::newRow("up on a branch") << twoHeads << "left@+1"
                                    << "aaaa1"
                                    << "bbbb1(bbbb1)";
    QTest::newRow("up from a revision") << twoHeads << "bbbb1+1"
                                        << "aaaa1"
                                        << "bbbb1(bbbb1) bbbb2(bbbb2)";
    QTest::newRow("down from a revision") << twoHeads << "bbbb2-1"
                                          << "aaaa1"
                                          << "bbbb1(bbbb1)";
    QTest::newRow("up too far") << twoHeads << "+5"
                                << "bbbb2"
                                << "refused: no-such-path";
    QTest::newRow("down is no upgrade") << twoHeads << "-1"
                                        << "bbbb2"
                                        << "refused: no-such-path";
    QTest::newRow("range") << twoHeads << "aaaa1:bbbb1"
                           << ""
                           << "refused: invalid-target";
    QTest::newRow("not on the branch") << twoHeads << "left@cccc1"
                                       << ""
                                       << "refused: not-on-branch";
    QTest::newRow("rows overlap") << twoHeads << "heads"
                                  << "aaaa1 bbbb1"
                                  << "refused: overlap";
    QTest::newRow("nothing") << twoHeads << ""
                             << ""
                             << "refused: invalid-target!";
    QTest::newRow("beyond the end") << twoHeads << "bbbb2+3"
                                    << ""
                                    << "refused: no-such-path!";
    QTest::newRow("already there") << twoHeads << "aaaa1"
                                   << "bbbb1"
                                   << "";
    QTest::newRow("dependency's row is replaced") << "a; x; y <- x ~ a"
                                                  << "y"
                                                  << "a x"
                                                  << "y(y)";
    QTest::newRow("dependency brings its branch") << "a; b <- a; x ~ b"
                                                  << "x"
                                                  << ""
                                                  << "a(a) b(b) x(x)";
}

void TestTraversal::upgradeTakesAlembicsSteps()
{
    QFETCH(QString, text);
    QFETCH(QString, target);
    QFETCH(QString, rows);
    QTEST(stepsText(upgradeSteps(*tree(qPrintable(text)), target, words(rows))), "steps");
}

void TestTraversal::downgradeTakesAlembicsSteps_data()
{
    commandRows();
    QTest::newRow("all") << manyBranches << "base"
                         << "m x2"
                         << "m(b2 c2 x2) b2(c2 x2) x2(b1 c2 x1) x1(b1 c2) b1(c2) c2(c1) c1(a) a()";
    QTest::newRow("one step") << twoHeads << "-1"
                              << "bbbb2"
                              << "bbbb2(bbbb1)";
    QTest::newRow("too many steps") << twoHeads << "-5"
                                    << "bbbb2"
                                    << "refused: no-such-path";
    QTest::newRow("to a revision") << twoHeads << "aaaa1"
                                   << "bbbb2 cccc1"
                                   << "bbbb2(bbbb1 cccc1) bbbb1(cccc1) cccc1(aaaa1)";
    QTest::newRow("of one branch") << twoHeads << "left@aaaa1"
                                   << "bbbb2 cccc1"
                                   << "bbbb2(bbbb1 cccc1) bbbb1(cccc1)";
    QTest::newRow("branch to the base") << manyBranches << "other@base"
                                        << "b2 x2"
                                        << "x2(b2 x1) x1(b2)";
    QTest::newRow("branch, steps") << twoHeads << "left@-1"
                                   << "bbbb2 cccc1"
                                   << "bbbb2(bbbb1 cccc1)";
    QTest::newRow("not below") << twoHeads << "cccc1"
                               << "bbbb2"
                               << "refused: no-such-path";
    QTest::newRow("nothing applied") << twoHeads << "base"
                                     << ""
                                     << "";
    QTest::newRow("dependents go too") << manyBranches << "a"
                                       << "b1 x2"
                                       << "x2(b1 x1) b1(a x1)";
    QTest::newRow("up is no downgrade") << twoHeads << "+1"
                                        << "aaaa1"
                                        << "refused: no-such-path";
    QTest::newRow("several heads") << twoHeads << "head"
                                   << "bbbb2"
                                   << "refused: multiple-heads";
    QTest::newRow("range") << twoHeads << "bbbb1:aaaa1"
                           << "bbbb1"
                           << "refused: invalid-target";
    // Both merged branches come back, but not the one that is an ancestor of the other.
    QTest::newRow("unmerge") << "a; b <- a; m <- b a"
                             << "-1"
                             << "m"
                             << "refused: ambiguous";
    QTest::newRow("unmerge to all") << "a; b <- a; m <- b a"
                                    << "a"
                                    << "m"
                                    << "m(b) b(a)";
}

void TestTraversal::downgradeTakesAlembicsSteps()
{
    QFETCH(QString, text);
    QFETCH(QString, target);
    QFETCH(QString, rows);
    QTEST(stepsText(downgradeSteps(*tree(qPrintable(text)), target, words(rows))), "steps");
}

void TestTraversal::scriptWithoutItsFunctionStopsTheWholeWay()
{
    std::vector<Revision> revisions(3);
    for (size_t i = 0; i < revisions.size(); ++i) {
        revisions[i].id = QString(QLatin1Char(char('a' + int(i))));
        if (i > 0)
            revisions[i].down = QStringList{ revisions[i - 1].id };
    }
    revisions[1].hasDowngrade = false;
    const auto graph = RevisionGraph::build(revisions, {});
    const QStringList top{ QStringLiteral("c") };
    QVERIFY(upgradeSteps(*graph, QStringLiteral("head"), {}).has_value());
    QVERIFY(downgradeSteps(*graph, QStringLiteral("b"), top).has_value());
    QVERIFY(stampSteps(*graph, { QStringLiteral("a") }, top).has_value());
    const auto refused = downgradeSteps(*graph, QStringLiteral("base"), top);
    QVERIFY(!refused.has_value());
    QCOMPARE(refusalName(refused.error().kind), QStringLiteral("missing-function"));
    QCOMPARE(refused.error().revisions, QStringList{ QStringLiteral("b") });
    QVERIFY(refused.error().alembicCrashes);
}

void TestTraversal::stampSetsTheRows_data()
{
    commandRows();
    QTest::newRow("empty table") << twoHeads << "bbbb1"
                                 << ""
                                 << "bbbb1(bbbb1)";
    QTest::newRow("forward") << twoHeads << "bbbb2"
                             << "aaaa1"
                             << "bbbb2(bbbb2)";
    QTest::newRow("back") << twoHeads << "aaaa1"
                          << "bbbb2 cccc1"
                          << "aaaa1(aaaa1)";
    QTest::newRow("other branch") << twoHeads << "cccc1"
                                  << "bbbb2"
                                  << "cccc1(bbbb2 cccc1)";
    QTest::newRow("all heads") << twoHeads << "heads"
                               << "aaaa1"
                               << "bbbb2(bbbb2) cccc2(bbbb2 cccc2)";
    QTest::newRow("two") << twoHeads << "bbbb1 cccc1"
                         << ""
                         << "bbbb1(bbbb1) cccc1(bbbb1 cccc1)";
    QTest::newRow("base") << twoHeads << "base"
                          << "bbbb2 cccc1"
                          << "bbbb2(cccc1) cccc1()";
    QTest::newRow("one branch to the base") << manyBranches << "other@base"
                                            << "b2 x2"
                                            << "x2(b2)";
    QTest::newRow("there already") << twoHeads << "bbbb2"
                                   << "bbbb2"
                                   << "";
    QTest::newRow("unknown row") << twoHeads << "bbbb2"
                                 << "zzzz"
                                 << "refused: unknown-revision";
    QTest::newRow("relative") << twoHeads << "bbbb1+1"
                              << ""
                              << "refused: unknown-revision";
}

void TestTraversal::stampSetsTheRows()
{
    QFETCH(QString, text);
    QFETCH(QString, target);
    QFETCH(QString, rows);
    QTEST(stepsText(stampSteps(*tree(qPrintable(text)), words(target), words(rows))), "steps");
}

void TestTraversal::symbolsNameRevisions_data()
{
    QTest::addColumn<QString>("symbol");
    QTest::addColumn<QString>("names");
    QTest::newRow("id") << "bbbb2"
                        << "bbbb2";
    QTest::newRow("partial") << "aaa"
                             << "aaaa1";
    QTest::newRow("label") << "left"
                           << "bbbb1";
    QTest::newRow("partial label") << "righ"
                                   << "cccc1";
    QTest::newRow("heads") << "heads"
                           << "bbbb2 cccc2";
    QTest::newRow("head") << "head"
                          << "refused: multiple-heads";
    QTest::newRow("base") << "base"
                          << "";
    QTest::newRow("head of a branch") << "right@head"
                                      << "cccc2";
    QTest::newRow("head above a revision") << "cccc1@head"
                                           << "cccc2";
    QTest::newRow("heads above the fork") << "aaaa1@heads"
                                          << "bbbb2 cccc2";
    QTest::newRow("partial id on a branch") << "left@bbbb"
                                            << "refused: ambiguous";
    QTest::newRow("no such branch") << "centre@head"
                                    << "refused: unknown-revision";
    QTest::newRow("nothing fits") << "b2"
                                  << "refused: unknown-revision";
}

void TestTraversal::symbolsNameRevisions()
{
    QFETCH(QString, symbol);
    QTEST(namesText(resolve(*tree(twoHeads), symbol)), "names");
}

void TestTraversal::historyShowsARange_data()
{
    QTest::addColumn<QString>("range");
    QTest::addColumn<QString>("rows");
    QTest::addColumn<QString>("names");
    QTest::newRow("all") << ":"
                         << ""
                         << "bbbb2 bbbb1 cccc2 cccc1 aaaa1";
    QTest::newRow("to") << ":bbbb1"
                        << ""
                        << "bbbb1 aaaa1";
    QTest::newRow("between") << "aaaa1:bbbb2"
                             << ""
                             << "bbbb2 bbbb1 aaaa1";
    QTest::newRow("from the database") << "current:bbbb2"
                                       << "bbbb1"
                                       << "bbbb2 bbbb1";
    QTest::newRow("last two") << "-2:left@head"
                              << ""
                              << "bbbb2 bbbb1 aaaa1";
    QTest::newRow("other branch") << "bbbb1:cccc2"
                                  << ""
                                  << "refused: no-such-path";
    QTest::newRow("not a range") << "bbbb1"
                                 << ""
                                 << "refused: invalid-target";
}

void TestTraversal::historyShowsARange()
{
    QFETCH(QString, range);
    QFETCH(QString, rows);
    QTEST(namesText(history(*tree(twoHeads), range, words(rows))), "names");
}

void TestTraversal::mergeDeletesRowsAndUpdatesTheLast()
{
    const auto graph = tree("a; b; m <- a b");
    const auto up = upgradeSteps(*graph, QStringLiteral("m"), { QStringLiteral("a"), QStringLiteral("b") });
    QVERIFY(up.has_value());
    const QString a = QStringLiteral("a"), b = QStringLiteral("b"), m = QStringLiteral("m");
    QCOMPARE(up->steps.front().changes, (std::vector<VersionChange>{ { a, {} }, { b, m } }));
    const auto down = downgradeSteps(*graph, QStringLiteral("base"), { m });
    QVERIFY(down.has_value());
    QCOMPARE(down->steps.front().changes, (std::vector<VersionChange>{ { {}, a }, { m, b } }));
    QCOMPARE(down->rowsAfter(1), QStringList({ a, b }));
    QVERIFY(down->rowsAtEnd().isEmpty());
}

void TestTraversal::startRowsAreWholeIds()
{
    const auto graph = tree(twoHeads);
    QCOMPARE(namesText(startRows(*graph, { QStringLiteral("left"), QStringLiteral("cccc1") })),
        QStringLiteral("bbbb1 cccc1"));
    QCOMPARE(namesText(startRows(*graph, { QStringLiteral("base") })), QString());
    QCOMPARE(namesText(startRows(*graph, { QStringLiteral("heads") })), QStringLiteral("refused: multiple-heads"));
}

void TestTraversal::soundPartOfABrokenTreeCanBePlanned()
{
    const auto graph = tree("a; b <- a; c <- b gone; x; y <- z; z <- y");
    QVERIFY(!graph->isLoadableByAlembic());
    QCOMPARE(stepsText(upgradeSteps(*graph, QStringLiteral("b"), {})), QStringLiteral("a(a) b(b)"));
    QCOMPARE(stepsText(upgradeSteps(*graph, QStringLiteral("c"), {})), QStringLiteral("refused: broken-tree"));
    QCOMPARE(stepsText(upgradeSteps(*graph, QStringLiteral("heads"), {})), QStringLiteral("refused: broken-tree"));
    QCOMPARE(stepsText(upgradeSteps(*graph, QStringLiteral("b"), { QStringLiteral("c") })),
        QStringLiteral("refused: broken-tree"));
    QCOMPARE(stepsText(upgradeSteps(*graph, QStringLiteral("gone"), {})), QStringLiteral("refused: unknown-revision"));
    QCOMPARE(
        stepsText(downgradeSteps(*graph, QStringLiteral("base"), { QStringLiteral("b") })), QStringLiteral("b(a) a()"));
    QCOMPARE(stepsText(stampSteps(*graph, { QStringLiteral("y") }, {})), QStringLiteral("refused: broken-tree"));
}

void TestTraversal::appliedRevisionsFollowFromTheRows()
{
    const auto graph = tree(manyBranches);
    const AppliedState state = appliedState(*graph, { QStringLiteral("c1"), QStringLiteral("x2") });
    QStringList applied(state.applied.begin(), state.applied.end());
    applied.sort();
    QCOMPARE(applied.join(QLatin1Char(' ')), QStringLiteral("a b1 c1 x1 x2"));
    QVERIFY(state.unknown.isEmpty());
}

void TestTraversal::rowsThatNobodyDefinesAreUnknown()
{
    const auto graph = tree("aaaa1; bbbb1 <- aaaa1 ghost");
    const AppliedState state
        = appliedState(*graph, { QStringLiteral("zzzz"), QStringLiteral("ghost"), QStringLiteral("aaaa") });
    QCOMPARE(state.unknown, QStringList({ QStringLiteral("zzzz"), QStringLiteral("ghost") }));
    QCOMPARE(state.inexact, QStringList{ QStringLiteral("aaaa") });
    QVERIFY(state.applied.contains(QStringLiteral("aaaa1")));
    QCOMPARE(state.applied.size(), 1);
}

QTEST_GUILESS_MAIN(TestTraversal)
#include "tst_traversal.moc"
