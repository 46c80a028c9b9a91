#pragma once

#include "core/rare.h"
#include "schema/expression.h"
#include "schema/name.h"

#include <optional>
#include <QStringList>
#include <QVariantMap>
#include <vector>

namespace espalier::schema {

/// "column WITH operator" of an exclusion constraint. A plain string element is an Expression::text.
struct ExclusionElement {
    Expression expression;
    QString with;
    QString opclass; ///< from `ops`
    friend bool operator==(const ExclusionElement&, const ExclusionElement&) = default;
};

struct Constraint {
    enum class Kind { PrimaryKey, ForeignKey, Unique, Check, Exclusion };

    Kind kind = Kind::Check;
    Name name;
    QStringList columns;

    // foreign keys
    ObjectName target;
    QStringList targetColumns;
    QString onDelete;
    QString onUpdate;
    QString match;
    bool useAlter = false;

    // checks; exclusions: the WHERE
    std::optional<Expression> condition;
    /// The CHECK that a column's type brings (Boolean or Enum with create_constraint): `columns` has that column, and
    /// the dialect says whether there is one and what it is.
    bool isTypeBound = false;
    core::Rare<SqlType> type; ///< of a type-bound check

    // exclusions
    std::vector<ExclusionElement> elements;
    QString method; ///< USING

    std::optional<bool> deferrable;
    QString initially;
    QString comment;
    /// Dialect keywords as written: "postgresql_include" (a list), "postgresql_not_valid", "sqlite_on_conflict", …
    QVariantMap options;
    bool isImplicit = false; ///< made of column flags alone: primary_key=True without a PrimaryKeyConstraint
    OwnQuotings quotings = {}; ///< of `columns` and `targetColumns`, as a directive names them

    friend bool operator==(const Constraint&, const Constraint&) = default;
};

/// `op.drop_constraint()` and the like: by name, of a kind or of any.
struct ConstraintReference {
    ObjectName table;
    Name name;
    std::optional<Constraint::Kind> kind;
    friend bool operator==(const ConstraintReference&, const ConstraintReference&) = default;
};

} // namespace espalier::schema
