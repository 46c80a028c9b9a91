#include "schema/applier.h"

#include "schema/column_use.h"

#include <algorithm>

// Indexes.

namespace espalier::schema {

namespace {

QString indexKind() { return QStringLiteral("index"); }

} // namespace

std::optional<size_t> Applier::indexPlace(const Table& table, const QString& name) const
{
    for (size_t i = 0; i < table.indexes.size(); ++i)
        if (m_state.folded(table.indexes[i].name.text) == m_state.folded(name))
            return i;
    return {};
}

std::optional<size_t> Applier::keyPlace(const Table& table, const QString& indexName) const
{
    for (size_t i = 0; i < table.constraints.size(); ++i) {
        const Constraint& constraint = table.constraints[i];
        const bool isKey
            = constraint.kind != Constraint::Kind::ForeignKey && constraint.kind != Constraint::Kind::Check;
        if (isKey && !constraint.name.isEmpty() && m_state.folded(constraint.name.text) == m_state.folded(indexName))
            return i;
    }
    return {};
}

bool Applier::isFree(const Index& index, const Table& others)
{
    const bool isInTable = indexPlace(others, index.name.text).has_value()
        || ((facts().uniquesAreIndexes || facts().keysAreRelations) && keyPlace(others, index.name.text).has_value());
    const bool isInSchema = facts().indexes == SchemaFacts::Scope::Schema
        && (m_state.hasRelation(others.name.schema, index.name.text)
            || (facts().indexesAreRelations && others.name.name == index.name.text));
    if (!isInTable && !isInSchema)
        return true;
    fault(FaultKind::IndexExists, others.name, index.name.text);
    return false;
}

void Applier::operator()(const CreateIndex& change)
{
    if (const View* view = m_state.view(change.table)) { // a materialized one
        m_state.objects().put(
            OpaqueObject{ indexKind(), { view->name.schema, change.index.name.text }, view->name.key(), {} });
        return;
    }
    std::optional<Table> table = tableToChange(change.table);
    if (!table)
        return;
    if (change.ifNotExists && !change.index.name.isEmpty()) {
        Index wanted = change.index;
        wanted.name.text = m_rules.storedName(wanted.name, NameKind::Index).text;
        const size_t faults = m_outcome.faults.size();
        const bool isThere = !isFree(wanted, *table);
        m_outcome.faults.resize(faults);
        if (isThere)
            return nothing();
    }
    addParts(*table, {}, { change.index });
    put(std::move(*table));
}

const Table* Applier::tableOfIndex(const ObjectName& table, const ObjectName& index) const
{
    const auto holds = [&](const Table& candidate) {
        return indexPlace(candidate, index.name).has_value() || keyPlace(candidate, index.name).has_value();
    };
    const Table* named = table.name.isEmpty() ? nullptr : m_state.table(table);
    if (named && (holds(*named) || facts().indexes == SchemaFacts::Scope::Table))
        return named;
    const QString schemaName = index.schema.isEmpty() ? table.schema : index.schema;
    const QList<ObjectName> owners = m_state.tablesWithIndex({ schemaName, index.name });
    return owners.isEmpty() ? named : m_state.table(owners.front());
}

void Applier::removeIndex(Table table, size_t position, bool cascade)
{
    const Table before = table;
    const QString name = table.indexes[position].name.text;
    table.indexes.erase(table.indexes.begin() + static_cast<std::ptrdiff_t>(position));
    checkHeldIndexes(before, table, name, cascade);
    m_state.put(std::move(table));
}

void Applier::operator()(const DropIndex& change)
{
    const ObjectName index{ change.index.schema,
        m_rules.storedName({ change.index.name, change.isConventional }, NameKind::Index).text };
    const bool cascade = change.cascade && facts().cascades;
    auto& others = m_state.objects().others;
    for (const OpaqueKey& key : schema().others.keys())
        if (key.kind == indexKind() && key.name.name == index.name) {
            others.remove(key);
            return;
        }
    const Table* table = tableOfIndex(change.table, index);
    if (!table && !change.table.name.isEmpty() && !change.ifExists && !isVersionTable(change.table)
        && facts().indexes == SchemaFacts::Scope::Table) {
        fault(FaultKind::TableMissing, m_state.key(change.table));
        return assume(change.table);
    }
    if (table) {
        if (const auto position = indexPlace(*table, index.name))
            return removeIndex(*table, *position, cascade);
        if (const auto position = keyPlace(*table, index.name)) {
            if (!facts().uniquesAreIndexes)
                fault(FaultKind::StillReferenced, index, table->constraints[*position].name.text);
            return removeConstraint(*table, *position, cascade);
        }
    }
    const bool isFine = change.ifExists || (table && m_state.isIncomplete(table->name));
    const bool mayBeElsewhere = !table && !schema().incomplete.isEmpty();
    faultUnless(isFine, FaultKind::IndexMissing, table ? table->name : m_state.key(change.table), index.name,
        mayBeElsewhere ? Outcome::MayBeRefused : Outcome::Refused);
}

void Applier::operator()(const RenameIndex& change)
{
    const Table* owner = tableOfIndex(change.table, change.index);
    const auto position = owner ? indexPlace(*owner, change.index.name) : std::nullopt;
    const auto key = owner && !position ? keyPlace(*owner, change.index.name) : std::nullopt;
    if (!position && !key) {
        const bool isFine = change.ifExists || (owner && m_state.isIncomplete(owner->name));
        return faultUnless(isFine, FaultKind::IndexMissing, change.index, change.index.name,
            schema().incomplete.isEmpty() ? Outcome::Refused : Outcome::MayBeRefused);
    }
    Table table = *owner;
    if (key) // the constraint has the name of its index
        return renameConstraint(std::move(table), *key, change.newName);
    Index renamed = table.indexes[*position];
    renamed.name = { stored({ change.newName, false }, NameKind::Index, table.name), false };
    table.indexes.erase(table.indexes.begin() + static_cast<std::ptrdiff_t>(*position));
    if (!isFree(renamed, table))
        return;
    table.indexes.insert(table.indexes.begin() + static_cast<std::ptrdiff_t>(*position), std::move(renamed));
    m_state.put(std::move(table));
}

} // namespace espalier::schema
