#pragma once

#include "schema/objects_controller.h"
#include "schema/table_lines.h"

namespace espalier::ui {

/// Why it has its state, its definition, what it consists of, what it reads and what uses it.
std::vector<TableLine> objectLines(const ObjectRow& row, const SchemaSnapshot& snapshot);

} // namespace espalier::ui
