#include "backup/verify.h"

#include "backup/file_sums.h"
#include "backup/schema_file.h"
#include "backup/server_access.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace espalier::backup {

namespace {

/// A backup, sound or not, as long as its manifest can be read.
struct Subject {
    Manifest manifest;
    QString folder;
    QStringList problems; ///< found by merely looking at it
};

core::Result<Subject> findSubject(const Catalogue& catalogue, const QString& id)
{
    const auto entry = catalogue.find(id);
    if (entry)
        return Subject{ entry->manifest, entry->folder, {} };
    const auto listing = catalogue.list();
    if (!listing)
        return core::fail(listing.error());
    for (const BrokenEntry& broken : listing->broken) {
        if (broken.id == id)
            return Subject{ broken.manifest.value_or(Manifest{}), broken.folder, { broken.error.message.english() } };
    }
    return core::fail(entry.error());
}

core::Result<QStringList> compareSums(const Subject& subject, const jobs::JobContext& context)
{
    QStringList paths;
    for (const BackupFile& file : subject.manifest.files)
        paths += file.path;
    const auto read
        = hashFiles(subject.folder, paths, {}, QCoreApplication::translate("Messages", "Reading the backup"), context);
    if (!read && read.error().isCancelled())
        return core::fail(read.error());
    if (!read)
        return QStringList{ read.error().message.english() + QLatin1Char(' ') + read.error().detail };
    QStringList problems;
    for (const BackupFile& file : subject.manifest.files) {
        if (!read->contains(file))
            problems += QStringLiteral("The file %1 is not as it was written: its checksum differs.").arg(file.path);
    }
    return problems;
}

core::Result<QStringList> examine(const Subject& subject, const VerifyRequest& request, const jobs::JobContext& context)
{
    const dialects::BackupTool* tool = dialects::backupToolOf(subject.manifest.database.dialect);
    if (!tool)
        return core::fail(core::ErrorCode::Unsupported,
            QT_TRANSLATE_NOOP("Messages", "Databases of the kind \"%1\" cannot be backed up."),
            { subject.manifest.database.dialect });
    auto problems = tool->examine(archiveOf(subject.manifest, subject.folder), request.tools.folders, context);
    if (!problems || !subject.manifest.holdsSchema())
        return problems;
    const auto schema = readSchema({ subject.manifest, subject.folder, std::nullopt });
    if (!schema && schema.error().code != core::ErrorCode::Unsupported) // a newer one's is not bad
        *problems += QStringLiteral("The schema beside the dump cannot be read: ") + schema.error().message.english();
    return problems;
}

} // namespace

core::Result<Verification> verifyBackup(const VerifyRequest& request, jobs::JobContext& context)
{
    const Catalogue catalogue(request.folder);
    auto subject = findSubject(catalogue, request.id);
    if (!subject)
        return core::fail(subject.error());
    const auto lock = EntryLock::take(subject->folder, EntryLock::Mode::Shared);
    if (!lock)
        return core::fail(lock.error());
    QStringList problems = subject->problems;
    if (problems.isEmpty()) {
        const auto sums = compareSums(*subject, context);
        if (!sums)
            return core::fail(sums.error());
        problems = *sums;
    }
    // What is not even the bytes that were written need not be unpacked.
    if (problems.isEmpty() && request.level == VerifyLevel::Contents) {
        const auto found = examine(*subject, request, context);
        if (!found)
            return core::fail(found.error());
        problems = *found;
    }
    const Verification verification{ request.level, context.clock().nowUtc(), problems.isEmpty(), problems };
    if (const auto recorded = catalogue.recordVerification(QFileInfo(subject->folder).fileName(), verification);
        !recorded)
        context.log(jobs::LogLevel::Warning, core::summary(recorded.error()));
    return verification;
}

} // namespace espalier::backup
