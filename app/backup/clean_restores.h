#pragma once

#include "backup/client_tools.h"
#include "backup/restore_mark.h"
#include "database/connection_settings.h"
#include "jobs/job_context.h"

#include <optional>

namespace espalier::backup {

struct CleanRequest {
    QString folder; ///< the catalogue's
    std::optional<database::ConnectionSettings> connection; ///< to the server whose databases may be removed
    std::optional<core::Secret> secret;
    ClientTools tools;
};

struct CleanOutcome {
    QStringList removed; ///< files and databases that are gone now
    QList<core::Message> left; ///< what is not, and why
};

/// Removes what killed restores have left: unfinished files, and unfinished databases of the server that `connection`
/// leads to. Only what a mark names and what is still unfinished goes. A database whose old content was being replaced
/// without a way back is left to whoever restores over it again, and said.
core::Result<CleanOutcome> cleanRestores(const CleanRequest& request, const jobs::JobContext& context);

} // namespace espalier::backup
