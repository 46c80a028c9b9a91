#include "shell/jobs_model.h"

#include "widgets/format.h"

namespace espalier::ui {

JobsModel::JobsModel(jobs::JobQueue& queue, QObject* parent)
    : QAbstractListModel(parent)
    , m_jobs(queue.active())
{
    connect(&queue, &jobs::JobQueue::jobChanged, this, &JobsModel::take);
}

int JobsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_jobs.size());
}

QVariant JobsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& job = m_jobs[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return job.title;
    case Qt::ToolTipRole:
        return progressText(job.progress);
    case IdRole:
        return QVariant::fromValue(job.id);
    case ProgressRole:
        return progressPermille(job.progress);
    case StateRole:
        return static_cast<int>(job.state);
    case CancellableRole:
        return job.cancellable;
    default:
        return {};
    }
}

void JobsModel::take(const jobs::JobInfo& info)
{
    qsizetype row = 0;
    while (row < m_jobs.size() && m_jobs[row].id != info.id)
        ++row;
    const bool known = row < m_jobs.size();
    const bool active = info.state == jobs::JobState::Waiting || info.state == jobs::JobState::Running;
    if (active && !known) {
        beginInsertRows({}, static_cast<int>(row), static_cast<int>(row));
        m_jobs.append(info);
        endInsertRows();
    } else if (active) {
        m_jobs[row] = info;
        const auto at = index(static_cast<int>(row));
        Q_EMIT dataChanged(at, at);
    } else if (known) {
        beginRemoveRows({}, static_cast<int>(row), static_cast<int>(row));
        m_jobs.removeAt(row);
        endRemoveRows();
    }
    if (info.state == jobs::JobState::Failed)
        Q_EMIT failed(info);
}

QString progressText(const jobs::Progress& progress)
{
    const bool bytes = progress.unit == QLatin1String("bytes");
    const auto shown = [bytes](qint64 value) { return bytes ? byteSize(value) : number(value); };
    QString amount;
    if (progress.total > 0)
        amount = JobsModel::tr("%1 of %2").arg(shown(progress.done), shown(progress.total));
    else if (progress.done > 0)
        amount = shown(progress.done);
    if (progress.phase.isEmpty())
        return amount;
    return amount.isEmpty() ? progress.phase : QStringLiteral("%1 · %2").arg(progress.phase, amount);
}

int progressPermille(const jobs::Progress& progress)
{
    if (progress.total <= 0)
        return -1;
    return static_cast<int>(1000.0 * double(qBound<qint64>(0, progress.done, progress.total)) / double(progress.total));
}

} // namespace espalier::ui
