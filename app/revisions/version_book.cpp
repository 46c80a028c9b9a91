// Alembic asks at each merge and each downgrade for all ancestors of all other rows, which costs the size of the tree
// every time. Two facts spare nearly all of these walks, as long as rows are whole ids and the graph has no cycle:
//  - in an upgrade no row is ever an ancestor of another, so a parent that is a row itself is under no other row;
//  - in a downgrade a revision is under another row exactly when it has another child that is still applied, if it is
//    the only parent of the revision that goes.

#include "revisions/version_book.h"

#include "core/index.h"
#include "revisions/refusals.h"

#include <algorithm>

namespace espalier::revisions {

namespace {
using core::at;
} // namespace

VersionBook::VersionBook(
    const RevisionGraph& graph, const QStringList& rows, const std::vector<Node>& revisions, bool hangsAlembic)
    : m_graph(graph)
    , m_parents(hangsAlembic ? graph.m_parents : graph.alembicParents())
    , m_isOurs(hangsAlembic)
{
    const SymbolResolver resolver(graph);
    for (const QString& row : rows) {
        const Index exact = graph.indexOf(row);
        m_isExact = m_isExact && exact >= 0 && !graph.isGhost(exact);
        const auto resolved = resolver.revision(row);
        m_rows.insert(row, resolved ? *resolved : noRevision);
    }
    m_isExact = m_isExact && !(graph.isLoadableByAlembic() && graph.m_cyclic);
    countApplied(revisions);
}

void VersionBook::countApplied(const std::vector<Node>& revisions)
{
    m_applied.assign(at(m_graph.m_downs.size()), 0);
    m_appliedChildren.assign(m_applied.size(), 0);
    std::vector<Node> pending = revisions;
    while (!pending.empty()) {
        const Node node = pending.back();
        pending.pop_back();
        if (node < 0 || m_applied[at(node)])
            continue;
        m_applied[at(node)] = 1;
        for (const Index parent : m_parents[node]) {
            ++m_appliedChildren[at(parent)];
            pending.push_back(parent);
        }
    }
}

VersionBook::Changes VersionBook::apply(std::vector<VersionChange> changes, const RevisionId& step)
{
    for (const VersionChange& change : changes) {
        const bool isMissing = !change.from.isEmpty() && !m_rows.contains(change.from);
        const bool isThere = !change.to.isEmpty() && m_rows.contains(change.to);
        if (isMissing || isThere)
            return doesNotFit(step);
        if (!change.from.isEmpty())
            m_rows.remove(change.from);
        if (!change.to.isEmpty())
            m_rows.insert(change.to, m_graph.indexOf(change.to));
    }
    return changes;
}

tl::unexpected<Refusal> VersionBook::doesNotFit(const RevisionId& step) const
{
    QStringList rows = m_rows.keys();
    rows.sort();
    return refusals::rowsDoNotFit(step, rows);
}

VersionBook::Changes VersionBook::upgrade(Index revision)
{
    const RevisionId& id = m_graph.id(revision);
    const auto span = m_parents[revision];
    const std::vector<Index> parents(span.begin(), span.end());
    std::vector<Index> present;
    std::copy_if(
        parents.begin(), parents.end(), std::back_inserter(present), [this](Index parent) { return hasRow(parent); });
    if (present.empty())
        return apply({ { {}, id } }, id);
    if (present.size() == 1)
        return apply({ { m_graph.id(present.front()), id } }, id);
    const std::vector<Index> replaced = m_isOurs ? present : parentsToReplace(parents);
    if (replaced.empty())
        return doesNotFit(id);
    std::vector<VersionChange> changes;
    for (const Index parent : replaced)
        changes.push_back({ m_graph.id(parent), {} });
    changes.back().to = id;
    return apply(std::move(changes), id);
}

// RevisionStep.merge_branch_idents
std::vector<RevisionGraph::Index> VersionBook::parentsToReplace(const std::vector<Index>& parents) const
{
    QStringList names;
    for (const Index parent : parents)
        names.append(m_graph.id(parent));
    std::vector<Index> replaced;
    for (const Index parent : parents)
        if ((m_isExact && hasRow(parent)) || !isCovered(parent, names))
            replaced.push_back(parent);
    return replaced;
}

VersionBook::Changes VersionBook::downgrade(Index revision)
{
    const RevisionId& id = m_graph.id(revision);
    if (!m_rows.contains(id))
        return doesNotFit(id);
    const std::vector<Index> targets = parentsToReturnTo(revision);
    m_applied[at(revision)] = 0;
    for (const Index parent : m_parents[revision])
        --m_appliedChildren[at(parent)];
    if (targets.empty())
        return apply({ { id, {} } }, id);
    std::vector<VersionChange> changes;
    for (const Index target : targets)
        changes.push_back({ {}, m_graph.id(target) });
    changes.back().from = id;
    return apply(std::move(changes), id);
}

// RevisionStep._unmerge_to_revisions
std::vector<RevisionGraph::Index> VersionBook::parentsToReturnTo(Index revision) const
{
    const auto parents = m_parents[revision];
    const std::vector<Index> all(parents.begin(), parents.end());
    const QStringList self = { m_graph.id(revision) };
    std::vector<Index> targets;
    for (const Index parent : parents) {
        const bool hasOtherChild = m_appliedChildren[at(parent)] > 1;
        bool isIncluded = false;
        if (m_isOurs)
            isIncluded = isCovered(parent, self) || isBelowOneOf(parent, all);
        else if (m_isExact && !hasOtherChild)
            isIncluded = hasRow(parent);
        else if (m_isExact && parents.size() == 1)
            isIncluded = true;
        else
            isIncluded = m_rows.size() > 1 ? isCovered(parent, self) : isBelowOneOf(parent, all);
        if (!isIncluded)
            targets.push_back(parent);
    }
    return targets;
}

VersionBook::Changes VersionBook::stamp(const QStringList& from, const QString& to, bool isUpgrade, bool isBranchMove)
{
    const QString& step = to.isEmpty() ? from.value(0) : to;
    const auto isMissing = [this](const QString& row) { return !m_rows.contains(row); };
    if (!isUpgrade && isBranchMove)
        return apply({ { from.value(0), {} } }, step);
    const bool isNew = isBranchMove || std::any_of(from.begin(), from.end(), isMissing);
    if (isUpgrade && isNew && isMissing(to))
        return apply({ { {}, to } }, step);
    if (from.isEmpty())
        return doesNotFit(step);
    std::vector<VersionChange> changes;
    for (const QString& row : from)
        changes.push_back({ row, {} });
    changes.back().to = to;
    return apply(std::move(changes), step);
}

bool VersionBook::isCovered(Index revision, const QStringList& except) const
{
    if (m_isExact)
        for (auto row = m_rows.begin(); row != m_rows.end(); ++row)
            if (!except.contains(row.key()) && m_graph.m_forest.isAncestor(revision, row.value()))
                return true;
    return isCoveredByWalk(revision, except);
}

bool VersionBook::isCoveredByWalk(Index revision, const QStringList& except) const
{
    std::vector<Index> start;
    for (auto row = m_rows.begin(); row != m_rows.end(); ++row)
        if (!except.contains(row.key()) && row.value() >= 0)
            start.push_back(row.value());
    return isReached(revision, std::move(start));
}

bool VersionBook::isBelowOneOf(Index revision, const std::vector<Index>& others) const
{
    std::vector<Index> start;
    std::copy_if(
        others.begin(), others.end(), std::back_inserter(start), [revision](Index other) { return other != revision; });
    return isReached(revision, std::move(start));
}

bool VersionBook::isReached(Index revision, std::vector<Index> pending) const
{
    std::vector<char> seen(at(m_graph.m_downs.size()), 0);
    while (!pending.empty()) {
        const Index node = pending.back();
        pending.pop_back();
        if (node == revision)
            return true;
        if (seen[at(node)])
            continue;
        seen[at(node)] = 1;
        const auto parents = m_parents[node];
        pending.insert(pending.end(), parents.begin(), parents.end());
    }
    return false;
}

} // namespace espalier::revisions
