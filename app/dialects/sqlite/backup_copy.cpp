// The online backup of https://www.sqlite.org/backup.html, in steps.
//
// A step copies some pages under a shared lock. In WAL mode a read transaction held for the whole copy costs writers
// nothing, and the copy is the database as it was at its beginning. In the rollback modes that lock would keep every
// writer waiting for the whole copy; there each step takes and gives back its own, and when somebody has written in
// between, the library begins the copy anew. On a busy database that can go on for ever, so after `restartLimit` times
// the lock is kept after all. Either way the copy ends.

#include "dialects/sqlite/backup_file.h"

#include <algorithm>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QThread>
#include <sqlite3.h>

namespace espalier::dialects::sqlite {

namespace {

constexpr unsigned long busyPauseMs = 20;

struct Finish {
    void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};

bool isBusy(int code) { return (code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED; }

/// Repeats `attempt` while somebody else holds a lock, until the time is over.
template <typename Attempt> core::Result<int> patiently(const core::CancelToken& cancel, int timeoutMs, Attempt attempt)
{
    QElapsedTimer waiting;
    waiting.start();
    while (true) {
        if (const auto go = cancel.check(); !go)
            return core::fail(go.error());
        const int code = attempt();
        if (!isBusy(code) || waiting.elapsed() >= timeoutMs)
            return code;
        QThread::msleep(busyPauseMs);
    }
}

core::Result<void> holdReadLock(const BackupFile& source, const core::CancelToken& cancel, int timeoutMs)
{
    const auto code = patiently(cancel, timeoutMs, [&source] {
        const int begun = sqlite3_get_autocommit(source.handle())
            ? sqlite3_exec(source.handle(), "BEGIN", nullptr, nullptr, nullptr)
            : SQLITE_OK;
        return begun != SQLITE_OK
            ? begun
            : sqlite3_exec(source.handle(), "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr);
    });
    if (!code)
        return core::fail(code.error());
    if (*code != SQLITE_OK)
        return core::fail(source.failure(*code));
    return {};
}

/// One copy under way.
class Copy {
public:
    Copy(const BackupFile& source, const BackupFile& target, const CopyOptions& options)
        : m_source(source)
        , m_target(target)
        , m_options(options)
        , m_backup(sqlite3_backup_init(target.handle(), "main", source.handle(), "main"))
    { }
    bool isReady() const { return m_backup != nullptr; }
    core::Result<CopyOutcome> run(bool stable, const core::CancelToken& cancel, const PageProgress& progress);

private:
    // The library does not say which of the two failed; but only one of them is written.
    core::Error stepFailure(int code) const
    {
        const int kind = code & 0xff;
        const bool reading = code == SQLITE_IOERR_READ || code == SQLITE_IOERR_SHORT_READ;
        const bool onTarget = kind == SQLITE_FULL || kind == SQLITE_READONLY || (kind == SQLITE_IOERR && !reading);
        return onTarget ? m_target.failure(code) : m_source.failure(code);
    }

    const BackupFile& m_source;
    const BackupFile& m_target;
    const CopyOptions& m_options;
    std::unique_ptr<sqlite3_backup, Finish> m_backup;
};

core::Result<CopyOutcome> Copy::run(bool stable, const core::CancelToken& cancel, const PageProgress& progress)
{
    const qint64 pageSize = std::max<qint64>(512, m_source.number("PRAGMA page_size").value_or(4096));
    const int chunk = static_cast<int>(std::max<qint64>(1, m_options.chunkBytes / pageSize));
    CopyOutcome outcome{ stable, 0 };
    qint64 before = -1;
    while (true) {
        const auto code
            = patiently(cancel, m_options.busyTimeoutMs, [&] { return sqlite3_backup_step(m_backup.get(), chunk); });
        if (!code)
            return core::fail(code.error());
        if (*code != SQLITE_OK && *code != SQLITE_DONE)
            return core::fail(stepFailure(*code));
        const qint64 total = sqlite3_backup_pagecount(m_backup.get());
        const qint64 done = total - sqlite3_backup_remaining(m_backup.get());
        progress(done, total, static_cast<int>(pageSize));
        if (*code == SQLITE_DONE)
            return outcome;
        if (done <= before && ++outcome.restarts == m_options.restartLimit) {
            if (const auto held = holdReadLock(m_source, cancel, m_options.busyTimeoutMs); !held)
                return core::fail(held.error());
        }
        before = done;
    }
}

} // namespace

core::Result<CopyOutcome> copyPages(const BackupFile& source, const BackupFile& target, const core::CancelToken& cancel,
    const PageProgress& progress, const CopyOptions& options)
{
    // An exclusive lock hides even the journal mode.
    const auto readable = patiently(cancel, options.busyTimeoutMs, [&source] {
        return sqlite3_exec(source.handle(), "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr);
    });
    if (!readable)
        return core::fail(readable.error());
    if (*readable != SQLITE_OK)
        return core::fail(source.failure(*readable));
    const auto journal = source.text("PRAGMA journal_mode");
    if (!journal)
        return core::fail(journal.error());
    const bool isWal = *journal == QStringLiteral("wal");
    if (isWal) {
        if (const auto held = holdReadLock(source, cancel, options.busyTimeoutMs); !held)
            return core::fail(held.error());
    }
    Copy copy(source, target, options);
    if (!copy.isReady())
        return core::fail(target.failure(sqlite3_errcode(target.handle())));
    return copy.run(isWal, cancel, progress);
}

} // namespace espalier::dialects::sqlite
