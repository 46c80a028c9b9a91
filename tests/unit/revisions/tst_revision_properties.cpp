// What must hold for every tree, tried on random ones. RC_PARAMS="seed=…" repeats a run.
#include "support/revision_tree.h"

#include "core/index.h"
#include "revisions/cycles.h"
#include "revisions/topological_sort.h"

#include <algorithm>
#include <numeric>
#include <QTest>
#include <rapidcheck.h>

using namespace espalier::revisions;
using namespace espalier::test;

namespace {

using espalier::core::at;

/// Numbers that say how a tree grows: for each revision how far back its parents and dependencies lie.
struct Plan {
    struct Row {
        std::vector<int> parents, dependencies;
    };
    std::vector<Row> rows;
    unsigned shuffle = 0;
};

QString idOf(size_t number) { return QStringLiteral("r%1").arg(number, 4, 10, QLatin1Char('0')); }

std::vector<Revision> revisionsOf(const Plan& plan)
{
    std::vector<Revision> revisions;
    for (size_t number = 0; number < plan.rows.size(); ++number) {
        Revision revision;
        revision.id = idOf(number);
        const auto add = [number](QStringList& to, const std::vector<int>& distances) {
            for (const int distance : distances)
                if (at(distance) <= number && distance > 0 && !to.contains(idOf(number - at(distance))))
                    to.append(idOf(number - at(distance)));
        };
        add(revision.down, plan.rows[number].parents);
        add(revision.dependsOn, plan.rows[number].dependencies);
        revisions.push_back(revision);
    }
    // Any order of files, but the same one for the same number.
    std::vector<std::pair<size_t, size_t>> keys;
    for (size_t i = 0; i < revisions.size(); ++i)
        keys.emplace_back(plan.shuffle == 0 ? i : qHash(i, plan.shuffle), i);
    std::sort(keys.begin(), keys.end());
    std::vector<Revision> shuffled;
    for (const auto& key : keys)
        shuffled.push_back(revisions[key.second]);
    return shuffled;
}

bool isParentsFirst(const RevisionGraph& graph)
{
    std::vector<int> place(at(graph.size()), -1);
    int next = 0;
    for (const int index : graph.upgradeOrder())
        place[at(index)] = next++;
    for (int index = 0; index < graph.size(); ++index)
        for (const int parent : graph.parents(index))
            if (place[at(parent)] < 0 || place[at(parent)] >= place[at(index)])
                return false;
    return next == graph.size();
}

/// Whether the rows are just the heads of what they imply, and imply just these revisions.
bool isConsistent(const RevisionGraph& graph, const QStringList& rows, const QSet<RevisionId>& applied)
{
    const AppliedState state = appliedState(graph, rows);
    return state.unknown.isEmpty() && state.applied == applied;
}

/// The tree of the benchmark's shape, in which every tenth revision is a branch point and every tenth a merge.
std::vector<Revision> branchy(int count, int bases)
{
    std::vector<Revision> revisions;
    for (int base = 0; base < bases; ++base) {
        QStringList tips;
        for (int number = 0; number < count / bases; ++number) {
            Revision revision;
            revision.id = QStringLiteral("t%1_%2").arg(base).arg(number);
            revision.down = tips;
            if (number % 10 == 5) { // the second branch, beside the one before
                revision.down = revisions.back().down;
                tips = { revisions.back().id, revision.id };
            } else if (number % 10 == 8 || tips.size() < 2) {
                tips = { revision.id };
            } else {
                revision.down = { tips.takeFirst() };
                tips.append(revision.id);
            }
            if (base > 0 && number % 50 == 1)
                revision.dependsOn = { QStringLiteral("t%1_%2").arg(base - 1).arg(number) };
            revisions.push_back(revision);
        }
    }
    return revisions;
}

SortedNodes sortAll(const std::vector<Revision>& revisions)
{
    const auto graph = RevisionGraph::build(revisions);
    std::vector<Adjacency::Edge> edges;
    std::vector<int> heads;
    for (int index = 0; index < graph->size(); ++index) {
        for (const int parent : graph->parents(index))
            edges.push_back({ index, parent });
        if (graph->children(index).empty())
            heads.push_back(index);
    }
    const Adjacency parents(graph->size(), edges);
    return childrenFirst(
        parents, parents.reversed(), FirstParentForest(parents), std::vector<char>(at(graph->size()), 1), heads);
}

} // namespace

namespace rc {

template <> struct Arbitrary<Plan> {
    static Gen<Plan> arbitrary()
    {
        const auto distances = [](int most, int reach) {
            return gen::mapcat(gen::inRange(0, most + 1),
                [reach](int count) { return gen::container<std::vector<int>>(at(count), gen::inRange(1, reach)); });
        };
        const auto row = gen::build<Plan::Row>(
            gen::set(&Plan::Row::parents,
                gen::weightedOneOf<std::vector<int>>({ { 5, distances(1, 4) }, { 4, distances(3, 8) } })),
            gen::set(&Plan::Row::dependencies,
                gen::weightedOneOf<std::vector<int>>({ { 5, distances(0, 2) }, { 1, distances(2, 30) } })));
        return gen::build<Plan>(gen::set(&Plan::rows, gen::container<std::vector<Plan::Row>>(row)),
            gen::set(&Plan::shuffle, gen::inRange(0U, 1000U)));
    }
};

} // namespace rc

class TestRevisionProperties : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void orderIsParentsFirst();
    void fastSortIsTheLiteralOne();
    void brokenTreesAreOrderedToo();
    void everyStepLeavesTheHeadsOfWhatIsApplied();
    void upgradeThenDowngradeReturns();
    void costOfOrderingGrowsLinearly();
};

void TestRevisionProperties::orderIsParentsFirst()
{
    QVERIFY(rc::check([](const Plan& plan) {
        const auto graph = RevisionGraph::build(revisionsOf(plan));
        RC_ASSERT(graph->isLoadableByAlembic());
        RC_ASSERT(isParentsFirst(*graph));
    }));
}

void TestRevisionProperties::fastSortIsTheLiteralOne()
{
    QVERIFY(rc::check([](const Plan& plan) {
        const auto graph = RevisionGraph::build(revisionsOf(plan));
        std::vector<Adjacency::Edge> edges;
        std::vector<char> isPlain(at(graph->size()), 0);
        for (int index = 0; index < graph->size(); ++index) {
            for (const int parent : graph->parents(index))
                edges.push_back({ index, parent });
            isPlain[at(index)] = graph->downs(index).size() == 1 && graph->parents(index).size() == 1;
        }
        const Adjacency parents(graph->size(), edges);
        const auto chosen = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, std::max(1, graph->size())));
        std::vector<int> heads;
        std::vector<char> todo(at(graph->size()), 0);
        for (const int index : chosen)
            if (index < graph->size())
                heads.push_back(index);
        for (const int index : graph->ancestors(heads))
            todo[at(index)] = 1;
        std::sort(heads.begin(), heads.end());
        heads.erase(std::unique(heads.begin(), heads.end()), heads.end());
        const SortedNodes fast = childrenFirst(parents, parents.reversed(), FirstParentForest(parents), todo, heads);
        const SortedNodes literal = childrenFirstLiterally(parents, isPlain, todo, heads);
        RC_ASSERT(!literal.endless);
        RC_ASSERT(!literal.incomplete);
        RC_ASSERT(fast.nodes == literal.nodes);
    }));
}

void TestRevisionProperties::brokenTreesAreOrderedToo()
{
    QVERIFY(rc::check([](const Plan& plan) {
        auto revisions = revisionsOf(plan);
        for (const int number : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 40))) {
            if (revisions.empty())
                break;
            const auto anyId = [&] {
                return idOf(static_cast<size_t>(*rc::gen::inRange(0, static_cast<int>(revisions.size()) + 2)));
            };
            Revision& revision = revisions[at(number) % revisions.size()];
            switch (*rc::gen::inRange(0, 4)) {
            case 0:
                revision.down.append(anyId());
                break;
            case 1:
                revision.dependsOn.append(anyId());
                break;
            case 2:
                revision.branchLabels.append(anyId());
                break;
            default:
                revision.id = anyId();
            }
        }
        const auto graph = RevisionGraph::build(revisions);
        RC_ASSERT(isParentsFirst(*graph));
        for (int index = 0; index < graph->size(); ++index)
            if (graph->isUsable(index))
                for (const int ancestor : graph->ancestors({ index }))
                    RC_ASSERT(graph->isUsable(ancestor));
        upgradeSteps(*graph, QStringLiteral("heads"), {});
        downgradeSteps(*graph, QStringLiteral("base"), graph->realHeads());
        const bool hasError = std::any_of(graph->problems().begin(), graph->problems().end(),
            [](const Problem& problem) { return problem.severity == Severity::Error; });
        RC_ASSERT(graph->isLoadableByAlembic() || hasError);
    }));
}

void TestRevisionProperties::everyStepLeavesTheHeadsOfWhatIsApplied()
{
    QVERIFY(rc::check([](const Plan& plan) {
        const auto graph = RevisionGraph::build(revisionsOf(plan));
        const auto upgrade = upgradeSteps(*graph, QStringLiteral("heads"), {});
        // Alembic itself can't update the table after a merge with a parent that is an ancestor of another one.
        RC_PRE(upgrade.has_value());
        RC_ASSERT(upgrade->steps.size() == at(graph->size()));
        VersionRows rows({});
        QSet<RevisionId> applied;
        for (const TraversalStep& step : upgrade->steps) {
            rows.apply(step);
            applied.insert(step.revision);
            RC_ASSERT(isConsistent(*graph, rows.list(), applied));
        }
    }));
}

void TestRevisionProperties::upgradeThenDowngradeReturns()
{
    QVERIFY(rc::check([](const Plan& plan) {
        const auto graph = RevisionGraph::build(revisionsOf(plan));
        const auto upgrade = upgradeSteps(*graph, QStringLiteral("heads"), {});
        RC_PRE(upgrade.has_value());
        const auto downgrade = downgradeSteps(*graph, QStringLiteral("base"), upgrade->rowsAtEnd());
        RC_ASSERT(downgrade.has_value());
        RC_ASSERT(downgrade->rowsAtEnd().isEmpty());
        QStringList up, down;
        for (const TraversalStep& step : upgrade->steps)
            up.append(step.revision);
        for (const TraversalStep& step : downgrade->steps)
            down.append(step.revision);
        up.sort();
        down.sort();
        RC_ASSERT(up == down);
    }));
}

void TestRevisionProperties::costOfOrderingGrowsLinearly()
{
    for (const int bases : { 1, 5, 40 }) {
        const auto small = sortAll(branchy(2'000, bases)).operations;
        const auto large = sortAll(branchy(40'000, bases)).operations;
        QVERIFY2(large < 30 * small, qPrintable(QStringLiteral("%1: %2, %3").arg(bases).arg(small).arg(large)));
        QVERIFY(large < 40'000 * 30);
    }
    // Thousands of heads over one base, and thousands of trees beside each other.
    std::vector<Revision> star(1);
    star[0].id = QStringLiteral("base");
    std::vector<Revision> forest;
    for (int number = 0; number < 20'000; ++number) {
        Revision revision;
        revision.id = QStringLiteral("s%1").arg(number);
        forest.push_back(revision);
        revision.down = { QStringLiteral("base") };
        star.push_back(revision);
    }
    QVERIFY(sortAll(star).operations < 20'000 * 30);
    QVERIFY(sortAll(forest).operations < 20'000 * 30);
}

QTEST_GUILESS_MAIN(TestRevisionProperties)
#include "tst_revision_properties.moc"
