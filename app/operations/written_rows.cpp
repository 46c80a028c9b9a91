#include "operations/written_rows.h"

namespace espalier::operations {

namespace {

using schema::Expression;
using schema::Literal;
using schema::WrittenRows;
using schema::WrittenValue;

bool isOfClass(const schema::SqlType& type, const char* words)
{
    return QString::fromLatin1(words).split(QLatin1Char(' ')).contains(type.name.section(QLatin1Char('.'), -1));
}

/// As the column's type hands it to the driver.
WrittenValue handedOver(const Literal& value, const schema::SqlType& type)
{
    using Kind = WrittenValue::Kind;
    if (value.isNone())
        return { Kind::Literal, value };
    if (isOfClass(type, "JSON JSONB")) // whatever it is, json.dumps() makes it text
        return { Kind::Literal, Literal::sequence(Literal::Kind::Dict, {}) };
    if (isOfClass(type, "Boolean BOOLEAN") && value.kind == Literal::Kind::Integer)
        return { Kind::Literal, Literal::boolean(value.integer != 0) };
    const bool isComposite = value.kind == Literal::Kind::Dict || value.kind == Literal::Kind::List;
    return { isComposite ? Kind::Expression : Kind::Literal, value };
}

WrittenValue writtenOf(const schema::Assignment& one)
{
    using Kind = WrittenValue::Kind;
    switch (one.value.kind()) {
    case Expression::Kind::Literal:
        return handedOver(one.value.value(), one.value.type().isNull() ? one.type : one.value.type());
    case Expression::Kind::Bind:
        return one.value.hasValue() ? handedOver(one.value.value(), one.type) : WrittenValue();
    case Expression::Kind::Null:
        return { Kind::Literal, Literal::none() };
    case Expression::Kind::True:
    case Expression::Kind::False:
        return { Kind::Literal, Literal::boolean(one.value.is(Expression::Kind::True)) };
    case Expression::Kind::Function:
        if (one.value.textOf() == QLatin1String("now") || one.value.textOf() == QLatin1String("current_timestamp"))
            return { Kind::Made,
                Literal::ofKind(Literal::Kind::DateTime, QStringLiteral("2000-01-01T00:00:00+00:00")) };
        return {};
    default:
        return {};
    }
}

std::vector<WrittenValue> writtenRow(const std::vector<schema::Assignment>& assignments)
{
    std::vector<WrittenValue> row;
    for (const schema::Assignment& one : assignments)
        row.push_back(writtenOf(one));
    return row;
}

QStringList writtenColumns(const std::vector<schema::Assignment>& assignments)
{
    QStringList columns;
    for (const schema::Assignment& one : assignments)
        columns.append(one.column);
    return columns;
}

} // namespace

std::optional<schema::TouchRows> touchOf(const schema::Statement& statement)
{
    if (const auto* insert = std::get_if<schema::Insert>(&statement))
        return schema::TouchRows{ QStringLiteral("insert"), insert->table };
    if (const auto* update = std::get_if<schema::Update>(&statement))
        return schema::TouchRows{ QStringLiteral("update"), update->table };
    if (const auto* removal = std::get_if<schema::Delete>(&statement))
        return schema::TouchRows{ QStringLiteral("delete"), removal->table };
    return std::nullopt;
}

std::shared_ptr<const WrittenRows> writtenRows(const schema::Statement& statement)
{
    auto written = std::make_shared<WrittenRows>();
    if (const auto* insert = std::get_if<schema::Insert>(&statement)) {
        written->isOfQuery = insert->from != nullptr;
        written->skipsDoubles = insert->onConflict.has_value();
        written->columns
            = insert->from || insert->rows.empty() ? insert->columns : writtenColumns(insert->rows.front());
        for (const auto& row : insert->rows) {
            if (writtenColumns(row) != written->columns)
                return nullptr;
            written->rows.push_back(writtenRow(row));
        }
        if (!insert->from && insert->rows.empty())
            written->rows.emplace_back(); // DEFAULT VALUES
        return written;
    }
    if (const auto* update = std::get_if<schema::Update>(&statement)) {
        written->isOfAll = !update->where && update->from.empty();
        written->columns = writtenColumns(update->values);
        written->rows.push_back(writtenRow(update->values));
        return written;
    }
    if (const auto* removal = std::get_if<schema::Delete>(&statement)) {
        written->isOfAll = !removal->where && removal->from.empty();
        return written;
    }
    return nullptr;
}

} // namespace espalier::operations
