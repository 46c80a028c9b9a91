#pragma once

#include <QString>

namespace espalier::dialects::sql {

/// An expression in one spelling, to be compared and never run: what a script wrote and what a server's catalogue says
/// of it come out equal, although the server adds casts and parentheses, and writes IN, LIKE and BETWEEN in its own
/// way. Parentheses that change the order of evaluation go as well: "a AND (b OR c)" equals "a AND b OR c".
QString canonicalSql(const QString& expression);

/// One spelling of a number of which servers keep any: "0.0" is "0", "+007" is "7", "1e3" is "1000". What is no number
/// is given back.
QString plainNumber(const QString& text);

/// Text of a string literal; null where it is none.
QString literalContent(const QString& canonical);

} // namespace espalier::dialects::sql
