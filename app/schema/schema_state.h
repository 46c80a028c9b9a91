#pragma once

#include "schema/schema_rules.h"

#include <memory>
#include <QHash>
#include <QMultiHash>
#include <QSet>

namespace espalier::schema {

/// A Schema that is being changed, and where each name in it stands: made when the first name is looked for, kept up to
/// date from then on.
class SchemaState final : public TakenNames {
public:
    SchemaState(const SchemaRules& rules, Schema start);
    SchemaState(const SchemaState& other);
    SchemaState& operator=(const SchemaState&) = delete;
    ~SchemaState() override;

    const Schema& schema() const { return m_schema; }
    Schema& objects() { return m_schema; } ///< for all but tables
    Schema take() { return std::move(m_schema); }

    // names
    ObjectName key(const ObjectName& name) const; ///< without the default schema
    QString folded(const QString& name) const; ///< of columns, constraints, indexes
    const Table* table(const ObjectName& name) const;
    const View* view(const ObjectName& name) const;
    bool hasRelation(const QString& schema, const QString& name) const override;
    bool hasConstraint(const QString& schema, const QString& name) const override;
    bool hasConstraint(const QString& schema, const QString& name, Constraint::Kind kind) const;
    /// Tables with an index, or a key that has one, of that name.
    QList<ObjectName> tablesWithIndex(const ObjectName& index) const;
    /// Other tables with foreign keys to that one.
    QList<ObjectName> tablesReferencing(const ObjectName& table) const;
    bool isIncomplete(const ObjectName& table) const { return m_schema.incomplete.contains(key(table).key()); }

    // tables
    void put(Table table);
    void remove(const ObjectName& table);
    void assume(const ObjectName& table);
    void setIncomplete(const ObjectName& table, bool isIncomplete);

private:
    struct Lookups;
    const Lookups& lookups() const;
    void enter(Lookups& lookups, const Table& table, bool isThere) const;
    ObjectName foldedName(const QString& schema, const QString& name) const;

    const SchemaRules* m_rules;
    Schema m_schema;
    mutable std::unique_ptr<Lookups> m_lookups; ///< null until it is needed; never shared, though its tables are
};

} // namespace espalier::schema
