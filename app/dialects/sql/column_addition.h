#pragma once

#include "schema/change.h"

namespace espalier::dialects::sql {

/// Adds ALTER TABLE … ADD COLUMN and what the column's constraints make of it: those that a column as declared can have
/// go into it, the others follow.
void addColumn(schema::Changes& changes, schema::ColumnAddition addition, std::vector<schema::Constraint> constraints);

} // namespace espalier::dialects::sql
