#pragma once

#include "schema/sql_type.h"

#include <vector>

namespace espalier::dialects::sql {

/// A type as it is said in SQL: "NUMERIC(10, 2)", "TIMESTAMP WITH TIME ZONE".
struct SaidType {
    QString name; ///< upper case, without what stands in parentheses
    std::vector<int> numbers; ///< in parentheses
    bool isPlain = true; ///< nothing but numbers stands there
};
SaidType saidType(const QString& sql);

/// `className` of SQLAlchemy with as many of the numbers as it takes: a length, or precision and scale.
schema::SqlType sizedType(const QString& className, const SaidType& said);

} // namespace espalier::dialects::sql
