#pragma once

#include "graph/dag.h"

#include <vector>

namespace espalier::graph {

struct Place {
    int lane = 0;
    int row = 0;
    friend bool operator==(const Place&, const Place&) = default;
};

enum class EdgeKind { Parent, Dependency };

/// How an edge gets from the end of its parent's row to the start of its child's. A *gap* is the space before a row
/// (gap 0 before the first); a *channel* runs along a gap, a *track* along a lane's gutter.
enum class EdgeShape {
    Straight, ///< along the lane that both stand in
    Branch, ///< over a channel after the parent into the child's lane, then along it
    Merge, ///< along the parent's lane, then over a channel before the child
    Gutter, ///< over a channel after the parent, along a track, over a channel before the child
};

struct EdgeRoute {
    Node parent = 0;
    Node child = 0;
    EdgeKind kind = EdgeKind::Parent;
    EdgeShape shape = EdgeShape::Straight;
    bool closesCycle = false; ///< runs against the rows: left out when rows were given
    int exitChannel = -1; ///< in the gap after the parent's row: Branch, Gutter
    int entryChannel = -1; ///< in the gap before the child's row: Merge, Gutter
    int gutter = 0; ///< of the track; gutter g lies before lane g
    int track = -1;
};

/// A drawing of a graph on a grid, in whole numbers; LaneGeometry makes it coordinates.
struct LaneLayout {
    std::vector<Place> places; ///< by node; no two alike
    std::vector<EdgeRoute> edges; ///< by child: its parents in order, then its dependencies
    std::vector<int> channels; ///< number of channels by gap; rowCount + 1 of them
    std::vector<int> tracks; ///< number of tracks by gutter; laneCount + 1 of them
    int laneCount = 0;
    int rowCount = 0;
};

/// Lays out a graph. `weights` (1 each when empty) says how many revisions a node stands for, so that a folded trunk
/// counts as the trunk. Near-linear in nodes and edges.
LaneLayout layOut(const Dag& dag, const std::vector<int>& weights = {});

} // namespace espalier::graph
