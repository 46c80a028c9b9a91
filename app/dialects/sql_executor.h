#pragma once

#include "core/error.h"

#include <functional>
#include <QStringList>
#include <QVariantList>
#include <vector>

namespace espalier::dialects {

class Dialect;

/// The answer to a query: copied out, so that it can cross threads.
struct Rows {
    QStringList columns;
    std::vector<QVariantList> rows;

    bool isEmpty() const { return rows.empty(); }
    size_t size() const { return rows.size(); }
    /// -1 where no column has that name (compared without case).
    int column(const QString& name) const;
    /// A cell by row and column name; invalid where there is none.
    QVariant value(size_t row, const QString& column) const;
    QString text(size_t row, const QString& column) const { return value(row, column).toString(); }
};

/// What a dialect and everything above it need of a session: run SQL, get rows or an error. `database` implements it
/// with QtSql; tests with canned answers. Placeholders are "?" and are looked for only where values are bound.
/// Blocking, on the session's thread; cancelling the session's token interrupts the statement and gives Cancelled.
class SqlExecutor {
public:
    using RowSink = std::function<core::Result<void>(const QVariantList&)>;
    using ColumnSink = std::function<void(const QStringList&)>;

    virtual ~SqlExecutor() = default;
    virtual const Dialect& dialect() const = 0;
    virtual core::Result<Rows> query(const QString& sql, const QVariantList& bound = {}) = 0;
    /// Rows one by one, as they come; `columns` hears their names first. The sink stops the query by failing. Nothing
    /// else can be asked meanwhile.
    virtual core::Result<void> stream(
        const QString& sql, const QVariantList& bound, const RowSink& sink, const ColumnSink& columns = {});
    /// The number of rows changed, or -1 where the driver does not say.
    virtual core::Result<qint64> execute(const QString& sql, const QVariantList& bound = {}) = 0;
};

} // namespace espalier::dialects
