#include "report/compared_schemas.h"

#include "schema/drift_doubts.h"

#include <algorithm>

namespace espalier::report {
namespace {

using schema::Difference;

Mark markOf(Difference::Kind kind)
{
    return kind == Difference::Kind::Add   ? Mark::Added
        : kind == Difference::Kind::Remove ? Mark::Removed
                                           : Mark::Changed;
}

/// What a side says of the things that the other one speaks of.
schema::Schema comparablePart(const ComparedSide& side, const ComparedSide& other, const schema::SchemaRules& rules)
{
    const ComparedSide* models = side.isOfModels ? &side : other.isOfModels ? &other : nullptr;
    return models ? schema::modelledPart(side.place.schema, models->place.schema, rules) : side.place.schema;
}

} // namespace

ComparedSchemas::ComparedSchemas(
    const ComparedSide& before, const ComparedSide& after, const schema::SchemaRules& rules)
    : m_before(comparablePart(before, after, rules))
    , m_after(comparablePart(after, before, rules))
    , m_rules(rules)
    , m_changes(schema::weighed(schema::difference(m_before, m_after, rules), before.place, after.place, rules))
{
    for (size_t at = 0; at < m_changes.size(); ++at)
        m_ofTables[schema::foldedKey(m_changes[at].difference.table, rules)].push_back(at);
}

std::vector<const schema::DriftChange*> ComparedSchemas::of(const schema::ObjectName& table) const
{
    std::vector<const schema::DriftChange*> found;
    const auto places = m_ofTables.find(schema::foldedKey(table, m_rules));
    if (places != m_ofTables.end())
        for (const size_t at : places->second)
            found.push_back(&m_changes[at]);
    return found;
}

Mark ComparedSchemas::mark(const schema::ObjectName& table) const
{
    const auto changes = of(table);
    for (const schema::DriftChange* change : changes)
        if (change->difference.object == schema::ObjectKind::Table)
            return markOf(change->difference.kind);
    return changes.empty() ? Mark::Same : Mark::Changed;
}

Mark ComparedSchemas::mark(const schema::ObjectName& table, const QString& column) const
{
    for (const schema::DriftChange* change : of(table))
        if (change->difference.object == schema::ObjectKind::Column && change->difference.name == column)
            return markOf(change->difference.kind);
    return Mark::Same;
}

bool ComparedSchemas::isCertain(const schema::ObjectName& table) const
{
    const auto changes = of(table);
    return std::all_of(changes.begin(), changes.end(), [](const auto* change) { return change->isCertain; });
}

} // namespace espalier::report
