#pragma once

#include "schema/expression.h"

#include <optional>

namespace espalier::dialects::sql {

// SQLAlchemy's `operators` module: how operators are written, how strongly they bind, and what they turn into under
// NOT.

struct OperatorFacts {
    const char* text = ""; ///< with its spaces
    int precedence = 0;
    bool associates = false; ///< a op a needs no parentheses
};

const OperatorFacts& operatorFacts(schema::Operator op);

/// Whether `op` inside `against` is put into parentheses.
bool isPrecedent(schema::Operator op, schema::Operator against);

/// "=" -> "!=", IN -> NOT IN, …; none for operators that have no opposite.
std::optional<schema::Operator> opposite(schema::Operator op);

bool isComparison(schema::Operator op);
bool isPostfix(schema::Operator op); ///< DESC, NULLS FIRST, …

} // namespace espalier::dialects::sql
