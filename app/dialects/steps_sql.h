#pragma once

#include "dialects/ddl.h"
#include "dialects/dialect.h"
#include "schema/difference.h"

#include <vector>

namespace espalier::dialects {

/// The table that a change of its columns, constraints or options is within; no name for all others.
schema::ObjectName changedTable(const schema::Change& change);

/// The SQL of one difference.
struct SqlOfStep {
    Statements forward;
    Statements backward;
};

/// Of each of the differences between two schemas, in their order: `forward` when all before it are made, `backward`
/// when all behind it are undone. What a server wants to know of a table beyond the change comes from the schemas.
std::vector<SqlOfStep> stepsToSql(const std::vector<schema::Difference>& differences, const Dialect& dialect,
    const schema::Schema& from, const schema::Schema& to);

} // namespace espalier::dialects
