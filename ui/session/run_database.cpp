#include "session/run_database.h"

#include "run/session_database.h"

namespace espalier::ui {

core::Result<std::unique_ptr<run::RunDatabase>> openRunDatabase(
    const database::ConnectionSettings& settings, const database::VersionTableName& table, const jobs::JobContext&)
{
    std::optional<core::Secret> secret;
    if (settings.url.hasPassword)
        secret = settings.url.password;
    return std::unique_ptr<run::RunDatabase>(std::make_unique<run::SessionDatabase>(settings, secret, table));
}

} // namespace espalier::ui
