#include "backup/checksums_file.h"

#include "backup/catalogue.h"
#include "core/checksum.h"
#include "core/file.h"

#include <QCoreApplication>

namespace espalier::backup {

namespace {

QByteArray line(const QString& sum, const QString& path) { return sum.toUtf8() + "  " + path.toUtf8() + '\n'; }

} // namespace

QByteArray checksumLines(const Manifest& manifest, const QByteArray& manifestJson)
{
    QByteArray lines;
    for (const BackupFile& file : manifest.files)
        lines += line(file.sha256, file.path);
    return lines + line(core::sha256(manifestJson), QLatin1String(manifestFileName));
}

core::Result<void> checkManifestSum(const QString& folder, const QByteArray& manifestJson)
{
    const auto sums = core::readFile(folder + QLatin1Char('/') + QLatin1String(checksumsFileName));
    if (!sums)
        return core::fail(core::makeError(
            core::ErrorCode::Corrupt, QT_TRANSLATE_NOOP("Messages", "The backup's list of checksums cannot be read."))
                              .causedBy(sums.error()));
    const QByteArray expected = line(core::sha256(manifestJson), QLatin1String(manifestFileName));
    if (!sums->endsWith(expected))
        return core::fail(core::ErrorCode::Corrupt,
            QT_TRANSLATE_NOOP(
                "Messages", "The backup's manifest is not the one that was written: its checksum differs."));
    return {};
}

} // namespace espalier::backup
