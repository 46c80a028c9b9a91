#pragma once

#include "backup/manifest.h"
#include "core/file_lock.h"

#include <memory>
#include <QDateTime>
#include <QList>

namespace espalier::backup {

/// What a restore that is under way has made and not finished: named on the disk before it is made, so that a killed
/// restore's half database is known afterwards. Holds no secret.
struct UnfinishedRestore {
    QString path; ///< of the mark itself
    QString dialect;
    QString host; ///< empty for files and sockets
    int port = 0;
    QString target; ///< name or file that was to hold the content
    QString scratch; ///< name or file that holds what was restored so far
    BackupId backup;
    BackupId safetyBackup; ///< of the target's old content; empty where none was needed
    QDateTime started; ///< UTC
    bool replacing = false; ///< the target's old content was about to be replaced: it may be gone
    bool inUse = false; ///< the restore still runs
};

/// The marks in a catalogue's folder, oldest first; none where there is no such folder.
QList<UnfinishedRestore> unfinishedRestores(const QString& catalogueFolder);

/// One sentence: what was interrupted, and where its pieces are.
core::Message describe(const UnfinishedRestore& restore);

/// The mark of a running restore. Destroying it removes it; a killed process leaves it, unlocked.
class RestoreMark {
public:
    /// WriteFailed where it cannot be written: then nothing may be made either.
    static core::Result<std::unique_ptr<RestoreMark>> begin(const QString& catalogueFolder, UnfinishedRestore restore);
    ~RestoreMark();
    RestoreMark(const RestoreMark&) = delete;
    RestoreMark& operator=(const RestoreMark&) = delete;

    /// From here on the target's old content may be lost.
    core::Result<void> beginReplacing(const BackupId& safetyBackup);
    /// Something is left that could not be removed: the mark stays, to name it.
    void keep() { m_keeps = true; }

private:
    RestoreMark(UnfinishedRestore restore, core::FileLock lock);
    core::Result<void> write() const;

    UnfinishedRestore m_restore;
    core::FileLock m_lock;
    bool m_keeps = false;
};

} // namespace espalier::backup
