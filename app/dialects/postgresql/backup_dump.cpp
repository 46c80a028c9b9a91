#include "dialects/dialect.h"
#include "dialects/postgresql/backup_archive.h"
#include "dialects/postgresql/backup_clients.h"
#include "dialects/postgresql/backup_tool.h"
#include "dialects/postgresql/dump_progress.h"
#include "dialects/postgresql/dump_snapshot.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QUuid>

namespace espalier::dialects::postgresql {

namespace {

constexpr qint64 lookEveryMs = 500;

/// One run of pg_dump.
class Dump {
public:
    Dump(const DumpOrder& order, const jobs::JobContext& context, const ClientProgram& client)
        : m_order(order)
        , m_context(context)
        , m_client(client)
        , m_tag(QStringLiteral("espalier backup ") + QUuid::createUuid().toString(QUuid::Id128).left(8))
    { }
    core::Result<DumpOutcome> run();

private:
    core::Result<void> lookAtDatabase(DumpOutcome& outcome);
    core::Result<void> runClientProgram(DumpSnapshot& snapshot, const QString& snapshotName);
    core::ProcessSpec spec(const QString& snapshotName) const;
    void lookAtServer(DumpProgress& progress);
    core::Result<void> takeContent(DumpOutcome& outcome, const core::Result<ContentFacts>& content);
    core::Result<void> takeSchema(DumpedSchema& schema, std::optional<Introspected> ofSnapshot);
    core::Result<void> countInArchive(DumpOutcome& outcome, const core::Error& why, const ClientProgram& restore);

    const DumpOrder& m_order;
    const jobs::JobContext& m_context;
    const ClientProgram& m_client;
    QString m_tag; ///< pg_dump's application name, by which its sessions are known
    std::unique_ptr<SqlExecutor> m_session;
    QList<DumpProgress::TableSize> m_sizes;
    QElapsedTimer m_sinceLook;
    qint64 m_copied = 0;
};

core::Result<DumpOutcome> Dump::run()
{
    auto session = m_order.server.connect(m_order.server.url, m_context.cancel());
    if (!session)
        return core::fail(session.error());
    m_session = std::move(*session);
    DumpOutcome outcome;
    outcome.tool = m_client;
    if (const auto looked = lookAtDatabase(outcome); !looked)
        return core::fail(looked.error());
    DumpSnapshot snapshot(m_order, m_context.cancel());
    const auto name = snapshot.name();
    if (!name)
        return core::fail(name.error());
    outcome.fixedAt = m_context.clock().nowUtc();
    if (const auto dumped = runClientProgram(snapshot, *name); !dumped)
        return core::fail(dumped.error());
    if (const auto taken = takeContent(outcome, snapshot.finish()); !taken)
        return core::fail(taken.error());
    if (const auto taken = takeSchema(outcome.schema, snapshot.takeSchema()); !taken)
        return core::fail(taken.error());
    return outcome;
}

core::Result<void> Dump::lookAtDatabase(DumpOutcome& outcome)
{
    // Sizes take a lock for a moment, which must not last for ever behind somebody else's.
    if (const auto set = m_session->execute(QStringLiteral("SET lock_timeout = %1").arg(m_order.lockTimeoutMs)); !set)
        return core::fail(set.error());
    const DialectId& dialect = m_order.server.url.dialect;
    const auto sizes = m_session->query(catalogueQuery(dialect, QStringLiteral("backup_tables")));
    if (!sizes)
        return core::fail(sizes.error());
    for (size_t row = 0; row < sizes->size(); ++row)
        m_sizes += { sizes->text(row, QStringLiteral("schema")) + QLatin1Char('.')
                + sizes->text(row, QStringLiteral("name")),
            sizes->value(row, QStringLiteral("bytes")).toLongLong() };
    const auto properties = m_session->query(catalogueQuery(dialect, QStringLiteral("backup_database")));
    if (!properties)
        return core::fail(properties.error());
    for (size_t row = 0; row < properties->size(); ++row)
        outcome.properties.insert(
            properties->text(row, QStringLiteral("name")), properties->text(row, QStringLiteral("value")));
    return {};
}

core::ProcessSpec Dump::spec(const QString& snapshotName) const
{
    DatabaseUrl url = m_order.server.url;
    url.setOption(QStringLiteral("application_name"), m_tag);
    core::ProcessSpec spec = clientFor(m_client, url, m_order.server.tls);
    spec.arguments << QStringLiteral("--format=") + formatName(m_order.format)
                   << QStringLiteral("--file=") + archivePath(m_order.folder, m_order.format)
                   << QStringLiteral("--snapshot=") + snapshotName;
    if (m_order.lockTimeoutMs > 0)
        spec.arguments << QStringLiteral("--lock-wait-timeout=%1").arg(m_order.lockTimeoutMs);
    if (m_order.jobs > 1)
        spec.arguments << QStringLiteral("--jobs=%1").arg(m_order.jobs);
    return spec;
}

// Only to show how far a big table is; a server that does not tell, or an answer that fails, changes nothing.
void Dump::lookAtServer(DumpProgress& progress)
{
    if (!m_order.server.version.atLeast(14) || (m_sinceLook.isValid() && m_sinceLook.elapsed() < lookEveryMs))
        return;
    m_sinceLook.start();
    const auto rows
        = m_session->query(catalogueQuery(m_order.server.url.dialect, QStringLiteral("backup_progress")), { m_tag });
    if (!rows)
        return;
    for (size_t row = 0; row < rows->size(); ++row) {
        const qint64 bytes = rows->value(row, QStringLiteral("bytes")).toLongLong();
        m_copied += bytes;
        progress.setCopied(
            rows->text(row, QStringLiteral("schema")) + QLatin1Char('.') + rows->text(row, QStringLiteral("name")),
            bytes);
    }
}

core::Result<void> Dump::runClientProgram(DumpSnapshot& snapshot, const QString& snapshotName)
{
    DumpProgress progress(m_sizes, m_order.jobs);
    const QString verb = QCoreApplication::translate("Messages", "Dumping");
    m_context.progress(progress.progress(verb));
    ClientRun run;
    run.spec = spec(snapshotName);
    run.stallTimeoutMs = m_order.stallTimeoutMs;
    run.onErrorLine = [&](const QByteArray& line) {
        progress.addLine(line);
        if (progress.hasLocks())
            snapshot.locksAreTaken();
        m_context.log(jobs::LogLevel::Debug, QString::fromUtf8(line), { m_client.name });
    };
    run.onTick = [&]() -> core::Result<void> {
        lookAtServer(progress);
        m_context.progress(progress.progress(verb));
        return {};
    };
    run.measure = [&] { return folderBytes(m_order.folder) + m_copied; };
    const auto output = runClient(std::move(run), m_context.cancel());
    if (!output)
        return core::fail(output.error());
    if (output->exitCode != 0)
        return core::fail(clientFailure(m_client, *output, m_order.server.url.shortName()));
    return {};
}

core::Result<void> Dump::takeContent(DumpOutcome& outcome, const core::Result<ContentFacts>& content)
{
    if (!content && content.error().isCancelled())
        return core::fail(content.error());
    const auto restore
        = findRestoreClient(m_client.version, m_client.version, m_order.server.toolFolders, m_context.cancel());
    if (!restore)
        return core::fail(restore.error());
    const auto list = listArchive(*restore, archivePath(m_order.folder, m_order.format), m_context.cancel());
    if (!list)
        return core::fail(list.error());
    if (content) {
        outcome.content = *content;
        outcome.counting = m_order.countRows ? RowCounting::Snapshot : RowCounting::None;
    } else if (const auto counted = countInArchive(outcome, content.error(), *restore); !counted) {
        return counted;
    }
    QList<TableRows> dumped;
    for (const TableRows& table : std::as_const(outcome.content.tables)) {
        if (list->holdsRowsOf(table))
            dumped += table;
        else
            outcome.warnings
                += QStringLiteral("The rows of %1 are not in the dump: pg_dump leaves them to their extension.")
                       .arg(table.qualifiedName());
    }
    outcome.content.tables = dumped;
    return {};
}

// Something was changed while the snapshot's session read: then the schema is what it is now.
core::Result<void> Dump::takeSchema(DumpedSchema& schema, std::optional<Introspected> ofSnapshot)
{
    if (ofSnapshot) {
        schema.found = std::move(ofSnapshot);
        schema.reading = SchemaReading::Snapshot;
        return {};
    }
    auto now = readSchemaFor(m_order, *m_session, SchemaReading::After);
    if (!now)
        return core::fail(now.error());
    schema = std::move(*now);
    return {};
}

// Somebody's ALTER TABLE stood in the way of counting on the server. The archive holds the rows as well; only unpacking
// it takes longer.
core::Result<void> Dump::countInArchive(DumpOutcome& outcome, const core::Error& why, const ClientProgram& restore)
{
    m_context.log(jobs::LogLevel::Warning, core::summary(why) + QLatin1Char('\n') + why.detail, { m_client.name });
    auto content = m_order.readContent(*m_session, false);
    if (!content)
        return core::fail(content.error());
    outcome.content = std::move(*content);
    outcome.warnings += QStringLiteral("The revisions were read after the dump, not in its snapshot.");
    if (!m_order.countRows)
        return {};
    const auto rows = countArchiveRows(restore, archivePath(m_order.folder, m_order.format), m_context);
    if (!rows)
        return core::fail(rows.error());
    outcome.counting = RowCounting::Dump;
    for (TableRows& table : outcome.content.tables) {
        if (const auto found = rows->constFind(table.qualifiedName()); found != rows->constEnd())
            table.rows = *found;
    }
    return {};
}

} // namespace

core::Result<ClientProgram> PostgresBackupTool::dumpProgram(
    const ServerVersion& server, const QStringList& folders, const core::CancelToken& cancel) const
{
    return findDumpClient(server, folders, cancel);
}

core::Result<DumpOutcome> PostgresBackupTool::dump(const DumpOrder& order, const jobs::JobContext& context) const
{
    if (const auto safe = checkSecrets(order.server.url); !safe)
        return core::fail(safe.error());
    const auto client = order.program
        ? core::Result<ClientProgram>(*order.program)
        : findDumpClient(order.server.version, order.server.toolFolders, context.cancel());
    if (!client)
        return core::fail(client.error());
    return Dump(order, context, *client).run();
}

core::Result<QStringList> PostgresBackupTool::examine(
    const Archive& archive, const QStringList& folders, const jobs::JobContext& context) const
{
    const ServerVersion writer = versionFromNumber(archive.toolVersion);
    const auto restore = findRestoreClient(writer, writer, folders, context.cancel());
    if (!restore)
        return core::fail(restore.error());
    const auto rows = countArchiveRows(*restore, archivePath(archive.folder, archive.format), context);
    if (!rows && (rows.error().isCancelled() || rows.error().code == core::ErrorCode::ToolMissing))
        return core::fail(rows.error());
    if (!rows)
        return QStringList{ rows.error().message.english() + QLatin1Char(' ') + rows.error().detail };
    QStringList problems;
    for (const TableRows& table : archive.content.tables) {
        const auto found = rows->constFind(table.qualifiedName());
        if (found == rows->constEnd())
            problems += QStringLiteral("The archive has no rows for table %1.").arg(table.qualifiedName());
        else if (table.rows && *table.rows != *found)
            problems += QStringLiteral("Table %1 has %2 rows in the archive; the manifest says %3.")
                            .arg(table.qualifiedName())
                            .arg(*found)
                            .arg(*table.rows);
    }
    return problems;
}

} // namespace espalier::dialects::postgresql
