#include "backups/backups_controller.h"

#include "actions/action_registry.h"
#include "dialects/backup_tool.h"
#include "jobs/job_queue.h"
#include "session/backup_shelf.h"
#include "session/database_session.h"
#include "shell/prompter.h"
#include "shell/selection.h"
#include "widgets/format.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace espalier::ui {
namespace {
const auto backupsLane = QStringLiteral("backups");
}

QString formatTitle(dialects::DumpFormat format)
{
    switch (format) {
    case dialects::DumpFormat::Custom:
        return QCoreApplication::translate("DumpFormat", "One compressed archive");
    case dialects::DumpFormat::Directory:
        return QCoreApplication::translate("DumpFormat", "A folder, a file per table, in parallel");
    case dialects::DumpFormat::DatabaseFile:
        return QCoreApplication::translate("DumpFormat", "A copy of the database file");
    case dialects::DumpFormat::SqlText:
        return QCoreApplication::translate("DumpFormat", "A script of SQL statements");
    }
    return {};
}

BackupsController::BackupsController(Services& services, QObject* parent)
    : QObject(parent)
    , m_services(services)
    , m_model(services.backups, services.clock)
{
    addActions();
    connect(&services.database, &DatabaseSession::changed, this, &BackupsController::enableActions);
    connect(&services.selection, &Selection::changed, this, &BackupsController::enableActions);
    connect(&services.backups, &BackupShelf::changed, this, &BackupsController::enableActions);
    enableActions();
}

void BackupsController::addActions()
{
    const ActionAdder add(m_services.actions, ActionGroup::Backups, this);
    add("backups.create", tr("Back Up Now…"), "plus", QKeySequence(Qt::CTRL | Qt::Key_B), [this] {
        Q_EMIT pageWanted();
        Q_EMIT createWanted();
    });
    add("backups.verify", tr("Check Whole Backup"), "verify", QKeySequence(),
        [this] { verify(selected()->id, backup::VerifyLevel::Contents); });
    add("backups.restore", tr("Restore…"), "restore", QKeySequence(), [this] {
        Q_EMIT pageWanted();
        Q_EMIT restoreWanted(selected()->id);
    });
    add(
        "backups.delete", tr("Delete Backup…"), "trash", QKeySequence(), [this] { confirmRemoval(); }, {}, true);
    add(
        "backups.prune", tr("Prune Old Backups…"), "trash", QKeySequence(),
        [this] {
            Q_EMIT pageWanted();
            Q_EMIT pruneWanted();
        },
        {}, true);
    add("backups.refresh", tr("List Backups Again"), "refresh", QKeySequence(),
        [this] { m_services.backups.refresh(); });
}

void BackupsController::enableActions()
{
    auto& actions = m_services.actions;
    const auto* row = selected();
    actions.setEnabled(QStringLiteral("backups.create"), m_services.database.isConnected());
    actions.setEnabled(QStringLiteral("backups.verify"), row && !row->isBroken());
    actions.setEnabled(QStringLiteral("backups.restore"), row && !row->isBroken());
    actions.setEnabled(QStringLiteral("backups.delete"), row);
    actions.setEnabled(QStringLiteral("backups.prune"), !m_services.backups.listing().backups.isEmpty());
    Q_EMIT changed();
}

const BackupRow* BackupsController::selected() const
{
    const Item& item = m_services.selection.current();
    return item.kind == ItemKind::Backup ? m_model.row(m_model.rowOf(item.id)) : nullptr;
}

void BackupsController::select(const backup::BackupId& id) { m_services.selection.select({ ItemKind::Backup, id }); }

QList<dialects::DumpFormat> BackupsController::formats() const
{
    const auto* settings = m_services.database.settings();
    const auto* tool = settings ? dialects::backupToolOf(settings->url.dialect) : nullptr;
    return tool ? tool->formats() : QList<dialects::DumpFormat>();
}

void BackupsController::create(const CreateOptions& options)
{
    backup::BackupRequest request;
    request.connection = m_services.database.settingsForJob();
    request.folder = m_services.backups.folder();
    request.format = options.format;
    request.jobs = options.jobs;
    request.countRows = options.countRows;
    request.note = options.note;
    request.versionTable = m_services.database.versionTable().table;
    request.versionTableSchema = m_services.database.versionTable().schema;
    m_services.jobs.submit<backup::Manifest>(
        tr("Backing up %1").arg(m_services.database.displayName()), backupsLane, this,
        [request, secrets = &m_services.secrets](jobs::JobContext& context) -> core::Result<backup::Manifest> {
            auto whole = resolved(request.connection, *secrets, context.cancel());
            if (!whole)
                return core::fail(whole.error());
            auto withSecret = request;
            withSecret.connection = *whole;
            return backup::createBackup(withSecret, context);
        },
        [this](core::Result<backup::Manifest> made) {
            m_services.backups.refresh();
            if (!made)
                return say(made.error());
            select(made->id);
            say(BackupOutcome::Tone::Good,
                tr("Backed up %1: %2 tables, %3, in %4.")
                    .arg(made->database.name, number(made->tables.size()), byteSize(made->bytes()),
                        duration(made->durationMs)));
        });
}

void BackupsController::verify(const backup::BackupId& id, backup::VerifyLevel level)
{
    backup::VerifyRequest request;
    request.folder = m_services.backups.folder();
    request.id = id;
    request.level = level;
    m_services.jobs.submit<backup::Verification>(
        tr("Checking %1").arg(id), backupsLane, this,
        [request](jobs::JobContext& context) { return backup::verifyBackup(request, context); },
        [this, id](core::Result<backup::Verification> result) {
            m_services.backups.refresh();
            if (!result)
                return say(result.error());
            if (result->ok)
                say(BackupOutcome::Tone::Good, tr("%1 is good: every file was read whole.").arg(id));
            else
                say(BackupOutcome::Tone::Bad, tr("%1 is bad: %2").arg(id, result->problems.join(QLatin1Char(' '))));
        });
}

bool BackupsController::canRestoreHere(const backup::Manifest& manifest) const
{
    const auto* settings = m_services.database.settings();
    return settings && settings->url.dialect == manifest.database.dialect;
}

QString BackupsController::restoreObstacle(const backup::BackupId& id, const RestoreOptions& options) const
{
    const auto* entry = m_services.backups.find(id);
    if (!entry)
        return tr("This backup is not there any more.");
    const bool file = !entry->manifest.database.file.isEmpty();
    if (!file && !canRestoreHere(entry->manifest))
        return tr("Connect to the server that it is to be restored on first.");
    if (options.target.trimmed().isEmpty())
        return file ? tr("Which file?") : tr("Which database?");
    if (file && !options.overwrite && QFileInfo::exists(options.target))
        return tr("This file is there already.");
    const QString name = QFileInfo(options.target).fileName();
    if (options.overwrite && options.typed != name && options.typed != options.target)
        return tr("Type %1 to overwrite it.").arg(name);
    return {};
}

void BackupsController::restore(const backup::BackupId& id, const RestoreOptions& options)
{
    const auto* entry = m_services.backups.find(id);
    if (!entry || !restoreObstacle(id, options).isEmpty())
        return;
    backup::RestoreRequest request;
    request.folder = m_services.backups.folder();
    request.id = id;
    request.target = options.target.trimmed();
    request.overwrite = options.overwrite;
    request.typedConfirmation = options.overwrite ? request.target : QString();
    request.disconnectOthers = options.disconnectOthers;
    request.withOwners = options.withOwners;
    if (canRestoreHere(entry->manifest)) {
        request.connection = m_services.database.settingsForJob();
    } else {
        request.connection.url.dialect = entry->manifest.database.dialect;
        request.connection.url.database = entry->manifest.database.file;
    }
    m_services.jobs.submit<backup::RestoreOutcome>(
        tr("Restoring into %1").arg(QFileInfo(request.target).fileName()), backupsLane, this,
        [request, secrets = &m_services.secrets](jobs::JobContext& context) -> core::Result<backup::RestoreOutcome> {
            auto whole = resolved(request.connection, *secrets, context.cancel());
            if (!whole)
                return core::fail(whole.error());
            auto withSecret = request;
            withSecret.connection = *whole;
            return backup::restoreBackup(withSecret, context);
        },
        [this](core::Result<backup::RestoreOutcome> outcome) {
            m_services.database.refresh();
            m_services.backups.refresh();
            if (!outcome)
                return say(outcome.error());
            const QString text = tr("Restored into %1: %2 tables, %3 rows, in %4.")
                                     .arg(outcome->target, number(outcome->tables), number(outcome->rows),
                                         duration(outcome->durationMs));
            const bool isGood = outcome->differences.isEmpty();
            QStringList lines{ isGood ? text + QLatin1Char(' ') + tr("It holds exactly what was backed up.") : text };
            for (const auto& one : outcome->differences + outcome->notes)
                lines.append(one.isOfSchema ? tr("In the schema: %1").arg(one.message.text()) : one.message.text());
            say(isGood ? BackupOutcome::Tone::Good : BackupOutcome::Tone::Bad, lines.join(QLatin1Char('\n')));
        });
}

void BackupsController::confirmRemoval()
{
    const auto* row = selected();
    if (!row)
        return;
    Question question{ .id = QStringLiteral("backups.delete"),
        .title = tr("Delete This Backup?"),
        .accept = tr("Delete"),
        .destructive = true };
    const auto* manifest = row->manifest();
    question.text = manifest
        ? tr("The backup of %1 from %2 is deleted for good.").arg(manifest->database.name, exactTime(manifest->created))
        : tr("The broken backup %1 is deleted for good.").arg(row->id);
    if (row->entry && m_services.database.settings()
        && m_services.backups.latest(*m_services.database.settings()) == row->entry->manifest.created)
        question.points.append(tr("It is the newest backup of the connected database."));
    m_services.prompter.confirm(question, this, [this, id = row->id](const Answer& answer) {
        if (answer.accepted)
            remove(id);
    });
}

void BackupsController::remove(const backup::BackupId& id)
{
    m_services.jobs.submit<bool>(
        tr("Deleting %1").arg(id), backupsLane, this,
        [folder = m_services.backups.folder(), id](jobs::JobContext&) -> core::Result<bool> {
            if (auto removed = backup::Catalogue(folder).remove(id); !removed)
                return core::fail(removed.error());
            return true;
        },
        [this, id](core::Result<bool> removed) {
            m_services.backups.refresh();
            if (!removed)
                return say(removed.error());
            m_services.selection.clear();
            say(BackupOutcome::Tone::Info, tr("%1 was deleted.").arg(id));
        });
}

void BackupsController::prune(const backup::PrunePolicy& policy)
{
    m_services.jobs.submit<backup::PruneOutcome>(
        tr("Pruning old backups"), backupsLane, this,
        [folder = m_services.backups.folder(), policy](
            jobs::JobContext& context) { return backup::prune(backup::Catalogue(folder), policy, context); },
        [this](core::Result<backup::PruneOutcome> outcome) {
            m_services.backups.refresh();
            if (!outcome)
                return say(outcome.error());
            say(BackupOutcome::Tone::Info,
                tr("%n backups were deleted; %1 are free again.", nullptr, static_cast<int>(outcome->removed.size()))
                    .arg(byteSize(outcome->freedBytes)));
        });
}

void BackupsController::removeLeftovers()
{
    m_services.jobs.submit<QStringList>(
        tr("Removing leftovers"), backupsLane, this,
        [folder = m_services.backups.folder()](
            jobs::JobContext&) { return backup::Catalogue(folder).removeLeftovers(); },
        [this](core::Result<QStringList> removed) {
            m_services.backups.refresh();
            if (!removed)
                say(removed.error());
        });
}

void BackupsController::say(BackupOutcome::Tone tone, const QString& text)
{
    m_outcome = BackupOutcome{ tone, text, {} };
    Q_EMIT changed();
}

void BackupsController::say(const core::Error& error)
{
    m_services.database.noteFailure(error);
    if (error.isCancelled())
        return say(BackupOutcome::Tone::Info,
            error.databaseState.isEmpty() ? tr("Cancelled. Nothing was left behind.")
                                          : tr("Cancelled. %1").arg(error.databaseState));
    m_outcome = BackupOutcome{ BackupOutcome::Tone::Bad, {}, error };
    Q_EMIT changed();
}

void BackupsController::dismissOutcome()
{
    m_outcome.reset();
    Q_EMIT changed();
}

} // namespace espalier::ui
