#include "dialects/sqlite/backup_file.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QUrl>
#include <sqlite3.h>

namespace espalier::dialects::sqlite {

namespace {

struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

core::Error errorOf(int code, const QString& path, const QString& text)
{
    const QString detail = QStringLiteral("SQLite %1: %2").arg(code).arg(text);
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return core::makeError(core::ErrorCode::Busy,
            QT_TRANSLATE_NOOP("Messages", "%1 is locked: another program is using it."), { path }, detail);
    case SQLITE_NOTADB:
        return core::makeError(core::ErrorCode::Malformed,
            QT_TRANSLATE_NOOP("Messages", "%1 is not a SQLite database, or it is encrypted."), { path }, detail);
    case SQLITE_CORRUPT:
        return core::makeError(
            core::ErrorCode::Corrupt, QT_TRANSLATE_NOOP("Messages", "%1 is damaged."), { path }, detail);
    case SQLITE_FULL:
        return core::makeError(core::ErrorCode::WriteFailed,
            QT_TRANSLATE_NOOP("Messages", "Cannot write %1: the disk is full."), { path }, detail);
    case SQLITE_READONLY:
        return core::makeError(
            core::ErrorCode::WriteFailed, QT_TRANSLATE_NOOP("Messages", "Cannot write %1."), { path }, detail);
    case SQLITE_IOERR: {
        const bool reading = code == SQLITE_IOERR_READ || code == SQLITE_IOERR_SHORT_READ;
        return reading ? core::makeError(
                   core::ErrorCode::Unreadable, QT_TRANSLATE_NOOP("Messages", "Cannot read %1."), { path }, detail)
                       : core::makeError(core::ErrorCode::WriteFailed,
                           QT_TRANSLATE_NOOP("Messages", "Cannot write %1."), { path }, detail);
    }
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return core::makeError(
            core::ErrorCode::Unreadable, QT_TRANSLATE_NOOP("Messages", "Cannot open %1."), { path }, detail);
    case SQLITE_INTERRUPT:
        return core::cancelled().value();
    default:
        return core::makeError(core::ErrorCode::StatementFailed,
            QT_TRANSLATE_NOOP("Messages", "SQLite refused a statement on %1."), { path }, detail);
    }
}

} // namespace

void BackupFile::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

BackupFile::BackupFile(const QString& path, sqlite3* database)
    : m_path(path)
    , m_database(database)
{ }

core::Result<BackupFile> BackupFile::open(const QString& path, Mode mode)
{
    if (mode != Mode::Create && !QFileInfo::exists(path))
        return core::fail(core::ErrorCode::NotFound, QT_TRANSLATE_NOOP("Messages", "There is no file %1."), { path });
    QByteArray uri = "file:" + QUrl::toPercentEncoding(path, "/");
    int flags = SQLITE_OPEN_URI | SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    if (mode == Mode::Immutable) {
        uri += "?immutable=1";
        flags = SQLITE_OPEN_URI | SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
    } else if (mode == Mode::Create) {
        flags |= SQLITE_OPEN_CREATE;
    }
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(uri.constData(), &raw, flags, nullptr);
    BackupFile file(path, raw);
    if (code != SQLITE_OK)
        return core::fail(file.failure(code));
    sqlite3_extended_result_codes(raw, 1);
    return file;
}

core::Error BackupFile::failure(int code) const
{
    const int extended = handle() ? sqlite3_extended_errcode(handle()) : code;
    const bool same = (extended & 0xff) == (code & 0xff);
    return errorOf(same ? extended : code, m_path,
        QString::fromUtf8(handle() && same ? sqlite3_errmsg(handle()) : sqlite3_errstr(code)));
}

core::Result<void> BackupFile::execute(const char* sql) const
{
    const int code = sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return core::fail(failure(code));
    return {};
}

core::Result<QStringList> BackupFile::texts(const QByteArray& sql) const
{
    sqlite3_stmt* raw = nullptr;
    int code = sqlite3_prepare_v2(handle(), sql.constData(), static_cast<int>(sql.size()), &raw, nullptr);
    const std::unique_ptr<sqlite3_stmt, Finalize> statement(raw);
    QStringList result;
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(raw);
        if (code == SQLITE_ROW)
            result += QString::fromUtf8(reinterpret_cast<const char*>(sqlite3_column_text(raw, 0)));
    }
    if (code != SQLITE_DONE)
        return core::fail(failure(code));
    return result;
}

core::Result<QString> BackupFile::text(const QByteArray& sql) const
{
    const auto all = texts(sql);
    if (!all)
        return core::fail(all.error());
    return all->value(0);
}

core::Result<qint64> BackupFile::number(const QByteArray& sql) const
{
    const auto value = text(sql);
    if (!value)
        return core::fail(value.error());
    return value->toLongLong();
}

core::CancelHook BackupFile::interruptOn(const core::CancelToken& cancel) const
{
    sqlite3* database = handle();
    return cancel.onCancel([database] { sqlite3_interrupt(database); });
}

} // namespace espalier::dialects::sqlite
