#include "schema/difference_builder.h"

#include "schema/names_used.h"

#include <algorithm>

// Tables that come and go, with all that is theirs.

namespace espalier::schema {

namespace {

bool isReference(const Constraint& constraint) { return constraint.kind == Constraint::Kind::ForeignKey; }

DropConstraint dropOf(const ObjectName& table, const Constraint& constraint)
{
    DropConstraint drop;
    drop.reference = { table, constraint.name, constraint.kind };
    return drop;
}

AddConstraint additionOf(const ObjectName& table, const Constraint& constraint)
{
    AddConstraint addition;
    addition.table = table;
    addition.constraint = constraint;
    addition.constraint.useAlter = false;
    return addition;
}

CreateIndex additionOf(const ObjectName& table, const Index& index)
{
    CreateIndex creation;
    creation.table = table;
    creation.index = index;
    return creation;
}

DropIndex dropOf(const ObjectName& table, const Index& index)
{
    DropIndex drop;
    drop.table = table;
    drop.index = { table.schema, index.name.text };
    return drop;
}

Change dropOf(const Table& table)
{
    if (table.prefixes.contains(QLatin1String("FOREIGN"))) {
        DropOther foreign;
        foreign.kind = QStringLiteral("foreign table");
        foreign.name = table.name;
        return foreign;
    }
    DropTable drop;
    drop.table = table.name;
    return drop;
}

/// Parts of tables that come with another table than their own: what makes them and what takes them away.
struct Deferred {
    Changes made;
    Changes undone;
    /// What is of a parent's goes with that.
    template <typename Part> void add(const ObjectName& table, const Part& part, bool isInherited)
    {
        made.insert(made.begin(), additionOf(table, part)); // children's before their parents'
        if (!isInherited)
            undone.push_back(dropOf(table, part));
    }
};

} // namespace

/// Columns that a table has from its parents come as those have them: what makes them its own.
Changes DifferenceBuilder::ownOfInherited(const Table& table, const Schema& schema) const
{
    Changes changes;
    const std::vector<ObjectName> parents = m_rules.parentsOf(table);
    if (parents.empty())
        return changes;
    for (const Column& column : table.columns) {
        Column start = column;
        if (m_rules.isInherited(column))
            start.nullable = true;
        for (const ObjectName& name : parents) {
            const Table* parent = schema.table(name);
            const Column* from = parent ? parent->column(column.name) : nullptr;
            if (!from)
                continue;
            if (!from->isNullable())
                start.nullable = false;
            if (!column.serverDefault || m_rules.isInherited(column))
                start.serverDefault = from->serverDefault;
        }
        if (column.computed || column.identity || column.autoIncrement == Column::AutoIncrement::Yes)
            start.serverDefault = column.serverDefault;
        const Changes own = columnChanges(table, start, schema, table, column, schema);
        changes.insert(changes.end(), own.begin(), own.end());
    }
    return changes;
}

/// CREATE TABLE and what has to stand beside it.
Changes DifferenceBuilder::creation(const Table& table, const Schema& schema) const
{
    Changes changes;
    CreateTable creation;
    creation.table = table;
    creation.isIncomplete = isIncompleteIn(schema, table);
    Changes later;
    for (Column& column : creation.table.columns) {
        const Changes own = ownSequence(table, column, schema);
        later.insert(later.end(), own.begin(), own.end());
    }
    const Changes attachment = m_rules.attachment(table);
    if (attachment.empty()) {
        const Changes own = ownOfInherited(table, schema);
        later.insert(later.end(), own.begin(), own.end());
    }
    creation.table.indexes.clear();
    for (const Index& index : table.indexes)
        if (!m_rules.isCreatedWith(index, table))
            creation.table.indexes.push_back(index);
    // of equal keys one statement would make one
    Table settled = creation.table;
    m_rules.settleCreated(settled);
    std::vector<Constraint> kept;
    for (Constraint& constraint : creation.table.constraints) {
        constraint.useAlter = false;
        const bool isChecked = constraint.options.value(facts().dialect + QLatin1String("_not_valid")).toBool()
            && !m_rules.isInherited(constraint); // CREATE TABLE would make it valid
        const bool isKept = !isChecked
            && std::any_of(settled.constraints.begin(), settled.constraints.end(), [&](const Constraint& other) {
                   return other.name.text == constraint.name.text && other.kind == constraint.kind;
               });
        if (isKept)
            kept.push_back(std::move(constraint));
        else
            later.push_back(additionOf(table.name, constraint));
    }
    creation.table.constraints = std::move(kept);
    changes.push_back(std::move(creation));
    changes.insert(changes.end(), later.begin(), later.end());
    changes.insert(changes.end(), attachment.begin(), attachment.end());
    return changes;
}

/// Parts that wait for other tables: foreign keys that close a loop come with the table that they point to; what is of
/// a parent alone, and checks that nobody made sure of, with the last of its descendants.
void DifferenceBuilder::addTables(const std::vector<const Table*>& tables, const Schema& schema, Kind kind)
{
    std::vector<const Table*> order = inOrderOfReferences(tables, m_rules);
    QHash<ObjectName, size_t> places;
    for (size_t i = 0; i < order.size(); ++i)
        places.insert(order[i]->name, i);
    std::vector<size_t> last(order.size()); // the place of the last descendant
    for (size_t i = order.size(); i-- > 0;) {
        last[i] = std::max(last[i], i);
        for (const ObjectName& parent : m_rules.parentsOf(*order[i]))
            if (const auto place = places.constFind(parent); place != places.cend() && *place < i)
                last[*place] = std::max(last[*place], last[i]);
    }
    const auto comesWithParent = [&](const Constraint& constraint, const Table& table) {
        const auto parents = m_rules.parentsOf(table);
        return isUnsure(constraint) && m_rules.isInherited(constraint)
            && std::any_of(parents.begin(), parents.end(), [&](const ObjectName& parent) {
                   const auto place = places.constFind(parent);
                   const Constraint* same
                       = place == places.cend() ? nullptr : order[*place]->constraint(constraint.name.text);
                   return same && isUnsure(*same);
               });
    };
    std::vector<Changes> made(order.size());
    std::vector<Changes> undone(order.size());
    std::vector<Deferred> deferred(order.size());
    for (size_t i = 0; i < order.size(); ++i) {
        Table table = *order[i];
        std::vector<Constraint> kept;
        for (Constraint& constraint : table.constraints) {
            const auto target = isReference(constraint) ? places.constFind(constraint.target) : places.cend();
            const bool isInherited = m_rules.isInherited(constraint);
            if (target != places.cend() && *target > i && facts().checksTargets) {
                if (!isInherited)
                    deferred[*target].add(table.name, constraint, false);
            } else if (isLastOfAll(constraint) && (!isUnsure(constraint) || (!isInherited && last[i] > i))) {
                deferred[last[i]].add(table.name, constraint, isInherited);
            } else if (!comesWithParent(constraint, table)) {
                kept.push_back(std::move(constraint));
            }
        }
        table.constraints = std::move(kept);
        std::erase_if(table.indexes, [&](const Index& index) {
            if (isLastOfAll(index))
                deferred[last[i]].add(table.name, index, m_rules.comesByItself(index, table));
            return isLastOfAll(index);
        });
        made[i] = creation(table, schema);
        undone[i] = { dropOf(table) };
    }
    for (size_t i = 0; i < order.size(); ++i) {
        made[i].insert(made[i].end(), deferred[i].made.begin(), deferred[i].made.end());
        undone[i].insert(undone[i].begin(), deferred[i].undone.begin(), deferred[i].undone.end());
    }
    for (size_t i = 0; i < order.size(); ++i) {
        const size_t at = kind == Kind::Add ? i : order.size() - 1 - i;
        const ObjectName& name = order[at]->name;
        if (kind == Kind::Add)
            add(Phase::TablesAdded, kind, ObjectKind::Table, name, name, std::move(made[at]), std::move(undone[at]));
        else
            add(Phase::TablesRemoved, kind, ObjectKind::Table, name, name, std::move(undone[at]), std::move(made[at]));
    }
}

} // namespace espalier::schema
