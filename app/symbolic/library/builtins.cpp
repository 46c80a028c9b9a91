#include "symbolic/library/builtins.h"

namespace espalier::symbolic {

namespace library {

Names named(std::initializer_list<Entry> entries)
{
    Names names;
    for (const Entry& entry : entries) {
        const Value made = function(entry.signature, entry.body, entry.unknowns);
        names.insert(made.as<Builtin>()->name(), made);
    }
    return names;
}

Value outside(Interpreter& interpreter, const DoubtPtr& doubt, World::Reach reach)
{
    if (!interpreter.isImporting())
        interpreter.world().unknownCall(interpreter.place(), doubt, reach);
    return reach == World::Reach::World ? Value::data(doubt) : Value::unknown(doubt);
}

} // namespace library

std::optional<Value> builtinName(Interpreter& interpreter, const QString& name)
{
    using namespace library;
    static const Names names = [] {
        Names all = builtinTypes();
        all.insert(builtinFunctions());
        all.insert(builtinIteration());
        all.insert(builtinReflection());
        return all;
    }();
    const auto found = names.constFind(name);
    if (found != names.cend())
        return *found;
    if (name == QLatin1String("open"))
        return standardName(interpreter, QStringLiteral("io.open"));
    return std::nullopt;
}

} // namespace espalier::symbolic
