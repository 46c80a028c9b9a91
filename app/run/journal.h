#pragma once

#include "core/clock.h"
#include "core/file_lock.h"
#include "plan/plan.h"
#include "run/run_event.h"

#include <memory>
#include <QDateTime>

namespace espalier::run {

using RunId = QString;

/// How a recorded run ended. Interrupted: the process that ran it is gone and never wrote an end.
enum class RunState { Running, Done, Failed, Cancelled, Interrupted };
QString runStateName(RunState state);

/// What is known of a run before it starts. Holds no secret: `database` is the address without a password.
struct RunHeader {
    RunId id;
    QDateTime started; ///< UTC
    QString project;
    QString database;
    QString environment; ///< the command that starts Python
    plan::Direction direction = plan::Direction::Upgrade;
    QString target;
    QStringList start;
    QStringList steps; ///< revision ids in order
    QString runner;
    qint64 processId = 0;
    QString bootId;
};

/// A run as read back.
struct RunRecord {
    RunHeader header;
    RunState state = RunState::Interrupted;
    QDateTime ended; ///< UTC; invalid while running or where interrupted
    QList<RunEvent> events; ///< Journal::list() leaves log lines out
    QStringList current; ///< the version table's rows at the end, as read by Espalier's own connection
    bool currentKnown = false;
    bool isDamaged = false; ///< a line in the middle could not be read; a torn last line is not damage
    QString file;
};

/// Writes one run: every entry but a log line is on the disk before the call returns, so that after a crash the journal
/// names the step that was being run. The file stays locked while this object lives; that is how a reader tells running
/// from interrupted. Not thread-safe.
class RunWriter {
public:
    RunWriter(const RunWriter&) = delete;
    RunWriter& operator=(const RunWriter&) = delete;
    const RunHeader& header() const { return m_header; }
    /// WriteFailed: nothing of the event was written, the record is as it was before. Log lines beyond some thousands
    /// are left out.
    core::Result<void> append(const RunEvent& event);

private:
    friend class Journal;
    RunWriter(RunHeader header, core::FileLock lock, QString file);
    core::Result<void> writeLine(const QJsonObject& object, bool durable);

    RunHeader m_header;
    core::FileLock m_lock;
    QString m_file;
    qint64 m_length = 0;
    int m_logLines = 0;
};

/// The local record of all runs: a folder with an append-only file of JSON lines per run.
class Journal {
public:
    explicit Journal(const QString& folder, const core::Clock* clock = nullptr);
    /// In the user's data folder.
    static Journal ofUser();

    /// Gives the header its id, time, process and boot id, and starts the record.
    core::Result<std::unique_ptr<RunWriter>> begin(RunHeader header) const;
    /// Newest first. Files that are not a run's record are left out.
    core::Result<QList<RunRecord>> list() const;
    core::Result<RunRecord> read(const RunId& id) const;
    const QString& folder() const { return m_folder; }

private:
    QString m_folder;
    const core::Clock* m_clock;
};

} // namespace espalier::run
