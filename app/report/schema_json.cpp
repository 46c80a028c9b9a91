#include "report/schema_json.h"

#include "core/json.h"
#include "dialects/steps_sql.h"
#include "report/schema_words.h"
#include "schema/column_use.h"

namespace espalier::report {

using schema::Constraint;
using schema::ObjectName;

namespace {

QString key(const char* text) { return QLatin1String(text); }

QJsonValue knownOrReason(const Known& known)
{
    return known.isKnown() ? QJsonValue(known.text) : QJsonValue(QJsonObject{ { key("unknown"), known.reason } });
}

QJsonArray listed(const QStringList& items) { return QJsonArray::fromStringList(items); }

QJsonObject named(const ObjectName& name)
{
    return { { key("schema"), core::textOrNull(name.schema) }, { key("name"), name.name } };
}

class SchemaWriter {
public:
    SchemaWriter(const schema::Schema& schema, const dialects::Dialect& dialect)
        : m_schema(schema)
        , m_dialect(dialect)
    { }

    QJsonObject document() const
    {
        QJsonArray tables;
        for (const schema::Table* table : shownTables(m_schema))
            tables.append(this->table(*table));
        return { { key("dialect"), m_dialect.id() }, { key("tables"), tables }, { key("enums"), enums() },
            { key("views"), views() }, { key("sequences"), sequences() }, { key("others"), others() } };
    }

private:
    QJsonObject column(const schema::Column& column, const schema::Table& table) const
    {
        QJsonObject json{ { key("name"), column.name },
            { key("type"), knownOrReason(typeText(column.type, m_dialect)) }, { key("nullable"), column.isNullable() },
            { key("default"),
                column.serverDefault ? knownOrReason(defaultText(*column.serverDefault, m_dialect)) : QJsonValue() },
            { key("primary_key"), column.isPrimaryKey } };
        if (column.identity)
            json.insert(key("identity"), QJsonObject{ { key("always"), column.identity->always } });
        else if (isAutomatic(column, table, m_dialect))
            json.insert(key("autoincrement"), true);
        if (column.computed)
            json.insert(key("computed"),
                QJsonObject{ { key("sql"), knownOrReason(expressionText(column.computed->expression, m_dialect)) },
                    { key("persisted"),
                        column.computed->persisted ? QJsonValue(*column.computed->persisted) : QJsonValue() } });
        if (!column.comment.isEmpty())
            json.insert(key("comment"), column.comment);
        if (!column.type.collation.isEmpty())
            json.insert(key("collation"), column.type.collation);
        return json;
    }

    static QJsonObject constraint(const Constraint& constraint)
    {
        QJsonObject json{ { key("name"), core::textOrNull(constraint.name.text) },
            { key("columns"), listed(constraint.columns) } };
        if (constraint.deferrable)
            json.insert(key("deferrable"), *constraint.deferrable);
        if (!constraint.initially.isEmpty())
            json.insert(key("initially"), constraint.initially);
        if (!constraint.comment.isEmpty())
            json.insert(key("comment"), constraint.comment);
        return json;
    }

    static QJsonObject foreignKey(const Constraint& constraint)
    {
        QJsonObject json = SchemaWriter::constraint(constraint);
        json.insert(key("ref_schema"), core::textOrNull(constraint.target.schema));
        json.insert(key("ref_table"), constraint.target.name);
        json.insert(key("ref_columns"), listed(constraint.targetColumns));
        json.insert(key("on_delete"), core::textOrNull(constraint.onDelete));
        json.insert(key("on_update"), core::textOrNull(constraint.onUpdate));
        if (!constraint.match.isEmpty())
            json.insert(key("match"), constraint.match);
        return json;
    }

    QJsonObject check(const Constraint& constraint) const
    {
        QJsonObject json{ { key("name"), core::textOrNull(constraint.name.text) } };
        json.insert(key("sql"), knownOrReason(checkText(constraint, m_dialect)));
        return json;
    }

    QJsonObject exclusion(const Constraint& constraint) const
    {
        QJsonArray elements;
        for (const schema::ExclusionElement& element : constraint.elements)
            elements.append(QJsonObject{
                { key("expression"), elementText(element.expression, m_dialect) }, { key("with"), element.with } });
        QJsonObject json{ { key("name"), core::textOrNull(constraint.name.text) },
            { key("method"), core::textOrNull(constraint.method) }, { key("elements"), elements } };
        if (constraint.condition)
            json.insert(key("where"), knownOrReason(expressionText(*constraint.condition, m_dialect)));
        return json;
    }

    QJsonObject index(const schema::Index& index) const
    {
        QJsonArray columns;
        QStringList expressions;
        bool hasExpressions = false;
        for (const schema::Expression& element : index.elements) {
            const QString column = schema::columnOf(element);
            columns.append(core::textOrNull(column));
            hasExpressions = hasExpressions || column.isEmpty();
            expressions.append(elementText(element, m_dialect));
        }
        QJsonObject json{ { key("name"), core::textOrNull(index.name.text) }, { key("columns"), columns },
            { key("unique"), index.isUnique },
            { key("where"), core::textOrNull(optionText(index.options, "where", m_dialect)) } };
        if (hasExpressions)
            json.insert(key("expressions"), listed(expressions));
        const QString method = optionText(index.options, "using", m_dialect);
        if (!method.isEmpty())
            json.insert(key("method"), method);
        const QStringList included = index.options.value(m_dialect.id() + key("_include")).toStringList();
        if (!included.isEmpty())
            json.insert(key("include"), listed(included));
        if (!index.isValid)
            json.insert(key("valid"), false);
        if (!index.comment.isEmpty())
            json.insert(key("comment"), index.comment);
        return json;
    }

    QJsonObject table(const schema::Table& table) const
    {
        QJsonObject json = named(table.name);
        QJsonArray columns, references, uniques, checks, exclusions, indexes;
        QJsonValue primaryKey;
        for (const schema::Column& column : table.columns)
            columns.append(this->column(column, table));
        for (const Constraint& constraint : table.constraints) {
            switch (constraint.kind) {
            case Constraint::Kind::PrimaryKey:
                primaryKey = SchemaWriter::constraint(constraint);
                break;
            case Constraint::Kind::ForeignKey:
                references.append(foreignKey(constraint));
                break;
            case Constraint::Kind::Unique:
                uniques.append(SchemaWriter::constraint(constraint));
                break;
            case Constraint::Kind::Check:
                checks.append(check(constraint));
                break;
            case Constraint::Kind::Exclusion:
                exclusions.append(exclusion(constraint));
                break;
            }
        }
        for (const schema::Index& index : table.indexes)
            indexes.append(this->index(index));
        json.insert(key("columns"), columns);
        json.insert(key("primary_key"), primaryKey);
        json.insert(key("foreign_keys"), references);
        json.insert(key("uniques"), uniques);
        json.insert(key("indexes"), indexes);
        json.insert(key("checks"), checks);
        if (!exclusions.isEmpty())
            json.insert(key("exclusions"), exclusions);
        if (!table.comment.isEmpty())
            json.insert(key("comment"), table.comment);
        for (const char* part : { "partition_by", "partition_of", "partition_bound", "inherits" })
            if (const QString text = optionText(table.options, part, m_dialect); !text.isEmpty())
                json.insert(key(part), text);
        if (m_schema.assumed.contains(table.name.key()))
            json.insert(key("assumed"), true);
        if (m_schema.incomplete.contains(table.name.key()))
            json.insert(key("incomplete"), true);
        return json;
    }

    QJsonArray enums() const
    {
        QJsonArray all;
        for (const auto& type : m_schema.enums) {
            QJsonObject json = named(type->name);
            json.insert(key("values"), listed(type->values));
            if (!type->comment.isEmpty())
                json.insert(key("comment"), type->comment);
            all.append(json);
        }
        return all;
    }

    QJsonArray views() const
    {
        QJsonArray all;
        for (const auto& view : m_schema.views) {
            QJsonObject json = named(view->name);
            json.insert(key("materialized"), view->isMaterialized);
            json.insert(key("definition"), core::textOrNull(view->definition));
            json.insert(key("columns"), listed(view->columns));
            if (!view->comment.isEmpty())
                json.insert(key("comment"), view->comment);
            all.append(json);
        }
        return all;
    }

    QJsonArray sequences() const
    {
        QJsonArray all;
        for (const auto& sequence : m_schema.sequences) {
            QJsonObject json = named(sequence->name);
            json.insert(key("owned_by"), core::textOrNull(sequence->ownedBy));
            const auto put = [&](const char* name, const std::optional<qint64>& value) {
                if (value)
                    json.insert(key(name), *value);
            };
            put("start", sequence->options.start);
            put("increment", sequence->options.increment);
            put("min_value", sequence->options.minValue);
            put("max_value", sequence->options.maxValue);
            all.append(json);
        }
        return all;
    }

    QJsonArray others() const
    {
        QJsonArray all;
        for (const auto& object : m_schema.others) {
            QJsonObject json = named(object->name);
            json.insert(key("kind"), object->kind);
            if (!object->table.isEmpty())
                json.insert(key("table"), object->table);
            if (!object->definition.isEmpty())
                json.insert(key("definition"), object->definition);
            all.append(json);
        }
        return all;
    }

    const schema::Schema& m_schema;
    const dialects::Dialect& m_dialect;
};

void putSql(QJsonObject& json, const char* name, const dialects::Statements& statements)
{
    json.insert(key(name), statements ? listed(*statements) : QJsonArray());
    if (!statements)
        json.insert(key("sql_unknown"),
            statements.error().detail.isEmpty() ? statements.error().message.english() : statements.error().detail);
}

} // namespace

QJsonObject schemaJson(const schema::Schema& schema, const dialects::Dialect& dialect)
{
    return SchemaWriter(schema, dialect).document();
}

QJsonObject databaseJson(const dialects::Introspected& database, const dialects::Dialect& dialect)
{
    QJsonObject document = schemaJson(database.schema, dialect);
    const auto withFacts = [&](const char* kind) {
        QJsonArray all;
        for (const QJsonValue& item : document.value(key(kind)).toArray()) {
            QJsonObject json = item.toObject();
            const auto facts = database.facts.constFind(
                { json.value(key("schema")).toString(), json.value(key("name")).toString() });
            if (facts != database.facts.cend()) {
                if (!facts->owner.isEmpty())
                    json.insert(key("owner"), facts->owner);
                if (facts->rows)
                    json.insert(key("rows"), *facts->rows);
                if (facts->bytes)
                    json.insert(key("bytes"), *facts->bytes);
                if (!facts->isReadable)
                    json.insert(key("readable"), false);
            }
            all.append(json);
        }
        document.insert(key(kind), all);
    };
    for (const char* kind : { "tables", "views", "sequences" })
        withFacts(kind);
    QJsonArray unseen;
    for (const core::Message& one : database.unseen)
        unseen.append(one.english());
    document.insert(key("unseen"), unseen);
    document.insert(key("default_schema"), core::textOrNull(database.defaultSchema));
    return document;
}

QJsonArray differencesJson(const std::vector<schema::Difference>& differences, const dialects::Dialect& dialect,
    const schema::Schema& from, const schema::Schema& to)
{
    QJsonArray all;
    const std::vector<dialects::SqlOfStep> steps = dialects::stepsToSql(differences, dialect, from, to);
    auto step = steps.begin();
    for (const schema::Difference& one : differences) {
        QJsonObject json{ { key("kind"), schema::codeName(one.kind) }, { key("object"), schema::codeName(one.object) },
            { key("schema"), core::textOrNull(one.schema) }, { key("table"), core::textOrNull(one.table.name) },
            { key("name"), core::textOrNull(one.name) }, { key("detail"), one.detail.english() } };
        putSql(json, "sql", step->forward);
        putSql(json, "sql_back", step->backward);
        ++step;
        all.append(json);
    }
    return all;
}

} // namespace espalier::report
