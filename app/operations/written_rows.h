#pragma once

#include "schema/change.h"

namespace espalier::operations {

/// What a statement does to the rows of its table, even where its values are not known; none for a query or text.
std::optional<schema::TouchRows> touchOf(const schema::Statement& statement);
/// What a statement of SQLAlchemy Core writes; null where it is not about rows, or that is not known.
std::shared_ptr<const schema::WrittenRows> writtenRows(const schema::Statement& statement);

} // namespace espalier::operations
