#include "backup/create.h"

#include "backup/file_sums.h"
#include "backup/schema_file.h"
#include "backup/server_access.h"
#include "backup/unfinished_backup.h"

#include <QCoreApplication>
#include <QElapsedTimer>

namespace espalier::backup {

namespace {

core::Result<dialects::DumpFormat> chooseFormat(const dialects::BackupTool& tool, const BackupRequest& request)
{
    if (request.format) {
        if (!tool.formats().contains(*request.format))
            return core::fail(core::ErrorCode::InvalidArgument,
                QT_TRANSLATE_NOOP("Messages", "The format \"%1\" does not go with this kind of database."),
                { dialects::formatName(*request.format) });
        if (request.jobs > 1 && !tool.canRunJobs(*request.format))
            return core::fail(core::ErrorCode::InvalidArgument,
                QT_TRANSLATE_NOOP("Messages", "The format \"%1\" cannot be written by several jobs at once."),
                { dialects::formatName(*request.format) });
        return *request.format;
    }
    for (const dialects::DumpFormat format : tool.formats()) {
        if (request.jobs <= 1 || tool.canRunJobs(format))
            return format;
    }
    return core::fail(core::ErrorCode::InvalidArgument,
        QT_TRANSLATE_NOOP("Messages", "This kind of database cannot be dumped by several jobs at once."));
}

/// What the server says about itself, in a session that is closed again: the dump has its own.
core::Result<dialects::SessionFacts> readFacts(const BackupRequest& request, const jobs::JobContext& context)
{
    const auto session = database::Session::open(request.connection, request.secret, context);
    if (!session)
        return core::fail(session.error());
    return session->facts();
}

core::Result<Manifest> describe(const BackupRequest& request, const dialects::ServerVersion& server,
    const dialects::DumpOutcome& outcome, const QString& folder, const jobs::JobContext& context)
{
    Manifest manifest;
    manifest.database = identityOf(request.connection);
    manifest.created = outcome.fixedAt;
    manifest.serverVersion = versionText(server);
    manifest.tool = outcome.tool.name;
    manifest.toolVersion = versionText(outcome.tool.version);
    manifest.espalierVersion = QCoreApplication::applicationVersion();
    manifest.versionTable = outcome.content.versionTable;
    manifest.revisions = outcome.content.revisions;
    manifest.tables = outcome.content.tables;
    manifest.counting = outcome.counting;
    manifest.properties = outcome.properties;
    manifest.warnings = outcome.warnings;
    manifest.note = request.note;
    keepSchema(outcome.schema, folder, manifest);
    auto files = hashFiles(
        folder, filesIn(folder), outcome.sums, QCoreApplication::translate("Messages", "Computing checksums"), context);
    if (!files)
        return core::fail(files.error());
    manifest.files = std::move(*files);
    const BackupFile* schema = manifest.file(QLatin1String(schemaFileName));
    if (manifest.bytes() == (schema ? schema->bytes : 0))
        return core::fail(
            core::ErrorCode::Corrupt, QT_TRANSLATE_NOOP("Messages", "%1 has written nothing."), { manifest.tool });
    return manifest;
}

} // namespace

core::Result<Manifest> createBackup(const BackupRequest& request, jobs::JobContext& context)
{
    QElapsedTimer timer;
    timer.start();
    const auto tool = toolFor(request.connection);
    if (!tool)
        return core::fail(tool.error());
    const auto format = chooseFormat(**tool, request);
    if (!format)
        return core::fail(format.error());
    const auto facts = readFacts(request, context);
    if (!facts)
        return core::fail(facts.error());
    const auto program = (*tool)->dumpProgram(facts->version, request.tools.folders, context.cancel());
    if (!program)
        return core::fail(program.error());
    const BackupId id = makeBackupId(identityOf(request.connection).name, context.clock().nowUtc());
    const auto unfinished = UnfinishedBackup::begin(Catalogue(request.folder).folder(), id);
    if (!unfinished)
        return core::fail(unfinished.error());

    dialects::DumpOrder order;
    order.server = toolServer(request.connection, request.secret, request.tools);
    order.server.version = facts->version;
    order.program = *program;
    order.folder = (*unfinished)->folder();
    order.format = *format;
    order.jobs = request.jobs;
    order.countRows = request.countRows;
    order.lockTimeoutMs = request.lockTimeoutMs;
    order.stallTimeoutMs = request.stallTimeoutMs;
    order.readContent = contentReader({ request.versionTable, request.versionTableSchema }, context);
    order.readSchema = schemaReader(facts->version, context);
    const auto outcome = (*tool)->dump(order, context);
    if (!outcome)
        return core::fail(outcome.error());
    auto manifest = describe(request, facts->version, *outcome, order.folder, context);
    if (!manifest)
        return core::fail(manifest.error());
    manifest->id = id;
    manifest->format = *format;
    manifest->durationMs = timer.elapsed();
    context.progress({ QCoreApplication::translate("Messages", "Writing to disk"), 0, 0, QString() });
    if (const auto go = context.cancel().check(); !go)
        return core::fail(go.error());
    if (const auto finished = (*unfinished)->finish(*manifest); !finished)
        return core::fail(finished.error());
    return manifest;
}

} // namespace espalier::backup
