#pragma once

#include "operations/sqlalchemy/column.h"

// oslo.db, which all of OpenStack's models are made with: mixins with columns.

namespace espalier::operations {

/// Whether it is one of the package's classes for models, of which all columns are known.
bool isOsloMixin(const QString& dotted);
/// The columns that it brings, in their order.
std::vector<std::shared_ptr<ColumnHost>> osloColumns(
    Interpreter& interpreter, SqlalchemyContext& context, const QString& dotted);

} // namespace espalier::operations
