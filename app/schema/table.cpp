#include "schema/table.h"

#include <algorithm>

namespace espalier::schema {

bool operator==(const Column& a, const Column& b)
{
    return a.name == b.name && a.type == b.type && a.nullable == b.nullable && a.serverDefault == b.serverDefault
        && a.isPrimaryKey == b.isPrimaryKey && a.autoIncrement == b.autoIncrement
        && a.hasClientDefault == b.hasClientDefault && a.sequence == b.sequence
        && a.isSequenceOptional == b.isSequenceOptional && a.identity == b.identity && a.computed == b.computed
        && a.comment == b.comment && a.options == b.options && a.isSystem == b.isSystem && a.isUnique == b.isUnique
        && a.isIndexed == b.isIndexed && a.foreignKeys == b.foreignKeys && a.checks == b.checks;
}

bool operator==(const Table& a, const Table& b)
{
    return a.name == b.name && a.columns == b.columns && a.constraints == b.constraints && a.indexes == b.indexes
        && a.comment == b.comment && a.prefixes == b.prefixes && a.options == b.options;
}

const Column* Table::column(const QString& columnName) const
{
    const auto found = std::find_if(
        columns.begin(), columns.end(), [&](const Column& candidate) { return candidate.name == columnName; });
    return found == columns.end() ? nullptr : &*found;
}

Column* Table::column(const QString& columnName)
{
    return const_cast<Column*>(std::as_const(*this).column(columnName));
}

const Constraint* Table::primaryKey() const
{
    const auto found = std::find_if(constraints.begin(), constraints.end(),
        [](const Constraint& candidate) { return candidate.kind == Constraint::Kind::PrimaryKey; });
    return found == constraints.end() ? nullptr : &*found;
}

const Constraint* Table::constraint(const QString& constraintName) const
{
    const auto found = std::find_if(constraints.begin(), constraints.end(),
        [&](const Constraint& candidate) { return candidate.name.text == constraintName; });
    return found == constraints.end() ? nullptr : &*found;
}

const Index* Table::index(const QString& indexName) const
{
    const auto found = std::find_if(
        indexes.begin(), indexes.end(), [&](const Index& candidate) { return candidate.name.text == indexName; });
    return found == indexes.end() ? nullptr : &*found;
}

bool hasOwnQuoting(const Table& table)
{
    return table.name.hasOwnQuoting()
        || std::any_of(table.columns.begin(), table.columns.end(),
            [](const Column& column) { return column.identifier().hasOwnQuoting(); });
}

namespace {

Expression withoutOwnQuoting(const Expression& expression)
{
    if (expression.is(Expression::Kind::Column) && expression.identifier().hasOwnQuoting())
        return Expression::column(expression.textOf(), expression.type(), expression.table());
    std::vector<Expression> operands;
    for (const Expression& operand : expression.operands())
        operands.push_back(withoutOwnQuoting(operand));
    return operands.empty() ? expression : expression.withOperands(std::move(operands));
}

} // namespace

Table withoutQuoting(Table table)
{
    table.name = { table.name.schema, table.name.name };
    for (Column& column : table.columns)
        column.quoting = Quoting::AsNeeded;
    for (Constraint& constraint : table.constraints) {
        constraint.name.quoting = Quoting::AsNeeded;
        constraint.quotings = {};
        for (ExclusionElement& element : constraint.elements)
            element.expression = withoutOwnQuoting(element.expression);
        if (constraint.condition)
            constraint.condition = withoutOwnQuoting(*constraint.condition);
    }
    for (Index& index : table.indexes) {
        index.name.quoting = Quoting::AsNeeded;
        for (Expression& element : index.elements)
            element = withoutOwnQuoting(element);
    }
    return table;
}

} // namespace espalier::schema
