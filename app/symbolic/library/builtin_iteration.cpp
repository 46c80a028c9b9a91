#include "symbolic/library/builtins.h"
#include "symbolic/library/methods.h"

namespace espalier::symbolic::library {

namespace {

// Of several iterables that are walked side by side, one of them at least with an end.
std::vector<ElementSource> sources(const Call& call, const std::vector<Value>& iterables)
{
    std::vector<ElementSource> made;
    bool hasEnd = iterables.empty();
    for (const Value& iterable : iterables) {
        made.push_back(sourceOf(call.interpreter, iterable));
        const auto iterator = iterable.as<Iterator>();
        hasEnd = hasEnd || !iterator || !iterator->isEndless();
    }
    if (!hasEnd)
        give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "goes on without end")));
    return made;
}

Value makeIterator(const char* typeName, std::vector<ElementSource> sources, Iterator::Transform transform = {})
{
    return Value::of(std::make_shared<Iterator>(QLatin1String(typeName), std::move(sources), std::move(transform)));
}

Value makeIterator(const char* typeName, ElementSource source, Iterator::Transform transform = {})
{
    return Value::of(std::make_shared<Iterator>(QLatin1String(typeName), std::move(source), std::move(transform)));
}

Value enumerated(const Call& call)
{
    const qint64 start = call.integer(1, 0);
    ElementSource numbers;
    numbers.iterator = std::make_shared<Iterator>(
        QStringLiteral("count"), [start](Interpreter&, qint64 index) { return Value::number(start + index); });
    return makeIterator("enumerate", std::vector{ numbers, sourceOf(call.interpreter, call[0]) });
}

Value zipped(const Call& call)
{
    bool isStrict = false;
    for (const auto& [name, value] : call.more)
        isStrict = name == QLatin1String("strict") && truthOf(call.interpreter, value);
    if (!isStrict)
        return makeIterator("zip", sources(call, call.rest));
    std::vector<ElementSource> all;
    for (const Value& iterable : call.rest) {
        const size_t size = all.emplace_back(elementsOf(call.interpreter, iterable)).items.size();
        const size_t first = all.front().items.size();
        if (size != first)
            call.valueError(QStringLiteral("zip() argument %1 is %2 than argument 1")
                                .arg(all.size())
                                .arg(QLatin1String(size < first ? "shorter" : "longer")));
    }
    return makeIterator("zip", std::move(all));
}

Value mapped(const Call& call)
{
    const Value work = call[0];
    return makeIterator(
        "map", sources(call, call.rest), [work](Interpreter& interpreter, const Value& row) -> std::optional<Value> {
            return interpreter.call(work, row.as<Tuple>()->items);
        });
}

Value filtered(const Call& call)
{
    const Value isWanted = call[0];
    return makeIterator("filter", sourceOf(call.interpreter, call[1]),
        [isWanted](Interpreter& interpreter, const Value& item) -> std::optional<Value> {
            const bool isTaken = truthOf(interpreter, isWanted.isNone() ? item : interpreter.call(isWanted, { item }));
            return isTaken ? std::optional(item) : std::nullopt;
        });
}

Value reversed(const Call& call)
{
    if (const auto instance = call[0].as<Instance>(); instance && instance->type->find(QStringLiteral("__reversed__")))
        return call.interpreter.call(call.interpreter.attribute(call[0], QStringLiteral("__reversed__")));
    ElementSource source = sourceOf(call.interpreter, call[0]);
    if (call[0].as<Set>() || call[0].as<Iterator>())
        call.typeError(QStringLiteral("'%1' object is not reversible").arg(call.interpreter.typeName(call[0])));
    source.backFrom = qint64(source.size()) - 1;
    return makeIterator("reversed", std::move(source));
}

Value isAny(const Call& call, bool wanted)
{
    const Value given
        = call[0].as<Iterator>() ? call[0] : makeIterator("iterator", sourceOf(call.interpreter, call[0]));
    Iterator& iterator = *given.as<Iterator>();
    DoubtPtr doubt;
    const auto take = [&]() -> std::optional<Value> {
        while (const std::optional<Value> item = iterator.next(call.interpreter)) {
            const Value truth = iterator.isDoubted() ? *item : call.interpreter.truth(*item);
            if (truth.isUnknown() && !doubt)
                doubt = truth.doubt();
            if (iterator.isDoubted())
                break;
            if (!truth.isUnknown() && (truth.integer() != 0) == wanted)
                return Value::boolean(wanted);
            if (doubt && iterator.isMade()) // the rest may be made, or not
                return std::nullopt;
        }
        return std::nullopt;
    };
    const std::optional<Value> found = take();
    if (!found && doubt && iterator.isMade() && !iterator.isDoubted())
        call.interpreter.fork(doubt, { [] {}, [&] { iterator.elements(call.interpreter); } });
    if (doubt) {
        call.interpreter.touch(iterator);
        iterator.mayHaveChanged(doubt);
    }
    if (found)
        return *found;
    return doubt ? Value::data(doubt) : Value::boolean(!wanted);
}

Value summed(const Call& call)
{
    Value sum = call.has(1) ? call[1] : Value::number(0);
    if (plainOf(sum).isString())
        call.typeError(QStringLiteral("sum() can't sum strings [use ''.join(seq) instead]"));
    for (const Value& item : call.elements(0))
        sum = call.interpreter.binary(BinaryOperator::Add, sum, item);
    return sum;
}

Value extreme(const Call& call, CompareOperator op, const char* name)
{
    std::vector<Value> items = call.rest;
    const bool isIterable = items.size() == 1;
    if (isIterable)
        items = elementsOf(call.interpreter, items.front());
    Value key;
    const Value* otherwise = nullptr;
    for (const auto& [keyword, value] : call.more) {
        if (keyword == QLatin1String("key"))
            key = value;
        else if (keyword == QLatin1String("default"))
            otherwise = &value;
    }
    if (items.empty()) {
        if (otherwise)
            return *otherwise;
        if (!isIterable)
            call.typeError(QStringLiteral("%1 expected at least 1 argument, got 0").arg(QLatin1String(name)));
        call.valueError(QStringLiteral("%1() arg is an empty sequence").arg(QLatin1String(name)));
    }
    const auto keyOf = [&](const Value& item) {
        if (item.isUnknown())
            give(item);
        return key.isNone() ? item : call.interpreter.call(key, { item });
    };
    Value best = items.front();
    Value bestKey = keyOf(best);
    for (size_t i = 1; i < items.size(); ++i) {
        const Value candidate = keyOf(items[i]);
        if (!truthOf(call.interpreter, call.interpreter.compare(op, candidate, bestKey)))
            continue;
        best = items[i];
        bestKey = candidate;
    }
    return best;
}

Value iterated(const Call& call)
{
    if (call.has(1))
        return call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "calls a function until it gives a value"));
    if (call[0].as<Iterator>())
        return call[0];
    return makeIterator("iterator", sourceOf(call.interpreter, call[0]));
}

Value next(const Call& call)
{
    std::optional<Value> value;
    call.interpreter.mayHaveTaken(call[0]);
    if (const DoubtPtr doubt = mystery(call.interpreter, call[0]))
        give(doubt);
    if (const auto iterator = call[0].as<Iterator>()) {
        value = iterator->next(call.interpreter);
    } else if (const auto found = call.interpreter.findAttribute(call[0], QStringLiteral("__next__"))) {
        const Interpreter::Outcome taken
            = call.interpreter.outcome(QStringLiteral("StopIteration"), [&] { return call.interpreter.call(*found); });
        if (taken.mayRaise && call.has(1))
            return Interpreter::oneOf({ taken.value.value_or(Value()), call[1] }, taken.mayRaise);
        value = taken.value;
    } else {
        call.typeError(QStringLiteral("'%1' object is not an iterator").arg(call.interpreter.typeName(call[0])));
    }
    if (value)
        return *value;
    if (call.has(1))
        return call[1];
    call.interpreter.raise(QStringLiteral("StopIteration"), QString());
}

Value inOrder(const Call& call)
{
    Value key;
    bool isReversed = false;
    for (const auto& [name, value] : call.more) {
        if (name == QLatin1String("key"))
            key = value;
        else if (name == QLatin1String("reverse"))
            isReversed = truthOf(call.interpreter, value);
    }
    return makeList(sorted(call.interpreter, call.elements(0), key, isReversed));
}

} // namespace

Names builtinIteration()
{
    return named({
        { "enumerate(iterable, start?)", enumerated, Unknowns::Keep },
        { "zip(*iterables, **options)", zipped, Unknowns::Keep },
        { "map(func, *iterables)", mapped, Unknowns::Keep },
        { "filter(function, iterable)", filtered, Unknowns::Keep },
        { "reversed(sequence)", reversed, Unknowns::Keep },
        { "sorted(iterable, **options)", inOrder, Unknowns::Keep },
        { "any(iterable)", [](const Call& call) { return isAny(call, true); }, Unknowns::Keep },
        { "all(iterable)", [](const Call& call) { return isAny(call, false); }, Unknowns::Keep },
        { "sum(iterable, start?)", summed, Unknowns::Keep },
        { "min(*args, **options)", [](const Call& call) { return extreme(call, CompareOperator::Lt, "min"); },
            Unknowns::Keep },
        { "max(*args, **options)", [](const Call& call) { return extreme(call, CompareOperator::Gt, "max"); },
            Unknowns::Keep },
        { "iter(object, sentinel?)", iterated, Unknowns::Keep },
        { "next(iterator, default?)", next, Unknowns::Keep },
        { "aiter(object)", iterated, Unknowns::Keep },
        { "anext(iterator, default?)", next, Unknowns::Keep },
    });
}

} // namespace espalier::symbolic::library
