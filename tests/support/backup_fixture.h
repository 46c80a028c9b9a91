#pragma once

#include "backup/unfinished_backup.h"
#include "core/checksum.h"

#include <QFile>

namespace espalier::test {

/// Writes a small whole backup into a catalogue, as createBackup() would.
inline core::Result<backup::BackupId> writeBackup(const QString& catalogue, const QString& database,
    const QDateTime& created, const QByteArray& content = "the content")
{
    const backup::BackupId id = backup::makeBackupId(database, created);
    auto unfinished = backup::UnfinishedBackup::begin(catalogue, id);
    if (!unfinished)
        return core::fail(unfinished.error());
    QFile file((*unfinished)->folder() + QStringLiteral("/database.dump"));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    file.close();
    backup::Manifest manifest;
    manifest.id = id;
    manifest.database = { QStringLiteral("postgresql"), database, QStringLiteral("db.example.org"), 5432,
        QStringLiteral("ann"), {}, QStringLiteral("staging") };
    manifest.created = created;
    manifest.durationMs = 1200;
    manifest.serverVersion = QStringLiteral("15.18");
    manifest.tool = QStringLiteral("pg_dump");
    manifest.toolVersion = QStringLiteral("15.18");
    manifest.versionTable = QStringLiteral("alembic_version");
    manifest.revisions = { QStringLiteral("ae1027a6acf") };
    manifest.tables = { { QStringLiteral("public"), QStringLiteral("leads"), 48'211 } };
    manifest.counting = dialects::RowCounting::Snapshot;
    manifest.files = { { QStringLiteral("database.dump"), content.size(), core::sha256(content) } };
    if (const auto finished = (*unfinished)->finish(manifest); !finished)
        return core::fail(finished.error());
    return id;
}

} // namespace espalier::test
