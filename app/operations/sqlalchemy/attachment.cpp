#include "operations/sqlalchemy/table.h"

#include <algorithm>

// Constraints and indexes that are made of columns, outside a Table(…) (ColumnCollectionMixin._check_attach()).

namespace espalier::operations {

namespace {

std::vector<Value>& waitingParts(SqlalchemyContext& context, Interpreter& interpreter)
{
    const Value& all = context.only(
        QStringLiteral("parts of tables to come"), [] { return symbolic::makeList(std::vector<Value>()); });
    interpreter.touch(*all.as<symbolic::List>());
    return all.as<symbolic::List>()->items;
}

const std::vector<Value>& columnsOf(const Value& part)
{
    const auto index = part.as<IndexHost>();
    return index ? index->elements : part.as<ConstraintHost>()->columns;
}

std::shared_ptr<TableHost> ownTable(const ColumnHost& column)
{
    const auto table = std::dynamic_pointer_cast<TableHost>(column.parent.lock());
    return table && !table->isLight ? table : nullptr;
}

} // namespace

void attachByColumns(Interpreter& interpreter, const Value& part, const std::vector<Value>& columns)
{
    std::shared_ptr<TableHost> table;
    bool isOfOne = !columns.empty();
    bool isWaiting = false;
    for (const Value& value : columns) {
        const auto column = value.as<ColumnHost>();
        if (!column || column->isLight)
            return;
        const std::shared_ptr<TableHost> own = ownTable(*column);
        isWaiting = isWaiting || !own;
        isOfOne = isOfOne && own && (!table || own == table);
        table = own;
    }
    if (isOfOne)
        table->append(interpreter, part);
    else if (isWaiting)
        waitingParts(columns.front().as<ColumnHost>()->context(), interpreter).push_back(part);
}

void attachByExpression(Interpreter& interpreter, const Value& part, const Piece& expression)
{
    const auto table = expression.from.size() == 1
        ? std::dynamic_pointer_cast<const TableHost>(expression.from.front().identity)
        : nullptr;
    if (table && !table->isLight)
        std::const_pointer_cast<TableHost>(table)->append(interpreter, part);
}

void attachWaiting(Interpreter& interpreter, TableHost& table)
{
    std::vector<Value>& waiting = waitingParts(table.context(), interpreter);
    const auto isOfTable = [&](const Value& part) {
        const std::vector<Value>& columns = columnsOf(part);
        return std::all_of(columns.begin(), columns.end(),
            [&](const Value& column) { return ownTable(*column.as<ColumnHost>()).get() == &table; });
    };
    const auto ready = std::stable_partition(waiting.begin(), waiting.end(), std::not_fn(isOfTable));
    const std::vector<Value> parts(ready, waiting.end());
    waiting.erase(ready, waiting.end());
    for (const Value& part : parts)
        table.append(interpreter, part);
}

} // namespace espalier::operations
