#pragma once

#include <functional>
#include <QString>

namespace espalier::dialects::postgresql {

/// What an expression stands for, where that is known: it says of which types its literals are.
struct ExpressionPlace {
    QString type = {}; ///< of the whole; empty: not known
    std::function<QString(const QString& column)> typeOfColumn = {}; ///< empty where there is no such column
    bool marksLiterals = false; ///< for isSameButForSpelling()
};

/// An expression in one spelling, to be compared and never run: as PostgreSQL's own parser reads it, without casts, and
/// with what the server writes in its own way (IN, BETWEEN, LIKE, AT TIME ZONE, EXTRACT, literals) in one way. Numbers
/// and strings are one: a column's type says which it is. Null where it is no expression.
QString comparableExpression(const QString& sql, const ExpressionPlace& place);

/// The same of a query. Names of tables before columns go, unless a table is read twice. `withOutputs`: else what the
/// query selects is left out, for one that selects "*".
QString comparableQuery(const QString& sql, bool withOutputs);
bool selectsEverything(const QString& sql);

/// The same of a statement that makes a function, a trigger, a domain, a policy, …; null where it is none.
QString comparableDefinition(const QString& sql);

} // namespace espalier::dialects::postgresql
