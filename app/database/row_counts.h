#pragma once

#include "dialects/counted_rows.h"
#include "dialects/dialect.h"
#include "jobs/job_context.h"
#include "schema/name.h"

#include <QMap>
#include <vector>

namespace espalier::database {

enum class CountMode {
    Estimated, ///< what the server's statistics say; one query, none where it keeps none
    Exact, ///< counted, many tables to a statement; runs in whatever transaction the session is in
};

/// The tables of the database's own schemas with their rows, by schema and name, for manifests and confirmations.
core::Result<std::vector<dialects::TableCount>> countRows(
    dialects::SqlExecutor& session, CountMode mode, const jobs::JobContext& context);

struct CountLimits {
    qint64 mostRows = 1'000'000; ///< of a table
    int mostMs = 2'000; ///< for all of them
};
/// Counts where the database itself keeps no estimate. Tables that there was no time for, or that cannot be read, are
/// left out.
core::Result<QMap<schema::ObjectName, dialects::CountedRows>> countRowsWithin(
    dialects::SqlExecutor& session, const CountLimits& limits, const jobs::JobContext& context);

} // namespace espalier::database
