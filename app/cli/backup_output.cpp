#include "cli/backup_output.h"

#include "cli/backup_command.h"
#include "cli/printable.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

namespace espalier::cli {

namespace {

QString size(qint64 bytes) { return QLocale().formattedDataSize(bytes); }
QString when(const QDateTime& time) { return time.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss 'UTC'")); }

QString verifiedText(const std::optional<backup::Verification>& verified)
{
    if (!verified)
        return BackupCommand::tr("not verified");
    const QString level = backup::levelName(verified->level);
    return verified->ok ? BackupCommand::tr("verified (%1)").arg(level) : BackupCommand::tr("DAMAGED (%1)").arg(level);
}

QString schemaText(const backup::Manifest& manifest)
{
    using Reading = dialects::SchemaReading;
    switch (manifest.schemaReading) {
    case Reading::None:
        break;
    case Reading::Snapshot:
        return BackupCommand::tr("read in the snapshot that was dumped");
    case Reading::Copy:
        return BackupCommand::tr("read in the copy");
    case Reading::Unchanged:
        return BackupCommand::tr("read before and after the dump: the same");
    case Reading::Before:
        return BackupCommand::tr("read before the dump");
    case Reading::After:
        return BackupCommand::tr("read after the dump");
    }
    return manifest.schemaProblem.isEmpty() ? BackupCommand::tr("none")
                                            : BackupCommand::tr("none: %1").arg(manifest.schemaProblem);
}

} // namespace

QJsonObject verificationObject(const backup::Verification& verification)
{
    return { { QStringLiteral("level"), backup::levelName(verification.level) },
        { QStringLiteral("at"), verification.at.toUTC().toString(Qt::ISODateWithMs) },
        { QStringLiteral("ok"), verification.ok },
        { QStringLiteral("problems"), QJsonArray::fromStringList(verification.problems) } };
}

QJsonObject backupObject(const backup::Manifest& manifest, const std::optional<backup::Verification>& verified)
{
    QJsonObject object = backup::summaryObject(manifest);
    object.insert(QStringLiteral("verified"), verified ? QJsonValue(verificationObject(*verified)) : QJsonValue::Null);
    return object;
}

QJsonObject listingObject(const backup::Listing& listing)
{
    QJsonArray backups;
    for (const backup::CatalogueEntry& entry : listing.backups)
        backups += backupObject(entry.manifest, entry.verified);
    QJsonArray broken;
    for (const backup::BrokenEntry& entry : listing.broken)
        broken += QJsonObject{ { QStringLiteral("id"), entry.id }, { QStringLiteral("folder"), entry.folder },
            { QStringLiteral("error"), errorObject(entry.error) } };
    QJsonArray leftovers;
    for (const backup::Leftover& leftover : listing.leftovers)
        leftovers += QJsonObject{ { QStringLiteral("name"), leftover.name }, { QStringLiteral("path"), leftover.path },
            { QStringLiteral("bytes"), leftover.bytes }, { QStringLiteral("in_use"), leftover.inUse } };
    QJsonArray restores;
    for (const backup::UnfinishedRestore& restore : listing.restores)
        restores += QJsonObject{ { QStringLiteral("backup"), restore.backup },
            { QStringLiteral("target"), restore.target }, { QStringLiteral("unfinished"), restore.scratch },
            { QStringLiteral("host"), restore.host }, { QStringLiteral("replacing"), restore.replacing },
            { QStringLiteral("safety_backup"),
                restore.safetyBackup.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(restore.safetyBackup) },
            { QStringLiteral("in_use"), restore.inUse },
            { QStringLiteral("message"), backup::describe(restore).english() } };
    return { { QStringLiteral("backups"), backups }, { QStringLiteral("broken"), broken },
        { QStringLiteral("leftovers"), leftovers }, { QStringLiteral("restores"), restores } };
}

QJsonObject detailObject(const backup::CatalogueEntry& entry)
{
    QJsonObject object = backupObject(entry.manifest, entry.verified);
    QJsonArray files;
    for (const backup::BackupFile& file : entry.manifest.files)
        files += QJsonObject{ { QStringLiteral("path"), file.path }, { QStringLiteral("bytes"), file.bytes },
            { QStringLiteral("sha256"), file.sha256 } };
    QJsonObject properties;
    for (auto it = entry.manifest.properties.begin(); it != entry.manifest.properties.end(); ++it)
        properties.insert(it.key(), it.value());
    object.insert(QStringLiteral("folder"), entry.folder);
    object.insert(QStringLiteral("files"), files);
    object.insert(QStringLiteral("properties"), properties);
    return object;
}

QJsonObject restoreObject(const backup::BackupId& id, const backup::RestoreOutcome& outcome)
{
    const auto sentences = [](const QList<backup::Difference>& all) {
        QJsonArray array;
        for (const backup::Difference& one : all)
            array += (one.isOfSchema ? QStringLiteral("schema: ") : QString()) + one.message.english();
        return array;
    };
    return { { QStringLiteral("backup"), id }, { QStringLiteral("target"), outcome.target },
        { QStringLiteral("tables"), outcome.tables }, { QStringLiteral("rows"), outcome.rows },
        { QStringLiteral("revisions"), QJsonArray::fromStringList(outcome.revisions) },
        { QStringLiteral("differences"), sentences(outcome.differences) },
        { QStringLiteral("notes"), sentences(outcome.notes) }, { QStringLiteral("duration_ms"), outcome.durationMs },
        { QStringLiteral("safety_backup"),
            outcome.safetyBackup.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(outcome.safetyBackup) } };
}

QJsonObject pruneObject(const backup::PruneOutcome& outcome, bool dryRun, const QStringList& leftovers)
{
    QJsonArray decisions;
    for (const backup::PruneDecision& decision : outcome.decisions)
        decisions += QJsonObject{ { QStringLiteral("id"), decision.entry.manifest.id },
            { QStringLiteral("keep"), decision.keep }, { QStringLiteral("reason"), decision.reason.english() } };
    return { { QStringLiteral("dry_run"), dryRun }, { QStringLiteral("decisions"), decisions },
        { QStringLiteral("removed"), QJsonArray::fromStringList(outcome.removed) },
        { QStringLiteral("freed_bytes"), outcome.freedBytes },
        { QStringLiteral("leftovers_removed"), QJsonArray::fromStringList(leftovers) } };
}

void printListing(QTextStream& out, const backup::Listing& listing, const QString& folder, const QString& database)
{
    if (listing.backups.isEmpty() && listing.broken.isEmpty())
        out << (database.isEmpty() ? BackupCommand::tr("No backups in %1.").arg(folder)
                                   : printableLine(BackupCommand::tr("No backups of %1 in %2.").arg(database, folder)))
            << '\n';
    for (const backup::CatalogueEntry& entry : listing.backups) {
        const backup::Manifest& manifest = entry.manifest;
        out << manifest.id << "  " << printableLine(manifest.database.name) << "  " << when(manifest.created) << "  "
            << size(manifest.bytes()) << "  " << BackupCommand::tr("%1 tables").arg(manifest.tables.size()) << "  "
            << (manifest.revisions.isEmpty() ? QStringLiteral("-")
                                             : printableLine(manifest.revisions.join(QLatin1Char(','))))
            << "  " << verifiedText(entry.verified) << '\n';
    }
    for (const backup::BrokenEntry& entry : listing.broken)
        out << printableLine(BackupCommand::tr("BROKEN %1: %2").arg(entry.id, core::summary(entry.error))) << '\n';
    for (const backup::Leftover& leftover : listing.leftovers)
        out << printableLine((leftover.inUse ? BackupCommand::tr("being written: %1 (%2)")
                                             : BackupCommand::tr("unfinished: %1 (%2); remove with prune --leftovers"))
                                 .arg(leftover.name, size(leftover.bytes)))
            << '\n';
    for (const backup::UnfinishedRestore& restore : listing.restores)
        out << printableLine(backup::describe(restore).text()) << '\n';
    out.flush();
}

void printDetail(QTextStream& out, const backup::CatalogueEntry& entry)
{
    const backup::Manifest& manifest = entry.manifest;
    const auto line = [&out](const QString& name, const QString& value) {
        if (!value.isEmpty())
            out << name.leftJustified(16) << printableLine(value) << '\n';
    };
    line(BackupCommand::tr("Backup"), manifest.id);
    line(BackupCommand::tr("Database"),
        manifest.database.file.isEmpty() ? manifest.database.name : manifest.database.file);
    line(BackupCommand::tr("Host"), manifest.database.host);
    line(BackupCommand::tr("Environment"), manifest.database.environment);
    line(BackupCommand::tr("Created"), when(manifest.created));
    line(BackupCommand::tr("Server"), manifest.serverVersion);
    line(BackupCommand::tr("Tool"), manifest.tool + QLatin1Char(' ') + manifest.toolVersion);
    line(BackupCommand::tr("Format"), dialects::formatName(manifest.format));
    line(BackupCommand::tr("Size"), size(manifest.bytes()));
    line(BackupCommand::tr("SHA-256"), manifest.sha256());
    line(BackupCommand::tr("Revisions"), manifest.revisions.join(QStringLiteral(", ")));
    line(BackupCommand::tr("Schema"), schemaText(manifest));
    line(BackupCommand::tr("Verified"), verifiedText(entry.verified));
    line(BackupCommand::tr("Note"), manifest.note);
    line(BackupCommand::tr("Folder"), entry.folder);
    for (const QString& warning : manifest.warnings)
        line(BackupCommand::tr("Warning"), warning);
    for (const dialects::TableRows& table : manifest.tables)
        out << "  " << printableLine(table.qualifiedName()).leftJustified(40) << ' '
            << (table.rows ? QLocale().toString(*table.rows) : QStringLiteral("?")) << '\n';
    out.flush();
}

void printVerification(QTextStream& out, const QString& id, const backup::Verification& verification)
{
    const QString level = backup::levelName(verification.level);
    out << (verification.ok ? BackupCommand::tr("%1 is good (%2).") : BackupCommand::tr("%1 is DAMAGED (%2):"))
               .arg(id, level)
        << '\n';
    for (const QString& problem : verification.problems)
        out << "  " << printable(problem) << '\n';
    out.flush();
}

void printRestore(QTextStream& out, const backup::RestoreOutcome& outcome)
{
    out << BackupCommand::tr("Restored into %1: %2 tables, %3 rows, revisions %4.")
               .arg(outcome.target, QString::number(outcome.tables), QLocale().toString(outcome.rows),
                   outcome.revisions.isEmpty() ? QStringLiteral("-") : outcome.revisions.join(QStringLiteral(", ")))
        << '\n';
    if (!outcome.safetyBackup.isEmpty())
        out << BackupCommand::tr("The old content is in backup %1.").arg(outcome.safetyBackup) << '\n';
    const auto print = [&out](const QList<backup::Difference>& all, const QString& ofSchema, const QString& ofRows) {
        for (const backup::Difference& one : all)
            out << printableLine((one.isOfSchema ? ofSchema : ofRows).arg(one.message.text())) << '\n';
    };
    print(outcome.differences, BackupCommand::tr("DIFFERS: the schema, from the backup to what was restored: %1"),
        BackupCommand::tr("DIFFERS: %1"));
    print(outcome.notes, BackupCommand::tr("note: the schema, from the backup to what was restored: %1"),
        BackupCommand::tr("note: %1"));
    out.flush();
}

void printPrune(QTextStream& out, const backup::PruneOutcome& outcome, bool dryRun, const QStringList& leftovers)
{
    for (const backup::PruneDecision& decision : outcome.decisions)
        out << (decision.keep ? BackupCommand::tr("keep  ")
                : dryRun      ? BackupCommand::tr("would remove")
                              : BackupCommand::tr("removed"))
            << "  " << decision.entry.manifest.id << "  " << decision.reason.text() << '\n';
    for (const QString& leftover : leftovers)
        out << BackupCommand::tr("removed") << "  " << leftover << '\n';
    out << (dryRun ? BackupCommand::tr("%1 would be freed. Nothing was removed: add --apply.")
                   : BackupCommand::tr("%1 freed."))
               .arg(size(outcome.freedBytes))
        << '\n';
    out.flush();
}

} // namespace espalier::cli
