#include "schema/applier.h"

#include "schema/column_use.h"

#include <algorithm>

// Columns.

namespace espalier::schema {

void Applier::operator()(const ColumnAddition& change)
{
    if (change.ifTableExists && !m_state.table(change.table))
        return nothing();
    std::optional<Table> table = tableToChange(change.table);
    if (!table)
        return;
    if (const Column* there = find(*table, change.column.name))
        if (!there->type.isNull() || !m_state.isIncomplete(table->name))
            return faultUnless(change.ifNotExists, FaultKind::ColumnExists, table->name, there->name);
    if (const auto refused = m_rules.refusal(change, &*table); refused && !m_options.copiesTable)
        m_outcome.faults.push_back(*refused);
    Table alone;
    alone.name = table->name;
    alone.columns.push_back(change.column);
    alone.columns.front().name = stored({ change.column.name }, NameKind::Column, table->name);
    alone = declared(std::move(alone), change.convention);
    expectType(change.column.type, alone);
    settleParts(alone);
    Column& column = alone.columns.front();
    const std::vector<Sequence> sequences = m_rules.sequencesOf(alone, column, m_state);
    for (const Sequence& sequence : sequences)
        m_state.objects().put(sequence);
    m_rules.settleColumn(column, alone);
    if (column.isPrimaryKey && !change.inlinePrimaryKey) { // Alembic writes no PRIMARY KEY here
        column.nullable = column.isNullable();
        column.isPrimaryKey = false;
        if (!sequences.empty() && !column.identity)
            column.serverDefault = Expression::nextValue(sequences.front().name);
        column.autoIncrement = Column::AutoIncrement::No;
        alone.constraints.erase(std::remove_if(alone.constraints.begin(), alone.constraints.end(),
                                    [](const Constraint& c) { return c.kind == Constraint::Kind::PrimaryKey; }),
            alone.constraints.end());
    }
    if (Column* placeholder = find(*table, column.name)) { // of an assumed table, named by somebody else before
        *placeholder = column;
    } else {
        table->columns.reserve(table->columns.size() + 1); // many tables are kept
        table->columns.push_back(column);
    }
    addParts(*table, std::move(alone.constraints), std::move(alone.indexes));
    put(std::move(*table));
}

void Applier::operator()(const DropColumn& change)
{
    if ((change.ifExists || change.ifTableExists) && !m_state.table(change.table))
        return nothing();
    std::optional<Table> table = tableToChange(change.table);
    if (!table)
        return;
    const Column* column = find(*table, change.column);
    if (!column) {
        const bool isFine = change.ifExists || m_state.isIncomplete(table->name);
        return faultUnless(isFine, FaultKind::ColumnMissing, table->name, change.column);
    }
    const QString name = column->name;
    const bool cascade = change.cascade && facts().cascades;
    const auto isHeld = [&](const Constraint& key) { return key.targetColumns.contains(name); };
    dropReferences(table->name, isHeld, cascade);
    dropViewsOn(table->name, name, cascade);
    for (const Constraint& own : table->constraints) // a table that points to itself
        if (facts().holdsTargets && own.kind == Constraint::Kind::ForeignKey && own.target == table->name && isHeld(own)
            && !own.columns.contains(name) && !cascade && !m_options.copiesTable)
            fault(FaultKind::StillReferenced, table->name, own.name.text);
    for (const Column& other : table->columns)
        if (other.computed && mentions(other.computed->expression, name) && !cascade)
            fault(FaultKind::StillReferenced, table->name, other.name);
    table->constraints.erase(std::remove_if(table->constraints.begin(), table->constraints.end(),
                                 [&](const Constraint& own) {
                                     return own.kind == Constraint::Kind::ForeignKey && own.target == table->name
                                         && isHeld(own);
                                 }),
        table->constraints.end());
    for (const ColumnHold& hold : m_rules.dropColumn(*table, name))
        if (!m_options.copiesTable)
            fault(FaultKind::StillReferenced, table->name, hold.holder.isEmpty() ? name : hold.holder, hold.outcome);
    removeOwnedSequences(table->name.key() + QLatin1Char('.') + name);
    m_state.put(std::move(*table));
}

void Applier::renameTargetColumns(const ObjectName& table, const QString& from, const QString& to)
{
    for (const ObjectName& name : m_state.tablesReferencing(table)) {
        Table other = *m_state.table(name);
        for (Constraint& constraint : other.constraints)
            for (QString& column : constraint.targetColumns)
                if (column == from && m_state.key(constraint.target) == table)
                    column = to;
        m_state.put(std::move(other));
    }
    const QString owner = table.key() + QLatin1Char('.');
    for (const std::shared_ptr<const Sequence>& sequence : schema().sequences.values()) {
        if (sequence->ownedBy != owner + from)
            continue;
        Sequence moved = *sequence;
        moved.ownedBy = owner + to;
        m_state.objects().put(std::move(moved));
    }
}

void Applier::renameColumnOf(Table& table, const ColumnChange& change)
{
    const QString from = find(table, change.column)->name;
    const QString to = stored({ change.newName }, NameKind::Column, table.name);
    if (from == to)
        return;
    if (const Column* there = find(table, to); there && there->name != from)
        return fault(FaultKind::ColumnExists, table.name, to);
    if (!m_options.copiesTable) // what refers to a copy keeps its text
        renameTargetColumns(table.name, from, to);
    renameColumn(table, from, to);
}

/// The CHECK of the old type goes, that of the new one comes: by the name that they have in a table of their own.
void Applier::changeTypeCheck(Table& table, const ColumnChange& change)
{
    if (!change.type)
        return;
    const auto checkOf = [&](const SqlType& type) {
        Table alone;
        alone.name = table.name;
        Column column;
        column.name = change.column;
        column.type = type;
        alone.columns.push_back(std::move(column));
        alone = declared(std::move(alone), change.convention);
        settleParts(alone);
        return alone.constraints;
    };
    for (const Constraint& old : change.existingType ? checkOf(*change.existingType) : std::vector<Constraint>{})
        if (const auto position = place(table, { table.name, old.name, Constraint::Kind::Check }))
            table.constraints.erase(table.constraints.begin() + static_cast<std::ptrdiff_t>(*position));
    addParts(table, checkOf(*change.type), {});
}

void Applier::operator()(const ColumnChange& change)
{
    if (change.ifTableExists && !m_state.table(change.table))
        return nothing();
    std::optional<Table> table = tableToChange(change.table);
    if (!table)
        return;
    Column* column = find(*table, change.column);
    if (!column) {
        if (!m_state.isIncomplete(table->name))
            return faultUnless(false, FaultKind::ColumnMissing, table->name, change.column);
        Column assumed;
        assumed.name = change.column;
        assumed.nullable = change.existingNullable;
        if (change.existingType)
            assumed.type = *change.existingType;
        if (const auto* value = std::get_if<Expression>(&change.existingServerDefault))
            assumed.serverDefault = *value;
        table->columns.push_back(std::move(assumed));
        column = &table->columns.back();
    }
    if (const auto refused = m_rules.refusal(change, &*table); refused && !m_options.copiesTable)
        m_outcome.faults.push_back(*refused);
    if (change.type)
        expectType(*change.type, *table);
    if (change.nullable.value_or(false) && column->isPrimaryKey && facts().refusesNullableKeys)
        fault(FaultKind::InPrimaryKey, table->name, column->name);
    m_rules.changeColumn(*column, change);
    if (column->isPrimaryKey && facts().keysStayNotNull)
        column->nullable = false;
    changeTypeCheck(*table, change);
    if (!change.newName.isEmpty())
        renameColumnOf(*table, change);
    put(std::move(*table));
}

} // namespace espalier::schema
