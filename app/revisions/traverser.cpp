#include "revisions/traverser.h"

#include "core/index.h"
#include "revisions/refusals.h"

#include <algorithm>

namespace espalier::revisions {

namespace {

using core::at;

bool contains(const std::vector<Node>& nodes, Node node)
{
    return std::find(nodes.begin(), nodes.end(), node) != nodes.end();
}

} // namespace

std::vector<char> Traverser::ancestors(const std::vector<Node>& start) const
{
    std::vector<char> found(at(m_graph.m_downs.size()), 0);
    std::vector<Node> pending = start;
    while (!pending.empty()) {
        const Node node = pending.back();
        pending.pop_back();
        if (node < 0 || found[at(node)])
            continue;
        found[at(node)] = 1;
        const auto parents = m_graph.alembicParents()[node];
        pending.insert(pending.end(), parents.begin(), parents.end());
    }
    return found;
}

Try<std::vector<char>> Traverser::relativesChecked(const std::vector<Node>& targets, const Adjacency& edges) const
{
    std::vector<char> seen(at(edges.size()), 0);
    std::vector<char> isTarget(seen.size(), 0);
    for (const Node target : targets)
        if (target >= 0)
            isTarget[at(target)] = 1;
    for (const Node target : targets) {
        if (target < 0)
            return refusals::leadsNowhere(QStringLiteral("base"));
        QStringList overlapping;
        std::vector<Node> pending = { target };
        while (!pending.empty()) {
            const Node node = pending.back();
            pending.pop_back();
            if (isTarget[at(node)] && node != target && !overlapping.contains(m_graph.id(node)))
                overlapping.append(m_graph.id(node));
            if (seen[at(node)])
                continue;
            seen[at(node)] = 1;
            pending.insert(pending.end(), edges[node].begin(), edges[node].end());
        }
        if (!overlapping.isEmpty())
            return refusals::overlap(m_graph.id(target), overlapping);
    }
    return seen;
}

Try<Node> Traverser::labelled(const std::optional<QString>& label, const QString& symbol) const
{
    return m_resolver.revision(label ? *label + QLatin1Char('@') + symbol : symbol);
}

// _parse_upgrade_target
Try<std::vector<Node>> Traverser::upgradeTargets(const RangeEnd& current, const RangeEnd& target, bool mustArrive) const
{
    if (!target.text)
        return m_resolver.revisions(target.rows);
    const auto relative = parseRelative(*target.text);
    if (!relative)
        return m_resolver.revisions(*target.text);
    if (!relative->symbol) {
        if (relative->steps <= 0)
            return refusals::walkedTooFar(relative->written);
        return stepsUp(current, *relative, mustArrive);
    }
    const bool isUp = relative->steps > 0;
    const auto start = isUp ? m_resolver.revision(*relative->symbol) : labelled(relative->label, *relative->symbol);
    if (!start)
        return tl::unexpected(start.error());
    const auto node = m_resolver.walk(*start, relative->steps, isUp ? relative->label : std::nullopt, mustArrive);
    if (!node)
        return tl::unexpected(node.error());
    return std::vector<Node>{ *node };
}

Try<std::vector<Node>> Traverser::stepsUp(
    const RangeEnd& current, const RelativeTarget& relative, bool mustArrive) const
{
    const QStringList rows = current.asTuple();
    Try<std::vector<Node>> starts = std::vector<Node>{ noRevision };
    if (relative.label)
        starts = startsOnBranch(rows, *relative.label);
    else if (rows.size() > 1)
        return refusals::ambiguousStart(relative.written);
    else if (!rows.isEmpty())
        starts = m_resolver.revision(rows.first()).map([](Node node) { return std::vector<Node>{ node }; });
    if (!starts)
        return starts;
    if (starts->size() > 1)
        return refusals::ambiguousStart(relative.written);
    const auto node = m_resolver.walk(starts->front(), relative.steps, relative.label, mustArrive);
    if (!node)
        return tl::unexpected(node.error());
    if (*node == noRevision)
        return refusals::walkedTooFar(relative.written);
    return std::vector<Node>{ *node };
}

/// The rows that are on the branch, or else the topmost applied revisions on it, or else the base.
Try<std::vector<Node>> Traverser::startsOnBranch(const QStringList& current, const QString& label) const
{
    const auto rows = m_resolver.revisions(current);
    if (!rows)
        return rows;
    const auto onBranch = m_resolver.onLineage(*rows, label);
    if (!onBranch || !onBranch->empty())
        return onBranch;
    const std::vector<char> applied = ancestors(*rows);
    std::vector<Node> all;
    for (Index index = 0; index < m_graph.size(); ++index)
        if (applied[at(index)])
            all.push_back(index);
    const auto active = m_resolver.onLineage(all, label);
    if (!active)
        return active;
    std::vector<char> isParent(applied.size(), 0);
    for (const Node node : *active)
        for (const Index parent : m_graph.alembicParents()[node])
            isParent[at(parent)] = 1;
    std::vector<Node> tips;
    for (const Node node : *active)
        if (!isParent[at(node)])
            tips.push_back(node);
    return tips.empty() ? std::vector<Node>{ noRevision } : tips;
}

// _parse_downgrade_target
Try<Traverser::DowngradeTarget> Traverser::downgradeTarget(
    const RangeEnd& current, const RangeEnd& target, bool mustArrive) const
{
    if (!target.text)
        return refusals::leadsNowhere(target.rows.join(QStringLiteral(", ")));
    const auto relative = parseRelative(*target.text);
    if (!relative) {
        DowngradeTarget result;
        const qsizetype separator = target.text->lastIndexOf(QLatin1Char('@'));
        if (separator > 0)
            result.label = target.text->left(separator);
        const auto node = m_resolver.revision(target.text->mid(separator + 1));
        if (!node)
            return tl::unexpected(node.error());
        result.revision = *node;
        return result;
    }
    if (relative->steps < 0)
        return stepsDown(current, *relative, mustArrive);
    if (!relative->symbol)
        return refusals::walkedTooFar(relative->written);
    const auto start = m_resolver.revision(*relative->symbol);
    if (!start)
        return tl::unexpected(start.error());
    const auto node = m_resolver.walk(*start, relative->steps, relative->label, mustArrive);
    if (!node)
        return tl::unexpected(node.error());
    if (*node == noRevision)
        return refusals::walkedTooFar(*target.text);
    return DowngradeTarget{ relative->label, *node };
}

Try<Traverser::DowngradeTarget> Traverser::stepsDown(
    const RangeEnd& current, const RelativeTarget& relative, bool mustArrive) const
{
    const QStringList rows = current.asTuple();
    DowngradeTarget start{ relative.label, noRevision };
    if (relative.symbol) {
        const auto node = labelled(relative.label, *relative.symbol);
        if (!node)
            return tl::unexpected(node.error());
        start.revision = *node;
    } else if (relative.label) {
        const auto onBranch = startOnBranch(rows, *relative.label);
        if (!onBranch)
            return onBranch;
        start = *onBranch;
    } else {
        if (rows.isEmpty())
            return refusals::walkedTooFar(relative.written);
        start.label = rows.first(); // Alembic takes the first row for a branch
        const auto node = labelled(start.label, rows.first());
        if (!node)
            return tl::unexpected(node.error());
        start.revision = *node;
    }
    const auto node = m_resolver.walk(start.revision, relative.steps, std::nullopt, mustArrive);
    if (!node)
        return tl::unexpected(node.error());
    if (*node == noRevision)
        return refusals::walkedTooFar(relative.written);
    return DowngradeTarget{ start.label, *node };
}

Try<Traverser::DowngradeTarget> Traverser::startOnBranch(const QStringList& current, const QString& label) const
{
    const auto rows = m_resolver.onLineage(current, label);
    if (!rows)
        return tl::unexpected(rows.error());
    QStringList symbols = *rows;
    if (symbols.isEmpty()) {
        const auto all = allCurrent(current);
        if (!all)
            return tl::unexpected(all.error());
        const auto onBranch = m_resolver.onLineage(*all, label);
        if (!onBranch)
            return tl::unexpected(onBranch.error());
        for (const Node node : *onBranch)
            symbols.append(m_graph.id(node));
    }
    if (symbols.size() != 1)
        return refusals::leadsNowhere(label);
    const auto node = labelled(label, symbols.first());
    if (!node)
        return tl::unexpected(node.error());
    return DowngradeTarget{ label, *node };
}

Try<std::vector<Node>> Traverser::allCurrent(const QStringList& rows) const
{
    const auto nodes = m_resolver.revisions(rows);
    if (!nodes)
        return nodes;
    const std::vector<char> applied = ancestors(*nodes);
    std::vector<Node> tips;
    for (Index index = 0; index < m_graph.size(); ++index) {
        const auto nexts = m_graph.nexts(index);
        const bool isBelow = std::any_of(nexts.begin(), nexts.end(), [&](Index next) { return applied[at(next)]; });
        if (applied[at(index)] && !isBelow)
            tips.push_back(index);
    }
    return tips;
}

Try<std::vector<RevisionGraph::Index>> Traverser::downgradeRoots(const DowngradeTarget& target) const
{
    std::vector<Index> roots;
    size_t entries = 0; // Alembic's dictionary has a revision once more for each of its labels
    if (target.revision >= 0) {
        const auto nexts = m_graph.nexts(target.revision);
        roots.assign(nexts.begin(), nexts.end());
        entries = roots.size();
    } else {
        for (Index index = 0; index < m_graph.size(); ++index) {
            if (!m_graph.isBase(index) || m_graph.isShadowed(index))
                continue;
            roots.push_back(index);
            entries += 1 + static_cast<size_t>(m_graph.revision(index).branchLabels.size());
        }
    }
    if (!target.label || target.label->isEmpty() || entries <= 1)
        return roots;
    const auto branch = m_resolver.branch(*target.label);
    if (!branch)
        return tl::unexpected(branch.error());
    std::vector<char> below(at(m_graph.m_downs.size()), 0);
    std::vector<Index> pending = { *branch };
    while (!pending.empty()) {
        const Index node = pending.back();
        pending.pop_back();
        if (below[at(node)])
            continue;
        below[at(node)] = 1;
        pending.insert(pending.end(), m_graph.downs(node).begin(), m_graph.downs(node).end());
    }
    std::erase_if(roots, [&below](Index root) { return !below[at(root)]; });
    if (roots.empty())
        return refusals::nothingToDrop(*target.label);
    return roots;
}

// _collect_downgrade_revisions
Try<Traverser::Selection> Traverser::downgrade(const RangeEnd& rows, const QString& targetText) const
{
    auto target = downgradeTarget(rows, RangeEnd::target(targetText), true);
    if (!target)
        return tl::unexpected(target.error());
    const auto roots = downgradeRoots(*target);
    if (!roots)
        return tl::unexpected(roots.error());
    const auto heads = m_resolver.revisions(rows.asTuple());
    if (!heads)
        return tl::unexpected(heads.error());
    const std::vector<char> active = ancestors(*heads);
    std::vector<char> todo(active.size(), 0);
    bool isEmpty = true;
    for (const Index index : m_graph.descendants(*roots)) {
        todo[at(index)] = active[at(index)];
        isEmpty = isEmpty && !active[at(index)];
    }
    if (target->revision >= 0 && isEmpty && !contains(*heads, target->revision))
        return refusals::nothingToDrop(targetText);
    auto selection = sorted(std::move(todo), *heads, true);
    return selection ? usable(std::move(*selection)) : selection;
}

// _collect_upgrade_revisions, where it narrows the targets to the branch that the lower end names
Try<std::vector<Node>> Traverser::onBranchOf(const QString& lower, std::vector<Node> targets) const
{
    QString branch = lower.left(lower.indexOf(QLatin1Char('@')));
    const auto revision = m_resolver.revision(branch);
    if (!revision)
        return tl::unexpected(revision.error());
    if (*revision >= 0 && m_graph.id(*revision) == branch) {
        const QStringList labels = m_graph.labels(*revision);
        if (labels.size() != 1)
            return refusals::leadsNowhere(lower);
        branch = labels.first();
    }
    std::erase_if(targets, [&](Node node) { return !m_graph.labels(node).contains(branch); });
    return targets;
}

// _collect_upgrade_revisions
Try<Traverser::Selection> Traverser::upgrade(const RangeEnd& upper, const RangeEnd& lower, const Options& options) const
{
    auto targets = upgradeTargets(lower, upper, options.mustArrive);
    if (!targets)
        return tl::unexpected(targets.error());
    for (const Node target : *targets)
        if (target < 0)
            return refusals::leadsNowhere(upper.text.value_or(QString()));
    if (lower.text && lower.text->contains(QLatin1Char('@')))
        targets = onBranchOf(*lower.text, *targets);
    if (!targets)
        return tl::unexpected(targets.error());
    auto required = relativesChecked(*targets, m_graph.alembicParents());
    if (!required)
        return tl::unexpected(required.error());

    auto current = m_resolver.revisions(lower.asTuple());
    if (!current)
        return tl::unexpected(current.error());
    if (!options.implicitBase)
        for (const Node node : *current)
            if (node == belowBase || (node >= 0 && !(*required)[at(node)]))
                return refusals::notAnAncestor(
                    lower.asTuple().join(QStringLiteral(", ")), upper.asTuple().join(QStringLiteral(", ")));
    if (!current->empty() && current->front() == noRevision) {
        const auto relative = downgradeTarget(upper, lower, options.mustArrive);
        if (!relative)
            return tl::unexpected(relative.error());
        if (relative->revision == noRevision)
            return refusals::leadsNowhere(lower.text.value_or(QString()));
        current->clear();
        if (relative->revision != belowBase)
            current->push_back(relative->revision);
    }
    const auto applied = relativesChecked(*current, m_graph.alembicParents());
    if (!applied)
        return tl::unexpected(applied.error());
    std::vector<char> needs = std::move(*required);
    for (size_t index = 0; index < needs.size(); ++index)
        needs[index] = needs[index] && !(*applied)[index];
    if (options.inclusive)
        for (const Node node : *current)
            needs[at(node)] = 1;
    const bool isConvex = current->empty() || (options.implicitBase && !options.inclusive);
    if (!current->empty() && !options.implicitBase) {
        const auto above = relativesChecked(*current, m_graph.m_nexts);
        if (!above)
            return tl::unexpected(above.error());
        for (size_t index = 0; index < needs.size(); ++index)
            needs[index] = needs[index] && (*above)[index];
    }
    auto selection = sorted(std::move(needs), *targets, isConvex);
    if (!selection)
        return selection;
    selection->rows = *current;
    return usable(std::move(*selection));
}

Try<Traverser::Selection> Traverser::sorted(std::vector<char> todo, std::vector<Node> heads, bool isConvex) const
{
    for (const Node head : heads)
        if (head < 0)
            return refusals::leadsNowhere(QStringLiteral("base"));
    const auto count = static_cast<size_t>(std::count(todo.begin(), todo.end(), 1));
    Selection selection;
    selection.rows = heads;
    const bool isCyclic = m_graph.isLoadableByAlembic() && m_graph.m_cyclic;
    const bool isLiteral = isCyclic || !isConvex;
    if (isLiteral) {
        SortedNodes nodes = m_graph.childrenFirstAsAlembic(todo, heads);
        selection.hangsAlembic = nodes.endless;
        selection.order = std::move(nodes.nodes);
        if (!nodes.endless && !nodes.gaveUp)
            return complete(std::move(selection), count);
        heads.clear(); // they may be in a cycle: begin with all that nothing stands above
        for (Index index = 0; index < m_graph.size(); ++index) {
            const auto children = m_graph.children(index);
            if (std::none_of(children.begin(), children.end(), [&](Index child) { return todo[at(child)]; }))
                heads.push_back(index);
        }
    }
    std::erase_if(heads, [&todo](Node head) { return !todo[at(head)]; });
    m_graph.sortByRank(heads);
    selection.order = childrenFirst(m_graph.m_parents, m_graph.m_children, m_graph.m_forest, todo, heads).nodes;
    return complete(std::move(selection), count);
}

Try<Traverser::Selection> Traverser::complete(Selection selection, size_t expected)
{
    if (selection.order.size() != expected) // Alembic: assert not todo
        return refusals::unreachable();
    return selection;
}

/// In a tree that Alembic can't load, only what stands on sound ground can be planned.
Try<Traverser::Selection> Traverser::usable(Selection selection) const
{
    if (m_graph.isLoadableByAlembic())
        return selection;
    for (const auto* nodes : { &selection.order, &selection.rows })
        for (const Node node : *nodes)
            if (node >= 0 && !m_graph.isUsable(node))
                return refusals::brokenTree(m_graph.id(node));
    return selection;
}

} // namespace espalier::revisions
