#pragma once

#include "dialects/sql/default_rules.h"

namespace espalier::dialects::sqlite {

/// What SQLite makes of DDL.
class SqliteRules final : public sql::DefaultRules {
public:
    SqliteRules();

    QString errorClass(schema::FaultKind kind) const override;
    using DefaultRules::reflectedType;
    std::optional<schema::SqlType> reflectedType(const QString& sql) const override;
    std::vector<schema::ColumnHold> dropColumn(schema::Table& table, const QString& column) const override;
    std::optional<schema::Fault> refusal(const schema::Change& change, const schema::Table* table) const override;
    schema::ValueFit fit(
        const schema::Literal& value, const schema::Column& column, const schema::Table& table) const override;
    using DefaultRules::comparable;
    schema::ComparableColumn comparable(const schema::Column& column, const schema::Table& table) const override;
    QString comparable(const schema::Constraint& constraint, const schema::Table& table) const override;
    schema::Changes optionChanges(const schema::Table& from, const schema::Table& to) const override;
    bool isSame(const schema::View& a, const schema::View& b) const override
    {
        return a.columns == b.columns && DefaultRules::isSame(a, b);
    }
    bool isSystem(const schema::ObjectName& name) const override;

protected:
    std::unique_ptr<sql::Compiler> compiler() const override;
    QString storedType(const QString& sql) const override;
    QString generated(const schema::Column& column, const schema::Table& table) const override;
};

} // namespace espalier::dialects::sqlite
