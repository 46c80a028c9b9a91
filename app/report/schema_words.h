#pragma once

#include "dialects/dialect.h"
#include "schema/schema.h"

#include <optional>

// What the forms of a schema's output share: its parts as text of one dialect.

namespace espalier::report {

/// Text, or why it is not known.
struct Known {
    QString text;
    QString reason; ///< empty where the text is known
    bool isKnown() const { return reason.isEmpty(); }
};

Known typeText(const schema::SqlType& type, const dialects::Dialect& dialect);
Known expressionText(const schema::Expression& expression, const dialects::Dialect& dialect);
/// A default as SQL has it: a string literal in quotes.
Known defaultText(const schema::Expression& value, const dialects::Dialect& dialect);
/// What stands between the parentheses of a CHECK.
Known checkText(const schema::Constraint& check, const dialects::Dialect& dialect);
/// An option of the dialect, "where" of "<dialect>_where"; an expression as its text.
QString optionText(const QVariantMap& options, const char* key, const dialects::Dialect& dialect);
/// An element of an index.
QString elementText(const schema::Expression& element, const dialects::Dialect& dialect);

/// Whether a column's values are made by the database.
bool isAutomatic(const schema::Column& column, const schema::Table& table, const dialects::Dialect& dialect);
/// The foreign keys of the table, with their own targets.
std::vector<const schema::Constraint*> foreignKeys(const schema::Table& table);
/// Whether the columns are those of the key or of a unique constraint or index: at most one row has each value.
bool isUniqueOn(const schema::Table& table, const QStringList& columns);
/// The tables to be shown, by name: no temporary ones.
std::vector<const schema::Table*> shownTables(const schema::Schema& schema);

} // namespace espalier::report
