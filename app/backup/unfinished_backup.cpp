#include "backup/unfinished_backup.h"

#include "backup/checksums_file.h"
#include "core/file.h"

#include <cerrno>
#include <cstring>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSet>
#include <sys/stat.h>

namespace espalier::backup {

UnfinishedBackup::UnfinishedBackup(const QString& catalogueFolder, const BackupId& id)
    : m_catalogueFolder(catalogueFolder)
    , m_id(id)
    , m_folder(catalogueFolder + QLatin1Char('/') + id + QLatin1String(partSuffix))
{ }

core::Result<std::unique_ptr<UnfinishedBackup>> UnfinishedBackup::begin(
    const QString& catalogueFolder, const BackupId& id)
{
    const auto failure = [&catalogueFolder] {
        return core::fail(core::ErrorCode::WriteFailed,
            QT_TRANSLATE_NOOP("Messages", "The folder of backups %1 cannot be written."), { catalogueFolder },
            QString::fromLocal8Bit(std::strerror(errno)));
    };
    if (!QDir().mkpath(catalogueFolder))
        return failure();
    std::unique_ptr<UnfinishedBackup> backup(new UnfinishedBackup(catalogueFolder, id));
    // Whoever may read the database's content is settled on the server; its copy is for the owner only.
    if (::mkdir(QFile::encodeName(backup->m_folder).constData(), S_IRWXU) != 0) {
        backup->m_finished = true; // not ours to remove
        return failure();
    }
    auto lock = EntryLock::take(backup->m_folder, EntryLock::Mode::Exclusive);
    if (!lock)
        return core::fail(lock.error());
    backup->m_lock = std::move(*lock);
    return backup;
}

UnfinishedBackup::~UnfinishedBackup()
{
    if (!m_finished)
        QDir(m_folder).removeRecursively();
}

core::Result<void> UnfinishedBackup::syncFolders(const Manifest& manifest) const
{
    QSet<QString> folders{ m_folder };
    for (const BackupFile& file : manifest.files) {
        const QString path = m_folder + QLatin1Char('/') + file.path;
        if (const auto synced = core::syncToDisk(path); !synced)
            return synced;
        folders += QFileInfo(path).absolutePath();
    }
    for (const QString& folder : std::as_const(folders)) {
        if (const auto synced = core::syncToDisk(folder); !synced)
            return synced;
    }
    return {};
}

core::Result<void> UnfinishedBackup::finish(const Manifest& manifest)
{
    const QByteArray json = toJson(manifest);
    const auto place = [this](const char* name) { return m_folder + QLatin1Char('/') + QLatin1String(name); };
    if (const auto done = syncFolders(manifest); !done)
        return done;
    if (const auto done = core::writeFile(place(checksumsFileName), checksumLines(manifest, json)); !done)
        return done;
    if (const auto done = core::writeFile(place(manifestFileName), json); !done)
        return done;
    // What stands on the disk must be what this version can read again.
    if (const auto entry = readEntry(m_folder); !entry)
        return core::fail(entry.error());
    const auto renamed = core::renameDurably(m_folder, m_catalogueFolder + QLatin1Char('/') + m_id);
    m_finished = renamed.has_value();
    return renamed;
}

} // namespace espalier::backup
