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
    using SchemaRules::comparable;

protected:
    using SchemaRules::SchemaRules;

    virtual std::unique_ptr<Compiler> compiler() const = 0;
    /// A type's SQL as the server itself would put it.
    virtual QString storedType(const QString& sql) const;
    /// A default in one spelling; `type` is storedType()'s.
    virtual QString storedDefault(const QString& sql, const QString& type) const;
    virtual QString generated(const schema::Column& column, const schema::Table& table) const;
    /// The SQL of an expression over a table's columns in one spelling.
    virtual QString comparableSql(const QString& sql, const schema::Table& table) const;
    /// The same of a column's default; `type` is storedType()'s.
    virtual QString comparableDefault(
        const QString& sql, const schema::Column& column, const schema::Table& table, const QString& type) const;
    /// What ON DELETE or ON UPDATE does; empty for what is done by itself.
    virtual QString storedAction(const QString& action) const;

    QString option(const QVariantMap& options, const char* key) const;
    /// Whether an index of that method has the operator class by itself.
    virtual bool isUsualClass(const QString& /*opclass*/, const QString& /*method*/) const { return false; }

private:
    QString foreignKeyText(const schema::Constraint& key) const;
    QString expressionText(Compiler& sql, const schema::Expression& expression, const schema::Table& table) const;
    QString checkText(Compiler& sql, const schema::Constraint& check, const schema::Table& table) const;
    QString exclusionText(Compiler& sql, const schema::Constraint& exclusion, const schema::Table& table) const;
    QString elementText(const schema::Expression& element, const QVariantMap& classes, const QString& method,
        const schema::Table& table) const;
};

} // namespace espalier::dialects::sql
