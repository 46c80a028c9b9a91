#include "operations/sqlalchemy/type.h"

#include <algorithm>
#include <QCoreApplication>

// From whatever stands where a type is expected to the type itself.

namespace espalier::operations {

using schema::SqlType;
using symbolic::ClassObject;
using symbolic::External;
using symbolic::Instance;

namespace {

/// A third party's type that is known by its name alone.
Known<SqlType> foreignType(Interpreter& interpreter, const External& external)
{
    QString name = external.name;
    if (name.endsWith(QLatin1String("()")))
        name.chop(2);
    const bool isPlain = !name.contains(QLatin1Char('(')) && !name.contains(QLatin1Char('['));
    Known<SqlType> type{ SqlType::of(name), isPlain ? DoubtPtr() : external.doubt(interpreter) };
    if (!external.arguments)
        return type;
    note(type.doubt, external.arguments->firstDoubt());
    for (const auto& keyword : external.arguments->keywords) {
        const Value plain = plainValue(keyword.second);
        if (keyword.first == QLatin1String("length") && plain.isInteger())
            type.value.length = int(plain.integer());
    }
    return type;
}

bool isTypeClassHost(const ClassHost& cls)
{
    return findTypeClass(cls.name()) || cls.name() == QLatin1String("TypeDecorator")
        || cls.name() == QLatin1String("UserDefinedType") || cls.name() == QLatin1String("TypeEngine");
}

} // namespace

std::shared_ptr<ClassHost> foreignClass(const Value& value)
{
    std::shared_ptr<ClassObject> cls = value.as<ClassObject>();
    if (const auto instance = value.as<Instance>())
        cls = instance->type;
    if (!cls)
        return value.as<ClassHost>();
    for (const ObjectPtr& base : cls->foreign)
        if (auto host = std::dynamic_pointer_cast<ClassHost>(base))
            return host;
    return nullptr;
}

bool isCustomType(const Value& value)
{
    if (!value.as<Instance>() && !value.as<ClassObject>())
        return false;
    const std::shared_ptr<ClassHost> base = foreignClass(value);
    return base && isTypeClassHost(*base);
}

bool isType(const Value& value)
{
    if (value.as<TypeHost>())
        return true;
    if (const auto cls = value.as<ClassHost>())
        return isTypeClassHost(*cls);
    return isCustomType(value);
}

Value typeObject(Interpreter& interpreter, SqlalchemyContext& context, const Value& value)
{
    if (value.isNone())
        return makeType(context, {});
    const bool isClass = value.as<ClassHost>() || value.as<ClassObject>();
    const bool isFunction = value.as<symbolic::Function>() || value.as<symbolic::BoundMethod>();
    return isFunction || (isClass && isType(value)) ? interpreter.call(value) : value; // sqltypes.to_instance()
}

std::shared_ptr<TypeHost> typeHost(Interpreter& interpreter, SqlalchemyContext& context, const Value& value)
{
    const Value object = typeObject(interpreter, context, value);
    if (auto host = object.as<TypeHost>())
        return host;
    if (const auto instance = object.as<Instance>(); instance && isCustomType(object)) {
        const std::optional<Value> impl = interpreter.findAttribute(object, QStringLiteral("impl"));
        if (impl && !symbolic::isSame(*impl, object))
            return typeHost(interpreter, context, *impl);
    }
    return nullptr;
}

Known<SqlType> asType(Interpreter& interpreter, SqlalchemyContext& context, const Value& value)
{
    const Value object = typeObject(interpreter, context, value);
    if (const auto host = object.as<TypeHost>())
        return { host->type, host->doubt };
    if (object.as<Instance>() && isCustomType(object))
        return customType(interpreter, context, object);
    if (const auto external = object.as<External>())
        return foreignType(interpreter, *external);
    return { {}, doubtOf(interpreter, value) };
}

} // namespace espalier::operations
