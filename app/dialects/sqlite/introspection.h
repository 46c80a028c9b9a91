#pragma once

#include "dialects/introspection.h"
#include "dialects/sql_executor.h"

namespace espalier::dialects::sqlite {

/// Reads the main database: the statements that made it, which the library keeps, checked against what the library
/// itself makes of them.
core::Result<Introspected> readCatalogue(SqlExecutor& session);

} // namespace espalier::dialects::sqlite
