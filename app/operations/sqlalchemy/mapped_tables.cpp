#include "operations/sqlalchemy/metadata.h"
#include "operations/sqlalchemy/orm.h"

#include <QSet>

// The tables of a MetaData, part by part: what of one is not known does not take the rest with it.

namespace espalier::operations {

namespace {

class TableDescription {
public:
    TableDescription(Interpreter& interpreter, TableHost& host)
        : m_interpreter(interpreter)
        , m_host(host)
    { }

    MappedTable take()
    {
        m_made.className = m_host.className;
        m_made.at = { m_host.definedAt.file, m_host.definedAt.line };
        const DoubtPtr nameDoubt = m_host.nameDoubt ? m_host.nameDoubt : spelling(m_host.name.identifier());
        m_made.isNameKnown = !nameDoubt;
        m_made.isOpen = m_host.openDoubt || m_host.foreignBase;
        m_made.existence = m_host.existenceDoubt;
        gap({}, m_host.foreignBase);
        gap({}, nameDoubt);
        gap({}, m_host.openDoubt ? m_host.openDoubt : m_host.doubt);
        schema::Table table;
        table.name = m_host.name;
        table.comment = m_host.comment;
        table.prefixes = m_host.prefixes;
        table.options = m_host.options;
        for (const auto& column : m_host.columns)
            takeColumn(table, *column);
        for (const Value& value : m_host.constraints) {
            const auto host = value.as<ConstraintHost>();
            Known<schema::Constraint> known = definition(m_interpreter, *host, m_host.defaultSchema());
            for (qsizetype i = 0; m_host.metadata && i < known.value.targetColumns.size(); ++i)
                if (!host->isLinkedToName && !host->targets[size_t(i)].as<ColumnHost>())
                    known.value.targetColumns[i]
                        = m_host.metadata
                              ->named(known.value.target.key() + QLatin1Char('.') + known.value.targetColumns[i])
                              .section(QLatin1Char('.'), -1);
            take(known, table.constraints);
        }
        for (const auto& index : m_host.indexes) {
            const Known<schema::Index> known = definition(m_interpreter, *index);
            take(known, table.indexes);
        }
        const Known<schema::NamingConvention> convention = m_host.convention(m_interpreter);
        gap({}, convention.doubt);
        m_made.table = schema::declared(std::move(table), convention.value);
        return std::move(m_made);
    }

private:
    void gap(const QString& column, const DoubtPtr& why)
    {
        if (why)
            m_made.gaps.push_back({ column, why });
    }

    template <typename Part> void take(const Known<Part>& known, std::vector<Part>& into)
    {
        gap({}, known.doubt);
        if (known)
            into.push_back(known.value);
    }

    /// Why it is not known how the database spells a name that is never quoted.
    DoubtPtr spelling(const schema::Identifier& name) const
    {
        const bool isFolded = name.quoting == schema::Quoting::Never && name.toLower() != name;
        return isFolded ? doubtOf(m_interpreter, textValue(name)) : nullptr;
    }

    void takeColumn(schema::Table& table, const ColumnHost& host)
    {
        const DoubtPtr nameDoubt = host.nameDoubt ? host.nameDoubt : spelling(host.name());
        gap(host.name(), nameDoubt);
        if (nameDoubt) {
            m_made.isOpen = true;
            return;
        }
        schema::Column column = host.column;
        column.type = host.effectiveType();
        gap(host.name(), host.typeDoubt);
        gap(host.name(), host.doubt);
        if (host.typeDoubt)
            column.type = {};
        for (const auto& reference : host.foreignKeys) {
            Known<schema::ColumnForeignKey> known = reference->resolved(m_interpreter, m_host.defaultSchema());
            if (m_host.metadata && !reference->column && !reference->isLinkedToName)
                known.value.target = m_host.metadata->named(known.value.target);
            gap(host.name(), known.doubt);
            if (known)
                column.foreignKeys.push_back(known.value);
        }
        for (const Value& check : host.checks) {
            const Known<schema::Constraint> known = asConstraint(m_interpreter, host.context(), check);
            gap(host.name(), known.doubt);
            if (known)
                column.checks.push_back(known.value);
        }
        table.columns.push_back(std::move(column));
    }

    Interpreter& m_interpreter;
    TableHost& m_host;
    MappedTable m_made;
};

/// The sequences that create_all() makes. A database that counts by itself needs no optional one.
void takeSequences(const MetadataHost& metadata, MappedTables& all)
{
    std::vector<std::shared_ptr<ValueSourceHost>> sequences = metadata.sequences;
    for (const auto& table : metadata.tables)
        for (const auto& column : table->columns)
            if (column->sequence && !table->existenceDoubt)
                sequences.push_back(column->sequence);
    QSet<QString> taken;
    for (const auto& one : sequences) {
        if (one->isOptional)
            continue;
        note(all.doubt, one->doubt);
        const QString key = one->sequence.name.key();
        if (!one->doubt && !taken.contains(key))
            all.sequences.push_back(one->sequence);
        taken.insert(key);
    }
}

} // namespace

std::optional<size_t> mappedTableCount(Interpreter& interpreter, const Value& metadata)
{
    const std::shared_ptr<MetadataHost> host = metadataHost(interpreter, metadata);
    return host ? std::optional(host->tables.size()) : std::nullopt;
}

std::optional<MappedTables> mappedTables(Interpreter& interpreter, const Value& metadata)
{
    const std::shared_ptr<MetadataHost> host = metadataHost(interpreter, metadata);
    if (!host)
        return std::nullopt;
    MappedTables all;
    all.doubt = host->doubt;
    for (const auto& table : host->tables)
        all.tables.push_back(TableDescription(interpreter, *table).take());
    takeSequences(*host, all);
    return all;
}

std::vector<Value> allMetadata(SqlalchemyContext& context)
{
    std::vector<Value> all;
    for (const auto& object : context.circles())
        if (const auto host = std::dynamic_pointer_cast<MetadataHost>(object.lock()))
            all.push_back(Value::of(host));
    return all;
}

} // namespace espalier::operations
