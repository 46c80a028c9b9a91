#pragma once

#include "schema/difference.h"

#include <vector>

namespace espalier::schema {

/// Something that goes and something that comes which may be one thing under another name. It is a suggestion: nobody
/// but who made the change knows.
struct LikelyRename {
    size_t removed = 0; ///< places among the differences
    size_t added = 0;
    ObjectKind object = ObjectKind::Column; ///< Column or Table
    ObjectName table; ///< of columns; of tables the new one
    QString from;
    QString to;
};

/// Columns of one table and of one type, where there is one of each alone or their names are alike; tables of which
/// most columns are the same.
std::vector<LikelyRename> likelyRenames(const std::vector<const Difference*>& differences, const SchemaRules& rules);
std::vector<LikelyRename> likelyRenames(const std::vector<Difference>& differences, const SchemaRules& rules);

/// "perhaps column a of t under the new name b"
core::Message describe(const LikelyRename& rename);

} // namespace espalier::schema
