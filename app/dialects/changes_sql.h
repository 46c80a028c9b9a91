#pragma once

#include "dialects/ddl.h"
#include "schema/change.h"

namespace espalier::dialects {

/// The statements that make those changes, in their order. Enum types are made and dropped by their own changes alone,
/// never with a table. Unsupported where a change is no statement of its own (rows, the session), or is not known
/// whole.
Statements changesToSql(const Ddl& ddl, const schema::Changes& changes);
Statements changeToSql(const Ddl& ddl, const schema::Change& change);

} // namespace espalier::dialects
