#include "operations/sqlalchemy/metadata.h"
#include "operations/sqlalchemy/table.h"

#include <algorithm>
#include <QCoreApplication>

// Table.to_metadata(): the table again, in another MetaData, schema or under another name.

namespace espalier::operations {

namespace {

class TableCopier {
public:
    TableCopier(Interpreter& interpreter, TableHost& from, std::shared_ptr<MetadataHost> metadata)
        : m_interpreter(interpreter)
        , m_from(from)
        , m_to(std::make_shared<TableHost>(from.context()))
    {
        m_to->metadata = std::move(metadata);
    }

    Value copy(const Arguments& arguments)
    {
        takeName(arguments);
        // looked for without the schema that a table without one has from its MetaData
        if (const std::shared_ptr<TableHost> there = m_to->metadata->find(m_to->name.key()); there && !m_to->nameDoubt)
            return Value::of(there);
        if (m_schema.isEmpty())
            m_to->name = schema::ObjectName::of(m_to->metadata->schemaName, m_to->name.identifier());
        m_to->definedAt = m_interpreter.place();
        m_to->doubt = m_from.doubt;
        m_to->openDoubt = m_from.openDoubt;
        note(m_to->nameDoubt, m_from.nameDoubt);
        m_to->comment = m_from.comment;
        m_to->prefixes = m_from.prefixes;
        m_to->options = m_from.options;
        if (const Value* named = arguments.keyword(u"referred_schema_fn"); named && !named->isNone())
            note(m_to->doubt, doubtOf(m_interpreter, *named));
        for (const auto& column : m_from.columns)
            takeColumn(*column);
        for (const Value& constraint : m_from.constraints)
            takeConstraint(*constraint.as<ConstraintHost>());
        for (const auto& index : m_from.indexes)
            takeIndex(*index);
        m_interpreter.touch(*m_to->metadata);
        m_to->metadata->tables.push_back(m_to);
        return Value::of(m_to);
    }

private:
    void takeName(const Arguments& arguments)
    {
        ArgumentReader reader(m_interpreter, arguments);
        const Value* name = arguments.keyword(u"name");
        const Value* schemaName = arguments.find(1, u"schema");
        m_to->name = m_from.name;
        if (name && !name->isNone())
            m_to->name = schema::ObjectName::of(
                m_from.name.schemaIdentifier(), noted(reader.doubt, asIdentifier(m_interpreter, *name)));
        const bool isRetained = !schemaName
            || (schemaName->isObject() && schemaName->object()->typeName() == QLatin1String("RETAIN_SCHEMA"));
        if (schemaName && schemaName->isNone())
            m_to->name = schema::ObjectName::of(m_to->metadata->schemaName, m_to->name.identifier());
        else if (!isRetained)
            m_to->name = schema::ObjectName::of(
                noted(reader.doubt, asIdentifier(m_interpreter, *schemaName)), m_to->name.identifier());
        m_schema = m_to->name.schema;
        m_to->nameDoubt = reader.doubt;
    }

    /// "schema.table.column" as the copy has it: what was written with the table's own schema is of the copy's.
    QString target(const QString& text) const
    {
        const QString column = text.section(QLatin1Char('.'), -1);
        const QString table = text.section(QLatin1Char('.'), -2, -2);
        const QString given = text.section(QLatin1Char('.'), 0, -3);
        const bool isOwnSchema = given == m_from.name.schema && !m_schema.isEmpty();
        const bool isOwnTable = schema::ObjectName{ given, table }.key() == m_from.name.key();
        const QString there = isOwnSchema ? m_schema : given;
        return (there.isEmpty() ? QString() : there + QLatin1Char('.')) + (isOwnTable ? m_to->name.name : table)
            + QLatin1Char('.') + column;
    }

    void takeColumn(const ColumnHost& from)
    {
        const std::shared_ptr<ColumnHost> column = from.copy();
        if (from.foreignKeys.empty() || from.isTypeGiven)
            column->column.type = from.column.type;
        column->isTypeGiven = from.isTypeGiven;
        const auto& enumeration = column->column.type.enumeration;
        if (enumeration && enumeration->hasMetadata && enumeration->schema.isEmpty()) { // of the copy's MetaData now
            schema::EnumFacts facts = *enumeration;
            facts.schema = m_to->metadata->schemaName;
            column->column.type.enumeration = std::make_shared<const schema::EnumFacts>(std::move(facts));
        }
        for (const auto& reference : from.foreignKeys) {
            const Known<schema::ColumnForeignKey> known = reference->resolved(m_interpreter, {});
            auto made = std::make_shared<ForeignKeyHost>(from.context());
            made->reference = known.value;
            made->reference.target = target(known.value.target);
            made->doubt = known.doubt;
            made->isLinkedToName = reference->isLinkedToName || reference->column;
            column->foreignKeys.push_back(std::move(made));
        }
        m_to->appendColumn(column);
    }

    /// A column of the table by its key, which the copy's has too.
    static Value key(const Value& element)
    {
        const auto column = element.as<ColumnHost>();
        return column ? Value::string(column->key) : element;
    }

    void takeConstraint(ConstraintHost& from)
    {
        const auto made = std::make_shared<ConstraintHost>(from.context());
        made->constraint = from.constraint;
        made->doubt = from.doubt;
        made->exclusions = from.exclusions;
        made->ops = from.ops;
        std::transform(from.columns.begin(), from.columns.end(), std::back_inserter(made->columns), key);
        made->isLinkedToName = from.isLinkedToName;
        if (!from.targets.empty()) {
            const Known<schema::Constraint> known = definition(m_interpreter, from, {});
            note(made->doubt, known.doubt);
            for (const QString& column : known.value.targetColumns)
                made->targets.push_back(Value::string(target(known.value.target.key() + QLatin1Char('.') + column)));
        }
        m_to->append(m_interpreter, Value::of(made));
    }

    void takeIndex(const IndexHost& from)
    {
        const auto made = std::make_shared<IndexHost>(from.context());
        made->index = from.index;
        made->doubt = from.doubt;
        std::transform(from.elements.begin(), from.elements.end(), std::back_inserter(made->elements), key);
        m_to->append(m_interpreter, Value::of(made));
    }

    Interpreter& m_interpreter;
    TableHost& m_from;
    std::shared_ptr<TableHost> m_to;
    QString m_schema; ///< as asked for, before that of the MetaData
};

} // namespace

Value copyTable(TableHost& table, Interpreter& interpreter, const Arguments& arguments)
{
    const Value given = arguments.get(0, u"metadata");
    std::shared_ptr<MetadataHost> metadata = metadataHost(interpreter, given);
    if (!metadata)
        return Value::unknown(doubtOf(interpreter, given));
    return TableCopier(interpreter, table, std::move(metadata)).copy(arguments);
}

} // namespace espalier::operations
