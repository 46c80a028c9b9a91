#pragma once

#include "schema/expression.h"

#include <functional>
#include <optional>
#include <QString>

namespace espalier::operations {

/// The kinds of values that columns and literals have, as far as they can be compared.
enum class ValueFamily { Number, Text, Boolean, Moment, Uuid, Other };

/// The kind of a column's values, of its name as SQL says it; nullopt where there is none.
using FamilyOfColumn = std::function<std::optional<ValueFamily>(const QString& name, bool isQuoted)>;

/// Whether a condition does no more than compare columns with literals and columns of the same kind (=, <, IN, BETWEEN,
/// IS NULL), joined by AND, OR and NOT: what any database takes. False where it may be more.
bool isPlainCondition(const schema::Expression& condition, const FamilyOfColumn& familyOf);
bool isPlainCondition(const QString& sql, const FamilyOfColumn& familyOf);

} // namespace espalier::operations
