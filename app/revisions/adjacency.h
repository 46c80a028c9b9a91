#pragma once

#include <span>
#include <vector>

namespace espalier::revisions {

/// The edges of a graph over nodes 0…n-1, all in two arrays: fifty thousand nodes cost two allocations, not as many.
class Adjacency {
public:
    using Index = int;
    struct Edge {
        Index from = 0;
        Index to = 0;
    };

    Adjacency() = default;
    /// The edges of each node keep the order in which they are given.
    Adjacency(int nodes, const std::vector<Edge>& edges);

    int size() const { return static_cast<int>(m_begin.size()) - 1; }
    std::span<const Index> operator[](Index node) const
    {
        const auto begin = static_cast<size_t>(m_begin[static_cast<size_t>(node)]);
        const auto end = static_cast<size_t>(m_begin[static_cast<size_t>(node) + 1]);
        return { m_to.data() + begin, end - begin };
    }
    /// The same edges, turned round; those that reach a node stand in the order of the nodes they come from.
    Adjacency reversed() const;
    /// With further nodes, which have no edges.
    Adjacency grownTo(int nodes) const;

private:
    std::vector<int> m_begin = { 0 };
    std::vector<Index> m_to;
};

} // namespace espalier::revisions
