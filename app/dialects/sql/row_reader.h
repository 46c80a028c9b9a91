#pragma once

#include "dialects/sql_executor.h"

#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace espalier::dialects::sql {

/// Goes through the rows of a catalogue query. Columns are named by string literals, looked up once each.
class RowReader {
public:
    explicit RowReader(const Rows& rows)
        : m_rows(rows)
    { }
    bool next() { return ++m_row <= m_rows.size(); }

    const QVariant& value(const char* column) const;
    bool isNull(const char* column) const { return value(column).isNull(); }
    QString text(const char* column) const { return value(column).toString(); }
    bool flag(const char* column) const { return value(column).toBool(); }
    qint64 number(const char* column) const { return value(column).toLongLong(); }
    std::optional<qint64> maybeNumber(const char* column) const;
    /// "{1,2}" or "1 2": numbers between anything else.
    std::vector<qint64> numbers(const char* column) const;
    /// A JSON array of texts; what is null in it is a null text.
    QStringList texts(const char* column) const;

private:
    const Rows& m_rows;
    size_t m_row = 0; ///< counted from 1
    mutable std::vector<std::pair<const char*, int>> m_places;
};

/// Runs a catalogue query of the session's dialect (`query` as for catalogueQuery()) and gives each row to `take`.
core::Result<void> eachRow(SqlExecutor& session, const char* query, const std::function<void(const RowReader&)>& take);

} // namespace espalier::dialects::sql
