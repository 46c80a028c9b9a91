#include "backup/restore.h"

#include "backup/create.h"
#include "backup/restore_comparison.h"
#include "backup/restore_mark.h"
#include "backup/schema_file.h"
#include "backup/server_access.h"
#include "backup/verify.h"
#include "database/live_schema.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>

namespace espalier::backup {

namespace {

/// One restore, phase by phase. Each leaves the target as it was until the last.
class Restore {
public:
    Restore(const RestoreRequest& request, jobs::JobContext& context)
        : m_request(request)
        , m_context(context)
    { }
    core::Result<RestoreOutcome> run();

private:
    core::Result<void> checkRequest();
    core::Result<void> findBackup();
    core::Result<void> checkServer();
    core::Result<void> checkTarget();
    core::Result<void> checkContent();
    core::Result<void> makeMark(const dialects::DatabaseUrl& scratch);
    core::Result<void> fill(const dialects::DatabaseUrl& scratch);
    core::Result<void> compare(const dialects::DatabaseUrl& scratch);
    core::Result<void> compareSchema(dialects::SqlExecutor& session, const dialects::DatabaseUrl& scratch);
    core::Result<void> backUpOldContent();
    core::Result<void> promote(const dialects::DatabaseUrl& scratch);
    void removeOlderRemains();
    core::Error withSafetyBackup(core::Error error) const;
    QString absoluteTarget() const;

    const RestoreRequest& m_request;
    jobs::JobContext& m_context;
    const dialects::BackupTool* m_tool = nullptr;
    CatalogueEntry m_entry;
    std::shared_ptr<EntryLock> m_lock;
    std::unique_ptr<RestoreMark> m_mark;
    dialects::LoadOrder m_order;
    bool m_targetExists = false;
    RestoreOutcome m_outcome;
};

core::Result<RestoreOutcome> Restore::run()
{
    QElapsedTimer timer;
    timer.start();
    for (const auto phase : { &Restore::checkRequest, &Restore::findBackup, &Restore::checkServer,
             &Restore::checkTarget, &Restore::checkContent }) {
        if (const auto done = (this->*phase)(); !done)
            return core::fail(done.error());
    }
    const dialects::DatabaseUrl scratch = m_tool->scratchUrl(m_order);
    if (const auto marked = makeMark(scratch); !marked)
        return core::fail(marked.error());
    if (const auto made = m_tool->makeScratch(m_order, scratch, m_context); !made)
        return core::fail(made.error());
    if (const auto filled = fill(scratch); !filled) {
        core::Error error = filled.error();
        if (const QString left = m_tool->discard(m_order, scratch); !left.isEmpty()) {
            error.databaseState = (error.databaseState + QLatin1Char(' ') + left).trimmed();
            m_mark->keep();
        }
        return core::fail(error);
    }
    m_outcome.target = m_tool->targetUrl(m_order).database;
    removeOlderRemains();
    m_outcome.durationMs = timer.elapsed();
    return m_outcome;
}

core::Result<void> Restore::checkRequest()
{
    const auto tool = toolFor(m_request.connection);
    if (!tool)
        return core::fail(tool.error());
    m_tool = *tool;
    if (m_request.connection.readOnly)
        return core::fail(core::ErrorCode::Refused,
            QT_TRANSLATE_NOOP("Messages", "The connection %1 is read-only: nothing is restored through it."),
            { m_request.connection.title() });
    return {};
}

core::Result<void> Restore::findBackup()
{
    auto entry = Catalogue(m_request.folder).find(m_request.id);
    if (!entry)
        return core::fail(entry.error());
    if (entry->manifest.database.dialect != m_request.connection.url.dialect)
        return core::fail(core::ErrorCode::InvalidArgument,
            QT_TRANSLATE_NOOP("Messages", "The backup is of a %1 database and cannot be restored to %2."),
            { entry->manifest.database.dialect, m_request.connection.url.dialect });
    auto lock = EntryLock::take(entry->folder, EntryLock::Mode::Shared);
    if (!lock)
        return core::fail(lock.error());
    m_entry = std::move(*entry);
    m_lock = std::move(*lock);
    m_order.server = toolServer(m_request.connection, m_request.secret, m_request.tools);
    m_order.archive = archiveOf(m_entry.manifest, m_entry.folder);
    m_order.target = absoluteTarget();
    m_order.overwrite = m_request.overwrite;
    m_order.disconnectOthers = m_request.disconnectOthers;
    m_order.withOwners = m_request.withOwners;
    m_order.jobs = m_request.jobs;
    return {};
}

QString Restore::absoluteTarget() const
{
    if (!dialects::dialectOf(m_request.connection.url).isFileBased() || m_request.target.isEmpty())
        return m_request.target;
    const QString base = QFileInfo(m_request.connection.url.database).absolutePath();
    return QDir::cleanPath(QDir(base).absoluteFilePath(m_request.target));
}

core::Result<void> Restore::checkServer()
{
    if (dialects::dialectOf(m_request.connection.url).isFileBased())
        return {};
    // The database that the connection names may be just what was lost.
    database::ConnectionSettings settings = m_request.connection;
    settings.url = m_tool->serverUrl(settings.url);
    auto session = database::Session::open(settings, m_request.secret, m_context);
    if (!session)
        session = database::Session::open(m_request.connection, m_request.secret, m_context);
    if (!session)
        return core::fail(session.error());
    m_order.server.version = session->facts().version;
    const auto program = m_tool->loadProgram(m_order, m_request.allowOlderServer, m_context.cancel());
    return program ? core::Result<void>() : core::fail(program.error());
}

core::Result<void> Restore::checkTarget()
{
    if (m_order.target.isEmpty())
        return core::fail(
            core::ErrorCode::InvalidArgument, QT_TRANSLATE_NOOP("Messages", "Say into which database to restore."));
    const auto exists = m_tool->targetExists(m_order, m_context.cancel());
    if (!exists)
        return core::fail(exists.error());
    m_targetExists = *exists;
    if (!m_targetExists) {
        m_order.overwrite = false;
        return {};
    }
    if (!m_request.overwrite)
        return core::fail(core::ErrorCode::Refused,
            QT_TRANSLATE_NOOP("Messages", "%1 exists already. Restore into another name, or over it on purpose."),
            { m_order.target });
    const QString fileName = QFileInfo(m_order.target).fileName();
    const bool isFile = dialects::dialectOf(m_request.connection.url).isFileBased();
    const bool confirmed
        = m_request.typedConfirmation == m_order.target || (isFile && m_request.typedConfirmation == fileName);
    if (!confirmed)
        return core::fail(core::ErrorCode::Refused,
            QT_TRANSLATE_NOOP("Messages", "To restore over %1, its name must be typed exactly."),
            { isFile ? fileName : m_order.target });
    return {};
}

core::Result<void> Restore::checkContent()
{
    const VerifyRequest verify{ m_request.folder, m_entry.manifest.id, VerifyLevel::Checksum, m_request.tools };
    // A better verification than this one must not be written over.
    const auto before = m_entry.verified;
    const auto verified = verifyBackup(verify, m_context);
    if (!verified)
        return core::fail(verified.error());
    if (!verified->ok)
        return core::fail(core::ErrorCode::Corrupt,
            QT_TRANSLATE_NOOP("Messages", "The backup %1 is damaged and is not restored."), { m_entry.manifest.id },
            verified->problems.join(QLatin1Char('\n')));
    if (before && before->ok && before->level == VerifyLevel::Contents)
        (void)Catalogue(m_request.folder).recordVerification(m_entry.manifest.id, *before);
    return {};
}

core::Result<void> Restore::makeMark(const dialects::DatabaseUrl& scratch)
{
    UnfinishedRestore restore;
    restore.dialect = m_request.connection.url.dialect;
    restore.host = m_request.connection.url.host().host;
    restore.port = m_request.connection.url.host().port;
    restore.target = m_tool->targetUrl(m_order).database;
    restore.scratch = scratch.database;
    restore.backup = m_entry.manifest.id;
    restore.started = m_context.clock().nowUtc();
    auto mark = RestoreMark::begin(Catalogue(m_request.folder).folder(), std::move(restore));
    if (!mark)
        return core::fail(mark.error());
    m_mark = std::move(*mark);
    return {};
}

core::Result<void> Restore::fill(const dialects::DatabaseUrl& scratch)
{
    if (const auto loaded = m_tool->load(m_order, scratch, m_context); !loaded)
        return loaded;
    if (const auto compared = compare(scratch); !compared)
        return compared;
    if (m_targetExists && !m_tool->replacesInOneStep()) {
        if (const auto saved = backUpOldContent(); !saved)
            return saved;
    }
    return promote(scratch);
}

core::Result<void> Restore::compare(const dialects::DatabaseUrl& scratch)
{
    auto session = m_order.server.connect(scratch, m_context.cancel());
    if (!session)
        return core::fail(session.error());
    const bool counted = m_entry.manifest.counting != dialects::RowCounting::None;
    const auto read = contentReader(versionTableFromDisplay(m_entry.manifest.versionTable), m_context);
    const auto content = read(**session, counted);
    if (!content)
        return core::fail(content.error());
    m_outcome.differences = compareContent(m_entry.manifest, *content);
    m_outcome.tables = static_cast<int>(content->tables.size());
    m_outcome.revisions = content->revisions;
    for (const dialects::TableRows& table : content->tables)
        m_outcome.rows += table.rows.value_or(0);
    if (const auto compared = compareSchema(**session, scratch); !compared)
        return compared;
    if (!m_targetExists || m_outcome.differences.isEmpty())
        return {};
    QStringList lines;
    for (const Difference& difference : std::as_const(m_outcome.differences))
        lines += difference.message.english();
    return core::fail(core::ErrorCode::Corrupt,
        QT_TRANSLATE_NOOP("Messages", "What was restored is not what the backup says; %1 was not touched."),
        { m_order.target }, lines.join(QLatin1Char('\n')));
}

// A restored schema that cannot be read, or that another version of the server tells otherwise, is no reason to give up
// what was restored.
core::Result<void> Restore::compareSchema(dialects::SqlExecutor& session, const dialects::DatabaseUrl& scratch)
{
    const Manifest& manifest = m_entry.manifest;
    const auto notCompared = [this](const core::Message& why) {
        m_outcome.notes
            += { { { QT_TRANSLATE_NOOP("Messages", "The restored schema was not compared with the backup's."), {} } },
                   { why } };
    };
    const auto backedUp = readSchema(m_entry);
    if (!backedUp) {
        notCompared(backedUp.error().message);
        return {};
    }
    const auto restored = database::readSchema(session, m_order.server.version, m_context);
    if (!restored && restored.error().isCancelled())
        return core::fail(restored.error());
    if (!restored) {
        notCompared(restored.error().message);
        return {};
    }
    // The default schema is one of the database's own, or the database itself, whose name is another one now.
    const bool isItself = backedUp->defaultSchema == manifest.database.name;
    if (restored->defaultSchema != (isItself ? scratch.database : backedUp->defaultSchema)) {
        notCompared({ QT_TRANSLATE_NOOP(
                          "Messages", "Names without a schema mean %1 in the backup and %2 in the restored database."),
            { backedUp->defaultSchema, restored->defaultSchema } });
        return {};
    }
    const dialects::Dialect& dialect = session.dialect();
    const SchemaDifferences found = compareSchemas(*backedUp, *restored, dialect.schemaRules(m_order.server.version));
    const bool isSameServer = dialect.isFileBased() || versionText(m_order.server.version) == manifest.serverVersion;
    (isSameServer ? m_outcome.differences : m_outcome.notes) += found.certain;
    m_outcome.notes += found.possible;
    return {};
}

core::Result<void> Restore::backUpOldContent()
{
    BackupRequest request;
    request.connection = m_request.connection;
    request.connection.url = m_tool->targetUrl(m_order).withoutPassword();
    request.secret = m_request.secret;
    request.folder = m_request.folder;
    request.tools = m_request.tools;
    request.note = QStringLiteral("Before backup %1 was restored over it").arg(m_entry.manifest.id);
    const auto made = createBackup(request, m_context);
    if (!made)
        return core::fail(made.error());
    m_outcome.safetyBackup = made->id;
    return {};
}

core::Result<void> Restore::promote(const dialects::DatabaseUrl& scratch)
{
    if (m_targetExists) {
        if (const auto marked = m_mark->beginReplacing(m_outcome.safetyBackup); !marked)
            return marked;
    }
    const auto promoted = m_tool->promote(m_order, scratch, m_context);
    return promoted ? promoted : core::fail(withSafetyBackup(promoted.error()));
}

// What an earlier, killed restore into the same place has left beside it: nobody needs it now that the target stands.
void Restore::removeOlderRemains()
{
    const dialects::DatabaseUrl& url = m_request.connection.url;
    for (const UnfinishedRestore& older : unfinishedRestores(Catalogue(m_request.folder).folder())) {
        if (older.inUse || older.dialect != url.dialect || older.host != url.host().host
            || older.port != url.host().port || older.target != m_outcome.target)
            continue;
        const bool beside = older.scratch != older.target;
        if (beside && !m_tool->discard(m_order, url.withDatabase(older.scratch)).isEmpty())
            continue;
        QFile::remove(older.path);
    }
}

core::Error Restore::withSafetyBackup(core::Error error) const
{
    if (!m_outcome.safetyBackup.isEmpty() && !error.databaseState.isEmpty())
        error.databaseState
            += QStringLiteral(" The old content is in backup %1, the new one in %2: restore either of them again.")
                   .arg(m_outcome.safetyBackup, m_entry.manifest.id);
    return error;
}

} // namespace

core::Result<RestoreOutcome> restoreBackup(const RestoreRequest& request, jobs::JobContext& context)
{
    return Restore(request, context).run();
}

QString suggestedTarget(const Manifest& manifest)
{
    const QString stamp = manifest.created.toUTC().toString(QStringLiteral("yyyyMMdd_HHmm"));
    if (manifest.database.file.isEmpty())
        return QStringLiteral("%1_restored_%2").arg(manifest.database.name.left(36), stamp);
    const QFileInfo file(manifest.database.file);
    const QString suffix = file.suffix().isEmpty() ? QString() : QLatin1Char('.') + file.suffix();
    return QStringLiteral("%1/%2-restored-%3%4").arg(file.absolutePath(), file.completeBaseName(), stamp, suffix);
}

} // namespace espalier::backup
