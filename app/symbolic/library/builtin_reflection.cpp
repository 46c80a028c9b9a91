#include "symbolic/library/builtins.h"
#include "symbolic/object_class.h"

namespace espalier::symbolic::library {

namespace {

/// Looks for an attribute that may not be there: a __getattr__() of the project may say so.
Interpreter::Outcome looked(const Call& call)
{
    const QString name = call.text(1);
    Interpreter::Outcome found = call.interpreter.outcome(
        QStringLiteral("AttributeError"), [&] { return call.interpreter.findAttribute(call[0], name); });
    if (found.value && found.value->mayBeMissing()) {
        found.mayRaise = found.value->doubt();
        found.value = found.value->maybeMissing(false);
    }
    const bool isOwnCode = call[0].as<Instance>() || call[0].as<ClassObject>() || call[0].as<Function>();
    const auto external = found.value ? found.value->as<External>() : nullptr;
    if (found.value && !found.mayRaise && !isOwnCode && (external || found.value->isUnknown()))
        found.mayRaise = external ? external->doubt(call.interpreter) : found.value->doubt(); // whether it has one
    return found;
}

Value attributeOf(const Call& call)
{
    const Interpreter::Outcome found = looked(call);
    if (found.value && !found.mayRaise)
        return *found.value;
    if (!call.has(2))
        return found.value ? *found.value : call.interpreter.attribute(call[0], call.text(1));
    return found.mayRaise ? Interpreter::oneOf({ found.value.value_or(Value()), call[2] }, found.mayRaise) : call[2];
}

Value hasAttribute(const Call& call)
{
    if (const DoubtPtr doubt = mystery(call.interpreter, call[0]))
        give(doubt);
    const Interpreter::Outcome found = looked(call);
    return found.mayRaise ? Value::data(found.mayRaise) : Value::boolean(found.value.has_value());
}

Value setAttribute(const Call& call)
{
    const auto instance = call[0].as<Instance>();
    if (instance && call[1].isUnknown())
        instance->mayHaveMore = call[1].doubt();
    call.interpreter.setAttribute(call[0], call.text(1), call[2]);
    return {};
}

Value removeAttribute(const Call& call)
{
    deleteAttribute(call.interpreter, call[0], call.text(1));
    return {};
}

Value isCallable(const Call& call)
{
    const Value& value = call[0];
    if (const DoubtPtr doubt = mystery(call.interpreter, value))
        give(doubt);
    if (!value.isObject() || value.as<Sequence>() || value.as<Dict>() || value.as<Set>() || value.as<Module>())
        return Value::boolean(false);
    if (const auto instance = value.as<Instance>())
        return Value::boolean(instance->type->find(QStringLiteral("__call__")).has_value());
    if (value.as<Function>() || value.as<BoundMethod>() || value.as<Builtin>() || value.as<ClassObject>()
        || value.as<BuiltinClass>())
        return Value::boolean(true);
    return call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "asks for a class that is not known here"));
}

bool isSubclass(const Call& call, const Value& type, const Value& of)
{
    if (const auto all = of.as<Tuple>()) {
        if (all->doubt)
            give(all->doubt);
        return std::any_of(
            all->items.cbegin(), all->items.cend(), [&](const Value& one) { return isSubclass(call, type, one); });
    }
    for (const Value* value : { &type, &of })
        if (const DoubtPtr doubt = mystery(call.interpreter, *value))
            give(doubt);
    if (type.object() && type.object() == of.object())
        return true;
    const QString name = of.isObject() ? of.object()->className() : QString();
    if (name == QLatin1String("object"))
        return true;
    if (const auto asked = of.as<ClassObject>(); asked && asked->behaviour)
        give(asked->behaviour);
    if (const auto own = type.as<ClassObject>()) {
        if (const auto parent = of.as<ClassObject>())
            return std::find(own->order.cbegin(), own->order.cend(), parent) != own->order.cend();
        if (!name.isEmpty() && own->inheritsFrom(name))
            return true;
        if (own->foreign.empty())
            return false;
    }
    if (const auto builtin = type.as<BuiltinClass>(); builtin && of.as<BuiltinClass>())
        return builtin->name() == name || (builtin->name() == QLatin1String("bool") && name == QLatin1String("int"));
    if (!type.isObject() || type.object()->className().isEmpty())
        call.typeError(QStringLiteral("issubclass() arg 1 must be a class"));
    give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "asks for a class that is not known here")));
}

Value variables(const Call& call)
{
    if (const auto instance = call[0].as<Instance>())
        return call.interpreter.attribute(call[0], QStringLiteral("__dict__"));
    if (call.has(0) && call[0].isObject())
        if (const auto found = call.interpreter.findAttribute(call[0], QStringLiteral("__dict__")))
            return *found;
    return call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "reads names as it runs"));
}

Body runsCode(const char* name)
{
    return [name = QString::fromLatin1(name)](const Call& call) {
        return outside(call.interpreter,
            call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "runs code that %1() is given"), { name }));
    };
}

} // namespace

Names builtinReflection()
{
    const Body names = [](const Call& call) {
        return call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "reads names as it runs"));
    };
    return named({
        { "getattr(object, name, default?)", attributeOf, Unknowns::Keep },
        { "hasattr(object, name)", hasAttribute },
        { "setattr(object, name, value)", setAttribute, Unknowns::Change },
        { "delattr(object, name)", removeAttribute },
        { "callable(object)", isCallable },
        { "isinstance(object, cls)",
            [](const Call& call) {
                if (!call[1].isObject() && !call[1].isUnknown())
                    call.typeError(QStringLiteral("isinstance() arg 2 must be a type, a tuple of types, or a union"));
                return call.interpreter.isInstance(call[0], call[1]);
            } },
        { "issubclass(cls, base)",
            [](const Call& call) { return Value::boolean(isSubclass(call, call[0], call[1])); } },
        { "vars(object?)", variables },
        { "dir(object?)", names },
        { "globals()",
            [](const Call& call) { // which may be given names
                const DoubtPtr why = call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "reads names as it runs"));
                call.interpreter.doubtGlobals(why);
                return Value::unknown(why);
            } },
        { "locals()", names },
        { "exec(source, globals?, locals?)", runsCode("exec"), Unknowns::Keep },
        { "eval(source, globals?, locals?)", runsCode("eval"), Unknowns::Keep },
        { "compile(source, filename, mode, *more, **options)", runsCode("compile"), Unknowns::Keep },
        { "__import__(name, *more, **options)",
            [](const Call& call) { return call.interpreter.import(call.text(0).section(QLatin1Char('.'), 0, 0)); } },
    });
}

} // namespace espalier::symbolic::library
