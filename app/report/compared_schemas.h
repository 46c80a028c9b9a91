#pragma once

#include "schema/drift.h"

#include <map>

namespace espalier::report {

/// How something differs from what it is compared with.
enum class Mark { Same, Added, Removed, Changed };

/// One side of a comparison.
struct ComparedSide {
    schema::DriftPlace place;
    bool isOfModels = false; ///< which speak of tables and their enums alone
};

/// Two schemas, and what leads from the first to the second, by table.
class ComparedSchemas {
public:
    ComparedSchemas(const ComparedSide& before, const ComparedSide& after, const schema::SchemaRules& rules);

    /// As far as both sides speak of the same things.
    const schema::Schema& before() const { return m_before; }
    const schema::Schema& after() const { return m_after; }
    const std::vector<schema::DriftChange>& changes() const { return m_changes; }
    /// Of one table, however its name is spelled; with no name, of what belongs to none.
    std::vector<const schema::DriftChange*> of(const schema::ObjectName& table) const;

    Mark mark(const schema::ObjectName& table) const;
    Mark mark(const schema::ObjectName& table, const QString& column) const;
    /// Nothing of the table is only perhaps different.
    bool isCertain(const schema::ObjectName& table) const;
    const schema::SchemaRules& rules() const { return m_rules; }

private:
    schema::Schema m_before;
    schema::Schema m_after;
    const schema::SchemaRules& m_rules;
    std::vector<schema::DriftChange> m_changes;
    std::map<schema::ObjectName, std::vector<size_t>> m_ofTables;
};

} // namespace espalier::report
