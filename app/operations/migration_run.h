#pragma once

#include "operations/evaluation.h"
#include "operations/row_knowledge.h"
#include "operations/schema_certainty.h"
#include "python/syntax_cache.h"
#include "revisions/project_loader.h"
#include "revisions/traversal.h"

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <QHash>
#include <thread>

namespace espalier::operations {

/// The syntax trees of a project's scripts, each read once and kept for the next run. Any thread.
class ScriptTrees {
public:
    enum class Memory { Kept, Passing };
    /// `cache`: keeps them from run to run; null for nowhere. Passing: not even from question to question, for who asks
    /// for each of many once.
    explicit ScriptTrees(const revisions::RevisionGraph& graph, std::shared_ptr<python::SyntaxCache> cache = nullptr,
        Memory memory = Memory::Kept);
    ~ScriptTrees();
    /// Null where the script cannot be read.
    std::shared_ptr<const Script> script(revisions::RevisionGraph::Index index);

private:
    struct Slot;
    std::shared_ptr<const Script> read(revisions::RevisionGraph::Index index) const;
    const revisions::RevisionGraph& m_graph;
    Memory m_memory;
    std::shared_ptr<python::SyntaxCache> m_cache;
    std::vector<std::unique_ptr<Slot>> m_slots;
};

/// Evaluates scripts on all processors before it is their turn, as far as that can be; never far ahead of the last one
/// taken, so that what waits takes little memory.
class Forerunner {
public:
    using Turn = std::pair<revisions::RevisionGraph::Index, Direction>;
    Forerunner(std::shared_ptr<ScriptTrees> trees, const Circumstances& circumstances, std::vector<Turn> turns,
        unsigned threads);
    ~Forerunner();
    Forerunner(const Forerunner&) = delete;
    Forerunner& operator=(const Forerunner&) = delete;
    /// What was found of it, once; nullopt where nothing was, or nobody has begun with it.
    std::optional<Ahead> take(const Turn& turn);

private:
    struct Slot {
        std::once_flag begun;
        std::optional<Ahead> found;
    };
    std::shared_ptr<ScriptTrees> m_trees;
    Circumstances m_circumstances;
    std::vector<Turn> m_turns;
    std::vector<Slot> m_slots;
    std::map<Turn, size_t> m_places;
    std::atomic<size_t> m_next = 0;
    std::atomic<size_t> m_taken = 0; ///< turns up to this place are over
    std::atomic<bool> m_isOver = false;
    std::vector<std::thread> m_threads;
};

/// What is taken for granted around a project's scripts.
struct Surroundings {
    bool ignoresEnv = false; ///< as if env.py were Alembic's own template
    symbolic::Environment environment = {};
};
/// The circumstances of a project's scripts on a dialect, its settings and env.py taken as they are.
Circumstances circumstancesOf(const project::Project& project, const dialects::Dialect& dialect, bool isOffline,
    const Surroundings& surroundings = {});

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
    /// For a copy that is kept, or goes on later: run() needs some.
    void useTrees(std::shared_ptr<ScriptTrees> trees) { m_trees = std::move(trees); }
    const revisions::RevisionGraph& graph() const { return *m_graph; }

    /// Brings the simulated database to where a version table with these rows is: all their ancestors, in upgrade
    /// order. `each` is told what every one of them does.
    void start(const QStringList& rows, const std::function<void(const QString&, const Evaluation&)>& each = {});
    /// These will be run, in this order; `threads` evaluate ahead meanwhile (0: as many as the machine has).
    void prepare(std::vector<Forerunner::Turn> turns, unsigned threads = 0);
    void prepare(const std::vector<revisions::TraversalStep>& steps);
    void finishPreparation() { m_forerunner.reset(); }
    Evaluation run(revisions::RevisionGraph::Index revision, Direction direction);
    Evaluation run(const revisions::TraversalStep& step);
    /// The database is an empty one: what migrations make and put nothing into has no rows. Before any of them ran.
    void beginFromNothing() { m_rows.emplace(*m_circumstances.dialect); }
    /// As if another `alembic upgrade` began.
    void beginRun() { m_memo = {}; }

private:
    Evaluation asAskedFor(revisions::RevisionGraph::Index revision, Direction direction);
    Evaluation online(revisions::RevisionGraph::Index revision, Direction direction, const Evaluation& offline);
    Forerunner::Turn turnOf(const revisions::TraversalStep& step) const;

    std::shared_ptr<const revisions::RevisionGraph> m_graph;
    Circumstances m_circumstances;
    std::shared_ptr<ScriptTrees> m_trees;
    schema::Replay m_state;
    RunMemo m_memo;
    std::optional<RowKnowledge> m_rows;
    SchemaCertainty m_certainty;
    std::shared_ptr<Forerunner> m_forerunner; ///< shared by copies: what one has taken the others evaluate
};

} // namespace espalier::operations
