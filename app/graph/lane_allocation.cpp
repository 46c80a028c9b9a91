#include "graph/lane_allocation.h"

#include "core/index.h"
#include "graph/lane_occupancy.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <numeric>

namespace espalier::graph {

namespace {
using Chain = int;

using core::at;

struct Rows {
    int first;
    int last;
};

/// Chains that are connected, drawn as one block.
struct Component {
    std::vector<Chain> chains; ///< in order of placing; the main chain first
    int size = 0; ///< in nodes
    int rows = 0;
    int lanes = 0;
};

class LaneAllocator {
public:
    LaneAllocator(const Dag& dag, const Chains& chains)
        : m_dag(dag)
        , m_chains(chains)
    { }

    LaneAllocation allocate() &&
    {
        measureChains();
        connectChains();
        findComponents();
        for (Component& component : m_components)
            placeChains(component);
        pack();
        return std::move(m_result);
    }

private:
    /// A chain keeps its lane for its first and last edge too.
    void measureChains()
    {
        const auto& row = m_chains.row;
        for (std::size_t chain = 0; chain < m_chains.chains.size(); ++chain) {
            const Node parent = m_chains.branchParent[chain], child = m_chains.mergeChild[chain];
            const int first = row[at(m_chains.chains[chain].front())], last = row[at(m_chains.chains[chain].back())];
            m_rows.push_back({ parent < 0 ? first : row[at(parent)] + 1, child < 0 ? last : row[at(child)] - 1 });
        }
    }

    void connectChains()
    {
        m_solid.resize(m_chains.chains.size());
        m_dashed.resize(m_chains.chains.size());
        for (Node node = 0; node < m_dag.size(); ++node) {
            for (const Node parent : m_dag.parentsOf(node))
                connect(m_solid, parent, node);
            for (const Node parent : m_dag.dependenciesOf(node))
                connect(m_dashed, parent, node);
        }
    }

    void connect(std::vector<std::vector<Chain>>& table, Node parent, Node child)
    {
        const Chain a = m_chains.chainOf[at(parent)], b = m_chains.chainOf[at(child)];
        if (a == b)
            return;
        table[at(a)].push_back(b);
        table[at(b)].push_back(a);
    }

    /// Each component grows from its longest chain, over parent edges as far as they go, then over dependencies.
    void findComponents()
    {
        std::vector<Chain> byLength(m_chains.chains.size());
        std::iota(byLength.begin(), byLength.end(), 0);
        std::stable_sort(byLength.begin(), byLength.end(),
            [&](Chain a, Chain b) { return m_chains.length[at(a)] > m_chains.length[at(b)]; });
        m_inner.resize(m_chains.chains.size());
        m_outerOf.assign(m_chains.chains.size(), unreached);
        for (const Chain main : byLength) {
            if (m_outerOf[at(main)] == unreached)
                m_components.push_back(grow(main));
        }
    }

    Component grow(Chain main)
    {
        Component component;
        std::deque<Chain> solid{ main };
        std::deque<Chain> dashed;
        m_outerOf[at(main)] = none;
        const auto reach = [&](const std::vector<Chain>& found, Chain from) {
            for (const Chain chain : found) {
                if (m_outerOf[at(chain)] != unreached)
                    continue;
                m_outerOf[at(chain)] = from;
                m_inner[at(from)].push_back(chain);
                solid.push_back(chain);
            }
        };
        while (!solid.empty() || !dashed.empty()) {
            if (solid.empty()) {
                const Chain chain = dashed.front();
                dashed.pop_front();
                reach(m_dashed[at(chain)], chain);
                continue;
            }
            const Chain chain = solid.front();
            solid.pop_front();
            dashed.push_back(chain);
            component.size += static_cast<int>(m_chains.chains[at(chain)].size());
            component.rows = std::max(component.rows, m_rows[at(chain)].last + 1);
            reach(m_solid[at(chain)], chain);
        }
        component.chains = outwards(main);
        return component;
    }

    /// The main chain, then what hangs on it with all that hangs on that, short ones first.
    std::vector<Chain> outwards(Chain main)
    {
        std::vector<Chain> result, stack{ main };
        while (!stack.empty()) {
            const Chain chain = stack.back();
            stack.pop_back();
            result.push_back(chain);
            std::vector<Chain> hanging = m_inner[at(chain)];
            std::stable_sort(hanging.begin(), hanging.end(), [&](Chain a, Chain b) { return span(a) < span(b); });
            stack.insert(stack.end(), hanging.rbegin(), hanging.rend());
        }
        return result;
    }

    int span(Chain chain) const { return m_rows[at(chain)].last - m_rows[at(chain)].first; }

    void placeChains(Component& component)
    {
        m_lane.resize(m_chains.chains.size(), 0);
        LaneOccupancy occupancy(component.rows);
        for (const Chain chain : component.chains) {
            const Chain outer = m_outerOf[at(chain)];
            const Rows rows = m_rows[at(chain)];
            // the row before and after stay free: what ends and what begins in a lane never touch
            const int lane = occupancy.firstFree(rows.first - 1, rows.last + 1, outer < 0 ? 0 : m_lane[at(outer)] + 1);
            occupancy.take(lane, rows.first, std::max(rows.first, rows.last));
            m_lane[at(chain)] = lane;
            component.lanes = std::max(component.lanes, lane + 1);
        }
    }

    /// Components side by side, the largest first; those that fit are stacked under the one before.
    void pack()
    {
        std::stable_sort(m_components.begin(), m_components.end(),
            [](const Component& a, const Component& b) { return a.size > b.size; });
        m_result.places.resize(at(m_dag.size()));
        int tallest = static_cast<int>(std::sqrt(m_dag.size())); // many small ones make about a square
        for (const Component& component : m_components)
            tallest = std::max(tallest, component.rows);
        int column = 0, width = 0, used = 0;
        for (const Component& component : m_components) {
            if (used > 0 && (used + 1 + component.rows > tallest || component.lanes > width)) {
                column += width;
                width = used = 0;
            }
            const int firstRow = used == 0 ? 0 : used + 1;
            put(component, column, firstRow);
            width = std::max(width, component.lanes);
            used = firstRow + component.rows;
            m_result.rowCount = std::max(m_result.rowCount, used);
        }
        m_result.laneCount = column + width;
    }

    void put(const Component& component, int firstLane, int firstRow)
    {
        for (const Chain chain : component.chains) {
            for (const Node node : m_chains.chains[at(chain)])
                m_result.places[at(node)] = { firstLane + m_lane[at(chain)], firstRow + m_chains.row[at(node)] };
        }
    }

    static constexpr Chain none = -1, unreached = -2;

    const Dag& m_dag;
    const Chains& m_chains;
    std::vector<Rows> m_rows; ///< by chain
    std::vector<std::vector<Chain>> m_solid, m_dashed; ///< neighbours over either kind of edge
    std::vector<Chain> m_outerOf; ///< the chain from which a chain was reached
    std::vector<std::vector<Chain>> m_inner; ///< the same from the other end
    std::vector<int> m_lane; ///< by chain, within its component
    std::vector<Component> m_components;
    LaneAllocation m_result;
};
} // namespace

LaneAllocation allocateLanes(const Dag& dag, const Chains& chains) { return LaneAllocator(dag, chains).allocate(); }

} // namespace espalier::graph
