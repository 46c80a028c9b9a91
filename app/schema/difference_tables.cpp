#include "schema/difference_builder.h"

#include "schema/column_use.h"
#include "schema/names_used.h"
#include "schema/shared_equal.h"

#include <algorithm>
#include <QMap>

// Tables as a whole, and their columns.

namespace espalier::schema {

namespace {

/// A column type without the CHECK that it would bring: checks are parts of their own.
SqlType withoutCheck(SqlType type)
{
    if (type.enumeration && type.enumeration->createConstraint) {
        EnumFacts facts = *type.enumeration;
        facts.createConstraint = false;
        type.enumeration = std::make_shared<const EnumFacts>(std::move(facts));
    }
    type.options.remove(QStringLiteral("create_constraint"));
    if (type.variants) {
        std::vector<TypeVariant> variants = *type.variants;
        for (TypeVariant& variant : variants)
            variant.type = withoutCheck(variant.type);
        type.variants = std::make_shared<const std::vector<TypeVariant>>(std::move(variants));
    }
    return type;
}

/// A type whose word brings a sequence.
bool isSerialText(const SqlType& type) { return type.text.contains(QLatin1String("serial"), Qt::CaseInsensitive); }

ServerDefault defaultOf(const Column& column)
{
    if (column.identity)
        return *column.identity;
    if (column.computed)
        return *column.computed;
    if (column.serverDefault)
        return *column.serverDefault;
    return NoDefault{};
}

/// Whether two columns, of whatever name, are compared by the same.
bool isAlike(const Column& a, const Column& b)
{
    return a.type == b.type && a.nullable == b.nullable && a.serverDefault == b.serverDefault
        && a.autoIncrement == b.autoIncrement && a.hasClientDefault == b.hasClientDefault && a.identity == b.identity
        && a.computed == b.computed && a.sequence == b.sequence && a.options == b.options;
}

/// The default of the column that a change is of goes.
ColumnChange withoutDefault(const ColumnChange& change)
{
    ColumnChange result;
    result.table = change.table;
    result.column = change.column;
    result.existingType = change.existingType;
    result.existingServerDefault = change.existingServerDefault;
    result.serverDefault = NoDefault{};
    return result;
}

} // namespace

bool DifferenceBuilder::isIncompleteIn(const Schema& schema, const Table& table) const
{
    return schema.incomplete.contains(table.name.key());
}

void DifferenceBuilder::compareTables()
{
    const auto folded = [this](const Schema& schema) {
        QMap<ObjectName, const Table*> tables;
        for (const auto& table : schema.tables)
            if (!isTemporary(*table))
                tables.insert(facts().foldsTables
                        ? ObjectName{ table->name.schema.toLower(), table->name.name.toLower() }
                        : table->name,
                    table.get());
        return tables;
    };
    const QMap<ObjectName, const Table*> left = folded(m_a);
    const QMap<ObjectName, const Table*> right = folded(m_b);
    std::vector<const Table*> removed;
    std::vector<const Table*> added;
    for (auto it = left.cbegin(); it != left.cend(); ++it) {
        const Table* other = right.value(it.key());
        if (!other)
            removed.push_back(it.value());
        else if (other != it.value() && !(*other == *it.value()))
            compare(*it.value(), *other);
    }
    for (auto it = right.cbegin(); it != right.cend(); ++it)
        if (!left.contains(it.key()))
            added.push_back(it.value());
    addRenames();
    addTables(removed, m_a, Kind::Remove);
    addTables(added, m_b, Kind::Add);
}

void DifferenceBuilder::compare(const Table& a, const Table& b)
{
    compareColumns(a, b);
    compareParts(a, b);
    m_separates = false;
    if (knowSettings()) {
        Changes toB = m_rules.optionChanges(a, b);
        Changes toA = m_rules.optionChanges(b, a);
        if (!toB.empty() || !toA.empty())
            add(Phase::ColumnsChanged, Kind::Alter, ObjectKind::Table, a.name, a.name, std::move(toB), std::move(toA));
    }
    if (facts().hasComments && a.comment != b.comment) {
        SetTableComment toB;
        toB.table = a.name;
        toB.comment = b.comment.isEmpty() ? QString() : b.comment;
        SetTableComment toA;
        toA.table = a.name;
        toA.comment = a.comment.isEmpty() ? QString() : a.comment;
        add(Phase::ColumnsChanged, Kind::Alter, ObjectKind::Table, a.name, a.name, { toB }, { toA });
    }
}

/// A sequence that a column owns and reads by its default comes between the column and the default, which the column
/// loses here. So does one that would come with the column under another name: it has that of a former table or column.
Changes DifferenceBuilder::ownSequence(const Table& table, Column& column, const Schema& schema) const
{
    const std::optional<ObjectName> sequence = ownedSequence(schema, table, column);
    if (!sequence)
        return {};
    if (!column.serverDefault || column.identity) {
        const std::vector<Sequence> made = m_rules.sequencesOf(table, column, NoNames());
        if (made.empty() || made.front().name == *sequence || isSerialText(column.type))
            return {};
        if (column.identity)
            return { RenameOther{ QStringLiteral("sequence"), made.front().name, {}, *sequence } };
    } else if (column.serverDefault->table() != *sequence
        && !readsSequence(column.serverDefault->textOf(), sequence->name)) {
        return {};
    }
    CreateSequence creation;
    creation.sequence = *schema.sequences.value(*sequence);
    ColumnChange change;
    change.table = table.name;
    change.column = column.name;
    change.existingType = column.type;
    change.serverDefault = column.serverDefault.value_or(Expression::nextValue(*sequence));
    column.serverDefault.reset();
    column.autoIncrement = Column::AutoIncrement::No;
    return { creation, change };
}

Changes DifferenceBuilder::addition(const Table& table, const Column& column, const Schema& schema) const
{
    ColumnAddition result;
    result.table = table.name;
    result.column = column;
    result.column.type = withoutCheck(column.type);
    Changes changes = ownSequence(table, result.column, schema);
    changes.insert(changes.begin(), std::move(result));
    return changes;
}

std::optional<ObjectName> DifferenceBuilder::ownedSequence(
    const Schema& schema, const Table& table, const Column& column) const
{
    const core::WordHash<ObjectName>& owned = &schema == &m_a ? m_ownedInA : m_ownedInB;
    const auto found = owned.constFind(table.name.key() + QLatin1Char('.') + column.name);
    return found == owned.cend() ? std::nullopt : std::optional(*found);
}

const ComparableColumn& DifferenceBuilder::comparable(const Column& column, const Table& table) const
{
    if (column.isPrimaryKey) { // what it is depends on its table
        m_key = m_rules.comparable(column, table);
        return m_key;
    }
    const size_t hash = qHashMulti(
        0, column.type.name, column.type.text, column.type.length.value_or(-1), column.nullable.value_or(true));
    const auto alike = m_compared.equal_range(hash);
    for (auto it = alike.first; it != alike.second; ++it)
        if (isAlike(it->second->column, column))
            return it->second->comparable;
    auto compared = std::make_unique<const ComparedColumn>(ComparedColumn{ column, m_rules.comparable(column, table) });
    return m_compared.emplace(hash, std::move(compared))->second->comparable;
}

Changes DifferenceBuilder::columnChanges(const Table& table, const Column& from, const Schema& fromSchema,
    const Table& toTable, const Column& to, const Schema& toSchema) const
{
    ComparableColumn before = comparable(from, table);
    ComparableColumn after = comparable(to, toTable);
    if (!m_renamedValues.empty() && hasRenamedValue(from, table)
        && withRenamedValues(before.defaultValue) == withRenamedValues(after.defaultValue))
        before.defaultValue = after.defaultValue;
    if (!facts().addsConstraints && from.isPrimaryKey != to.isPrimaryKey) // that is the key's difference
        after.isNullable = before.isNullable;
    const bool isSameComment = !facts().hasComments || from.comment == to.comment;
    const bool isSameIdentity = !knowSettings() || !from.identity || !to.identity || *from.identity == *to.identity;
    // elsewhere the rules tell of collations themselves: by comparable(), by optionChanges()
    const bool isSameCollation
        = !knowSettings() || !facts().holdsViewSources || from.type.collation == to.type.collation;
    if (before == after && isSameComment && isSameIdentity && isSameCollation)
        return {};
    if (facts().holdsViewSources && to.computed && before.generated != after.generated)
        return generated(table, toTable, from, to);
    ColumnChange change;
    change.table = table.name;
    change.column = from.name;
    change.existingType = withoutCheck(from.type);
    change.existingNullable = from.isNullable();
    change.existingServerDefault = defaultOf(from);
    change.existingAutoIncrement = from.autoIncrement == Column::AutoIncrement::Yes;
    change.existingComment = from.comment;
    if ((before.type != after.type || !isSameCollation) && !from.type.isNull() && !to.type.isNull())
        change.type = isSerialText(to.type) ? SqlType::fromSql(after.type) : withoutCheck(to.type);
    if (before.isNullable != after.isNullable)
        change.nullable = to.isNullable();
    if (!isSameComment) {
        change.changesComment = true;
        change.comment = to.comment.isEmpty() ? QString() : to.comment;
    }
    Changes changes;
    // literals in conditions are of the enum that the column has
    const bool isOfEnum = change.type && (m_rules.enumOf(from.type, table) || m_rules.enumOf(to.type, toTable));
    if (isOfEnum)
        changes = partsAround(table, toTable, from.name, true);
    Changes generatedAgain; // of whose sources no type changes
    for (const Column& other : table.columns) {
        const Column* same = toTable.column(other.name);
        if (!change.type || !facts().holdsViewSources || !other.computed || !same || !same->computed
            || !mentions(other.computed->expression, from.name))
            continue;
        Changes made = generated(table, toTable, other, *same);
        changes.push_back(std::move(made.front()));
        generatedAgain.insert(generatedAgain.end(), made.begin() + 1, made.end());
    }
    const QString cast = change.type ? m_rules.explicitCast(before.type, after.type) : QString();
    if (!cast.isEmpty()) {
        const QString name = QString(from.name).replace(QLatin1Char('"'), QLatin1String("\"\""));
        change.usingExpression = QString(cast).replace(QLatin1String("%1"), QLatin1Char('"') + name + QLatin1Char('"'));
        if (from.serverDefault) { // which the server would not cast
            changes.push_back(withoutDefault(change));
            change.existingServerDefault = NoDefault{};
            if (to.serverDefault)
                change.serverDefault = *to.serverDefault;
        }
    }
    if (before.defaultValue != after.defaultValue || before.generated != after.generated || !isSameIdentity) {
        const bool automatic = to.autoIncrement == Column::AutoIncrement::Yes;
        if (automatic != *change.existingAutoIncrement)
            change.autoIncrement = automatic;
        change.serverDefault = defaultOf(to);
        const std::optional<ObjectName> sequence = ownedSequence(toSchema, toTable, to);
        if (sequence && !to.serverDefault && !to.identity
            && to.autoIncrement != Column::AutoIncrement::No) { // a serial: its sequence and a default
            CreateSequence own;
            own.sequence = *toSchema.sequences.value(*sequence);
            own.ifNotExists = true;
            changes.push_back(std::move(own));
            change.serverDefault = Expression::nextValue(*sequence);
        }
        if (from.identity.has_value() != to.identity.has_value()
            && !std::holds_alternative<NoDefault>(change.existingServerDefault)
            && !std::holds_alternative<NoDefault>(change.serverDefault)) { // one goes before the other comes
            changes.push_back(withoutDefault(change));
            change.existingServerDefault = NoDefault{};
        }
    }
    const bool changesAnything = change.type || change.nullable || change.changesComment || change.autoIncrement
        || !std::holds_alternative<std::monostate>(change.serverDefault);
    if (changesAnything)
        changes.push_back(std::move(change));
    changes.insert(changes.end(), generatedAgain.begin(), generatedAgain.end());
    if (isOfEnum) {
        const Changes after = partsAround(toTable, table, from.name, false);
        changes.insert(changes.end(), after.begin(), after.end());
    }
    const std::optional<ObjectName> left
        = before.defaultValue != after.defaultValue ? ownedSequence(fromSchema, table, from) : std::nullopt;
    const bool isLeftAlone = left && knowSettings() && toSchema.sequences.contains(*left);
    if (left && !isLeftAlone && !from.identity && !ownedSequence(toSchema, toTable, to)) {
        DropSequence drop;
        drop.name = *left;
        drop.ifExists = true;
        changes.push_back(std::move(drop));
    }
    return changes;
}

/// The column is made anew, where the database gives no column another expression; what stood on it too.
Changes DifferenceBuilder::generated(
    const Table& table, const Table& toTable, const Column& from, const Column& to) const
{
    DropColumn drop;
    drop.table = table.name;
    drop.column = from.name;
    ColumnAddition addition;
    addition.table = table.name;
    addition.column = to;
    addition.column.type = withoutCheck(to.type);
    Changes changes{ drop, addition };
    const std::vector<ComparablePart> before = partsOf(table);
    for (const ComparablePart& part : partsOf(toTable)) {
        const bool isOnColumn = part.index ? uses(*part.index, to.name) : uses(*part.constraint, to.name);
        const bool isOld = std::any_of(before.begin(), before.end(),
            [&](const ComparablePart& old) { return old.name == part.name && old.text == part.text; });
        if (isOnColumn && isOld)
            changes.push_back(made(toTable, part));
    }
    return changes;
}

/// Whether a column is changed by a change of the parent's that it comes from.
bool DifferenceBuilder::changesWithParent(const Table& a, const Table& b, const QString& column) const
{
    const std::vector<ObjectName> parents = m_rules.parentsOf(a);
    const std::vector<ObjectName> parentsInB = m_rules.parentsOf(b);
    return std::any_of(parents.begin(), parents.end(), [&](const ObjectName& name) {
        const Table* before = m_a.table(name);
        const Table* after = m_b.table(name);
        const Column* from = before ? before->column(column) : nullptr;
        const Column* to = after ? after->column(column) : nullptr;
        return from && to && std::find(parentsInB.begin(), parentsInB.end(), name) != parentsInB.end()
            && (!columnChanges(*before, *from, m_a, *after, *to, m_b).empty()
                || changesWithParent(*before, *after, column));
    });
}

const QMultiHash<ObjectName, const Table*>& DifferenceBuilder::childrenIn(const Schema& schema) const
{
    std::optional<QMultiHash<ObjectName, const Table*>>& children = &schema == &m_a ? m_childrenInA : m_childrenInB;
    if (!children) {
        children.emplace();
        for (const auto& table : schema.tables)
            for (const ObjectName& parent : m_rules.parentsOf(*table))
                children->insert(parent, table.get());
    }
    return *children;
}

/// A change of a column is one of all descendants' too: what makes of theirs what they are to be after it.
void DifferenceBuilder::addToChildren(
    const std::vector<ColumnPair>& made, const Descent& descent, Changes& changes) const
{
    const QMultiHash<ObjectName, const Table*>& targets = childrenIn(descent.to);
    for (const Table* child : childrenIn(descent.from).values(descent.parent)) {
        const Table* target = descent.to.table(child->name);
        const bool isChild = target && targets.contains(descent.parent, target);
        const Column* column = isChild ? child->column(made.front().first.name) : nullptr;
        const Column* wanted = column ? target->column(column->name) : nullptr;
        if (!wanted)
            continue;
        Column start = *column;
        for (const auto& [from, to] : made) {
            if (!(from.type == to.type))
                start.type = to.type;
            if (from.isNullable() != to.isNullable())
                start.nullable = to.isNullable();
            if (from.serverDefault != to.serverDefault)
                start.serverDefault = to.serverDefault;
        }
        const Changes own = columnChanges(*child, start, descent.from, *target, *wanted, descent.to);
        changes.insert(changes.end(), own.begin(), own.end());
        std::vector<ColumnPair> all = made;
        all.push_back({ start, *wanted });
        addToChildren(all, { child->name, descent.from, descent.to }, changes);
    }
}

void DifferenceBuilder::compareColumns(const Table& a, const Table& b)
{
    const auto folded = [this](const QString& name) { return facts().foldsColumns ? name.toLower() : name; };
    core::WordHash<const Column*> left;
    core::WordHash<const Column*> right;
    left.reserve(qsizetype(a.columns.size()));
    right.reserve(qsizetype(b.columns.size()));
    for (const Column& column : a.columns)
        left.insert(folded(column.name), &column);
    for (const Column& column : b.columns)
        right.insert(folded(column.name), &column);
    for (const Column& column : a.columns) {
        const Column* other = right.value(folded(column.name));
        if (!other && m_rules.isInherited(column))
            continue; // its parent says so
        if (!other) {
            DropColumn drop;
            drop.table = a.name;
            drop.column = column.name;
            // one that is generated holds the types of its sources
            if (!isIncompleteIn(m_b, b))
                add(column.computed ? Phase::GeneratedRemoved : Phase::ColumnsRemoved, Kind::Remove, ObjectKind::Column,
                    a.name, { a.name.schema, column.name }, { drop }, addition(a, column, m_a));
        } else if (!(*other == column)) {
            Changes changes = columnChanges(a, column, m_a, b, *other, m_b);
            if (changes.empty() || changesWithParent(a, b, column.name))
                continue;
            Changes back = columnChanges(b, *other, m_b, a, column, m_a);
            addToChildren({ { column, *other } }, { a.name, m_a, m_b }, changes);
            addToChildren({ { *other, column } }, { a.name, m_b, m_a }, back);
            add(Phase::ColumnsChanged, Kind::Alter, ObjectKind::Column, a.name, { a.name.schema, column.name },
                std::move(changes), std::move(back));
            m_found.back().second.isOfSpelling
                = (!facts().hasComments || column.comment == other->comment) && m_rules.mayBeSame(column, a, *other, b);
        }
    }
    for (const Column& column : b.columns) {
        if (left.contains(folded(column.name)) || isIncompleteIn(m_a, a) || m_rules.isInherited(column))
            continue;
        DropColumn drop;
        drop.table = a.name;
        drop.column = column.name;
        add(Phase::ColumnsAdded, Kind::Add, ObjectKind::Column, a.name, { a.name.schema, column.name },
            addition(b, column, m_b), { drop });
    }
}

} // namespace espalier::schema
