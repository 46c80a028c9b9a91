#include "report/schema_objects.h"

#include "dialects/changes_sql.h"
#include "dialects/sql_reader.h"
#include "report/schema_words.h"
#include "schema/drift_doubts.h"
#include "schema/schema_rules.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace espalier::report {
namespace {

using Kind = SchemaObject::Kind;

/// What makes it on that database; empty where it has no such thing.
QString creationOf(const schema::Change& creation, const dialects::Dialect& dialect)
{
    const auto statements = dialects::changeToSql(dialect.serverDdl(), creation);
    return statements ? statements->join(QStringLiteral(";\n")) : QString();
}

/// Collects objects, then who uses which.
class ObjectCollector {
public:
    ObjectCollector(const schema::Schema& schema, const dialects::Dialect& dialect)
        : m_schema(schema)
        , m_dialect(dialect)
        , m_rules(dialect.schemaRules())
    {
        for (const auto& table : schema.tables)
            m_relations.emplace(schema::foldedKey(table->name, m_rules), table->name);
        for (const auto& view : schema.views)
            m_relations.emplace(schema::foldedKey(view->name, m_rules), view->name);
    }

    std::vector<SchemaObject> collect()
    {
        addViews();
        addTypes();
        addSequences();
        addOthers();
        addColumnUses();
        std::stable_sort(m_objects.begin(), m_objects.end(), [](const SchemaObject& a, const SchemaObject& b) {
            return std::tie(a.kind, a.word, a.name, a.table) < std::tie(b.kind, b.word, b.name, b.table);
        });
        addViewUses();
        return std::move(m_objects);
    }

private:
    void addViews()
    {
        for (const auto& view : m_schema.views) {
            SchemaObject object;
            object.kind = view->isMaterialized ? Kind::MaterializedView : Kind::View;
            object.name = view->name;
            object.definition = view->definition;
            object.parts = view->columns;
            object.comment = view->comment;
            object.reads = readBy(view->definition);
            m_objects.push_back(std::move(object));
        }
    }

    /// The relations of the schema that a query names where relations stand.
    std::vector<schema::ObjectName> readBy(const QString& query) const
    {
        std::vector<schema::ObjectName> found;
        for (const auto& statement : m_dialect.sqlReader().read(query))
            for (const schema::ObjectName& written : statement.tables) {
                const auto relation = m_relations.find(schema::foldedKey(written, m_rules));
                if (relation != m_relations.end()
                    && std::find(found.begin(), found.end(), relation->second) == found.end())
                    found.push_back(relation->second);
            }
        return found;
    }

    void addTypes()
    {
        for (const auto& type : m_schema.enums) {
            SchemaObject object;
            object.kind = Kind::Enum;
            object.name = type->name;
            object.parts = type->values;
            object.comment = type->comment;
            object.definition = creationOf(schema::CreateEnum{ *type, false }, m_dialect);
            m_objects.push_back(std::move(object));
        }
    }

    void addSequences()
    {
        for (const auto& sequence : m_schema.sequences) {
            if (!sequence->ownedBy.isEmpty())
                continue;
            SchemaObject object;
            object.kind = Kind::Sequence;
            object.name = sequence->name;
            object.comment = sequence->comment;
            object.definition = creationOf(schema::CreateSequence{ *sequence, false }, m_dialect);
            m_objects.push_back(std::move(object));
        }
    }

    void addOthers()
    {
        for (const auto& other : m_schema.others) {
            if (other->isSetting())
                continue;
            SchemaObject object;
            object.kind = other->kind == QLatin1String("domain") ? Kind::Domain : Kind::Other;
            object.word = other->kind;
            object.name = other->name;
            object.table = other->table;
            object.definition = other->definition;
            m_objects.push_back(std::move(object));
        }
    }

    /// Columns of an enum or a domain.
    void addColumnUses()
    {
        std::map<schema::ObjectName, size_t> types;
        for (size_t at = 0; at < m_objects.size(); ++at)
            if (m_objects[at].kind == Kind::Enum || m_objects[at].kind == Kind::Domain)
                types.emplace(schema::foldedKey(m_objects[at].name, m_rules), at);
        if (types.empty())
            return;
        for (const schema::Table* table : shownTables(m_schema))
            for (const schema::Column& column : table->columns)
                if (const auto found = types.find(typeOf(column, *table)); found != types.end())
                    m_objects[found->second].usedBy.push_back({ table->name, column.name });
    }

    /// The named type that a column, or each element of an array in it, is of.
    schema::ObjectName typeOf(const schema::Column& column, const schema::Table& table) const
    {
        const schema::SqlType& type = column.type.item ? *column.type.item : column.type;
        if (const auto use = m_rules.enumOf(type, table))
            return schema::foldedKey(use->type.name, m_rules);
        QString text = typeText(type, m_dialect).text;
        while (text.endsWith(QLatin1String("[]")))
            text.chop(2);
        text.remove(QLatin1Char('"'));
        const qsizetype dot = text.indexOf(QLatin1Char('.'));
        return schema::foldedKey({ dot < 0 ? QString() : text.left(dot), text.mid(dot + 1) }, m_rules);
    }

    void addViewUses()
    {
        std::map<schema::ObjectName, size_t> views;
        for (size_t at = 0; at < m_objects.size(); ++at)
            if (m_objects[at].kind == Kind::View || m_objects[at].kind == Kind::MaterializedView)
                views.emplace(m_objects[at].name, at);
        for (const auto& [name, at] : views)
            for (const schema::ObjectName& read : m_objects[at].reads)
                if (const auto found = views.find(read); found != views.end() && found->second != at)
                    m_objects[found->second].usedBy.push_back({ name, {} });
    }

    const schema::Schema& m_schema;
    const dialects::Dialect& m_dialect;
    const schema::SchemaRules& m_rules;
    std::map<schema::ObjectName, schema::ObjectName> m_relations; ///< tables and views, by their names in one spelling
    std::vector<SchemaObject> m_objects;
};

} // namespace

QString SchemaObject::key() const
{
    return QStringList{ QString::number(static_cast<int>(kind)), word, name.key(), table }.join(QLatin1Char('\n'));
}

std::vector<SchemaObject> schemaObjects(const schema::Schema& schema, const dialects::Dialect& dialect)
{
    return ObjectCollector(schema, dialect).collect();
}

} // namespace espalier::report
