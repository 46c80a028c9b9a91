#pragma once

#include "dialects/block.h"
#include "dialects/postgresql/sql_reading.h"

// Conditions, values and queries of a PL/pgSQL block.

namespace espalier::dialects::postgresql {

/// An expression of the block, as its text stands there; Unknown where it is of another kind.
BlockExpression blockExpression(const QString& text, const BlockVariables& variables);

/// A SELECT of the block; nullopt where it is none.
std::optional<BlockQuery> blockQuery(const QString& text, const BlockVariables& variables);

} // namespace espalier::dialects::postgresql
