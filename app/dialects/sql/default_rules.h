#pragma once

#include "dialects/sql/compiler.h"
#include "schema/schema_rules.h"

#include <memory>

namespace espalier::dialects::sql {

/// What a dialect's compiler knows of a schema's parts.
class DefaultRules : public schema::SchemaRules {
public:
    bool isCreated(const schema::Constraint& constraint) const override;
    schema::ComparableColumn comparable(const schema::Column& column, const schema::Table& table) const override;
    QString comparable(const schema::Constraint& constraint, const schema::Table& table) const override;
    QString comparable(const schema::Index& index, const schema::Table& table) const override;
    QString comparable(const schema::View& view) const override;

protected:
    using SchemaRules::SchemaRules;

    virtual std::unique_ptr<Compiler> compiler() const = 0;
    /// A type's SQL as the server itself would put it.
    virtual QString storedType(const QString& sql) const;
    /// A default in one spelling; `type` is storedType()'s.
    virtual QString storedDefault(const QString& sql, const QString& type) const;
    virtual QString generated(const schema::Column& column) const;

    QString option(const QVariantMap& options, const char* key) const;
};

} // namespace espalier::dialects::sql
