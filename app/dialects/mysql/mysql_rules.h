#pragma once

#include "dialects/sql/default_rules.h"

namespace espalier::dialects::mysql {

enum class Product { MySql, MariaDb };

/// What MySQL and MariaDB make of DDL.
class MysqlRules final : public sql::DefaultRules {
public:
    explicit MysqlRules(Product product);

    schema::StoredName storedName(const schema::Name& name, schema::NameKind kind) const override;
    void nameParts(schema::Table& table, const schema::TakenNames& taken) const override;
    QString errorClass(schema::FaultKind kind) const override;
    using DefaultRules::reflectedType;
    std::optional<schema::SqlType> reflectedType(const QString& sql) const override;
    void settleColumn(schema::Column& column, const schema::Table& table) const override;
    void settle(schema::Table& table) const override;
    void settleRenamed(schema::Table& table, const schema::ObjectName& oldName) const override;
    bool canBeTarget(const schema::Table& table, const QStringList& columns) const override;
    void changeColumn(schema::Column& column, const schema::ColumnChange& change) const override;
    std::vector<schema::ColumnHold> dropColumn(schema::Table& table, const QString& column) const override;
    bool comesByItself(const schema::Index& index, const schema::Table& table) const override;
    bool isCreatedWith(const schema::Index& index, const schema::Table& table) const override;
    QString lackingIndex(const schema::Table& table) const override;
    std::optional<schema::Fault> refusal(const schema::Change& change, const schema::Table* table) const override;
    bool isSystem(const schema::ObjectName& name) const override;

    bool areNamedByProducts(const schema::Constraint& a, const schema::Table& ofA, const schema::Constraint& b,
        const schema::Table& ofB) const override;
    using DefaultRules::comparable;
    QString comparable(const schema::Constraint& constraint, const schema::Table& table) const override;
    QString comparable(const schema::Index& index, const schema::Table& table) const override;
    schema::Changes optionChanges(const schema::Table& from, const schema::Table& to) const override;
    bool isSame(const schema::View& a, const schema::View& b) const override;

protected:
    std::unique_ptr<sql::Compiler> compiler() const override;
    QString storedType(const QString& sql) const override;
    QString generated(const schema::Column& column, const schema::Table& table) const override;
    QString storedAction(const QString& action) const override;
    QString storedDefault(const QString& sql, const QString& type) const override;

private:
    Product m_product;
};

} // namespace espalier::dialects::mysql
