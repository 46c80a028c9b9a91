#pragma once

#include "dialects/sql_executor.h"
#include "revisions/traversal.h"

#include <QStringList>
#include <utility>
#include <vector>

namespace espalier::database {

/// Where Alembic keeps what is applied: version_table and version_table_schema.
struct VersionTableName {
    QString table = QStringLiteral("alembic_version");
    QString schema; ///< empty for the connection's default
    QString display() const; ///< "schema.table"
    friend bool operator==(const VersionTableName&, const VersionTableName&) = default;
};

/// What stands in it. That the table is missing is a fact, not a failure: nothing is applied there yet.
struct VersionRows {
    bool tableExists = false;
    QStringList ids; ///< sorted; as stored, known to the project or not
    friend bool operator==(const VersionRows&, const VersionRows&) = default;
};
core::Result<VersionRows> readVersionTable(dialects::SqlExecutor& session, const VersionTableName& name = {});

enum class AppliedMark { Applied, Pending };

/// A project's tree against one database.
struct DatabaseStatus {
    QString database; ///< the address as shown
    VersionTableName versionTable;
    bool versionTableExists = false;
    QStringList current; ///< rows that the project defines
    QStringList unknown; ///< rows that no script defines
    std::vector<std::pair<revisions::RevisionId, AppliedMark>> revisions; ///< in upgrade order, ghosts left out
    int applied = 0;
    int pending = 0;
};
DatabaseStatus databaseStatus(const revisions::RevisionGraph& graph, const VersionRows& rows,
    const VersionTableName& name = {}, const QString& database = {});

} // namespace espalier::database
