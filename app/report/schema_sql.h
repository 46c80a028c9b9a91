#pragma once

#include "dialects/dialect.h"
#include "schema/drift.h"
#include "schema/schema.h"

namespace espalier::report {

/// Statements that make the schema in an empty database, each with its ";". What is not known is a comment that says
/// so.
QString schemaSql(const schema::Schema& schema, const dialects::Dialect& dialect);

/// The statements of changes, below what each does in words, as comments. What only perhaps differs says so, and so
/// does what is not known.
enum class Towards { After, Before };
QString changesSql(
    const std::vector<const schema::DriftChange*>& changes, Towards side, const dialects::Dialect& dialect);

} // namespace espalier::report
