#pragma once

#include "operations/operation.h"

#include <vector>

namespace espalier::operations {

/// What an operation does, in plain words: a sentence for each change.
std::vector<core::Message> inWords(const Operation& operation);
/// The same of one change; several sentences where it changes several things of a column.
std::vector<core::Message> inWords(const schema::Change& change);

/// SQL in one line, cut where it is long.
QString shortened(const QString& sql);

} // namespace espalier::operations
