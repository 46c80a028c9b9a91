#pragma once

#include "plan/plan.h"
#include "run/run_event.h"

#include <QAbstractTableModel>

namespace espalier::ui {

enum class StepState { Waiting, Running, Done, Failed };

struct StepProgress {
    StepState state = StepState::Waiting;
    qint64 milliseconds = 0;
    QString error; ///< one line
    bool committed = false;
};

/// The steps of a plan in their order, and how far each has come in the run that goes on or went last.
class StepsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        NumberColumn,
        StateColumn,
        RevisionColumn,
        MessageColumn,
        RowsColumn,
        FlagsColumn,
        TimeColumn,
        ColumnCount
    };
    enum Role { StepStateRole = Qt::UserRole, RevisionRole };

    using QAbstractTableModel::QAbstractTableModel;
    void setPlan(const plan::Plan& plan);
    /// Forgets the last run.
    void resetProgress();
    void take(const run::RunEvent& event);
    const StepProgress& progress(int row) const { return m_progress[static_cast<size_t>(row)]; }
    const plan::Plan& plan() const { return m_plan; }
    int doneCount() const;
    /// Whether any step is known to be destructive or opaque.
    bool hasFlags() const;
    int rowOf(const QString& revision) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QVariant text(const plan::Step& step, const StepProgress& progress, int row, int column) const;
    QVariant decoration(const StepProgress& progress) const;

    plan::Plan m_plan;
    std::vector<StepProgress> m_progress;
};

QString stepStateText(StepState state);
/// What a step does to the version table: "a1 → b2", "+ a1", "− a1".
QString changesText(const std::vector<revisions::VersionChange>& changes, bool whole = false);
/// "a1, b2", or "base" for no rows.
QString rowsText(const QStringList& rows);

} // namespace espalier::ui
