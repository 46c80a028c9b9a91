#include "core/checksum.h"
#include "dialects/dialect.h"
#include "dialects/mysql/backup_clients.h"
#include "dialects/mysql/backup_tool.h"
#include "dialects/mysql/dump_reader.h"

#include <algorithm>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>

namespace espalier::dialects::mysql {

namespace {

constexpr qint64 lookEveryMs = 1000;
constexpr qint64 chunkSize = 1024 * 1024;

QString dumpPath(const QString& folder) { return folder + QLatin1Char('/') + QLatin1String(backupFileName); }

/// Reads the dump behind the client that writes it: hashed and counted while it grows, so that neither costs time
/// afterwards. The client only ever appends.
class DumpFollower {
public:
    DumpFollower(const QString& path, const QString& watchedTable)
        : m_file(path)
        , m_reader(watchedTable)
        , m_chunk(chunkSize, Qt::Uninitialized)
    { }
    /// Takes what has been written since; false when the file cannot be read.
    bool follow()
    {
        if (!m_file.isOpen() && (!m_file.exists() || !m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)))
            return false;
        qint64 count = 0;
        while ((count = m_file.read(m_chunk.data(), m_chunk.size())) > 0) {
            m_sum.add(QByteArrayView(m_chunk.constData(), count));
            m_reader.add(QByteArrayView(m_chunk.constData(), count));
            m_bytes += count;
        }
        return count == 0;
    }
    const DumpReader& reader() const { return m_reader; }
    qint64 bytes() const { return m_bytes; }
    QString sum() { return m_sum.hex(); }

private:
    QFile m_file;
    core::Sha256 m_sum;
    DumpReader m_reader;
    QByteArray m_chunk;
    qint64 m_bytes = 0;
};

/// One run of the dump client.
class Dump {
public:
    Dump(const DumpOrder& order, const jobs::JobContext& context, const ClientProgram& client)
        : m_order(order)
        , m_context(context)
        , m_client(client)
    { }
    core::Result<DumpOutcome> run();

private:
    core::Result<void> lookAtDatabase(DumpOutcome& outcome);
    core::ProcessSpec spec() const;
    core::Result<void> runClientProgram(DumpFollower& follower);
    core::Result<void> checkNotWaiting();
    void showProgress(const DumpFollower& follower) const;
    void takeContent(DumpOutcome& outcome, const ContentFacts& before, const DumpReader& reader) const;
    core::Result<DumpedSchema> readSchema() const;
    core::Result<void> takeSchema(DumpOutcome& outcome, DumpedSchema before) const;

    const DumpOrder& m_order;
    const jobs::JobContext& m_context;
    const ClientProgram& m_client;
    std::unique_ptr<SqlExecutor> m_session;
    qint64 m_totalBytes = 0;
    qsizetype m_tables = 0;
    QElapsedTimer m_sinceLook;
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
    const auto before = m_order.readContent(*m_session, false);
    if (!before)
        return core::fail(before.error());
    auto schema = readSchema();
    if (!schema)
        return core::fail(schema.error());
    outcome.fixedAt = m_context.clock().nowUtc(); // the client takes its snapshot first of all
    DumpFollower follower(dumpPath(m_order.folder), before->versionTable.section(QLatin1Char('.'), -1));
    if (const auto dumped = runClientProgram(follower); !dumped)
        return core::fail(dumped.error());
    if (!follower.follow() || !follower.reader().isComplete())
        return core::fail(core::ErrorCode::Corrupt,
            QT_TRANSLATE_NOOP("Messages", "%1 ended well but the dump has no end."), { m_client.name });
    takeContent(outcome, *before, follower.reader());
    if (const auto taken = takeSchema(outcome, std::move(*schema)); !taken)
        return core::fail(taken.error());
    outcome.sums.insert(QLatin1String(backupFileName), follower.sum());
    return outcome;
}

core::Result<void> Dump::lookAtDatabase(DumpOutcome& outcome)
{
    const DialectId& dialect = m_order.server.url.dialect;
    const auto tables = m_session->query(catalogueQuery(dialect, QStringLiteral("backup_tables")));
    if (!tables)
        return core::fail(tables.error());
    m_tables = static_cast<qsizetype>(tables->size());
    for (size_t row = 0; row < tables->size(); ++row) {
        m_totalBytes += tables->value(row, QStringLiteral("bytes")).toLongLong();
        if (tables->value(row, QStringLiteral("transactional")).toInt() == 0)
            outcome.warnings
                += QStringLiteral("Table %1 uses the engine %2, which has no snapshots: rows written during the "
                                  "dump may be missing from it or stand in it without those of other tables.")
                       .arg(tables->text(row, QStringLiteral("name")), tables->text(row, QStringLiteral("engine")));
    }
    const auto properties = m_session->query(catalogueQuery(dialect, QStringLiteral("backup_database")));
    if (!properties)
        return core::fail(properties.error());
    for (const char* name : { "character_set", "collation" })
        outcome.properties.insert(QString::fromLatin1(name), properties->text(0, QString::fromLatin1(name)));
    return {};
}

core::ProcessSpec Dump::spec() const
{
    core::ProcessSpec spec = clientFor(m_client, m_order.server.url, m_order.server.tls);
    spec.arguments << QStringLiteral("--result-file=") + dumpPath(m_order.folder) << QStringLiteral("--opt")
                   << QStringLiteral("--single-transaction") << QStringLiteral("--quick")
                   << QStringLiteral("--routines") << QStringLiteral("--triggers") << QStringLiteral("--events")
                   << QStringLiteral("--hex-blob") << QStringLiteral("--no-tablespaces")
                   << QStringLiteral("--max-allowed-packet=1G") << QStringLiteral("--verbose");
    if (!isMariaDb(m_client.version)) {
        spec.arguments << QStringLiteral("--set-gtid-purged=OFF");
        if (m_client.version.atLeast(8) && !m_order.server.version.atLeast(8))
            spec.arguments << QStringLiteral("--column-statistics=0");
    }
    spec.arguments << QStringLiteral("--") << m_order.server.url.database;
    return spec;
}

// The client has no limit of its own for table locks, so the server is asked whether one of its statements waits.
core::Result<void> Dump::checkNotWaiting()
{
    if (m_order.lockTimeoutMs <= 0 || (m_sinceLook.isValid() && m_sinceLook.elapsed() < lookEveryMs))
        return {};
    m_sinceLook.start();
    const auto waiting = m_session->query(
        catalogueQuery(m_order.server.url.dialect, QStringLiteral("backup_waiting")), { m_order.lockTimeoutMs / 1000 });
    if (!waiting || waiting->isEmpty())
        return {}; // a session that broke is the client's to report: its own breaks too
    return core::fail(core::ErrorCode::Busy,
        QT_TRANSLATE_NOOP("Messages", "%1 gave up waiting for a table lock in %2: another session holds it."),
        { m_client.name, m_order.server.url.shortName() }, waiting->text(0, QStringLiteral("statement")));
}

void Dump::showProgress(const DumpFollower& follower) const
{
    const DumpReader& reader = follower.reader();
    const QString verb = QCoreApplication::translate("Messages", "Dumping");
    const QString phase = reader.tables().isEmpty() ? verb
                                                    : QCoreApplication::translate("Messages", "%1 %2 (table %3 of %4)")
                                                          .arg(verb, reader.tables().last())
                                                          .arg(reader.tables().size())
                                                          .arg(std::max(m_tables, reader.tables().size()));
    // Rows as text are longer or shorter than in the server's files: an estimate, and never over its own total.
    m_context.progress({ phase, std::min(follower.bytes(), m_totalBytes), m_totalBytes, QStringLiteral("bytes") });
}

core::Result<void> Dump::runClientProgram(DumpFollower& follower)
{
    showProgress(follower);
    ClientRun run;
    run.spec = spec();
    run.stallTimeoutMs = m_order.stallTimeoutMs;
    run.onErrorLine = [&](const QByteArray& line) {
        m_context.log(jobs::LogLevel::Debug, QString::fromUtf8(line), { m_client.name });
    };
    run.onTick = [&] {
        follower.follow();
        showProgress(follower);
        return checkNotWaiting();
    };
    run.measure = [&] { return follower.bytes(); };
    const auto output = runClient(std::move(run), m_context.cancel());
    if (!output)
        return core::fail(output.error());
    if (output->exitCode != 0)
        return core::fail(clientFailure(m_client, *output, m_order.server.url.shortName()));
    return {};
}

// What the dump itself says, since its snapshot is its own: no other session can count in it.
void Dump::takeContent(DumpOutcome& outcome, const ContentFacts& before, const DumpReader& reader) const
{
    outcome.content.versionTable = before.versionTable;
    outcome.content.revisions = reader.watchedValues();
    outcome.content.revisions.sort();
    for (const QString& table : reader.tables())
        outcome.content.tables
            += { {}, table, m_order.countRows ? std::optional<qint64>(reader.rowsOf(table)) : std::nullopt };
    std::sort(outcome.content.tables.begin(), outcome.content.tables.end(),
        [](const TableRows& a, const TableRows& b) { return a.name < b.name; });
    outcome.counting = m_order.countRows ? RowCounting::Dump : RowCounting::None;
}

/// The schema as it is now, or why it cannot be read; not for long behind somebody who changes a table. Fails when
/// cancelled.
core::Result<DumpedSchema> Dump::readSchema() const
{
    constexpr int mostMs = 10'000;
    if (!m_order.readSchema)
        return DumpedSchema();
    Timeouts timeouts;
    timeouts.lockMs = m_order.lockTimeoutMs > 0 ? std::min(m_order.lockTimeoutMs, mostMs) : mostMs;
    for (const QString& statement : m_session->dialect().timeoutStatements(timeouts, m_order.server.version))
        (void)m_session->execute(statement);
    return readSchemaFor(m_order, *m_session, SchemaReading::After);
}

// The catalogue has no snapshots, so what was there before the dump is what was dumped only where it is there still.
core::Result<void> Dump::takeSchema(DumpOutcome& outcome, DumpedSchema before) const
{
    auto after = readSchema();
    if (!after)
        return core::fail(after.error());
    if (!before.found) {
        outcome.schema = std::move(*after);
        return {};
    }
    const bool isUnchanged = after->found && after->found->schema == before.found->schema;
    if (after->found && !isUnchanged)
        outcome.warnings += QStringLiteral("The schema was changed during the dump: the dump may hold tables as they "
                                           "were before or after that.");
    outcome.schema = std::move(before);
    outcome.schema.reading = isUnchanged ? SchemaReading::Unchanged : SchemaReading::Before;
    return {};
}

} // namespace

core::Result<ClientProgram> MysqlBackupTool::dumpProgram(
    const ServerVersion& server, const QStringList& folders, const core::CancelToken& cancel) const
{
    return findClient(ClientKind::Dump, server, folders, cancel);
}

core::Result<DumpOutcome> MysqlBackupTool::dump(const DumpOrder& order, const jobs::JobContext& context) const
{
    const auto client = order.program ? core::Result<ClientProgram>(*order.program)
                                      : dumpProgram(order.server.version, order.server.toolFolders, context.cancel());
    if (!client)
        return core::fail(client.error());
    return Dump(order, context, *client).run();
}

core::Result<QStringList> MysqlBackupTool::examine(
    const Archive& archive, const QStringList&, const jobs::JobContext& context) const
{
    QFile file(dumpPath(archive.folder));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return QStringList{ QStringLiteral("%1: %2").arg(file.fileName(), file.errorString()) };
    DumpReader reader(archive.content.versionTable.section(QLatin1Char('.'), -1));
    QByteArray chunk(chunkSize, Qt::Uninitialized);
    qint64 count = 0;
    while ((count = file.read(chunk.data(), chunk.size())) > 0) {
        if (const auto go = context.cancel().check(); !go)
            return core::fail(go.error());
        reader.add(QByteArrayView(chunk.constData(), count));
        context.progress({ QCoreApplication::translate("Messages", "Reading the dump"), file.pos(), file.size(),
            QStringLiteral("bytes") });
    }
    QStringList problems;
    if (!reader.isComplete())
        problems += QStringLiteral("The dump has no closing line: it was cut off.");
    for (const TableRows& table : archive.content.tables) {
        if (!reader.tables().contains(table.name))
            problems += QStringLiteral("The dump does not make table %1.").arg(table.name);
        else if (table.rows && reader.rowsOf(table.name) != *table.rows)
            problems += QStringLiteral("Table %1 has %2 rows in the dump; the manifest says %3.")
                            .arg(table.name)
                            .arg(reader.rowsOf(table.name))
                            .arg(*table.rows);
    }
    return problems;
}

} // namespace espalier::dialects::mysql
