#include "backup/catalogue.h"

#include "backup/checksums_file.h"
#include "core/file.h"
#include "database/connection_settings.h"
#include "dialects/dialect.h"

#include <algorithm>
#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QStandardPaths>

namespace espalier::backup {

namespace {

QString joined(const QString& folder, const char* name) { return folder + QLatin1Char('/') + QLatin1String(name); }

bool isUnfinished(const QString& name)
{
    return name.endsWith(QLatin1String(partSuffix)) || name.endsWith(QLatin1String(deletingSuffix));
}

core::Result<void> checkSizes(const QString& folder, const Manifest& manifest)
{
    for (const BackupFile& file : manifest.files) {
        const QFileInfo info(folder + QLatin1Char('/') + file.path);
        if (!info.isFile())
            return core::fail(core::ErrorCode::Corrupt,
                QT_TRANSLATE_NOOP("Messages", "The backup's file %1 is missing."), { file.path });
        if (info.size() != file.bytes)
            return core::fail(core::ErrorCode::Corrupt,
                QT_TRANSLATE_NOOP("Messages", "The backup's file %1 has %2 bytes; the manifest says %3."),
                { file.path, QString::number(info.size()), QString::number(file.bytes) });
    }
    return {};
}

core::Result<Manifest> readManifest(const QString& folder)
{
    const QString path = joined(folder, manifestFileName);
    const auto json = core::readFile(path);
    if (!json)
        return core::fail(json.error());
    if (const auto sum = checkManifestSum(folder, *json); !sum)
        return core::fail(sum.error());
    auto manifest = parseManifest(*json);
    if (!manifest)
        return core::fail(manifest.error().at(path));
    manifest->id = QFileInfo(folder).fileName(); // a renamed folder goes by its new name
    return manifest;
}

BrokenEntry brokenEntry(const QString& folder, const core::Error& error)
{
    BrokenEntry broken{ QFileInfo(folder).fileName(), folder, error, std::nullopt };
    if (auto manifest = readManifest(folder))
        broken.manifest = std::move(*manifest);
    return broken;
}

Leftover describeLeftover(const QFileInfo& info)
{
    Leftover leftover{ info.fileName(), info.absoluteFilePath(), 0, info.lastModified(), false };
    QDirIterator files(info.absoluteFilePath(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        leftover.bytes += files.fileInfo().size();
    }
    const auto lock = EntryLock::take(info.absoluteFilePath(), EntryLock::Mode::Exclusive);
    leftover.inUse = !lock && lock.error().code == core::ErrorCode::Busy;
    return leftover;
}

core::Result<void> removeFolder(const QString& folder)
{
    if (QDir(folder).removeRecursively())
        return {};
    return core::fail(
        core::ErrorCode::WriteFailed, QT_TRANSLATE_NOOP("Messages", "Cannot remove all of %1."), { folder });
}

} // namespace

core::Result<CatalogueEntry> readEntry(const QString& folder)
{
    auto manifest = readManifest(folder);
    if (!manifest)
        return core::fail(manifest.error());
    if (const auto sizes = checkSizes(folder, *manifest); !sizes)
        return core::fail(sizes.error());
    CatalogueEntry entry{ std::move(*manifest), folder, std::nullopt };
    // An unreadable verification says nothing about the backup: it is as if never verified.
    if (const auto json = core::readFile(joined(folder, verificationFileName))) {
        if (auto verification = parseVerification(*json))
            entry.verified = std::move(*verification);
    }
    return entry;
}

Catalogue::Catalogue(const QString& folder)
    : m_folder(QDir::cleanPath(QFileInfo(folder).absoluteFilePath()))
{ }

QString Catalogue::defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/espalier/backups");
}

core::Result<Listing> Catalogue::list() const
{
    const QFileInfo info(m_folder);
    if (!info.exists())
        return Listing{};
    if (!info.isDir() || !info.isReadable() || !info.isExecutable())
        return core::fail(core::ErrorCode::Unreadable,
            QT_TRANSLATE_NOOP("Messages", "The folder of backups %1 cannot be read."), { m_folder });
    Listing listing;
    const QDir::Filters filters = QDir::Dirs | QDir::NoDotAndDotDot | QDir::Hidden | QDir::NoSymLinks;
    for (const QFileInfo& child : QDir(m_folder).entryInfoList(filters, QDir::Name)) {
        const QString path = child.absoluteFilePath();
        if (isUnfinished(child.fileName())) {
            listing.leftovers += describeLeftover(child);
            continue;
        }
        const bool hasManifest = QFileInfo::exists(joined(path, manifestFileName));
        if (!hasManifest && !looksLikeBackupId(child.fileName()))
            continue; // somebody else's folder
        auto entry = readEntry(path);
        if (entry)
            listing.backups += std::move(*entry);
        else
            listing.broken += brokenEntry(path, entry.error());
    }
    listing.restores = unfinishedRestores(m_folder);
    std::stable_sort(listing.backups.begin(), listing.backups.end(),
        [](const auto& a, const auto& b) { return a.manifest.created > b.manifest.created; });
    return listing;
}

bool isOf(const DatabaseIdentity& identity, const database::ConnectionSettings& connection)
{
    if (identity.dialect != connection.url.dialect)
        return false;
    if (!identity.file.isEmpty())
        return QFileInfo(identity.file) == QFileInfo(connection.url.database);
    const auto place = connection.url.host();
    const auto& dialect = dialects::dialectOf(connection.url);
    const auto port = [&dialect](int given) { return given > 0 ? given : dialect.defaultPort(); };
    return identity.name == connection.url.database && identity.host == place.host
        && port(identity.port) == port(place.port);
}

core::Result<CatalogueEntry> Catalogue::find(const QString& id, const database::ConnectionSettings* of) const
{
    const auto listing = list();
    if (!listing)
        return core::fail(listing.error());
    if (id == QStringLiteral("latest")) {
        for (const CatalogueEntry& entry : listing->backups) {
            if (!of || isOf(entry.manifest.database, *of))
                return entry;
        }
        if (of)
            return core::fail(core::ErrorCode::NotFound,
                QT_TRANSLATE_NOOP("Messages", "There is no backup of %1 in %2. Name that of another one by its id."),
                { of->url.display(), m_folder });
    }
    QList<CatalogueEntry> fitting;
    for (const CatalogueEntry& entry : listing->backups) {
        if (entry.manifest.id == id)
            return entry;
        if (!id.isEmpty() && entry.manifest.id.startsWith(id))
            fitting += entry;
    }
    if (fitting.size() == 1)
        return fitting.first();
    if (fitting.size() > 1)
        return core::fail(core::ErrorCode::Ambiguous, QT_TRANSLATE_NOOP("Messages", "%1 backups begin with \"%2\"."),
            { QString::number(fitting.size()), id });
    for (const BrokenEntry& broken : listing->broken) {
        if (broken.id == id)
            return core::fail(broken.error);
    }
    return core::fail(
        core::ErrorCode::NotFound, QT_TRANSLATE_NOOP("Messages", "There is no backup \"%1\" in %2."), { id, m_folder });
}

core::Result<void> Catalogue::remove(const BackupId& id) const
{
    const QString folder = m_folder + QLatin1Char('/') + id;
    const bool isOurs = !id.contains(QLatin1Char('/'))
        && (QFileInfo::exists(joined(folder, manifestFileName)) || looksLikeBackupId(id)) && QFileInfo(folder).isDir();
    if (!isOurs)
        return core::fail(core::ErrorCode::NotFound, QT_TRANSLATE_NOOP("Messages", "There is no backup \"%1\" in %2."),
            { id, m_folder });
    const auto lock = EntryLock::take(folder, EntryLock::Mode::Exclusive);
    if (!lock)
        return core::fail(lock.error());
    const QString doomed = folder + QLatin1String(deletingSuffix);
    if (const auto renamed = core::renameDurably(folder, doomed); !renamed)
        return renamed;
    return removeFolder(doomed);
}

core::Result<QStringList> Catalogue::removeLeftovers() const
{
    const auto listing = list();
    if (!listing)
        return core::fail(listing.error());
    QStringList removed;
    for (const Leftover& leftover : listing->leftovers) {
        const auto lock = EntryLock::take(leftover.path, EntryLock::Mode::Exclusive);
        if (!lock)
            continue; // somebody took it meanwhile, or it is gone
        if (const auto gone = removeFolder(leftover.path); !gone)
            return core::fail(gone.error());
        removed += leftover.name;
    }
    return removed;
}

core::Result<void> Catalogue::recordVerification(const BackupId& id, const Verification& verification) const
{
    const QString folder = m_folder + QLatin1Char('/') + id;
    return core::writeFile(joined(folder, verificationFileName), toJson(verification));
}

} // namespace espalier::backup
