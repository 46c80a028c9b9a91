#pragma once

#include "core/rare.h"
#include "schema/constraint.h"
#include "schema/expression.h"
#include "schema/name.h"
#include "schema/sql_type.h"

#include <optional>
#include <QVariantMap>
#include <vector>

namespace espalier::schema {

/// Options of Identity and Sequence; what is not set is the database's default.
struct SequenceOptions {
    std::optional<qint64> start;
    std::optional<qint64> increment;
    std::optional<qint64> minValue;
    std::optional<qint64> maxValue;
    bool noMinValue = false;
    bool noMaxValue = false;
    std::optional<bool> cycle;
    std::optional<qint64> cache;
    friend bool operator==(const SequenceOptions&, const SequenceOptions&) = default;
};

struct Identity {
    bool always = false;
    SequenceOptions sequence;
    friend bool operator==(const Identity&, const Identity&) = default;
};

struct Computed {
    Expression expression;
    std::optional<bool> persisted;
    friend bool operator==(const Computed&, const Computed&) = default;
};

/// ForeignKey("table.column", …) among a column's arguments.
struct ColumnForeignKey {
    QString target; ///< "table.column" or "schema.table.column", as written
    Name name;
    QString onDelete;
    QString onUpdate;
    QString match;
    QString initially;
    QString comment;
    std::optional<bool> deferrable;
    bool useAlter = false;
    QVariantMap options;
    friend bool operator==(const ColumnForeignKey&, const ColumnForeignKey&) = default;
};

/// A column. As a script declares it, it may bring constraints and indexes of its table with it (`isUnique`,
/// `isIndexed`, `foreignKeys`, types with a CHECK): schema::declared() makes them real; in a Table of a Schema they
/// stand there only.
struct Column {
    enum class AutoIncrement { Auto, Yes, No, IgnoreForeignKey };

    QString name;
    SqlType type;
    std::optional<bool> nullable; ///< not said: nullable unless it is in the primary key or an identity
    std::optional<Expression> serverDefault; ///< a string default is a String literal, SQL is a Text
    bool isPrimaryKey = false;
    AutoIncrement autoIncrement = AutoIncrement::Auto;
    bool hasClientDefault = false; ///< Column(default=…)
    core::Rare<ObjectName> sequence; ///< Sequence(…) among its arguments
    bool isSequenceOptional = false;
    core::Rare<Identity> identity;
    core::Rare<Computed> computed;
    QString comment;
    QVariantMap options; ///< dialect keywords as written, "sqlite_on_conflict_not_null"
    bool isSystem = false;

    // as declared
    bool isUnique = false;
    bool isIndexed = false;
    std::vector<ColumnForeignKey> foreignKeys;
    std::vector<Constraint> checks; ///< CheckConstraints among its arguments, printed with the column

    Quoting quoting = Quoting::AsNeeded; ///< of its name; not compared

    Identifier identifier() const { return { name, quoting }; }
    bool isNullable() const { return nullable.value_or(!isPrimaryKey && !identity); }
    friend bool operator==(const Column& a, const Column& b);
};

} // namespace espalier::schema
