#pragma once

#include "database/session.h"

namespace espalier::database {

/// The whole schema of the database that the session is in, as it is at one moment; ends whatever transaction is open.
/// Reads again where something vanished meanwhile. Waits for nobody longer than the session's lock timeout.
core::Result<dialects::Introspected> readSchema(Session& session, const jobs::JobContext& context);

/// The same through anything that runs SQL; a transaction that is cancelled is left to whoever owns the session.
core::Result<dialects::Introspected> readSchema(
    dialects::SqlExecutor& session, const dialects::ServerVersion& version, const jobs::JobContext& context);

/// The same in a session of its own, which can change nothing.
core::Result<dialects::Introspected> readSchema(
    const ConnectionSettings& settings, const std::optional<core::Secret>& secret, const jobs::JobContext& context);

} // namespace espalier::database
