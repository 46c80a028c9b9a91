#include "graph/edge_router.h"

#include "core/index.h"
#include "graph/shelves.h"

#include <algorithm>

namespace espalier::graph {

namespace {
using core::at;

// Where a dependency leaves and reaches a card, beside the middle, in lanes: so it never lies on a parent edge.
constexpr double dependencyExit = 0.1, dependencyEntry = -0.1;

int commonKey(Node node, EdgeKind kind) { return 2 * node + (kind == EdgeKind::Dependency ? 1 : 0); }
} // namespace

EdgeRouter::EdgeRouter(const Dag& dag, const Chains& chains, LaneLayout& layout)
    : m_dag(dag)
    , m_chains(chains)
    , m_layout(layout)
{ }

void EdgeRouter::route()
{
    for (Node child = 0; child < m_dag.size(); ++child) {
        for (const Node parent : m_dag.parentsOf(child))
            addEdge(parent, child, EdgeKind::Parent);
        for (const Node parent : m_dag.dependenciesOf(child))
            addEdge(parent, child, EdgeKind::Dependency);
    }
    giveTracks();
    giveChannels();
}

void EdgeRouter::addEdge(Node parent, Node child, EdgeKind kind)
{
    EdgeRoute edge{
        .parent = parent, .child = child, .kind = kind, .closesCycle = m_chains.closesCycle(parent, child)
    };
    edge.shape = shapeOf(edge);
    m_layout.edges.push_back(edge);
}

EdgeShape EdgeRouter::shapeOf(const EdgeRoute& edge) const
{
    if (edge.closesCycle)
        return EdgeShape::Gutter;
    const bool adjacent = place(edge.child).row == place(edge.parent).row + 1;
    if (edge.kind == EdgeKind::Dependency)
        return adjacent ? EdgeShape::Merge : EdgeShape::Gutter;
    if (m_chains.next[at(edge.parent)] == edge.child)
        return EdgeShape::Straight;
    const auto merges = [&] {
        return m_chains.next[at(edge.parent)] < 0
            && m_chains.mergeChild[at(m_chains.chainOf[at(edge.parent)])] == edge.child;
    };
    const auto branches = [&] {
        return m_chains.previous[at(edge.child)] < 0
            && m_chains.branchParent[at(m_chains.chainOf[at(edge.child)])] == edge.parent;
    };
    if (m_dag.parentsOf(edge.child).size() > 1 && merges())
        return EdgeShape::Merge;
    if (branches())
        return EdgeShape::Branch;
    return adjacent || merges() ? EdgeShape::Merge : EdgeShape::Gutter;
}

void EdgeRouter::giveTracks()
{
    Shelves shelves;
    for (std::size_t i = 0; i < m_layout.edges.size(); ++i) {
        EdgeRoute& edge = m_layout.edges[i];
        if (edge.shape != EdgeShape::Gutter)
            continue;
        const Place parent = place(edge.parent), child = place(edge.child);
        edge.gutter = child.lane < parent.lane ? parent.lane : parent.lane + 1;
        shelves.add(i, edge.gutter, commonKey(edge.parent, edge.kind), parent.row + 1, child.row);
    }
    m_layout.tracks = shelves.give(m_layout.laneCount + 1, maximumTracks,
        [&](std::size_t edge, int track) { m_layout.edges[edge].track = track; });
}

void EdgeRouter::giveChannels()
{
    Shelves entering, leaving;
    for (std::size_t i = 0; i < m_layout.edges.size(); ++i) {
        const EdgeRoute& edge = m_layout.edges[i];
        const Place parent = place(edge.parent), child = place(edge.child);
        const bool dashed = edge.kind == EdgeKind::Dependency;
        const double exit = parent.lane + (dashed ? dependencyExit : 0);
        const double entry = child.lane + (dashed ? dependencyEntry : 0);
        if (edge.shape == EdgeShape::Branch)
            leaving.add(i, parent.row + 1, commonKey(edge.parent, edge.kind), exit, entry);
        else if (edge.shape == EdgeShape::Merge)
            entering.add(i, child.row, commonKey(edge.child, edge.kind), exit, entry);
        else if (edge.shape == EdgeShape::Gutter) {
            leaving.add(i, parent.row + 1, commonKey(edge.parent, edge.kind), exit, trackPosition(edge));
            entering.add(i, child.row, commonKey(edge.child, edge.kind), trackPosition(edge), entry);
        }
    }
    const int gaps = m_layout.rowCount + 1;
    m_layout.channels = entering.give(
        gaps, maximumChannels, [&](std::size_t edge, int channel) { m_layout.edges[edge].entryChannel = channel; });
    const std::vector<int> more = leaving.give(gaps, maximumChannels, [&](std::size_t index, int channel) {
        EdgeRoute& edge = m_layout.edges[index];
        edge.exitChannel = m_layout.channels[at(place(edge.parent).row + 1)] + channel;
    });
    for (std::size_t gap = 0; gap < more.size(); ++gap)
        m_layout.channels[gap] += more[gap];
}

/// Across, in lanes: close enough to what the geometry makes of it to tell which lengths of a channel overlap.
double EdgeRouter::trackPosition(const EdgeRoute& edge) const { return edge.gutter - 0.5 + 0.01 * edge.track; }

} // namespace espalier::graph
