#pragma once

#include "schema/expression.h"

#include <optional>
#include <QSet>
#include <QString>

namespace espalier::operations {

/// The kinds of values that columns and literals have, as far as they can be compared.
enum class ValueFamily { Number, Text, Boolean, Moment, Uuid, Other };

/// What a condition names that compares columns and literals with each other, joined by AND and OR: as much as can be
/// read without the grammar of the database.
struct PlainCondition {
    QSet<QString> columns;
    QSet<ValueFamily> literals;
};

/// nullopt where it has anything else: functions, casts, other operators.
std::optional<PlainCondition> plainCondition(const schema::Expression& expression);

} // namespace espalier::operations
