#pragma once

#include "migrations/operation_lines.h"
#include "operations/schema_history.h"

namespace espalier::ui {

/// What differs between two schemas: a heading for each table with its sentences below, and at last what is not known.
std::vector<OperationLine> schemaLines(const operations::SchemaDifference& difference);

} // namespace espalier::ui
