#include "schema/drift_doubts.h"

#include "schema/apply.h"
#include "schema/difference_builder.h"

#include <algorithm>
#include <QCoreApplication>

namespace espalier::schema {

namespace {

/// The columns that a key, check or index is about; nullopt where that cannot be told.
std::optional<QStringList> columnsOf(const Change& change)
{
    if (const auto* addition = std::get_if<AddConstraint>(&change)) {
        if (addition->constraint.condition || !addition->constraint.elements.empty())
            return std::nullopt;
        return addition->constraint.columns;
    }
    const auto* creation = std::get_if<CreateIndex>(&change);
    if (!creation)
        return std::nullopt;
    QStringList columns;
    for (const Expression& element : creation->index.elements) {
        if (element.kind() != Expression::Kind::Column)
            return std::nullopt;
        columns.append(element.textOf());
    }
    return columns;
}

/// Of a difference: of what it makes in either direction.
std::optional<QStringList> columnsOf(const Difference& difference)
{
    QStringList columns;
    bool isKnown = false;
    for (const Changes* changes : { &difference.forward, &difference.backward }) {
        for (const Change& change : *changes) {
            if (!std::holds_alternative<AddConstraint>(change) && !std::holds_alternative<CreateIndex>(change))
                continue;
            const std::optional<QStringList> own = columnsOf(change);
            if (!own)
                return std::nullopt;
            columns += *own;
            isKnown = true;
        }
    }
    return isKnown ? std::optional(columns) : std::nullopt;
}

} // namespace

ObjectName foldedKey(const ObjectName& name, const SchemaRules& rules)
{
    const ObjectName key = keyOf(name, rules);
    return rules.facts().foldsTables ? ObjectName{ key.schema.toLower(), key.name.toLower() } : key;
}

PlaceDoubts::PlaceDoubts(const DriftPlace& place, const SchemaRules& rules)
    : m_rules(rules)
{
    for (const DriftDoubt& doubt : place.doubts) {
        if (doubt.table.name.isEmpty())
            m_all.push_back(&doubt);
        else
            m_ofTables[foldedKey(doubt.table, rules)].push_back(&doubt);
    }
    for (const auto& table : place.schema.tables)
        if (place.schema.incomplete.contains(table->name.key()))
            m_incomplete.insert(foldedKey(table->name, rules));
}

bool PlaceDoubts::isInDoubt(DriftDoubt::About about) const
{
    return std::any_of(m_all.begin(), m_all.end(), [about](const DriftDoubt* doubt) { return doubt->about == about; });
}

bool PlaceDoubts::isPresenceKnown(const ObjectName& key, bool isThere) const
{
    using About = DriftDoubt::About;
    if (isInDoubt(About::Everything) || isInDoubt(isThere ? About::Belonging : About::Further))
        return false;
    const auto own = m_ofTables.value(key);
    return std::none_of(
        own.begin(), own.end(), [](const DriftDoubt* doubt) { return doubt->about == About::Everything; });
}

bool PlaceDoubts::areObjectsKnown() const
{
    return !isInDoubt(DriftDoubt::About::Everything) && !isInDoubt(DriftDoubt::About::Others);
}

bool PlaceDoubts::isWhole(const ObjectName& key) const
{
    return !isInDoubt(DriftDoubt::About::Everything) && !m_incomplete.contains(key) && m_ofTables.value(key).empty();
}

bool PlaceDoubts::isPartKnown(const ObjectName& key, const QString& column) const
{
    if (isInDoubt(DriftDoubt::About::Everything))
        return false;
    const auto own = m_ofTables.value(key);
    return std::none_of(own.begin(), own.end(), [&](const DriftDoubt* doubt) {
        return doubt->about == DriftDoubt::About::Everything || doubt->column.isEmpty() || column.isEmpty()
            || doubt->column.compare(column, m_rules.facts().foldsColumns ? Qt::CaseInsensitive : Qt::CaseSensitive)
            == 0;
    });
}

void PlaceDoubts::collect(const ObjectName& key, bool isThere, std::vector<DriftDoubt>& into) const
{
    const auto add = [&](const DriftDoubt& doubt) {
        if (std::find(into.begin(), into.end(), doubt) == into.end())
            into.push_back(doubt);
    };
    const auto own = m_ofTables.value(key);
    for (const DriftDoubt* doubt : own)
        add(*doubt);
    if (m_incomplete.contains(key) && own.empty())
        add({ DriftDoubt::About::Parts, key, {},
            { QT_TRANSLATE_NOOP("Messages", "Not all columns of table %1 are known."), { key.key() } }, {} });
    for (const DriftDoubt* doubt : m_all) {
        using About = DriftDoubt::About;
        const bool concerns
            = doubt->about == About::Everything || doubt->about == (isThere ? About::Belonging : About::Further);
        if (concerns)
            add(*doubt);
    }
}

bool isCertain(const Difference& difference, const PlaceDoubts& a, const PlaceDoubts& b, const SchemaRules& rules)
{
    if (difference.isOfSpelling)
        return false;
    if (a.isEmpty() && b.isEmpty())
        return true;
    const bool isAddition = difference.kind == Difference::Kind::Add;
    const bool isRemoval = difference.kind == Difference::Kind::Remove;
    if (difference.table.name.isEmpty()) { // where one has it, the other may have it as well
        const bool isOpen = (isAddition && !a.isEmpty()) || (isRemoval && !b.isEmpty());
        return a.areObjectsKnown() && b.areObjectsKnown() && !isOpen;
    }
    const ObjectName key = foldedKey(difference.table, rules);
    if (difference.object == ObjectKind::Table && difference.kind != Difference::Kind::Alter)
        return a.isPresenceKnown(key, isRemoval) && b.isPresenceKnown(key, isAddition);
    if (difference.object == ObjectKind::Column)
        return a.isPartKnown(key, difference.name) && b.isPartKnown(key, difference.name);
    const std::optional<QStringList> columns = columnsOf(difference);
    if (!columns)
        return a.isPartKnown(key, {}) && b.isPartKnown(key, {});
    return std::all_of(columns->begin(), columns->end(),
        [&](const QString& column) { return a.isPartKnown(key, column) && b.isPartKnown(key, column); });
}

std::vector<DriftChange> weighed(
    std::vector<Difference> differences, const DriftPlace& a, const DriftPlace& b, const SchemaRules& rules)
{
    const PlaceDoubts ofA(a, rules);
    const PlaceDoubts ofB(b, rules);
    std::vector<DriftChange> all;
    all.reserve(differences.size());
    for (Difference& one : differences) {
        const bool isSure = isCertain(one, ofA, ofB, rules);
        all.push_back({ std::move(one), isSure });
    }
    return all;
}

} // namespace espalier::schema
