#pragma once

#include "backup/client_tools.h"
#include "backup/manifest.h"
#include "database/connection_settings.h"
#include "jobs/job_context.h"

#include <optional>

namespace espalier::backup {

struct BackupRequest {
    database::ConnectionSettings connection;
    std::optional<core::Secret> secret; ///< what database::findSecret() found; goes to clients by their environment
    QString folder; ///< the catalogue's; made when missing
    std::optional<dialects::DumpFormat> format; ///< the dialect's first choice when not set
    int jobs = 1; ///< parallel dump jobs, where the format can (Directory)
    bool countRows = true; ///< exact counts; without them a restore can only compare table names
    int lockTimeoutMs = 30'000; ///< how long the dump waits for a table lock before it gives up with Busy
    int stallTimeoutMs = 30 * 60'000; ///< a client without any sign of life for so long is stopped; 0: never
    QString versionTable = QStringLiteral("alembic_version");
    QString versionTableSchema;
    QString note;
    ClientTools tools;
};

/// Dumps a database into a new folder of the catalogue. Everything is written under a temporary name, synced to disk,
/// and renamed last; on any failure or cancel nothing is left of it. Before it starts: ToolMissing when no client fits
/// the server (the message names the package), WriteFailed when the folder cannot be written, ConnectionFailed, …
/// Progress is in bytes of the database, the table and its number in the phase.
core::Result<Manifest> createBackup(const BackupRequest& request, jobs::JobContext& context);

} // namespace espalier::backup
