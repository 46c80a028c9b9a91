#pragma once

#include "graph/chains.h"
#include "graph/lane_layout.h"

namespace espalier::graph {

/// Phase 4 of the layout (see lane_layout.cpp): decides each edge's shape, then gives out tracks and channels.
class EdgeRouter {
public:
    static constexpr int maximumChannels = 6; ///< of either kind: entering and leaving
    static constexpr int maximumTracks = 12;

    /// Takes a layout whose places are set and adds the edges.
    EdgeRouter(const Dag& dag, const Chains& chains, LaneLayout& layout);
    void route();

private:
    void addEdge(Node parent, Node child, EdgeKind kind);
    EdgeShape shapeOf(const EdgeRoute& edge) const;
    void giveTracks();
    void giveChannels();
    double trackPosition(const EdgeRoute& edge) const;
    const Place& place(Node node) const { return m_layout.places[static_cast<std::size_t>(node)]; }

    const Dag& m_dag;
    const Chains& m_chains;
    LaneLayout& m_layout;
};

} // namespace espalier::graph
