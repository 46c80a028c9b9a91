#pragma once

#include "core/message.h"
#include "dialects/sql_reader.h"
#include "operations/plain_condition.h"
#include "schema/change.h"
#include "schema/schema.h"
#include "schema/schema_rules.h"

#include <functional>
#include <optional>

namespace espalier::operations {

/// Whether a database surely takes a change that nothing modelled stands against. For statements whose failure the
/// script expects: there only what is weighed in full is taken for granted.
class StatementWeight {
public:
    /// `before`: the schema that the statement meets. `isEmpty`: which tables surely have no rows.
    StatementWeight(const schema::Schema& before, const schema::SchemaRules& rules,
        std::function<bool(const schema::ObjectName&)> isEmpty);

    /// `text`: what was read as the change, where that is SQL text; nullptr else. nullopt where it is taken; else why
    /// it may fail.
    std::optional<core::Message> against(const schema::Change& change, const dialects::ReadStatement* text) const;
    /// The same of a statement that reads.
    std::optional<core::Message> against(const dialects::ReadStatement& text) const;

private:
    using Doubt = std::optional<core::Message>;

    const schema::Table* tableOf(const schema::ObjectName& name) const;
    ValueFamily familyOf(const schema::Column& column, const schema::Table& table) const;
    FamilyOfColumn familiesOf(const schema::Table& table) const;
    bool canBeKey(const QString& column, const schema::Table& table) const;
    bool isPlain(const schema::Expression& expression, const schema::Table& table) const;
    bool isPlainDefault(const schema::Column& column, const schema::Table& table) const;
    bool isPlainType(const schema::Column& column, const schema::Table& table) const;
    bool isWatched(const QString& table) const;
    bool isUsedElsewhere(const QString& table) const;

    Doubt ofColumn(const schema::Column& column, const schema::Table& table) const;
    Doubt ofConstraint(const schema::Constraint& constraint, const schema::Table& table) const;
    Doubt ofForeignKey(const schema::Constraint& constraint, const schema::Table& table) const;
    Doubt ofIndex(const schema::Index& index, const schema::Table& table) const;
    Doubt ofTable(const schema::CreateTable& change) const;
    Doubt ofAddition(const schema::ColumnAddition& change) const;
    Doubt ofSession(const schema::SessionStatement& change, const dialects::ReadStatement* text) const;
    Doubt ofColumnChange(const schema::ColumnChange& change) const;
    Doubt ofRows(const schema::TouchRows& change, const dialects::ReadStatement* text) const;
    Doubt ofEnum(const schema::ObjectName& name, const QStringList& values) const;

    const schema::Schema& m_schema;
    const schema::SchemaRules& m_rules;
    std::function<bool(const schema::ObjectName&)> m_isEmpty;
};

} // namespace espalier::operations
