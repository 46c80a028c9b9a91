// Plans are made in three passes: what speaks against any plan here (rows of the version table that no script defines,
// a tree that the runner's Alembic cannot load), then Alembic's own traversal, then the reason of each step. Reasons
// are found by walking back from the end: a step is there because it was asked for, or because a step that runs after
// it (upgrade) or must be gone before it (downgrade) needs it.

#include "plan/plan.h"

#include <algorithm>
#include <QCoreApplication>

namespace espalier::plan {

using revisions::RevisionGraph;
using revisions::RevisionId;

namespace {

QStringList sorted(QStringList rows)
{
    std::sort(rows.begin(), rows.end());
    rows.removeDuplicates();
    return rows;
}

Plan emptyPlan(Direction direction, const QString& target, const QStringList& current, const PlanContext& context)
{
    Plan plan;
    plan.project = context.project;
    plan.target = target;
    plan.direction = direction;
    plan.runner = context.runner;
    plan.start = sorted(current);
    return plan;
}

std::optional<Refused> unknownRows(const RevisionGraph& graph, const QStringList& current)
{
    const QStringList unknown = revisions::appliedState(graph, current).unknown;
    if (unknown.isEmpty())
        return {};
    return Refused{ QStringLiteral("unknown-current"),
        { QT_TRANSLATE_NOOP("Messages",
              "The database is at %1, which no script of this project defines. Bring the missing script back, or stamp "
              "the database with --purge."),
            { unknown.join(QStringLiteral(", ")) } },
        unknown };
}

std::optional<Refused> hangs(const revisions::Traversal& traversal)
{
    if (!traversal.hangsAlembic)
        return {};
    return Refused{ QStringLiteral("alembic-hangs"),
        { QT_TRANSLATE_NOOP("Messages",
              "Alembic never finishes ordering these steps: its sorting loops on this tree. The order shown is "
              "Espalier's."),
            {} },
        {} };
}

std::optional<Refused> brokenTree(const RevisionGraph& graph)
{
    if (graph.isLoadableByAlembic())
        return {};
    Refused refused{ QStringLiteral("broken-tree"),
        { QT_TRANSLATE_NOOP("Messages", "Alembic cannot load this tree, so it runs no part of it."), {} }, {} };
    for (const revisions::Problem& problem : graph.problems()) {
        if (problem.severity != revisions::Severity::Error)
            continue;
        refused.message
            = { QT_TRANSLATE_NOOP("Messages", "Alembic cannot load this tree, so it runs no part of it: %1"),
                  { problem.message.text() } };
        refused.revisions = problem.revisions;
        break;
    }
    return refused;
}

Refused refusedBy(const revisions::Refusal& refusal)
{
    return { revisions::refusalName(refusal.kind), refusal.message, refusal.revisions };
}

Step stepOf(const RevisionGraph& graph, const revisions::TraversalStep& from)
{
    Step step;
    step.revision = from.revision;
    step.changes = from.changes;
    const auto index = graph.indexOf(from.revision);
    if (index >= 0 && !graph.isGhost(index)) {
        const revisions::Revision& revision = graph.revision(index);
        step.message = revision.message;
        step.file = revision.file;
        step.line = revision.line;
    }
    return step;
}

core::Message askedFor(const QString& target)
{
    return { QT_TRANSLATE_NOOP("Messages", "Asked for by the target %1."), { target } };
}

core::Message neededBy(const RevisionGraph& graph, const RevisionId& needed, const RevisionId& by)
{
    const auto downs = graph.downs(graph.indexOf(by));
    const bool isParent = std::find(downs.begin(), downs.end(), graph.indexOf(needed)) != downs.end();
    return isParent ? core::Message{ QT_TRANSLATE_NOOP("Messages", "%1 follows it."), { by } }
                    : core::Message{ QT_TRANSLATE_NOOP("Messages", "%1 depends on it."), { by } };
}

core::Message standsOn(const RevisionGraph& graph, const RevisionId& child, const RevisionId& on)
{
    const auto downs = graph.downs(graph.indexOf(child));
    const bool isChild = std::find(downs.begin(), downs.end(), graph.indexOf(on)) != downs.end();
    return isChild ? core::Message{ QT_TRANSLATE_NOOP("Messages", "It follows %1, which is taken back."), { on } }
                   : core::Message{ QT_TRANSLATE_NOOP("Messages", "It depends on %1, which is taken back."), { on } };
}

// In an upgrade the first later step that has this one among its parents or dependencies is the reason; in a downgrade
// the first later step that is one of its own parents or dependencies.
void giveReasons(const RevisionGraph& graph, Plan& plan)
{
    QHash<RevisionId, RevisionId> reasons;
    for (auto step = plan.steps.rbegin(); step != plan.steps.rend(); ++step) {
        const auto index = graph.indexOf(step->revision);
        const auto remember = [&](RevisionGraph::Indices neighbours) {
            for (const auto neighbour : neighbours)
                reasons.insert(graph.id(neighbour), step->revision);
        };
        const bool upgrade = plan.direction == Direction::Upgrade;
        if (index < 0 || plan.direction == Direction::Stamp) {
            step->reason = askedFor(plan.target);
            continue;
        }
        const auto found = reasons.constFind(step->revision);
        if (found == reasons.constEnd())
            step->reason = askedFor(plan.target);
        else
            step->reason = upgrade ? neededBy(graph, step->revision, *found) : standsOn(graph, step->revision, *found);
        remember(upgrade ? graph.downs(index) : graph.nexts(index));
        remember(upgrade ? graph.dependencies(index) : graph.dependents(index));
    }
}

revisions::TraversalResult traverse(const RevisionGraph& graph, const Plan& plan)
{
    switch (plan.direction) {
    case Direction::Upgrade:
        return revisions::upgradeSteps(graph, plan.target, plan.start);
    case Direction::Downgrade:
        return revisions::downgradeSteps(graph, plan.target, plan.start);
    case Direction::Stamp:
        break;
    }
    return revisions::stampSteps(graph, { plan.target }, plan.purge ? QStringList() : plan.start);
}

} // namespace

Plan planUpgrade(
    const RevisionGraph& graph, const QString& target, const QStringList& current, const PlanContext& context)
{
    return makePlan(Direction::Upgrade, graph, target, current, context);
}

Plan planDowngrade(
    const RevisionGraph& graph, const QString& target, const QStringList& current, const PlanContext& context)
{
    return makePlan(Direction::Downgrade, graph, target, current, context);
}

Plan planStamp(
    const RevisionGraph& graph, const QString& target, const QStringList& current, const PlanContext& context)
{
    return makePlan(Direction::Stamp, graph, target, current, context);
}

Plan makePlan(Direction direction, const RevisionGraph& graph, const QString& target, const QStringList& current,
    const PlanContext& context)
{
    Plan plan = emptyPlan(direction, target, current, context);
    plan.purge = context.purge && direction == Direction::Stamp;
    if (!plan.purge)
        plan.refused = unknownRows(graph, plan.start);
    if (plan.refused)
        return plan;
    const auto traversal = traverse(graph, plan);
    if (!traversal) {
        plan.refused = refusedBy(traversal.error());
        return plan;
    }
    for (const revisions::TraversalStep& step : traversal->steps)
        plan.steps.push_back(stepOf(graph, step));
    plan.hangsAlembic = traversal->hangsAlembic;
    giveReasons(graph, plan);
    if (plan.runner.kind == RunnerKind::Alembic)
        plan.refused = plan.hangsAlembic ? hangs(*traversal) : brokenTree(graph);
    return plan;
}

} // namespace espalier::plan
