#pragma once

#include "dialects/dialect.h"
#include "schema/schema.h"

namespace espalier::report {

/// Statements that make the schema in an empty database, each with its ";". What is not known is a comment that says
/// so.
QString schemaSql(const schema::Schema& schema, const dialects::Dialect& dialect);

} // namespace espalier::report
