#pragma once

#include "dialects/sql_reader.h"
#include "schema/schema.h"
#include "schema/schema_rules.h"

#include <optional>
#include <QHash>
#include <QSet>
#include <vector>

namespace espalier::dialects {

/// A row of a relation of the catalogue: a Text, Number, Boolean or Null by its column's name in lower case. A column
/// that is not in it is not kept here, or not known of that row.
using CatalogueRow = QHash<QString, CatalogueValue>;

/// The text of a name that is like no name that a script knows, and is not known.
inline constexpr QChar unknownName(0xe001);

/// The relations of the catalogue that scripts ask, made of a schema. Object ids are names without the default schema.
class CatalogueRows {
public:
    /// `wanted`: names of columns that are asked for, "*" for all; what costs time is left out of others.
    CatalogueRows(const schema::Schema& schema, const schema::SchemaRules& rules, QSet<QString> wanted)
        : m_schema(schema)
        , m_rules(rules)
        , m_default(rules.facts().defaultSchema)
        , m_wanted(std::move(wanted))
    { }

    /// nullopt where the relation is not kept here.
    std::optional<std::vector<CatalogueRow>> of(const QString& relation) const;
    const QString& defaultSchema() const { return m_default; }
    /// What `oid` and its like are here, of a name as SQL text has it: public."T".
    QString objectId(const QString& written) const;

private:
    using Rows = std::vector<CatalogueRow>;
    QString idOf(schema::ObjectName name) const;
    QString schemaOf(const schema::ObjectName& name) const { return name.schema.isEmpty() ? m_default : name.schema; }
    template <typename Visit> void eachTable(const Visit& visit) const;
    template <typename Visit> void eachIndex(const Visit& visit) const;
    template <typename Visit> void eachConstraint(const Visit& visit) const;
    template <typename Visit> void eachOther(const char* kind, const Visit& visit) const;
    template <typename Objects, typename IsOne>
    Rows names(const Objects& objects, const char* schemaColumn, const char* nameColumn, const IsOne& isOne) const;
    void addType(CatalogueRow& row, const schema::Column& column, const schema::Table& table) const;
    bool isWanted(std::initializer_list<const char*> columns) const;

    static void addColumns(Rows& rows, const CatalogueRow& row, const char* column, const schema::View& view);

    Rows session() const;
    Rows schemata() const;
    Rows namespaces() const;
    Rows tables() const;
    Rows columns() const;
    Rows attributes() const;
    Rows views() const;
    Rows pgViews() const;
    Rows materializedViews() const;
    Rows sequences() const;
    Rows pgSequences() const;
    Rows tableConstraints() const;
    Rows keyColumns() const;
    Rows referentialConstraints() const;
    Rows pgTables() const;
    Rows pgIndexes() const;
    Rows pgIndex() const;
    Rows pgTypes() const;
    Rows pgEnums() const;
    Rows pgClass() const;
    Rows pgConstraints() const;
    Rows pgExtensions() const;
    Rows pgTriggers() const;
    Rows sqliteMaster() const;
    bool isRowNumber(const schema::Constraint& key, const schema::Table& table) const;
    Rows tableInfo() const;

    const schema::Schema& m_schema;
    const schema::SchemaRules& m_rules;
    QString m_default;
    QSet<QString> m_wanted;
};

} // namespace espalier::dialects
