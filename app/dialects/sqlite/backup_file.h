#pragma once

#include "core/cancel.h"
#include "core/error.h"

#include <functional>
#include <memory>
#include <QStringList>

struct sqlite3;

namespace espalier::dialects::sqlite {

/// A database file opened with the library itself, for what QtSql has no call: the online backup and its locks.
/// Move-only.
class BackupFile {
public:
    enum class Mode {
        Existing, ///< to read and, where the file's rights allow it, to write: a WAL reader has to write its index
        Immutable, ///< nobody changes it: no locks and no files beside it
        Create,
    };
    static core::Result<BackupFile> open(const QString& path, Mode mode);
    BackupFile(BackupFile&&) noexcept = default;
    BackupFile& operator=(BackupFile&&) noexcept = default;

    sqlite3* handle() const { return m_database.get(); }
    const QString& path() const { return m_path; }
    core::Result<void> execute(const char* sql) const;
    /// Each row's first column.
    core::Result<QStringList> texts(const QByteArray& sql) const;
    core::Result<QString> text(const QByteArray& sql) const;
    core::Result<qint64> number(const QByteArray& sql) const;
    /// The library's last error on this file, as an error.
    core::Error failure(int code) const;
    /// Interrupts statements when cancelled, while the hook lives.
    core::CancelHook interruptOn(const core::CancelToken& cancel) const;

private:
    struct Close {
        void operator()(sqlite3* database) const;
    };
    BackupFile(const QString& path, sqlite3* database);

    QString m_path;
    std::unique_ptr<sqlite3, Close> m_database;
};

/// How far a copy is, in pages.
using PageProgress = std::function<void(qint64 done, qint64 total, int pageSize)>;

struct CopyOptions {
    int busyTimeoutMs = 30'000; ///< how long somebody else's lock is waited for
    int restartLimit = 3; ///< copies begun anew because of writers, before writers are made to wait
    int chunkBytes = 4 * 1024 * 1024; ///< copied between two looks at `cancel`
};

struct CopyOutcome {
    bool stableFromStart = false; ///< the content is that of the copy's beginning, not of its end
    int restarts = 0;
};

/// Copies a live database page by page. Writers in WAL mode go on undisturbed; in the other modes they may write
/// between chunks, which begins the copy anew, but not for ever. Busy, Corrupt, WriteFailed, Cancelled.
core::Result<CopyOutcome> copyPages(const BackupFile& source, const BackupFile& target, const core::CancelToken& cancel,
    const PageProgress& progress, const CopyOptions& options = {});

} // namespace espalier::dialects::sqlite
