#pragma once

#include "operations/sqlalchemy/host.h"

namespace espalier::operations {

/// Exception classes of sqlalchemy.exc, made when they are first asked for; null where there is none of that name.
std::shared_ptr<symbolic::ClassObject> sqlalchemyException(Interpreter& interpreter, const QString& name);

/// A dialect's object by its SQLAlchemy name; the context's own where it is empty.
Value makeDialectNamed(SqlalchemyContext& context, const QString& name);

/// sqlalchemy.engine, .event, .pool and what else is no SQL: create_engine, inspect, listen, …
std::optional<Value> engineName(Interpreter& interpreter, SqlalchemyContext& context, const QString& name);

} // namespace espalier::operations
