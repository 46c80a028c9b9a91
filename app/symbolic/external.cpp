#include "symbolic/heap.h"
#include "symbolic/lazy_import.h"
#include "symbolic/library.h"

namespace espalier::symbolic {

// ---- External

DoubtPtr External::doubt(const Interpreter& interpreter) const
{
    return interpreter.doubt(
        QT_TRANSLATE_NOOP("Messages", "%1 is not part of the project and not known here"), { name });
}

namespace {

Value derived(const External& from, const QString& name, std::shared_ptr<const Arguments> arguments = nullptr)
{
    const auto made = std::make_shared<External>();
    made->name = name;
    made->place = from.place;
    made->arguments = std::move(arguments);
    return Value::of(made);
}

} // namespace

std::optional<Value> External::attribute(Interpreter& interpreter, const QString& attribute)
{
    if (attribute == QLatin1String("__name__"))
        return Value::unknown(doubt(interpreter));
    const QString full = name + QLatin1Char('.') + attribute;
    if (auto known = interpreter.world().imported(interpreter, full))
        return known;
    // `import a.b.c` where the project's `a` is a folder and no package
    if (const auto module = arguments ? nullptr : interpreter.importModule(full, 0, interpreter.place().file))
        return Value::of(module);
    return derived(*this, full, arguments);
}

std::optional<Value> External::call(Interpreter& interpreter, const Arguments& given)
{
    const QString last = name.section(QLatin1Char('.'), -1);
    const bool isClass = last.size() > 1 && last[0].isUpper() && last != last.toUpper();
    if (!isClass && !isHarmless(name))
        interpreter.callUnknown(doubt(interpreter), given,
            reachesNoDatabase(name) && isOfPlainData(given) ? World::Reach::World : World::Reach::Anything);
    escape(given); // it may keep them
    return derived(*this, name + QLatin1String("()"), std::make_shared<const Arguments>(given));
}

std::optional<Value> External::item(Interpreter&, const Value&) { return derived(*this, name + QLatin1String("[]")); }

std::optional<Value> External::binary(Interpreter& interpreter, BinaryOperator, const Value&, bool)
{
    return Value::unknown(doubt(interpreter));
}

std::optional<Value> External::compare(Interpreter& interpreter, CompareOperator, const Value&, bool)
{
    return Value::unknown(doubt(interpreter));
}

std::optional<Value> External::contains(Interpreter& interpreter, const Value&)
{
    return Value::unknown(doubt(interpreter));
}

Value External::truth(Interpreter& interpreter) { return Value::unknown(doubt(interpreter)); }
std::optional<Value> External::length(Interpreter& interpreter) { return Value::unknown(doubt(interpreter)); }

std::optional<std::pair<Value, std::vector<Value>>> External::elements(Interpreter& interpreter)
{
    return std::pair(Value::unknown(doubt(interpreter)), std::vector<Value>());
}

std::optional<Value> External::enter(Interpreter&) { return Value::object(shared_from_this()); }
Value External::str(Interpreter& interpreter) { return Value::unknown(doubt(interpreter)); }

} // namespace espalier::symbolic
