#include "dialects/dialect.h"
#include "dialects/mysql/backup_clients.h"
#include "dialects/mysql/backup_tool.h"

#include <QCoreApplication>
#include <QFile>
#include <QUuid>

namespace espalier::dialects::mysql {

namespace {

constexpr qint64 loadChunkSize = 256 * 1024;
constexpr qsizetype longestName = 64; // characters
// In a database as long as it is not whole: its name alone does not tell, for here it may be the final one.
const QString unfinishedTable = QStringLiteral("espalier_unfinished_restore");

core::Result<void> executeOn(const ToolServer& server, const QString& statement, const core::CancelToken& cancel)
{
    auto session = server.connect(server.url.withDatabase(QString()), cancel);
    if (!session)
        return core::fail(session.error());
    const auto done = (*session)->execute(statement);
    return done ? core::Result<void>() : core::fail(done.error());
}

QString quoted(const LoadOrder& order, const QString& name) { return dialectOf(order.server.url).quoted(name); }

core::Result<void> createDatabase(const LoadOrder& order, const QString& name, const core::CancelToken& cancel)
{
    QString statement = QStringLiteral("CREATE DATABASE ") + quoted(order, name);
    const QString characters = order.archive.properties.value(QStringLiteral("character_set"));
    const QString collation = order.archive.properties.value(QStringLiteral("collation"));
    if (!characters.isEmpty())
        statement += QStringLiteral(" CHARACTER SET ") + quoted(order, characters);
    if (!collation.isEmpty())
        statement += QStringLiteral(" COLLATE ") + quoted(order, collation);
    if (const auto made = executeOn(order.server, statement, cancel); !made)
        return made;
    return executeOn(order.server,
        QStringLiteral("CREATE TABLE %1.%2 (started datetime)").arg(quoted(order, name), unfinishedTable), cancel);
}

core::Result<void> declareWhole(const LoadOrder& order, const QString& name)
{
    return executeOn(order.server, QStringLiteral("DROP TABLE %1.%2").arg(quoted(order, name), unfinishedTable), {});
}

core::Result<void> feed(core::Process& process, QFile& file, const jobs::JobContext& context)
{
    const QString phase = QCoreApplication::translate("Messages", "Restoring");
    while (!file.atEnd()) {
        const QByteArray chunk = file.read(loadChunkSize);
        if (chunk.isEmpty())
            return core::fail(core::ErrorCode::Unreadable, QT_TRANSLATE_NOOP("Messages", "Cannot read %1."),
                { file.fileName() }, file.errorString());
        if (const auto written = process.write(chunk); !written)
            return written;
        context.progress({ phase, file.pos(), file.size(), QStringLiteral("bytes") });
    }
    return {};
}

// A client that stops at an error closes its input: then it, and not the broken pipe, says what happened.
core::Result<void> loadInto(const LoadOrder& order, const QString& database, const jobs::JobContext& context)
{
    const auto client = findClient(ClientKind::Load, order.server.version, order.server.toolFolders, context.cancel());
    if (!client)
        return core::fail(client.error());
    QFile file(order.archive.folder + QLatin1Char('/') + QLatin1String(backupFileName));
    if (!file.open(QIODevice::ReadOnly))
        return core::fail(core::ErrorCode::Unreadable, QT_TRANSLATE_NOOP("Messages", "Cannot read %1."),
            { file.fileName() }, file.errorString());
    core::ProcessSpec spec = clientFor(*client, order.server.url, order.server.tls);
    spec.endsWithParent = true;
    spec.arguments << QStringLiteral("--batch") << QStringLiteral("--max-allowed-packet=1G")
                   << QStringLiteral("--database=") + database;
    auto process = core::Process::start(spec, context.cancel());
    if (!process)
        return core::fail(process.error());
    const auto fed = feed(**process, file, context);
    if (!fed && fed.error().code != core::ErrorCode::ToolFailed)
        return fed;
    (*process)->closeInput();
    const auto code = (*process)->wait();
    if (!code)
        return core::fail(code.error());
    if (*code != 0)
        return core::fail(clientFailure(*client, { *code, {}, (*process)->errorTail() }, database));
    return fed ? declareWhole(order, database) : fed;
}

} // namespace

core::Result<ClientProgram> MysqlBackupTool::loadProgram(
    const LoadOrder& order, bool allowOlderServer, const core::CancelToken& cancel) const
{
    ServerVersion dumped = versionFromNumber(order.archive.serverVersion);
    const ServerVersion& server = order.server.version;
    if (!allowOlderServer && (isMariaDb(dumped) != isMariaDb(server) || dumped.major > server.major))
        return core::fail(core::ErrorCode::Refused,
            QT_TRANSLATE_NOOP("Messages", "The backup is of a server %1 and this one is %2: it may not understand it."),
            { order.archive.serverVersion, server.text });
    return findClient(ClientKind::Load, server, order.server.toolFolders, cancel);
}

core::Result<bool> MysqlBackupTool::targetExists(const LoadOrder& order, const core::CancelToken& cancel) const
{
    if (order.target.isEmpty() || order.target.size() > longestName)
        return core::fail(core::ErrorCode::InvalidArgument,
            QT_TRANSLATE_NOOP("Messages", "\"%1\" cannot be the name of a database: 1 to 64 characters."),
            { order.target });
    auto session = order.server.connect(serverUrl(order.server.url), cancel);
    if (!session)
        return core::fail(session.error());
    const auto rows = (*session)->query(
        QStringLiteral("SELECT 1 AS found FROM information_schema.schemata WHERE schema_name = ?"), { order.target });
    if (!rows)
        return core::fail(rows.error());
    return !rows->isEmpty();
}

DatabaseUrl MysqlBackupTool::scratchUrl(const LoadOrder& order) const
{
    if (!order.overwrite)
        return targetUrl(order);
    const QString ending = QStringLiteral("_restoring_") + QUuid::createUuid().toString(QUuid::Id128).left(8);
    return order.server.url.withDatabase(order.target.left(longestName - ending.size()) + ending);
}

DatabaseUrl MysqlBackupTool::targetUrl(const LoadOrder& order) const
{
    return order.server.url.withDatabase(order.target);
}

core::Result<void> MysqlBackupTool::makeScratch(
    const LoadOrder& order, const DatabaseUrl& scratch, const jobs::JobContext& context) const
{
    return createDatabase(order, scratch.database, context.cancel());
}

core::Result<void> MysqlBackupTool::load(
    const LoadOrder& order, const DatabaseUrl& scratch, const jobs::JobContext& context) const
{
    return loadInto(order, scratch.database, context);
}

core::Result<void> MysqlBackupTool::promote(
    const LoadOrder& order, const DatabaseUrl& scratch, const jobs::JobContext& context) const
{
    if (scratch.database == order.target)
        return {};
    if (const auto go = context.cancel().check(); !go)
        return go;
    // From here on there is no way back but forward: a cancel would leave an empty database.
    const jobs::JobContext unstoppable(
        {}, [&context](const jobs::Progress& progress) { context.progress(progress); },
        [&context](const jobs::LogLine& line) { context.log(line.level, line.text, line.path); }, &context.clock());
    auto dropped
        = executeOn(order.server, QStringLiteral("DROP DATABASE IF EXISTS %1").arg(quoted(order, order.target)), {});
    if (!dropped)
        return dropped;
    auto loaded = createDatabase(order, order.target, {});
    if (loaded)
        loaded = loadInto(order, order.target, unstoppable);
    if (!loaded) {
        core::Error error = loaded.error();
        error.databaseState
            = QStringLiteral("The old content of %1 is gone from the server and the new one is not whole.")
                  .arg(order.target);
        return core::fail(error);
    }
    if (const QString left = discard(order, scratch); !left.isEmpty())
        context.log(jobs::LogLevel::Warning, left);
    return {};
}

core::Result<bool> MysqlBackupTool::isUnfinished(
    const LoadOrder& order, const DatabaseUrl& scratch, const core::CancelToken& cancel) const
{
    if (scratch.database != order.target) { // a name that nobody else makes
        LoadOrder asTarget = order;
        asTarget.target = scratch.database;
        return targetExists(asTarget, cancel);
    }
    auto session = order.server.connect(serverUrl(order.server.url), cancel);
    if (!session)
        return core::fail(session.error());
    const auto rows = (*session)->query(
        QStringLiteral("SELECT 1 AS found FROM information_schema.tables WHERE table_schema = ? AND table_name = ?"),
        { scratch.database, unfinishedTable });
    if (!rows)
        return core::fail(rows.error());
    return !rows->isEmpty();
}

QString MysqlBackupTool::discard(const LoadOrder& order, const DatabaseUrl& scratch) const
{
    const auto dropped = executeOn(
        order.server, QStringLiteral("DROP DATABASE IF EXISTS %1").arg(quoted(order, scratch.database)), {});
    return dropped ? QString()
                   : QStringLiteral("The database %1 is left on the server and can be dropped.").arg(scratch.database);
}

} // namespace espalier::dialects::mysql
