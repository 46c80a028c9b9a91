#pragma once

#include "operations/operation.h"

namespace espalier::operations {

/// An operation in the terms of machine-readable output: kebab-less names as Alembic's directives have them.
struct OperationFacts {
    QString kind; ///< "create_table", "add_column", …, "execute", "opaque"
    QString schema;
    QString table;
    QString column;
    QString name;
    QString newName;
    QString type; ///< the column type as the script names it
    QString reason; ///< of an opaque one
};
OperationFacts factsOf(const Operation& operation);
OperationFacts factsOf(const schema::Change& change);

} // namespace espalier::operations
