#pragma once

#include "dialects/counted_rows.h"
#include "dialects/introspection.h"
#include "models/model_reader.h"
#include "operations/table_touches.h"

#include <optional>

namespace espalier::report {

/// A table among all others: how big it is, how it hangs together with them, where it came from.
struct InventoryRow {
    schema::ObjectName name;
    int columns = 0;
    int indexes = 0;
    int keysOut = 0; ///< foreign keys
    int keysIn = 0; ///< foreign keys of other tables, or its own, that point to it
    bool isIncomplete = false; ///< it may have further columns
    QString createdBy; ///< revision; empty where none is known to make it
    QString changedBy; ///< the last one that changed its structure
    /// How `rows` is known.
    enum class Rows { Estimated, Counted, AtLeast };
    std::optional<qint64> rows;
    Rows rowsAre = Rows::Estimated;
    std::optional<qint64> bytes;
    QString model; ///< its class, or "Table" for one without; empty where no model is known
    friend bool operator==(const InventoryRow&, const InventoryRow&) = default;
};

/// What is known of a schema from elsewhere; null where it is not.
struct InventorySources {
    const operations::TableHistories* histories = nullptr;
    const dialects::Introspected* database = nullptr;
    const models::Models* models = nullptr;
    const QMap<schema::ObjectName, dialects::CountedRows>* counts = nullptr; ///< where the database keeps no estimate
};

/// A row for each table that is to be shown, by name.
std::vector<InventoryRow> inventory(const schema::Schema& schema, const InventorySources& sources);

/// A foreign key that points to a table.
struct Reference {
    const schema::Table* table = nullptr; ///< that has it
    const schema::Constraint* key = nullptr;
};
/// By the table that is pointed to, whether it is there or not; in the order of the tables' names.
std::map<schema::ObjectName, std::vector<Reference>> references(const schema::Schema& schema);

} // namespace espalier::report
