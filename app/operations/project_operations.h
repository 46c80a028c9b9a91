#pragma once

#include "operations/migration_run.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace espalier::operations {

/// What every revision of a project does in one direction on one dialect, each on the schema that the ones before it
/// leave. Most scripts do not ask what the database holds: of those only what was found there is kept, and what they do
/// is worked out again where it is asked for, in well under a millisecond. An immutable snapshot, shared between
/// threads.
class ProjectOperations {
public:
    ~ProjectOperations();
    ProjectOperations(const ProjectOperations&) = delete;
    ProjectOperations& operator=(const ProjectOperations&) = delete;

    /// Null for a revision that is never run (a ghost, a shadowed one, one of another tree), and where its script has
    /// changed since so that it asks what the database holds. Reads the script.
    std::shared_ptr<const Evaluation> of(const revisions::RevisionId& revision) const;
    /// Keys of those that the revisions make or touch, by their last names; of Direction::Up.
    const QStringList& tables() const { return m_tables; }

private:
    friend class ProjectWalk;
    /// One of both, for a revision that is run.
    struct Kept {
        std::shared_ptr<const Evaluation> whole;
        struct Found {
            std::vector<Problem> problems;
            std::optional<Reason> schemaDoubt;
        };
        std::shared_ptr<const Found> found; ///< on the schema
    };
    ProjectOperations(const revisions::LoadedProject& project, Circumstances circumstances, Direction direction);

    std::shared_ptr<const revisions::RevisionGraph> m_graph;
    Circumstances m_circumstances;
    Direction m_direction;
    std::shared_ptr<ScriptTrees> m_trees;
    std::vector<Kept> m_kept; ///< by index in the graph
    QStringList m_tables;
};
using ProjectOperationsPtr = std::shared_ptr<const ProjectOperations>;

/// Evaluates all revisions as on a database: in upgrade order from nothing, and for Direction::Down from there back
/// again. `each` is told what every revision does in that direction. Blocking; fails when it is cancelled and for
/// nothing else.
core::Result<ProjectOperationsPtr> evaluateProject(const revisions::LoadedProject& project,
    const dialects::Dialect& dialect, Direction direction, const jobs::JobContext& context,
    const std::function<void(const revisions::RevisionId&, const Evaluation&)>& each = {});

} // namespace espalier::operations
