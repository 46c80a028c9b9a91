#pragma once

#include "core/error.h"

#include <QStringList>

namespace espalier::demo {

struct DemoProject {
    QString folder; ///< absolute
    QString database; ///< absolute path of the SQLite file
    QStringList files; ///< what was written, relative to the folder, sorted
};

/// Writes the sample project into `folder`, which must be absent or empty, and makes its SQLite database: some
/// revisions applied, real rows. Needs no Python: the database comes from SQL that the real Alembic once made
/// (resources/demo/make). After a failure nothing is left behind. Refused, WriteFailed.
core::Result<DemoProject> writeDemo(const QString& folder);

} // namespace espalier::demo
