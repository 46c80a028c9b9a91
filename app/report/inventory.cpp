#include "report/inventory.h"

#include "report/schema_words.h"

#include <algorithm>

namespace espalier::report {
namespace {

using operations::TableTouch;

void addHistory(InventoryRow& row, const operations::TableHistories& histories)
{
    for (const TableTouch& touch : histories.of(row.name)) {
        if (touch.kind == TableTouch::Kind::Created)
            row.createdBy = touch.revision;
        if (touch.kind != TableTouch::Kind::Rows)
            row.changedBy = touch.revision;
    }
}

void addModel(InventoryRow& row, const models::Models& models)
{
    const auto origin = models.origins.find(row.name);
    if (origin == models.origins.end())
        return;
    row.model = origin->second.className.isEmpty() ? QStringLiteral("Table") : origin->second.className;
}

} // namespace

std::map<schema::ObjectName, std::vector<Reference>> references(const schema::Schema& schema)
{
    std::map<schema::ObjectName, std::vector<Reference>> found;
    for (const schema::Table* table : shownTables(schema))
        for (const schema::Constraint* key : foreignKeys(*table))
            found[key->target].push_back({ table, key });
    return found;
}

std::vector<InventoryRow> inventory(const schema::Schema& schema, const InventorySources& sources)
{
    const auto pointing = references(schema);
    std::vector<InventoryRow> rows;
    for (const schema::Table* table : shownTables(schema)) {
        InventoryRow row;
        row.name = table->name;
        row.columns = static_cast<int>(table->columns.size());
        row.indexes = static_cast<int>(table->indexes.size());
        row.keysOut = static_cast<int>(foreignKeys(*table).size());
        if (const auto in = pointing.find(table->name); in != pointing.end())
            row.keysIn = static_cast<int>(in->second.size());
        row.isIncomplete = schema.incomplete.contains(table->name.key());
        if (sources.histories)
            addHistory(row, *sources.histories);
        if (sources.models)
            addModel(row, *sources.models);
        if (sources.database) {
            const auto facts = sources.database->facts.constFind(table->name);
            if (facts != sources.database->facts.constEnd()) {
                row.rows = facts->rows;
                row.bytes = facts->bytes;
            }
        }
        if (sources.counts) {
            if (const auto counted = sources.counts->constFind(table->name); counted != sources.counts->constEnd()) {
                row.rows = counted->rows;
                row.rowsAre = counted->isAtLeast ? InventoryRow::Rows::AtLeast : InventoryRow::Rows::Counted;
            }
        }
        rows.push_back(row);
    }
    return rows;
}

} // namespace espalier::report
