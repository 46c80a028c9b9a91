#pragma once

#include "backup/client_tools.h"
#include "backup/manifest.h"
#include "database/connection_settings.h"
#include "database/session.h"
#include "database/version_table.h"
#include "dialects/backup_tool.h"

namespace espalier::backup {

/// Settings and secret in the terms of dialects::BackupTool. The version is left for the caller to fill in.
dialects::ToolServer toolServer(
    const database::ConnectionSettings& settings, const std::optional<core::Secret>& secret, const ClientTools& tools);

/// Reads tables, rows and revisions in whatever transaction a session is in.
dialects::ContentReader contentReader(const database::VersionTableName& versionTable, const jobs::JobContext& context);

/// Reads the schema in a transaction of its own.
dialects::SchemaReader schemaReader(const dialects::ServerVersion& version, const jobs::JobContext& context);

/// VersionTableName::display(), read again.
database::VersionTableName versionTableFromDisplay(const QString& text);

/// The tool for a connection's dialect, or Unsupported.
core::Result<const dialects::BackupTool*> toolFor(const database::ConnectionSettings& settings);

/// "15.18", "10.11.19-MariaDB": what manifests keep.
QString versionText(const dialects::ServerVersion& version);

DatabaseIdentity identityOf(const database::ConnectionSettings& settings);

/// What a manifest says of its content, for the tool.
dialects::Archive archiveOf(const Manifest& manifest, const QString& folder);

} // namespace espalier::backup
