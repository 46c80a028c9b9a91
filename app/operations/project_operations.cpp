#include "operations/project_operations.h"

#include <algorithm>

namespace espalier::operations {

namespace {

using Index = revisions::RevisionGraph::Index;

std::vector<Index> runnable(const revisions::RevisionGraph& graph)
{
    std::vector<Index> order;
    for (const Index index : graph.upgradeOrder())
        if (!graph.isGhost(index) && !graph.isShadowed(index))
            order.push_back(index);
    return order;
}

/// Evaluates revisions one after the other, each as a run of its own.
class Walk {
public:
    Walk(MigrationRun& run, const jobs::JobContext& context, size_t total)
        : m_run(run)
        , m_context(context)
    {
        m_progress.total = qint64(total);
        m_progress.unit = QStringLiteral("revisions");
    }
    /// False where it was cancelled.
    bool walk(const std::vector<Index>& order, Direction direction, std::vector<std::optional<Evaluation>>* kept)
    {
        std::vector<Forerunner::Turn> turns;
        for (const Index index : order)
            turns.emplace_back(index, direction);
        m_run.prepare(std::move(turns));
        for (const Index index : order) {
            if (m_context.cancel().isCancelled())
                return false;
            m_run.beginRun();
            Evaluation evaluation = m_run.run(index, direction);
            if (kept)
                (*kept)[size_t(index)] = std::move(evaluation);
            ++m_progress.done;
            m_context.progress(m_progress);
        }
        return true;
    }

private:
    MigrationRun& m_run;
    const jobs::JobContext& m_context;
    jobs::Progress m_progress;
};

} // namespace

ProjectOperations::ProjectOperations(
    std::shared_ptr<const revisions::RevisionGraph> graph, std::vector<std::optional<Evaluation>> evaluations)
    : m_graph(std::move(graph))
    , m_evaluations(std::move(evaluations))
{ }

const Evaluation* ProjectOperations::of(const revisions::RevisionId& revision) const
{
    const Index index = m_graph->indexOf(revision);
    if (index < 0 || size_t(index) >= m_evaluations.size() || !m_evaluations[size_t(index)])
        return nullptr;
    return &*m_evaluations[size_t(index)];
}

core::Result<ProjectOperationsPtr> evaluateProject(const revisions::LoadedProject& project,
    const dialects::Dialect& dialect, Direction direction, const jobs::JobContext& context)
{
    std::vector<Index> order = runnable(*project.graph);
    std::vector<std::optional<Evaluation>> evaluations(size_t(project.graph->size()));
    MigrationRun run(project, circumstancesOf(project.project, dialect, false),
        std::make_shared<ScriptTrees>(*project.graph, nullptr, ScriptTrees::Memory::Passing));
    const bool isUp = direction == Direction::Up;
    Walk walk(run, context, isUp ? order.size() : 2 * order.size());
    if (!walk.walk(order, Direction::Up, isUp ? &evaluations : nullptr))
        return core::cancelled();
    if (!isUp) {
        std::reverse(order.begin(), order.end());
        if (!walk.walk(order, Direction::Down, &evaluations))
            return core::cancelled();
    }
    return std::make_shared<const ProjectOperations>(project.graph, std::move(evaluations));
}

} // namespace espalier::operations
