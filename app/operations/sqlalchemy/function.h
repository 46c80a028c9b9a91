#pragma once

#include "operations/sqlalchemy/host.h"

namespace espalier::operations {

/// `func`, and a name in it: func.pg_catalog.lower is of the packages {"pg_catalog"} with the name "lower".
Value makeFunctionSpace(SqlalchemyContext& context, const QStringList& names);
/// Whether it is a function that was not called.
bool isFunctionName(const Value& value);

} // namespace espalier::operations
