#include "actions/action_registry.h"

#include "style/icon.h"

#include <QCoreApplication>

namespace espalier::ui {

QList<ActionGroup> allActionGroups()
{
    return { ActionGroup::Project, ActionGroup::Database, ActionGroup::Migrations, ActionGroup::Schema,
        ActionGroup::Plan, ActionGroup::Backups, ActionGroup::Go, ActionGroup::View, ActionGroup::Help };
}

QString actionGroupTitle(ActionGroup group)
{
    switch (group) {
    case ActionGroup::Project:
        return QCoreApplication::translate("ActionGroup", "Project");
    case ActionGroup::Database:
        return QCoreApplication::translate("ActionGroup", "Database");
    case ActionGroup::Migrations:
        return QCoreApplication::translate("ActionGroup", "Migrations");
    case ActionGroup::Schema:
        return QCoreApplication::translate("ActionGroup", "Schema");
    case ActionGroup::Plan:
        return QCoreApplication::translate("ActionGroup", "Plan");
    case ActionGroup::Backups:
        return QCoreApplication::translate("ActionGroup", "Backups");
    case ActionGroup::Go:
        return QCoreApplication::translate("ActionGroup", "Go");
    case ActionGroup::View:
        return QCoreApplication::translate("ActionGroup", "View");
    case ActionGroup::Help:
        return QCoreApplication::translate("ActionGroup", "Help");
    }
    return {};
}

ActionRegistry::ActionRegistry(QObject* parent)
    : QObject(parent)
{ }

QAction* ActionRegistry::add(const ActionSpec& spec, QObject* owner, std::function<void()> run)
{
    Q_ASSERT(!m_entries.contains(spec.id));
    auto* action = new QAction(spec.text, this);
    action->setObjectName(spec.id);
    if (!spec.icon.isEmpty())
        action->setIcon(themedIcon(spec.icon));
    action->setShortcuts(spec.shortcuts);
    action->setToolTip(spec.hint.isEmpty() ? spec.text : spec.hint);
    action->setMenuRole(QAction::NoRole);
    connect(action, &QAction::triggered, owner, [run = std::move(run)] { run(); });
    m_entries.insert(spec.id, { spec, action });
    m_order.append(spec.id);
    Q_EMIT added(spec.id);
    return action;
}

QAction* ActionAdder::operator()(const char* id, const QString& text, const char* icon, const QKeySequence& keys,
    std::function<void()> run, const QString& hint, bool destructive) const
{
    return m_registry.add({ .id = QLatin1String(id),
                              .group = m_group,
                              .text = text,
                              .icon = QLatin1String(icon),
                              .shortcuts = { keys },
                              .destructive = destructive,
                              .hint = hint },
        m_owner, std::move(run));
}

QAction* ActionRegistry::action(const QString& id) const { return m_entries.value(id).action; }

const ActionSpec& ActionRegistry::spec(const QString& id) const
{
    static const ActionSpec none;
    const auto found = m_entries.constFind(id);
    return found == m_entries.constEnd() ? none : found->spec;
}

QStringList ActionRegistry::idsOf(ActionGroup group) const
{
    QStringList ids;
    for (const auto& id : m_order) {
        if (m_entries[id].spec.group == group)
            ids.append(id);
    }
    return ids;
}

void ActionRegistry::setEnabled(const QString& id, bool enabled)
{
    if (auto* found = action(id))
        found->setEnabled(enabled);
}

bool ActionRegistry::trigger(const QString& id)
{
    auto* found = action(id);
    if (!found || !found->isEnabled())
        return false;
    found->trigger();
    return true;
}

} // namespace espalier::ui
