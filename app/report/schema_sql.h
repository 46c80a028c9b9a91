#pragma once

#include "dialects/dialect.h"
#include "schema/drift.h"
#include "schema/schema.h"

namespace espalier::report {

/// Statements that make the schema in an empty database, each with its ";". What is not known is a comment that says
/// so.
QString schemaSql(const schema::Schema& schema, const dialects::Dialect& dialect);

/// Changes that lead from one schema to another; they point into what has them.
struct ChangeGroup {
    std::vector<const schema::DriftChange*> changes;
    const schema::Schema* before = nullptr;
    const schema::Schema* after = nullptr;
};
enum class Towards { After, Before };
/// Their statements, below what each does in words, as comments. What only perhaps differs says so, and so does what is
/// not known.
QString changesSql(const ChangeGroup& group, Towards side, const dialects::Dialect& dialect);

} // namespace espalier::report
