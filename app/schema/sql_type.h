#pragma once

#include <memory>
#include <optional>
#include <QString>
#include <QStringList>
#include <QVariantMap>
#include <vector>

namespace espalier::schema {

struct SqlType;

/// What SQLAlchemy's Enum and its subclasses know beyond a string type. Defaults are SQLAlchemy's.
struct EnumFacts {
    QStringList values;
    QString name; ///< also of the CHECK constraint, where there is one
    QString schema;
    bool isNative = true; ///< native_enum
    bool createType = true;
    bool createConstraint = false;
    bool inheritSchema = false;
    bool hasMetadata = false; ///< Enum(…, metadata=…): created with the metadata, not with the table
    friend bool operator==(const EnumFacts&, const EnumFacts&) = default;
};

struct TypeVariant;

/// A column type as the script wrote it: SQLAlchemy's class and its arguments, not yet any database's SQL.
/// Copies are cheap: every part is shared or small.
struct SqlType {
    /// Class name within SQLAlchemy's namespaces: "String", "VARCHAR", "postgresql.JSONB", "mysql.TINYINT"; a third
    /// party's with its whole path ("pgvector.sqlalchemy.Vector"); empty is NullType.
    QString name = {};
    QString text = {}; ///< a type known by nothing but its SQL; `name` is then empty
    std::optional<int> length = {};
    std::optional<int> precision = {};
    std::optional<int> scale = {};
    bool timezone = false;
    QString collation = {};
    QString charset = {};
    std::shared_ptr<const EnumFacts> enumeration = {}; ///< null for all others; MySQL's SET too
    std::shared_ptr<const SqlType> item = {}; ///< of arrays
    std::optional<int> dimensions = {}; ///< of arrays
    std::shared_ptr<const std::vector<TypeVariant>> variants = {}; ///< with_variant(); null without
    /// Further arguments under Python's keyword names: unsigned, zerofill, display_width, fsp, fields, national, ascii,
    /// unicode, binary, as_uuid, native_uuid, create_constraint and name (Boolean), native (Interval), …
    QVariantMap options = {};

    static SqlType of(const QString& name) { return SqlType{ .name = name }; }
    static SqlType string(const QString& name, std::optional<int> length) { return { .name = name, .length = length }; }
    static SqlType fromSql(const QString& sql) { return SqlType{ .text = sql }; }
    static SqlType arrayOf(
        SqlType item, std::optional<int> dimensions = {}, const QString& name = QStringLiteral("ARRAY"));
    static SqlType enumOf(EnumFacts facts, const QString& name = QStringLiteral("Enum"));
    /// The same type that is another one on `dialect` (with_variant).
    SqlType withVariant(const QString& dialect, SqlType other) const;
    /// The type that holds on `dialect`.
    const SqlType& on(const QString& dialect) const;

    bool isNull() const { return name.isEmpty() && text.isEmpty(); }
    bool isArray() const { return item != nullptr; }
    QVariant option(const char* key) const { return options.value(QLatin1String(key)); }
    bool flag(const char* key, bool fallback = false) const
    {
        return options.value(QLatin1String(key), fallback).toBool();
    }

    friend bool operator==(const SqlType& a, const SqlType& b);
};

/// What a type is on one dialect.
struct TypeVariant {
    QString dialect;
    SqlType type;
    friend bool operator==(const TypeVariant&, const TypeVariant&) = default;
};

} // namespace espalier::schema
