#pragma once

#include "project/trust.h"
#include "run/runner.h"

namespace espalier::run {

/// Runs plans through the project's own Alembic, by a bridge in the project's interpreter (run/bridge.h).
///
/// One Alembic command runs all steps, so transactions are as env.py has them; each step waits for this side's "go".
/// Before anything is written, env.py's connection is proven to lead to the database of the plan, and Alembic's own
/// list of steps to be the plan's. Afterwards the version table is read through Espalier's own connection: that, not
/// what the bridge said, decides what is reported.
class AlembicRunner final : public Runner {
public:
    AlembicRunner(const project::TrustStore& trust, const Journal& journal);
    core::Result<RunOutcome> run(
        const RunRequest& request, RunDatabase& database, const EventSink& sink, jobs::JobContext& context) override;

private:
    project::TrustStore m_trust;
    Journal m_journal;
};

} // namespace espalier::run
