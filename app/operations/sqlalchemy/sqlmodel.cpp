#include "operations/sqlalchemy/sqlmodel.h"

#include "operations/sqlalchemy/type.h"

#include <algorithm>
#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

namespace espalier::operations {

using symbolic::ClassObject;

namespace {

/// pydantic makes no field of these.
bool isNoField(const QString& name, const Value& annotation)
{
    return name.startsWith(QLatin1Char('_')) || name == QLatin1String("model_config")
        || (annotation.isObject() && annotation.object()->typeName() == QLatin1String("ClassVar"))
        || (annotation.isString() && annotation.text().startsWith(QLatin1String("ClassVar")));
}

bool isRelationship(const std::optional<Value>& value)
{
    return value && value->as<InertHost>()
        && (value->as<InertHost>()->typeName() == QLatin1String("Relationship")
            || value->as<InertHost>()->typeName() == QLatin1String("RelationshipInfo"));
}

/// A class whose annotations pydantic reads as fields.
bool isPydantic(const ClassObject& type)
{
    return std::any_of(type.foreign.begin(), type.foreign.end(), [](const symbolic::ObjectPtr& base) {
        const auto model = std::dynamic_pointer_cast<ModelBaseHost>(base);
        const auto external = std::dynamic_pointer_cast<symbolic::External>(base);
        return (model && model->flavor() == ModelBaseHost::Flavor::SqlModel)
            || (external && external->name == QLatin1String("pydantic.BaseModel"));
    });
}

/// SQLAlchemy's merge_lists_w_ordering()
QStringList mergedInOrder(const QStringList& a, const QStringList& b)
{
    QSet<QString> both = QSet<QString>(a.begin(), a.end()).intersect(QSet<QString>(b.begin(), b.end()));
    QStringList merged;
    const QStringList* lists[] = { &a, &b };
    qsizetype at[] = { 0, 0 };
    int current = 0;
    while (at[current] < lists[current]->size()) {
        const QString& name = lists[current]->at(at[current]++);
        if (both.remove(name))
            current = 1 - current;
        else
            merged.append(name);
    }
    const int other = 1 - current;
    return merged + lists[other]->mid(at[other]);
}

/// What a pydantic type comes to as a column's; its own name otherwise.
QString plainClass(const QString& name)
{
    static const QHash<QString, QString> types{ { QStringLiteral("pydantic.EmailStr"), QStringLiteral("str") },
        { QStringLiteral("pydantic.StrictStr"), QStringLiteral("str") },
        { QStringLiteral("pydantic.StrictInt"), QStringLiteral("int") },
        { QStringLiteral("pydantic.PositiveInt"), QStringLiteral("int") },
        { QStringLiteral("pydantic.NonNegativeInt"), QStringLiteral("int") },
        { QStringLiteral("pydantic.NegativeInt"), QStringLiteral("int") },
        { QStringLiteral("pydantic.NonPositiveInt"), QStringLiteral("int") },
        { QStringLiteral("pydantic.StrictFloat"), QStringLiteral("float") },
        { QStringLiteral("pydantic.PositiveFloat"), QStringLiteral("float") },
        { QStringLiteral("pydantic.NonNegativeFloat"), QStringLiteral("float") },
        { QStringLiteral("pydantic.StrictBool"), QStringLiteral("bool") },
        { QStringLiteral("pydantic.UUID1"), QStringLiteral("UUID") },
        { QStringLiteral("pydantic.UUID3"), QStringLiteral("UUID") },
        { QStringLiteral("pydantic.UUID4"), QStringLiteral("UUID") },
        { QStringLiteral("pydantic.UUID5"), QStringLiteral("UUID") },
        { QStringLiteral("ipaddress.IPv4Address"), QStringLiteral("str") },
        { QStringLiteral("ipaddress.IPv4Network"), QStringLiteral("str") },
        { QStringLiteral("ipaddress.IPv6Address"), QStringLiteral("str") },
        { QStringLiteral("ipaddress.IPv6Network"), QStringLiteral("str") } };
    return types.value(name, name);
}

/// get_sqlalchemy_type()'s answer to a class that is no enum; null where it has none.
const char* typeFor(const QString& name)
{
    struct Entry {
        const char* python;
        const char* type;
    };
    static constexpr Entry entries[] = { { "str", "AutoString" }, { "EmailStr", "AutoString" },
        { "IPv4Address", "AutoString" }, { "IPv4Network", "AutoString" }, { "IPv6Address", "AutoString" },
        { "IPv6Network", "AutoString" }, { "Path", "AutoString" }, { "float", "Float" }, { "bool", "Boolean" },
        { "int", "Integer" }, { "datetime", "DateTime" }, { "date", "Date" }, { "timedelta", "Interval" },
        { "time", "Time" }, { "bytes", "LargeBinary" }, { "Decimal", "Numeric" }, { "UUID", "Uuid" } };
    for (const Entry& entry : entries)
        if (name == QLatin1String(entry.python))
            return entry.type;
    return nullptr;
}

/// What Field(…) was given, by name; the default first.
class FieldReader {
public:
    FieldReader(const Arguments& given)
        : m_given(given)
    { }
    /// Null where it is not given, or is sqlmodel's and pydantic's own word for that.
    const Value* find(const char* name) const
    {
        const QString text = QLatin1String(name);
        const Value* value = text == QLatin1String("default") ? m_given.find(0, text) : m_given.keyword(text);
        return value && !isUndefined(*value) ? value : nullptr;
    }
    const Arguments& all() const { return m_given; }

private:
    static bool isUndefined(const Value& value)
    {
        const auto external = value.as<symbolic::External>();
        return external && external->name.endsWith(QLatin1String("Undefined"));
    }
    const Arguments& m_given;
};

class ColumnFromField {
public:
    ColumnFromField(Interpreter& interpreter, SqlalchemyContext& context, const QString& name, const Arguments& given)
        : m_interpreter(interpreter)
        , m_context(context)
        , m_name(name)
        , m_field(given)
    { }

    std::shared_ptr<ColumnHost> make(const AnnotationReading& reading)
    {
        if (const DoubtPtr why = m_field.all().doubt)
            return unknownColumn(why);
        if (const Value* given = m_field.find("sa_column")) {
            if (const auto host = given->as<ColumnHost>())
                return host;
            if (!given->isNone())
                return unknownColumn(doubtOf(m_interpreter, *given));
        }
        const Value* type = m_field.find("sa_type");
        set("name", Value::string(m_name));
        set("type_", type ? *type : typeOf(reading));
        const Value isKey = valueOf("primary_key");
        set("primary_key", isKey);
        set("nullable", nullability(reading, isKey));
        set("index", valueOf("index"));
        set("unique", valueOf("unique"));
        addDefault();
        addReference();
        if (const DoubtPtr why = addFurther())
            return unknownColumn(why);
        const auto made = makeColumn(m_interpreter, m_context, m_arguments).as<ColumnHost>();
        return made;
    }

private:
    std::shared_ptr<ColumnHost> unknownColumn(const DoubtPtr& why)
    {
        auto column = std::make_shared<ColumnHost>(m_context);
        column->nameDoubt = why;
        return column;
    }

    void set(const QString& name, const Value& value)
    {
        std::erase_if(m_arguments.keywords, [&](const auto& keyword) { return keyword.first == name; });
        m_arguments.keywords.emplace_back(name, value);
    }
    void set(const char* name, const Value& value) { set(QString(QLatin1String(name)), value); }

    Value valueOf(const char* name) const
    {
        const Value* given = m_field.find(name);
        return given ? *given : Value::boolean(false);
    }

    Value doubtful() const
    {
        return m_interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "what the annotation of `%1` says"), { m_name });
    }

    Value nullability(const AnnotationReading& reading, const Value& isKey) const
    {
        if (const Value* given = m_field.find("nullable"))
            return *given;
        const std::optional<bool> key = m_interpreter.isTrue(isKey);
        if (key && *key)
            return Value::boolean(false);
        if (!key)
            return Value::unknown(doubtOf(m_interpreter, isKey));
        if (!reading.isKnown)
            return doubtful();
        if (!reading.isOptional && isNoneByDefault())
            return m_interpreter.unknown(
                QT_TRANSLATE_NOOP("Messages", "pydantic 1 lets `%1` be None, pydantic 2 does not"), { m_name });
        return Value::boolean(reading.isOptional);
    }

    /// `name: str = None`. What is required, Field(…), is None here too.
    bool isNoneByDefault() const
    {
        static const QRegularExpression required(QStringLiteral(R"(\(\s*(?:default\s*=\s*)?\.\.\.)"));
        const Value* given = m_field.find("default");
        return given && given->isNone() && !required.match(m_field.all().source()).hasMatch();
    }

    /// What stands for the annotated class: "str" for one derived from str, too.
    QString classOf(const Value& type) const
    {
        if (type.isString())
            return type.text().section(QLatin1Char('.'), -1);
        if (const auto external = type.as<symbolic::External>())
            return plainClass(external->name);
        if (const auto own = type.as<ClassObject>()) {
            for (const Value& base : own->bases)
                if (const QString name = classOf(base); typeFor(name))
                    return name;
            return {};
        }
        const auto name
            = type.isObject() ? m_interpreter.findAttribute(type, QStringLiteral("__name__")) : std::nullopt;
        return name && name->isString() ? name->text() : QString();
    }

    Value typeOf(const AnnotationReading& reading)
    {
        if (!reading.isKnown)
            return doubtful();
        const auto own = reading.type.as<ClassObject>();
        if (own && own->isEnum) {
            Arguments arguments;
            arguments.positional = { reading.type };
            return makeTypeInstance(m_interpreter, m_context, QStringLiteral("Enum"), arguments);
        }
        const char* type = typeFor(classOf(reading.type));
        if (!type)
            return doubtful();
        Arguments arguments;
        if (QLatin1String(type) == QLatin1String("AutoString")) {
            if (const Value* length = m_field.find("max_length"); length && !length->isNone())
                arguments.keywords.emplace_back(QStringLiteral("length"), *length);
            return m_interpreter.call(makeAutoString(m_context), arguments);
        }
        if (QLatin1String(type) == QLatin1String("Numeric")) {
            for (const auto& [from, to] :
                { std::pair("max_digits", "precision"), std::pair("decimal_places", "scale") })
                if (const Value* given = m_field.find(from); given && !given->isNone())
                    arguments.keywords.emplace_back(QString(QLatin1String(to)), *given);
        }
        return makeTypeInstance(m_interpreter, m_context, QLatin1String(type), arguments);
    }

    void addDefault() // "..." is None here: no default either way
    {
        if (const Value* factory = m_field.find("default_factory"); factory && !factory->isNone())
            set("default", *factory);
        else if (const Value* value = m_field.find("default"); value)
            set("default", *value);
    }

    void addReference()
    {
        const Value* target = m_field.find("foreign_key");
        if (!target || target->isNone())
            return;
        Arguments arguments;
        arguments.positional = { *target };
        if (const Value* action = m_field.find("ondelete"))
            arguments.keywords.emplace_back(QStringLiteral("ondelete"), *action);
        m_arguments.positional.push_back(makeForeignKey(m_interpreter, m_context, arguments));
    }

    /// sa_column_args= and sa_column_kwargs=; a doubt where they may say anything.
    DoubtPtr addFurther()
    {
        if (const Value* given = m_field.find("sa_column_args"); given && !given->isNone()) {
            DoubtPtr why;
            const auto items = m_interpreter.elements(*given, &why);
            if (!items)
                return why ? why : doubtOf(m_interpreter, *given);
            m_arguments.positional.insert(m_arguments.positional.end(), items->begin(), items->end());
        }
        const Value* given = m_field.find("sa_column_kwargs");
        if (!given || given->isNone())
            return nullptr;
        const auto dict = given->as<symbolic::Dict>();
        if (!dict || dict->doubt)
            return dict ? dict->doubt.why() : doubtOf(m_interpreter, *given);
        for (const auto& [key, value] : dict->entries()) {
            if (!key.isString())
                return doubtOf(m_interpreter, key);
            set(key.text(), value);
        }
        return nullptr;
    }

    Interpreter& m_interpreter;
    SqlalchemyContext& m_context;
    QString m_name;
    FieldReader m_field;
    Arguments m_arguments;
};

/// The arguments of a Field(…), sqlmodel's or pydantic's, or one that a plain default stands for.
Arguments fieldArguments(const std::optional<Value>& value, const std::vector<Value>& annotated)
{
    const auto argumentsOf = [](const Value& one) -> std::optional<Arguments> {
        if (const auto field = one.as<SqlModelFieldHost>())
            return field->given;
        const auto external = one.as<symbolic::External>();
        if (!external || !external->arguments || !external->name.startsWith(QLatin1String("pydantic."))
            || !external->name.endsWith(QLatin1String("Field()")))
            return std::nullopt;
        Arguments known = *external->arguments; // what it does not know is for JSON
        static const QStringList read{ QStringLiteral("default"), QStringLiteral("default_factory"),
            QStringLiteral("max_length"), QStringLiteral("max_digits"), QStringLiteral("decimal_places") };
        std::erase_if(known.keywords, [&](const auto& keyword) { return !read.contains(keyword.first); });
        return known;
    };
    if (value)
        if (std::optional<Arguments> given = argumentsOf(*value))
            return *given;
    Arguments plain;
    for (const Value& one : annotated)
        if (std::optional<Arguments> given = argumentsOf(one))
            plain = *given;
    if (value && plain.positional.empty())
        plain.positional = { *value };
    return plain;
}

} // namespace

bool isSqlModelTable(const ClassObject& type)
{
    return std::any_of(type.keywords.begin(), type.keywords.end(), [](const auto& keyword) {
        return keyword.first == QLatin1String("table") && keyword.second.isBool() && keyword.second.integer() != 0;
    });
}

SqlModelColumns::SqlModelColumns(
    Interpreter& interpreter, SqlalchemyContext& context, std::shared_ptr<ClassObject> type)
    : m_interpreter(interpreter)
    , m_context(context)
    , m_type(std::move(type))
{ }

void SqlModelColumns::collect()
{
    for (auto from = m_type->order.rbegin(); from != m_type->order.rend(); ++from)
        takeFields(**from);
    for (const QString& name : tableOrder()) {
        const std::shared_ptr<ColumnHost> made = column(name, m_fields.at(name));
        if (made->column.name.isEmpty() && !made->nameDoubt)
            made->column.name = name;
        if (made->key.isEmpty())
            made->key = made->column.name;
        columns.emplace_back(name, made);
    }
}

void SqlModelColumns::takeFields(const ClassObject& from)
{
    if (!from.scope)
        return;
    note(doubt, from.scope->doubt);
    for (const QString& name : from.written) {
        if (!from.annotationNodes.contains(name))
            continue;
        Field field;
        if (const auto given = from.scope->names.constFind(name); given != from.scope->names.cend())
            field.value = *given;
        if (isRelationship(field.value)) {
            if (&from == m_type.get())
                m_relationships.append(name);
            continue;
        }
        field.annotation = m_interpreter.annotation(from, name).value_or(Value());
        if (isNoField(name, field.annotation))
            continue;
        if (!isPydantic(from)) {
            note(doubt,
                m_interpreter.doubt(
                    QT_TRANSLATE_NOOP("Messages", "the annotations of `%1`, which is no model itself"), { from.name }));
            continue;
        }
        if (!m_fields.contains(name))
            m_order.append(name);
        m_fields.insert_or_assign(name, std::move(field));
    }
}

QStringList SqlModelColumns::tableOrder() const
{
    QStringList own = m_relationships;
    for (const QString& name : std::as_const(m_type->written))
        if (m_type->annotationNodes.contains(name) && !m_relationships.contains(name))
            own.append(name);
    QStringList order = mergedInOrder(m_order + m_relationships, own);
    order.removeIf([&](const QString& name) { return !m_fields.contains(name); });
    return order;
}

std::shared_ptr<ColumnHost> SqlModelColumns::column(const QString& name, const Field& field)
{
    AnnotationReading reading = readAnnotation(m_interpreter, field.annotation);
    const auto external = field.annotation.as<symbolic::External>();
    if (external && plainClass(external->name) != external->name)
        reading = { .type = field.annotation };
    const Arguments given = fieldArguments(field.value, reading.further);
    if (field.value && field.value->isUnknown()) { // it may be a Field(…)
        auto unknown = std::make_shared<ColumnHost>(m_context);
        unknown->nameDoubt = field.value->doubt();
        return unknown;
    }
    return ColumnFromField(m_interpreter, m_context, name, given).make(reading);
}

} // namespace espalier::operations
