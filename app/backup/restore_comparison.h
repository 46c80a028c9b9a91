#pragma once

#include "backup/restore.h"
#include "dialects/backup_tool.h"
#include "schema/schema_rules.h"

namespace espalier::backup {

/// In which ways a restored database is not what the manifest says: tables, row counts, revisions. Pure.
QList<Difference> compareContent(const Manifest& manifest, const dialects::ContentFacts& restored);

/// What leads from the schema that was backed up to the restored one.
struct SchemaDifferences {
    QList<Difference> certain;
    QList<Difference> possible; ///< something of one of the two could not be seen
};
SchemaDifferences compareSchemas(
    const dialects::Introspected& backedUp, const dialects::Introspected& restored, const schema::SchemaRules& rules);

} // namespace espalier::backup
