#include "schema/difference.h"

#include "schema/describe.h"
#include "schema/difference_builder.h"
#include "schema/names_used.h"

#include <algorithm>
#include <iterator>

// The order of the whole, and the words.

namespace espalier::schema {

namespace {

/// Whether a column makes its values with a sequence that it owns.
bool isRead(const Sequence& sequence, const Column& column)
{
    return column.identity || column.autoIncrement == Column::AutoIncrement::Yes
        || (column.serverDefault
            && (column.serverDefault->table() == sequence.name
                || readsSequence(column.serverDefault->textOf(), sequence.name.name)));
}

/// The sequence of each column that has one; of several, an identity's is the one with the name that it gives.
core::WordHash<ObjectName> ownedSequences(const Schema& schema, const SchemaRules& rules)
{
    core::WordHash<ObjectName> owned;
    for (const auto& sequence : schema.sequences) {
        const QString& owner = sequence->ownedBy;
        if (owner.isEmpty())
            continue;
        const Table* table = schema.table(ObjectName::ofKey(owner.section(QLatin1Char('.'), 0, -2)));
        const Column* column = table ? table->column(owner.section(QLatin1Char('.'), -1)) : nullptr;
        if (column && schema.knowsSettings && !isRead(*sequence, *column))
            continue;
        if (column && column->identity && owned.contains(owner)) {
            const std::vector<Sequence> made = rules.sequencesOf(*table, *column, NoNames());
            if (made.empty() || made.front().name != sequence->name)
                continue;
        }
        owned.insert(owner, sequence->name);
    }
    return owned;
}

} // namespace

QString codeName(ObjectKind kind)
{
    static constexpr const char* names[] = { "table", "column", "primary_key", "foreign_key", "unique", "check",
        "exclusion", "index", "enum", "sequence", "view", "schema", "other" };
    static_assert(std::size(names) == static_cast<size_t>(ObjectKind::Other) + 1);
    return QLatin1String(names[static_cast<size_t>(kind)]);
}

QString codeName(Difference::Kind kind)
{
    static constexpr const char* names[] = { "add", "remove", "change" };
    return QLatin1String(names[static_cast<size_t>(kind)]);
}

bool isTemporary(const Table& table)
{
    return std::any_of(table.prefixes.begin(), table.prefixes.end(),
        [](const QString& prefix) { return prefix.contains(QLatin1String("TEMP"), Qt::CaseInsensitive); });
}

std::vector<Difference> difference(const Schema& a, const Schema& b, const SchemaRules& rules)
{
    return DifferenceBuilder(a, b, rules).build();
}

Changes forward(const std::vector<Difference>& differences)
{
    Changes all;
    for (const Difference& one : differences)
        all.insert(all.end(), one.forward.begin(), one.forward.end());
    return all;
}

Changes backward(const std::vector<Difference>& differences)
{
    Changes all;
    for (auto one = differences.rbegin(); one != differences.rend(); ++one)
        all.insert(all.end(), one->backward.begin(), one->backward.end());
    return all;
}

DifferenceBuilder::DifferenceBuilder(const Schema& a, const Schema& b, const SchemaRules& rules)
    : m_a(a)
    , m_b(b)
    , m_rules(rules)
    , m_ownedInA(ownedSequences(a, rules))
    , m_ownedInB(ownedSequences(b, rules))
{ }

std::vector<Difference> DifferenceBuilder::build()
{
    compareSchemas();
    compareEnums();
    compareSequences();
    compareViews();
    compareOthers();
    compareTables();
    compareSettings();
    std::stable_sort(m_found.begin(), m_found.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
    holdDependents();
    postponeParts();
    sortByUse();
    releaseRemoved();
    std::vector<Difference> all;
    all.reserve(m_found.size());
    for (auto& found : m_found)
        all.push_back(std::move(found.second));
    return all;
}

namespace {

/// What differs is made anew: that is a change of it, and no creation.
core::Message changeWords(ObjectKind object, const ObjectName& table, const ObjectName& name, const Change& change)
{
    const auto* addition = std::get_if<AddConstraint>(&change);
    const QString columns = addition ? addition->constraint.columns.join(QLatin1String(", ")) : QString();
    switch (object) {
    case ObjectKind::Column:
        return { QT_TRANSLATE_NOOP("Messages", "changes column %1 of %2: %3"),
            { name.name, table.key(), QStringLiteral("GENERATED") } };
    case ObjectKind::PrimaryKey:
        return { QT_TRANSLATE_NOOP("Messages", "changes the primary key of %1 to (%2)"), { table.key(), columns } };
    case ObjectKind::ForeignKey:
        return { QT_TRANSLATE_NOOP("Messages", "changes foreign key %1 of %2"), { name.name, table.key() } };
    case ObjectKind::Unique:
        return { QT_TRANSLATE_NOOP("Messages", "changes unique constraint %1 of %2 to (%3)"),
            { name.name, table.key(), columns } };
    case ObjectKind::Check:
        return { QT_TRANSLATE_NOOP("Messages", "changes check %1 of %2"), { name.name, table.key() } };
    case ObjectKind::Exclusion:
        return { QT_TRANSLATE_NOOP("Messages", "changes exclusion constraint %1 of %2"), { name.name, table.key() } };
    case ObjectKind::Index:
        return { QT_TRANSLATE_NOOP("Messages", "changes index %1 of %2"), { name.name, table.key() } };
    case ObjectKind::Enum:
        return { QT_TRANSLATE_NOOP("Messages", "changes enum type %1"), { name.key() } };
    case ObjectKind::Sequence:
        return { QT_TRANSLATE_NOOP("Messages", "changes sequence %1"), { name.key() } };
    case ObjectKind::View:
        return { QT_TRANSLATE_NOOP("Messages", "changes view %1"), { name.key() } };
    default:
        return { QT_TRANSLATE_NOOP("Messages", "changes %1"), { name.key() } };
    }
}

/// Whether the change alone says what becomes of the object.
bool saysAll(const Difference& found, const Change& change)
{
    if (const auto* other = std::get_if<CreateOther>(&change); other && other->object.isSetting())
        return true;
    const bool isPart = found.object != ObjectKind::Table;
    const bool isRenamedAway = found.object == ObjectKind::Enum && std::holds_alternative<RenameOther>(change);
    return found.kind != Difference::Kind::Alter || !isPart || (kindOf(change) != ChangeKind::Adds && !isRenamedAway);
}

} // namespace

void DifferenceBuilder::add(Phase phase, Kind kind, ObjectKind object, const ObjectName& table, const ObjectName& name,
    Changes forwardChanges, Changes backwardChanges)
{
    Difference found;
    found.kind = kind;
    found.object = object;
    found.table = table;
    found.schema = name.schema;
    found.name = name.name;
    // of several, the one that is about the object: the last that makes, the first that drops
    const auto isAbout = [&](const Change& change) {
        return kind == Kind::Remove ? kindOf(change) == ChangeKind::Removes : kindOf(change) != ChangeKind::Removes;
    };
    const auto main = std::find_if(forwardChanges.begin(), forwardChanges.end(), isAbout);
    if (main != forwardChanges.end())
        found.detail = saysAll(found, *main) ? describe(*main) : changeWords(object, table, name, *main);
    found.forward = std::move(forwardChanges);
    found.backward = std::move(backwardChanges);
    m_found.push_back({ phase, std::move(found) });
}

} // namespace espalier::schema
