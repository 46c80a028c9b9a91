#include "cli/backup_command.h"

#include "backup/clean_restores.h"
#include "backup/verify.h"
#include "cli/backup_output.h"
#include "cli/printable.h"
#include "dialects/dialect.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace espalier::cli {

namespace {

/// Ends the line that progress was rewritten on.
void endProgress(const CommandIo& io, bool quiet)
{
    if (io.isInteractive && !quiet)
        io.err << "\r\x1b[K" << Qt::flush;
}

} // namespace

QString BackupCommand::summary() const { return tr("Makes, lists, verifies and restores backups"); }

CLI::App* BackupCommand::addVerb(CLI::App& app, const char* name, const QString& summary, Verb verb)
{
    CLI::App* sub = app.add_subcommand(name, summary.toStdString());
    sub->fallthrough(); // --format may come last
    sub->add_option(
        "--folder", m_folder, tr("Folder of the backups; by default in the user's data folder").toStdString());
    sub->add_option("--tools", m_tools,
        tr("Folder with client programs, looked at first; may be given several times").toStdString());
    sub->callback([this, verb] { m_verb = verb; });
    return sub;
}

void BackupCommand::addId(CLI::App& verb)
{
    verb.add_option("ID", m_id,
            tr("A backup's id, a beginning of it, or latest: the newest, with --url that of the database")
                .toStdString())
        ->required();
}

void BackupCommand::setUp(CLI::App& app)
{
    app.require_subcommand(1);
    setUpCreate(app);
    CLI::App* list = addVerb(app, "list", tr("Lists backups, broken and unfinished ones too"), &BackupCommand::list);
    list->add_option("--database", m_database, tr("Only this database's").toStdString());
    m_connection.addTo(*list);
    CLI::App* show = addVerb(app, "show", tr("Shows one backup's manifest"), &BackupCommand::show);
    addId(*show);
    m_connection.addTo(*show); // whose latest
    CLI::App* verify
        = addVerb(app, "verify", tr("Reads a backup whole and says whether it is good"), &BackupCommand::verify);
    addId(*verify);
    m_connection.addTo(*verify);
    verify->add_option("--level", m_level, tr("checksum, or contents (also unpacks it)").toStdString())
        ->check(CLI::IsMember({ "checksum", "contents" }));
    setUpRestore(app);
    setUpPrune(app);
}

void BackupCommand::setUpCreate(CLI::App& app)
{
    CLI::App* create = addVerb(app, "create", tr("Backs a database up"), &BackupCommand::create);
    create->add_option("PROJECT", m_project, tr("The project whose database it is; optional").toStdString());
    create->add_option("--name", m_section, tr("Section of the ini file").toStdString());
    m_connection.addTo(*create);
    create->add_option("--dump-format", m_dumpFormat, tr("custom or directory, where there is a choice").toStdString())
        ->check(CLI::IsMember({ "custom", "directory", "file", "sql" }));
    create->add_option("--jobs", m_jobs, tr("Tables dumped at the same time (directory format)").toStdString())
        ->check(CLI::Range(1, 64));
    create->add_option("--lock-timeout", m_lockTimeout, tr("How long to wait for a table lock").toStdString())
        ->capture_default_str();
    create->add_option(
        "--version-table", m_versionTable, tr("Alembic's table, where the project does not say").toStdString());
    create->add_option("--version-table-schema", m_versionTableSchema, tr("The schema it is in").toStdString());
    create->add_option("--note", m_note, tr("Kept in the manifest").toStdString());
    create->add_option("--verify", m_level, tr("Verify the new backup: checksum or contents").toStdString())
        ->check(CLI::IsMember({ "checksum", "contents" }));
    create->add_flag("--no-row-counts", m_noRowCounts, tr("Do not count rows").toStdString());
}

void BackupCommand::setUpRestore(CLI::App& app)
{
    CLI::App* restore
        = addVerb(app, "restore", tr("Restores a backup, into a new database by default"), &BackupCommand::restore);
    addId(*restore);
    m_connection.addTo(*restore);
    restore->add_option(
        "--into", m_target, tr("Name (or file) of the database; a new name is chosen without it").toStdString());
    restore->add_flag("--overwrite", m_overwrite, tr("Replace the database if it exists").toStdString());
    restore->add_option(
        "--confirm", m_confirmation, tr("With --overwrite: the database's name, typed again").toStdString());
    restore->add_flag(
        "--disconnect-others", m_disconnectOthers, tr("With --overwrite: end other sessions").toStdString());
    restore->add_flag(
        "--no-owners", m_noOwners, tr("Everything belongs to the restoring user; no grants").toStdString());
    restore->add_flag(
        "--allow-older-server", m_allowOlderServer, tr("Try a server older than the one backed up").toStdString());
    restore->add_option("--jobs", m_jobs, tr("Tables restored at the same time").toStdString())
        ->check(CLI::Range(1, 64));
}

void BackupCommand::setUpPrune(CLI::App& app)
{
    CLI::App* prune = addVerb(
        app, "prune", tr("Removes old backups; says what it would do without --apply"), &BackupCommand::prune);
    prune->add_option("--keep-last", m_policy.keepLast, tr("Keep the newest N of each database").toStdString());
    prune->add_option(
        "--keep-daily", m_policy.keepDaily, tr("Keep the newest of each of the last N days").toStdString());
    prune->add_option(
        "--keep-weekly", m_policy.keepWeekly, tr("Keep the newest of each of the last N weeks").toStdString());
    prune->add_option("--database", m_database, tr("Only this database's").toStdString());
    prune->add_flag("--leftovers", m_leftovers, tr("Remove what killed runs have left").toStdString());
    m_connection.addTo(*prune); // for databases that killed restores have left on that server
    prune->add_flag("--apply", m_apply, tr("Really remove").toStdString());
}

int BackupCommand::run(const CommandIo& io) { return m_verb ? (this->*m_verb)(io) : WrongUsage; }

QString BackupCommand::folder() const
{
    return m_folder.empty() ? backup::Catalogue::defaultFolder() : QString::fromStdString(m_folder);
}

backup::ClientTools BackupCommand::tools() const
{
    backup::ClientTools tools;
    for (const std::string& path : m_tools)
        tools.folders += QFileInfo(QString::fromStdString(path)).absoluteFilePath();
    return tools;
}

core::Result<backup::BackupRequest> BackupCommand::createRequest(const CommandIo& io) const
{
    ConnectionOptions options = m_connection;
    options.useProject(&m_project, &m_section);
    const auto chosen = options.choose(io);
    if (!chosen)
        return core::fail(chosen.error());
    const auto lockTimeout = parseDuration(QString::fromStdString(m_lockTimeout));
    if (!lockTimeout)
        return core::fail(lockTimeout.error());
    backup::BackupRequest request;
    request.connection = chosen->settings;
    request.secret = chosen->secret;
    request.folder = folder();
    request.format = dialects::formatFromName(QString::fromStdString(m_dumpFormat));
    request.jobs = m_jobs;
    request.countRows = !m_noRowCounts;
    request.lockTimeoutMs = *lockTimeout;
    request.versionTable = m_versionTable.empty() ? chosen->versionTable.table : QString::fromStdString(m_versionTable);
    request.versionTableSchema
        = m_versionTableSchema.empty() ? chosen->versionTable.schema : QString::fromStdString(m_versionTableSchema);
    request.note = QString::fromStdString(m_note);
    request.tools = tools();
    return request;
}

core::Result<std::optional<backup::Verification>> BackupCommand::verifyCreated(
    const backup::Manifest& manifest, const CommandIo& io) const
{
    const auto level = backup::levelFromName(QString::fromStdString(m_level));
    if (!level)
        return std::nullopt;
    auto context = progressContext(io, isJson());
    auto verified = backup::verifyBackup({ folder(), manifest.id, *level, tools() }, context);
    if (!verified)
        return core::fail(verified.error());
    return std::optional<backup::Verification>(std::move(*verified));
}

int BackupCommand::create(const CommandIo& io)
{
    const auto request = createRequest(io);
    if (!request)
        return reportError(io, request.error(), isJson());
    auto context = progressContext(io);
    const auto manifest = backup::createBackup(*request, context);
    endProgress(io, false);
    if (!manifest)
        return reportError(io, manifest.error(), isJson());
    const auto verified = verifyCreated(*manifest, io);
    endProgress(io, isJson());
    if (!verified)
        return reportError(io, verified.error(), isJson());
    mentionLeftovers(io);
    if (isJson())
        writeJson(io, { { QStringLiteral("backup"), backupObject(*manifest, *verified) } });
    else
        printDetail(io.out, { *manifest, folder() + QLatin1Char('/') + manifest->id, *verified });
    return *verified && !(*verified)->ok ? Failed : Done;
}

int BackupCommand::list(const CommandIo& io)
{
    const QString database = QString::fromStdString(m_database);
    const auto url = m_connection.givenUrl();
    if (!url)
        return reportError(io, url.error(), isJson());
    auto listing = backup::Catalogue(folder()).list();
    if (!listing)
        return reportError(io, listing.error(), isJson());
    listing->backups.removeIf([&](const auto& entry) {
        const backup::DatabaseIdentity& identity = entry.manifest.database;
        return (!database.isEmpty() && identity.name != database) || (*url && !backup::isOf(identity, **url));
    });
    if (isJson())
        writeJson(io, listingObject(*listing));
    else
        printListing(io.out, *listing, folder(), *url ? (*url)->url.display() : database);
    return Done;
}

/// The whole id of what ID names; with --url, "latest" is that database's. A broken backup is named whole already.
core::Result<backup::BackupId> BackupCommand::chosenId() const
{
    const auto url = m_connection.givenUrl();
    if (!url)
        return core::fail(url.error());
    const auto entry = backup::Catalogue(folder()).find(QString::fromStdString(m_id), *url ? &**url : nullptr);
    if (!entry && m_id == "latest")
        return core::fail(entry.error());
    return entry ? entry->manifest.id : QString::fromStdString(m_id);
}

int BackupCommand::show(const CommandIo& io)
{
    const auto id = chosenId();
    if (!id)
        return reportError(io, id.error(), isJson());
    const auto entry = backup::Catalogue(folder()).find(*id);
    if (!entry)
        return reportError(io, entry.error(), isJson());
    if (isJson())
        writeJson(io, { { QStringLiteral("backup"), detailObject(*entry) } });
    else
        printDetail(io.out, *entry);
    return Done;
}

int BackupCommand::verify(const CommandIo& io)
{
    const auto id = chosenId();
    if (!id)
        return reportError(io, id.error(), isJson());
    const auto level = backup::levelFromName(QString::fromStdString(m_level)).value_or(backup::VerifyLevel::Contents);
    auto context = progressContext(io);
    const auto verified = backup::verifyBackup({ folder(), *id, level, tools() }, context);
    endProgress(io, false);
    if (!verified)
        return reportError(io, verified.error(), isJson());
    if (isJson()) {
        QJsonObject object = verificationObject(*verified);
        object.insert(QStringLiteral("id"), *id);
        writeJson(io, object);
    } else {
        printVerification(io.out, *id, *verified);
    }
    return verified->ok ? Done : Failed;
}

core::Result<backup::RestoreRequest> BackupCommand::restoreRequest(const CommandIo& io) const
{
    const auto chosen = m_connection.choose(io);
    if (!chosen)
        return core::fail(chosen.error());
    const auto entry = backup::Catalogue(folder()).find(QString::fromStdString(m_id), &chosen->settings);
    if (!entry)
        return core::fail(entry.error());
    backup::RestoreRequest request;
    request.connection = chosen->settings;
    request.secret = chosen->secret;
    request.folder = folder();
    request.id = entry->manifest.id;
    request.target = m_target.empty() ? backup::suggestedTarget(entry->manifest) : QString::fromStdString(m_target);
    request.overwrite = m_overwrite;
    request.typedConfirmation = QString::fromStdString(m_confirmation);
    if (m_overwrite && m_confirmation.empty() && io.isInteractive && io.ask)
        request.typedConfirmation = io.ask(tr("This replaces %1. Type its name to go on:").arg(request.target));
    request.disconnectOthers = m_disconnectOthers;
    request.withOwners = !m_noOwners;
    request.allowOlderServer = m_allowOlderServer;
    request.jobs = m_jobs;
    request.tools = tools();
    return request;
}

int BackupCommand::restore(const CommandIo& io)
{
    const auto request = restoreRequest(io);
    if (!request)
        return reportError(io, request.error(), isJson());
    auto context = progressContext(io);
    const auto outcome = backup::restoreBackup(*request, context);
    endProgress(io, false);
    if (!outcome)
        return reportError(io, outcome.error(), isJson());
    if (isJson())
        writeJson(io, { { QStringLiteral("restored"), restoreObject(request->id, *outcome) } });
    else
        printRestore(io.out, *outcome);
    return outcome->differences.isEmpty() ? Done : Failed;
}

core::Result<backup::CleanOutcome> BackupCommand::removeLeftovers(
    const backup::Catalogue& catalogue, const CommandIo& io) const
{
    backup::CleanRequest request;
    request.folder = catalogue.folder();
    request.tools = tools();
    if (m_connection.hasUrl()) {
        const auto chosen = m_connection.choose(io);
        if (!chosen)
            return core::fail(chosen.error());
        request.connection = chosen->settings;
        request.secret = chosen->secret;
    }
    auto outcome = backup::cleanRestores(request, jobs::JobContext(io.cancel));
    if (!outcome)
        return outcome;
    const auto removed = catalogue.removeLeftovers();
    if (!removed)
        return core::fail(removed.error());
    outcome->removed = *removed + outcome->removed;
    return outcome;
}

/// What killed runs have left is said whenever a backup is made: nobody may ever look at the list.
void BackupCommand::mentionLeftovers(const CommandIo& io) const
{
    const auto listing = backup::Catalogue(folder()).list();
    if (!listing)
        return;
    for (const backup::Leftover& leftover : listing->leftovers) {
        if (!leftover.inUse)
            io.err << printableLine(tr("unfinished: %1; remove with prune --leftovers").arg(leftover.name)) << Qt::endl;
    }
    for (const backup::UnfinishedRestore& restore : listing->restores) {
        if (!restore.inUse)
            io.err << printableLine(backup::describe(restore).text()) << Qt::endl;
    }
}

int BackupCommand::prune(const CommandIo& io)
{
    const backup::Catalogue catalogue(folder());
    backup::PrunePolicy policy = m_policy;
    policy.database = QString::fromStdString(m_database);
    policy.dryRun = !m_apply;
    backup::PruneOutcome outcome;
    if (!policy.isEmpty() || !m_leftovers) {
        auto context = progressContext(io);
        auto pruned = backup::prune(catalogue, policy, context);
        if (!pruned)
            return reportError(io, pruned.error(), isJson());
        outcome = std::move(*pruned);
    }
    const auto leftovers = m_leftovers && m_apply ? removeLeftovers(catalogue, io)
                                                  : core::Result<backup::CleanOutcome>(backup::CleanOutcome());
    if (!leftovers)
        return reportError(io, leftovers.error(), isJson());
    for (const core::Message& message : leftovers->left)
        io.err << printable(message.text()) << Qt::endl;
    if (isJson())
        writeJson(io, pruneObject(outcome, policy.dryRun, leftovers->removed));
    else
        printPrune(io.out, outcome, policy.dryRun, leftovers->removed);
    return Done;
}

} // namespace espalier::cli
