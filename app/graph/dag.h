#pragma once

#include <cstddef>
#include <vector>

namespace espalier::graph {

using Node = int;
using NodeList = std::vector<Node>;

/// A directed graph over 0…size()-1 with two kinds of edges, each from a node to those it comes after: parents (solid)
/// and dependencies (dashed). It may hold cycles, self-loops and several components; what stands on it has to cope.
struct Dag {
    std::vector<NodeList> parents;
    std::vector<NodeList> dependencies; ///< may be shorter than `parents`: the rest has none

    int size() const { return static_cast<int>(parents.size()); }
    const NodeList& parentsOf(Node node) const { return parents[static_cast<size_t>(node)]; }
    const NodeList& dependenciesOf(Node node) const;
};

/// The same edges seen from the other end.
struct Children {
    std::vector<NodeList> children;
    std::vector<NodeList> dependents;
};
Children childrenOf(const Dag& dag);

/// All nodes, parents and dependencies before their children wherever no cycle forbids it, otherwise as near to the
/// given order (0, 1, 2, …) as a depth-first walk allows. Linear.
NodeList topologicalOrder(const Dag& dag);

enum class Edges { Parents, All };
/// What can be reached over parents (and dependencies), the start included; in no particular order. Linear in what is
/// reached plus a bit per node.
NodeList ancestors(const Dag& dag, const NodeList& start, Edges edges = Edges::All);
NodeList descendants(const Children& children, const NodeList& start, Edges edges = Edges::All);
/// Everything on some way from one node to the other, whichever is the ancestor; both ends included. Only the ends
/// where there is no way between them.
NodeList between(const Dag& dag, const Children& children, Node a, Node b);

} // namespace espalier::graph
