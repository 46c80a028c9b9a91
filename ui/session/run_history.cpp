#include "session/run_history.h"

#include "jobs/job_queue.h"

#include <algorithm>

namespace espalier::ui {

RunHistory::RunHistory(jobs::JobQueue& queue, run::Journal journal, QObject* parent)
    : QObject(parent)
    , m_queue(queue)
    , m_journal(std::move(journal))
{ }

void RunHistory::refresh()
{
    m_queue.submit<QList<run::RunRecord>>(
        tr("Reading the journal"), QStringLiteral("journal"), this,
        [journal = m_journal](jobs::JobContext&) { return journal.list(); },
        [this](core::Result<QList<run::RunRecord>> runs) {
            if (runs)
                take(*runs);
        });
}

void RunHistory::take(const QList<run::RunRecord>& runs)
{
    m_runs = runs;
    m_applied.clear();
    // Oldest first, so that the latest time wins and a downgrade takes it away again.
    for (auto record = runs.crbegin(); record != runs.crend(); ++record) {
        auto& applied = m_applied[record->header.database];
        for (const auto& event : record->events) {
            if (event.kind != run::EventKind::StepDone || event.revision.isEmpty())
                continue;
            if (record->header.direction == plan::Direction::Upgrade)
                applied.insert(event.revision, event.at);
            else if (record->header.direction == plan::Direction::Downgrade)
                applied.remove(event.revision);
        }
    }
    Q_EMIT changed();
}

QDateTime RunHistory::appliedAt(const QString& database, const QString& revision) const
{
    return m_applied.value(database).value(revision);
}

} // namespace espalier::ui
