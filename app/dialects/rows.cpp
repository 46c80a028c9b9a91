#include "dialects/sql_executor.h"

namespace espalier::dialects {

int Rows::column(const QString& name) const
{
    for (qsizetype i = 0; i < columns.size(); ++i) {
        if (columns[i].compare(name, Qt::CaseInsensitive) == 0)
            return static_cast<int>(i);
    }
    return -1;
}

QVariant Rows::value(size_t row, const QString& name) const
{
    const int at = column(name);
    return at < 0 || row >= rows.size() ? QVariant() : rows[row].value(at);
}

core::Result<void> SqlExecutor::stream(
    const QString& sql, const QVariantList& bound, const RowSink& sink, const ColumnSink& columns)
{
    const auto all = query(sql, bound);
    if (!all)
        return core::fail(all.error());
    if (columns)
        columns(all->columns);
    for (const QVariantList& row : all->rows)
        if (const auto taken = sink(row); !taken)
            return taken;
    return {};
}

} // namespace espalier::dialects
