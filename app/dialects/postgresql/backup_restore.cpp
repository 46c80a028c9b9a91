#include "dialects/dialect.h"
#include "dialects/postgresql/backup_archive.h"
#include "dialects/postgresql/backup_clients.h"
#include "dialects/postgresql/backup_tool.h"
#include "dialects/postgresql/dump_progress.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QThread>
#include <QUuid>

namespace espalier::dialects::postgresql {

namespace {

constexpr qsizetype longestName = 63; // bytes: NAMEDATALEN - 1
constexpr int othersGoneMs = 10'000;

QString shortId() { return QUuid::createUuid().toString(QUuid::Id128).left(8); }

QString nameBeside(const QString& target, const QString& purpose)
{
    const QString ending = QStringLiteral("_%1_%2").arg(purpose, shortId());
    QString beginning = target;
    while (beginning.toUtf8().size() + ending.size() > longestName)
        beginning.chop(1);
    return beginning + ending;
}

/// A session in a database that is neither of those being made, renamed or dropped.
core::Result<std::unique_ptr<SqlExecutor>> maintenanceSession(const ToolServer& server, const core::CancelToken& cancel)
{
    auto session = server.connect(server.url.withDatabase(QStringLiteral("postgres")), cancel);
    if (session || session.error().isCancelled())
        return session;
    auto other = server.connect(server.url.withDatabase(QStringLiteral("template1")), cancel);
    return other ? std::move(other) : std::move(session);
}

QString createStatement(const Dialect& dialect, const QString& name, const QMap<QString, QString>& properties)
{
    QString statement = QStringLiteral("CREATE DATABASE %1 TEMPLATE template0").arg(dialect.quoted(name));
    const auto add = [&](const char* clause, const QString& value) {
        if (!value.isEmpty())
            statement += QStringLiteral(" %1 %2").arg(QLatin1String(clause), dialect.literal(value));
    };
    add("ENCODING", properties.value(QStringLiteral("encoding")));
    add("LC_COLLATE", properties.value(QStringLiteral("collate")));
    add("LC_CTYPE", properties.value(QStringLiteral("ctype")));
    const QString provider = properties.value(QStringLiteral("provider"));
    if (provider == QStringLiteral("i")) {
        statement += QStringLiteral(" LOCALE_PROVIDER icu");
        add("ICU_LOCALE", properties.value(QStringLiteral("locale")));
    } else if (provider == QStringLiteral("b")) {
        statement += QStringLiteral(" LOCALE_PROVIDER builtin");
        add("BUILTIN_LOCALE", properties.value(QStringLiteral("locale")));
    }
    return statement;
}

core::Result<void> executeAll(SqlExecutor& session, const QStringList& statements)
{
    for (const QString& statement : statements) {
        if (const auto done = session.execute(statement); !done)
            return core::fail(done.error());
    }
    return {};
}

core::Result<QStringList> otherSessions(SqlExecutor& session, const QString& database)
{
    const auto rows
        = session.query(catalogueQuery(session.dialect().id(), QStringLiteral("backup_sessions")), { database });
    if (!rows)
        return core::fail(rows.error());
    QStringList who;
    for (size_t row = 0; row < rows->size(); ++row)
        who += rows->text(row, QStringLiteral("who"));
    return who;
}

core::Result<void> disconnect(SqlExecutor& session, const QString& database, const core::CancelToken& cancel)
{
    QElapsedTimer waited;
    waited.start();
    while (true) {
        const auto ended = session.query(
            catalogueQuery(session.dialect().id(), QStringLiteral("backup_end_sessions")), { database });
        if (!ended)
            return core::fail(ended.error());
        const auto left = otherSessions(session, database);
        if (!left)
            return core::fail(left.error());
        if (left->isEmpty())
            return {};
        if (const auto go = cancel.check(); !go)
            return go;
        if (waited.elapsed() > othersGoneMs)
            return core::fail(core::ErrorCode::Busy,
                QT_TRANSLATE_NOOP("Messages", "Sessions in database %1 could not be ended: %2."),
                { database, left->join(QStringLiteral(", ")) });
        QThread::msleep(50);
    }
}

// Owner, limits, settings, rights and comment belong to the database's name, not to its content: the new one gets them.
core::Result<QStringList> inheritedStatements(SqlExecutor& session, const QString& from, const QString& to)
{
    const auto rows
        = session.query(catalogueQuery(session.dialect().id(), QStringLiteral("backup_inherit")), { from, to });
    if (!rows)
        return core::fail(rows.error());
    QStringList statements;
    for (size_t row = 0; row < rows->size(); ++row)
        statements += rows->text(row, QStringLiteral("statement"));
    return statements;
}

core::Result<void> swapNames(SqlExecutor& session, const QString& target, const QString& scratch, const QString& aside)
{
    const auto statements = inheritedStatements(session, target, scratch);
    if (!statements)
        return core::fail(statements.error());
    const Dialect& dialect = session.dialect();
    const QString rename = QStringLiteral("ALTER DATABASE %1 RENAME TO %2");
    QStringList all{ QStringLiteral("BEGIN") };
    all += *statements;
    all += { rename.arg(dialect.quoted(target), dialect.quoted(aside)),
        rename.arg(dialect.quoted(scratch), dialect.quoted(target)), QStringLiteral("COMMIT") };
    auto swapped = executeAll(session, all);
    if (!swapped)
        (void)session.execute(QStringLiteral("ROLLBACK"));
    return swapped;
}

core::Result<void> allowConnections(SqlExecutor& session, const QString& database, bool allowed)
{
    return executeAll(session,
        { QStringLiteral("ALTER DATABASE %1 WITH ALLOW_CONNECTIONS %2")
                .arg(session.dialect().quoted(database), allowed ? QStringLiteral("true") : QStringLiteral("false")) });
}

core::Result<void> replaceDatabase(SqlExecutor& session, const LoadOrder& order, const QString& scratch,
    const QString& aside, const core::CancelToken& cancel)
{
    const auto others = otherSessions(session, order.target);
    if (!others)
        return core::fail(others.error());
    if (others->isEmpty())
        return swapNames(session, order.target, scratch, aside);
    if (!order.disconnectOthers)
        return core::fail(core::ErrorCode::Busy,
            QT_TRANSLATE_NOOP("Messages", "Database %1 is in use by %2 session(s): %3. Nothing was changed."),
            { order.target, QString::number(others->size()), others->join(QStringLiteral(", ")) });
    if (const auto closed = allowConnections(session, order.target, false); !closed)
        return closed;
    auto swapped = disconnect(session, order.target, cancel);
    if (swapped)
        swapped = swapNames(session, order.target, scratch, aside);
    if (!swapped)
        (void)allowConnections(session, order.target, true);
    return swapped;
}

QStringList loadArguments(const LoadOrder& order)
{
    // No --single-transaction: the database is new and dropped after a failure, and one transaction over thousands of
    // tables would run out of locks.
    QStringList arguments{ QStringLiteral("--exit-on-error") };
    if (order.jobs > 1)
        arguments << QStringLiteral("--jobs=%1").arg(order.jobs);
    if (!order.withOwners)
        arguments << QStringLiteral("--no-owner") << QStringLiteral("--no-privileges");
    arguments << archivePath(order.archive.folder, order.archive.format);
    return arguments;
}

core::Result<void> runRestore(
    const ClientProgram& client, const LoadOrder& order, const DatabaseUrl& scratch, const jobs::JobContext& context)
{
    QList<DumpProgress::TableSize> sizes;
    for (const TableRows& table : order.archive.content.tables)
        sizes += { table.qualifiedName(), table.rows.value_or(0) };
    DumpProgress progress(sizes, order.jobs);
    const QString verb = QCoreApplication::translate("Messages", "Restoring");
    context.progress({ verb, 0, 0, QStringLiteral("rows") });
    ClientRun run;
    run.spec = clientFor(client, scratch, order.server.tls);
    run.spec.arguments += loadArguments(order);
    run.onErrorLine = [&](const QByteArray& line) {
        progress.addLine(line);
        context.log(jobs::LogLevel::Debug, QString::fromUtf8(line), { client.name });
    };
    run.onTick = [&]() -> core::Result<void> {
        jobs::Progress shown = progress.progress(verb);
        shown.unit = QStringLiteral("rows");
        context.progress(shown);
        return {};
    };
    const auto output = runClient(std::move(run), context.cancel());
    if (!output)
        return core::fail(output.error());
    if (output->exitCode != 0)
        return core::fail(clientFailure(client, *output, scratch.shortName()));
    return {};
}

} // namespace

core::Result<ClientProgram> PostgresBackupTool::loadProgram(
    const LoadOrder& order, bool allowOlderServer, const core::CancelToken& cancel) const
{
    const ServerVersion dumped = versionFromNumber(order.archive.serverVersion);
    if (dumped.major > order.server.version.major && !allowOlderServer)
        return core::fail(core::ErrorCode::Refused,
            QT_TRANSLATE_NOOP("Messages",
                "The backup is of PostgreSQL %1 and this server is %2: an older server may not understand it."),
            { dumped.number(), order.server.version.number() });
    return findRestoreClient(
        versionFromNumber(order.archive.toolVersion), order.server.version, order.server.toolFolders, cancel);
}

core::Result<bool> PostgresBackupTool::targetExists(const LoadOrder& order, const core::CancelToken& cancel) const
{
    if (order.target.isEmpty() || order.target.toUtf8().size() > longestName)
        return core::fail(core::ErrorCode::InvalidArgument,
            QT_TRANSLATE_NOOP("Messages", "\"%1\" cannot be the name of a database: 1 to 63 bytes."), { order.target });
    auto session = maintenanceSession(order.server, cancel);
    if (!session)
        return core::fail(session.error());
    const auto rows = (*session)->query(
        QStringLiteral("SELECT 1 AS found FROM pg_catalog.pg_database WHERE datname = ?"), { order.target });
    if (!rows)
        return core::fail(rows.error());
    return !rows->isEmpty();
}

DatabaseUrl PostgresBackupTool::scratchUrl(const LoadOrder& order) const
{
    return order.server.url.withDatabase(nameBeside(order.target, QStringLiteral("restoring")));
}

DatabaseUrl PostgresBackupTool::targetUrl(const LoadOrder& order) const
{
    return order.server.url.withDatabase(order.target);
}

core::Result<void> PostgresBackupTool::makeScratch(
    const LoadOrder& order, const DatabaseUrl& scratch, const jobs::JobContext& context) const
{
    auto session = maintenanceSession(order.server, context.cancel());
    if (!session)
        return core::fail(session.error());
    return executeAll(
        **session, { createStatement((*session)->dialect(), scratch.database, order.archive.properties) });
}

core::Result<void> PostgresBackupTool::load(
    const LoadOrder& order, const DatabaseUrl& scratch, const jobs::JobContext& context) const
{
    if (const auto safe = checkSecrets(order.server.url); !safe)
        return core::fail(safe.error());
    const auto client = loadProgram(order, true, context.cancel());
    if (!client)
        return core::fail(client.error());
    return runRestore(*client, order, scratch, context);
}

core::Result<void> PostgresBackupTool::promote(
    const LoadOrder& order, const DatabaseUrl& scratch, const jobs::JobContext& context) const
{
    auto session = maintenanceSession(order.server, context.cancel());
    if (!session)
        return core::fail(session.error());
    const Dialect& dialect = (*session)->dialect();
    const auto exists = targetExists(order, context.cancel());
    if (!exists)
        return core::fail(exists.error());
    if (!*exists)
        return executeAll(**session,
            { QStringLiteral("ALTER DATABASE %1 RENAME TO %2")
                    .arg(dialect.quoted(scratch.database), dialect.quoted(order.target)) });
    if (!order.overwrite)
        return core::fail(
            core::ErrorCode::Refused, QT_TRANSLATE_NOOP("Messages", "%1 exists already."), { order.target });
    const QString aside = nameBeside(order.target, QStringLiteral("replaced"));
    if (const auto replaced = replaceDatabase(**session, order, scratch.database, aside, context.cancel()); !replaced)
        return replaced;
    // The new content stands. Should the old one's end fail, that is worth a word, but no failure.
    if (const QString left = discard(order, order.server.url.withDatabase(aside)); !left.isEmpty())
        context.log(jobs::LogLevel::Warning, left);
    return {};
}

core::Result<bool> PostgresBackupTool::isUnfinished(
    const LoadOrder& order, const DatabaseUrl& scratch, const core::CancelToken& cancel) const
{
    LoadOrder asTarget = order;
    asTarget.target = scratch.database;
    return targetExists(asTarget, cancel); // a whole one is not called so any more
}

core::Result<void> PostgresBackupTool::reopen(const LoadOrder& order, const core::CancelToken& cancel) const
{
    auto session = maintenanceSession(order.server, cancel);
    if (!session)
        return core::fail(session.error());
    const auto closed = (*session)->query(
        QStringLiteral("SELECT 1 AS closed FROM pg_catalog.pg_database WHERE datname = ? AND NOT datallowconn"),
        { order.target });
    if (!closed)
        return core::fail(closed.error());
    return closed->isEmpty() ? core::Result<void>() : allowConnections(**session, order.target, true);
}

QString PostgresBackupTool::discard(const LoadOrder& order, const DatabaseUrl& scratch) const
{
    const QString left
        = QStringLiteral("The database %1 is left on the server and can be dropped.").arg(scratch.database);
    auto session = maintenanceSession(order.server, {});
    if (!session)
        return left;
    const QString force = order.server.version.atLeast(13) ? QStringLiteral(" WITH (FORCE)") : QString();
    const auto dropped = (*session)->execute(
        QStringLiteral("DROP DATABASE IF EXISTS %1%2").arg((*session)->dialect().quoted(scratch.database), force));
    return dropped ? QString() : left;
}

} // namespace espalier::dialects::postgresql
