#include "schema/difference_builder.h"

#include "schema/names_used.h"

#include <QMultiHash>

// All but tables: schemas, enums, sequences, views, and what is carried by its name.

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

using RenamedValues = std::vector<std::pair<QString, QString>>;

/// Values of an enum that have another name later: between the same neighbours as many went as came.
RenamedValues renamedValues(const QStringList& from, const QStringList& to)
{
    const auto gaps = [](const QStringList& values, const QStringList& others) {
        QMap<QString, QStringList> all; // what others do not have, by its neighbours
        QString before;
        QStringList gap;
        const auto close = [&](const QString& after) {
            if (!gap.isEmpty())
                all.insert(before + QLatin1Char('\n') + after, gap);
            gap.clear();
            before = QLatin1Char('=') + after;
        };
        for (const QString& value : values)
            if (others.contains(value))
                close(value);
            else
                gap.append(value);
        close({});
        return all;
    };
    const QMap<QString, QStringList> came = gaps(to, from);
    const QMap<QString, QStringList> went = gaps(from, to);
    RenamedValues renamed;
    for (auto gap = went.cbegin(); gap != went.cend(); ++gap) {
        const QStringList names = came.value(gap.key());
        for (qsizetype i = 0; i < gap->size() && names.size() == gap->size(); ++i)
            renamed.push_back({ gap->at(i), names[i] });
    }
    return renamed;
}

QString literal(const QString& value)
{
    return QLatin1Char('\'') + QString(value).replace(QLatin1Char('\''), QLatin1String("''")) + QLatin1Char('\'');
}

/// A name between double quotes, as standard SQL has it.
QString quoted(const QString& name)
{
    return QLatin1Char('"') + QString(name).replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
}

struct OtherPhases {
    Phase added;
    Phase removed;
};

OtherPhases phasesOf(const OpaqueObject& object)
{
    if (object.kind == QLatin1String("event trigger"))
        return { Phase::WatchersAdded, Phase::WatchersRemoved };
    if (!object.table.isEmpty() || object.kind == QLatin1String("statistics")
        || object.kind == QLatin1String("publication") || object.kind == QLatin1String("subscription"))
        return { Phase::ViewsAdded, Phase::ViewsRemoved };
    if (object.kind == QLatin1String("operator class")) // which often has its family's name
        return { Phase::Sequences, Phase::SequencesRemoved };
    if (object.kind == QLatin1String("extension"))
        return { Phase::Extensions, Phase::ExtensionsRemoved };
    if (object.kind == QLatin1String("domain") || object.kind == QLatin1String("type"))
        return { Phase::Types, Phase::TypesRemoved };
    return { Phase::Libraries, Phase::LibrariesRemoved };
}

} // namespace

DropOther dropOf(const OpaqueObject& object)
{
    DropOther drop;
    drop.kind = object.kind;
    drop.name = object.name;
    drop.table = object.table;
    drop.statement = object.isSetting() ? object.removal : object.drop;
    return drop;
}

DropView dropOf(const View& view)
{
    DropView drop;
    drop.name = view.name;
    drop.isMaterialized = view.isMaterialized;
    return drop;
}

CreateView creationOf(const View& view)
{
    CreateView creation;
    creation.view = view;
    return creation;
}

CreateOther creationOf(const OpaqueObject& object)
{
    CreateOther creation;
    creation.object = object;
    return creation;
}

std::vector<const View*> inOrderOfUse(const std::vector<const View*>& views)
{
    QMultiHash<QString, const View*> named;
    for (const View* view : views) {
        named.insert(view->name.name, view);
        if (!view->name.schema.isEmpty())
            named.insert(view->name.key(), view);
    }
    std::vector<const View*> order;
    QSet<const View*> seen;
    const std::function<void(const View*)> visit = [&](const View* view) {
        if (seen.contains(view))
            return;
        seen.insert(view);
        for (const QString& word : namesIn(view->definition))
            for (const View* used : named.values(word))
                visit(used);
        order.push_back(view);
    };
    for (const View* view : views)
        visit(view);
    return order;
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

/// Values with other names are renamed, new ones are added; for all else the type is made anew.
Changes DifferenceBuilder::enumChanges(const EnumType& from, const EnumType& to) const
{
    Changes changes;
    QStringList values = from.values;
    for (const auto& [before, after] : renamedValues(from.values, to.values)) {
        AlterEnum alteration;
        alteration.name = from.name;
        alteration.renameValue = before;
        alteration.addValue = after;
        changes.push_back(std::move(alteration));
        values.replace(values.indexOf(before), after);
    }
    if (isSubsequence(values, to.values)) {
        for (qsizetype i = 0; i < to.values.size(); ++i) {
            if (values.contains(to.values[i]))
                continue;
            AlterEnum alteration;
            alteration.name = from.name;
            alteration.addValue = to.values[i];
            if (i > 0)
                alteration.after = to.values[i - 1];
            else
                alteration.before = values.value(0);
            changes.push_back(std::move(alteration));
        }
        return changes;
    }
    CreateEnum creation;
    creation.type = to;
    DropEnum drop;
    drop.name = from.name;
    const Changes anew = typeReplacement(from.name, creation, drop);
    changes.insert(changes.end(), anew.begin(), anew.end());
    return changes;
}

/// By its name: an enum of SQLAlchemy's, or SQL.
bool DifferenceBuilder::isOfType(const Column& column, const Table& table, const ObjectName& type) const
{
    if (const std::optional<EnumUse> use = m_rules.enumOf(column.type, table)) {
        const QString& place = use->type.name.schema;
        return ObjectName{ place == facts().defaultSchema ? QString() : place, use->type.name.name } == type;
    }
    QString name = comparable(column, table).type;
    if (name.endsWith(QLatin1String("[]")))
        name.chop(2);
    return name == type.key() || name == type.name;
}

Changes DifferenceBuilder::typeReplacement(const ObjectName& type, Change creation, Change drop) const
{
    const QString aside = type.name + QLatin1String("_old");
    Changes changes;
    if (auto* ofEnum = std::get_if<DropEnum>(&drop)) {
        AlterEnum rename;
        rename.name = type;
        rename.newName = aside;
        changes.push_back(std::move(rename));
        ofEnum->name.name = aside;
    } else if (auto* other = std::get_if<DropOther>(&drop)) {
        changes.push_back(RenameOther{ other->kind, type, {}, { type.schema, aside } });
        other->name.name = aside;
    }
    changes.push_back(std::move(creation));
    for (const auto& table : m_a.tables) {
        for (const Column& column : table->columns) {
            if (m_rules.isInherited(column) || !isOfType(column, *table, type))
                continue;
            const Changes before = partsAround(*table, *table, column.name, true);
            changes.insert(changes.end(), before.begin(), before.end());
            ColumnChange change;
            change.table = table->name;
            change.column = column.name;
            change.existingType = column.type;
            change.serverDefault = NoDefault{};
            if (column.serverDefault)
                changes.push_back(change);
            change.serverDefault = {};
            change.type = column.type;
            const bool isArray = column.type.item || column.type.text.endsWith(QLatin1String("[]"));
            const QString array = isArray ? QStringLiteral("[]") : QString();
            const QString name
                = (type.schema.isEmpty() ? QString() : quoted(type.schema) + QLatin1Char('.')) + quoted(type.name);
            change.usingExpression
                = QStringLiteral("CAST(CAST(%1 AS TEXT%3) AS %2%3)").arg(quoted(column.name), name, array);
            if (column.serverDefault)
                change.serverDefault = *column.serverDefault;
            changes.push_back(std::move(change));
            const Changes after = partsAround(*table, *table, column.name, false);
            changes.insert(changes.end(), after.begin(), after.end());
        }
    }
    changes.push_back(std::move(drop));
    return changes;
}

void DifferenceBuilder::compareEnums()
{
    forEachPair(m_a.enums, m_b.enums, [this](const EnumType* a, const EnumType* b) {
        if (a && b) {
            for (const auto& [before, after] : renamedValues(a->values, b->values))
                m_renamedValues.push_back({ a->name, literal(before), literal(after) });
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

/// The column that a sequence's owner names; null where it is not there.
static const Column* ownerOf(const Schema& schema, const QString& owner)
{
    const Table* table = schema.table(ObjectName::ofKey(owner.section(QLatin1Char('.'), 0, -2)));
    return table ? table->column(owner.section(QLatin1Char('.'), -1)) : nullptr;
}

void DifferenceBuilder::compareSequences()
{
    const auto isOwned = [](const Sequence* sequence) { return sequence && !sequence->ownedBy.isEmpty(); };
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
    const auto isItsOwn = [&](const core::WordHash<ObjectName>& owned, const Sequence* sequence) {
        if (!knowSettings())
            return isOwned(sequence);
        const auto found = sequence ? owned.constFind(sequence->ownedBy) : owned.cend();
        return found != owned.cend() && *found == sequence->name;
    };
    const auto isOfIdentity = [&](const Schema& schema, const Sequence& sequence) {
        const Column* owner = ownerOf(schema, sequence.ownedBy);
        return owner && owner->identity && isItsOwn(&schema == &m_a ? m_ownedInA : m_ownedInB, &sequence);
    };
    const auto changes = [&](const Sequence& from, const Sequence& to) {
        return m_rules.alteration(from, to).value_or(Changes{ drop(&from), creation(&to) });
    };
    forEachPair(m_a.sequences, m_b.sequences, [&](const Sequence* a, const Sequence* b) {
        // those that columns own come and go with their columns
        const bool goesItself = !a || isItsOwn(m_ownedInA, a) || (isOwned(a) && !ownerOf(m_b, a->ownedBy));
        if (goesItself && (!b || isItsOwn(m_ownedInB, b)) && !(a && b && knowSettings()))
            return;
        if (!a)
            return add(isOwned(b) ? Phase::References : Phase::Sequences, Kind::Add, ObjectKind::Sequence, {}, b->name,
                { creation(b) }, { drop(b) });
        if (!b)
            return add(
                Phase::SequencesRemoved, Kind::Remove, ObjectKind::Sequence, {}, a->name, { drop(a) }, { creation(a) });
        if (isOwned(a) || isOwned(b)) {
            // one that comes or goes with its column, and the options of an identity, which are the column's
            const bool isGone = isOwned(a) && !ownerOf(m_b, a->ownedBy);
            const bool isNew = isOwned(b) && !ownerOf(m_a, b->ownedBy);
            if (!knowSettings() || (isGone && isNew) || isOfIdentity(m_a, *a) || isOfIdentity(m_b, *b))
                return;
        }
        const bool isSameType = a->dataType.compare(b->dataType, Qt::CaseInsensitive) == 0 || a->dataType.isEmpty()
            || b->dataType.isEmpty();
        if (m_rules.comparable(*a) == m_rules.comparable(*b) && isSameType && a->ownedBy == b->ownedBy)
            return;
        // its owner is there between what comes and what goes
        const Phase phase = !isOwned(b) ? Phase::Sequences : isOwned(a) ? Phase::ColumnsChanged : Phase::References;
        add(phase, Kind::Alter, ObjectKind::Sequence, {}, a->name, changes(*a, *b), changes(*b, *a));
    });
}

void DifferenceBuilder::compareViews()
{
    std::vector<const View*> removed;
    std::vector<const View*> added;
    std::vector<const View*> changed;
    const auto renamed = [&](View view) {
        view.definition = withRenamedValues(view.definition);
        return view;
    };
    forEachPair(m_a.views, m_b.views, [&](const View* a, const View* b) {
        if (!a || !b) {
            (a ? removed : added).push_back(a ? a : b);
            return;
        }
        const bool isSame = a->isMaterialized == b->isMaterialized
            && ((a->definition == b->definition && a->columns == b->columns) || a->definition.isEmpty()
                || b->definition.isEmpty() || m_rules.isSame(*a, *b) || m_rules.isSame(renamed(*a), *b));
        if (!isSame)
            changed.push_back(b);
    });
    for (const View* b : inOrderOfUse(changed)) {
        const View& a = *m_a.views.value(b->name);
        add(Phase::ViewsChanged, Kind::Alter, ObjectKind::View, {}, a.name, { dropOf(a), creationOf(*b) },
            { dropOf(*b), creationOf(a) });
    }
    removed = inOrderOfUse(removed);
    for (auto view = removed.rbegin(); view != removed.rend(); ++view)
        add(Phase::ViewsRemoved, Kind::Remove, ObjectKind::View, {}, (*view)->name, { dropOf(**view) },
            { creationOf(**view) });
    for (const View* view : inOrderOfUse(added))
        add(Phase::ViewsAdded, Kind::Add, ObjectKind::View, {}, view->name, { creationOf(*view) }, { dropOf(*view) });
}

/// A type that columns have is changed under them; all else that cannot be changed is made anew.
Changes DifferenceBuilder::objectChanges(const OpaqueObject& from, const OpaqueObject& to) const
{
    if (std::optional<Changes> changes = m_rules.alteration(from, to))
        return *std::move(changes);
    CreateOther creation = creationOf(to);
    creation.orReplace = true;
    const bool isType = from.kind == QLatin1String("domain") || from.kind == QLatin1String("type");
    if (!isType)
        return { dropOf(from), creation };
    return typeReplacement(from.name, creation, dropOf(from));
}

namespace {

/// What SQL text of scripts calls an object that a server knows by more than that: by arguments, a method, a role.
OpaqueKey scriptsKey(const OpaqueObject& object)
{
    const QString whole = object.name.name;
    const QString plain = whole.section(QLatin1Char('('), 0, 0).section(QLatin1String(" USING "), 0, 0).trimmed();
    const QString server = whole.section(QLatin1String(" SERVER "), -1);
    const QString name = object.kind == QLatin1String("user mapping") ? server : plain.isEmpty() ? whole : plain;
    return { object.kind, { object.name.schema, name }, object.table };
}

QMap<OpaqueKey, bool> scriptsKeys(const Schema& schema)
{
    QMap<OpaqueKey, bool> keys;
    for (const auto& object : schema.others)
        if (!object->drop.isEmpty())
            keys.insert(scriptsKey(*object), true);
    return keys;
}

} // namespace

/// By name; by definition only where both are known.
void DifferenceBuilder::compareOthers()
{
    const QMap<OpaqueKey, bool> keysOfA = scriptsKeys(m_a);
    const QMap<OpaqueKey, bool> keysOfB = scriptsKeys(m_b);
    const auto hasOtherwise = [](const Schema& schema, const QMap<OpaqueKey, bool>& keys, const OpaqueObject& object) {
        const auto same = schema.others.value(scriptsKey(object));
        return object.drop.isEmpty() ? keys.contains(scriptsKey(object)) : same && same->drop.isEmpty();
    };
    forEachPair(m_a.others, m_b.others, [&](const OpaqueObject* a, const OpaqueObject* b) {
        const OpaqueObject& one = a ? *a : *b;
        if (one.isSetting() || (!b && hasOtherwise(m_b, keysOfB, *a)) || (!a && hasOtherwise(m_a, keysOfA, *b)))
            return;
        const bool isOnTable = !one.table.isEmpty();
        const ObjectName table = isOnTable ? ObjectName{ {}, one.table } : ObjectName{};
        const OtherPhases phases = phasesOf(one);
        if (a && b) {
            if (a->definition.isEmpty() || b->definition.isEmpty() || a->drop.isEmpty() != b->drop.isEmpty()
                || m_rules.comparable(*a) == m_rules.comparable(*b))
                return;
            add(phases.added, Kind::Alter, ObjectKind::Other, table, a->name, objectChanges(*a, *b),
                objectChanges(*b, *a));
        } else if (a) {
            add(phases.removed, Kind::Remove, ObjectKind::Other, table, a->name, { dropOf(*a) }, { creationOf(*a) });
        } else {
            add(phases.added, Kind::Add, ObjectKind::Other, table, b->name, { creationOf(*b) }, { dropOf(*b) });
        }
    });
}

} // namespace espalier::schema
