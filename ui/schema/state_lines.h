#pragma once

#include "schema/table_lines.h"

namespace espalier::ui {

/// Why the table has the state and the mark that it has: what differs, where it is and where it is not, what makes it
/// beside the migrations, and what cannot be known. Empty where all is well.
std::vector<TableLine> stateLines(const SchemaSnapshot& snapshot, int row);

/// What a change does, with a "perhaps" where it is not certain.
TableLine changeLine(const schema::DriftChange& change);
/// Those under a heading; nothing for none.
void addChanges(std::vector<TableLine>& lines, const QString& heading, const std::vector<schema::DriftChange>& changes);

} // namespace espalier::ui
