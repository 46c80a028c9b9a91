#include "graph/dag.h"
#include "core/index.h"

#include <algorithm>

namespace espalier::graph {

namespace {
constexpr char unseen = 0, open = 1, finished = 2;

using core::at;

/// Walks one or two adjacency tables from the start nodes.
NodeList reach(
    size_t size, const std::vector<NodeList>& solid, const std::vector<NodeList>* dashed, const NodeList& start)
{
    std::vector<bool> seen(size, false);
    NodeList found;
    const auto visit = [&](Node node) {
        if (seen[at(node)])
            return;
        seen[at(node)] = true;
        found.push_back(node);
    };
    for (const Node node : start)
        visit(node);
    for (size_t next = 0; next < found.size(); ++next) {
        const size_t node = at(found[next]);
        if (node < solid.size())
            std::for_each(solid[node].begin(), solid[node].end(), visit);
        if (dashed && node < dashed->size())
            std::for_each((*dashed)[node].begin(), (*dashed)[node].end(), visit);
    }
    return found;
}
} // namespace

const NodeList& Dag::dependenciesOf(Node node) const
{
    static const NodeList none;
    return at(node) < dependencies.size() ? dependencies[at(node)] : none;
}

Children childrenOf(const Dag& dag)
{
    Children result;
    result.children.resize(at(dag.size()));
    result.dependents.resize(at(dag.size()));
    for (Node node = 0; node < dag.size(); ++node) {
        for (const Node parent : dag.parentsOf(node))
            result.children[at(parent)].push_back(node);
        for (const Node parent : dag.dependenciesOf(node))
            result.dependents[at(parent)].push_back(node);
    }
    return result;
}

NodeList topologicalOrder(const Dag& dag)
{
    struct Frame {
        Node node;
        size_t next; // over parents, then dependencies
    };
    std::vector<char> mark(at(dag.size()), unseen);
    NodeList order;
    order.reserve(at(dag.size()));
    std::vector<Frame> stack; // an explicit one: chains are as long as the graph
    for (Node root = 0; root < dag.size(); ++root) {
        if (mark[at(root)] != unseen)
            continue;
        mark[at(root)] = open;
        stack.push_back({ root, 0 });
        while (!stack.empty()) {
            Frame& frame = stack.back();
            const NodeList& parents = dag.parentsOf(frame.node);
            const NodeList& dependencies = dag.dependenciesOf(frame.node);
            if (frame.next == parents.size() + dependencies.size()) {
                mark[at(frame.node)] = finished;
                order.push_back(frame.node);
                stack.pop_back();
                continue;
            }
            const size_t next = frame.next++;
            const Node parent = next < parents.size() ? parents[next] : dependencies[next - parents.size()];
            if (mark[at(parent)] == unseen) { // an open one closes a cycle: that edge is left out
                mark[at(parent)] = open;
                stack.push_back({ parent, 0 });
            }
        }
    }
    return order;
}

NodeList ancestors(const Dag& dag, const NodeList& start, Edges edges)
{
    return reach(at(dag.size()), dag.parents, edges == Edges::All ? &dag.dependencies : nullptr, start);
}

NodeList descendants(const Children& children, const NodeList& start, Edges edges)
{
    return reach(
        children.children.size(), children.children, edges == Edges::All ? &children.dependents : nullptr, start);
}

NodeList between(const Dag& dag, const Children& children, Node a, Node b)
{
    const NodeList above = ancestors(dag, { a });
    if (std::find(above.begin(), above.end(), b) == above.end()) {
        const NodeList aboveB = ancestors(dag, { b });
        if (std::find(aboveB.begin(), aboveB.end(), a) == aboveB.end())
            return a == b ? NodeList{ a } : NodeList{ a, b };
        return between(dag, children, b, a);
    }
    // b is an ancestor of a: what stands above a and below b
    std::vector<bool> below(at(dag.size()), false);
    for (const Node node : descendants(children, { b }))
        below[at(node)] = true;
    NodeList result;
    std::copy_if(above.begin(), above.end(), std::back_inserter(result), [&](Node node) { return below[at(node)]; });
    return result;
}

} // namespace espalier::graph
