#pragma once

#include "schema/change.h"

namespace espalier::operations {

/// What a statement of SQLAlchemy Core writes; null where it is not about rows, or that is not known.
std::shared_ptr<const schema::WrittenRows> writtenRows(const schema::Statement& statement);

} // namespace espalier::operations
