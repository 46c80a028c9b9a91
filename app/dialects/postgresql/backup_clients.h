#pragma once

#include "dialects/client_run.h"
#include "dialects/client_search.h"

namespace espalier::dialects::postgresql {

/// "pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"; also beta and development versions.
ServerVersion parseClientVersion(const QString& output);

/// pg_dump must not be older than the server, and its dump may need the newer version to be loaded again. So: the
/// server's own major version where it is installed, else the nearest newer one. Major means two numbers before 10.
std::optional<ClientProgram> chooseDumpClient(const QList<ClientProgram>& found, const ServerVersion& server);

/// pg_restore must not be older than the pg_dump that wrote the archive; beyond that nearest to the server, since a
/// newer one may send settings that the server does not know.
std::optional<ClientProgram> chooseRestoreClient(
    const QList<ClientProgram>& found, const ServerVersion& archive, const ServerVersion& server);

/// Looks for them, and says which package is missing.
core::Result<ClientProgram> findDumpClient(
    const ServerVersion& server, const QStringList& folders, const core::CancelToken& cancel);
core::Result<ClientProgram> findRestoreClient(const ServerVersion& archive, const ServerVersion& server,
    const QStringList& folders, const core::CancelToken& cancel);

/// Program, environment and the argument that names the database, without the password: that is in the environment.
core::ProcessSpec clientFor(const ClientProgram& program, const DatabaseUrl& url, const TlsSettings& tls);
/// --dbname=… for `url`.
QString connectionArgument(const DatabaseUrl& url, const TlsSettings& tls);

/// Unsupported where a client program would need a secret that cannot be handed to it unseen.
core::Result<void> checkSecrets(const DatabaseUrl& url);

/// What a failed client's last words mean.
core::Error clientFailure(const ClientProgram& program, const core::ProcessOutput& output, const QString& database);

} // namespace espalier::dialects::postgresql
