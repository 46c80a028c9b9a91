#include "jobs/job_context.h"

#include "core/redaction.h"

namespace espalier::jobs {

namespace {
const core::SystemClock systemClock;
}

JobContext::JobContext(core::CancelToken token, ProgressSink progressSink, LogSink logSink, const core::Clock* clock)
    : m_cancel(std::move(token))
    , m_progressSink(std::move(progressSink))
    , m_logSink(std::move(logSink))
    , m_clock(clock ? clock : &systemClock)
{ }

void JobContext::progress(const Progress& progress) const
{
    if (m_progressSink)
        m_progressSink(progress);
}

void JobContext::log(LogLevel level, const QString& text, const QStringList& path) const
{
    if (m_logSink)
        m_logSink(LogLine{ level, path, core::redacted(text) });
}

} // namespace espalier::jobs
