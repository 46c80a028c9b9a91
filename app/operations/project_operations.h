#pragma once

#include "operations/migration_run.h"

#include <memory>
#include <optional>
#include <vector>

namespace espalier::operations {

/// What every revision of a project does in one direction on one dialect, each on the schema that the ones before it
/// leave. An immutable snapshot, shared between threads.
class ProjectOperations {
public:
    ProjectOperations(
        std::shared_ptr<const revisions::RevisionGraph> graph, std::vector<std::optional<Evaluation>> evaluations);

    /// Null for a revision that is never run: a ghost, a shadowed one, one of another tree.
    const Evaluation* of(const revisions::RevisionId& revision) const;

private:
    std::shared_ptr<const revisions::RevisionGraph> m_graph;
    std::vector<std::optional<Evaluation>> m_evaluations; ///< by index in the graph
};
using ProjectOperationsPtr = std::shared_ptr<const ProjectOperations>;

/// Evaluates all revisions as on a database: in upgrade order from nothing, and for Direction::Down from there back
/// again. Blocking; fails when it is cancelled and for nothing else.
core::Result<ProjectOperationsPtr> evaluateProject(const revisions::LoadedProject& project,
    const dialects::Dialect& dialect, Direction direction, const jobs::JobContext& context);

} // namespace espalier::operations
