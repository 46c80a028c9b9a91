#include "schema/schema_snapshot.h"

#include <algorithm>

namespace espalier::ui {
namespace {

using operations::TableTouch;

const schema::Schema* schemaOf(const SnapshotParts& parts)
{
    switch (parts.source) {
    case SchemaSource::Migrations:
        return parts.migrations ? &parts.migrations->schema : nullptr;
    case SchemaSource::Models:
        return parts.models ? &parts.models->schema : nullptr;
    case SchemaSource::Database:
        return parts.database ? &parts.database->schema : nullptr;
    }
    return nullptr;
}

TableState stateOf(const report::InventoryRow& row, const SnapshotParts& parts)
{
    if (!parts.knowsApplied || !parts.migrations || row.createdBy.isEmpty())
        return TableState::Unknown;
    if (parts.pending.contains(row.createdBy))
        return TableState::Pending;
    const auto& touches = parts.migrations->histories.of(row.name);
    const bool isChanging = std::any_of(touches.begin(), touches.end(), [&](const TableTouch& touch) {
        return touch.kind != TableTouch::Kind::Rows && parts.pending.contains(touch.revision);
    });
    return isChanging ? TableState::Changing : TableState::Applied;
}

} // namespace

const void* SchemaSnapshot::contents() const
{
    switch (source) {
    case SchemaSource::Migrations:
        return migrations.get();
    case SchemaSource::Models:
        return models.get();
    case SchemaSource::Database:
        break;
    }
    return database.get();
}

int SchemaSnapshot::rowOf(const QString& table) const
{
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.name.key() == table; });
    return found == rows.end() ? -1 : static_cast<int>(found - rows.begin());
}

const schema::Table* SchemaSnapshot::table(const QString& key) const
{
    const int row = rowOf(key);
    return row < 0 ? nullptr : schema.table(rows[static_cast<size_t>(row)].name);
}

int SchemaSnapshot::foreignKeyCount() const
{
    int count = 0;
    for (const auto& row : rows)
        count += row.keysOut;
    return count;
}

SchemaSnapshotPtr makeSnapshot(const SnapshotParts& parts)
{
    const schema::Schema* schema = schemaOf(parts);
    if (!schema)
        return nullptr;
    auto snapshot = std::make_shared<SchemaSnapshot>();
    snapshot->source = parts.source;
    snapshot->revision = parts.revision;
    snapshot->dialect = parts.dialect;
    snapshot->schema = *schema;
    snapshot->migrations = parts.migrations;
    snapshot->models = parts.models;
    snapshot->database = parts.database;
    snapshot->before = parts.before;
    report::InventorySources sources;
    sources.histories = parts.migrations ? &parts.migrations->histories : nullptr;
    sources.database = parts.database.get();
    sources.models = parts.models.get();
    snapshot->rows = report::inventory(snapshot->schema, sources);
    snapshot->references = report::references(snapshot->schema);
    for (const auto& row : snapshot->rows)
        snapshot->states.push_back(stateOf(row, parts));
    return snapshot;
}

} // namespace espalier::ui
