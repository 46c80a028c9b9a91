#pragma once

#include "schema/table.h"

#include <QString>
#include <QStringList>

// Which parts of a table use a column, and what they become when it gets another name. SQL that is text only is read
// word by word: strings and comments are left out, and names compare as the databases compare unquoted ones.

namespace espalier::schema {

bool mentions(const QString& sql, const QString& identifier);
QString renamedInSql(const QString& sql, const QString& from, const QString& to);
/// CREATE TRIGGER … ON table and the like, where that table has another name.
QString renamedTableInSql(const QString& sql, const ObjectName& from, const ObjectName& to);

bool mentions(const Expression& expression, const QString& column);
bool uses(const Constraint& constraint, const QString& column);
bool uses(const Index& index, const QString& column);
/// The columns that an index begins with, as far as its elements are plain columns.
QStringList leadingColumns(const Index& index);
/// The column that an element of an index is, or is sorted by; empty where it is an expression.
QString columnOf(const Expression& element);

/// In the table itself: the column, constraints, indexes, expressions.
void renameColumn(Table& table, const QString& from, const QString& to);

} // namespace espalier::schema
