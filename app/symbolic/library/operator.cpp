#include "symbolic/library/registry.h"

namespace espalier::symbolic::library {

namespace {

Body binary(BinaryOperator op)
{
    return [op](const Call& call) { return call.interpreter.binary(op, call[0], call[1]); };
}

Body compare(CompareOperator op)
{
    return [op](const Call& call) { return call.interpreter.compare(op, call[0], call[1]); };
}

Body unary(UnaryOperator op)
{
    return [op](const Call& call) { return call.interpreter.unary(op, call[0]); };
}

using Get = std::function<Value(Interpreter&, const Value& owner, const Value& key)>;

Value attributePath(Interpreter& interpreter, const Value& owner, const Value& path)
{
    Value value = owner;
    const QStringList names = textOf(interpreter, path, QStringLiteral("attribute name")).split(QLatin1Char('.'));
    for (const QString& name : names)
        value = interpreter.attribute(value, name);
    return value;
}

// itemgetter(*keys), attrgetter(*names)
Body getter(const Get& get)
{
    return [get](const Call& call) {
        return function(
            "get(object)",
            [get, keys = call.rest](const Call& inner) {
                std::vector<Value> items;
                for (const Value& key : keys)
                    items.push_back(get(inner.interpreter, inner[0], key));
                return items.size() == 1 ? items.front() : makeTuple(std::move(items));
            },
            Unknowns::Keep);
    };
}

Value methodCaller(const Call& call)
{
    const QString name = call.text(0);
    return function(
        "call(object)",
        [name, positional = call.rest, keywords = call.more](const Call& inner) {
            Arguments arguments;
            arguments.positional = positional;
            arguments.keywords = keywords;
            arguments.place = inner.interpreter.place();
            return inner.interpreter.call(inner.interpreter.attribute(inner[0], name), arguments);
        },
        Unknowns::Keep);
}

} // namespace

void addOperator(Registry& registry)
{
    const auto add = [&](const char* name, const char* parameters, const Body& body) {
        const QByteArray signature = QByteArray(name) + parameters;
        registry.functions("operator", { { signature.constData(), body, Unknowns::Keep } });
    };
    const std::pair<const char*, BinaryOperator> binaries[]
        = { { "add", BinaryOperator::Add }, { "sub", BinaryOperator::Sub }, { "mul", BinaryOperator::Mul },
              { "truediv", BinaryOperator::TrueDiv }, { "floordiv", BinaryOperator::FloorDiv },
              { "mod", BinaryOperator::Mod }, { "pow", BinaryOperator::Pow }, { "and_", BinaryOperator::And },
              { "or_", BinaryOperator::Or }, { "xor", BinaryOperator::Xor }, { "lshift", BinaryOperator::LeftShift },
              { "rshift", BinaryOperator::RightShift }, { "concat", BinaryOperator::Add } };
    for (const auto& [name, op] : binaries)
        add(name, "(a, b)", binary(op));
    const std::pair<const char*, CompareOperator> comparisons[]
        = { { "eq", CompareOperator::Eq }, { "ne", CompareOperator::Ne }, { "lt", CompareOperator::Lt },
              { "le", CompareOperator::Le }, { "gt", CompareOperator::Gt }, { "ge", CompareOperator::Ge } };
    for (const auto& [name, op] : comparisons)
        add(name, "(a, b)", compare(op));
    add("neg", "(a)", unary(UnaryOperator::Minus));
    add("pos", "(a)", unary(UnaryOperator::Plus));
    add("invert", "(a)", unary(UnaryOperator::Invert));
    const auto item
        = [](Interpreter& interpreter, const Value& owner, const Value& key) { return interpreter.item(owner, key); };
    const Unknowns keep = Unknowns::Keep;
    registry.functions("operator",
        {
            { "itemgetter(*items)", getter(item), keep },
            { "attrgetter(*attrs)", getter(attributePath), keep },
            { "methodcaller(name, *args, **kwargs)", methodCaller, keep },
            { "getitem(a, b)", [](const Call& call) { return call.interpreter.item(call[0], call[1]); }, keep },
            { "contains(a, b)", [](const Call& call) { return call.interpreter.contains(call[0], call[1]); }, keep },
            { "truth(obj)", [](const Call& call) { return call.interpreter.truth(call[0]); } },
            { "not_(obj)", [](const Call& call) { return Value::boolean(!truthOf(call.interpreter, call[0])); } },
        });
}

} // namespace espalier::symbolic::library
