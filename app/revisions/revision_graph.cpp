#include "revisions/revision_graph.h"

#include "core/index.h"
#include "revisions/graph_builder.h"

#include <algorithm>
#include <QSet>

namespace espalier::revisions {

namespace {

using Index = RevisionGraph::Index;
using core::at;

std::vector<Index> reached(const std::vector<Index>& start, const Adjacency& edges, const Adjacency& further)
{
    std::vector<char> found(at(edges.size()), 0);
    std::vector<Index> pending = start;
    while (!pending.empty()) {
        const Index node = pending.back();
        pending.pop_back();
        if (found[at(node)])
            continue;
        found[at(node)] = 1;
        for (const Adjacency* part : { &edges, &further })
            pending.insert(pending.end(), (*part)[node].begin(), (*part)[node].end());
    }
    std::vector<Index> result;
    for (Index node = 0; node < edges.size(); ++node)
        if (found[at(node)])
            result.push_back(node);
    return result;
}

} // namespace

std::shared_ptr<const RevisionGraph> RevisionGraph::build(std::vector<Revision> revisions, QList<Problem> problems)
{
    return GraphBuilder(std::move(revisions), std::move(problems)).build();
}

const RevisionId& RevisionGraph::id(Index index) const
{
    return isGhost(index) ? m_ghosts[at(index - size())] : m_revisions[at(index)].id;
}

// Labels go to all descendants of the revision that has them. They also go down from it to the next fork or merge,
// but only where the branch runs straight up to its head: Alembic begins that walk at the last descendant it has met,
// and a fork or merge on the way ends it (RevisionMap._add_branches; there a dependency makes a fork too).
QStringList RevisionGraph::labels(Index index) const
{
    if (!m_hasLabels || isGhost(index))
        return {};
    QSet<QString> labels;
    for (const Index node : reached({ index }, m_downs, Adjacency(m_downs.size(), {})))
        if (!isGhost(node))
            labels.unite(QSet<QString>(revision(node).branchLabels.begin(), revision(node).branchLabels.end()));

    const auto isStraight = [this](Index node) {
        const auto nexts = m_nexts[node];
        const auto dependents = m_dependents[node];
        const bool isOneChild = nexts.size() + dependents.size() <= 1
            || (nexts.size() == 1 && dependents.size() == 1 && nexts.front() == dependents.front());
        return revision(node).down.size() <= 1 && isOneChild;
    };
    QSet<QString> above;
    Index node = index;
    for (int steps = 0; steps <= size() && isStraight(node); ++steps) {
        above.unite(QSet<QString>(revision(node).branchLabels.begin(), revision(node).branchLabels.end()));
        if (m_nexts[node].empty()) {
            labels.unite(above);
            break;
        }
        node = m_nexts[node].front();
    }
    QStringList sorted(labels.begin(), labels.end());
    sorted.sort();
    return sorted;
}

QStringList RevisionGraph::branchPoints() const
{
    QStringList ids;
    for (auto index = m_order.rbegin(); index != m_order.rend(); ++index)
        if (isBranchPoint(*index))
            ids.append(id(*index));
    return ids;
}

QStringList RevisionGraph::mergePoints() const
{
    QStringList ids;
    for (auto index = m_order.rbegin(); index != m_order.rend(); ++index)
        if (isMergePoint(*index))
            ids.append(id(*index));
    return ids;
}

std::vector<Index> RevisionGraph::ancestors(const std::vector<Index>& start) const
{
    return reached(start, m_downs, m_dependencies);
}

std::vector<Index> RevisionGraph::descendants(const std::vector<Index>& start) const
{
    return reached(start, m_nexts, m_dependents);
}

void RevisionGraph::sortByRank(std::vector<Index>& nodes) const
{
    std::sort(nodes.begin(), nodes.end(), [this](Index a, Index b) { return rank(a) < rank(b); });
}

SortedNodes RevisionGraph::childrenFirstAsAlembic(const std::vector<char>& todo, std::vector<Index> heads) const
{
    std::erase_if(heads, [&todo](Index head) { return !todo[at(head)]; });
    sortByRank(heads);
    heads.erase(std::unique(heads.begin(), heads.end()), heads.end());
    return childrenFirstLiterally(alembicParents(), m_isPlain, todo, std::move(heads));
}

} // namespace espalier::revisions
