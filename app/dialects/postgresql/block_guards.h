#pragma once

#include "dialects/sql_reader.h"

// What guards around a statement in a PL/pgSQL block mean for its change.

namespace espalier::dialects::postgresql {

/// Makes a change one that does nothing where the guard's condition (of an exception handler that ignores the error)
/// arises. False where that cannot be said.
bool ignoreError(schema::Change& change, const QString& condition);

/// Makes a change one that happens only if its object is there (`runsIfFound`) or only if it is not. False where the
/// query asks for something else than that object.
bool guardBy(schema::Change& change, const CatalogueQuery& query, bool runsIfFound);

} // namespace espalier::dialects::postgresql
