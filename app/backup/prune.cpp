#include "backup/prune.h"

#include <algorithm>
#include <map>
#include <QCoreApplication>
#include <tuple>
#include <vector>

namespace espalier::backup {

namespace {

using DatabaseKey = std::tuple<QString, QString, int, QString, QString>;

DatabaseKey keyOf(const Manifest& manifest)
{
    const DatabaseIdentity& database = manifest.database;
    return { database.dialect, database.host, database.port, database.name, database.file };
}

std::pair<int, int> weekOf(const QDateTime& when)
{
    int year = 0;
    const int week = when.toUTC().date().weekNumber(&year);
    return { year, week };
}

core::Message message(const char* source, const QStringList& arguments = {}) { return { source, arguments }; }

// Keeps the newest of each of the first `limit` periods. Backups come newest first.
template <typename Period>
void keepByPeriod(QList<PruneDecision*>& decisions, int limit, Period period, const core::Message& reason)
{
    std::vector<decltype(period(QDateTime()))> seen;
    for (PruneDecision* decision : decisions) {
        const auto current = period(decision->entry.manifest.created);
        if (std::find(seen.begin(), seen.end(), current) != seen.end())
            continue;
        if (static_cast<int>(seen.size()) >= limit)
            return;
        seen.push_back(current);
        if (!decision->keep) {
            decision->keep = true;
            decision->reason = reason;
        }
    }
}

void keepNewestVerified(QList<PruneDecision*>& decisions)
{
    for (PruneDecision* decision : decisions) {
        if (!decision->entry.verified || !decision->entry.verified->ok)
            continue;
        if (!decision->keep) {
            decision->keep = true;
            decision->reason
                = message(QT_TRANSLATE_NOOP("Messages", "Kept: the newest backup of this database that was verified."));
        }
        return;
    }
}

void decideOne(QList<PruneDecision*>& decisions, const PrunePolicy& policy)
{
    for (qsizetype i = 0; i < decisions.size(); ++i) {
        decisions[i]->keep = i < policy.keepLast;
        decisions[i]->reason = decisions[i]->keep
            ? message(
                QT_TRANSLATE_NOOP("Messages", "Kept: one of the newest %1."), { QString::number(policy.keepLast) })
            : message(QT_TRANSLATE_NOOP("Messages", "No rule keeps it."));
    }
    keepByPeriod(
        decisions, policy.keepDaily, [](const QDateTime& when) { return when.toUTC().date(); },
        message(QT_TRANSLATE_NOOP("Messages", "Kept: the newest of its day.")));
    keepByPeriod(
        decisions, policy.keepWeekly, weekOf, message(QT_TRANSLATE_NOOP("Messages", "Kept: the newest of its week.")));
    keepNewestVerified(decisions);
}

} // namespace

QList<PruneDecision> decidePrune(const QList<CatalogueEntry>& backups, const PrunePolicy& policy)
{
    QList<PruneDecision> decisions;
    for (const CatalogueEntry& entry : backups) {
        if (policy.database.isEmpty() || policy.database == entry.manifest.database.name)
            decisions += { entry, true, message(QT_TRANSLATE_NOOP("Messages", "Kept: there is no rule.")) };
    }
    std::stable_sort(decisions.begin(), decisions.end(),
        [](const auto& a, const auto& b) { return a.entry.manifest.created > b.entry.manifest.created; });
    if (policy.isEmpty())
        return decisions;
    std::map<DatabaseKey, QList<PruneDecision*>> byDatabase;
    for (PruneDecision& decision : decisions)
        byDatabase[keyOf(decision.entry.manifest)] += &decision;
    for (auto& [key, group] : byDatabase)
        decideOne(group, policy);
    return decisions;
}

core::Result<PruneOutcome> prune(const Catalogue& catalogue, const PrunePolicy& policy, jobs::JobContext& context)
{
    if (policy.isEmpty())
        return core::fail(core::ErrorCode::InvalidArgument,
            QT_TRANSLATE_NOOP("Messages", "Say what to keep: without a rule, every backup would go."));
    const auto listing = catalogue.list();
    if (!listing)
        return core::fail(listing.error());
    PruneOutcome outcome;
    outcome.decisions = decidePrune(listing->backups, policy);
    for (const PruneDecision& decision : std::as_const(outcome.decisions)) {
        if (decision.keep)
            continue;
        if (const auto go = context.cancel().check(); !go)
            return core::fail(go.error());
        if (!policy.dryRun) {
            if (const auto removed = catalogue.remove(decision.entry.manifest.id); !removed)
                return core::fail(removed.error());
            outcome.removed += decision.entry.manifest.id;
        }
        outcome.freedBytes += decision.entry.manifest.bytes();
    }
    return outcome;
}

} // namespace espalier::backup
