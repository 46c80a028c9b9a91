#pragma once

#include "schema/expression.h"
#include "schema/name.h"

#include <QVariantMap>
#include <vector>

namespace espalier::schema {

/// An index. Its elements are columns (Expression::column), SQL text or expressions; desc(), nulls_first() and the like
/// are Unary expressions around them. Operator classes are in the options under the column's name, as scripts give
/// them.
struct Index {
    Name name;
    std::vector<Expression> elements;
    bool isUnique = false;
    /// Dialect keywords as written: "postgresql_using", "postgresql_where" (an Expression; a str is one of Kind::Text),
    /// "postgresql_ops" (a map), "postgresql_include" (a list), "postgresql_concurrently", "postgresql_with" (a list of
    /// [key, value] pairs in their order), "postgresql_tablespace", "postgresql_nulls_not_distinct", "sqlite_where",
    /// "mysql_length" (a number or a map), "mysql_prefix", "mysql_using", "mysql_with_parser", …
    QVariantMap options;
    bool isFromColumn = false; ///< Column(index=True)
    bool isValid = true; ///< false where a server never finished to build it
    QString comment; ///< not compared

    friend bool operator==(const Index&, const Index&) = default;
};

} // namespace espalier::schema
