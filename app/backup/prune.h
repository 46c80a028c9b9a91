#pragma once

#include "backup/catalogue.h"
#include "jobs/job_context.h"

namespace espalier::backup {

/// What to keep, per database. A backup is kept when any rule keeps it; with no rule at all everything is kept.
struct PrunePolicy {
    int keepLast = 0; ///< the newest N
    int keepDaily = 0; ///< the newest of each of the last N days that have one (UTC)
    int keepWeekly = 0; ///< the same by ISO week
    QString database; ///< only this database's; empty: every database, each by itself
    bool dryRun = true; ///< only say what would go
    bool isEmpty() const { return keepLast <= 0 && keepDaily <= 0 && keepWeekly <= 0; }
};

struct PruneDecision {
    CatalogueEntry entry;
    bool keep = true;
    core::Message reason; ///< which rule keeps it, or that none does
};

struct PruneOutcome {
    QList<PruneDecision> decisions; ///< newest first
    QList<BackupId> removed; ///< empty in a dry run
    qint64 freedBytes = 0; ///< in a dry run: what would be freed
};

/// Which backups go. Pure. The newest verified backup of each database always stays, whatever the rules say.
QList<PruneDecision> decidePrune(const QList<CatalogueEntry>& backups, const PrunePolicy& policy);

/// Decides, and deletes unless dryRun. InvalidArgument for a policy without any rule: it would mean "delete all".
core::Result<PruneOutcome> prune(const Catalogue& catalogue, const PrunePolicy& policy, jobs::JobContext& context);

} // namespace espalier::backup
