#pragma once

#include "revisions/traversal.h"

#include <optional>
#include <QJsonObject>

namespace espalier::plan {

using revisions::Direction;
QString directionName(Direction direction);

enum class RunnerKind { Alembic, Native };
QString runnerName(RunnerKind kind);

/// Which runner a plan is meant for, and why that one.
struct RunnerChoice {
    RunnerKind kind = RunnerKind::Alembic;
    core::Message why;
    friend bool operator==(const RunnerChoice&, const RunnerChoice&) = default;
};

/// One revision to run, or one row that a stamp writes.
struct Step {
    revisions::RevisionId revision;
    std::vector<revisions::VersionChange> changes; ///< of the version table; the rows themselves: Plan::rowsAfter()
    QString message; ///< the script's
    core::Message reason; ///< why the step is in the plan
    std::optional<bool> opaque; ///< whether something in it can't be known; nullopt: not looked at
    std::optional<bool> destructive; ///< whether it drops data; nullopt: not looked at
    QString file; ///< relative to the project folder
    int line = 0;
    friend bool operator==(const Step&, const Step&) = default;
};

/// Why the plan can't be run. `kind` is a stable kebab-case name: unknown-revision, ambiguous, multiple-heads, overlap,
/// no-such-path, broken-tree, invalid-target, unknown-current (a row of the version table that no script defines), …
struct Refused {
    QString kind;
    core::Message message;
    QStringList revisions;
    friend bool operator==(const Refused&, const Refused&) = default;
};

/// What will be done to a database: an immutable value that can be read, exported and run.
struct Plan {
    QString project; ///< the project's folder
    QString target; ///< as asked for
    Direction direction = Direction::Upgrade;
    bool hangsAlembic = false; ///< Alembic never finishes ordering these steps: only a native runner could run them
    bool purge = false; ///< a stamp that empties the version table first, whatever stands in it
    RunnerChoice runner;
    QStringList start; ///< the version table's rows before the first step, sorted, each once; empty is base
    std::vector<Step> steps;
    std::optional<Refused> refused; ///< set: must not be run; `steps` then are what they would be, or empty
    QList<core::Message> notes; ///< what to know before running, e.g. faults elsewhere in the tree

    bool isRunnable() const { return !refused; }
    bool isEmpty() const { return steps.empty(); }
    /// The version table's rows after the first `count` steps, sorted. Linear: for all of them in turn take
    /// revisions::VersionRows from step to step.
    QStringList rowsAfter(size_t count) const;
    QStringList result() const { return rowsAfter(steps.size()); }
    friend bool operator==(const Plan&, const Plan&) = default;
};

/// What the planner needs to know besides the tree and the target.
struct PlanContext {
    QString project;
    RunnerChoice runner;
    bool purge = false; ///< stamps only
};

/// The steps of `alembic upgrade|downgrade|stamp TARGET` from a version table with the rows `current`. Never fails:
/// what stands against running it is Plan::refused.
Plan planUpgrade(const revisions::RevisionGraph& graph, const QString& target, const QStringList& current,
    const PlanContext& context = {});
Plan planDowngrade(const revisions::RevisionGraph& graph, const QString& target, const QStringList& current,
    const PlanContext& context = {});
Plan planStamp(const revisions::RevisionGraph& graph, const QString& target, const QStringList& current,
    const PlanContext& context = {});
Plan makePlan(Direction direction, const revisions::RevisionGraph& graph, const QString& target,
    const QStringList& current, const PlanContext& context = {});

/// One line per step, for people and for tests: "upgrade base -> a1 (message)".
QString planText(const Plan& plan);
/// As CLI.md defines it, without the "format" key.
QJsonObject planJson(const Plan& plan);

} // namespace espalier::plan
