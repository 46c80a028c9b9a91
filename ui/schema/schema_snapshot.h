#pragma once

#include "report/inventory.h"
#include "schema/schema_sources.h"

#include <memory>
#include <QHash>

namespace espalier::ui {

/// What is said of a row besides what it is.
struct TableStanding {
    const schema::TableDrift* drift = nullptr; ///< null where it is not known
    report::Mark mark = report::Mark::Same;
    bool isMarkCertain = true;
    const schema::Schema* home = nullptr; ///< the one that has the table
    bool isElsewhere = false; ///< what is shown does not have it
};

/// What a snapshot is made of; null where it was not read (yet).
struct SnapshotParts {
    SchemaPlace place;
    const dialects::Dialect* dialect = nullptr;
    std::shared_ptr<const operations::SchemaMoment> shown; ///< of Migrations
    std::shared_ptr<const operations::SchemaMoment> heads;
    std::shared_ptr<const models::Models> models;
    std::shared_ptr<const dialects::Introspected> database;
    std::shared_ptr<const dialects::Introspected> backup; ///< of Backup
    std::shared_ptr<const report::TableDrifts> drifts;
    std::shared_ptr<const SchemaComparison> comparison; ///< with what is shown as its second side
    std::shared_ptr<const SchemaSources::CreateAllCalls> createAll;
    std::shared_ptr<const SchemaSources::Counts> counts; ///< of the database's tables, where it keeps no estimates
    /// Where what is shown was read from a database, now or when it was backed up; else null.
    std::shared_ptr<const dialects::Introspected> introspected() const;
    friend bool operator==(const SnapshotParts&, const SnapshotParts&) = default;
};

/// What the Schema page shows, whole and immutable.
struct SchemaSnapshot : SnapshotParts {
    schema::Schema schema;
    std::vector<report::InventoryRow> rows;
    std::vector<TableStanding> standings; ///< by row
    std::map<schema::ObjectName, std::vector<report::Reference>> references; ///< point into `schema`

    /// Revisions that touched tables: those of what is shown, else of all heads. Null where none are known.
    const operations::TableHistories* histories() const;
    /// Where the schema came from: another one for another schema.
    const void* contents() const;
    /// -1 where there is none.
    int rowOf(const QString& table) const;
    const schema::Table* table(const QString& key) const;
    /// Of what is shown, without tables that only others have.
    int tableCount() const;
    int foreignKeyCount() const;

private:
    friend std::shared_ptr<const SchemaSnapshot> makeSnapshot(const SnapshotParts& parts);
    QHash<QString, int> m_rowOf;
};
using SchemaSnapshotPtr = std::shared_ptr<const SchemaSnapshot>;

/// Null while what the source needs was not read.
SchemaSnapshotPtr makeSnapshot(const SnapshotParts& parts);

} // namespace espalier::ui
