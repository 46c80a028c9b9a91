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

} // namespace espalier::dialects
