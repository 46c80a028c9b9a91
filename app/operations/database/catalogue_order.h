#pragma once

#include "dialects/sql_reader.h"

#include <optional>
#include <QString>
#include <vector>

namespace espalier::operations {

/// What an ORDER BY goes by, of one row.
struct OrderKey {
    std::optional<dialects::CatalogueValue> value; ///< nullopt where it is not known
    QString owner; ///< it is a place among the parts of that alone: columns of a table
};

struct OrderedRow {
    std::vector<std::optional<dialects::CatalogueValue>> cells;
    std::vector<OrderKey> keys;
};

/// Sorts rows by their keys. False where another order is possible too.
bool sortRows(std::vector<OrderedRow>& rows);

} // namespace espalier::operations
