#pragma once

#include "database/session.h"
#include "database/version_table.h"
#include "run/runner.h"

namespace espalier::ui {

/// Espalier's own sight of the database that a plan is for, over a session of the calling thread.
core::Result<std::unique_ptr<run::RunDatabase>> openRunDatabase(const database::ConnectionSettings& settings,
    const database::VersionTableName& table, const jobs::JobContext& context);

} // namespace espalier::ui
