#pragma once

#include "dialects/sql_executor.h"

#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace espalier::dialects::sql {

/// A row of a catalogue query, and then the next one. Columns are named by string literals, looked up once each.
class RowReader {
public:
    void useColumns(const QStringList& names) { m_columns = names; }
    void useRow(const QVariantList& row) { m_row = &row; } ///< which stays the caller's

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
    QStringList m_columns;
    const QVariantList* m_row = nullptr;
    mutable std::vector<std::pair<const char*, qsizetype>> m_places;
};

/// Runs a catalogue query of the session's dialect (`query` as for catalogueQuery()) and gives each row to `take` as it
/// comes, while the server makes the next ones.
core::Result<void> eachRow(SqlExecutor& session, const char* query, const std::function<void(const RowReader&)>& take);
/// The same of a query that is written out.
core::Result<void> eachRowOf(
    SqlExecutor& session, const QString& sql, const std::function<void(const RowReader&)>& take);

} // namespace espalier::dialects::sql
