#include "graph/lane_layout.h"

#include "graph/chains.h"
#include "graph/edge_router.h"
#include "graph/lane_allocation.h"

// How a migration graph is laid out.
//
// Terms. A node stands in a *row* (its place along the flow, bases first) and a *lane* (its place across). A *chain* is
// a run of nodes, each a parent of the next, that shares a lane. Between two rows lies a *gap* with channels for
// edges that change lanes; beside each lane lies a *gutter* with tracks for edges that find no lane of their own.
//
// Phases, each linear but for sorting and for looking lanes up in a tree of bit sets:
//  1. Rows (chains.cpp). A node's row is the length of the longest way to it from a base. So branches that run
//     side by side stand side by side, and no order is shown that the tree does not define. An edge that closes a cycle
//     is left out here and drawn against the flow. A lone root chain slides down to the revision it joins.
//  2. Chains (chains.cpp). Each node is continued by the child from which the longest way goes on, each merge
//     takes the parent that has come the longest way: the trunk of a tree becomes one chain, whatever was merged on the
//     way.
//  3. Lanes (lane_allocation.cpp). A chain keeps its lane from the row after the node it leaves to the row before
//     the node it joins, so that its first and last edge have the lane to themselves. Chains are placed from the main
//     one outwards, short ones first and each in the first free lane beyond its neighbour: what is nested inside ends
//     up nearer, and lines rarely cross. A lane is reused one row after it became free. Parts of a graph that are not
//     connected get lanes side by side; small ones are stacked beneath each other.
//  4. Edges (edge_router.cpp). Inside a chain an edge is straight; a chain's first and last edge turn once; all others
//     go over a gutter. Edges into one merge share a channel and so enter as one bundle, and so do those out of one
//     branch point. Within a gap the joining channels come before the leaving ones: then a lane that ends never runs
//     across one that begins.
//
// Choices. Rows by depth instead of one row per revision (as in git logs) because cards are wide: a row each would
// make stairs of them. Orthogonal routes with few turns instead of splines because they can be drawn at any zoom from
// the same few points. No crossing minimisation by iteration: revision trees are nearly series-parallel, where nesting
// by length is already free of crossings, and the cost stays linear.
//
// Limits. A gap has at most EdgeRouter::maximumChannels channels and a gutter EdgeRouter::maximumTracks tracks; beyond
// them edges share one, which costs clarity and not correctness.

namespace espalier::graph {

LaneLayout layOut(const Dag& dag, const std::vector<int>& weights)
{
    const Chains chains = makeChains(dag, weights);
    const LaneAllocation lanes = allocateLanes(dag, chains);
    LaneLayout layout;
    layout.places = lanes.places;
    layout.laneCount = lanes.laneCount;
    layout.rowCount = lanes.rowCount;
    EdgeRouter(dag, chains, layout).route();
    return layout;
}

} // namespace espalier::graph
