#pragma once

#include "operations/forecast.h"
#include "operations/migration_run.h"
#include "schema/drift.h"

namespace espalier::operations {

/// The schema that migrations make, and what on the way a database would have refused.
struct SchemaAt {
    schema::Schema schema;
    struct Finding {
        QString revision;
        Problem problem;
    };
    std::vector<Finding> findings;
    std::vector<Finding> refusals; ///< scripts that raise: the problem's message is what
    std::vector<std::pair<QString, Reason>> unknown; ///< what could not be known, by revision
    std::vector<schema::DriftDoubt> doubts; ///< the same, by what of the schema it makes uncertain
    Forecast forecast; ///< of an upgrade from nothing to here
    bool isCertain() const { return unknown.empty(); }
};

/// After all ancestors of what the symbol names ("heads", "base", an id, several by comma), each run in upgrade order
/// on an empty database, as one `alembic upgrade` would.
core::Result<SchemaAt> schemaAt(
    const revisions::LoadedProject& project, const Circumstances& circumstances, const QString& symbols);

} // namespace espalier::operations
