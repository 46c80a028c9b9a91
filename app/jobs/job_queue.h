#pragma once

#include "jobs/job_context.h"

#include <functional>
#include <memory>
#include <optional>
#include <QObject>
#include <QPointer>
#include <QThreadPool>

namespace espalier::jobs {

using JobId = quint64;

enum class JobState { Waiting, Running, Done, Failed, Cancelled };

/// What the window shows of a job; a snapshot.
struct JobInfo {
    JobId id = 0;
    QString title;
    JobState state = JobState::Waiting;
    Progress progress;
    QDateTime started; ///< UTC
    core::Error error; ///< where state is Failed
    bool cancellable = true;
};

/// Runs jobs on worker threads. Jobs of one lane run one after the other (a lane per connection, say); an empty lane
/// name runs at once. Lives on the GUI thread; all signals and `done` callbacks arrive there, never from a worker.
/// Nothing here waits for a worker but the destructor, which cancels all first.
class JobQueue : public QObject {
    Q_OBJECT
public:
    explicit JobQueue(QObject* parent = nullptr);
    ~JobQueue() override;

    /// Runs `work` on a worker thread, then `done` on this object's thread, unless `receiver` is gone by then.
    template <typename R>
    JobId submit(const QString& title, const QString& lane, QObject* receiver,
        std::function<core::Result<R>(JobContext&)> work, std::function<void(core::Result<R>)> done)
    {
        auto box = std::make_shared<std::optional<core::Result<R>>>();
        Task task;
        task.title = title;
        task.lane = lane;
        task.receiver = receiver;
        task.work = [work, box](JobContext& context) -> std::optional<core::Error> {
            box->emplace(work(context));
            if (box->value())
                return std::nullopt;
            return box->value().error();
        };
        task.done = [done, box] {
            if (done)
                done(box->has_value() ? std::move(**box) : core::Result<R>(core::cancelled()));
        };
        return enqueue(std::move(task));
    }

    void cancel(JobId id);
    void cancelAll();
    /// Waiting and running jobs, oldest first.
    QList<JobInfo> active() const;
    bool isIdle() const;

Q_SIGNALS:
    void jobChanged(const espalier::jobs::JobInfo& info);
    void jobLogged(espalier::jobs::JobId id, const espalier::jobs::LogLine& line);
    /// No job is waiting or running any more.
    void idle();

private:
    struct Task {
        QString title;
        QString lane;
        QPointer<QObject> receiver;
        std::function<std::optional<core::Error>(JobContext&)> work;
        std::function<void()> done;
    };
    struct Entry;

    JobId enqueue(Task task);
    void startReady();
    void start(const std::shared_ptr<Entry>& entry);
    void finish(const std::shared_ptr<Entry>& entry, const std::optional<core::Error>& error);

    QThreadPool m_pool;
    QList<std::shared_ptr<Entry>> m_entries;
    JobId m_nextId = 1;
};

} // namespace espalier::jobs

Q_DECLARE_METATYPE(espalier::jobs::JobInfo)
Q_DECLARE_METATYPE(espalier::jobs::LogLine)
