#pragma once

#include "dialects/client_run.h"
#include "dialects/client_search.h"

namespace espalier::dialects::mysql {

/// Whether a server or client is MariaDB's; the two products' clients do not go with each other's servers any more.
bool isMariaDb(const ServerVersion& version);

/// "mariadb-dump  Ver 10.19 Distrib 10.11.19-MariaDB, …", "mariadb-dump from 11.4.2-MariaDB, …",
/// "mysqldump  Ver 8.0.36 for Linux …", "mysqldump  Ver 10.13 Distrib 5.7.44, …".
ServerVersion parseClientVersion(const QString& output);

/// The same product, and no major version older than `least`; the nearest to it.
std::optional<ClientProgram> chooseClient(const QList<ClientProgram>& found, const ServerVersion& least);

enum class ClientKind { Dump, Load };
/// Looks for mariadb-dump or mysqldump, mariadb or mysql, and says what to install.
core::Result<ClientProgram> findClient(
    ClientKind kind, const ServerVersion& least, const QStringList& folders, const core::CancelToken& cancel);

/// Program, environment with the password, and the arguments that name server and user, but not the database.
/// The user's option files are not read: they could name another server or password.
core::ProcessSpec clientFor(const ClientProgram& program, const DatabaseUrl& url, const TlsSettings& tls);

core::Error clientFailure(const ClientProgram& program, const core::ProcessOutput& output, const QString& database);

} // namespace espalier::dialects::mysql
