#include "jobs/job_queue.h"

#include <QSet>

namespace espalier::jobs {

struct JobQueue::Entry {
    Task task;
    JobInfo info;
    core::CancelSource cancel;
};

JobQueue::JobQueue(QObject* parent)
    : QObject(parent)
{
    // Jobs mostly wait for servers and programs, so there may be more of them than cores.
    m_pool.setMaxThreadCount(8);
}

JobQueue::~JobQueue()
{
    cancelAll();
    m_pool.waitForDone();
}

JobId JobQueue::enqueue(Task task)
{
    auto entry = std::make_shared<Entry>();
    entry->info.id = m_nextId++;
    entry->info.title = task.title;
    entry->task = std::move(task);
    m_entries.append(entry);
    Q_EMIT jobChanged(entry->info);
    startReady();
    return entry->info.id;
}

void JobQueue::startReady()
{
    QSet<QString> busy;
    for (const auto& entry : std::as_const(m_entries)) {
        if (entry->info.state == JobState::Running)
            busy.insert(entry->task.lane);
    }
    const auto entries = m_entries;
    for (const auto& entry : entries) {
        const QString& lane = entry->task.lane;
        if (entry->info.state != JobState::Waiting || (!lane.isEmpty() && busy.contains(lane)))
            continue;
        busy.insert(lane);
        start(entry);
    }
}

void JobQueue::start(const std::shared_ptr<Entry>& entry)
{
    entry->info.state = JobState::Running;
    entry->info.started = QDateTime::currentDateTimeUtc();
    Q_EMIT jobChanged(entry->info);
    const auto token = entry->cancel.token();
    m_pool.start([this, entry, token] {
        // The queue outlives its workers (its destructor waits), so posting to `this` from here is safe.
        JobContext context(
            token,
            [this, entry](const Progress& progress) {
                QMetaObject::invokeMethod(
                    this,
                    [this, entry, progress] {
                        entry->info.progress = progress;
                        Q_EMIT jobChanged(entry->info);
                    },
                    Qt::QueuedConnection);
            },
            [this, entry](const LogLine& line) {
                QMetaObject::invokeMethod(
                    this, [this, entry, line] { Q_EMIT jobLogged(entry->info.id, line); }, Qt::QueuedConnection);
            });
        const auto error = token.isCancelled()
            ? std::optional<core::Error>(core::makeError(core::ErrorCode::Cancelled, "Cancelled."))
            : entry->task.work(context);
        QMetaObject::invokeMethod(
            this, [this, entry, error] { finish(entry, error); }, Qt::QueuedConnection);
    });
}

void JobQueue::finish(const std::shared_ptr<Entry>& entry, const std::optional<core::Error>& error)
{
    entry->info.state = !error ? JobState::Done : error->isCancelled() ? JobState::Cancelled : JobState::Failed;
    if (error)
        entry->info.error = *error;
    m_entries.removeOne(entry);
    Q_EMIT jobChanged(entry->info);
    if (entry->task.receiver)
        entry->task.done();
    startReady();
    if (m_entries.isEmpty())
        Q_EMIT idle();
}

void JobQueue::cancel(JobId id)
{
    for (const auto& entry : std::as_const(m_entries)) {
        if (entry->info.id == id)
            entry->cancel.cancel();
    }
}

void JobQueue::cancelAll()
{
    for (const auto& entry : std::as_const(m_entries))
        entry->cancel.cancel();
}

QList<JobInfo> JobQueue::active() const
{
    QList<JobInfo> infos;
    for (const auto& entry : m_entries)
        infos.append(entry->info);
    return infos;
}

bool JobQueue::isIdle() const { return m_entries.isEmpty(); }

} // namespace espalier::jobs
