#pragma once

#include "schema/change.h"

namespace espalier::operations {

/// A column's type as a script names it: "String(50)", "Numeric(10, 2)", "ARRAY(Integer)".
QString typeInWords(const schema::SqlType& type);

/// What a change of a column changes, a sentence each.
std::vector<core::Message> columnInWords(const schema::ColumnChange& change);
core::Message columnInWords(const schema::ColumnAddition& change);

} // namespace espalier::operations
