#pragma once

#include "backup/catalogue.h"
#include "backup/client_tools.h"
#include "database/connection_settings.h"
#include "jobs/job_context.h"

#include <optional>

namespace espalier::backup {

struct RestoreRequest {
    QString folder; ///< the catalogue's
    BackupId id; ///< as Catalogue::find() takes it
    /// The server to restore to; its database name (or file) is not used but as the default of `target`'s folder.
    database::ConnectionSettings connection;
    std::optional<core::Secret> secret; ///< what database::findSecret() found; goes to clients by their environment
    /// Name of the database (or path of the file) to restore into. Without `overwrite` it must not exist yet.
    QString target;
    bool overwrite = false;
    QString typedConfirmation; ///< with `overwrite`: the target's name as the user typed it
    bool disconnectOthers = false; ///< with `overwrite`: end other sessions instead of failing with Busy
    bool withOwners = true; ///< false: everything belongs to the restoring user, no grants
    bool allowOlderServer = false; ///< try a server older than the one backed up
    int jobs = 1; ///< parallel restore jobs, where the format can
    ClientTools tools;
};

/// A way in which the restored database is not what the manifest says, or its schema not what the backup holds.
struct Difference {
    core::Message message;
    bool isOfSchema = false; ///< the message says what leads from the backup's schema to the restored one
};

struct RestoreOutcome {
    QString target; ///< database name or file now holding the content
    QList<Difference> differences; ///< empty: tables, row counts, revisions and schema are those of the backup
    /// What may be otherwise for good reasons: differences of the schema on a server of another version, or where
    /// something of it was not known; and why schemas were not compared.
    QList<Difference> notes;
    int tables = 0;
    qint64 rows = 0;
    QStringList revisions;
    qint64 durationMs = 0;
    BackupId safetyBackup; ///< taken of the old content where the database could not be swapped in one step
};

/// Brings a backup back. The checksum is verified first. The content is restored beside whatever stands under the
/// target's name and compared with the manifest; only then, and only with `overwrite`, does it take the old one's
/// place. After a failure or cancel the half-made database is dropped again, or Error::databaseState says what is left.
core::Result<RestoreOutcome> restoreBackup(const RestoreRequest& request, jobs::JobContext& context);

/// A free-looking name to restore into, beside the original: "app_restored_20250603_1015" or "…/app-restored-….db".
QString suggestedTarget(const Manifest& manifest);

} // namespace espalier::backup
