#include "plan/plan_controller.h"

#include "actions/action_registry.h"
#include "session/database_session.h"
#include "session/project_session.h"

namespace espalier::ui {

QString directionTitle(plan::Direction direction)
{
    switch (direction) {
    case plan::Direction::Upgrade:
        return PlanController::tr("Upgrade");
    case plan::Direction::Downgrade:
        return PlanController::tr("Downgrade");
    case plan::Direction::Stamp:
        return PlanController::tr("Stamp");
    }
    return {};
}

PlanController::PlanController(Services& services, QObject* parent)
    : QObject(parent)
    , m_services(services)
{
    connect(&services.project, &ProjectSession::projectChanged, this, &PlanController::clear);
    connect(&services.project, &ProjectSession::graphChanged, this, &PlanController::recompute);
    connect(&services.database, &DatabaseSession::statusChanged, this, &PlanController::recompute);
    services.actions.add({ .id = QStringLiteral("plan.clear"),
                             .group = ActionGroup::Plan,
                             .text = tr("Drop the Plan"),
                             .icon = QStringLiteral("close") },
        this, [this] { clear(); });
    services.actions.setEnabled(QStringLiteral("plan.clear"), false);
}

void PlanController::setTarget(plan::Direction direction, const QString& target)
{
    if (m_held)
        return;
    m_direction = direction;
    m_target = target.trimmed();
    recompute();
}

void PlanController::clear()
{
    if (m_held)
        return;
    m_target.clear();
    recompute();
}

void PlanController::hold(bool held)
{
    if (m_held == held)
        return;
    m_held = held;
    if (!held)
        recompute();
    else
        Q_EMIT changed();
}

void PlanController::recompute()
{
    if (m_held)
        return;
    const auto graph = m_services.project.graph();
    const bool ready = graph && m_services.database.status() && !m_target.isEmpty();
    std::optional<plan::Plan> next;
    if (ready) {
        plan::PlanContext context;
        context.project = m_services.project.project()->folder;
        next = plan::makePlan(m_direction, *graph, m_target, m_services.database.rows().ids, context);
    }
    // A look at the database that found nothing new leaves the table alone, with its selection and the last run.
    if (next != m_plan) {
        m_plan = next;
        m_steps.setPlan(m_plan.value_or(plan::Plan{}));
    }
    m_services.actions.setEnabled(QStringLiteral("plan.clear"), hasTarget());
    Q_EMIT changed();
}

QString PlanController::summary() const
{
    if (!m_plan)
        return {};
    QString what;
    switch (m_direction) {
    case plan::Direction::Upgrade:
        what = tr("Upgrade to %1").arg(m_target);
        break;
    case plan::Direction::Downgrade:
        what = tr("Downgrade to %1").arg(m_target);
        break;
    case plan::Direction::Stamp:
        return tr("Stamp as %1").arg(m_target);
    }
    return tr("%1 · %2").arg(what, tr("%n steps", nullptr, static_cast<int>(m_plan->steps.size())));
}

QString PlanController::obstacle() const
{
    if (!m_services.project.isOpen())
        return tr("No project is open.");
    if (!m_services.database.hasDatabase())
        return tr("No database is connected.");
    if (!m_services.database.isConnected())
        return tr("The database does not answer.");
    if (!m_plan)
        return tr("No target is chosen.");
    if (m_plan->refused)
        return m_plan->refused->message.text();
    if (m_plan->isEmpty())
        return tr("Nothing to do: the database is there already.");
    return {};
}

} // namespace espalier::ui
