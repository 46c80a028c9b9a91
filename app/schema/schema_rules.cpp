#include "schema/schema_rules.h"

#include "schema/column_use.h"

#include <algorithm>
#include <limits>

// What holds where a dialect says nothing else.

namespace espalier::schema {

StoredName SchemaRules::storedName(const Name& name, NameKind) const { return { name.text, false, false }; }

void SchemaRules::nameParts(Table&, const TakenNames&) const { }

std::vector<Sequence> SchemaRules::sequencesOf(const Table&, const Column&, const TakenNames&) const { return {}; }

std::optional<SqlType> SchemaRules::reflectedType(const QString&) const { return {}; }

std::optional<SqlType> SchemaRules::reflectedType(const EnumType&) const { return {}; }

QString SchemaRules::errorClass(FaultKind kind) const
{
    switch (kind) {
    case FaultKind::NullRefused:
    case FaultKind::NotThere:
    case FaultKind::NotDistinct:
        return QStringLiteral("IntegrityError");
    case FaultKind::ValueTooLong:
        return QStringLiteral("DataError");
    default:
        return QStringLiteral("ProgrammingError");
    }
}

void SchemaRules::takeIndex(Constraint&, Table&) const { }

std::optional<ExtensionObjects> SchemaRules::broughtBy(const QString&) const { return {}; }
std::optional<EnumUse> SchemaRules::enumOf(const SqlType&, const Table&) const { return {}; }

bool SchemaRules::isCreated(const Constraint& constraint) const { return !constraint.isTypeBound; }

void SchemaRules::settleColumn(Column&, const Table&) const { }

void SchemaRules::settleCreated(Table&) const { }

void SchemaRules::settle(Table&) const { }

void SchemaRules::settleRenamed(Table&, const ObjectName&) const { }

bool SchemaRules::canBeTarget(const Table&, const QStringList&) const { return true; }

void SchemaRules::changeColumn(Column& column, const ColumnChange& change) const
{
    if (change.type)
        column.type = *change.type;
    if (change.nullable)
        column.nullable = change.nullable;
    if (change.autoIncrement)
        column.autoIncrement = *change.autoIncrement ? Column::AutoIncrement::Yes : Column::AutoIncrement::No;
    if (change.changesComment)
        column.comment = change.comment;
    if (std::holds_alternative<std::monostate>(change.serverDefault))
        return;
    const bool wasIdentity = column.identity.has_value() && !column.nullable;
    column.serverDefault.reset();
    column.identity.reset();
    column.computed.reset();
    if (wasIdentity) // which alone made it NOT NULL
        column.nullable = false;
    if (const auto* value = std::get_if<Expression>(&change.serverDefault))
        column.serverDefault = *value;
    else if (const auto* identity = std::get_if<Identity>(&change.serverDefault))
        column.identity = *identity;
    else if (const auto* computed = std::get_if<Computed>(&change.serverDefault))
        column.computed = *computed;
}

std::vector<ColumnHold> SchemaRules::dropColumn(Table& table, const QString& column) const
{
    const auto erase
        = [](auto& all, auto isGone) { all.erase(std::remove_if(all.begin(), all.end(), isGone), all.end()); };
    erase(table.columns, [&](const Column& one) { return one.name == column; });
    erase(table.constraints, [&](const Constraint& one) { return uses(one, column); });
    erase(table.indexes, [&](const Index& one) { return uses(one, column); });
    return {};
}

bool SchemaRules::comesByItself(const Index&, const Table&) const { return false; }

bool SchemaRules::isCreatedWith(const Index& index, const Table& table) const { return comesByItself(index, table); }

bool SchemaRules::isInherited(const Constraint&) const { return false; }

bool SchemaRules::isInherited(const Column&) const { return false; }

Changes SchemaRules::attachment(const Table&) const { return {}; }

std::vector<ObjectName> SchemaRules::parentsOf(const Table&) const { return {}; }

bool SchemaRules::isPartition(const Table&) const { return false; }

QString SchemaRules::lackingIndex(const Table&) const { return {}; }

std::optional<Fault> SchemaRules::refusal(const Change&, const Table*) const { return {}; }

bool SchemaRules::isSystem(const ObjectName&) const { return false; }

ComparableColumn SchemaRules::comparable(const Column& column, const Table&) const
{
    ComparableColumn result;
    result.type = column.type.name + column.type.text;
    result.isNullable = column.isNullable();
    if (column.serverDefault)
        result.defaultValue = column.serverDefault->textOf() + column.serverDefault->value().text;
    return result;
}

QString SchemaRules::comparable(const Constraint& constraint, const Table&) const
{
    return constraint.columns.join(QLatin1Char(','))
        + (constraint.condition ? constraint.condition->textOf() : QString());
}

QString SchemaRules::comparable(const Index& index, const Table&) const
{
    return leadingColumns(index).join(QLatin1Char(','));
}

ValueFit SchemaRules::fit(const Literal&, const Column&, const Table&) const { return ValueFit::Unknown; }

QString SchemaRules::explicitCast(const QString&, const QString&) const { return {}; }

QString SchemaRules::comparable(const View& view) const { return view.definition.simplified().toLower(); }

/// What is said and what comes by itself are equal.
QString SchemaRules::comparable(const Sequence& sequence) const
{
    const SequenceOptions& options = sequence.options;
    const qint64 increment = options.increment.value_or(1);
    const bool isDescending = increment < 0;
    const QString byItself = QStringLiteral("-");
    const auto text = [&](const std::optional<qint64>& value, qint64 usual) {
        return value && *value != usual ? QString::number(*value) : byItself;
    };
    const qint64 start = isDescending ? options.maxValue.value_or(-1) : options.minValue.value_or(1);
    return QStringList{ QString::number(increment), text(options.start, start),
        isDescending ? text(options.minValue, std::numeric_limits<qint64>::min()) : text(options.minValue, 1),
        isDescending ? text(options.maxValue, -1) : text(options.maxValue, std::numeric_limits<qint64>::max()),
        text(options.cache, 1), options.cycle.value_or(false) ? QStringLiteral("cycle") : byItself }
        .join(QLatin1Char(' '));
}

QString SchemaRules::comparable(const OpaqueObject& object) const { return object.definition.simplified(); }

} // namespace espalier::schema
