#include "revisions/adjacency.h"

namespace espalier::revisions {

Adjacency::Adjacency(int nodes, const std::vector<Edge>& edges)
    : m_begin(static_cast<size_t>(nodes) + 1, 0)
    , m_to(edges.size())
{
    for (const Edge& edge : edges)
        ++m_begin[static_cast<size_t>(edge.from) + 1];
    for (size_t node = 1; node < m_begin.size(); ++node)
        m_begin[node] += m_begin[node - 1];
    std::vector<int> next(m_begin.begin(), m_begin.end() - 1);
    for (const Edge& edge : edges)
        m_to[static_cast<size_t>(next[static_cast<size_t>(edge.from)]++)] = edge.to;
}

Adjacency Adjacency::reversed() const
{
    std::vector<Edge> edges;
    edges.reserve(m_to.size());
    for (Index node = 0; node < size(); ++node)
        for (const Index to : (*this)[node])
            edges.push_back({ to, node });
    return Adjacency(size(), edges);
}

Adjacency Adjacency::grownTo(int nodes) const
{
    Adjacency grown = *this;
    grown.m_begin.resize(static_cast<size_t>(nodes) + 1, m_begin.back());
    return grown;
}

} // namespace espalier::revisions
