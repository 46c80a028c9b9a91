#include "operations/project_operations.h"

#include "operations/table_touches.h"

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

} // namespace

ProjectOperations::ProjectOperations(
    const revisions::LoadedProject& project, Circumstances circumstances, Direction direction)
    : m_graph(project.graph)
    , m_circumstances(std::move(circumstances))
    , m_direction(direction)
    , m_trees(std::make_shared<ScriptTrees>(*m_graph, nullptr, ScriptTrees::Memory::Passing))
    , m_kept(size_t(m_graph->size()))
{ }

ProjectOperations::~ProjectOperations() = default;

std::shared_ptr<const Evaluation> ProjectOperations::of(const revisions::RevisionId& revision) const
{
    const Index index = m_graph->indexOf(revision);
    if (index < 0 || size_t(index) >= m_kept.size())
        return nullptr;
    const Kept& kept = m_kept[size_t(index)];
    if (!kept.found)
        return kept.whole;
    const auto script = m_trees->script(index);
    auto ahead = script ? evaluateAhead(*script, m_direction, m_circumstances) : std::nullopt;
    if (!ahead)
        return nullptr;
    ahead->evaluation.problems = kept.found->problems;
    ahead->evaluation.schemaDoubt = kept.found->schemaDoubt;
    return std::make_shared<const Evaluation>(std::move(ahead->evaluation));
}

/// Evaluates revisions one after the other on a simulated database, each as a run of its own.
class ProjectWalk {
public:
    using Each = std::function<void(const revisions::RevisionId&, const Evaluation&)>;

    ProjectWalk(const revisions::LoadedProject& project, const dialects::Dialect& dialect, Direction direction,
        const jobs::JobContext& context, const Each& each)
        : m_result(new ProjectOperations(project, circumstancesOf(project.project, dialect, false), direction))
        , m_context(context)
        , m_each(each)
        , m_rules(dialect.schemaRules())
        , m_state(m_rules)
        , m_certainty(m_rules)
        , m_order(runnable(*project.graph))
    { }

    core::Result<ProjectOperationsPtr> walk()
    {
        const bool isUp = m_result->m_direction == Direction::Up;
        m_progress.total = qint64(isUp ? m_order.size() : 2 * m_order.size());
        m_progress.unit = QStringLiteral("revisions");
        if (!walk(Direction::Up))
            return core::cancelled();
        if (!isUp) {
            std::reverse(m_order.begin(), m_order.end());
            if (!walk(Direction::Down))
                return core::cancelled();
        }
        for (const auto& [name, touches] : m_histories.tables())
            m_result->m_tables.append(name.key());
        return ProjectOperationsPtr(std::move(m_result));
    }

private:
    /// False where it was cancelled.
    bool walk(Direction direction)
    {
        std::vector<Forerunner::Turn> turns;
        for (const Index index : m_order)
            turns.emplace_back(index, direction);
        Forerunner forerunner(m_result->m_trees, m_result->m_circumstances, std::move(turns), 0);
        for (const Index index : m_order) {
            if (m_context.cancel().isCancelled())
                return false;
            auto ahead = forerunner.take({ index, direction });
            const bool isAhead = ahead.has_value();
            RunMemo memo;
            Evaluation evaluation = isAhead
                ? evaluate(std::move(*ahead), m_result->m_circumstances, m_state, memo, nullptr, &m_certainty)
                : inItsTurn(index, direction, memo);
            if (direction == m_result->m_direction)
                keep(index, std::move(evaluation), isAhead);
            ++m_progress.done;
            m_context.progress(m_progress);
        }
        return true;
    }

    Evaluation inItsTurn(Index index, Direction direction, RunMemo& memo)
    {
        if (const auto script = m_result->m_trees->script(index))
            return evaluate(*script, direction, m_result->m_circumstances, m_state, memo, nullptr, &m_certainty);
        Evaluation nothing;
        nothing.isUnderstood = false;
        nothing.reasons.push_back(
            { { QT_TRANSLATE_NOOP("Messages", "the script of %1 cannot be read"), { m_result->m_graph->id(index) } },
                {}, {} });
        return nothing;
    }

    void keep(Index index, Evaluation evaluation, bool isAhead)
    {
        const auto& id = m_result->m_graph->id(index);
        if (m_each)
            m_each(id, evaluation);
        if (m_result->m_direction == Direction::Up)
            m_histories.add(id, TouchedTables(evaluation, m_rules));
        ProjectOperations::Kept& kept = m_result->m_kept[size_t(index)];
        if (isAhead)
            kept.found = std::make_shared<const ProjectOperations::Kept::Found>(
                ProjectOperations::Kept::Found{ std::move(evaluation.problems), std::move(evaluation.schemaDoubt) });
        else
            kept.whole = std::make_shared<const Evaluation>(std::move(evaluation));
    }

    std::shared_ptr<ProjectOperations> m_result;
    const jobs::JobContext& m_context;
    const Each& m_each;
    const schema::SchemaRules& m_rules;
    schema::Replay m_state;
    SchemaCertainty m_certainty;
    TableHistories m_histories;
    std::vector<Index> m_order;
    jobs::Progress m_progress;
};

core::Result<ProjectOperationsPtr> evaluateProject(const revisions::LoadedProject& project,
    const dialects::Dialect& dialect, Direction direction, const jobs::JobContext& context,
    const std::function<void(const revisions::RevisionId&, const Evaluation&)>& each)
{
    return ProjectWalk(project, dialect, direction, context, each).walk();
}

} // namespace espalier::operations
