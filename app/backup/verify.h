#pragma once

#include "backup/catalogue.h"
#include "backup/client_tools.h"
#include "jobs/job_context.h"

namespace espalier::backup {

struct VerifyRequest {
    QString folder; ///< the catalogue's
    BackupId id; ///< as Catalogue::find() takes it
    VerifyLevel level = VerifyLevel::Contents;
    ClientTools tools;
};

/// Reads a backup whole and says whether it is good; records the outcome beside the manifest. A bad backup is a value
/// with ok == false and the problems named; an error means that the question could not be answered (tool missing,
/// cancelled), and records nothing.
core::Result<Verification> verifyBackup(const VerifyRequest& request, jobs::JobContext& context);

} // namespace espalier::backup
