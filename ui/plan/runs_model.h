#pragma once

#include "core/clock.h"
#include "run/journal.h"

#include <QAbstractTableModel>

namespace espalier::ui {

class RunHistory;

/// The runs that the journal knows, newest first.
class RunsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { WhenColumn, StateColumn, WhatColumn, DatabaseColumn, StepsColumn, TimeColumn, ColumnCount };

    RunsModel(const RunHistory& history, const core::Clock& clock, QObject* parent = nullptr);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    const run::RunRecord& record(int row) const;

private:
    QVariant text(const run::RunRecord& record, int column) const;

    const RunHistory& m_history;
    const core::Clock& m_clock;
};

QString runStateText(run::RunState state);
/// Everything that a record holds, for reading.
QString runDetails(const run::RunRecord& record);

} // namespace espalier::ui
