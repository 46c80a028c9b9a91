#pragma once

#include "database/first_rows.h"

#include <QAbstractTableModel>

namespace espalier::ui {

/// Rows of a table as they stand in the database. Values that are not there look otherwise than those that are.
class RowsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    void setRows(const database::FirstRows& rows);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    database::FirstRows m_rows;
};

} // namespace espalier::ui
