#pragma once

#include "dialects/sql/default_rules.h"

namespace espalier::dialects::postgresql {

/// What PostgreSQL makes of DDL.
class PostgresqlRules final : public sql::DefaultRules {
public:
    PostgresqlRules();

    schema::StoredName storedName(const schema::Name& name, schema::NameKind kind) const override;
    void nameParts(schema::Table& table, const schema::TakenNames& taken) const override;
    std::vector<schema::Sequence> sequencesOf(
        const schema::Table& table, const schema::Column& column, const schema::TakenNames& taken) const override;
    std::optional<schema::EnumUse> enumOf(const schema::SqlType& type, const schema::Table& table) const override;
    std::optional<schema::SqlType> reflectedType(const QString& sql) const override;
    std::optional<schema::SqlType> reflectedType(const schema::EnumType& type) const override;
    QString errorClass(schema::FaultKind kind) const override;
    void takeIndex(schema::Constraint& key, schema::Table& table) const override;
    std::optional<schema::ExtensionObjects> broughtBy(const QString& extension) const override;
    void settleColumn(schema::Column& column, const schema::Table& table) const override;
    void settleCreated(schema::Table& table) const override;
    bool canBeTarget(const schema::Table& table, const QStringList& columns) const override;
    void changeColumn(schema::Column& column, const schema::ColumnChange& change) const override;
    std::optional<schema::Fault> refusal(const schema::Change& change, const schema::Table* table) const override;
    bool isSystem(const schema::ObjectName& name) const override;
    schema::ComparableColumn comparable(const schema::Column& column, const schema::Table& table) const override;
    using sql::DefaultRules::comparable;
    QString comparable(const schema::OpaqueObject& object) const override;
    QString comparable(const schema::Index& index, const schema::Table& table) const override;
    bool mayBeSame(const schema::Column& a, const schema::Table& ofA, const schema::Column& b,
        const schema::Table& ofB) const override;
    bool mayBeSame(const schema::Constraint& a, const schema::Table& ofA, const schema::Constraint& b,
        const schema::Table& ofB) const override;
    bool mayBeSame(const schema::Index& a, const schema::Table& ofA, const schema::Index& b,
        const schema::Table& ofB) const override;
    bool isSame(const schema::View& a, const schema::View& b) const override;
    bool comesByItself(const schema::Index& index, const schema::Table& table) const override;
    bool isCreatedWith(const schema::Index& index, const schema::Table& table) const override;
    schema::Changes attachment(const schema::Table& table) const override;
    bool isInherited(const schema::Constraint& constraint) const override;
    bool isInherited(const schema::Column& column) const override;
    bool isPartition(const schema::Table& table) const override
    {
        return table.options.contains(QStringLiteral("postgresql_partition_of"));
    }
    std::vector<schema::ObjectName> parentsOf(const schema::Table& table) const override;
    schema::ValueFit fit(
        const schema::Literal& value, const schema::Column& column, const schema::Table& table) const override;
    QString explicitCast(const QString& from, const QString& to) const override;
    schema::Changes optionChanges(const schema::Table& from, const schema::Table& to) const override;
    std::optional<schema::Changes> alteration(const schema::Sequence& from, const schema::Sequence& to) const override;
    std::optional<schema::Changes> alteration(
        const schema::OpaqueObject& from, const schema::OpaqueObject& to) const override;
    std::optional<schema::CatalogueType> catalogueType(const QString& type) const override;
    std::optional<QString> catalogueDefault(
        const schema::Column& column, const QString& type, bool isEnum) const override;
    QStringList ownTypes() const override;
    QString catalogueText(const schema::Index& index, const schema::ObjectName& table) const override;

protected:
    std::unique_ptr<sql::Compiler> compiler() const override;
    QString storedType(const QString& sql) const override;
    QString comparableDefault(const QString& sql, const schema::Column& column, const schema::Table& table,
        const QString& type) const override;
    QString comparableSql(const QString& sql, const schema::Table& table) const override;
    bool isUsualClass(const QString& opclass, const QString& method) const override;

private:
    /// The type of a column's literals.
    QString literalType(const schema::Column& column, const schema::Table& table) const;

    bool m_marksLiterals = false; ///< in what is compared: isSameButForSpelling()
};

} // namespace espalier::dialects::postgresql
