#include "operations/sqlalchemy/orm.h"

#include "operations/sqlalchemy/type.h"

#include <algorithm>
#include <QCoreApplication>

// `name: Mapped[Optional[str]]`: type and nullability from the annotation.

namespace espalier::operations {

namespace {

using Reading = AnnotationReading;

Reading unreadable() { return { .isKnown = false }; }

/// SQLAlchemy's own type for a Python class, by the class's name.
const char* typeForClass(const QString& name)
{
    struct Entry {
        const char* python;
        const char* type;
    };
    static constexpr Entry entries[] = { { "int", "Integer" }, { "str", "String" }, { "bool", "Boolean" },
        { "float", "Float" }, { "bytes", "LargeBinary" }, { "datetime", "DateTime" }, { "date", "Date" },
        { "time", "Time" }, { "timedelta", "Interval" }, { "Decimal", "Numeric" }, { "UUID", "Uuid" } };
    for (const Entry& entry : entries)
        if (name == QLatin1String(entry.python))
            return entry.type;
    return nullptr;
}

std::optional<QString> className(Interpreter& interpreter, const Value& value)
{
    if (value.isString())
        return value.text().section(QLatin1Char('.'), -1);
    if (!value.isObject())
        return std::nullopt;
    const std::optional<Value> name = interpreter.findAttribute(value, QStringLiteral("__name__"));
    return name && name->isString() ? std::optional(name->text()) : std::nullopt;
}

/// Of the alternatives of a union, of which one may be None.
Reading readUnion(const std::vector<Value>& alternatives)
{
    Reading reading;
    std::vector<Value> types;
    for (const Value& one : alternatives) {
        if (one.isNone())
            reading.isOptional = true;
        else
            types.push_back(one);
    }
    reading.isKnown = types.size() == 1;
    reading.type = types.empty() ? Value() : types.front();
    return reading;
}

Reading read(Interpreter& interpreter, const Value& annotation);

bool isUnionName(const QString& name) { return name == QLatin1String("Optional") || name == QLatin1String("Union"); }

std::vector<Value> parametersOf(Interpreter& interpreter, const Value& generic)
{
    const std::optional<Value> inner = interpreter.findAttribute(generic, QStringLiteral("__args__"));
    const auto parts = inner ? inner->as<symbolic::Tuple>() : nullptr;
    return parts ? parts->items : std::vector<Value>{};
}

/// Annotated[type, …]: what SQLAlchemy takes from it is a mapped_column() (PEP 593).
Reading readAnnotated(Interpreter& interpreter, const Value& annotation)
{
    const std::vector<Value> parts = parametersOf(interpreter, annotation);
    if (parts.empty())
        return unreadable();
    Reading reading = read(interpreter, parts[0]);
    reading.alias = annotation;
    reading.further.assign(parts.begin() + 1, parts.end());
    for (size_t i = 1; i < parts.size(); ++i)
        if (const auto column = parts[i].as<ColumnHost>(); column && column->isMapped)
            reading.column = column;
        else if (parts[i].isUnknown())
            reading.isKnown = false;
    return reading;
}

/// An annotation in quotes.
Reading readText(QString text)
{
    Reading reading;
    text = text.trimmed();
    const qsizetype open = text.indexOf(QLatin1Char('['));
    const bool isOptional = open > 0 && text.left(open).section(QLatin1Char('.'), -1) == QLatin1String("Optional");
    if (isOptional && text.endsWith(QLatin1Char(']'))) {
        reading.isOptional = true;
        text = text.mid(open + 1).chopped(1).trimmed();
    }
    if (text.endsWith(QLatin1String("None")) && text.contains(QLatin1Char('|'))) {
        reading.isOptional = true;
        text = text.section(QLatin1Char('|'), 0, -2).trimmed();
    }
    const bool isPlain = std::all_of(text.begin(), text.end(),
        [](QChar c) { return c.isLetterOrNumber() || c == QLatin1Char('_') || c == QLatin1Char('.'); });
    reading.isKnown = isPlain;
    reading.type = Value::string(text);
    return reading;
}

/// The one alternative of a union may be an Annotated itself.
Reading within(Interpreter& interpreter, const Reading& alternative)
{
    if (!alternative.isKnown || !alternative.type.isObject()
        || alternative.type.object()->typeName() != QLatin1String("Annotated"))
        return alternative;
    Reading inner = readAnnotated(interpreter, alternative.type);
    inner.isOptional = inner.isOptional || alternative.isOptional;
    return inner;
}

Reading read(Interpreter& interpreter, const Value& annotation)
{
    if (annotation.isString())
        return readText(annotation.text());
    if (annotation.isUnknown() || !annotation.isObject() || annotation.as<symbolic::External>())
        return unreadable();
    if (const auto alternatives = annotation.as<symbolic::Tuple>())
        return within(interpreter, readUnion(alternatives->items));
    const QString name = annotation.object()->typeName();
    if (name == QLatin1String("Annotated"))
        return readAnnotated(interpreter, annotation);
    if (!isUnionName(name))
        return { .type = annotation };
    const std::vector<Value> parts = parametersOf(interpreter, annotation);
    return parts.empty() ? unreadable() : within(interpreter, readUnion(parts));
}

/// Annotated[str, 30] and another one, both written out.
bool isSameGeneric(Interpreter& interpreter, const Value& a, const Value& b)
{
    if (symbolic::isSame(a, b) || symbolic::plainlyEqual(symbolic::plainOf(a), symbolic::plainOf(b)).value_or(false))
        return true;
    const std::vector<Value> ofA = parametersOf(interpreter, a);
    const std::vector<Value> ofB = parametersOf(interpreter, b);
    if (!a.isObject() || !b.isObject() || a.as<Host>() || b.as<Host>())
        return false;
    const bool isAlike = ofA.size() == ofB.size() && a.object()->typeName() == b.object()->typeName()
        && a.object()->className() == b.object()->className()
        && (!ofA.empty() || className(interpreter, a) == className(interpreter, b));
    return isAlike && std::equal(ofA.begin(), ofA.end(), ofB.begin(), [&](const Value& x, const Value& y) {
        return isSameGeneric(interpreter, x, y);
    });
}

/// Whether the class's file has `from __future__ import annotations`.
bool hasTextAnnotations(const symbolic::ClassObject& type)
{
    python::Node node = type.annotationNodes.isEmpty() ? python::Node() : *type.annotationNodes.begin();
    while (node && !node.is("module") && node.parent())
        node = node.parent();
    const QByteArrayView text = node.bytes();
    return QByteArray::fromRawData(text.data(), text.size()).contains("from __future__ import annotations");
}

/// type_annotation_map of the base, or of its registry; None without one.
Value typeMapOf(Interpreter& interpreter, const symbolic::ClassObject& type)
{
    const QString name = QStringLiteral("type_annotation_map");
    if (const std::optional<Value> own = type.find(name))
        return *own;
    const std::optional<Value> registry = type.find(QStringLiteral("registry"));
    return registry ? interpreter.findAttribute(*registry, name).value_or(Value()) : Value();
}

/// What the base's type_annotation_map has for it.
std::optional<Value> mappedType(Interpreter& interpreter, const symbolic::ClassObject& type, const Value& python)
{
    const Value found = typeMapOf(interpreter, type);
    const auto map = found.as<symbolic::Dict>();
    const Value* given = map ? map->find(python) : nullptr;
    if (given)
        return *given;
    if (!map && !found.isNone())
        return Value::unknown(doubtOf(interpreter, found));
    if (!map)
        return std::nullopt;
    const std::optional<Value> unseen = map->doubt ? std::optional(Value::unknown(map->doubt)) : std::nullopt;
    if (!python.isObject())
        return unseen;
    const bool isAnnotated = python.object()->typeName() == QLatin1String("Annotated");
    if (isAnnotated && hasTextAnnotations(type))
        return unseen; // with annotations from __future__, one that is written out is never found
    for (const auto& [key, mapped] : map->entries()) {
        const bool isUnion = key.as<symbolic::Tuple>() || (key.isObject() && isUnionName(key.object()->typeName()));
        if (isSameGeneric(interpreter, isUnion ? read(interpreter, key).type : key, python))
            return mapped;
    }
    return unseen;
}

/// The type that the base's type_annotation_map has for all enums, or all Literals, made again for this one (Enum's
/// _resolve_for_python_type()).
std::optional<Value> mappedEnum(Interpreter& interpreter, SqlalchemyContext& context, const symbolic::ClassObject& type,
    const QString& kind, const Arguments& values)
{
    const auto map = typeMapOf(interpreter, type).as<symbolic::Dict>();
    if (!map)
        return std::nullopt;
    for (const auto& [key, given] : map->entries()) {
        if (className(interpreter, key) != kind || !parametersOf(interpreter, key).empty())
            continue;
        const auto host = given.as<TypeHost>();
        if (!host || !host->enumArguments)
            return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "the type for enums of the type_annotation_map"));
        Arguments arguments = *host->enumArguments;
        arguments.positional = values.positional;
        std::erase_if(arguments.keywords, [&](const auto& keyword) { return values.keyword(keyword.first); });
        arguments.keywords.insert(arguments.keywords.end(), values.keywords.begin(), values.keywords.end());
        return makeTypeInstance(interpreter, context, host->type.name, arguments);
    }
    return std::nullopt;
}

void setType(Interpreter& interpreter, const symbolic::ClassObject& type, ColumnHost& column, const Reading& reading)
{
    std::optional<Value> given = reading.alias.isNone() ? std::nullopt : mappedType(interpreter, type, reading.alias);
    if (!given)
        given = mappedType(interpreter, type, reading.type);
    if (given) {
        column.setType(interpreter, *given);
        return;
    }
    const QString kind = reading.type.isObject() ? reading.type.object()->typeName() : QString();
    if (const char* const behind = kind == QLatin1String("NewType") ? "__supertype__"
            : kind == QLatin1String("TypeAliasType")                ? "__value__"
                                                                    : nullptr) {
        const auto inner = interpreter.findAttribute(reading.type, QLatin1String(behind));
        const Reading further = inner ? read(interpreter, *inner) : unreadable();
        if (further.isKnown && !further.isOptional)
            return setType(interpreter, type, column, further);
    }
    const std::optional<QString> name = className(interpreter, reading.type);
    const char* own = name ? typeForClass(*name) : nullptr;
    const auto cls = reading.type.as<symbolic::ClassObject>();
    Arguments arguments;
    const bool isLiteral = kind == QLatin1String("Literal");
    if (!own && ((cls && cls->isEnum) || isLiteral)) {
        if (isLiteral) {
            arguments.positional = parametersOf(interpreter, reading.type);
            arguments.keywords.emplace_back(QStringLiteral("native_enum"), Value::boolean(false));
        } else {
            arguments.positional = { reading.type };
        }
        const QString mapKey = isLiteral ? QStringLiteral("Literal") : QStringLiteral("Enum");
        if (const auto ofMap = mappedEnum(interpreter, column.context(), type, mapKey, arguments)) {
            column.setType(interpreter, *ofMap);
            return;
        }
        own = "Enum";
    }
    if (own)
        column.setType(interpreter, makeTypeInstance(interpreter, column.context(), QLatin1String(own), arguments));
    else
        note(column.typeDoubt,
            interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "what the annotation of `%1` says"), { column.name() }));
}

/// What the annotation's own mapped_column() says and the attribute's does not (Column._merge()).
void merge(const ColumnHost& from, ColumnHost& column)
{
    schema::Column& to = column.column;
    const schema::Column& other = from.column;
    to.isPrimaryKey = to.isPrimaryKey || other.isPrimaryKey;
    to.isUnique = to.isUnique || (other.isUnique && !column.isUniqueGiven);
    to.isIndexed = to.isIndexed || (other.isIndexed && !column.isIndexGiven);
    if (to.autoIncrement == schema::Column::AutoIncrement::Auto)
        to.autoIncrement = other.autoIncrement;
    if (!column.isTypeGiven && from.isTypeGiven) {
        column.type = from.type;
        column.typeDoubt = from.typeDoubt;
        to.type = other.type;
        column.isTypeGiven = true;
    }
    if (!to.nullable)
        to.nullable = other.nullable;
    if (!to.serverDefault && !to.identity && !to.computed) {
        to.serverDefault = other.serverDefault;
        to.identity = other.identity;
        to.computed = other.computed;
    }
    if (to.comment.isNull())
        to.comment = other.comment;
    if (column.clientDefault.isNone())
        column.clientDefault = from.clientDefault;
    if (column.onUpdate.isNone())
        column.onUpdate = from.onUpdate;
    to.hasClientDefault = to.hasClientDefault || other.hasClientDefault;
    if (!to.sequence) {
        to.sequence = other.sequence;
        to.isSequenceOptional = other.isSequenceOptional;
        column.sequence = from.sequence;
    }
    column.foreignKeys.insert(column.foreignKeys.end(), from.foreignKeys.begin(), from.foreignKeys.end());
    column.checks.insert(column.checks.end(), from.checks.begin(), from.checks.end());
    note(column.doubt, from.doubt);
}

} // namespace

AnnotationReading readAnnotation(Interpreter& interpreter, const Value& annotation)
{
    return read(interpreter, annotation);
}

void noteReturned(symbolic::ClassObject& type, const QString& name)
{
    const auto attribute = type.scope->names.value(name).as<DeclaredAttributeHost>();
    Value function = attribute ? attribute->function : Value();
    if (const auto descriptor = function.as<symbolic::Descriptor>())
        function = descriptor->function;
    const auto method = function.as<symbolic::Function>();
    const python::Node returned = method ? method->definition.field("return_type") : python::Node();
    if (returned && !type.annotationNodes.contains(name))
        type.annotationNodes.insert(name, returned);
}

void annotate(Interpreter& interpreter, const symbolic::ClassObject& type, ColumnHost& column, const Value& annotation)
{
    if (!column.isMapped)
        return;
    const auto mapped = annotation.as<MappedHost>();
    if (!mapped) {
        const DoubtPtr why = doubtOf(interpreter, annotation);
        if (!column.isTypeGiven)
            note(column.typeDoubt, why);
        if (!column.column.nullable && !column.column.isPrimaryKey)
            note(column.doubt, why);
        return;
    }
    const Reading reading = read(interpreter, mapped->parameter);
    if (reading.column)
        merge(*reading.column, column);
    const bool needsType = !column.isTypeGiven && column.foreignKeys.empty();
    const bool needsNullable = !column.column.nullable && !column.column.isPrimaryKey;
    if (!reading.isKnown && (needsType || needsNullable)) {
        const DoubtPtr doubt
            = interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "what the annotation of `%1` says"), { column.name() });
        note(needsType ? column.typeDoubt : column.doubt, doubt);
        return;
    }
    if (needsType)
        setType(interpreter, type, column, reading);
    if (needsNullable)
        column.column.nullable = reading.isOptional;
}

} // namespace espalier::operations
