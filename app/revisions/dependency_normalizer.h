#pragma once

#include "revisions/adjacency.h"

#include <vector>

namespace espalier::revisions {

/// Alembic's "normalized" dependencies: those of each revision less those that an ancestor by down_revision has
/// itself. `order` is parents first by `downs`, which must be free of cycles. Cost: nodes and edges, once for every 64
/// revisions that two or more others depend on.
Adjacency normalizeDependencies(const Adjacency& downs, const Adjacency& dependencies, const std::vector<int>& order);

/// The same for a graph with cycles, in the way in which Alembic does it: a walk from every revision with dependencies.
Adjacency normalizeDependenciesLiterally(const Adjacency& downs, const Adjacency& dependencies);

} // namespace espalier::revisions
