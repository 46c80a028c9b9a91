#include "revisions/traversal.h"

#include "core/index.h"
#include "revisions/refusals.h"
#include "revisions/traverser.h"
#include "revisions/version_book.h"

#include <algorithm>

namespace espalier::revisions {

namespace {

using Index = RevisionGraph::Index;
using core::at;

bool isRange(const QString& target) { return target.contains(QLatin1Char(':')); }

/// One statement or more on the version table, sought by ScriptDirectory._stamp_revs.
struct Stamp {
    QStringList from;
    QString to;
    bool isUpgrade = false;
    bool isBranchMove = false;
};

class Stamper {
public:
    explicit Stamper(const RevisionGraph& graph)
        : m_graph(graph)
        , m_traverser(graph)
    { }

    Try<std::vector<Stamp>> stamps(const QStringList& targets, const std::vector<Node>& rows)
    {
        for (const QString& target : targets) {
            if (target.isEmpty())
                continue;
            const auto some = m_traverser.resolver().onLineage(rows, target, true);
            if (!some)
                return tl::unexpected(some.error());
            for (const Node node : *some)
                if (std::find(m_heads.begin(), m_heads.end(), node) == m_heads.end())
                    m_heads.push_back(node);
        }
        auto destinations = m_traverser.resolver().revisions(targets);
        if (!destinations)
            return tl::unexpected(destinations.error());
        if (destinations->empty())
            destinations->push_back(noRevision);
        std::vector<Stamp> all;
        for (const Node destination : *destinations)
            if (const auto refused = add(destination, all))
                return tl::unexpected(*refused);
        return all;
    }

private:
    std::optional<Refusal> add(Node destination, std::vector<Stamp>& all) const
    {
        QStringList heads;
        for (const Node head : m_heads)
            heads.append(m_graph.id(head));
        if (destination == noRevision) {
            for (const QString& head : heads)
                all.push_back({ { head }, {}, false, true });
            return std::nullopt;
        }
        if (destination == belowBase)
            return refusals::leadsNowhere(QStringLiteral("base")).value();
        if (std::find(m_heads.begin(), m_heads.end(), destination) != m_heads.end())
            return std::nullopt;
        const bool isBelow = isHeadAmong(m_graph.descendants({ destination }));
        const bool isAbove = isHeadAmong(nodes(m_traverser.ancestors({ destination })));
        const QString& to = m_graph.id(destination);
        if (isBelow && isAbove)
            return refusals::rowsDoNotFit(to, heads).value();
        if (isBelow || isAbove)
            all.push_back({ heads, to, isAbove, false });
        else
            all.push_back({ {}, to, true, true });
        return std::nullopt;
    }
    bool isHeadAmong(const std::vector<Index>& sorted) const
    {
        return std::any_of(m_heads.begin(), m_heads.end(),
            [&sorted](Node head) { return std::binary_search(sorted.begin(), sorted.end(), head); });
    }
    static std::vector<Index> nodes(const std::vector<char>& marked)
    {
        std::vector<Index> found;
        for (size_t index = 0; index < marked.size(); ++index)
            if (marked[index])
                found.push_back(static_cast<Index>(index));
        return found;
    }

    const RevisionGraph& m_graph;
    Traverser m_traverser;
    std::vector<Node> m_heads; ///< rows that the targets concern
};

std::optional<Refusal> firstBroken(const RevisionGraph& graph, const std::vector<Node>& nodes)
{
    for (const Node node : nodes)
        if (node >= 0 && !graph.isLoadableByAlembic() && !graph.isUsable(node))
            return refusals::brokenTree(graph.id(node)).value();
    return std::nullopt;
}

// RevisionStep.__init__ takes the function of every step before the first one runs.
std::optional<Refusal> firstWithoutFunction(
    const RevisionGraph& graph, const std::vector<Index>& order, Direction direction)
{
    const bool isUpgrade = direction == Direction::Upgrade;
    for (const Index node : order) {
        const Revision& revision = graph.revision(node);
        if (!(isUpgrade ? revision.hasUpgrade : revision.hasDowngrade))
            return refusals::missingFunction(
                revision.id, isUpgrade ? QStringLiteral("upgrade") : QStringLiteral("downgrade"))
                .value();
    }
    return std::nullopt;
}

} // namespace

void VersionRows::apply(const TraversalStep& step)
{
    for (const VersionChange& change : step.changes) {
        if (!change.from.isEmpty())
            m_rows.erase(change.from);
        if (!change.to.isEmpty())
            m_rows.insert(change.to);
    }
}

QStringList Traversal::rowsAfter(size_t count) const
{
    VersionRows rows(start);
    for (size_t step = 0; step < std::min(count, steps.size()); ++step)
        rows.apply(steps[step]);
    return rows.list();
}

TraversalResult upgradeSteps(const RevisionGraph& graph, const QString& target, const QStringList& current)
{
    if (isRange(target))
        return refusals::rangeNotAllowed(target);
    const Traverser traverser(graph);
    const auto selection = traverser.upgrade(RangeEnd::target(target), RangeEnd::table(current), { false, true, true });
    if (!selection)
        return tl::unexpected(selection.error());
    if (const auto refused = firstWithoutFunction(graph, selection->order, Direction::Upgrade))
        return tl::unexpected(*refused);
    Traversal traversal{ current, {}, selection->hangsAlembic };
    VersionBook book(graph, current, selection->rows, selection->hangsAlembic);
    for (auto node = selection->order.rbegin(); node != selection->order.rend(); ++node) {
        auto changes = book.upgrade(*node);
        if (!changes)
            return tl::unexpected(changes.error());
        traversal.steps.push_back({ graph.id(*node), Direction::Upgrade, std::move(*changes) });
    }
    return traversal;
}

TraversalResult downgradeSteps(const RevisionGraph& graph, const QString& target, const QStringList& current)
{
    if (isRange(target))
        return refusals::rangeNotAllowed(target);
    const Traverser traverser(graph);
    const auto selection = traverser.downgrade(RangeEnd::table(current), target);
    if (!selection)
        return tl::unexpected(selection.error());
    if (const auto refused = firstWithoutFunction(graph, selection->order, Direction::Downgrade))
        return tl::unexpected(*refused);
    Traversal traversal{ current, {}, selection->hangsAlembic };
    VersionBook book(graph, current, selection->rows, selection->hangsAlembic);
    for (const Index node : selection->order) {
        auto changes = book.downgrade(node);
        if (!changes)
            return tl::unexpected(changes.error());
        traversal.steps.push_back({ graph.id(node), Direction::Downgrade, std::move(*changes) });
    }
    return traversal;
}

TraversalResult stampSteps(const RevisionGraph& graph, const QStringList& targets, const QStringList& current)
{
    const SymbolResolver resolver(graph);
    const auto rows = resolver.revisions(current);
    if (!rows)
        return tl::unexpected(rows.error());
    const QStringList wanted = targets.isEmpty() ? QStringList{ QStringLiteral("base") } : targets;
    const auto stamps = Stamper(graph).stamps(wanted, *rows);
    if (!stamps)
        return tl::unexpected(stamps.error());
    Traversal traversal{ current, {}, false };
    VersionBook book(graph, current, *rows);
    for (const Stamp& stamp : *stamps) {
        const RevisionId& id = stamp.to.isEmpty() ? stamp.from.first() : stamp.to;
        if (const auto broken = firstBroken(graph, { graph.indexOf(id) }))
            return tl::unexpected(*broken);
        auto changes = book.stamp(stamp.from, stamp.to, stamp.isUpgrade, stamp.isBranchMove);
        if (!changes)
            return tl::unexpected(changes.error());
        traversal.steps.push_back({ id, Direction::Stamp, std::move(*changes) });
    }
    return traversal;
}

Resolution resolve(const RevisionGraph& graph, const QString& symbol)
{
    const auto nodes = SymbolResolver(graph).revisions(symbol);
    if (!nodes)
        return tl::unexpected(nodes.error());
    QStringList ids;
    for (const Node node : *nodes)
        if (node >= 0)
            ids.append(graph.id(node));
    return ids;
}

Resolution startRows(const RevisionGraph& graph, const QStringList& symbols)
{
    QStringList rows;
    for (const QString& symbol : symbols) {
        if (symbol == QLatin1String("base"))
            continue;
        const auto node = SymbolResolver(graph).revision(symbol);
        if (!node)
            return tl::unexpected(node.error());
        if (*node < 0)
            return refusals::leadsNowhere(symbol);
        rows.append(graph.id(*node));
    }
    return rows;
}

Resolution history(const RevisionGraph& graph, const QString& range, const QStringList& current)
{
    const QStringList ends = range.trimmed().split(QLatin1Char(':'));
    if (ends.size() != 2)
        return refusals::notARange(range);
    const QString currentRows = QStringLiteral("current");
    RangeEnd lower = RangeEnd::target(ends[0].isEmpty() ? QStringLiteral("base") : ends[0]);
    RangeEnd upper = RangeEnd::target(ends[1].isEmpty() ? QStringLiteral("heads") : ends[1]);
    if (ends[1] == currentRows)
        upper = current.isEmpty() ? RangeEnd::target(QStringLiteral("heads")) : RangeEnd::table(current);
    else if (ends[0] == currentRows)
        lower = current.isEmpty() ? RangeEnd::target(QStringLiteral("base")) : RangeEnd::table(current);
    const auto selection = Traverser(graph).upgrade(upper, lower, { true, false, false });
    if (!selection)
        return tl::unexpected(selection.error());
    QStringList ids;
    for (const Index node : selection->order)
        ids.append(graph.id(node));
    return ids;
}

AppliedState appliedState(const RevisionGraph& graph, const QStringList& current)
{
    AppliedState state;
    std::vector<Node> known;
    for (const QString& row : current) {
        Index index = graph.indexOf(row);
        if (index < 0 && !row.contains(QLatin1Char('@')) && graph.indexOfLabel(row) < 0) {
            // Alembic takes a row for a partial id too: one that the column has cut off, say.
            const auto partial = SymbolResolver(graph).branch(row);
            if (partial && *partial >= 0) {
                index = *partial;
                state.inexact.append(row);
            }
        }
        if (index < 0 || graph.isGhost(index))
            state.unknown.append(row);
        else
            known.push_back(index);
    }
    const std::vector<char> applied = Traverser(graph).ancestors(known);
    for (Index index = 0; index < graph.size(); ++index)
        if (applied[at(index)])
            state.applied.insert(graph.id(index));
    return state;
}

} // namespace espalier::revisions
