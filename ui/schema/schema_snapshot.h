#pragma once

#include "operations/schema_history.h"
#include "report/inventory.h"

#include <memory>
#include <QHash>
#include <QSet>

namespace espalier::ui {

enum class SchemaSource { Migrations, Models, Database };

/// Where a table stands between what is shown and the connected database.
enum class TableState {
    Unknown, ///< no database is looked at, or no revision is known to make the table
    Applied, ///< every revision that touched it
    Pending, ///< the revision that makes it is not applied yet
    Changing, ///< it is there; a revision that changes it is not applied yet
};

/// What the Schema page shows, whole and immutable.
struct SchemaSnapshot {
    SchemaSource source = SchemaSource::Migrations;
    QString revision; ///< of Migrations; empty for all heads
    const dialects::Dialect* dialect = nullptr;
    schema::Schema schema;
    std::vector<report::InventoryRow> rows;
    std::vector<TableState> states; ///< by row
    std::map<schema::ObjectName, std::vector<report::Reference>> references; ///< point into `schema`
    /// Null where they were not read (yet). The migrations are those of the revision, or of all heads.
    std::shared_ptr<const operations::SchemaMoment> migrations;
    std::shared_ptr<const models::Models> models;
    std::shared_ptr<const dialects::Introspected> database;
    /// What it is compared with; null where it is not.
    std::shared_ptr<const operations::SchemaMoment> before;

    /// Where the schema came from: another one for another schema.
    const void* contents() const;
    /// -1 where there is none.
    int rowOf(const QString& table) const;
    const schema::Table* table(const QString& key) const;
    int foreignKeyCount() const;
};
using SchemaSnapshotPtr = std::shared_ptr<const SchemaSnapshot>;

struct SnapshotParts {
    SchemaSource source = SchemaSource::Migrations;
    QString revision;
    const dialects::Dialect* dialect = nullptr;
    std::shared_ptr<const operations::SchemaMoment> migrations;
    std::shared_ptr<const models::Models> models;
    std::shared_ptr<const dialects::Introspected> database;
    std::shared_ptr<const operations::SchemaMoment> before;
    bool knowsApplied = false;
    QSet<QString> pending; ///< revisions
};

/// Null while what the source needs was not read.
SchemaSnapshotPtr makeSnapshot(const SnapshotParts& parts);

} // namespace espalier::ui
