#pragma once

#include "operations/evaluation.h"
#include "revisions/project_loader.h"
#include "revisions/traversal.h"

#include <memory>
#include <QHash>

namespace espalier::operations {

/// The syntax trees of a project's scripts, each read once. Any thread.
class ScriptTrees {
public:
    explicit ScriptTrees(const revisions::RevisionGraph& graph);
    ~ScriptTrees();
    /// Parses these on all processors; the others when they are asked for.
    void prepare(const std::vector<revisions::RevisionGraph::Index>& scripts);
    /// Null where the script cannot be read.
    std::shared_ptr<const Script> script(revisions::RevisionGraph::Index index);

private:
    struct Slot;
    std::shared_ptr<const Script> read(revisions::RevisionGraph::Index index) const;
    const revisions::RevisionGraph& m_graph;
    std::vector<std::unique_ptr<Slot>> m_slots;
};

/// The circumstances of a project's scripts on a dialect, its settings and env.py taken as they are (or, with
/// `ignoreEnv`, as if env.py were Alembic's own template).
Circumstances circumstancesOf(
    const project::Project& project, const dialects::Dialect& dialect, bool isOffline, bool ignoreEnv = false);

/// Runs revisions of a project one after another on a simulated database.
class MigrationRun {
public:
    MigrationRun(const revisions::LoadedProject& project, Circumstances circumstances);
    MigrationRun(
        const revisions::LoadedProject& project, Circumstances circumstances, std::shared_ptr<ScriptTrees> trees);

    const Circumstances& circumstances() const { return m_circumstances; }
    const schema::Schema& schema() const { return m_state.schema(); }
    const schema::Replay& state() const { return m_state; }
    ScriptTrees& trees() { return *m_trees; }
    const revisions::RevisionGraph& graph() const { return *m_graph; }

    /// Brings the simulated database to where a version table with these rows is: all their ancestors, in upgrade
    /// order. `each` is told what every one of them does.
    void start(const QStringList& rows, const std::function<void(const QString&, const Evaluation&)>& each = {});
    Evaluation run(revisions::RevisionGraph::Index revision, Direction direction);
    Evaluation run(const revisions::TraversalStep& step);
    /// As if another `alembic upgrade` began.
    void beginRun() { m_memo = {}; }

private:
    std::shared_ptr<const revisions::RevisionGraph> m_graph;
    Circumstances m_circumstances;
    std::shared_ptr<ScriptTrees> m_trees;
    schema::Replay m_state;
    RunMemo m_memo;
};

} // namespace espalier::operations
