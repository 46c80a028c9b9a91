#pragma once

#include "operations/schema_at.h"
#include "operations/schema_history.h"
#include "schema/drift.h"

namespace espalier::operations {

/// What an evaluation leaves uncertain of the schema after it: of a way that may have been taken, the tables that it
/// touches; of what may do anything, everything.
std::vector<schema::DriftDoubt> schemaDoubts(const Evaluation& evaluation);

/// What migrations make, as one of the places of schema::drift().
schema::DriftPlace placeOf(const SchemaAt& at);
schema::DriftPlace placeOf(const SchemaMoment& moment);

} // namespace espalier::operations
