#include "backup/restore_mark.h"

#include "core/file.h"

#include <cerrno>
#include <cstring>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>
#include <unistd.h>

namespace espalier::backup {

namespace {

constexpr int format = 1;
constexpr int lockWaitMs = 2000; // a reader holds the lock for a moment
const QString suffix = QStringLiteral(".json");

QString folderOf(const QString& catalogueFolder) { return catalogueFolder + QStringLiteral("/.restores"); }

QJsonObject toJson(const UnfinishedRestore& restore)
{
    return { { QStringLiteral("format"), format }, { QStringLiteral("dialect"), restore.dialect },
        { QStringLiteral("host"), restore.host }, { QStringLiteral("port"), restore.port },
        { QStringLiteral("target"), restore.target }, { QStringLiteral("scratch"), restore.scratch },
        { QStringLiteral("backup"), restore.backup }, { QStringLiteral("safety_backup"), restore.safetyBackup },
        { QStringLiteral("started"), restore.started.toString(Qt::ISODateWithMs) },
        { QStringLiteral("replacing"), restore.replacing } };
}

std::optional<UnfinishedRestore> fromJson(const QJsonObject& json)
{
    if (json.value(QStringLiteral("format")).toInt() != format)
        return {};
    UnfinishedRestore restore;
    restore.dialect = json.value(QStringLiteral("dialect")).toString();
    restore.host = json.value(QStringLiteral("host")).toString();
    restore.port = json.value(QStringLiteral("port")).toInt();
    restore.target = json.value(QStringLiteral("target")).toString();
    restore.scratch = json.value(QStringLiteral("scratch")).toString();
    restore.backup = json.value(QStringLiteral("backup")).toString();
    restore.safetyBackup = json.value(QStringLiteral("safety_backup")).toString();
    restore.started = QDateTime::fromString(json.value(QStringLiteral("started")).toString(), Qt::ISODateWithMs);
    restore.replacing = json.value(QStringLiteral("replacing")).toBool();
    return restore;
}

} // namespace

QList<UnfinishedRestore> unfinishedRestores(const QString& catalogueFolder)
{
    const QDir folder(folderOf(catalogueFolder));
    QList<UnfinishedRestore> restores;
    for (const QString& name :
        folder.entryList({ QLatin1Char('*') + suffix }, QDir::Files, QDir::Time | QDir::Reversed)) {
        const QString path = folder.filePath(name);
        const auto lock = core::FileLock::take(path, core::FileLock::Mode::Shared);
        const auto content = core::readFile(path);
        if (!content)
            continue; // it has just ended
        auto restore = fromJson(QJsonDocument::fromJson(*content).object());
        if (!restore)
            continue; // killed before it was written: nothing had been made yet
        restore->path = path;
        restore->inUse = !lock && lock.error().code == core::ErrorCode::Busy;
        restores += *restore;
    }
    return restores;
}

core::Message describe(const UnfinishedRestore& restore)
{
    const QString place
        = restore.host.isEmpty() ? restore.scratch : QStringLiteral("%1 on %2").arg(restore.scratch, restore.host);
    if (restore.inUse)
        return { QT_TRANSLATE_NOOP("Messages", "A restore of backup %1 into %2 is running."),
            { restore.backup, restore.target } };
    if (!restore.replacing)
        return { QT_TRANSLATE_NOOP("Messages",
                     "A restore of backup %1 into %2 was interrupted: what it had made is in %3 and not whole."),
            { restore.backup, restore.target, place } };
    if (restore.safetyBackup.isEmpty())
        return { QT_TRANSLATE_NOOP("Messages",
                     "A restore of backup %1 over %2 was interrupted while it took the old one's place: the restored "
                     "content is in %2 or in %3."),
            { restore.backup, restore.target, place } };
    return { QT_TRANSLATE_NOOP("Messages",
                 "A restore of backup %1 over %2 was interrupted while it replaced the old content: %2 may be empty or "
                 "not whole. Its old content is in backup %4, the restored one also in %3."),
        { restore.backup, restore.target, place, restore.safetyBackup } };
}

RestoreMark::RestoreMark(UnfinishedRestore restore, core::FileLock lock)
    : m_restore(std::move(restore))
    , m_lock(std::move(lock))
{ }

RestoreMark::~RestoreMark()
{
    if (m_keeps)
        return;
    QFile::remove(m_restore.path);
    QDir().rmdir(QFileInfo(m_restore.path).path()); // where no other mark is in it
}

core::Result<std::unique_ptr<RestoreMark>> RestoreMark::begin(const QString& catalogueFolder, UnfinishedRestore restore)
{
    const QString folder = folderOf(catalogueFolder);
    if (!QDir().mkpath(folder))
        return core::fail(
            core::ErrorCode::WriteFailed, QT_TRANSLATE_NOOP("Messages", "Cannot make the folder %1."), { folder });
    restore.path = folder + QLatin1Char('/') + QUuid::createUuid().toString(QUuid::Id128) + suffix;
    auto lock = core::FileLock::take(restore.path, core::FileLock::Mode::Exclusive, lockWaitMs);
    if (!lock)
        return core::fail(lock.error());
    std::unique_ptr<RestoreMark> mark(new RestoreMark(std::move(restore), std::move(*lock)));
    if (const auto written = mark->write(); !written)
        return core::fail(written.error());
    if (const auto synced = core::syncToDisk(folder); !synced)
        return core::fail(synced.error());
    return mark;
}

core::Result<void> RestoreMark::beginReplacing(const BackupId& safetyBackup)
{
    m_restore.replacing = true;
    m_restore.safetyBackup = safetyBackup;
    return write();
}

// In place: the lock is on this very file. What it says only grows, and blanks behind the text are no part of JSON.
core::Result<void> RestoreMark::write() const
{
    const QByteArray json = QJsonDocument(toJson(m_restore)).toJson(QJsonDocument::Compact) + '\n';
    const bool written
        = ::pwrite(m_lock.descriptor(), json.constData(), static_cast<size_t>(json.size()), 0) == json.size()
        && ::fdatasync(m_lock.descriptor()) == 0;
    if (written)
        return {};
    return core::fail(core::ErrorCode::WriteFailed, QT_TRANSLATE_NOOP("Messages", "Cannot write %1."),
        { m_restore.path }, QString::fromLocal8Bit(std::strerror(errno)));
}

} // namespace espalier::backup
