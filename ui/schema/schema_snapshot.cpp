#include "schema/schema_snapshot.h"

#include "schema/drift_doubts.h"

#include <algorithm>
#include <set>

namespace espalier::ui {
namespace {

const schema::Schema* schemaOf(const SnapshotParts& parts)
{
    switch (parts.place.source) {
    case SchemaSource::Migrations:
        return parts.shown ? &parts.shown->schema : nullptr;
    case SchemaSource::Models:
        return parts.models ? &parts.models->schema : nullptr;
    case SchemaSource::Backup:
    case SchemaSource::Database:
        break;
    }
    const auto database = parts.introspected();
    return database ? &database->schema : nullptr;
}

/// Adds rows, each with what is said of its table.
class RowCollector {
public:
    explicit RowCollector(SchemaSnapshot& snapshot)
        : m_snapshot(snapshot)
        , m_rules(snapshot.dialect->schemaRules())
    {
        m_sources.histories = snapshot.histories();
        const bool isBackup = snapshot.place.source == SchemaSource::Backup;
        m_sources.database = isBackup ? snapshot.backup.get() : snapshot.database.get();
        m_sources.models = snapshot.models.get();
        m_sources.counts = isBackup ? nullptr : snapshot.counts.get();
    }

    void addShown() { add(m_snapshot.schema, m_snapshot.schema, false); }

    /// The tables of another schema that are not there yet.
    void addFurther(const schema::Schema& home)
    {
        schema::Schema further;
        further.incomplete = home.incomplete;
        for (const auto& table : home.tables)
            if (!m_known.contains(schema::foldedKey(table->name, m_rules)) && isToBeShown(home, *table))
                further.tables.insert(table->name, table);
        add(further, home, true);
    }

private:
    /// What a revision only takes for granted, and what nobody weighs (the version table), is no table that is missing
    /// here.
    bool isToBeShown(const schema::Schema& home, const schema::Table& table) const
    {
        const bool isWeighed = !m_snapshot.drifts || m_snapshot.drifts->of(table.name);
        return m_snapshot.comparison || (isWeighed && !home.assumed.contains(table.name.key()));
    }

    void add(const schema::Schema& schema, const schema::Schema& home, bool isElsewhere)
    {
        for (report::InventoryRow& row : report::inventory(schema, m_sources)) {
            TableStanding standing;
            standing.home = &home;
            standing.isElsewhere = isElsewhere;
            if (m_snapshot.drifts)
                standing.drift = m_snapshot.drifts->of(row.name);
            if (m_snapshot.comparison) {
                standing.mark = m_snapshot.comparison->found.mark(row.name);
                standing.isMarkCertain = m_snapshot.comparison->found.isCertain(row.name);
            }
            m_known.insert(schema::foldedKey(row.name, m_rules));
            m_snapshot.rows.push_back(std::move(row));
            m_snapshot.standings.push_back(standing);
        }
    }

    SchemaSnapshot& m_snapshot;
    const schema::SchemaRules& m_rules;
    report::InventorySources m_sources;
    std::set<schema::ObjectName> m_known;
};

} // namespace

std::shared_ptr<const dialects::Introspected> SnapshotParts::introspected() const
{
    return place.source == SchemaSource::Backup ? backup : place.source == SchemaSource::Database ? database : nullptr;
}

const operations::TableHistories* SchemaSnapshot::histories() const
{
    const auto& moment = place.source == SchemaSource::Migrations && shown ? shown : heads;
    return moment ? &moment->histories : nullptr;
}

const void* SchemaSnapshot::contents() const
{
    switch (place.source) {
    case SchemaSource::Migrations:
        return shown.get();
    case SchemaSource::Models:
        return models.get();
    case SchemaSource::Backup:
    case SchemaSource::Database:
        break;
    }
    return introspected().get();
}

int SchemaSnapshot::rowOf(const QString& table) const { return m_rowOf.value(table, -1); }

const schema::Table* SchemaSnapshot::table(const QString& key) const
{
    const int row = rowOf(key);
    return row < 0 ? nullptr : standings[size_t(row)].home->table(rows[size_t(row)].name);
}

int SchemaSnapshot::tableCount() const
{
    return static_cast<int>(std::count_if(
        standings.begin(), standings.end(), [](const TableStanding& standing) { return !standing.isElsewhere; }));
}

int SchemaSnapshot::foreignKeyCount() const
{
    int count = 0;
    for (size_t row = 0; row < rows.size(); ++row)
        count += standings[row].isElsewhere ? 0 : rows[row].keysOut;
    return count;
}

SchemaSnapshotPtr makeSnapshot(const SnapshotParts& parts)
{
    const schema::Schema* schema = schemaOf(parts);
    if (!schema || !parts.dialect)
        return nullptr;
    auto snapshot = std::make_shared<SchemaSnapshot>();
    static_cast<SnapshotParts&>(*snapshot) = parts;
    snapshot->schema = *schema;
    snapshot->references = report::references(snapshot->schema);
    RowCollector collector(*snapshot);
    collector.addShown();
    if (parts.comparison) {
        collector.addFurther(parts.comparison->found.before());
    } else if (parts.drifts && parts.place.revision.isEmpty()) {
        // Of what others have, the nearest to the database first: it knows most.
        const report::DriftSources& sources = parts.drifts->sources();
        if (sources.database)
            collector.addFurther(sources.database->schema);
        if (sources.heads)
            collector.addFurther(sources.heads->schema);
        if (sources.models)
            collector.addFurther(sources.models->schema);
    }
    for (size_t row = 0; row < snapshot->rows.size(); ++row)
        snapshot->m_rowOf.insert(snapshot->rows[row].name.key(), static_cast<int>(row));
    return snapshot;
}

} // namespace espalier::ui
