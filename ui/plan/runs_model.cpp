#include "plan/runs_model.h"

#include "core/clock.h"
#include "plan/plan_controller.h"
#include "session/run_history.h"
#include "style/colors.h"
#include "style/icon.h"
#include "widgets/format.h"

#include <algorithm>
#include <QGuiApplication>

namespace espalier::ui {
namespace {

int doneSteps(const run::RunRecord& record)
{
    return static_cast<int>(std::count_if(record.events.begin(), record.events.end(),
        [](const auto& event) { return event.kind == run::EventKind::StepDone; }));
}

QIcon stateIcon(run::RunState state)
{
    const Colors& colors = colorsOf(QGuiApplication::palette());
    switch (state) {
    case run::RunState::Running:
        return themedIcon(QStringLiteral("play"), colors.accent);
    case run::RunState::Done:
        return themedIcon(QStringLiteral("check"), colors.success);
    case run::RunState::Failed:
        return themedIcon(QStringLiteral("error"), colors.danger);
    case run::RunState::Cancelled:
        return themedIcon(QStringLiteral("stop"), colors.muted);
    case run::RunState::Interrupted:
        return themedIcon(QStringLiteral("warning"), colors.warning);
    }
    return {};
}

} // namespace

QString runStateText(run::RunState state)
{
    switch (state) {
    case run::RunState::Running:
        return RunsModel::tr("running");
    case run::RunState::Done:
        return RunsModel::tr("done");
    case run::RunState::Failed:
        return RunsModel::tr("failed");
    case run::RunState::Cancelled:
        return RunsModel::tr("stopped");
    case run::RunState::Interrupted:
        return RunsModel::tr("broken off");
    }
    return {};
}

QString runDetails(const run::RunRecord& record)
{
    QStringList lines;
    const auto& header = record.header;
    lines.append(RunsModel::tr("%1 to %2 on %3").arg(directionTitle(header.direction), header.target, header.database));
    lines.append(RunsModel::tr("Started %1").arg(exactTime(header.started)));
    lines.append(RunsModel::tr("With %1").arg(header.environment));
    lines.append(RunsModel::tr("From %1").arg(rowsText(header.start)));
    for (const auto& event : record.events) {
        if (event.kind == run::EventKind::StepDone)
            lines.append(RunsModel::tr("%1 done in %2").arg(event.revision, duration(event.milliseconds)));
        if (event.kind == run::EventKind::StepFailed) {
            lines.append(RunsModel::tr("%1 failed after %2").arg(event.revision, duration(event.milliseconds)));
            if (event.failure)
                lines.append(event.failure->traceback.isEmpty() ? event.failure->message : event.failure->traceback);
        }
        if (event.kind == run::EventKind::Done && event.error)
            lines.append(core::describe(*event.error));
    }
    lines.append(record.currentKnown ? RunsModel::tr("The database then stood at %1").arg(rowsText(record.current))
                                     : RunsModel::tr("Where the database then stood is not known"));
    return lines.join(QLatin1Char('\n'));
}

RunsModel::RunsModel(const RunHistory& history, const core::Clock& clock, QObject* parent)
    : QAbstractTableModel(parent)
    , m_history(history)
    , m_clock(clock)
{
    connect(&history, &RunHistory::changed, this, [this] {
        beginResetModel();
        endResetModel();
    });
}

const run::RunRecord& RunsModel::record(int row) const { return m_history.runs()[row]; }

int RunsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_history.runs().size());
}

int RunsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant RunsModel::text(const run::RunRecord& record, int column) const
{
    switch (column) {
    case WhenColumn:
        return relativeTime(record.header.started, m_clock.nowUtc());
    case StateColumn:
        return runStateText(record.state);
    case WhatColumn:
        return tr("%1 to %2").arg(directionTitle(record.header.direction), record.header.target);
    case DatabaseColumn:
        return record.header.database;
    case StepsColumn:
        return tr("%1 of %2").arg(number(doneSteps(record)), number(record.header.steps.size()));
    case TimeColumn:
        return record.ended.isValid() ? duration(record.header.started.msecsTo(record.ended)) : QString();
    default:
        return {};
    }
}

QVariant RunsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& shown = record(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(shown, index.column());
    case Qt::DecorationRole:
        return index.column() == StateColumn ? QVariant(stateIcon(shown.state)) : QVariant();
    case Qt::ToolTipRole:
        return index.column() == WhenColumn ? exactTime(shown.header.started) : QString();
    case Qt::TextAlignmentRole:
        return index.column() >= StepsColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                             : QVariant(Qt::AlignLeading | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section >= StepsColumn)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case WhenColumn:
        return tr("When");
    case StateColumn:
        return tr("State");
    case WhatColumn:
        return tr("What");
    case DatabaseColumn:
        return tr("Database");
    case StepsColumn:
        return tr("Steps");
    case TimeColumn:
        return tr("Time");
    default:
        return {};
    }
}

} // namespace espalier::ui
