#pragma once

#include "jobs/job_queue.h"

#include <QAbstractListModel>

namespace espalier::ui {

/// The jobs that wait or run, newest last.
class JobsModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole, ProgressRole, StateRole, CancellableRole };

    explicit JobsModel(jobs::JobQueue& queue, QObject* parent = nullptr);
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    const QList<jobs::JobInfo>& jobs() const { return m_jobs; }

Q_SIGNALS:
    /// A job ended without success; not for cancelled ones.
    void failed(const espalier::jobs::JobInfo& info);

private:
    void take(const jobs::JobInfo& info);
    QList<jobs::JobInfo> m_jobs;
};

/// "Reading scripts · 1,204 of 5,819 revisions"
QString progressText(const jobs::Progress& progress);
/// 0 … 1000, or -1 where the total is not known.
int progressPermille(const jobs::Progress& progress);

} // namespace espalier::ui
