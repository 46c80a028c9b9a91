#pragma once

#include <QString>

namespace espalier::dialects::postgresql {

/// An expression in one spelling, to be compared and never run: as PostgreSQL's own parser reads it, without casts, and
/// with what the server writes in its own way (IN, BETWEEN, LIKE, AT TIME ZONE, EXTRACT) in one way. Numbers and
/// strings are one: a column's type says which it is. Null where it is no expression.
QString comparableExpression(const QString& sql);

/// The same of a query. Names of tables before columns go, unless a table is read twice. `withOutputs`: else what the
/// query selects is left out, for one that selects "*".
QString comparableQuery(const QString& sql, bool withOutputs);
bool selectsEverything(const QString& sql);

/// The same of a statement that makes a function, a trigger, a domain, a policy, …; null where it is none.
QString comparableDefinition(const QString& sql);

} // namespace espalier::dialects::postgresql
