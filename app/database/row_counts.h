#pragma once

#include "dialects/dialect.h"
#include "jobs/job_context.h"

#include <vector>

namespace espalier::database {

enum class CountMode {
    Estimated, ///< what the server's statistics say; one query, none where it keeps none
    Exact, ///< counted, many tables to a statement; runs in whatever transaction the session is in
};

/// The tables of the database's own schemas with their rows, by schema and name, for manifests and confirmations.
core::Result<std::vector<dialects::TableCount>> countRows(
    dialects::SqlExecutor& session, CountMode mode, const jobs::JobContext& context);

} // namespace espalier::database
