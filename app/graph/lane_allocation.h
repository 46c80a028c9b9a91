#pragma once

#include "graph/chains.h"
#include "graph/lane_layout.h"

namespace espalier::graph {

/// Phase 3 of the layout (see lane_layout.cpp).
struct LaneAllocation {
    std::vector<Place> places;
    int laneCount = 0;
    int rowCount = 0;
};

LaneAllocation allocateLanes(const Dag& dag, const Chains& chains);

} // namespace espalier::graph
