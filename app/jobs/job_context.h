#pragma once

#include "core/cancel.h"
#include "core/clock.h"

#include <functional>
#include <QString>

namespace espalier::jobs {

/// How far a job is. A total of 0 means "not known"; the bar then only shows that work goes on.
struct Progress {
    QString phase; ///< what is being done, for people, e.g. "Reading scripts"
    qint64 done = 0;
    qint64 total = 0;
    QString unit; ///< "bytes", "tables", "revisions"
    friend bool operator==(const Progress&, const Progress&) = default;
};

enum class LogLevel { Debug, Info, Warning, Error };

/// A line of a job's log; `path` is its place in the tree of operations, e.g. {"Upgrade", "ae103…"}.
struct LogLine {
    LogLevel level = LogLevel::Info;
    QStringList path;
    QString text;
};

/// What a job gets from outside. A job is a plain blocking function `Result<R> run(const Params&, JobContext&)` that
/// runs on a worker thread; it looks at `cancel` between steps and hands hooks to it for what blocks.
class JobContext {
public:
    using ProgressSink = std::function<void(const Progress&)>;
    using LogSink = std::function<void(const LogLine&)>;

    explicit JobContext(core::CancelToken token = {}, ProgressSink progressSink = {}, LogSink logSink = {},
        const core::Clock* clock = nullptr);

    const core::CancelToken& cancel() const { return m_cancel; }
    const core::Clock& clock() const { return *m_clock; }
    void progress(const Progress& progress) const;
    /// The text is redacted here, so that no sink sees a secret.
    void log(LogLevel level, const QString& text, const QStringList& path = {}) const;

private:
    core::CancelToken m_cancel;
    ProgressSink m_progressSink;
    LogSink m_logSink;
    const core::Clock* m_clock;
};

} // namespace espalier::jobs
