#include "graph/chains.h"
#include "core/index.h"

#include <algorithm>

namespace espalier::graph {

namespace {
using core::at;

class ChainMaker {
public:
    ChainMaker(const Dag& dag, const std::vector<int>& weights)
        : m_dag(dag)
        , m_weights(weights)
    { }

    Chains make() &&
    {
        sortNodes();
        assignRows();
        slideLoneRoots();
        measureHeights();
        linkHeaviest();
        linkLeftOvers();
        collectChains();
        findNeighbours();
        return std::move(m_result);
    }

private:
    int weight(Node node) const { return at(node) < m_weights.size() ? m_weights[at(node)] : 1; }

    template <typename Visit> void eachForwardParent(Node node, Visit visit) const
    {
        for (const Node parent : m_dag.parentsOf(node)) {
            if (!m_result.closesCycle(parent, node))
                visit(parent);
        }
    }

    template <typename Visit> void eachForwardEdge(Node node, Visit visit) const
    {
        eachForwardParent(node, visit);
        for (const Node parent : m_dag.dependenciesOf(node)) {
            if (!m_result.closesCycle(parent, node))
                visit(parent);
        }
    }

    void sortNodes()
    {
        m_result.order = topologicalOrder(m_dag);
        m_result.position.resize(at(m_dag.size()));
        for (std::size_t i = 0; i < m_result.order.size(); ++i)
            m_result.position[at(m_result.order[i])] = static_cast<int>(i);
        m_result.children.resize(at(m_dag.size()));
        for (const Node node : m_result.order)
            eachForwardParent(node, [&](Node parent) { m_result.children[at(parent)].push_back(node); });
    }

    void assignRows()
    {
        m_result.row.assign(at(m_dag.size()), 0);
        for (const Node node : m_result.order) {
            int& row = m_result.row[at(node)];
            eachForwardEdge(node, [&](Node parent) { row = std::max(row, m_result.row[at(parent)] + 1); });
        }
    }

    /// A base whose way on is a single line until it joins something stands next to what it joins, not at the top.
    void slideLoneRoots()
    {
        std::vector<int> outgoing(at(m_dag.size()), 0), incoming(at(m_dag.size()), 0), room(at(m_dag.size()), 0);
        std::vector<bool> lone(at(m_dag.size()), false);
        for (const Node node : m_result.order) {
            eachForwardEdge(node, [&](Node parent) {
                ++outgoing[at(parent)];
                ++incoming[at(node)];
            });
        }
        for (const Node node : m_result.order) {
            bool loneParents = true;
            eachForwardEdge(node, [&](Node parent) { loneParents = loneParents && lone[at(parent)]; });
            lone[at(node)] = loneParents && incoming[at(node)] <= 1 && outgoing[at(node)] == 1;
        }
        for (auto node = m_result.order.rbegin(); node != m_result.order.rend(); ++node) {
            int& row = m_result.row[at(*node)];
            if (lone[at(*node)])
                row = room[at(*node)] - 1;
            eachForwardEdge(*node, [&](Node parent) { room[at(parent)] = row; });
        }
    }

    void measureHeights()
    {
        m_height.assign(at(m_dag.size()), 0);
        for (auto node = m_result.order.rbegin(); node != m_result.order.rend(); ++node) {
            int& height = m_height[at(*node)];
            for (const Node child : m_result.children[at(*node)])
                height = std::max(height, m_height[at(child)]);
            height += weight(*node);
        }
    }

    /// The child from which the longest way goes on, among those that nothing leads up to yet; the first of equals.
    Node heaviestChild(Node node, bool onlyFree) const
    {
        Node best = -1;
        for (const Node child : m_result.children[at(node)]) {
            if (onlyFree && m_result.previous[at(child)] >= 0)
                continue;
            if (best < 0 || m_height[at(child)] > m_height[at(best)])
                best = child;
        }
        return best;
    }

    void link(Node parent, Node child)
    {
        m_result.next[at(parent)] = child;
        m_result.previous[at(child)] = parent;
    }

    void linkHeaviest()
    {
        m_result.next.assign(at(m_dag.size()), -1);
        m_result.previous.assign(at(m_dag.size()), -1);
        std::vector<Node> heaviest(at(m_dag.size()), -1);
        for (const Node node : m_result.order)
            heaviest[at(node)] = heaviestChild(node, false);
        std::vector<int> come(at(m_dag.size()), 0);
        for (const Node node : m_result.order) {
            Node best = -1;
            eachForwardParent(node, [&](Node parent) {
                if (heaviest[at(parent)] == node && (best < 0 || come[at(parent)] > come[at(best)]))
                    best = parent;
            });
            if (best >= 0)
                link(best, node);
            come[at(node)] = weight(node) + (best < 0 ? 0 : come[at(best)]);
        }
    }

    /// A node whose heaviest child took another parent goes on with one that still has none.
    void linkLeftOvers()
    {
        for (const Node node : m_result.order) {
            if (m_result.next[at(node)] >= 0)
                continue;
            const Node child = heaviestChild(node, true);
            if (child >= 0)
                link(node, child);
        }
    }

    void collectChains()
    {
        m_result.chainOf.assign(at(m_dag.size()), -1);
        for (const Node node : m_result.order) {
            if (m_result.previous[at(node)] >= 0)
                continue;
            NodeList chain;
            int length = 0;
            for (Node member = node; member >= 0; member = m_result.next[at(member)]) {
                m_result.chainOf[at(member)] = static_cast<int>(m_result.chains.size());
                chain.push_back(member);
                length += weight(member);
            }
            m_result.chains.push_back(std::move(chain));
            m_result.length.push_back(length);
        }
    }

    void findNeighbours()
    {
        const auto& row = m_result.row;
        for (const NodeList& chain : m_result.chains) {
            Node nearestParent = -1, nearestChild = -1;
            eachForwardParent(chain.front(), [&](Node parent) {
                if (nearestParent < 0 || row[at(parent)] > row[at(nearestParent)])
                    nearestParent = parent;
            });
            for (const Node child : m_result.children[at(chain.back())]) {
                if (nearestChild < 0 || row[at(child)] < row[at(nearestChild)])
                    nearestChild = child;
            }
            m_result.branchParent.push_back(nearestParent);
            m_result.mergeChild.push_back(nearestChild);
        }
    }

    const Dag& m_dag;
    const std::vector<int>& m_weights;
    std::vector<int> m_height; ///< longest way on, in weights
    Chains m_result;
};
} // namespace

Chains makeChains(const Dag& dag, const std::vector<int>& weights) { return ChainMaker(dag, weights).make(); }

} // namespace espalier::graph
