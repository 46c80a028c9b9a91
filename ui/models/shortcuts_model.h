#pragma once

#include "actions/action_registry.h"

#include <QAbstractTableModel>

namespace espalier::ui {

/// Every action with its keys, for the page of shortcuts.
class ShortcutsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { ActionColumn, GroupColumn, KeysColumn, ColumnCount };

    explicit ShortcutsModel(const ActionRegistry& actions, QObject* parent = nullptr);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const ActionRegistry& m_actions;
    QStringList m_ids;
};

} // namespace espalier::ui
