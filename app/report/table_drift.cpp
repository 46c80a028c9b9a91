#include "report/table_drift.h"

#include "models/known_models.h"
#include "operations/known_schema.h"
#include "schema/drift_doubts.h"

namespace espalier::report {

schema::DriftPlace placeOf(const dialects::Introspected& database, const project::Project* project)
{
    using About = schema::DriftDoubt::About;
    schema::DriftPlace place{ database.schema, {} };
    for (const core::Message& one : database.unseen) {
        place.doubts.push_back({ About::Further, {}, {}, one, {} });
        place.doubts.push_back({ About::Others, {}, {}, one, {} });
    }
    if (project) {
        const QString schema = project->versionTableSchema();
        place.schema.tables.remove({ schema == database.defaultSchema ? QString() : schema, project->versionTable() });
    }
    return place;
}

TableDrifts::TableDrifts(const DriftSources& sources, const project::Project& project, const dialects::Dialect& dialect)
    : m_sources(sources)
    , m_rules(&dialect.schemaRules(sources.database ? sources.database->version : dialects::ServerVersion()))
{
    schema::DriftPlaces places;
    if (sources.applied)
        places.applied = operations::placeOf(*sources.applied);
    if (sources.heads)
        places.heads = operations::placeOf(*sources.heads);
    if (sources.models)
        places.models = models::placeOf(*sources.models);
    if (sources.database)
        places.database = placeOf(*sources.database, &project);
    m_drift = schema::drift(places, *m_rules);
    for (size_t at = 0; at < m_drift.tables.size(); ++at)
        m_places.emplace(schema::foldedKey(m_drift.tables[at].table, *m_rules), at);
}

const schema::TableDrift* TableDrifts::of(const schema::ObjectName& table) const
{
    const auto found = m_places.find(schema::foldedKey(table, *m_rules));
    return found == m_places.end() ? nullptr : &m_drift.tables[found->second];
}

} // namespace espalier::report
