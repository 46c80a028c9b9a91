#include "symbolic/builtin_class.h"

#include "symbolic/library/support.h"
#include "symbolic/object_class.h"

#include <QCoreApplication>

namespace espalier::symbolic {

std::optional<Value> BuiltinClass::attribute(Interpreter& interpreter, const QString& name)
{
    if (name == QLatin1String("__name__") || name == QLatin1String("__qualname__"))
        return Value::string(m_name);
    if (name == QLatin1String("__doc__"))
        return Value();
    if (m_name == QLatin1String("object"))
        if (auto found = objectMethod(name))
            return found;
    if (name == QLatin1String("__new__") && m_name == QLatin1String("type"))
        return builtin(name, [](Interpreter& caller, const Arguments&) {
            return caller.unknown(QT_TRANSLATE_NOOP("Messages", "a class that type.__new__() makes"));
        });
    return m_members ? m_members(interpreter, name) : std::nullopt;
}

std::optional<Value> BuiltinClass::call(Interpreter& interpreter, const Arguments& arguments)
{
    return m_make ? std::optional(m_make(interpreter, arguments)) : std::nullopt;
}

namespace {

/// list[int]: the class, with what stands in its brackets.
class GenericClass final : public BuiltinClass {
public:
    GenericClass(const BuiltinClass& origin, Builtin::Function make, Members members, const Value& parameters)
        : BuiltinClass(origin.name(), std::move(make), std::move(members))
        , m_parameters(parameters.as<Tuple>() ? parameters : makeTuple({ parameters }))
    { }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override
    {
        return name == QLatin1String("__args__") ? m_parameters : BuiltinClass::attribute(interpreter, name);
    }

private:
    Value m_parameters;
};

} // namespace

std::optional<Value> BuiltinClass::item(Interpreter&, const Value& key)
{
    static const QStringList generic{ QStringLiteral("dict"), QStringLiteral("list"), QStringLiteral("set"),
        QStringLiteral("tuple"), QStringLiteral("frozenset") };
    return generic.contains(m_name) ? Value::of(std::make_shared<GenericClass>(*this, m_make, m_members, key))
                                    : Value::object(shared_from_this());
}

std::optional<Value> BuiltinClass::binary(Interpreter&, BinaryOperator op, const Value& other, bool isReflected)
{
    if (op != BinaryOperator::Or)
        return std::nullopt;
    const Value self = Value::object(shared_from_this());
    return isReflected ? makeTuple({ other, self }) : makeTuple({ self, other });
}

std::optional<Value> BuiltinClass::compare(Interpreter&, CompareOperator op, const Value& other, bool)
{
    if (op != CompareOperator::Eq && op != CompareOperator::Ne)
        return std::nullopt;
    if (const auto named = other.as<NamedClass>())
        return std::nullopt;
    return Value::boolean((other.object().get() == this) == (op == CompareOperator::Eq));
}

Value BuiltinClass::repr(Interpreter&) { return Value::string(QStringLiteral("<class '%1'>").arg(m_name)); }

// An unbound method of the class, for an instance of a class derived from it. Where the instance is a str or the like,
// the interpreter asks that instead.
std::optional<Value> BuiltinClass::inherited(Interpreter& interpreter, const Value& owner, const QString& name)
{
    if (m_name == QLatin1String("type") && name == QLatin1String("__new__"))
        return attribute(interpreter, name);
    if (owner.as<ClassObject>())
        return m_members ? m_members(interpreter, name) : std::nullopt;
    return std::nullopt;
}

std::optional<Value> BuiltinClass::instantiate(
    Interpreter& interpreter, const std::shared_ptr<ClassObject>& type, const Arguments&)
{
    static const QStringList contents{ QStringLiteral("dict"), QStringLiteral("list"), QStringLiteral("set"),
        QStringLiteral("tuple"), QStringLiteral("frozenset"), QStringLiteral("OrderedDict"),
        QStringLiteral("defaultdict"), QStringLiteral("Counter"), QStringLiteral("deque"), QStringLiteral("UserDict") };
    if (contents.contains(m_name))
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "`%1` is derived from %2"), { type->name, m_name });
    return std::nullopt;
}

NamedClass::NamedClass(const QString& name)
    : BuiltinClass(name, [name](Interpreter& interpreter, const Arguments&) {
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "makes a `%1`"), { name });
    })
{ }

std::optional<Value> NamedClass::compare(Interpreter& interpreter, CompareOperator op, const Value& other, bool)
{
    if (op != CompareOperator::Eq && op != CompareOperator::Ne)
        return std::nullopt;
    if (const auto named = other.as<BuiltinClass>(); named && named->name() != name())
        return Value::boolean(op == CompareOperator::Ne);
    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "compares the class `%1`"), { name() });
}

} // namespace espalier::symbolic
