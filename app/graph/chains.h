#pragma once

#include "graph/dag.h"

#include <vector>

namespace espalier::graph {

/// Rows and chains: phases 1 and 2 of the layout (see lane_layout.cpp).
struct Chains {
    NodeList order; ///< topological
    std::vector<int> position; ///< of each node in `order`
    std::vector<int> row; ///< longest way from a base, counted in nodes
    std::vector<NodeList> children; ///< by parent edges, without those that close a cycle
    std::vector<Node> next, previous; ///< along the chain; -1 at its ends
    std::vector<int> chainOf;
    std::vector<NodeList> chains; ///< parents first
    std::vector<int> length; ///< of each chain, in weights
    std::vector<Node> branchParent; ///< by chain: the nearest parent of its first node, -1 without
    std::vector<Node> mergeChild; ///< by chain: the nearest child of its last node, -1 without

    bool closesCycle(Node parent, Node child) const
    {
        return position[static_cast<std::size_t>(parent)] >= position[static_cast<std::size_t>(child)];
    }
};

Chains makeChains(const Dag& dag, const std::vector<int>& weights);

} // namespace espalier::graph
