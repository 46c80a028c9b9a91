#pragma once

#include "backup/restore.h"
#include "dialects/backup_tool.h"

namespace espalier::backup {

/// In which ways a restored database is not what the manifest says: tables, row counts, revisions. Pure.
QList<Difference> compareContent(const Manifest& manifest, const dialects::ContentFacts& restored);

} // namespace espalier::backup
