#include "schema/applier.h"

#include "schema/column_use.h"

#include <algorithm>

// Constraints, and what foreign keys and keys have to do with one another.

namespace espalier::schema {

namespace {

using ConstraintKind = Constraint::Kind;
using Scope = SchemaFacts::Scope;

bool hasOwnIndex(ConstraintKind kind)
{
    return kind == ConstraintKind::PrimaryKey || kind == ConstraintKind::Unique || kind == ConstraintKind::Exclusion;
}

template <typename Container> void eraseAt(Container& all, size_t position)
{
    all.erase(all.begin() + static_cast<std::ptrdiff_t>(position));
}

} // namespace

std::optional<size_t> Applier::place(const Table& table, const ConstraintReference& reference) const
{
    const bool isAnyKey = reference.kind == ConstraintKind::PrimaryKey && !facts().primaryKeyName.isEmpty();
    const QString name = m_state.folded(m_rules.storedName(reference.name, NameKind::Constraint).text);
    for (size_t i = 0; i < table.constraints.size(); ++i) {
        const Constraint& constraint = table.constraints[i];
        const bool isKind = !reference.kind || facts().constraintsShareNames || *reference.kind == constraint.kind;
        const bool isNamed = !constraint.name.isEmpty() && m_state.folded(constraint.name.text) == name;
        if (isAnyKey ? constraint.kind == ConstraintKind::PrimaryKey : isKind && isNamed)
            return i;
    }
    return {};
}

/// The part as it will stand in the table; none where it cannot be added.
std::optional<Constraint> Applier::prepared(Constraint constraint, Table& table)
{
    if (constraint.kind == ConstraintKind::PrimaryKey && table.primaryKey()) {
        fault(FaultKind::PrimaryKeyExists, table.name, constraint.name.text);
        return {};
    }
    if (constraint.kind == ConstraintKind::PrimaryKey && !facts().primaryKeyName.isEmpty())
        constraint.name = { facts().primaryKeyName, true };
    if (!constraint.name.isEmpty())
        constraint.name.text = stored(constraint.name, NameKind::Constraint, table.name);
    constraint.useAlter = false;
    expectColumns(table, constraint.columns);
    if (constraint.kind == ConstraintKind::ForeignKey)
        checkTarget(constraint, table);
    return constraint;
}

void Applier::checkTarget(Constraint& constraint, Table& own)
{
    constraint.target = m_state.key(constraint.target);
    const bool isOwn = constraint.target == own.name;
    const Table* there = isOwn ? &own : m_state.table(constraint.target);
    if (!facts().checksTargets && !there)
        return;
    if (!there) {
        if (isVersionTable(constraint.target))
            return;
        fault(FaultKind::TableMissing, constraint.target);
        assume(constraint.target);
        there = m_state.table(constraint.target);
    }
    constraint.target = there->name;
    Table target = *there;
    if (const Constraint* key = target.primaryKey(); constraint.targetColumns.isEmpty() && key)
        constraint.targetColumns = key->columns;
    if (!facts().checksTargets)
        return;
    const size_t faultsBefore = m_outcome.faults.size();
    expectColumns(target, constraint.targetColumns);
    const bool isKnown = !m_state.isIncomplete(target.name) && m_outcome.faults.size() == faultsBefore;
    if (isKnown && !m_rules.canBeTarget(target, constraint.targetColumns))
        fault(FaultKind::NotUnique, target.name, constraint.targetColumns.join(QStringLiteral(", ")));
    if (isOwn)
        own.columns = std::move(target.columns);
    else if (target.columns.size() != there->columns.size())
        m_state.put(std::move(target));
}

bool Applier::isFree(const Constraint& constraint, const Table& others)
{
    if (constraint.name.isEmpty())
        return true;
    const Scope scope = constraint.kind == ConstraintKind::ForeignKey ? facts().foreignKeys
        : constraint.kind == ConstraintKind::Check                    ? facts().checks
                                                                      : Scope::Table;
    if (facts().checks == Scope::Nowhere)
        return true;
    const QString name = m_state.folded(constraint.name.text);
    const bool isInTable
        = std::any_of(others.constraints.begin(), others.constraints.end(), [&](const Constraint& other) {
              return m_state.folded(other.name.text) == name
                  && (facts().constraintsShareNames || other.kind == constraint.kind);
          });
    const bool isIndexInTable = facts().uniquesAreIndexes && constraint.kind == ConstraintKind::Unique
        && indexPlace(others, constraint.name.text).has_value();
    const bool isInSchema
        = (scope == Scope::Schema && m_state.hasConstraint(others.name.schema, constraint.name.text, constraint.kind))
        || (facts().keysAreRelations && hasOwnIndex(constraint.kind)
            && m_state.hasRelation(others.name.schema, constraint.name.text));
    if (!isInTable && !isIndexInTable && !isInSchema)
        return true;
    fault(FaultKind::ConstraintExists, others.name, constraint.name.text);
    return false;
}

void Applier::enterKey(Table& table, const Constraint& key)
{
    for (const QString& name : key.columns) {
        Column* column = find(table, name);
        if (!column)
            continue;
        column->isPrimaryKey = true;
        if (column->nullable.value_or(false) && facts().keysStayNotNull)
            column->nullable = false;
    }
}

void Applier::leaveKey(Table& table, const Constraint& key)
{
    const QString owner = table.name.key() + QLatin1Char('.');
    for (const QString& name : key.columns) {
        Column* column = find(table, name);
        if (!column)
            continue;
        column->nullable = column->isNullable() || !facts().keysStayNotNull;
        column->isPrimaryKey = false;
        if (column->autoIncrement != Column::AutoIncrement::Yes || column->serverDefault)
            continue;
        for (const auto& sequence : schema().sequences) // what made the column's values goes on making them
            if (sequence->ownedBy == owner + name && !column->identity)
                column->serverDefault = Expression::nextValue(sequence->name);
    }
}

void Applier::addParts(Table& table, std::vector<Constraint> constraints, std::vector<Index> indexes)
{
    if (constraints.empty() && indexes.empty())
        return;
    const size_t firstConstraint = table.constraints.size();
    const size_t firstIndex = table.indexes.size();
    // keys first: foreign keys of the same statement may point to them
    std::stable_partition(constraints.begin(), constraints.end(),
        [](const Constraint& constraint) { return constraint.kind != ConstraintKind::ForeignKey; });
    for (Constraint& constraint : constraints) {
        if (std::optional<Constraint> part = prepared(std::move(constraint), table)) {
            if (part->kind == ConstraintKind::PrimaryKey)
                enterKey(table, *part);
            table.constraints.push_back(std::move(*part));
        }
    }
    for (Index& index : indexes) {
        if (!index.name.isEmpty())
            index.name.text = stored(index.name, NameKind::Index, table.name);
        for (Expression& element : index.elements) {
            QStringList column{ columnOf(element) };
            if (!column.front().isEmpty())
                expectColumns(table, column);
        }
        table.indexes.push_back(std::move(index));
    }
    m_rules.nameParts(table, m_state);
    std::vector<Constraint> newConstraints(
        table.constraints.begin() + static_cast<std::ptrdiff_t>(firstConstraint), table.constraints.end());
    std::vector<Index> newIndexes(table.indexes.begin() + static_cast<std::ptrdiff_t>(firstIndex), table.indexes.end());
    table.constraints.resize(firstConstraint);
    table.indexes.resize(firstIndex);
    for (Constraint& constraint : newConstraints)
        if (isFree(constraint, table))
            table.constraints.push_back(std::move(constraint));
    for (Index& index : newIndexes)
        if (isFree(index, table))
            table.indexes.push_back(std::move(index));
}

void Applier::operator()(const AddConstraint& change)
{
    if (change.ifTableExists && !m_state.table(change.table))
        return nothing();
    std::optional<Table> table = tableToChange(change.table);
    if (!table)
        return;
    const bool isThere = change.ifNotExists
        && place(*table, { table->name, change.constraint.name, change.constraint.kind }).has_value();
    if (isThere || !m_rules.isCreated(change.constraint))
        return nothing();
    if (const auto refused = m_rules.refusal(change, &*table); refused && !m_options.copiesTable)
        m_outcome.faults.push_back(*refused);
    Constraint constraint = change.constraint;
    m_rules.takeIndex(constraint, *table);
    addParts(*table, { constraint }, {});
    put(std::move(*table));
}

/// After an index or key is gone: whether a foreign key stood on it.
void Applier::checkHeldIndexes(const Table& before, const Table& after, const QString& dropped, bool cascade)
{
    if (m_options.copiesTable)
        return;
    if (const QString key = m_rules.lackingIndex(after); !key.isEmpty() && m_rules.lackingIndex(before).isEmpty())
        fault(FaultKind::StillReferenced, ObjectName{ before.name.schema, dropped }, key);
    const auto isHeld = [&](const Constraint& reference) {
        return m_rules.canBeTarget(before, reference.targetColumns)
            && !m_rules.canBeTarget(after, reference.targetColumns);
    };
    dropReferences(before.name, isHeld, cascade);
}

void Applier::removeConstraint(Table table, size_t position, bool cascade)
{
    const Table before = table;
    const Constraint gone = table.constraints[position];
    eraseAt(table.constraints, position);
    if (gone.kind == ConstraintKind::PrimaryKey)
        leaveKey(table, gone);
    if (hasOwnIndex(gone.kind))
        checkHeldIndexes(before, table, gone.name.text, cascade);
    m_state.put(std::move(table));
}

void Applier::operator()(const DropConstraint& change)
{
    const ConstraintReference& reference = change.reference;
    if ((change.ifExists || change.ifTableExists) && !m_state.table(reference.table))
        return nothing();
    std::optional<Table> table = tableToChange(reference.table);
    if (!table)
        return;
    if (const auto refused = m_rules.refusal(change, &*table); refused && !m_options.copiesTable)
        m_outcome.faults.push_back(*refused);
    if (m_options.copiesTable && reference.name.isEmpty() && reference.kind == ConstraintKind::Check) {
        std::erase_if(table->constraints,
            [](const Constraint& one) { return one.kind == ConstraintKind::Check && one.name.isEmpty(); });
        return m_state.put(std::move(*table));
    }
    if (const auto position = place(*table, reference))
        return removeConstraint(std::move(*table), *position, change.cascade && facts().cascades);
    const bool mayBeIndex = !reference.kind || *reference.kind == ConstraintKind::Unique;
    if (const auto position = indexPlace(*table, reference.name.text);
        position && facts().uniquesAreIndexes && mayBeIndex)
        return removeIndex(std::move(*table), *position, false);
    faultUnless(change.ifExists || m_state.isIncomplete(table->name), FaultKind::ConstraintMissing, table->name,
        reference.name.text);
}

void Applier::operator()(const RenameConstraint& change)
{
    if (change.ifTableExists && !m_state.table(change.table))
        return nothing();
    std::optional<Table> table = tableToChange(change.table);
    if (!table)
        return;
    if (const auto refused = m_rules.refusal(change, &*table); refused && !m_options.copiesTable)
        m_outcome.faults.push_back(*refused);
    const auto position = place(*table, { table->name, { change.name, false }, {} });
    if (!position)
        return faultUnless(m_state.isIncomplete(table->name), FaultKind::ConstraintMissing, table->name, change.name);
    renameConstraint(std::move(*table), *position, change.newName);
}

void Applier::renameConstraint(Table table, size_t position, const QString& newName)
{
    Constraint renamed = table.constraints[position];
    renamed.name.text = stored({ newName, false }, NameKind::Constraint, table.name);
    eraseAt(table.constraints, position);
    if (!isFree(renamed, table))
        return;
    table.constraints.insert(table.constraints.begin() + static_cast<std::ptrdiff_t>(position), std::move(renamed));
    m_state.put(std::move(table));
}

} // namespace espalier::schema
