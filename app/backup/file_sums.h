#pragma once

#include "backup/manifest.h"
#include "jobs/job_context.h"

#include <QMap>

namespace espalier::backup {

/// Hashes the files, several at once where there are several; `known` holds sums made while a file was written. Sorted
/// by path, which is relative to `folder`. Sizes are those that were read.
core::Result<QList<BackupFile>> hashFiles(const QString& folder, const QStringList& paths,
    const QMap<QString, QString>& known, const QString& phase, const jobs::JobContext& context);

/// All files of a folder and below, relative to it, sorted.
QStringList filesIn(const QString& folder);

} // namespace espalier::backup
