#pragma once

#include "dialects/introspection.h"
#include "models/create_all.h"
#include "models/model_reader.h"
#include "operations/schema_history.h"
#include "schema/drift.h"

#include <map>
#include <memory>

namespace espalier::report {

/// A live database as one of the places of schema::drift(), with what of it could not be seen. Without the version
/// table of `project`, which no revision makes; null where there is none.
schema::DriftPlace placeOf(const dialects::Introspected& database, const project::Project* project);

/// What is known of a project's schema; null where it is not. The values are kept by what is made of them.
struct DriftSources {
    std::shared_ptr<const operations::SchemaMoment> applied; ///< at the revisions that the database is at
    std::shared_ptr<const operations::SchemaMoment> heads;
    std::shared_ptr<const models::Models> models;
    std::shared_ptr<const dialects::Introspected> database;

    /// Whether there are two that can disagree.
    bool canDisagree() const { return heads && (models || (database && applied)); }
    friend bool operator==(const DriftSources&, const DriftSources&) = default;
};

/// Where they disagree, by table.
class TableDrifts {
public:
    TableDrifts(const DriftSources& sources, const project::Project& project, const dialects::Dialect& dialect);

    const DriftSources& sources() const { return m_sources; }
    const schema::Drift& all() const { return m_drift; }
    /// However its name is spelled; null where nobody has it.
    const schema::TableDrift* of(const schema::ObjectName& table) const;

private:
    DriftSources m_sources;
    const schema::SchemaRules* m_rules;
    schema::Drift m_drift;
    std::map<schema::ObjectName, size_t> m_places;
};

} // namespace espalier::report
