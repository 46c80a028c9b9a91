// Replacing a live SQLite database by rename.
//
// Three things can go wrong with a plain rename: a journal or WAL file of the old database that stays beside the new
// one would be played into it and destroy it; a program that has the old file open would go on writing to a file that
// nobody sees; and a power cut in between could leave either. So the old database is first brought into one file and
// locked against everybody, which fails while somebody works with it, and the processes that merely have it open are
// looked for by name. Only then one rename(2) replaces it.
//
// An old database that is too damaged to be locked is a good reason to restore: it is set aside with its journals
// under another name, never deleted.

#include "core/file.h"
#include "dialects/sqlite/backup_file.h"
#include "dialects/sqlite/backup_tool.h"

#include <cerrno>
#include <cstring>
#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <sys/stat.h>
#include <unistd.h>

namespace espalier::dialects::sqlite {

namespace {

const char* const besideNames[] = { "-wal", "-shm", "-journal" };

bool isDamage(const core::Error& error)
{
    return error.code == core::ErrorCode::Malformed || error.code == core::ErrorCode::Corrupt;
}

core::Result<void> renameOver(const QString& from, const QString& to)
{
    if (std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return core::fail(core::ErrorCode::WriteFailed, QT_TRANSLATE_NOOP("Messages", "Cannot replace %1."), { to },
            QString::fromLocal8Bit(std::strerror(errno)));
    return core::syncToDisk(QFileInfo(to).absolutePath());
}

// Rights and owner of the old file: whoever could open the old one must be able to open the new one. Changing the owner
// is for root; anybody else's file is their own anyway.
void takeOverRights(const QString& from, const QString& to)
{
    struct stat facts { };
    const QByteArray target = QFile::encodeName(to);
    if (::stat(QFile::encodeName(from).constData(), &facts) != 0)
        return;
    if (::chown(target.constData(), facts.st_uid, facts.st_gid) != 0)
        errno = 0;
    ::chmod(target.constData(), facts.st_mode & 07777);
}

core::Result<void> bringIntoOneFile(const BackupFile& old)
{
    if (const auto patience = old.execute("PRAGMA busy_timeout=2000"); !patience)
        return patience;
    const auto mode = old.text("PRAGMA journal_mode=DELETE"); // leaves WAL only when nobody else has it open
    if (!mode)
        return core::fail(mode.error());
    return old.execute("BEGIN EXCLUSIVE");
}

core::Result<void> setAside(const QString& target)
{
    const QString stamp = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'"));
    const QString aside = QStringLiteral("%1.damaged-%2").arg(target, stamp);
    for (const char* suffix : besideNames) {
        const QString path = target + QLatin1String(suffix);
        if (!QFileInfo::exists(path))
            continue;
        if (const auto moved = core::renameDurably(path, aside + QLatin1String(suffix)); !moved)
            return moved;
    }
    if (::link(QFile::encodeName(target).constData(), QFile::encodeName(aside).constData()) != 0)
        return core::renameDurably(target, aside); // a file system without links
    return {};
}

} // namespace

QStringList processesUsing(const QString& path)
{
    const QString canonical = QFileInfo(path).canonicalFilePath();
    QStringList users;
    const QStringList processes = QDir(QStringLiteral("/proc")).entryList({ QStringLiteral("[0-9]*") }, QDir::Dirs);
    for (const QString& process : processes) {
        if (process.toLongLong() == QCoreApplication::applicationPid())
            continue;
        const QDir descriptors(QStringLiteral("/proc/%1/fd").arg(process));
        const QStringList numbers = descriptors.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
        for (const QString& number : numbers) {
            if (QFile::symLinkTarget(descriptors.filePath(number)) != canonical)
                continue;
            QFile name(QStringLiteral("/proc/%1/comm").arg(process));
            const QByteArray text = name.open(QIODevice::ReadOnly) ? name.readAll().trimmed() : QByteArray();
            users += QStringLiteral("%1 (%2)").arg(QString::fromUtf8(text), process);
            break;
        }
    }
    return users;
}

core::Result<void> replaceFile(const QString& target, const QString& replacement, const core::CancelToken& cancel)
{
    if (const QStringList users = processesUsing(target); !users.isEmpty())
        return core::fail(core::ErrorCode::Busy,
            QT_TRANSLATE_NOOP("Messages", "%1 is open in another program: %2. Close it there first."),
            { target, users.join(QStringLiteral(", ")) });
    takeOverRights(target, replacement);
    const auto old = BackupFile::open(target, BackupFile::Mode::Existing);
    const core::Result<void> ready = old ? bringIntoOneFile(*old) : core::fail(old.error());
    if (!ready && !isDamage(ready.error()))
        return ready;
    if (const auto go = cancel.check(); !go)
        return go;
    if (!ready) {
        if (const auto aside = setAside(target); !aside)
            return aside;
    }
    return renameOver(replacement, target);
}

} // namespace espalier::dialects::sqlite
