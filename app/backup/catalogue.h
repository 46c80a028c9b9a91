#pragma once

#include "backup/manifest.h"
#include "backup/restore_mark.h"

#include <memory>

namespace espalier::database {
struct ConnectionSettings;
}

namespace espalier::backup {

/// Whether a backup is of this very database: same kind, place and name.
bool isOf(const DatabaseIdentity& identity, const database::ConnectionSettings& connection);

/// A whole backup.
struct CatalogueEntry {
    Manifest manifest;
    QString folder; ///< absolute
    std::optional<Verification> verified;
};

/// Something that should be a backup and is not: unreadable manifest, missing or cut file. Listed, never hidden.
struct BrokenEntry {
    BackupId id;
    QString folder;
    core::Error error;
    std::optional<Manifest> manifest; ///< where at least that could be read
};

/// What a killed run left: an unfinished backup, or one whose deletion was cut short.
struct Leftover {
    QString name;
    QString path;
    qint64 bytes = 0;
    QDateTime modified;
    bool inUse = false; ///< a running backup holds it: not a leftover yet
};

struct Listing {
    QList<CatalogueEntry> backups; ///< newest first
    QList<BrokenEntry> broken;
    QList<Leftover> leftovers;
    QList<UnfinishedRestore> restores; ///< of these backups: running ones, and what killed ones left elsewhere
};

/// Held while something reads or deletes a backup, so that no other process deletes it meanwhile. Released by the
/// system when the process dies.
class EntryLock {
public:
    enum class Mode { Shared, Exclusive };
    /// Busy when another process holds it against this mode.
    static core::Result<std::shared_ptr<EntryLock>> take(const QString& folder, Mode mode);
    ~EntryLock();
    EntryLock(const EntryLock&) = delete;
    EntryLock& operator=(const EntryLock&) = delete;

private:
    explicit EntryLock(int descriptor);
    int m_descriptor;
};

/// The folder of backups. Reads the disk at every call; holds no state, so it may be used from any thread.
class Catalogue {
public:
    explicit Catalogue(const QString& folder);
    /// Where backups go without a setting: espalier/backups in the user's data folder.
    static QString defaultFolder();

    const QString& folder() const { return m_folder; }
    /// A folder that does not exist yet is an empty catalogue; one that cannot be read is Unreadable. Linear in the
    /// number of files: sizes are compared, contents are not (that is verifyBackup()).
    core::Result<Listing> list() const;
    /// By id or a beginning of it that fits one only; "latest" is the newest, where `of` is given of that database. A
    /// broken one gives its own error.
    core::Result<CatalogueEntry> find(const QString& id, const database::ConnectionSettings* of = nullptr) const;
    /// Removes a backup or broken entry: first renamed, so that a cut-off deletion never leaves half a backup listed.
    core::Result<void> remove(const BackupId& id) const;
    /// Removes leftovers that nobody uses; returns their names.
    core::Result<QStringList> removeLeftovers() const;
    core::Result<void> recordVerification(const BackupId& id, const Verification& verification) const;

private:
    QString m_folder;
};

/// One backup folder, or why it is none.
core::Result<CatalogueEntry> readEntry(const QString& folder);

inline constexpr const char* manifestFileName = "manifest.json";
inline constexpr const char* checksumsFileName = "SHA256SUMS"; ///< of all files and the manifest, for `sha256sum -c`
inline constexpr const char* verificationFileName = "verification.json";
inline constexpr const char* partSuffix = ".part";
inline constexpr const char* deletingSuffix = ".deleting";

} // namespace espalier::backup
