#include "schema/applier.h"
#include "schema/kept_statement.h"

#include "schema/column_use.h"

#include <algorithm>

// Tables as a whole.

namespace espalier::schema {

namespace {

ObjectName parentOf(const QString& owner)
{
    const QString table = owner.section(QLatin1Char('.'), 0, -2);
    return { table.section(QLatin1Char('.'), 0, -2), table.section(QLatin1Char('.'), -1) };
}

bool isTypeOrUnique(const Constraint& constraint) { return constraint.kind != Constraint::Kind::PrimaryKey; }

} // namespace

bool Applier::isVersionTable(const ObjectName& name) const
{
    return m_state.key(name) == m_state.key(m_options.versionTable) && !m_state.table(name);
}

void Applier::assume(const ObjectName& name)
{
    const ObjectName key = m_state.key(name);
    m_state.assume(key);
    m_outcome.assumed.push_back(key);
}

std::optional<Table> Applier::tableToChange(const ObjectName& name)
{
    if (const Table* table = m_state.table(name))
        return *table;
    if (isVersionTable(name) || m_rules.isSystem(name) || m_state.view(name)) {
        m_outcome.effect = Effect::NotHeld;
        return {};
    }
    fault(FaultKind::TableMissing, m_state.key(name));
    assume(name);
    return *m_state.table(name);
}

Column* Applier::find(Table& table, const QString& column) const
{
    if (Column* exact = table.column(column))
        return exact;
    const QString cut = m_rules.storedName({ column, false }, NameKind::Column).text;
    if (cut != column)
        return find(table, cut);
    if (!facts().foldsColumns)
        return nullptr;
    const auto found = std::find_if(table.columns.begin(), table.columns.end(),
        [&](const Column& one) { return one.name.compare(column, Qt::CaseInsensitive) == 0; });
    return found == table.columns.end() ? nullptr : &*found;
}

void Applier::expectColumns(Table& table, QStringList& columns)
{
    for (QString& name : columns) {
        if (const Column* column = find(table, name)) {
            name = column->name;
        } else if (m_state.isIncomplete(table.name)) {
            Column unknown;
            unknown.name = name;
            table.columns.push_back(std::move(unknown));
        } else {
            fault(FaultKind::ColumnMissing, table.name, name);
        }
    }
}

void Applier::put(Table table)
{
    m_rules.settle(table);
    const Table* before = m_state.table(table.name);
    if (!before || before->columns != table.columns || before->constraints != table.constraints)
        table.options.remove(keptStatementOption());
    m_state.put(std::move(table));
}

/// What a declared table's parts are on this database: its own checks, no others, and all of them the table's.
void Applier::settleParts(Table& table)
{
    std::vector<Constraint> constraints;
    for (Column& column : table.columns) {
        for (Constraint& check : column.checks) {
            check.columns = { column.name };
            constraints.push_back(std::move(check));
        }
        column.checks.clear();
    }
    for (Constraint& constraint : table.constraints) {
        const bool isLeftOut = constraint.useAlter && facts().addsConstraints;
        const bool isEmptyKey = constraint.kind == Constraint::Kind::PrimaryKey && constraint.columns.isEmpty();
        if (m_rules.isCreated(constraint) && !isLeftOut && !isEmptyKey)
            constraints.push_back(std::move(constraint));
    }
    table.constraints = std::move(constraints);
}

bool Applier::isNewTable(const CreateTable& change, const ObjectName& name)
{
    if (const Table* there = m_state.table(name)) {
        const bool isAssumed = schema().assumed.contains(there->name.key());
        if (isAssumed) // it must have been made later than its first use
            fault(FaultKind::TableExists, there->name, {}, Outcome::MayBeRefused);
        else
            faultUnless(change.ifNotExists, FaultKind::TableExists, there->name);
        return isAssumed;
    }
    if (!m_state.hasRelation(name.schema, name.name))
        return true;
    faultUnless(change.ifNotExists, FaultKind::TableExists, name);
    return false;
}

void Applier::expectType(const SqlType& type, const Table& table)
{
    const std::optional<EnumUse> use = m_rules.enumOf(type, table);
    if (!use || schema().enums.contains(m_state.key(use->type.name)))
        return;
    EnumType assumed = use->type;
    assumed.name = m_state.key(assumed.name);
    fault(FaultKind::EnumMissing, assumed.name);
    m_state.objects().put(std::move(assumed));
}

/// The enums of a new table: Alembic creates each that the run has not met yet.
void Applier::makeTypes(const Table& table)
{
    for (const Column& column : table.columns) {
        const std::optional<EnumUse> use = m_rules.enumOf(column.type, table);
        if (!use)
            continue;
        EnumType type = use->type;
        const QString memoKey = type.name.key();
        type.name = m_state.key(type.name);
        const bool isThere = schema().enums.contains(type.name);
        const bool isMet = m_options.memo ? m_options.memo->contains(memoKey) : isThere;
        if (!use->isMadeWithTable || isMet) {
            expectType(column.type, table);
            continue;
        }
        if (m_options.memo)
            m_options.memo->insert(memoKey);
        if (isThere)
            fault(FaultKind::EnumExists, type.name);
        else
            m_state.objects().put(std::move(type));
    }
}

void Applier::makeSequences(Table& table, Column& column)
{
    for (Sequence& sequence : m_rules.sequencesOf(table, column, m_state))
        m_state.objects().put(std::move(sequence));
}

void Applier::operator()(const CreateTable& change)
{
    Table table = change.table;
    table.name = m_state.key({ table.name.schema, stored({ table.name.name }, NameKind::Table, table.name) });
    if (!isNewTable(change, table.name))
        return;
    if (const auto refused = m_rules.refusal(change, &table))
        m_outcome.faults.push_back(*refused);
    if (!table.name.schema.isEmpty() && !schema().schemas.contains(table.name.schema)) { // env.py may have made it
        fault(FaultKind::SchemaMissing, { {}, table.name.schema }, {}, Outcome::MayBeRefused);
        m_state.objects().schemas.insert(table.name.schema);
    }
    const std::shared_ptr<const Table> assumed = schema().tables.value(table.name);
    if (assumed)
        m_state.remove(table.name);
    std::vector<Column> columns;
    for (Column& column : table.columns) {
        column.name = stored({ column.name }, NameKind::Column, table.name);
        const auto isSame
            = [&](const Column& other) { return m_state.folded(other.name) == m_state.folded(column.name); };
        if (std::any_of(columns.begin(), columns.end(), isSame))
            fault(FaultKind::ColumnExists, table.name, column.name);
        else if (!column.isSystem)
            columns.push_back(std::move(column));
    }
    table.columns = std::move(columns);
    settleParts(table);
    makeTypes(table);
    m_rules.settleCreated(table);
    for (Column& column : table.columns) {
        makeSequences(table, column);
        m_rules.settleColumn(column, table);
    }
    m_state.setIncomplete(table.name, change.isIncomplete);
    std::vector<Constraint> constraints = std::move(table.constraints);
    std::vector<Index> indexes = std::move(table.indexes);
    table.constraints.clear();
    table.indexes.clear();
    addParts(table, std::move(constraints), std::move(indexes));
    if (assumed)
        mergeAssumed(table, *assumed);
    put(std::move(table));
}

/// Keeps what earlier changes gave to a table that was only assumed.
void Applier::mergeAssumed(Table& table, const Table& assumed)
{
    for (const Column& column : assumed.columns)
        if (!find(table, column.name) && !column.type.isNull())
            table.columns.push_back(column);
    for (const Constraint& constraint : assumed.constraints)
        if (isTypeOrUnique(constraint) && !place(table, { table.name, constraint.name, constraint.kind }))
            table.constraints.push_back(constraint);
    for (const Index& index : assumed.indexes)
        if (!indexPlace(table, index.name.text))
            table.indexes.push_back(index);
}

void Applier::removeOwnedSequences(const QString& owner)
{
    auto& sequences = m_state.objects().sequences;
    const auto isOwned = [&](const Sequence& sequence) {
        return sequence.ownedBy == owner || parentOf(sequence.ownedBy).key() == owner;
    };
    QList<ObjectName> gone;
    for (const auto& sequence : schema().sequences)
        if (!sequence->ownedBy.isEmpty() && isOwned(*sequence))
            gone.append(sequence->name);
    for (const ObjectName& name : gone)
        sequences.remove(name);
}

/// Views that speak of the table (and column, where there is one). Their text is read word by word only.
void Applier::dropViewsOn(const ObjectName& table, const QString& column, bool cascade)
{
    QList<ObjectName> users;
    for (const auto& view : schema().views)
        if (mentions(view->definition, table.name) && (column.isEmpty() || mentions(view->definition, column)))
            users.append(view->name);
    for (const ObjectName& name : users) {
        if (facts().holdsViewSources && cascade) {
            m_state.objects().views.remove(name);
            dropViewsOn(name, {}, cascade);
        } else if (facts().holdsViewSources)
            fault(FaultKind::StillReferenced, table, name.key(), Outcome::MayBeRefused);
    }
}

/// Partitions go with their table; tables that inherit from it hold it.
void Applier::dropChildren(const ObjectName& table, bool cascade)
{
    for (const std::shared_ptr<const Table>& child : schema().tables.values()) {
        const std::vector<ObjectName> parents = m_rules.parentsOf(*child);
        const bool isChild = std::any_of(
            parents.begin(), parents.end(), [&](const ObjectName& one) { return m_state.key(one) == table; });
        if (!isChild || !schema().tables.contains(child->name))
            continue;
        if (cascade || m_rules.isPartition(*child))
            (*this)(DropTable{ child->name, true, cascade });
        else
            fault(FaultKind::StillReferenced, table, child->name.key());
    }
}

void Applier::dropReferences(
    const ObjectName& table, const std::function<bool(const Constraint&)>& isHeld, bool cascade)
{
    if (!facts().holdsTargets || m_options.copiesTable)
        return;
    for (const ObjectName& name : m_state.tablesReferencing(table)) {
        Table other = *m_state.table(name);
        std::vector<Constraint> kept;
        for (Constraint& constraint : other.constraints) {
            const bool isReference = constraint.kind == Constraint::Kind::ForeignKey
                && m_state.key(constraint.target) == table && isHeld(constraint);
            if (!isReference)
                kept.push_back(std::move(constraint));
            else if (!cascade)
                fault(FaultKind::StillReferenced, table, name.key());
        }
        if (kept.size() == other.constraints.size())
            continue;
        other.constraints = std::move(kept);
        m_state.put(std::move(other));
    }
}

void Applier::operator()(const DropTable& change)
{
    const Table* table = m_state.table(change.table);
    if (!table) {
        faultUnless(
            change.ifExists || isVersionTable(change.table), FaultKind::TableMissing, m_state.key(change.table));
        return;
    }
    const ObjectName name = table->name;
    const bool cascade = change.cascade && facts().cascades;
    dropReferences(
        name, [](const Constraint&) { return true; }, cascade);
    dropViewsOn(name, {}, cascade);
    dropChildren(name, cascade);
    removeOwnedSequences(name.key());
    auto& others = m_state.objects().others;
    for (const OpaqueKey& key : schema().others.keys())
        if (key.table == name.key())
            others.remove(key);
    m_state.remove(name);
}

void Applier::renameReferences(const ObjectName& from, const ObjectName& to)
{
    for (const ObjectName& name : m_state.tablesReferencing(from)) {
        Table other = *m_state.table(name);
        for (Constraint& constraint : other.constraints)
            if (m_state.key(constraint.target) == from)
                constraint.target = to;
        m_state.put(std::move(other));
    }
    auto& objects = m_state.objects();
    for (const std::shared_ptr<const Sequence>& sequence : schema().sequences.values()) {
        if (sequence->ownedBy.isEmpty() || parentOf(sequence->ownedBy) != from)
            continue;
        Sequence moved = *sequence;
        moved.ownedBy = to.key() + QLatin1Char('.') + sequence->ownedBy.section(QLatin1Char('.'), -1);
        objects.put(std::move(moved));
    }
    for (const std::shared_ptr<const OpaqueObject>& object : schema().others.values()) {
        if (object->table != from.key())
            continue;
        OpaqueObject moved = *object;
        objects.others.remove({ object->kind, object->name, object->table });
        moved.table = to.key();
        moved.definition = renamedTableInSql(object->definition, from, to);
        objects.put(std::move(moved));
    }
}

void Applier::operator()(const RenameTable& change)
{
    if (change.ifExists && !m_state.table(change.table))
        return nothing();
    if (renameView({ {}, change.table, {}, change.newName, false }))
        return;
    const ObjectName key = m_state.key(change.table);
    for (const std::shared_ptr<const Table>& table : schema().tables.values())
        for (const Index& index : table->indexes) // which is a relation too
            if (facts().indexesAreRelations && facts().renamesConstraints && !m_state.table(key)
                && table->name.schema == key.schema && index.name.text == key.name)
                return (*this)(RenameIndex{ key, change.newName.name });
    std::optional<Table> table = tableToChange(change.table);
    if (!table)
        return;
    const ObjectName from = table->name;
    const ObjectName to
        = m_state.key({ change.newName.schema, stored({ change.newName.name }, NameKind::Table, change.newName) });
    if (from == to || m_state.hasRelation(to.schema, to.name))
        return faultUnless(false, FaultKind::TableExists, to);
    const bool isAssumed = schema().assumed.contains(from.key());
    const bool isIncomplete = m_state.isIncomplete(from);
    renameReferences(from, to);
    m_state.remove(from);
    table->name = to;
    for (Constraint& constraint : table->constraints)
        if (m_state.key(constraint.target) == from)
            constraint.target = to;
    m_rules.settleRenamed(*table, from);
    m_state.put(std::move(*table));
    m_state.setIncomplete(to, isIncomplete);
    if (isAssumed)
        m_state.objects().assumed.insert(to.key());
}

void Applier::operator()(const SetTableComment& change)
{
    std::optional<Table> table = tableToChange(change.table);
    if (!table)
        return;
    table->comment = change.comment;
    m_state.put(std::move(*table));
}

} // namespace espalier::schema
