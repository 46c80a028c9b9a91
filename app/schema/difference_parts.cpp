#include "schema/difference_builder.h"

#include "schema/column_use.h"

#include <algorithm>
#include <QMultiHash>

// Keys, foreign keys, checks and indexes. Two of a kind are the same where they have one name; those that are left are
// the same where all but the name is equal, and then it is the name that changed.

namespace espalier::schema {

namespace {

ObjectKind kindOf(Constraint::Kind kind)
{
    switch (kind) {
    case Constraint::Kind::PrimaryKey:
        return ObjectKind::PrimaryKey;
    case Constraint::Kind::ForeignKey:
        return ObjectKind::ForeignKey;
    case Constraint::Kind::Unique:
        return ObjectKind::Unique;
    case Constraint::Kind::Check:
        return ObjectKind::Check;
    case Constraint::Kind::Exclusion:
        return ObjectKind::Exclusion;
    }
    return ObjectKind::Check;
}

bool isKey(const ComparablePart& part)
{
    return part.kind == ObjectKind::PrimaryKey || part.kind == ObjectKind::Unique;
}

} // namespace

/// Options of constraints and indexes that SQL text of scripts may have set without a schema's knowing it.
static QString serverOptions(const QVariantMap& options, const QString& dialect)
{
    QString text;
    for (const char* name : { "_not_valid", "_no_inherit", "_with", "_tablespace" }) {
        const QVariant value = options.value(dialect + QLatin1String(name));
        if (value.isNull())
            continue;
        text += QLatin1String(name);
        if (value.typeId() == QMetaType::QVariantList)
            for (const QVariant& pair : value.toList())
                text += QLatin1Char(' ') + pair.toStringList().join(QLatin1Char('='));
        else
            text += QLatin1Char(' ') + value.toString();
    }
    return text;
}

/// Whether an index or a key is of a parent alone, and which ones of its partitions are its own for all that; those of
/// partitions that come or go do so with them.
QString DifferenceBuilder::attachedText(const QVariantMap& options) const
{
    const QVariant attached = options.value(facts().dialect + QLatin1String("_attached"));
    if (attached.isNull())
        return {};
    QString text = QStringLiteral(" only");
    for (const QVariant& pair : attached.toList()) {
        const ObjectName table = ObjectName::ofKey(pair.toStringList().value(0));
        if (m_a.tables.contains(table) && m_b.tables.contains(table))
            text += QLatin1Char(' ') + pair.toStringList().join(QLatin1Char('/'));
    }
    return text;
}

std::vector<ComparablePart> DifferenceBuilder::partsOf(const Table& table) const
{
    const auto withOptions = [&](const QString& text, const QVariantMap& options) {
        return knowSettings() ? text + serverOptions(options, facts().dialect) + attachedText(options) : text;
    };
    std::vector<ComparablePart> parts;
    for (const Constraint& constraint : table.constraints) {
        if (m_rules.isInherited(constraint) && !m_separates)
            continue;
        ComparablePart part{ kindOf(constraint.kind), constraint.name.text,
            withOptions(m_rules.comparable(constraint, table), constraint.options), &constraint, nullptr };
        if (facts().uniquesAreIndexes && constraint.kind == Constraint::Kind::Unique) {
            Index index;
            index.isUnique = true;
            for (const QString& column : constraint.columns)
                index.elements.push_back(Expression::column(column));
            part.kind = ObjectKind::Index;
            part.text = m_rules.comparable(index, table);
        }
        parts.push_back(std::move(part));
    }
    for (const Index& index : table.indexes)
        if (!m_rules.comesByItself(index, table) || m_separates)
            parts.push_back({ ObjectKind::Index, index.name.text,
                withOptions(m_rules.comparable(index, table), index.options), nullptr, &index });
    return parts;
}

bool DifferenceBuilder::isSameName(const ComparablePart& a, const ComparablePart& b) const
{
    if (a.kind == ObjectKind::PrimaryKey && !facts().primaryKeyName.isEmpty())
        return true;
    return a.name.compare(b.name, facts().foldsColumns ? Qt::CaseInsensitive : Qt::CaseSensitive) == 0;
}

void DifferenceBuilder::compareParts(const Table& a, const Table& b)
{
    // what one has from a parent is the other's own where that has no such parent
    m_separates = knowSettings() && m_rules.parentsOf(a) != m_rules.parentsOf(b);
    std::vector<ComparablePart> left = partsOf(a);
    std::vector<ComparablePart> right = partsOf(b);
    std::vector<bool> isMatched(right.size(), false);
    const auto match = [&](const auto& isSame) {
        std::vector<ComparablePart> rest;
        for (ComparablePart& part : left) {
            size_t at = 0;
            while (at < right.size() && (isMatched[at] || right[at].kind != part.kind || !isSame(part, right[at])))
                ++at;
            if (at == right.size()) {
                rest.push_back(std::move(part));
                continue;
            }
            isMatched[at] = true;
            comparePair(a, b, part, right[at]);
        }
        left = std::move(rest);
    };
    const auto isNamed
        = [](const ComparablePart& x, const ComparablePart& y) { return !x.name.isEmpty() && !y.name.isEmpty(); };
    match([&](const auto& x, const auto& y) { return isNamed(x, y) && isSameName(x, y) && x.text == y.text; });
    match([&](const auto& x, const auto& y) { return isNamed(x, y) && isSameName(x, y); });
    match([&](const auto& x, const auto& y) { return x.text == y.text; });
    match([](const auto& x, const auto& y) { // of the same columns there is hardly more than one
        return x.name.isEmpty() && y.name.isEmpty() && x.constraint && !x.constraint->columns.isEmpty()
            && x.constraint->columns == y.constraint->columns;
    });
    match([](const auto& x, const auto&) { return x.kind == ObjectKind::PrimaryKey; });
    compareInheritedNames(a, b);
    const auto isThere = [this](const ComparablePart& part, const Table& other) { // by itself, for another part
        const Index* index = part.index ? other.index(part.name) : nullptr;
        return index && m_rules.comparable(*index, other) == part.text;
    };
    if (!isIncompleteIn(m_b, b))
        for (const ComparablePart& part : left)
            if (!isThere(part, b))
                removePart(a, part);
    if (!isIncompleteIn(m_a, a))
        for (size_t i = 0; i < right.size(); ++i)
            if (!isMatched[i] && !isThere(right[i], a))
                addPart(b, right[i]);
}

/// What a table has from its parents may have a name of its own, but for checks. Those of foreign keys are not
/// compared: no dump keeps them.
void DifferenceBuilder::compareInheritedNames(const Table& a, const Table& b)
{
    if (!knowSettings() || m_separates)
        return;
    const auto compareNames = [&](ObjectKind kind, const auto& ofA, const auto& ofB, const auto& isInherited) {
        const auto has = [](const auto& all, const auto& part) {
            return std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.name == part.name; });
        };
        for (const auto& part : ofA) {
            if (!isInherited(part, a) || has(ofB, part))
                continue;
            const auto same = std::find_if(ofB.begin(), ofB.end(), [&](const auto& other) {
                return isInherited(other, b) && !has(ofA, other)
                    && m_rules.comparable(other, b) == m_rules.comparable(part, a);
            });
            if (same != ofB.end())
                m_renames.push_back({ a.name, kind, part.name.text, same->name.text });
        }
    };
    compareNames(ObjectKind::Index, a.indexes, b.indexes,
        [this](const Index& index, const Table& table) { return m_rules.comesByItself(index, table); });
    compareNames(ObjectKind::Unique, a.constraints, b.constraints, [this](const Constraint& one, const Table&) {
        return m_rules.isInherited(one) && one.kind != Constraint::Kind::Check
            && one.kind != Constraint::Kind::ForeignKey;
    });
}

void DifferenceBuilder::comparePair(
    const Table& a, const Table& b, const ComparablePart& from, const ComparablePart& to)
{
    const auto isOfEnum = [&](const Column& column) {
        return hasRenamedValue(column, a)
            && (from.index ? uses(*from.index, column.name) : uses(*from.constraint, column.name));
    };
    const bool isRenamed = !m_renamedValues.empty() && withRenamedValues(from.text) == to.text
        && std::any_of(a.columns.begin(), a.columns.end(), isOfEnum);
    if (from.text != to.text && !isRenamed)
        return changePart(a, b, from, to);
    if (isSameName(from, to) || from.name.isEmpty() || to.name.isEmpty())
        return;
    if (from.constraint && to.constraint && m_rules.areNamedByProducts(*from.constraint, a, *to.constraint, b))
        return;
    if (facts().renamesConstraints) {
        m_renames.push_back({ a.name, from.kind, from.name, to.name });
    } else if (isKey(from) || hasPart(a, to.name) || hasPart(b, from.name)) {
        removePart(a, from);
        addPart(b, to);
    } else { // the new one comes first: what stands on the old one stands on it then
        add(from.kind == ObjectKind::ForeignKey ? Phase::References : Phase::Parts, Kind::Alter, from.kind, a.name,
            { a.name.schema, from.name }, { made(a, to), dropped(a, from) }, { made(b, from), dropped(b, to) });
    }
}

/// A name is free only when who has it now has got its own new one; those that go round need a name for the time
/// between.
void DifferenceBuilder::addRenames()
{
    const auto rename = [this](const Rename& one, const QString& from, const QString& to) {
        add(Phase::PartsRenamed, Kind::Alter, one.kind, one.table, { one.table.schema, from },
            { renamed(one, from, to) }, { renamed(one, to, from) });
    };
    std::vector<Rename> parked;
    while (!m_renames.empty()) {
        QMultiHash<ObjectName, int> held;
        for (const Rename& one : m_renames)
            held.insert({ one.table.schema, one.from }, 0);
        std::vector<Rename> waiting;
        for (const Rename& one : m_renames) {
            if (held.contains({ one.table.schema, one.to })) {
                waiting.push_back(one);
                continue;
            }
            rename(one, one.from, one.to);
            held.remove({ one.table.schema, one.from });
        }
        if (waiting.size() == m_renames.size()) {
            Rename aside = waiting.back();
            waiting.pop_back();
            rename(aside, aside.from, aside.from + QLatin1String("_old"));
            aside.from += QLatin1String("_old");
            parked.push_back(std::move(aside));
        }
        m_renames = std::move(waiting);
    }
    for (const Rename& one : parked)
        rename(one, one.from, one.to);
}

bool DifferenceBuilder::hasPart(const Table& table, const QString& name) const
{
    const auto isNamed = [&](const auto& part) {
        return part.name.text.compare(name, facts().foldsColumns ? Qt::CaseInsensitive : Qt::CaseSensitive) == 0;
    };
    return std::any_of(table.constraints.begin(), table.constraints.end(), isNamed)
        || std::any_of(table.indexes.begin(), table.indexes.end(), isNamed);
}

/// Whether what a foreign key of `from` points to is there in `schema` as well.
static bool hasTarget(const Schema& schema, const Constraint& reference, const SchemaRules& rules)
{
    const Table* target = schema.table(reference.target);
    return target && rules.canBeTarget(*target, reference.targetColumns);
}

void DifferenceBuilder::changePart(const Table& a, const Table& b, const ComparablePart& from, const ComparablePart& to)
{
    const bool isReference = from.kind == ObjectKind::ForeignKey;
    const auto hasAll = [](const Table& table, const QStringList& columns) {
        return std::all_of(columns.begin(), columns.end(), [&](const QString& name) { return table.column(name); });
    };
    const bool isSplit = from.kind == ObjectKind::PrimaryKey
        ? facts().addsConstraints && (!hasAll(a, to.constraint->columns) || !hasAll(b, from.constraint->columns))
        : isReference && facts().checksTargets
            && (!hasTarget(m_b, *from.constraint, m_rules) || !hasTarget(m_a, *to.constraint, m_rules));
    if (isSplit) { // other things have to happen in between
        removePart(a, from);
        addPart(b, to);
        return;
    }
    Changes forwardChanges{ dropped(a, from), made(a, to) };
    Changes backwardChanges{ dropped(b, to), made(b, from) };
    const auto addChildren = [&](Changes& changes, const PartsOfChildren& change) {
        const Changes ofChildren = partsOfChildren(a.name, change);
        changes.insert(changes.begin() + 1, ofChildren.begin(), ofChildren.end());
    };
    addChildren(forwardChanges, { m_a, from.name, m_b, to.name });
    addChildren(backwardChanges, { m_b, to.name, m_a, from.name });
    if (isKey(from) && from.constraint && to.constraint) {
        const auto around = [&](Changes& changes) {
            Changes drops = referencesTo(a, from.constraint->columns, true);
            const Changes additions = referencesTo(a, from.constraint->columns, false);
            changes.insert(changes.begin(), drops.begin(), drops.end());
            changes.insert(changes.end(), additions.begin(), additions.end());
        };
        around(forwardChanges);
        around(backwardChanges);
    }
    add(isReference ? Phase::References : Phase::Parts, Kind::Alter, from.kind, a.name, { a.name.schema, from.name },
        std::move(forwardChanges), std::move(backwardChanges));
    m_found.back().second.isOfSpelling = from.index && to.index
        ? m_rules.mayBeSame(*from.index, a, *to.index, b)
        : from.constraint && to.constraint && m_rules.mayBeSame(*from.constraint, a, *to.constraint, b);
}

/// What children lose with a parent's index or key and have later, and what they are to have under names of their own
/// when a parent's comes, which takes it for its parts.
Changes DifferenceBuilder::partsOfChildren(const ObjectName& parent, const PartsOfChildren& change) const
{
    Changes changes;
    if (!knowSettings())
        return changes;
    const QString inherited = facts().dialect + QLatin1String("_inherited");
    const auto isOf = [&](const auto& part, const QString& name) {
        return !name.isEmpty() && part.options.value(inherited).toString() == name;
    };
    const auto isWanted = [&](const auto& part, const auto& before) {
        const auto same = std::find_if(
            before.begin(), before.end(), [&](const auto& one) { return one.name.text == part.name.text; });
        const bool isLost = same != before.end() && isOf(*same, change.gone);
        return isLost || (same == before.end() && isOf(part, change.made));
    };
    for (const Table* child : childrenIn(change.to).values(parent)) {
        const Table* before = change.from.table(child->name);
        if (!before || !childrenIn(change.from).contains(parent, before))
            continue;
        for (const Index& index : child->indexes)
            if (isWanted(index, before->indexes))
                changes.push_back(CreateIndex{ child->name, index });
        for (const Constraint& constraint : child->constraints)
            if (isWanted(constraint, before->constraints))
                changes.push_back(AddConstraint{ child->name, constraint });
    }
    return changes;
}

/// The foreign keys, the same in both schemas, that point to those columns: dropped, or made again.
Changes DifferenceBuilder::referencesTo(const Table& table, const QStringList& columns, bool isDrop) const
{
    Changes changes;
    QStringList wanted = columns;
    wanted.sort();
    for (const auto& other : m_a.tables) {
        const Table* inB = m_b.table(other->name);
        for (const Constraint& constraint : other->constraints) {
            QStringList targets = constraint.targetColumns;
            targets.sort();
            const Constraint* same = inB ? inB->constraint(constraint.name.text) : nullptr;
            if (constraint.kind != Constraint::Kind::ForeignKey || constraint.target != table.name || targets != wanted
                || !same || m_rules.comparable(*same, *inB) != m_rules.comparable(constraint, *other))
                continue;
            if (isDrop) {
                DropConstraint drop;
                drop.reference = { other->name, constraint.name, constraint.kind };
                changes.push_back(std::move(drop));
            } else {
                AddConstraint addition;
                addition.table = other->name;
                addition.constraint = constraint;
                changes.push_back(std::move(addition));
            }
        }
    }
    return changes;
}

/// Everything that has such a literal has the new one as soon as the enum has it.
QString DifferenceBuilder::withRenamedValues(QString text) const
{
    for (const RenamedValue& value : m_renamedValues)
        text.replace(value.from, value.to);
    return text;
}

bool DifferenceBuilder::hasRenamedValue(const Column& column, const Table& table) const
{
    return std::any_of(m_renamedValues.begin(), m_renamedValues.end(),
        [&](const RenamedValue& value) { return isOfType(column, table, value.type); });
}

Changes DifferenceBuilder::partsAround(const Table& table, const Table& other, const QString& column, bool isDrop) const
{
    Changes changes;
    const std::vector<ComparablePart> others = partsOf(other);
    for (const ComparablePart& part : partsOf(table)) {
        if (std::none_of(others.begin(), others.end(), [&](const ComparablePart& one) {
                return one.name == part.name && withRenamedValues(one.text) == withRenamedValues(part.text);
            }))
            continue;
        const bool isCheck = part.kind == ObjectKind::Check && uses(*part.constraint, column);
        const bool isIndex = part.index && uses(*part.index, column)
            && !std::all_of(part.index->elements.begin(), part.index->elements.end(),
                [](const Expression& element) { return !columnOf(element).isEmpty(); });
        const bool isConditional = part.index && part.index->options.contains(facts().dialect + QLatin1String("_where"))
            && uses(*part.index, column);
        if (isCheck || isIndex || isConditional)
            changes.push_back(isDrop ? dropped(table, part) : made(table, part));
    }
    return changes;
}

void DifferenceBuilder::addPart(const Table& table, const ComparablePart& part)
{
    const bool isLast = part.index ? isLastOfAll(*part.index) : isLastOfAll(*part.constraint);
    const Phase phase = part.kind == ObjectKind::ForeignKey || isLast ? Phase::References : Phase::Parts;
    Changes forwardChanges = partsOfChildren(table.name, { m_a, {}, m_b, part.name });
    forwardChanges.push_back(made(table, part));
    Changes backwardChanges = partsOfChildren(table.name, { m_b, part.name, m_a, {} });
    backwardChanges.insert(backwardChanges.begin(), dropped(table, part));
    add(phase, Kind::Add, part.kind, table.name, { table.name.schema, part.name }, std::move(forwardChanges),
        std::move(backwardChanges));
}

void DifferenceBuilder::removePart(const Table& table, const ComparablePart& part)
{
    const Phase phase = part.kind == ObjectKind::ForeignKey ? Phase::ReferencesRemoved : Phase::PartsRemoved;
    Changes forwardChanges = partsOfChildren(table.name, { m_a, part.name, m_b, {} });
    forwardChanges.insert(forwardChanges.begin(), dropped(table, part));
    Changes backwardChanges = partsOfChildren(table.name, { m_b, {}, m_a, part.name });
    backwardChanges.push_back(made(table, part));
    add(phase, Kind::Remove, part.kind, table.name, { table.name.schema, part.name }, std::move(forwardChanges),
        std::move(backwardChanges));
}

Change DifferenceBuilder::made(const Table& table, const ComparablePart& part) const
{
    if (part.index) {
        CreateIndex creation;
        creation.table = table.name;
        creation.index = *part.index;
        return creation;
    }
    AddConstraint addition;
    addition.table = table.name;
    addition.constraint = *part.constraint;
    addition.constraint.useAlter = false;
    addition.constraint.isImplicit = false;
    return addition;
}

Change DifferenceBuilder::dropped(const Table& table, const ComparablePart& part) const
{
    if (part.index) {
        DropIndex drop;
        drop.table = table.name;
        drop.index = { table.name.schema, part.name };
        return drop;
    }
    DropConstraint drop;
    drop.reference = { table.name, part.constraint->name, part.constraint->kind };
    return drop;
}

Change DifferenceBuilder::renamed(const Rename& what, const QString& from, const QString& to) const
{
    if (what.kind == ObjectKind::Index) {
        RenameIndex rename;
        rename.index = { what.table.schema, from };
        rename.newName = to;
        return rename;
    }
    RenameConstraint rename;
    rename.table = what.table;
    rename.name = from;
    rename.newName = to;
    return rename;
}

} // namespace espalier::schema
