#include "operations/round_trip.h"

#include <algorithm>

namespace espalier::operations {

namespace {

std::optional<Reason> uncertaintyOf(const Evaluation& evaluation)
{
    if (evaluation.schemaDoubt)
        return evaluation.schemaDoubt;
    if (evaluation.refused.isEmpty())
        return std::nullopt;
    return Reason{ { QT_TRANSLATE_NOOP("Messages", "stops with %1"), { evaluation.refused } }, {},
        evaluation.refusedAt };
}

} // namespace

RoundTrip roundTrip(const MigrationRun& before, revisions::RevisionGraph::Index revision)
{
    MigrationRun run = before;
    RoundTrip trip;
    for (const Direction direction : { Direction::Up, Direction::Down }) {
        run.beginRun();
        trip.doubt = uncertaintyOf(run.run(revision, direction));
        if (trip.doubt)
            return trip;
    }
    trip.forgotten = schema::difference(before.schema(), run.schema(), run.circumstances().dialect->schemaRules());
    const auto isAssumed = [&](const schema::Difference& one) {
        const QString key = schema::ObjectName{ one.schema, one.table.name }.key();
        return run.schema().assumed.contains(key) || run.schema().incomplete.contains(key);
    };
    std::erase_if(trip.forgotten, isAssumed);
    return trip;
}

} // namespace espalier::operations
