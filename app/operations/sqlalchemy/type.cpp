#include "operations/sqlalchemy/type.h"

#include "dialects/ddl.h"
#include "operations/sqlalchemy/state.h"
#include "schema/schema_rules.h"

#include <QHash>

namespace espalier::operations {

using schema::SqlType;

namespace {

struct TypeState {
    SqlType type;
    DoubtPtr doubt;
    friend bool operator==(const TypeState& a, const TypeState& b) { return a.type == b.type && a.doubt == b.doubt; }
};

Value number(const std::optional<int>& value) { return value ? Value::number(*value) : Value::none(); }
Value textOrNone(const QString& text) { return text.isEmpty() ? Value::none() : Value::string(text); }

Value variantValue(const QVariant& value)
{
    switch (value.typeId()) {
    case QMetaType::Bool:
        return Value::boolean(value.toBool());
    case QMetaType::Int:
    case QMetaType::LongLong:
        return Value::number(value.toLongLong());
    case QMetaType::QString:
        return Value::string(value.toString());
    default:
        return Value::none();
    }
}

Value withVariant(TypeHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    auto made = self.copy();
    note(made->doubt, arguments.doubt);
    const SqlType other = noted(made->doubt, asType(interpreter, self.context(), arguments.get(0, u"type_")));
    const auto add = [&](const Value& dialect) {
        made->type = made->type.withVariant(noted(made->doubt, asText(interpreter, dialect)), other);
    };
    for (size_t i = 1; i < arguments.positional.size(); ++i)
        add(arguments.positional[i]);
    if (const Value* dialect = arguments.keyword(u"dialect_name"))
        add(*dialect);
    return Value::of(made);
}

Value compiled(TypeHost& self, Interpreter& interpreter, const Arguments&) { return self.str(interpreter); }

Value itself(TypeHost& self, Interpreter&, const Arguments&) { return Value::of(self.copy()); }

constexpr Method<TypeHost> methods[] = {
    { "with_variant", withVariant },
    { "compile", compiled },
    { "copy", itself },
    { "adapt", itself },
    { "dialect_impl", itself },
    { "load_dialect_impl", itself },
    { "type_engine", itself },
};

constexpr Method<TypeHost> enumMethods[] = {
    { "create", createEnum },
    { "drop", dropEnum },
};

constexpr Property<TypeHost> properties[] = {
    { "length", [](TypeHost& self, Interpreter&) { return number(self.type.length); } },
    { "precision", [](TypeHost& self, Interpreter&) { return number(self.type.precision); } },
    { "scale", [](TypeHost& self, Interpreter&) { return number(self.type.scale); } },
    { "dimensions", [](TypeHost& self, Interpreter&) { return number(self.type.dimensions); } },
    { "timezone", [](TypeHost& self, Interpreter&) { return Value::boolean(self.type.timezone); } },
    { "collation", [](TypeHost& self, Interpreter&) { return textOrNone(self.type.collation); } },
    { "charset", [](TypeHost& self, Interpreter&) { return textOrNone(self.type.charset); } },
    { "item_type", [](TypeHost& self, Interpreter&) { return self.item; } },
    { "__class__",
        [](TypeHost& self, Interpreter& interpreter) {
            const std::optional<Value> cls = self.typeClass
                ? sqlalchemyName(interpreter, self.context(), QStringLiteral("sqlalchemy.types.") + self.typeName())
                : std::nullopt;
            return cls.value_or(interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "the class of a type")));
        } },
    { "__visit_name__", [](TypeHost& self, Interpreter&) { return Value::string(self.typeName()); } },
};

constexpr Property<TypeHost> enumProperties[] = {
    { "name", [](TypeHost& self, Interpreter&) { return textOrNone(self.type.enumeration->name); } },
    { "schema", [](TypeHost& self, Interpreter&) { return textOrNone(self.type.enumeration->schema); } },
    { "enums", [](TypeHost& self, Interpreter&) { return symbolic::makeList(self.type.enumeration->values); } },
    { "enum_class", [](TypeHost& self, Interpreter&) { return self.enumClass; } },
    { "native_enum", [](TypeHost& self, Interpreter&) { return Value::boolean(self.type.enumeration->isNative); } },
    { "create_type", [](TypeHost& self, Interpreter&) { return Value::boolean(self.type.enumeration->createType); } },
    { "create_constraint",
        [](TypeHost& self, Interpreter&) { return Value::boolean(self.type.enumeration->createConstraint); } },
    { "inherit_schema",
        [](TypeHost& self, Interpreter&) { return Value::boolean(self.type.enumeration->inheritSchema); } },
};

bool setEnumFact(schema::EnumFacts& facts, Interpreter& interpreter, const QString& name, const Value& value)
{
    static const QHash<QString, QString schema::EnumFacts::*> texts{
        { QStringLiteral("name"), &schema::EnumFacts::name }, { QStringLiteral("schema"), &schema::EnumFacts::schema }
    };
    static const QHash<QString, bool schema::EnumFacts::*> flags{ { QStringLiteral("native_enum"),
                                                                      &schema::EnumFacts::isNative },
        { QStringLiteral("create_type"), &schema::EnumFacts::createType },
        { QStringLiteral("create_constraint"), &schema::EnumFacts::createConstraint },
        { QStringLiteral("inherit_schema"), &schema::EnumFacts::inheritSchema } };
    if (const auto flag = flags.constFind(name); flag != flags.cend()) {
        const std::optional<bool> isTrue = interpreter.isTrue(value);
        facts.*(*flag) = isTrue.value_or(false);
        return isTrue.has_value();
    }
    const auto text = texts.constFind(name);
    const Known<QString> given = asText(interpreter, value);
    if (text == texts.cend() || !given)
        return false;
    facts.*(*text) = given.value;
    return true;
}

} // namespace

QString TypeHost::typeName() const
{
    return type.name.isEmpty() ? QStringLiteral("NullType") : type.name.section(QLatin1Char('.'), -1);
}

bool TypeHost::isA(const QString& className) const
{
    return className == QLatin1String("TypeEngine") || (typeClass && isTypeClass(*typeClass, className));
}

std::optional<Value> TypeHost::attribute(Interpreter& interpreter, const QString& name)
{
    if (type.enumeration) {
        if (std::optional<Value> method = findMethod(*this, enumMethods, name))
            return method;
        if (std::optional<Value> found = findProperty(*this, interpreter, enumProperties, name))
            return doubt ? Value::unknown(doubt) : found;
    }
    if (std::optional<Value> method = findMethod(*this, methods, name))
        return method;
    std::optional<Value> found = findProperty(*this, interpreter, properties, name);
    if (!found && type.options.contains(name))
        found = variantValue(type.options.value(name));
    if (!found && name == QLatin1String("impl"))
        found = impl.isNone() ? value() : impl;
    if (found && doubt)
        return Value::unknown(doubt);
    if (found)
        return found;
    static const QSet<QString> converting{ QStringLiteral("process_bind_param"), QStringLiteral("process_result_value"),
        QStringLiteral("process_literal_param"), QStringLiteral("compile") };
    if (converting.contains(name)) { // they make a value of a value
        const DoubtPtr why = interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "`%1` of a column type"), { name });
        return symbolic::builtin(name, [why](Interpreter&, const Arguments&) { return Value::data(why); });
    }
    if (name == QLatin1String("python_type") || name == QLatin1String("comparator_factory")
        || name == QLatin1String("astext_type"))
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "`%1` of a column type"), { name });
    return std::nullopt;
}

bool TypeHost::setAttribute(Interpreter& interpreter, const QString& name, const Value& value)
{
    interpreter.touch(*this);
    if (type.enumeration) {
        auto facts = std::make_shared<schema::EnumFacts>(*type.enumeration);
        if (!setEnumFact(*facts, interpreter, name, value))
            note(doubt, doubtOf(interpreter, value));
        type.enumeration = facts;
        return true;
    }
    const Value plain = plainValue(value);
    if (name == QLatin1String("length") && (plain.isInteger() || plain.isNone()))
        type.length = plain.isNone() ? std::nullopt : std::optional(int(plain.integer()));
    else if (name == QLatin1String("timezone") && plain.isBool())
        type.timezone = plain.integer() != 0;
    else if (name == QLatin1String("collation") && plain.isString())
        type.collation = plain.text();
    else
        note(doubt, interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "a column type's `%1` is set"), { name }));
    return true;
}

Value TypeHost::str(Interpreter& interpreter)
{
    if (doubt)
        return Value::unknown(doubt);
    // as SQLAlchemy writes it for no database
    static const QHash<QString, QString> plain{ { QStringLiteral("Time"), QStringLiteral("TIME") },
        { QStringLiteral("TIME"), QStringLiteral("TIME") },
        { QStringLiteral("TIMESTAMP"), QStringLiteral("TIMESTAMP") },
        { QStringLiteral("DateTime"), QStringLiteral("DATETIME") },
        { QStringLiteral("DATETIME"), QStringLiteral("DATETIME") },
        { QStringLiteral("LargeBinary"), QStringLiteral("BLOB") },
        { QStringLiteral("Boolean"), QStringLiteral("BOOLEAN") },
        { QStringLiteral("Interval"), QStringLiteral("DATETIME") },
        { QStringLiteral("Float"), QStringLiteral("FLOAT") }, { QStringLiteral("Double"), QStringLiteral("DOUBLE") },
        { QStringLiteral("Uuid"), QStringLiteral("CHAR(32)") },
        { QStringLiteral("TINYINT"), QStringLiteral("TINYINT") },
        { QStringLiteral("SMALLINT"), QStringLiteral("SMALLINT") },
        { QStringLiteral("MEDIUMINT"), QStringLiteral("MEDIUMINT") },
        { QStringLiteral("INTEGER"), QStringLiteral("INTEGER") },
        { QStringLiteral("BIGINT"), QStringLiteral("BIGINT") } };
    const QString bare = type.name.section(QLatin1Char('.'), -1);
    if (const auto found = plain.constFind(bare); found != plain.cend())
        return Value::string(*found);
    if (type.enumeration && (bare == QLatin1String("Enum") || context().dialect().schemaRules().facts().hasEnumTypes)) {
        qsizetype longest = 0;
        for (const QString& value : type.enumeration->values)
            longest = std::max(longest, value.size());
        return Value::string(QStringLiteral("VARCHAR(%1)").arg(type.length.value_or(int(longest))));
    }
    const core::Result<QString> sql = context().dialect().ddl().type(type);
    return sql ? Value::string(*sql)
               : interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "how `%1` is written"), { typeName() });
}

Value TypeHost::repr(Interpreter& interpreter)
{
    if (doubt)
        return Value::unknown(doubt);
    if (type.length && !type.enumeration)
        return Value::string(QStringLiteral("%1(length=%2)").arg(typeName()).arg(*type.length));
    if (!type.enumeration && !type.item && !type.precision && !type.timezone && type.options.isEmpty())
        return Value::string(typeName() + QLatin1String("()"));
    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "how `%1` is written"), { typeName() });
}

std::unique_ptr<Object::State> TypeHost::save() const { return saved(TypeState{ type, doubt }); }

void TypeHost::restore(const State& state)
{
    type = stateOf<TypeState>(state).type;
    doubt = stateOf<TypeState>(state).doubt;
}

void TypeHost::join(const State& other, const DoubtPtr& why)
{
    if (!(stateOf<TypeState>(other) == TypeState{ type, doubt }))
        note(doubt, why);
}

std::shared_ptr<TypeHost> TypeHost::copy() const
{
    auto made = std::make_shared<TypeHost>(context());
    made->type = type;
    made->typeClass = typeClass;
    made->doubt = doubt;
    made->enumClass = enumClass;
    made->enumMembers = enumMembers;
    made->item = item;
    made->impl = impl;
    return made;
}

Value makeType(SqlalchemyContext& context, const SqlType& type)
{
    auto host = std::make_shared<TypeHost>(context);
    host->type = type;
    host->typeClass = findTypeClass(type.name.isEmpty() ? QStringLiteral("NullType") : type.name);
    if (type.item)
        host->item = makeType(context, *type.item);
    return Value::of(host);
}

} // namespace espalier::operations
