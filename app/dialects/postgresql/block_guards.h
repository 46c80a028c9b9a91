#pragma once

#include "dialects/block.h"

// What guards around a statement in a PL/pgSQL block mean for its change.

namespace espalier::dialects::postgresql {

/// Makes a change one that does nothing where the guard's condition (of an exception handler that ignores the error)
/// arises. False where that cannot be said.
bool ignoreError(schema::Change& change, const QString& condition);

/// CREATE ROLE, GRANT and their kin.
bool areOfRights(const schema::Changes& changes);

/// The statements of a block in their order, with their conditions as flags ("nothing happens where it is there
/// already"); nullopt where that does not say all of it. Roles and privileges are no part of a schema: steps of
/// nothing else may ask what they like, and leave by RETURN.
std::optional<schema::Changes> plainChanges(const BlockSteps& steps);

} // namespace espalier::dialects::postgresql
