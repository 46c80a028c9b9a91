// The steps of alembic.script.revision.RevisionMap._revision_map, in linear time, and going on where Alembic raises.

#include "revisions/graph_builder.h"

#include "core/index.h"
#include "revisions/dependency_normalizer.h"
#include "revisions/faults.h"

#include <algorithm>

namespace espalier::revisions {

namespace {

using Edge = Adjacency::Edge;
using core::at;

Adjacency without(const Adjacency& graph, const std::vector<Edge>& closing)
{
    const Adjacency gone(graph.size(), closing);
    std::vector<Edge> kept;
    std::vector<int> goneFor(at(graph.size()), -1);
    for (int node = 0; node < graph.size(); ++node) {
        for (const int to : gone[node])
            goneFor[at(to)] = node;
        for (const int to : graph[node])
            if (goneFor[at(to)] != node)
                kept.push_back({ node, to });
    }
    return Adjacency(graph.size(), kept);
}

/// The edges of both, those of a first, each once; edges to nodes from `limit` on are left out.
Adjacency joined(const Adjacency& a, const Adjacency& b, int limit)
{
    std::vector<Edge> edges;
    std::vector<int> seenFrom(at(a.size()), -1);
    for (int node = 0; node < a.size(); ++node)
        for (const Adjacency* part : { &a, &b })
            for (const int to : (*part)[node])
                if (to < limit && seenFrom[at(to)] != node) {
                    seenFrom[at(to)] = node;
                    edges.push_back({ node, to });
                }
    return Adjacency(a.size(), edges);
}

std::vector<char> reach(const std::vector<int>& start, const Adjacency& edges)
{
    std::vector<char> found(at(edges.size()), 0);
    std::vector<int> pending = start;
    while (!pending.empty()) {
        const int node = pending.back();
        pending.pop_back();
        if (found[at(node)])
            continue;
        found[at(node)] = 1;
        pending.insert(pending.end(), edges[node].begin(), edges[node].end());
    }
    return found;
}

} // namespace

GraphBuilder::GraphBuilder(std::vector<Revision> revisions, QList<Problem> problems)
    : m_graph(new RevisionGraph)
{
    m_graph->m_revisions = std::move(revisions);
    for (Problem& problem : problems)
        report(std::move(problem));
    m_unsound.assign(m_graph->m_revisions.size(), 0);
}

std::shared_ptr<const RevisionGraph> GraphBuilder::build()
{
    indexIds();
    checkIds();
    collectLabels();
    connectDowns();
    connectDependencies();
    findEnds();
    breakCycles();
    joinParents();
    markUsable();
    order();
    warn();
    return m_graph;
}

void GraphBuilder::report(Problem problem)
{
    if (faults::stopAlembic(problem.code))
        m_graph->m_loadable = false;
    m_graph->m_problems.append(std::move(problem));
}

void GraphBuilder::indexIds()
{
    auto& indexOf = m_graph->m_indexOf;
    indexOf.reserve(m_graph->size());
    for (Index node = 0; node < m_graph->size(); ++node) {
        const Revision& revision = m_graph->revision(node);
        const auto earlier = indexOf.find(revision.id);
        if (earlier == indexOf.end()) {
            indexOf.insert(revision.id, node);
            continue;
        }
        report(faults::duplicateId(m_graph->revision(*earlier), revision));
        m_unsound[at(*earlier)] = m_unsound[at(node)] = 1;
        // In Alembic's dictionary the last one stands in the place of the first.
        m_graph->m_rank.insert(node, m_graph->rank(*earlier));
        *earlier = node;
    }
}

void GraphBuilder::checkIds()
{
    constexpr qsizetype versionColumn = 32;
    for (Index node = 0; node < m_graph->size(); ++node) {
        const Revision& revision = m_graph->revision(node);
        QStringList illegal;
        for (const char character : { '+', '-', ':', '@' })
            if (revision.id.contains(QLatin1Char(character)))
                illegal.append(QString(QLatin1Char(character)));
        if (!illegal.isEmpty()) {
            report(faults::illegalId(revision, illegal));
            m_unsound[at(node)] = 1;
        }
        if (revision.id.size() > versionColumn && revision.id.toUcs4().size() > versionColumn)
            report(faults::longId(revision, revision.id.toUcs4().size()));
    }
}

void GraphBuilder::collectLabels()
{
    auto& holder = m_graph->m_labelHolder;
    for (Index node = 0; node < m_graph->size(); ++node) {
        const Revision& revision = m_graph->revision(node);
        if (!revision.branchLabels.isEmpty())
            m_graph->m_hasLabels = true;
        for (const QString& label : revision.branchLabels) {
            const Index used = holder.value(label, m_graph->indexOf(label));
            if (used >= 0)
                report(faults::duplicateLabel(revision, label, m_graph->revision(used)));
            else
                holder.insert(label, node);
        }
    }
}

GraphBuilder::Index GraphBuilder::nodeOrGhost(const QString& name)
{
    const Index known = m_graph->indexOf(name);
    if (known >= 0)
        return known;
    const Index ghost = nodeCount();
    m_graph->m_ghosts.push_back(name);
    m_graph->m_indexOf.insert(name, ghost);
    return ghost;
}

QString GraphBuilder::similarId(const QString& beginning)
{
    if (m_sortedIds.empty()) {
        for (const Revision& revision : m_graph->m_revisions)
            m_sortedIds.push_back(revision.id);
        std::sort(m_sortedIds.begin(), m_sortedIds.end());
        m_sortedIds.erase(std::unique(m_sortedIds.begin(), m_sortedIds.end()), m_sortedIds.end());
    }
    const auto first = std::lower_bound(m_sortedIds.begin(), m_sortedIds.end(), beginning);
    if (beginning.isEmpty() || first == m_sortedIds.end() || !first->startsWith(beginning))
        return {};
    const auto second = std::next(first);
    return second == m_sortedIds.end() || !second->startsWith(beginning) ? *first : QString();
}

void GraphBuilder::connectDowns()
{
    std::vector<Edge> edges;
    for (Index node = 0; node < m_graph->size(); ++node) {
        const Revision& revision = m_graph->revision(node);
        for (const QString& down : revision.down) {
            if (down == revision.id) {
                report(faults::selfParent(revision));
                m_unsound[at(node)] = 1;
                continue;
            }
            const Index parent = nodeOrGhost(down);
            if (m_graph->isGhost(parent)) {
                report(faults::missingParent(revision, down, similarId(down)));
                m_unsound[at(node)] = 1;
            }
            edges.push_back({ node, parent });
        }
    }
    m_graph->m_downs = Adjacency(nodeCount(), edges);
}

void GraphBuilder::connectDependencies()
{
    std::vector<Edge> edges;
    for (Index node = 0; node < m_graph->size(); ++node) {
        const Revision& revision = m_graph->revision(node);
        for (const QString& name : revision.dependsOn) {
            if (name == revision.id) {
                report(faults::selfDependency(revision));
                m_unsound[at(node)] = 1;
                continue;
            }
            const Index holder = m_graph->indexOfLabel(name);
            const Index dependency = holder >= 0 ? winner(holder) : nodeOrGhost(name);
            if (m_graph->isGhost(dependency)) {
                report(faults::missingDependency(revision, name, similarId(name)));
                m_unsound[at(node)] = 1;
            }
            edges.push_back({ node, dependency });
        }
    }
    const int nodes = nodeCount();
    const Adjacency none(nodes, {});
    m_graph->m_downs = joined(m_graph->m_downs.grownTo(nodes), none, nodes);
    m_graph->m_dependencies = joined(Adjacency(nodes, edges), none, nodes);

    m_graph->m_nexts = childrenBy(m_graph->m_downs);
    m_graph->m_dependents = childrenBy(m_graph->m_dependencies);
}

/// Children of each node. Only the revision that counts for its id is anybody's child.
Adjacency GraphBuilder::childrenBy(const Adjacency& downs) const
{
    std::vector<Edge> edges;
    for (Index node = 0; node < m_graph->size(); ++node)
        if (!m_graph->isShadowed(node))
            for (const Index down : downs[node])
                edges.push_back({ down, node });
    return Adjacency(nodeCount(), edges);
}

void GraphBuilder::findEnds()
{
    for (Index node = 0; node < m_graph->size(); ++node) {
        const Revision& revision = m_graph->revision(node);
        if (m_graph->nexts(node).empty()) {
            m_heads.push_back(node);
            if (m_graph->dependents(node).empty())
                m_realHeads.push_back(node);
        }
        if (revision.down.isEmpty()) {
            m_bases.push_back(node);
            if (revision.dependsOn.isEmpty())
                m_realBases.push_back(node);
        }
    }
    m_graph->m_heads = idsOf(m_heads);
    m_graph->m_bases = idsOf(m_bases);
    m_graph->m_realHeads = idsOf(m_realHeads);
    m_graph->m_realBases = idsOf(m_realBases);
}

void GraphBuilder::breakCycles()
{
    const int nodes = nodeCount();
    m_allDowns = joined(m_graph->m_downs, m_graph->m_dependencies, nodes);
    m_parentsFirst = parentsFirst(m_allDowns);
    m_acyclicDowns = m_graph->m_downs;
    m_acyclicDependencies = m_graph->m_dependencies;
    if (static_cast<int>(m_parentsFirst.size()) == nodes)
        return;
    m_graph->m_cyclic = true;
    m_allNexts = joined(m_graph->m_nexts, m_graph->m_dependents, nodes);
    const CycleReport cycles = findCycles(m_graph->m_downs, m_graph->m_dependencies);
    reportCycles(cycles);
    m_acyclicDowns = without(m_acyclicDowns, cycles.closing);
    m_acyclicDependencies = without(m_acyclicDependencies, cycles.closing);
    m_parentsFirst = parentsFirst(joined(m_acyclicDowns, m_acyclicDependencies, nodes));
}

void GraphBuilder::reportCycles(const CycleReport& cycles)
{
    const bool isSeen = !passesAlembicsCycleCheck();
    std::vector<int> groupOf(at(nodeCount()), -1);
    std::vector<bool> isNamed(cycles.groups.size(), false);
    for (size_t group = 0; group < cycles.groups.size(); ++group)
        for (const Index node : cycles.groups[group]) {
            groupOf[at(node)] = static_cast<int>(group);
            m_unsound[at(node)] = 1;
            m_cyclicIds.append(m_graph->id(node));
        }
    for (const Edge& edge : cycles.closing) {
        // All members once a group: a great group with many such links would else fill the memory.
        const auto group = at(groupOf[at(edge.from)]);
        const QStringList members = isNamed[group] ? QStringList{ m_graph->id(edge.from), m_graph->id(edge.to) }
                                                   : idsOf(cycles.groups[group]);
        isNamed[group] = true;
        const auto downs = m_graph->downs(edge.from);
        const bool isDown = std::find(downs.begin(), downs.end(), edge.to) != downs.end();
        const Revision& revision = m_graph->revision(edge.from);
        report(isDown ? faults::cycle(revision, m_graph->id(edge.to), members, isSeen)
                      : faults::dependencyCycle(revision, m_graph->id(edge.to), members, isSeen));
    }
    if (isSeen)
        m_graph->m_loadable = false;
}

bool GraphBuilder::passesAlembicsCycleCheck() const
{
    return isCovered(m_heads, m_graph->m_downs, m_bases, m_graph->m_nexts)
        && isCovered(m_realHeads, m_allDowns, m_realBases, m_allNexts);
}

// Alembic does not look for cycles: it looks for ids that can't be reached from the heads or from the bases. A cycle
// with one way in from below and one way out above escapes it.
bool GraphBuilder::isCovered(
    const std::vector<Index>& tops, const Adjacency& down, const std::vector<Index>& bottoms, const Adjacency& up) const
{
    std::vector<char> fromTop = reach(tops, down);
    std::vector<char> fromBottom = reach(bottoms, up);
    for (Index node = 0; node < m_graph->size(); ++node) {
        fromTop[at(winner(node))] |= fromTop[at(node)];
        fromBottom[at(winner(node))] |= fromBottom[at(node)];
    }
    for (Index node = 0; node < m_graph->size(); ++node)
        if (!m_graph->isShadowed(node) && !(fromTop[at(node)] && fromBottom[at(node)]))
            return false;
    return true;
}

void GraphBuilder::joinParents()
{
    const int revisions = m_graph->size();
    const Adjacency normalized = normalizeDependencies(m_acyclicDowns, m_acyclicDependencies, m_parentsFirst);
    m_graph->m_parents = joined(m_acyclicDowns, normalized, revisions);
    m_graph->m_children = m_graph->m_parents.reversed();
    m_graph->m_forest = FirstParentForest(m_graph->m_parents);
    markPlain(normalized);
    if (!m_graph->m_cyclic || !m_graph->m_loadable)
        return;
    const Adjacency literal = normalizeDependenciesLiterally(m_graph->m_downs, m_graph->m_dependencies);
    m_graph->m_cyclicParents = joined(m_graph->m_downs, literal, revisions);
    m_graph->m_cyclicChildren = m_graph->m_cyclicParents.reversed();
    markPlain(literal);
}

void GraphBuilder::markPlain(const Adjacency& normalizedDependencies)
{
    m_graph->m_isPlain.assign(at(nodeCount()), 0);
    for (Index node = 0; node < m_graph->size(); ++node)
        m_graph->m_isPlain[at(node)] = m_graph->revision(node).down.size() == 1 && normalizedDependencies[node].empty();
}

void GraphBuilder::markUsable()
{
    m_graph->m_usable.assign(m_unsound.size(), true);
    for (const Index node : m_parentsFirst) {
        if (m_graph->isGhost(node))
            continue;
        bool usable = !m_unsound[at(node)];
        for (const Index down : m_allDowns[node])
            usable = usable && !m_graph->isGhost(down) && m_graph->m_usable[at(down)];
        m_graph->m_usable[at(node)] = usable;
    }
}

void GraphBuilder::order()
{
    std::vector<Index> tops;
    for (Index node = 0; node < m_graph->size(); ++node)
        if (m_graph->children(node).empty())
            tops.push_back(node);
    m_graph->sortByRank(tops);
    std::vector<char> todo(at(nodeCount()), 0);
    std::fill_n(todo.begin(), m_graph->size(), 1);
    m_graph->m_order = childrenFirst(m_graph->m_parents, m_graph->m_children, m_graph->m_forest, todo, tops).nodes;
    std::reverse(m_graph->m_order.begin(), m_graph->m_order.end());

    if (!m_graph->m_cyclic || !m_graph->m_loadable)
        return;
    for (Index node = 0; node < m_graph->size(); ++node)
        if (m_graph->isShadowed(node))
            todo[at(node)] = 0;
    m_graph->m_hangs = m_graph->childrenFirstAsAlembic(todo, m_realHeads).endless;
    if (m_graph->m_hangs)
        report(faults::alembicHangs(m_cyclicIds));
}

void GraphBuilder::warn()
{
    if (m_graph->m_heads.size() > 1)
        report(faults::multipleHeads(m_graph->m_heads));
}

QStringList GraphBuilder::idsOf(const std::vector<Index>& nodes) const
{
    QStringList ids;
    ids.reserve(static_cast<qsizetype>(nodes.size()));
    for (const Index node : nodes)
        ids.append(m_graph->id(node));
    return ids;
}

} // namespace espalier::revisions
