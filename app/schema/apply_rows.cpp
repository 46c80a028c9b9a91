#include "schema/applier.h"

// Rows that are written, against the columns that they are written to. What rows there are nobody here knows.

namespace espalier::schema {

namespace {

bool fillsItself(const Column& column)
{
    return column.serverDefault || column.identity || column.computed || column.sequence
        || column.autoIncrement == Column::AutoIncrement::Yes;
}

} // namespace

void Applier::weighValue(const Table& table, const Column& column, const WrittenValue& value, Outcome whereRowsAre)
{
    using Kind = WrittenValue::Kind;
    const bool isNull
        = value.kind == Kind::Literal ? value.literal.isNone() : value.kind == Kind::Default && !fillsItself(column);
    if (isNull && !column.isNullable())
        return fault(FaultKind::NullRefused, table.name, column.name, whereRowsAre);
    if (isNull || value.kind == Kind::Default)
        return;
    if (value.kind == Kind::Expression || column.computed || (column.identity && column.identity->always))
        return fault(FaultKind::ValueUnknown, table.name, column.name, Outcome::MayBeRefused);
    switch (m_rules.fit(value.literal, column, table)) {
    case ValueFit::Fits:
        return;
    case ValueFit::TooLong:
        return fault(FaultKind::ValueTooLong, table.name, column.name);
    case ValueFit::Refused:
        return fault(FaultKind::ValueRefused, table.name, column.name);
    case ValueFit::Unknown:
        return fault(FaultKind::ValueUnknown, table.name, column.name, Outcome::MayBeRefused);
    }
}

void Applier::weighRows(Table& table, const TouchRows& change)
{
    if (m_state.isIncomplete(table.name))
        return;
    std::vector<const Column*> columns;
    for (const QString& name : change.rows->columns) {
        columns.push_back(find(table, name));
        if (!columns.back())
            return fault(FaultKind::ColumnMissing, table.name, name);
    }
    if (columns.empty())
        for (const Column& column : table.columns)
            columns.push_back(&column);
    const bool isInsert = change.verb == QLatin1String("insert");
    // UPDATE refuses a constant that is too long or of another type while it is planned, NULL only where it finds a row
    const Outcome whereRowsAre = isInsert ? Outcome::Refused : Outcome::MayBeRefused;
    const size_t before = m_outcome.faults.size();
    for (const auto& row : change.rows->rows) {
        if (m_outcome.faults.size() > before)
            return; // one is enough
        if (row.size() > columns.size() || (!change.rows->columns.isEmpty() && row.size() < columns.size()))
            return m_outcome.faults.push_back({ FaultKind::Unsupported, Outcome::Refused,
                { QT_TRANSLATE_NOOP("Messages", "A row for %1 has another number of values than columns."),
                    { table.name.key() } },
                table.name, {} });
        for (size_t i = 0; i < row.size(); ++i)
            weighValue(table, *columns[i], row[i], whereRowsAre);
        for (const Column& column : table.columns) {
            const auto end = columns.begin() + static_cast<std::ptrdiff_t>(row.size());
            if (isInsert && std::find(columns.begin(), end, &column) == end)
                weighValue(table, column, { WrittenValue::Kind::Default }, whereRowsAre);
        }
    }
}

} // namespace espalier::schema
