#include "schema/applier.h"

#include "schema/column_use.h"

#include <algorithm>

// Enums, sequences, schemas, views, and what is carried by name alone.

namespace espalier::schema {

namespace {

/// Of types that are no enums.
QString typeKind() { return QStringLiteral("type"); }

/// "f" of "f(integer, text)".
QString withoutArguments(const QString& name) { return name.section(QLatin1Char('('), 0, 0).trimmed(); }

} // namespace

// Enums

void Applier::operator()(const CreateEnum& change)
{
    if (!facts().hasEnumTypes)
        return nothing();
    EnumType type = change.type;
    type.name = m_state.key({ type.name.schema, stored({ type.name.name }, NameKind::Enum, type.name) });
    if (schema().enums.contains(type.name))
        return faultUnless(change.checkFirst, FaultKind::EnumExists, type.name);
    m_state.objects().put(std::move(type));
}

void Applier::operator()(const DropEnum& change)
{
    const ObjectName name = m_state.key(change.name);
    if (!facts().hasEnumTypes)
        return nothing();
    if (!schema().enums.contains(name)) {
        if (const auto other = findOther({ typeKind(), name, {}, false, false })) {
            m_state.objects().others.remove(*other);
            return;
        }
        return faultUnless(change.ifExists, FaultKind::EnumMissing, name);
    }
    const auto isOf = [&](const Column& column, const Table& table) {
        const std::optional<EnumUse> use = m_rules.enumOf(column.type, table);
        return isText(column.type, name) || (use && m_state.key(use->type.name) == name);
    };
    for (const std::shared_ptr<const Table>& table : schema().tables.values()) {
        QStringList columns;
        for (const Column& column : table->columns)
            if (isOf(column, *table))
                columns.append(column.name);
        for (const QString& column : columns) {
            if (change.cascade)
                (*this)(DropColumn{ table->name, column, false, true });
            else
                fault(FaultKind::StillReferenced, name, table->name.key() + QLatin1Char('.') + column);
        }
    }
    m_state.objects().enums.remove(name);
}

void Applier::operator()(const AlterEnum& change)
{
    const ObjectName name = m_state.key(change.name);
    if (!facts().hasEnumTypes)
        return nothing();
    if (!schema().enums.contains(name)) {
        const ObjectName newName{ name.schema, change.newName };
        if (!change.newName.isEmpty() && renameCarried({ typeKind(), name, {}, newName, false }))
            return;
        return faultUnless(false, FaultKind::EnumMissing, name);
    }
    EnumType type = *schema().enums.value(name);
    if (!change.renameValue.isEmpty()) {
        if (!type.values.contains(change.renameValue))
            return faultUnless(false, FaultKind::EnumValueMissing, name, change.renameValue);
        if (type.values.contains(change.addValue))
            return faultUnless(false, FaultKind::EnumValueExists, name, change.addValue);
        type.values[type.values.indexOf(change.renameValue)] = change.addValue;
    } else if (!change.addValue.isEmpty()) {
        if (type.values.contains(change.addValue))
            return faultUnless(change.ifNotExists, FaultKind::EnumValueExists, name, change.addValue);
        const QString neighbour = change.before.isEmpty() ? change.after : change.before;
        const qsizetype at = type.values.indexOf(neighbour);
        if (!neighbour.isEmpty() && at < 0)
            fault(FaultKind::EnumValueMissing, name, neighbour);
        const qsizetype place = at < 0 ? type.values.size() : change.before.isEmpty() ? at + 1 : at;
        type.values.insert(place, change.addValue);
    }
    if (!change.newName.isEmpty())
        return renameEnum(type, { name.schema, change.newName });
    m_state.objects().put(std::move(type));
}

// Sequences

namespace {

/// What ALTER SEQUENCE says over what was said before; what is the usual is not said.
SequenceOptions altered(SequenceOptions options, const SequenceOptions& change)
{
    for (const auto member : { &SequenceOptions::start, &SequenceOptions::increment, &SequenceOptions::minValue,
             &SequenceOptions::maxValue, &SequenceOptions::cache })
        if (change.*member)
            options.*member = change.*member;
    if (change.noMinValue)
        options.minValue.reset();
    if (change.noMaxValue)
        options.maxValue.reset();
    if (change.cycle)
        options.cycle = change.cycle;
    const bool isDescending = options.increment.value_or(1) < 0;
    if (options.start == (isDescending ? options.maxValue.value_or(-1) : options.minValue.value_or(1)))
        options.start.reset();
    if (options.increment == 1)
        options.increment.reset();
    if (options.cache == 1)
        options.cache.reset();
    if (options.cycle == false)
        options.cycle.reset();
    return options;
}

} // namespace

void Applier::operator()(const CreateSequence& change)
{
    Sequence sequence = change.sequence;
    sequence.name = m_state.key(sequence.name);
    if (change.alters) {
        const std::shared_ptr<const Sequence> before = schema().sequences.value(sequence.name);
        if (!before)
            return faultUnless(change.ifNotExists, FaultKind::SequenceMissing, sequence.name);
        Sequence after = *before;
        after.options = altered(before->options, sequence.options);
        if (!sequence.dataType.isEmpty())
            after.dataType = sequence.dataType;
        if (!sequence.ownedBy.isNull())
            after.ownedBy = sequence.ownedBy;
        return m_state.objects().put(std::move(after));
    }
    if (m_state.hasRelation(sequence.name.schema, sequence.name.name))
        return faultUnless(change.ifNotExists, FaultKind::SequenceExists, sequence.name);
    m_state.objects().put(std::move(sequence));
}

void Applier::operator()(const DropSequence& change)
{
    const ObjectName name = m_state.key(change.name);
    const std::shared_ptr<const Sequence> sequence = schema().sequences.value(name);
    if (!sequence)
        return faultUnless(change.ifExists, FaultKind::SequenceMissing, name);
    const auto isUser = [&](const Table& table, const Column& column) {
        const bool isNext = column.serverDefault && column.serverDefault->is(Expression::Kind::NextValue)
            && m_state.key(column.serverDefault->table()) == name;
        const bool isOwner = sequence->ownedBy == table.name.key() + QLatin1Char('.') + column.name;
        return isNext || (isOwner && !m_rules.sequencesOf(table, column, m_state).empty());
    };
    const auto tables = schema().tables.values();
    for (const std::shared_ptr<const Table>& table : tables)
        for (const Column& column : table->columns) {
            if (!isUser(*table, column))
                continue;
            if (change.cascade)
                dropDefault(*table, column.name);
            else
                fault(FaultKind::StillReferenced, name, table->name.key() + QLatin1Char('.') + column.name);
        }
    m_state.objects().sequences.remove(name);
}

/// A column that counted up by a sequence of its own is then a plain one.
void Applier::dropDefault(const Table& table, const QString& columnName)
{
    Table changed = *m_state.table(table.name);
    Column* column = changed.column(columnName);
    column->serverDefault.reset();
    column->autoIncrement = Column::AutoIncrement::No;
    column->sequence.reset();
    m_state.put(std::move(changed));
}

// Schemas

void Applier::operator()(const CreateSchema& change)
{
    if (schema().schemas.contains(change.name) || change.name == facts().defaultSchema)
        return faultUnless(change.ifNotExists, FaultKind::SchemaExists, { {}, change.name });
    m_state.objects().schemas.insert(change.name);
}

void Applier::operator()(const DropSchema& change)
{
    if (!schema().schemas.contains(change.name) && change.name != facts().defaultSchema)
        return faultUnless(change.ifExists, FaultKind::SchemaMissing, { {}, change.name });
    const QString name = change.name == facts().defaultSchema ? QString() : change.name;
    const bool isHeld = !change.cascade && facts().cascades;
    const auto remove = [&](auto& objects) {
        for (const auto& key : objects.keys()) {
            if (key.schema != name)
                continue;
            if (isHeld)
                fault(FaultKind::StillReferenced, { {}, change.name }, key.key());
            objects.remove(key);
        }
    };
    for (const ObjectName& table : schema().tables.keys()) {
        if (table.schema != name)
            continue;
        if (isHeld)
            fault(FaultKind::StillReferenced, { {}, change.name }, table.key());
        (*this)(DropTable{ table, false, true });
    }
    remove(m_state.objects().enums);
    remove(m_state.objects().sequences);
    remove(m_state.objects().views);
    m_state.objects().schemas.remove(change.name);
}

// Views

void Applier::operator()(const CreateView& change)
{
    View view = change.view;
    view.name = m_state.key(view.name);
    if (m_state.view(view.name)) {
        if (!change.orReplace)
            return faultUnless(change.ifNotExists, FaultKind::ViewExists, view.name);
    } else if (m_state.hasRelation(view.name.schema, view.name.name)) {
        return faultUnless(false, FaultKind::TableExists, view.name);
    }
    m_state.objects().put(std::move(view));
}

void Applier::operator()(const DropView& change)
{
    const View* view = m_state.view(change.name);
    if (!view)
        return faultUnless(change.ifExists, FaultKind::ViewMissing, m_state.key(change.name));
    const ObjectName name = view->name;
    auto& others = m_state.objects().others;
    for (const OpaqueKey& key : schema().others.keys())
        if (key.table == name.key())
            others.remove(key);
    m_state.objects().views.remove(name);
    dropViewsOn(name, {}, change.cascade && facts().cascades);
}

// Carried by name

void Applier::operator()(const CreateOther& change)
{
    OpaqueObject object = change.object;
    object.name = m_state.key(object.name);
    object.table = keyOfTable(object.table);
    const OpaqueKey key{ object.kind, object.name, object.table };
    if (schema().others.contains(key) && !change.orReplace)
        return faultUnless(change.ifNotExists, FaultKind::ObjectExists, object.name, object.kind);
    m_state.objects().put(std::move(object));
}

/// Without the default schema.
QString Applier::keyOfTable(const QString& table) const
{
    const qsizetype dot = table.indexOf(QLatin1Char('.'));
    return dot < 0 ? table : m_state.key({ table.left(dot), table.mid(dot + 1) }).key();
}

/// The object itself, or the only one of that kind and name whatever its arguments or table are.
std::optional<OpaqueKey> Applier::findOther(const DropOther& change) const
{
    const ObjectName name = m_state.key(change.name);
    const QString table = keyOfTable(change.table);
    const OpaqueKey exact{ change.kind, name, table };
    if (schema().others.contains(exact))
        return exact;
    std::vector<OpaqueKey> similar;
    for (const OpaqueKey& key : schema().others.keys())
        if (key.kind == change.kind && key.name.schema == name.schema
            && withoutArguments(key.name.name) == withoutArguments(name.name)
            && (table.isEmpty() || key.table == table))
            similar.push_back(key);
    return similar.size() == 1 ? std::optional(similar.front()) : std::nullopt;
}

/// Triggers, operators and the like that call a routine. Their text is read word by word only.
void Applier::dropUsersOf(const OpaqueKey& routine)
{
    static const QStringList users{ QStringLiteral("trigger"), QStringLiteral("event trigger"),
        QStringLiteral("operator"), QStringLiteral("aggregate"), QStringLiteral("cast") };
    if (routine.kind != QLatin1String("function") && routine.kind != QLatin1String("procedure"))
        return;
    auto& others = m_state.objects().others;
    for (const std::shared_ptr<const OpaqueObject>& object : schema().others.values())
        if (users.contains(object->kind) && mentions(object->definition, withoutArguments(routine.name.name)))
            others.remove({ object->kind, object->name, object->table });
}

void Applier::operator()(const DropOther& change)
{
    if (change.kind == typeKind() && schema().enums.contains(m_state.key(change.name)))
        return (*this)(DropEnum{ change.name, change.ifExists, change.cascade });
    if (const std::optional<OpaqueKey> key = findOther(change)) {
        m_state.objects().others.remove(*key);
        if (change.cascade && facts().cascades)
            dropUsersOf(*key);
        return;
    }
    // what extensions and administrators make is not seen here
    faultUnless(
        change.ifExists, FaultKind::ObjectMissing, m_state.key(change.name), change.kind, Outcome::MayBeRefused);
}

void Applier::operator()(const AlterOther& change)
{
    m_outcome.effect = Effect::NotHeld;
    const bool isTable = change.kind.compare(QLatin1String("table"), Qt::CaseInsensitive) == 0;
    if (isTable && !change.name.name.isEmpty())
        tableToChange(change.name);
    m_outcome.effect = Effect::NotHeld;
}

void Applier::operator()(const TouchRows& change)
{
    if (!change.table.name.isEmpty())
        if (auto table = tableToChange(change.table); table && change.rows)
            weighRows(*table, change);
    m_outcome.effect = Effect::NotHeld;
}

void Applier::operator()(const SessionStatement&) { m_outcome.effect = Effect::NotHeld; }

void Applier::operator()(const UnknownStatement& change)
{
    m_outcome.effect = change.isRefused ? Effect::NotHeld : Effect::Unknown;
    if (change.isRefused)
        m_outcome.faults.push_back({ FaultKind::Unsupported, Outcome::Refused, change.reason, {}, {} });
}

} // namespace espalier::schema
