// Alembic walks all ancestors of every revision that has dependencies. Here: only a dependency that at least two
// revisions have can fall away, and for 64 such dependencies at a time one pass over the graph, parents first, carries
// down a word with a bit for each that has been met among the ancestors.

#include "revisions/dependency_normalizer.h"
#include "core/index.h"

#include <algorithm>
#include <cstdint>

namespace espalier::revisions {

namespace {

using core::at;

/// The nodes that two or more others depend on.
std::vector<int> sharedDependencies(const Adjacency& dependencies)
{
    std::vector<int> holders(at(dependencies.size()), 0);
    for (int node = 0; node < dependencies.size(); ++node)
        for (const int dependency : dependencies[node])
            ++holders[at(dependency)];
    std::vector<int> shared;
    for (int node = 0; node < dependencies.size(); ++node)
        if (holders[at(node)] > 1)
            shared.push_back(node);
    return shared;
}

} // namespace

Adjacency normalizeDependencies(const Adjacency& downs, const Adjacency& dependencies, const std::vector<int>& order)
{
    const std::vector<int> shared = sharedDependencies(dependencies);
    if (shared.empty())
        return dependencies;
    std::vector<int> number(at(dependencies.size()), -1);
    for (size_t i = 0; i < shared.size(); ++i)
        number[at(shared[i])] = static_cast<int>(i);

    std::vector<Adjacency::Edge> dropped;
    std::vector<uint64_t> met(at(downs.size()));
    for (int first = 0; first < static_cast<int>(shared.size()); first += 64) {
        const auto bit = [&](int dependency) {
            const int place = number[at(dependency)] - first;
            return number[at(dependency)] >= 0 && place >= 0 && place < 64 ? uint64_t{ 1 } << place : uint64_t{ 0 };
        };
        for (const int node : order) {
            uint64_t above = 0;
            for (const int parent : downs[node])
                above |= met[at(parent)];
            uint64_t own = 0;
            for (const int dependency : dependencies[node]) {
                own |= bit(dependency);
                if (above & bit(dependency))
                    dropped.push_back({ node, dependency });
            }
            met[at(node)] = above | own;
        }
    }

    std::vector<Adjacency::Edge> kept;
    const Adjacency leftOut(dependencies.size(), dropped);
    std::vector<int> goneFor(at(dependencies.size()), -1);
    for (int node = 0; node < dependencies.size(); ++node) {
        for (const int dependency : leftOut[node])
            goneFor[at(dependency)] = node;
        for (const int dependency : dependencies[node])
            if (goneFor[at(dependency)] != node)
                kept.push_back({ node, dependency });
    }
    return Adjacency(dependencies.size(), kept);
}

Adjacency normalizeDependenciesLiterally(const Adjacency& downs, const Adjacency& dependencies)
{
    std::vector<Adjacency::Edge> kept;
    std::vector<int> visitedFrom(at(downs.size()), -1);
    for (int node = 0; node < dependencies.size(); ++node) {
        std::vector<int> left(dependencies[node].begin(), dependencies[node].end());
        std::vector<int> pending = { node };
        visitedFrom[at(node)] = node;
        while (!pending.empty() && !left.empty()) {
            const int next = pending.back();
            pending.pop_back();
            if (next != node)
                for (const int dependency : dependencies[next])
                    left.erase(std::remove(left.begin(), left.end(), dependency), left.end());
            for (const int parent : downs[next]) {
                if (visitedFrom[at(parent)] == node)
                    continue;
                visitedFrom[at(parent)] = node;
                pending.push_back(parent);
            }
        }
        for (const int dependency : left)
            kept.push_back({ node, dependency });
    }
    return Adjacency(dependencies.size(), kept);
}

} // namespace espalier::revisions
