#pragma once

#include "graph/dag.h"

#include <vector>

namespace espalier::graph {

/// A graph in which long linear runs are folded: each item is one node or a run of them.
struct Folding {
    Dag dag; ///< over items
    std::vector<NodeList> items; ///< the nodes of each item, parents first
    std::vector<int> itemOf; ///< by node

    bool isRun(int item) const { return items[static_cast<std::size_t>(item)].size() > 1; }
    std::vector<int> weights() const;
};

/// The longest runs in which each node is the only child of its only parent and nothing depends on it or the other
/// way round. Branch points, merges, heads and bases are never part of one, and neither is a node with `keep`.
std::vector<NodeList> linearRuns(const Dag& dag, const std::vector<bool>& keep = {});

/// Folds the given runs, which must not overlap.
Folding fold(const Dag& dag, const std::vector<NodeList>& runs);

} // namespace espalier::graph
