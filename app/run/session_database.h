#pragma once

#include "database/session.h"
#include "database/version_table.h"
#include "run/runner.h"

namespace espalier::run {

/// The database of a run through sessions of Espalier's own. Each call opens one and hangs up again: before and after a
/// run lie minutes, and what is read afterwards must not depend on a connection that was there before.
class SessionDatabase final : public RunDatabase {
public:
    SessionDatabase(const database::ConnectionSettings& settings, const std::optional<core::Secret>& secret,
        const database::VersionTableName& versionTable);
    QString displayName() const override;
    core::Result<QStringList> currentRows() override;
    core::Result<Identity> identity() override;
    core::Result<QStringList> lockTimeoutStatements(int milliseconds) override;

private:
    core::Result<database::Session> open() const;

    database::ConnectionSettings m_settings;
    std::optional<core::Secret> m_secret;
    database::VersionTableName m_versionTable;
};

} // namespace espalier::run
