#include "core/file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <unistd.h>

namespace espalier::core {

namespace {

QString systemMessage() { return QString::fromLocal8Bit(std::strerror(errno)); }

Error writeFailure(const QString& path, const QString& why)
{
    return makeError(ErrorCode::WriteFailed, QT_TRANSLATE_NOOP("Messages", "Cannot write %1."), { path }, why);
}

} // namespace

Result<QByteArray> readFile(const QString& path, qint64 limit)
{
    const QFileInfo info(path);
    if (!info.exists())
        return fail(makeError(ErrorCode::NotFound, QT_TRANSLATE_NOOP("Messages", "There is no file %1."), { path }));
    if (!info.isFile()) // a device or pipe could block for ever
        return fail(
            makeError(ErrorCode::Unreadable, QT_TRANSLATE_NOOP("Messages", "%1 is not a regular file."), { path }));
    if (info.size() > limit)
        return fail(
            makeError(ErrorCode::Refused, QT_TRANSLATE_NOOP("Messages", "%1 has %2 bytes; at most %3 are read."),
                { path, QString::number(info.size()), QString::number(limit) }));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(makeError(
            ErrorCode::Unreadable, QT_TRANSLATE_NOOP("Messages", "Cannot read %1."), { path }, file.errorString()));
    // by its size: read() takes memory for all that it may read
    QByteArray content = file.read(std::min(limit, info.size() + 1));
    while (content.size() > info.size() && content.size() < limit) { // it has grown
        const QByteArray more = file.read(std::min(limit - content.size(), qint64(1) << 16));
        if (more.isEmpty())
            break;
        content += more;
    }
    if (file.error() != QFile::NoError)
        return fail(makeError(
            ErrorCode::Unreadable, QT_TRANSLATE_NOOP("Messages", "Cannot read %1."), { path }, file.errorString()));
    return content;
}

Result<void> syncToDisk(const QString& path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return fail(writeFailure(path, systemMessage()));
    const bool synced = ::fsync(descriptor) == 0;
    const QString why = synced ? QString() : systemMessage();
    ::close(descriptor);
    if (!synced)
        return fail(writeFailure(path, why));
    return {};
}

Result<void> writeFile(const QString& path, const QByteArray& content)
{
    const QString folder = QFileInfo(path).absolutePath();
    const QString temporary
        = QStringLiteral("%1.%2.part").arg(path).arg(QRandomGenerator::global()->generate(), 8, 16, QLatin1Char('0'));
    QFile file(temporary);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return fail(writeFailure(path, file.errorString()));
    if (QFileInfo::exists(path))
        file.setPermissions(QFile::permissions(path));
    const bool written = file.write(content) == content.size() && file.flush() && ::fsync(file.handle()) == 0;
    const QString why = written ? QString() : file.error() != QFile::NoError ? file.errorString() : systemMessage();
    file.close();
    if (!written) {
        QFile::remove(temporary);
        return fail(writeFailure(path, why));
    }
    if (std::rename(QFile::encodeName(temporary).constData(), QFile::encodeName(path).constData()) != 0) {
        const QString reason = systemMessage();
        QFile::remove(temporary);
        return fail(writeFailure(path, reason));
    }
    return syncToDisk(folder);
}

Result<void> renameDurably(const QString& from, const QString& to)
{
    if (QFileInfo::exists(to))
        return fail(ErrorCode::Refused, QT_TRANSLATE_NOOP("Messages", "%1 exists already."), { to });
    if (std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return fail(writeFailure(to, systemMessage()));
    return syncToDisk(QFileInfo(to).absolutePath());
}

} // namespace espalier::core
