#pragma once

#include "dialects/backup_tool.h"

#include <QHash>

namespace espalier::dialects::postgresql {

/// Path of the archive in a backup's folder.
QString archivePath(const QString& folder, DumpFormat format);

/// The tables whose rows the archive's table of contents lists, from `pg_restore --list`.
struct ArchiveList {
    QString text;
    bool holdsRowsOf(const TableRows& table) const;
};
core::Result<ArchiveList> listArchive(
    const ClientProgram& restore, const QString& path, const core::CancelToken& cancel);

/// Unpacks the whole archive as a restore would, counting the rows of each table on the way.
core::Result<QHash<QString, qint64>> countArchiveRows(
    const ClientProgram& restore, const QString& path, const jobs::JobContext& context);

} // namespace espalier::dialects::postgresql
