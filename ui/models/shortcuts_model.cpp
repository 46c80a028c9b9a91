#include "models/shortcuts_model.h"

namespace espalier::ui {

ShortcutsModel::ShortcutsModel(const ActionRegistry& actions, QObject* parent)
    : QAbstractTableModel(parent)
    , m_actions(actions)
{
    for (const auto group : allActionGroups())
        m_ids += actions.idsOf(group);
    connect(&actions, &ActionRegistry::added, this, [this](const QString& id) {
        const int row = static_cast<int>(m_ids.size());
        beginInsertRows({}, row, row);
        m_ids.append(id);
        endInsertRows();
    });
}

int ShortcutsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

int ShortcutsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant ShortcutsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const QString& id = m_ids[index.row()];
    const auto* action = m_actions.action(id);
    if (role == Qt::DecorationRole && index.column() == ActionColumn)
        return action->icon();
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case ActionColumn:
        return action->text();
    case GroupColumn:
        return actionGroupTitle(m_actions.spec(id).group);
    case KeysColumn:
        return QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText);
    default:
        return {};
    }
}

QVariant ShortcutsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case ActionColumn:
        return tr("Action");
    case GroupColumn:
        return tr("Group");
    case KeysColumn:
        return tr("Keys");
    default:
        return {};
    }
}

} // namespace espalier::ui
