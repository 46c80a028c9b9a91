#pragma once

#include "operations/migration_run.h"

namespace espalier::operations {

/// `alembic upgrade FROM:TO --sql`, and downgrade: the whole text, with transactions and the version table.
struct SqlScript {
    struct Step {
        revisions::TraversalStep step;
        Evaluation evaluation;
        QStringList before; ///< the version table's rows
        QStringList after;
    };
    QStringList start;
    std::vector<Step> steps;
    bool isComplete() const; ///< nothing is opaque or refused
};

/// Evaluates the steps on the simulated database of `run`, which stands at their start. `eachAlone`: every revision as
/// if it were a run of its own (which enums exist is not remembered from one to the next).
SqlScript evaluateSteps(MigrationRun& run, const revisions::Traversal& traversal, bool eachAlone);

/// The script as Alembic writes it. What is not known stands in it as a comment.
core::Result<QString> scriptText(
    const SqlScript& script, const Circumstances& circumstances, const revisions::RevisionGraph& graph);

/// The statements of one revision alone, without transaction and version table. What is not known stands there as a
/// comment.
QString statementsText(const Evaluation& evaluation);

} // namespace espalier::operations
