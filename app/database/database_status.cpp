#include "database/version_table.h"

namespace espalier::database {

DatabaseStatus databaseStatus(const revisions::RevisionGraph& graph, const VersionRows& rows,
    const VersionTableName& name, const QString& database)
{
    const revisions::AppliedState state = revisions::appliedState(graph, rows.ids);
    DatabaseStatus status;
    status.database = database;
    status.versionTable = name;
    status.versionTableExists = rows.tableExists;
    status.unknown = state.unknown;
    for (const QString& id : rows.ids) {
        if (!state.unknown.contains(id))
            status.current += id;
    }
    for (const auto index : graph.upgradeOrder()) {
        if (graph.isGhost(index))
            continue;
        const revisions::RevisionId& id = graph.id(index);
        const bool isApplied = state.applied.contains(id);
        status.revisions.emplace_back(id, isApplied ? AppliedMark::Applied : AppliedMark::Pending);
        ++(isApplied ? status.applied : status.pending);
    }
    return status;
}

} // namespace espalier::database
