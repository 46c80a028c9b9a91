#pragma once

#include "plan/plan.h"
#include "plan/steps_model.h"
#include "shell/services.h"

#include <optional>
#include <QObject>

namespace espalier::ui {

/// What is to be done: a target and the steps that lead there, made anew whenever the tree or the database changes.
/// While a run goes on the plan stands still.
class PlanController : public QObject {
    Q_OBJECT
public:
    explicit PlanController(Services& services, QObject* parent = nullptr);

    void setTarget(plan::Direction direction, const QString& target);
    void clear();
    bool hasTarget() const { return !m_target.isEmpty(); }
    plan::Direction direction() const { return m_direction; }
    QString target() const { return m_target; }
    /// nullopt while there is no target, no project or no database.
    const std::optional<plan::Plan>& plan() const { return m_plan; }
    StepsModel& steps() { return m_steps; }
    const StepsModel& steps() const { return m_steps; }
    /// "Upgrade to heads · 5 steps"
    QString summary() const;
    /// Why there is nothing to run; empty where there is.
    QString obstacle() const;

    /// Holds the plan as it is, with its progress, until another target is set or it is dropped.
    void hold(bool held);
    bool isHeld() const { return m_held; }

Q_SIGNALS:
    void changed();

private:
    void recompute();

    Services& m_services;
    plan::Direction m_direction = plan::Direction::Upgrade;
    QString m_target;
    std::optional<plan::Plan> m_plan;
    StepsModel m_steps;
    bool m_held = false;
};

QString directionTitle(plan::Direction direction);

} // namespace espalier::ui
