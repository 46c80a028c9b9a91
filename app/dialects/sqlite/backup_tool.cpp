#include "dialects/sqlite/backup_tool.h"

#include "core/checksum.h"
#include "core/file.h"
#include "dialects/sqlite/backup_file.h"

#include <future>
#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QUuid>
#include <sqlite3.h>

namespace espalier::dialects::sqlite {

namespace {

const QString journalModeProperty = QStringLiteral("journal_mode");
constexpr qint64 copyChunk = 4 * 1024 * 1024;

QString backupPath(const QString& folder) { return folder + QLatin1Char('/') + QLatin1String(backupFileName); }

ClientProgram library()
{
    ServerVersion version;
    const int number = sqlite3_libversion_number();
    version.major = number / 1'000'000;
    version.minor = number / 1000 % 1000;
    version.patch = number % 1000;
    version.text = QString::fromLatin1(sqlite3_libversion());
    return { QStringLiteral("SQLite online backup"), {}, version };
}

QString quotedIdentifier(const QString& name)
{
    QString text = name;
    return QLatin1Char('"') + text.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

core::Result<void> checkOrdinaryFile(const QString& path)
{
    if (path.isEmpty() || path == QStringLiteral(":memory:"))
        return core::fail(
            core::ErrorCode::Unsupported, QT_TRANSLATE_NOOP("Messages", "A database in memory cannot be backed up."));
    if (!QFileInfo::exists(path))
        return core::fail(core::ErrorCode::NotFound, QT_TRANSLATE_NOOP("Messages", "There is no file %1."), { path });
    if (!QFileInfo(path).isFile())
        return core::fail(
            core::ErrorCode::Unreadable, QT_TRANSLATE_NOOP("Messages", "%1 is not a regular file."), { path });
    return {};
}

// The copy says of itself how long it must be.
core::Result<void> checkWholeFile(const BackupFile& copy)
{
    const auto pages = copy.number("PRAGMA page_count");
    const auto pageSize = copy.number("PRAGMA page_size");
    if (!pages || !pageSize)
        return core::fail(pages ? pageSize.error() : pages.error());
    if (QFileInfo(copy.path()).size() != *pages * *pageSize)
        return core::fail(core::ErrorCode::Corrupt,
            QT_TRANSLATE_NOOP("Messages", "The copy %1 is not as long as it should be."), { copy.path() });
    return {};
}

core::Result<CopyOutcome> copyDatabase(
    const DumpOrder& order, QMap<QString, QString>& properties, const jobs::JobContext& context)
{
    auto source = BackupFile::open(order.server.url.database, BackupFile::Mode::Existing);
    if (!source)
        return core::fail(source.error());
    auto copy = BackupFile::open(backupPath(order.folder), BackupFile::Mode::Create);
    if (!copy)
        return core::fail(copy.error());
    const QString phase = QCoreApplication::translate("Messages", "Copying the database");
    CopyOptions options;
    options.busyTimeoutMs = order.lockTimeoutMs;
    // A power cut is met by the sync of the finished file; until then it is under a temporary name.
    if (const auto set = copy->execute("PRAGMA synchronous=OFF"); !set)
        return core::fail(set.error());
    const auto outcome = copyPages(
        *source, *copy, context.cancel(),
        [&](qint64 done, qint64 total, int pageSize) {
            context.progress({ phase, done * pageSize, total * pageSize, QStringLiteral("bytes") });
        },
        options);
    if (!outcome)
        return core::fail(outcome.error());
    const auto mode = copy->text("PRAGMA journal_mode");
    if (!mode)
        return core::fail(mode.error());
    properties.insert(journalModeProperty, *mode);
    // A copy in WAL mode would want files beside it whenever somebody looks at it.
    if (const auto set = copy->execute("PRAGMA journal_mode=DELETE"); !set)
        return core::fail(set.error());
    if (const auto whole = checkWholeFile(*copy); !whole)
        return core::fail(whole.error());
    return outcome;
}

} // namespace

core::Result<ClientProgram> SqliteBackupTool::dumpProgram(
    const ServerVersion&, const QStringList&, const core::CancelToken&) const
{
    return library();
}

core::Result<DumpOutcome> SqliteBackupTool::dump(const DumpOrder& order, const jobs::JobContext& context) const
{
    if (const auto ordinary = checkOrdinaryFile(order.server.url.database); !ordinary)
        return core::fail(ordinary.error());
    DumpOutcome outcome;
    outcome.tool = library();
    outcome.fixedAt = context.clock().nowUtc();
    const auto copied = copyDatabase(order, outcome.properties, context);
    if (!copied)
        return core::fail(copied.error());
    if (!copied->stableFromStart)
        outcome.fixedAt = context.clock().nowUtc();
    // The copy is whole: what is left to do with it is done at the same time.
    const QString path = backupPath(order.folder);
    auto synced = std::async(std::launch::async, [&] { return core::syncToDisk(path); });
    auto sum = std::async(std::launch::async, [&] { return core::sha256OfFile(path, context.cancel()); });
    auto session = order.server.connect(order.server.url.withDatabase(backupPath(order.folder)), context.cancel());
    if (!session)
        return core::fail(session.error());
    // Counting reads every page; a file that nobody changes can be read where it lies.
    if (const auto mapped = (*session)->query(QStringLiteral("PRAGMA mmap_size=1099511627776")); !mapped)
        return core::fail(mapped.error());
    auto content = order.readContent(**session, order.countRows);
    if (!content)
        return core::fail(content.error());
    outcome.content = std::move(*content);
    outcome.counting = order.countRows ? RowCounting::Copy : RowCounting::None;
    auto schema = readSchemaFor(order, **session, SchemaReading::Copy); // of the copy, which nobody changes
    if (!schema)
        return core::fail(schema.error());
    outcome.schema = std::move(*schema);
    const auto hashed = sum.get();
    if (!hashed)
        return core::fail(hashed.error());
    outcome.sums.insert(QLatin1String(backupFileName), hashed->hex);
    if (const auto onDisk = synced.get(); !onDisk)
        return core::fail(onDisk.error());
    return outcome;
}

core::Result<QStringList> SqliteBackupTool::examine(
    const Archive& archive, const QStringList&, const jobs::JobContext& context) const
{
    const auto asProblem = [](const core::Error& error) -> core::Result<QStringList> {
        if (error.isCancelled())
            return core::fail(error);
        return QStringList{ error.message.english() + QStringLiteral(" ") + error.detail };
    };
    const auto file = BackupFile::open(backupPath(archive.folder), BackupFile::Mode::Immutable);
    if (!file)
        return asProblem(file.error());
    const auto hook = file->interruptOn(context.cancel());
    context.progress({ QCoreApplication::translate("Messages", "Checking the database's structure"), 0, 0, QString() });
    const auto report = file->texts("PRAGMA integrity_check(20)");
    if (!report)
        return asProblem(report.error());
    QStringList problems;
    if (*report != QStringList{ QStringLiteral("ok") })
        problems += *report;
    qint64 counted = 0;
    for (const TableRows& table : archive.content.tables) {
        context.progress({ QCoreApplication::translate("Messages", "Counting rows of %1").arg(table.name), counted++,
            archive.content.tables.size(), QStringLiteral("tables") });
        const auto rows = file->number("SELECT count(*) FROM " + quotedIdentifier(table.name).toUtf8());
        if (!rows && rows.error().isCancelled())
            return core::fail(rows.error());
        if (!rows)
            problems += QStringLiteral("Table %1 cannot be read: %2").arg(table.name, rows.error().detail);
        else if (table.rows && *rows != *table.rows)
            problems += QStringLiteral("Table %1 has %2 rows; the manifest says %3.")
                            .arg(table.name)
                            .arg(*rows)
                            .arg(*table.rows);
    }
    return problems;
}

core::Result<ClientProgram> SqliteBackupTool::loadProgram(const LoadOrder&, bool, const core::CancelToken&) const
{
    return library();
}

core::Result<bool> SqliteBackupTool::targetExists(const LoadOrder& order, const core::CancelToken&) const
{
    return QFileInfo::exists(order.target);
}

DatabaseUrl SqliteBackupTool::scratchUrl(const LoadOrder& order) const
{
    const QFileInfo target(order.target);
    const QString unique = QUuid::createUuid().toString(QUuid::Id128).left(8);
    return order.server.url.withDatabase(
        QStringLiteral("%1/.%2.%3.part").arg(target.absolutePath(), target.fileName(), unique));
}

DatabaseUrl SqliteBackupTool::targetUrl(const LoadOrder& order) const
{
    return order.server.url.withDatabase(QFileInfo(order.target).absoluteFilePath());
}

core::Result<void> SqliteBackupTool::makeScratch(
    const LoadOrder&, const DatabaseUrl& scratch, const jobs::JobContext&) const
{
    QFile file(scratch.database);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return core::fail(core::ErrorCode::WriteFailed, QT_TRANSLATE_NOOP("Messages", "Cannot write %1."),
            { scratch.database }, file.errorString());
    return {};
}

core::Result<void> SqliteBackupTool::load(
    const LoadOrder& order, const DatabaseUrl& scratch, const jobs::JobContext& context) const
{
    const auto failure = [](const QFile& file, core::ErrorCode code, const char* source) {
        return core::fail(code, source, { file.fileName() }, file.errorString());
    };
    QFile from(backupPath(order.archive.folder));
    QFile to(scratch.database);
    if (!from.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failure(from, core::ErrorCode::Unreadable, QT_TRANSLATE_NOOP("Messages", "Cannot read %1."));
    if (!to.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return failure(to, core::ErrorCode::WriteFailed, QT_TRANSLATE_NOOP("Messages", "Cannot write %1."));
    const QString phase = QCoreApplication::translate("Messages", "Restoring the database");
    QByteArray chunk(copyChunk, Qt::Uninitialized);
    while (true) {
        if (const auto go = context.cancel().check(); !go)
            return go;
        const qint64 count = from.read(chunk.data(), chunk.size());
        if (count < 0)
            return failure(from, core::ErrorCode::Unreadable, QT_TRANSLATE_NOOP("Messages", "Cannot read %1."));
        if (count == 0)
            break;
        if (to.write(chunk.constData(), count) != count)
            return failure(to, core::ErrorCode::WriteFailed, QT_TRANSLATE_NOOP("Messages", "Cannot write %1."));
        context.progress({ phase, from.pos(), from.size(), QStringLiteral("bytes") });
    }
    to.close();
    const auto copy = BackupFile::open(scratch.database, BackupFile::Mode::Existing);
    if (!copy)
        return core::fail(copy.error());
    if (order.archive.properties.value(journalModeProperty) == QStringLiteral("wal")) {
        if (const auto set = copy->execute("PRAGMA journal_mode=WAL"); !set)
            return set;
    }
    return core::syncToDisk(scratch.database);
}

core::Result<void> SqliteBackupTool::promote(
    const LoadOrder& order, const DatabaseUrl& scratch, const jobs::JobContext& context) const
{
    if (!QFileInfo::exists(order.target))
        return core::renameDurably(scratch.database, order.target);
    if (!order.overwrite)
        return core::fail(
            core::ErrorCode::Refused, QT_TRANSLATE_NOOP("Messages", "%1 exists already."), { order.target });
    return replaceFile(order.target, scratch.database, context.cancel());
}

core::Result<bool> SqliteBackupTool::isUnfinished(
    const LoadOrder&, const DatabaseUrl& scratch, const core::CancelToken&) const
{
    return QFileInfo::exists(scratch.database); // a whole one is not called so any more
}

QString SqliteBackupTool::discard(const LoadOrder&, const DatabaseUrl& scratch) const
{
    for (const char* suffix : { "", "-journal", "-wal", "-shm" }) {
        const QString path = scratch.database + QLatin1String(suffix);
        if (QFileInfo::exists(path) && !QFile::remove(path))
            return QStringLiteral("The unfinished file %1 could not be removed.").arg(path);
    }
    return {};
}

} // namespace espalier::dialects::sqlite
