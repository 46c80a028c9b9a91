#include "database/row_counts.h"

#include <algorithm>
#include <QCoreApplication>
#include <QElapsedTimer>

namespace espalier::database {

using core::ErrorCode;
using core::fail;
using core::Result;
using dialects::TableCount;
using Tables = std::vector<TableCount>;

namespace {

/// Tables to a statement: one round trip for many, short enough to be cancelled and to show progress.
constexpr size_t batchSize = 50;

QString countStatement(const dialects::Dialect& dialect, const std::vector<TableCount*>& tables)
{
    QStringList selects;
    for (size_t i = 0; i < tables.size(); ++i)
        selects += QStringLiteral("SELECT %1 AS n, count(*) AS c FROM ").arg(i)
            + dialect.quotedName(tables[i]->schema, tables[i]->name);
    return selects.join(QLatin1String(" UNION ALL "));
}

Result<void> countTogether(dialects::SqlExecutor& session, const std::vector<TableCount*>& tables)
{
    const auto rows = session.query(countStatement(session.dialect(), tables));
    if (!rows)
        return fail(rows.error());
    for (const QVariantList& row : rows->rows) {
        TableCount& table = *tables.at(row.value(0).toUInt());
        table.rows = row.value(1).toLongLong();
        table.exact = true;
    }
    return {};
}

bool endsEverything(const core::Error& error) { return error.isCancelled() || error.code == ErrorCode::ConnectionLost; }

/// One table that cannot be read (dropped meanwhile, damaged, of a missing module) must not hide the others' counts.
Result<void> countOneByOne(dialects::SqlExecutor& session, const std::vector<TableCount*>& tables)
{
    for (TableCount* table : tables) {
        const auto counted = countTogether(session, { table });
        if (!counted && endsEverything(counted.error()))
            return counted;
        if (!counted)
            table->rows.reset();
    }
    return {};
}

Result<void> countBatch(dialects::SqlExecutor& session, const std::vector<TableCount*>& tables)
{
    const auto counted = countTogether(session, tables);
    if (counted || endsEverything(counted.error()))
        return counted;
    // In a transaction that the failure has broken nothing more can be learned.
    if (!session.query(QStringLiteral("SELECT 1")))
        return counted;
    return countOneByOne(session, tables);
}

} // namespace

Result<Tables> countRows(dialects::SqlExecutor& session, CountMode mode, const jobs::JobContext& context)
{
    auto tables = session.dialect().listTables(session);
    if (!tables || mode == CountMode::Estimated)
        return tables;
    jobs::Progress progress;
    progress.phase = QCoreApplication::translate("Messages", "Counting rows");
    progress.total = static_cast<qint64>(tables->size());
    progress.unit = QStringLiteral("tables");
    std::vector<TableCount*> batch;
    for (TableCount& table : *tables) {
        table.rows.reset();
        if (table.isReadable)
            batch.push_back(&table);
        ++progress.done;
        if (batch.size() < batchSize && &table != &tables->back())
            continue;
        if (const auto go = context.cancel().check(); !go)
            return fail(go.error());
        if (!batch.empty()) {
            if (const auto counted = countBatch(session, batch); !counted)
                return fail(counted.error());
        }
        batch.clear();
        context.progress(progress);
    }
    return tables;
}

Result<QMap<schema::ObjectName, dialects::CountedRows>> countRowsWithin(
    dialects::SqlExecutor& session, const CountLimits& limits, const jobs::JobContext& context)
{
    const auto tables = session.dialect().listTables(session);
    if (!tables)
        return fail(tables.error());
    QMap<schema::ObjectName, dialects::CountedRows> counts;
    QElapsedTimer time;
    time.start();
    for (const TableCount& table : *tables) {
        if (const auto go = context.cancel().check(); !go)
            return fail(go.error());
        if (!table.isReadable)
            continue;
        if (time.elapsed() >= limits.mostMs)
            break;
        // Whatever a table holds, no statement goes further than the limit.
        const auto counted = session.query(QStringLiteral("SELECT count(*) FROM (SELECT 1 AS n FROM %1 LIMIT %2) AS t")
                                               .arg(session.dialect().quotedName(table.schema, table.name))
                                               .arg(limits.mostRows + 1));
        if (!counted && endsEverything(counted.error()))
            return fail(counted.error());
        if (!counted || counted->isEmpty())
            continue;
        const qint64 rows = counted->rows.front().value(0).toLongLong();
        counts.insert({ table.schema, table.name }, { std::min(rows, limits.mostRows), rows > limits.mostRows });
    }
    return counts;
}

} // namespace espalier::database
