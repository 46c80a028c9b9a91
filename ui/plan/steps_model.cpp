#include "plan/steps_model.h"

#include "style/colors.h"
#include "style/icon.h"
#include "style/type.h"
#include "widgets/format.h"

#include <algorithm>
#include <QGuiApplication>

namespace espalier::ui {

QString stepStateText(StepState state)
{
    switch (state) {
    case StepState::Waiting:
        return StepsModel::tr("waiting");
    case StepState::Running:
        return StepsModel::tr("running");
    case StepState::Done:
        return StepsModel::tr("done");
    case StepState::Failed:
        return StepsModel::tr("failed");
    }
    return {};
}

QString rowsText(const QStringList& rows)
{
    if (rows.isEmpty())
        return StepsModel::tr("base");
    QStringList shown;
    for (const auto& row : rows.mid(0, 4))
        shown.append(shortId(row));
    if (rows.size() > 4)
        shown.append(StepsModel::tr("%n more", nullptr, static_cast<int>(rows.size()) - 4));
    return shown.join(QStringLiteral(", "));
}

QString changesText(const std::vector<revisions::VersionChange>& changes, bool whole)
{
    const auto shown = [whole](const QString& id) { return whole ? id : shortId(id); };
    QStringList parts;
    for (const auto& change : changes) {
        if (change.from.isEmpty())
            parts.append(QStringLiteral("+ %1").arg(shown(change.to)));
        else if (change.to.isEmpty())
            parts.append(QStringLiteral("− %1").arg(shown(change.from)));
        else
            parts.append(QStringLiteral("%1 → %2").arg(shown(change.from), shown(change.to)));
    }
    return parts.join(whole ? QStringLiteral("\n") : QStringLiteral(", "));
}

void StepsModel::setPlan(const plan::Plan& plan)
{
    beginResetModel();
    m_plan = plan;
    m_progress.assign(plan.steps.size(), {});
    endResetModel();
}

void StepsModel::resetProgress()
{
    if (m_progress.empty())
        return;
    m_progress.assign(m_plan.steps.size(), {});
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void StepsModel::take(const run::RunEvent& event)
{
    if (event.index < 0 || event.index >= rowCount())
        return;
    auto& step = m_progress[static_cast<size_t>(event.index)];
    switch (event.kind) {
    case run::EventKind::StepStarted:
        step.state = StepState::Running;
        break;
    case run::EventKind::StepDone:
        step.state = StepState::Done;
        step.milliseconds = event.milliseconds;
        step.committed = event.committed;
        break;
    case run::EventKind::StepFailed:
        step.state = StepState::Failed;
        step.milliseconds = event.milliseconds;
        if (event.failure)
            step.error = event.failure->message.section(QLatin1Char('\n'), 0, 0);
        break;
    case run::EventKind::Log:
    case run::EventKind::Done:
        return;
    }
    Q_EMIT dataChanged(index(event.index, 0), index(event.index, ColumnCount - 1));
}

int StepsModel::doneCount() const
{
    return static_cast<int>(std::count_if(
        m_progress.begin(), m_progress.end(), [](const auto& step) { return step.state == StepState::Done; }));
}

bool StepsModel::hasFlags() const
{
    return std::any_of(m_plan.steps.begin(), m_plan.steps.end(),
        [](const auto& step) { return step.destructive.value_or(false) || step.opaque.value_or(false); });
}

int StepsModel::rowOf(const QString& revision) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (m_plan.steps[static_cast<size_t>(row)].revision == revision)
            return row;
    }
    return -1;
}

int StepsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_plan.steps.size());
}

int StepsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant StepsModel::text(const plan::Step& step, const StepProgress& progress, int row, int column) const
{
    switch (column) {
    case NumberColumn:
        return number(row + 1);
    case StateColumn:
        return stepStateText(progress.state);
    case RevisionColumn:
        return step.revision.isEmpty() ? tr("version table") : shortId(step.revision);
    case MessageColumn:
        return progress.error.isEmpty() ? step.message : progress.error;
    case RowsColumn:
        return changesText(step.changes);
    case FlagsColumn: {
        QStringList flags;
        if (step.destructive.value_or(false))
            flags.append(tr("drops data"));
        if (step.opaque.value_or(false))
            flags.append(tr("opaque"));
        return flags.join(QStringLiteral(", "));
    }
    case TimeColumn:
        return progress.milliseconds > 0 ? duration(progress.milliseconds) : QString();
    default:
        return {};
    }
}

QVariant StepsModel::decoration(const StepProgress& progress) const
{
    const Colors& colors = colorsOf(QGuiApplication::palette());
    switch (progress.state) {
    case StepState::Waiting:
        return themedIcon(QStringLiteral("clock"), colors.muted);
    case StepState::Running:
        return themedIcon(QStringLiteral("play"), colors.accent);
    case StepState::Done:
        return themedIcon(QStringLiteral("check"), colors.success);
    case StepState::Failed:
        return themedIcon(QStringLiteral("error"), colors.danger);
    }
    return {};
}

QVariant StepsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto row = static_cast<size_t>(index.row());
    const auto& step = m_plan.steps[row];
    const auto& progress = m_progress[row];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(step, progress, index.row(), column);
    case Qt::DecorationRole:
        return column == StateColumn ? decoration(progress) : QVariant();
    case Qt::ToolTipRole:
        if (column == RowsColumn)
            return changesText(step.changes, true);
        return step.reason.text();
    case Qt::FontRole:
        return column == RevisionColumn || column == RowsColumn ? QVariant(monoFont()) : QVariant();
    case Qt::ForegroundRole:
        if (progress.state == StepState::Failed && column == MessageColumn)
            return colorsOf(QGuiApplication::palette()).danger;
        return column == NumberColumn || column == RowsColumn ? QVariant(colorsOf(QGuiApplication::palette()).muted)
                                                              : QVariant();
    case Qt::TextAlignmentRole:
        return column == NumberColumn || column == TimeColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                                              : QVariant(Qt::AlignLeading | Qt::AlignVCenter);
    case StepStateRole:
        return static_cast<int>(progress.state);
    case RevisionRole:
        return step.revision;
    default:
        return {};
    }
}

QVariant StepsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && (section == NumberColumn || section == TimeColumn))
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NumberColumn:
        return tr("No.");
    case StateColumn:
        return tr("State");
    case RevisionColumn:
        return tr("Revision");
    case MessageColumn:
        return tr("Message");
    case RowsColumn:
        return tr("Version table");
    case FlagsColumn:
        return tr("Careful");
    case TimeColumn:
        return tr("Time");
    default:
        return {};
    }
}

} // namespace espalier::ui
