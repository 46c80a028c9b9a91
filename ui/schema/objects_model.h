#pragma once

#include "schema/objects_controller.h"

#include <QAbstractTableModel>

namespace espalier::ui {

/// Views, types and whatever else is no table, a row each.
class ObjectsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { NameColumn, KindColumn, MarkColumn, StateColumn, PartsColumn, UsedByColumn, ColumnCount };
    enum Role { KeyRole = Qt::UserRole };

    using QAbstractTableModel::QAbstractTableModel;
    void setRows(const std::shared_ptr<const ObjectsController::Rows>& rows, bool isCompared);
    /// Whether anything is known of it in any row.
    bool hasColumn(int column) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const ObjectRow& at(int row) const { return (*m_rows)[size_t(row)]; }

    std::shared_ptr<const ObjectsController::Rows> m_rows;
    bool m_isCompared = false;
};

/// "view", "enum", …; of others the database's own word.
QString objectKindText(const report::SchemaObject& object);
QString objectIcon(const report::SchemaObject& object);

} // namespace espalier::ui
