#include "schema/difference.h"

#include "schema/describe.h"
#include "schema/difference_builder.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <QMultiHash>
#include <QRegularExpression>

// The order of the whole, and all but tables.

namespace espalier::schema {

namespace {

/// Calls `visit(a, b)` for every key of either map, with null where one has none.
template <typename Map, typename Visit> void forEachPair(const Map& a, const Map& b, Visit visit)
{
    auto left = a.cbegin();
    auto right = b.cbegin();
    while (left != a.cend() || right != b.cend()) {
        if (right == b.cend() || (left != a.cend() && left.key() < right.key())) {
            visit(left.value().get(), nullptr);
            ++left;
        } else if (left == a.cend() || right.key() < left.key()) {
            visit(nullptr, right.value().get());
            ++right;
        } else {
            visit(left.value().get(), right.value().get());
            ++left;
            ++right;
        }
    }
}

bool isSubsequence(const QStringList& part, const QStringList& whole)
{
    qsizetype at = 0;
    for (const QString& value : whole)
        if (at < part.size() && part[at] == value)
            ++at;
    return at == part.size();
}

/// A name between double quotes, as standard SQL has it.
QString quoted(const QString& name)
{
    return QLatin1Char('"') + QString(name).replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
}

core::WordHash<ObjectName> ownedSequences(const Schema& schema)
{
    core::WordHash<ObjectName> owned;
    for (const auto& sequence : schema.sequences)
        if (!sequence->ownedBy.isEmpty())
            owned.insert(sequence->ownedBy, sequence->name);
    return owned;
}

DropOther dropOf(const OpaqueObject& object)
{
    DropOther drop;
    drop.kind = object.kind;
    drop.name = object.name;
    drop.table = object.table;
    return drop;
}

CreateOther creationOf(const OpaqueObject& object, bool orReplace)
{
    CreateOther creation;
    creation.object = object;
    creation.orReplace = orReplace;
    return creation;
}

DropView dropOf(const View& view)
{
    DropView drop;
    drop.name = view.name;
    drop.isMaterialized = view.isMaterialized;
    return drop;
}

/// The words of SQL, quoted names without their quotes.
QSet<QString> wordsIn(const QString& sql)
{
    static const QRegularExpression word(
        QStringLiteral("\"([^\"]+)\"|`([^`]+)`|([\\w$]+)"), QRegularExpression::UseUnicodePropertiesOption);
    QSet<QString> words;
    for (auto it = word.globalMatch(sql); it.hasNext();) {
        const auto match = it.next();
        words.insert(match.captured(match.lastCapturedIndex()));
    }
    return words;
}

/// Views before those that read them, as far as their words tell.
std::vector<const View*> inOrderOfUse(const std::vector<const View*>& views)
{
    QMultiHash<QString, const View*> named;
    for (const View* view : views)
        named.insert(view->name.name, view);
    std::vector<const View*> order;
    QSet<const View*> seen;
    const std::function<void(const View*)> visit = [&](const View* view) {
        if (seen.contains(view))
            return;
        seen.insert(view);
        for (const QString& word : wordsIn(view->definition))
            for (const View* used : named.values(word))
                visit(used);
        order.push_back(view);
    };
    for (const View* view : views)
        visit(view);
    return order;
}

struct OtherPhases {
    Phase added;
    Phase removed;
};

OtherPhases phasesOf(const OpaqueObject& object)
{
    if (!object.table.isEmpty() || object.kind == QLatin1String("statistics"))
        return { Phase::ViewsAdded, Phase::ViewsRemoved };
    if (object.kind == QLatin1String("extension"))
        return { Phase::Extensions, Phase::ExtensionsRemoved };
    if (object.kind == QLatin1String("domain") || object.kind == QLatin1String("type"))
        return { Phase::Types, Phase::TypesRemoved };
    return { Phase::Libraries, Phase::LibrariesRemoved };
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
        [](const QString& prefix) { return prefix.startsWith(QLatin1String("TEMP"), Qt::CaseInsensitive); });
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
    , m_ownedInA(ownedSequences(a))
    , m_ownedInB(ownedSequences(b))
{ }

std::vector<Difference> DifferenceBuilder::build()
{
    compareSchemas();
    compareEnums();
    compareSequences();
    compareViews();
    compareOthers();
    compareTables();
    std::stable_sort(m_found.begin(), m_found.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
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
    const bool isPart = found.object != ObjectKind::Table && found.object != ObjectKind::Column;
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

void DifferenceBuilder::compareSchemas()
{
    QStringList all = (m_a.schemas + m_b.schemas).values();
    all.sort();
    for (const QString& name : all) {
        const bool isInA = m_a.schemas.contains(name);
        if (isInA == m_b.schemas.contains(name))
            continue;
        CreateSchema creation;
        creation.name = name;
        DropSchema drop;
        drop.name = name;
        if (isInA)
            add(Phase::SchemasRemoved, Kind::Remove, ObjectKind::Schema, {}, { {}, name }, { drop }, { creation });
        else
            add(Phase::Schemas, Kind::Add, ObjectKind::Schema, {}, { {}, name }, { creation }, { drop });
    }
}

/// New values are added; for all else the type is made anew and its columns are moved over.
Changes DifferenceBuilder::enumChanges(const EnumType& from, const EnumType& to) const
{
    Changes changes;
    if (isSubsequence(from.values, to.values)) {
        QString previous;
        for (qsizetype i = 0; i < to.values.size(); ++i) {
            if (from.values.contains(to.values[i]))
                continue;
            AlterEnum alteration;
            alteration.name = from.name;
            alteration.addValue = to.values[i];
            if (i > 0)
                alteration.after = to.values[i - 1];
            else
                alteration.before = from.values.value(0);
            changes.push_back(std::move(alteration));
        }
        return changes;
    }
    AlterEnum aside;
    aside.name = from.name;
    aside.newName = from.name.name + QLatin1String("_old");
    changes.push_back(aside);
    CreateEnum creation;
    creation.type = to;
    changes.push_back(std::move(creation));
    for (const auto& table : m_a.tables) {
        for (const Column& column : table->columns) {
            const std::optional<EnumUse> use = m_rules.enumOf(column.type, *table);
            if (!use
                || ObjectName{ use->type.name.schema == facts().defaultSchema ? QString() : use->type.name.schema,
                       use->type.name.name }
                    != from.name)
                continue;
            ColumnChange change;
            change.table = table->name;
            change.column = column.name;
            change.existingType = column.type;
            change.serverDefault = NoDefault{};
            if (column.serverDefault)
                changes.push_back(change);
            change.serverDefault = {};
            change.type = column.type;
            const QString array = column.type.item ? QStringLiteral("[]") : QString();
            const QString type = (from.name.schema.isEmpty() ? QString() : quoted(from.name.schema) + QLatin1Char('.'))
                + quoted(from.name.name);
            change.usingExpression
                = QStringLiteral("CAST(CAST(%1 AS TEXT%3) AS %2%3)").arg(quoted(column.name), type, array);
            if (column.serverDefault)
                change.serverDefault = *column.serverDefault;
            changes.push_back(std::move(change));
        }
    }
    DropEnum drop;
    drop.name = { from.name.schema, aside.newName };
    changes.push_back(std::move(drop));
    return changes;
}

void DifferenceBuilder::compareEnums()
{
    forEachPair(m_a.enums, m_b.enums, [this](const EnumType* a, const EnumType* b) {
        if (a && b) {
            if (a->values != b->values)
                add(Phase::Enums, Kind::Alter, ObjectKind::Enum, {}, a->name, enumChanges(*a, *b), enumChanges(*b, *a));
            return;
        }
        CreateEnum creation;
        creation.type = a ? *a : *b;
        DropEnum drop;
        drop.name = creation.type.name;
        if (a)
            add(Phase::EnumsRemoved, Kind::Remove, ObjectKind::Enum, {}, a->name, { drop }, { creation });
        else
            add(Phase::Enums, Kind::Add, ObjectKind::Enum, {}, b->name, { creation }, { drop });
    });
}

void DifferenceBuilder::compareSequences()
{
    const auto isOwned = [](const Sequence* sequence) { return sequence && !sequence->ownedBy.isEmpty(); };
    forEachPair(m_a.sequences, m_b.sequences, [&](const Sequence* a, const Sequence* b) {
        const Sequence* left = isOwned(a) ? nullptr : a; // those come and go with their columns
        const Sequence* right = isOwned(b) ? nullptr : b;
        if (!left && !right)
            return;
        const auto creation = [](const Sequence* sequence) {
            CreateSequence result;
            result.sequence = *sequence;
            return result;
        };
        const auto drop = [](const Sequence* sequence) {
            DropSequence result;
            result.name = sequence->name;
            return result;
        };
        if (!left && !a)
            add(Phase::Sequences, Kind::Add, ObjectKind::Sequence, {}, right->name, { creation(right) },
                { drop(right) });
        else if (!right && !b)
            add(Phase::SequencesRemoved, Kind::Remove, ObjectKind::Sequence, {}, left->name, { drop(left) },
                { creation(left) });
        else if (left && right
            && (m_rules.comparable(*left) != m_rules.comparable(*right)
                || (left->dataType != right->dataType && !left->dataType.isEmpty() && !right->dataType.isEmpty())))
            add(Phase::Sequences, Kind::Alter, ObjectKind::Sequence, {}, left->name, { drop(left), creation(right) },
                { drop(right), creation(left) });
    });
}

void DifferenceBuilder::compareViews()
{
    const auto creation = [](const View* view) {
        CreateView result;
        result.view = *view;
        return result;
    };
    std::vector<const View*> removed;
    std::vector<const View*> added;
    forEachPair(m_a.views, m_b.views, [&](const View* a, const View* b) {
        if (!a || !b) {
            (a ? removed : added).push_back(a ? a : b);
            return;
        }
        const bool isSame = a->isMaterialized == b->isMaterialized
            && (a->definition == b->definition || a->definition.isEmpty() || b->definition.isEmpty()
                || m_rules.isSame(*a, *b));
        if (!isSame)
            add(Phase::ViewsChanged, Kind::Alter, ObjectKind::View, {}, a->name, { dropOf(*a), creation(b) },
                { dropOf(*b), creation(a) });
    });
    removed = inOrderOfUse(removed);
    for (auto view = removed.rbegin(); view != removed.rend(); ++view)
        add(Phase::ViewsRemoved, Kind::Remove, ObjectKind::View, {}, (*view)->name, { dropOf(**view) },
            { creation(*view) });
    for (const View* view : inOrderOfUse(added))
        add(Phase::ViewsAdded, Kind::Add, ObjectKind::View, {}, view->name, { creation(view) }, { dropOf(*view) });
}

/// By name; by definition only where both are known.
void DifferenceBuilder::compareOthers()
{
    forEachPair(m_a.others, m_b.others, [this](const OpaqueObject* a, const OpaqueObject* b) {
        const OpaqueObject& one = a ? *a : *b;
        const bool isOnTable = !one.table.isEmpty();
        const ObjectName table = isOnTable ? ObjectName{ {}, one.table } : ObjectName{};
        const OtherPhases phases = phasesOf(one);
        if (a && b) {
            if (a->definition.isEmpty() || b->definition.isEmpty() || m_rules.comparable(*a) == m_rules.comparable(*b))
                return;
            add(phases.added, Kind::Alter, ObjectKind::Other, table, a->name, { dropOf(*a), creationOf(*b, true) },
                { dropOf(*b), creationOf(*a, true) });
        } else if (a) {
            add(phases.removed, Kind::Remove, ObjectKind::Other, table, a->name, { dropOf(*a) },
                { creationOf(*a, false) });
        } else {
            add(phases.added, Kind::Add, ObjectKind::Other, table, b->name, { creationOf(*b, false) }, { dropOf(*b) });
        }
    });
}

} // namespace espalier::schema
