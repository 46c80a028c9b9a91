#pragma once

#include "revisions/adjacency.h"

#include <vector>

namespace espalier::revisions {

/// What makes a directed graph cyclic, and what to leave out so that it no longer is.
struct CycleReport {
    /// Groups of nodes that are each other's ancestors (or one node that is its own), each in ascending order.
    std::vector<std::vector<int>> groups;
    /// Edges (child to parent) whose removal leaves no cycle; each lies inside a group.
    std::vector<Adjacency::Edge> closing;
};

/// Nodes ordered so that every target of an edge stands before its source; those in or above a cycle are missing.
std::vector<int> parentsFirst(const Adjacency& parents);

/// Finds the cycles of `firm` and `loose` edges together, both from child to parent. Loose edges are given up before
/// firm ones: a firm edge is closing only where firm edges alone make a cycle.
CycleReport findCycles(const Adjacency& firm, const Adjacency& loose);

} // namespace espalier::revisions
