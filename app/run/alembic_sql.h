#pragma once

#include "dialects/dialect.h"
#include "project/project.h"
#include "project/trust.h"
#include "run/bridge_messages.h"

namespace espalier::run {

/// Whose SQL is wanted, and of which revisions.
struct AlembicSqlRequest {
    AlembicProject project;
    project::PythonEnvironment environment;
    core::Secret url; ///< see offlineUrl()
    QString dialect;
    QStringList revisions;
    bool isDowngrade = false;
};

/// What real Alembic writes with `--sql`, revision by revision.
struct AlembicSql {
    struct Step {
        QString revision;
        QStringList statements; ///< of its body, without ";"; those before it failed, where it did
        std::optional<StepFailure> failure;
    };
    BridgeVersions versions;
    std::vector<Step> steps;
};

/// Runs the project's own Alembic offline: its env.py and the scripts, but no database. Untrusted without the user's
/// consent. Blocking; cancelling ends the interpreter.
core::Result<AlembicSql> alembicSql(
    const AlembicSqlRequest& request, const project::TrustStore& trust, const jobs::JobContext& context);

/// An address of the dialect that leads nowhere: should env.py connect in offline mode all the same, nobody is there.
core::Result<core::Secret> offlineUrl(
    const dialects::Dialect& dialect, const project::Project& project, const project::InstalledPackages& installed);

} // namespace espalier::run
