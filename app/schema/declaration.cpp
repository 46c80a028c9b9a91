#include "schema/table.h"

#include <algorithm>

// What SQLAlchemy's Table makes of its arguments. Constraints are printed in the order in which their objects came to
// be: the explicit ones exist before the table does, those that columns bring are made when each column is attached, in
// the order unique, checks of its type, foreign keys.

namespace espalier::schema {

namespace {

Constraint keyOf(const Table& table)
{
    Constraint key;
    key.kind = Constraint::Kind::PrimaryKey;
    key.isImplicit = true;
    for (const Column& column : table.columns)
        if (column.isPrimaryKey)
            key.columns.append(column.name);
    return key;
}

void settlePrimaryKey(Table& table)
{
    const auto isKey = [](const Constraint& c) { return c.kind == Constraint::Kind::PrimaryKey; };
    auto key = std::find_if(table.constraints.begin(), table.constraints.end(), isKey);
    if (key == table.constraints.end()) {
        Constraint implicit = keyOf(table);
        if (implicit.columns.isEmpty())
            return;
        table.constraints.insert(table.constraints.begin(), std::move(implicit));
        key = table.constraints.begin();
    } else if (key->columns.isEmpty()) {
        key->columns = keyOf(table).columns;
    }
    for (const QString& name : key->columns) {
        if (Column* column = table.column(name))
            column->isPrimaryKey = true;
    }
}

Constraint foreignKeyOf(const Column& column, const ColumnForeignKey& reference)
{
    Constraint constraint;
    constraint.kind = Constraint::Kind::ForeignKey;
    constraint.name = reference.name;
    constraint.columns = { column.name };
    const QString table = reference.target.section(QLatin1Char('.'), 0, -2);
    constraint.target = { table.section(QLatin1Char('.'), 0, -2), table.section(QLatin1Char('.'), -1) };
    constraint.targetColumns = { reference.target.section(QLatin1Char('.'), -1) };
    constraint.onDelete = reference.onDelete;
    constraint.onUpdate = reference.onUpdate;
    constraint.match = reference.match;
    constraint.initially = reference.initially;
    constraint.comment = reference.comment;
    constraint.deferrable = reference.deferrable;
    constraint.useAlter = reference.useAlter;
    constraint.options = reference.options;
    return constraint;
}

bool bringsCheck(const SqlType& type)
{
    if (type.enumeration)
        return type.enumeration->createConstraint;
    return type.flag("create_constraint");
}

/// Of the type itself and of each variant: which of them holds is known on a dialect only.
bool mayBringCheck(const SqlType& type)
{
    return bringsCheck(type)
        || (type.variants && std::any_of(type.variants->begin(), type.variants->end(), [](const TypeVariant& variant) {
               return bringsCheck(variant.type);
           }));
}

Constraint typeCheckOf(const Column& column)
{
    Constraint constraint;
    constraint.kind = Constraint::Kind::Check;
    constraint.columns = { column.name };
    constraint.isTypeBound = true;
    constraint.type = column.type;
    constraint.name.text
        = column.type.enumeration ? column.type.enumeration->name : column.type.option("name").toString();
    return constraint;
}

void expand(Table& table, const Column& column)
{
    if (column.isIndexed) {
        Index index;
        index.elements = { Expression::column(column.identifier()) };
        index.isUnique = column.isUnique;
        index.isFromColumn = true;
        table.indexes.push_back(std::move(index));
    } else if (column.isUnique) {
        Constraint unique;
        unique.kind = Constraint::Kind::Unique;
        unique.columns = { column.name };
        unique.isImplicit = true;
        table.constraints.push_back(std::move(unique));
    }
    if (mayBringCheck(column.type))
        table.constraints.push_back(typeCheckOf(column));
    for (const ColumnForeignKey& reference : column.foreignKeys)
        table.constraints.push_back(foreignKeyOf(column, reference));
}

} // namespace

Table declared(Table table, const NamingConvention& convention)
{
    settlePrimaryKey(table);
    for (size_t i = 0; i < table.columns.size(); ++i)
        expand(table, Column(table.columns[i]));
    for (Column& column : table.columns) {
        column.isUnique = column.isIndexed = false;
        column.foreignKeys.clear();
        for (Constraint& check : column.checks)
            check.name = conventionalName(check, table, convention);
    }
    for (Constraint& constraint : table.constraints)
        constraint.name = conventionalName(constraint, table, convention);
    for (Index& index : table.indexes)
        index.name = conventionalName(index, table, convention);
    return table;
}

} // namespace espalier::schema
