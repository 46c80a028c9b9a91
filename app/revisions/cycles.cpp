#include "revisions/cycles.h"
#include "core/index.h"

#include <algorithm>

namespace espalier::revisions {

namespace {

using Edge = Adjacency::Edge;
using core::at;

/// Depth-first over the firm edges, from the bases up: what leads back into the open path closes a cycle. (Down from
/// the heads, the link that joins a cycle to its base would be as likely to go.) A node with a greater number stands
/// before its children, except along the closing edges.
struct FirmWalk {
    std::vector<int> finished;
    std::vector<Edge> closing;

    explicit FirmWalk(const Adjacency& firm)
        : finished(at(firm.size()), -1)
        , m_children(firm.reversed())
        , m_state(at(firm.size()), New)
    {
        for (int node = 0; node < firm.size(); ++node)
            if (firm[node].empty())
                walk(node);
        for (int node = 0; node < firm.size(); ++node)
            if (m_state[at(node)] == New)
                walk(node);
    }

private:
    enum State : char { New, Open, Done };
    struct Frame {
        int node;
        size_t next;
    };

    void walk(int root)
    {
        std::vector<Frame> stack = { { root, 0 } };
        m_state[at(root)] = Open;
        while (!stack.empty()) {
            Frame& top = stack.back();
            const auto children = m_children[top.node];
            if (top.next == children.size()) {
                m_state[at(top.node)] = Done;
                finished[at(top.node)] = m_count++;
                stack.pop_back();
                continue;
            }
            const int child = children[top.next++];
            if (m_state[at(child)] == Open) {
                closing.push_back({ child, top.node });
            } else if (m_state[at(child)] == New) {
                m_state[at(child)] = Open;
                stack.push_back({ child, 0 });
            }
        }
    }

    Adjacency m_children;
    std::vector<State> m_state;
    int m_count = 0;
};

/// Tarjan's strongly connected components, without recursion (a chain of 50,000 would overflow the stack).
class Components {
public:
    explicit Components(const Adjacency& graph)
        : m_graph(graph)
        , component(at(graph.size()), -1)
        , m_index(at(graph.size()), -1)
        , m_low(at(graph.size()), 0)
    {
        for (int root = 0; root < graph.size(); ++root)
            if (m_index[at(root)] < 0)
                walk(root);
    }

private:
    struct Frame {
        int node;
        size_t next;
    };
    const Adjacency& m_graph;

public:
    std::vector<int> component;
    std::vector<std::vector<int>> members;

private:
    void open(int node)
    {
        m_index[at(node)] = m_low[at(node)] = m_count++;
        m_pending.push_back(node);
        m_stack.push_back({ node, 0 });
    }
    void close(int node)
    {
        if (m_low[at(node)] != m_index[at(node)])
            return;
        std::vector<int> nodes;
        int member = -1;
        do {
            member = m_pending.back();
            m_pending.pop_back();
            component[at(member)] = static_cast<int>(members.size());
            nodes.push_back(member);
        } while (member != node);
        std::sort(nodes.begin(), nodes.end());
        members.push_back(std::move(nodes));
    }
    void walk(int root)
    {
        open(root);
        while (!m_stack.empty()) {
            Frame& top = m_stack.back();
            const int node = top.node;
            const auto targets = m_graph[node];
            if (top.next < targets.size()) {
                const int target = targets[top.next++];
                if (m_index[at(target)] < 0)
                    open(target);
                else if (component[at(target)] < 0)
                    m_low[at(node)] = std::min(m_low[at(node)], m_index[at(target)]);
                continue;
            }
            m_stack.pop_back();
            close(node);
            if (!m_stack.empty()) {
                int& low = m_low[at(m_stack.back().node)];
                low = std::min(low, m_low[at(node)]);
            }
        }
    }

    std::vector<int> m_index, m_low, m_pending;
    std::vector<Frame> m_stack;
    int m_count = 0;
};

} // namespace

std::vector<int> parentsFirst(const Adjacency& parents)
{
    const Adjacency children = parents.reversed();
    std::vector<int> missing(at(parents.size()));
    std::vector<int> order;
    order.reserve(missing.size());
    for (int node = 0; node < parents.size(); ++node) {
        missing[at(node)] = static_cast<int>(parents[node].size());
        if (missing[at(node)] == 0)
            order.push_back(node);
    }
    for (size_t done = 0; done < order.size(); ++done)
        for (const int child : children[order[done]])
            if (--missing[at(child)] == 0)
                order.push_back(child);
    return order;
}

CycleReport findCycles(const Adjacency& firm, const Adjacency& loose)
{
    const FirmWalk walk(firm);
    std::vector<Edge> all;
    for (int node = 0; node < firm.size(); ++node) {
        for (const int parent : firm[node])
            all.push_back({ node, parent });
        for (const int parent : loose[node])
            all.push_back({ node, parent });
    }
    const Adjacency together(firm.size(), all);
    const Components components(together);

    CycleReport report;
    report.closing = walk.closing;
    std::vector<char> isOwnAncestor(at(firm.size()), 0);
    for (int node = 0; node < loose.size(); ++node)
        for (const int parent : loose[node]) {
            // Inside a component, what agrees with the numbering of the walk can't make a cycle.
            const bool sameGroup = components.component[at(node)] == components.component[at(parent)];
            if (sameGroup && walk.finished[at(parent)] <= walk.finished[at(node)])
                report.closing.push_back({ node, parent });
            if (node == parent)
                isOwnAncestor[at(node)] = 1;
        }
    for (const auto& members : components.members)
        if (members.size() > 1 || isOwnAncestor[at(members.front())])
            report.groups.push_back(members);
    return report;
}

} // namespace espalier::revisions
