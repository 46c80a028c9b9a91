#include "symbolic/library/registry.h"

#include "symbolic/library/builtins.h"

namespace espalier::symbolic::library {

QString Registry::named(const char* module, const QString& name)
{
    const QString dotted = QString::fromLatin1(module);
    m_modules.insert(dotted);
    return dotted + QLatin1Char('.') + name;
}

void Registry::functions(const char* module, std::initializer_list<Entry> entries)
{
    const Names made = library::named(entries);
    for (auto it = made.cbegin(); it != made.cend(); ++it)
        m_values.insert(named(module, it.key()), it.value());
}

void Registry::value(const char* module, const char* name, const Value& value)
{
    m_values.insert(named(module, QString::fromLatin1(name)), value);
}

namespace {

template <typename Class>
Value makeClass(const char* signature, Body make, BuiltinClass::Members members, Unknowns unknowns)
{
    const auto routine = std::make_shared<const Routine>(signature, std::move(make), unknowns);
    const auto call = [routine](Interpreter& interpreter, const Arguments& arguments) {
        return routine->call(interpreter, arguments);
    };
    return Value::of(std::make_shared<Class>(routine->name(), call, std::move(members)));
}

} // namespace

void Registry::type(
    const char* module, const char* signature, Body make, BuiltinClass::Members members, Unknowns unknowns)
{
    const Value made = makeClass<BuiltinClass>(signature, std::move(make), std::move(members), unknowns);
    m_values.insert(named(module, made.as<BuiltinClass>()->name()), made);
}

void Registry::looseType(const char* module, const char* signature, Body make, const Methods& methods)
{
    const Value made = makeClass<LooseClass>(signature, std::move(make), methods.members(), Unknowns::Keep);
    m_values.insert(named(module, made.as<BuiltinClass>()->name()), made);
}

void Registry::made(const char* module, const char* name, Make make)
{
    m_makes.insert(named(module, QString::fromLatin1(name)), std::move(make));
}

void Registry::python(const char* module, std::initializer_list<const char*> names, const char* source)
{
    for (const char* name : names)
        made(module, name, [module, name, source](Interpreter& interpreter) {
            return interpreter.attribute(
                Value::of(interpreter.standardModule(QString::fromLatin1(module), source)), QLatin1String(name));
        });
}

void Registry::taking(const char* module, const char* name, Body body)
{
    const QByteArray signature = QByteArray(name) + "(*args, **kwargs)";
    value(module, name, function(signature.constData(), std::move(body), Unknowns::Keep));
}

void Registry::unknown(const char* module, std::initializer_list<const char*> names, const char* reason)
{
    for (const char* name : names)
        taking(module, name, [reason](const Call& call) { return call.interpreter.unknown(reason); });
}

void Registry::unknownData(const char* module, std::initializer_list<const char*> names, const char* reason)
{
    for (const char* name : names)
        taking(module, name, [reason](const Call& call) {
            const DoubtPtr why = call.interpreter.doubt(reason);
            return isOfPlainData(call.arguments) ? Value::data(why) : Value::unknown(why);
        });
}

void Registry::unknownWords(const char* module, std::initializer_list<const char*> names, const char* reason)
{
    for (const char* name : names)
        taking(module, name,
            [reason](const Call& call) { return Value::data(call.interpreter.doubt(reason), sampleWord()); });
}

void Registry::silent(const char* module, std::initializer_list<const char*> names)
{
    for (const char* name : names)
        taking(module, name, [](const Call&) { return Value(); });
}

void Registry::outside(const char* module, std::initializer_list<const char*> names, World::Reach reach)
{
    for (const char* name : names) {
        const QString full = QString::fromLatin1(module) + QLatin1Char('.') + QString::fromLatin1(name);
        taking(module, name, [full, reach](const Call& call) {
            return library::outside(call.interpreter,
                call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "calls %1()"), { full }),
                isOfPlainData(call.arguments) ? reach : World::Reach::Anything);
        });
    }
}

std::optional<Value> Registry::find(Interpreter& interpreter, const QString& dotted) const
{
    const auto found = m_values.constFind(dotted);
    if (found != m_values.cend())
        return *found;
    const auto make = m_makes.constFind(dotted);
    return make == m_makes.cend() ? std::nullopt : std::optional((*make)(interpreter));
}

} // namespace espalier::symbolic::library
