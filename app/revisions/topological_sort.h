#pragma once

#include "revisions/adjacency.h"

#include <cstdint>
#include <vector>

namespace espalier::revisions {

/// Which node is an ancestor of which, along first parents only: a spanning forest, numbered so that the question is
/// two comparisons. A yes is certain, a no only means "not that way".
class FirstParentForest {
public:
    FirstParentForest() = default;
    explicit FirstParentForest(const Adjacency& parents);
    /// Also true for a node itself.
    bool isAncestor(int ancestor, int node) const
    {
        const auto a = static_cast<size_t>(ancestor);
        const auto n = static_cast<size_t>(node);
        return m_enter[a] <= m_enter[n] && m_enter[n] < m_leave[a];
    }

private:
    std::vector<int> m_enter, m_leave;
};

struct SortedNodes {
    std::vector<int> nodes; ///< children first, as Alembic's _topological_sort gives them
    bool endless = false; ///< Alembic's loop never ends here; `nodes` is what it had got so far
    bool incomplete = false; ///< Alembic stops with an AssertionError: some nodes can't be reached from the heads
    bool gaveUp = false; ///< too big to imitate (only childrenFirstLiterally)
    int64_t operations = 0; ///< work done, for tests of growth
};

/// The order of alembic.script.revision.RevisionMap._topological_sort, ties included, in near-linear time; for graphs
/// without cycles. `todo` marks the nodes to order, `heads` are those to begin with, in the order of the revision map.
/// Every node to do must be an ancestor of a head, and so must be all between it and the head.
SortedNodes childrenFirst(const Adjacency& parents, const Adjacency& children, const FirstParentForest& forest,
    const std::vector<char>& todo, const std::vector<int>& heads);

/// The same by the letter of Alembic's own code, for any graph and any set of nodes: it costs nodes × merges and finds
/// out whether Alembic would end.
SortedNodes childrenFirstLiterally(
    const Adjacency& parents, const std::vector<char>& isPlain, std::vector<char> todo, std::vector<int> heads);

} // namespace espalier::revisions
