#pragma once

#include "backup/catalogue.h"

namespace espalier::backup {

/// A backup being written: a locked folder "<id>.part" in the catalogue. Destroying it without finish() removes it, so
/// that failure and cancel leave nothing; a killed process leaves the folder, unlocked, for Catalogue::list() to name.
class UnfinishedBackup {
public:
    /// Makes the catalogue's folder too. WriteFailed.
    static core::Result<std::unique_ptr<UnfinishedBackup>> begin(const QString& catalogueFolder, const BackupId& id);
    ~UnfinishedBackup();
    UnfinishedBackup(const UnfinishedBackup&) = delete;
    UnfinishedBackup& operator=(const UnfinishedBackup&) = delete;

    const QString& folder() const { return m_folder; }
    /// Syncs every file, writes manifest and checksums, and renames: the moment when the backup begins to exist.
    core::Result<void> finish(const Manifest& manifest);

private:
    UnfinishedBackup(const QString& catalogueFolder, const BackupId& id);
    core::Result<void> syncFolders(const Manifest& manifest) const;

    QString m_catalogueFolder;
    BackupId m_id;
    QString m_folder;
    std::shared_ptr<EntryLock> m_lock;
    bool m_finished = false;
};

} // namespace espalier::backup
