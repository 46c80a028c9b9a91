#include "symbolic/library/registry.h"

namespace espalier::symbolic::library {

namespace {

Value chained(const Call& call, const std::vector<Value>& iterables)
{
    std::vector<Value> made;
    for (const Value& iterable : iterables) {
        const std::vector<Value> items = elementsOf(call.interpreter, iterable);
        made.insert(made.end(), items.begin(), items.end());
        checkCount(call.interpreter, made.size());
    }
    return makeIterator("chain", std::move(made));
}

/// itertools.chain, which is called and has a method.
Value chain()
{
    return Value::of(std::make_shared<BuiltinClass>(
        QStringLiteral("chain"),
        [routine = std::make_shared<const Routine>(
             "chain(*iterables)", [](const Call& call) { return chained(call, call.rest); }, Unknowns::Keep)](
            Interpreter& interpreter, const Arguments& arguments) { return routine->call(interpreter, arguments); },
        [](Interpreter&, const QString& name) -> std::optional<Value> {
            if (name != QLatin1String("from_iterable"))
                return std::nullopt;
            return function(
                "from_iterable(iterable)", [](const Call& call) { return chained(call, call.elements(0)); },
                Unknowns::Keep);
        }));
}

Value product(const Call& call)
{
    std::vector<std::vector<Value>> pools;
    qint64 repeat = 1;
    for (const auto& [name, value] : call.more)
        repeat = std::clamp<qint64>(integerOf(call.interpreter, value), 0, 16);
    for (qint64 i = 0; i < repeat; ++i)
        for (const Value& iterable : call.rest)
            pools.push_back(elementsOf(call.interpreter, iterable));
    std::vector<std::vector<Value>> rows{ {} };
    for (const std::vector<Value>& pool : pools) {
        checkCount(call.interpreter, rows.size() * pool.size());
        std::vector<std::vector<Value>> longer;
        for (const std::vector<Value>& row : rows) {
            for (const Value& item : pool) {
                longer.push_back(row);
                longer.back().push_back(item);
            }
        }
        rows = std::move(longer);
    }
    std::vector<Value> made;
    for (std::vector<Value>& row : rows)
        made.push_back(makeTuple(std::move(row)));
    return makeIterator("product", std::move(made));
}

// Choices of `size` of `items` in the order of Python; `isOrdered`: permutations.
void choose(const Call& call, const std::vector<Value>& items, size_t size, bool isOrdered, bool isRepeated,
    std::vector<size_t>& chosen, std::vector<Value>& made)
{
    if (chosen.size() == size) {
        std::vector<Value> row;
        for (const size_t index : chosen)
            row.push_back(items[index]);
        made.push_back(makeTuple(std::move(row)));
        checkCount(call.interpreter, made.size());
        return;
    }
    const Nesting nesting(call.interpreter);
    const size_t first = isOrdered || chosen.empty() ? 0 : chosen.back() + (isRepeated ? 0 : 1);
    for (size_t i = first; i < items.size(); ++i) {
        if (isOrdered && std::find(chosen.cbegin(), chosen.cend(), i) != chosen.cend())
            continue;
        call.interpreter.spend();
        chosen.push_back(i);
        choose(call, items, size, isOrdered, isRepeated, chosen, made);
        chosen.pop_back();
    }
}

Body choices(const char* name, bool isOrdered, bool isRepeated)
{
    return [=](const Call& call) {
        const std::vector<Value> items = call.elements(0);
        const qint64 size = call.integer(1, qint64(items.size()));
        if (size < 0)
            call.valueError(QStringLiteral("r must be non-negative"));
        std::vector<Value> made;
        std::vector<size_t> chosen;
        if (isRepeated || size <= qint64(items.size()))
            choose(call, items, size_t(size), isOrdered, isRepeated, chosen, made);
        return makeIterator(name, std::move(made));
    };
}

Value sliced(const Call& call)
{
    const bool isStopOnly = !call.has(2);
    const qint64 start = isStopOnly ? 0 : call.integer(1, 0);
    const qint64 step = call.integer(3, 1);
    const Value& stopGiven = isStopOnly ? call[1] : call[2];
    const qint64 stop
        = stopGiven.isNone() ? std::numeric_limits<qint64>::max() : integerOf(call.interpreter, stopGiven);
    if (start < 0 || stop < 0 || step < 1)
        call.valueError(QStringLiteral("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."));
    std::vector<Value> items;
    if (const auto iterator = call[0].as<Iterator>()) {
        for (qint64 i = 0; i < stop; ++i) {
            const std::optional<Value> item = iterator->next(call.interpreter);
            if (!item)
                break;
            items.push_back(*item);
            checkCount(call.interpreter, items.size() / 16);
        }
    } else {
        items = call.elements(0);
    }
    std::vector<Value> made;
    for (qint64 i = start; i < std::min<qint64>(stop, qint64(items.size())); i += step) {
        made.push_back(items[size_t(i)]);
        if (step > qint64(items.size()))
            break;
    }
    return makeIterator("islice", std::move(made));
}

Value grouped(const Call& call)
{
    std::vector<Value> made;
    std::vector<Value> group;
    Value groupKey;
    const auto close = [&] {
        if (group.empty())
            return;
        const auto one = std::make_shared<Iterator>(QStringLiteral("_grouper"), std::exchange(group, {}));
        made.push_back(makeTuple({ groupKey, Value::of(one) }));
    };
    for (const Value& item : call.elements(0)) {
        const Value key = call[1].isNone() ? item : call.interpreter.call(call[1], { item });
        if (group.empty() || !equal(call.interpreter, key, groupKey)) {
            close();
            groupKey = key;
        }
        group.push_back(item);
    }
    close();
    made.emplace_back(); // the end
    // The next group, or the end, ends the one before it.
    const auto last = std::make_shared<List>(std::vector<Value>());
    return makeIterator(
        "groupby", std::move(made), [last](Interpreter& interpreter, const Value& pair) -> std::optional<Value> {
            for (const Value& before : last->items)
                before.as<Iterator>()->elements(interpreter);
            interpreter.touch(*last);
            last->items.clear();
            if (pair.isNone())
                return std::nullopt;
            last->items.push_back(pair.as<Tuple>()->items[1]);
            return pair;
        });
}

Value zippedLongest(const Call& call)
{
    Value fill;
    for (const auto& [name, value] : call.more)
        fill = value;
    std::vector<std::vector<Value>> columns;
    size_t longest = 0;
    for (const Value& iterable : call.rest) {
        columns.push_back(elementsOf(call.interpreter, iterable));
        longest = std::max(longest, columns.back().size());
    }
    std::vector<Value> made;
    for (size_t i = 0; i < longest; ++i) {
        std::vector<Value> row;
        for (const std::vector<Value>& column : columns)
            row.push_back(i < column.size() ? column[i] : fill);
        made.push_back(makeTuple(std::move(row)));
    }
    return makeIterator("zip_longest", std::move(made));
}

Value repeated(const Call& call)
{
    const Value item = call[0];
    if (!call.has(1))
        return Value::of(
            std::make_shared<Iterator>(QStringLiteral("repeat"), [item](Interpreter&, qint64) { return item; }));
    const qint64 times = std::max<qint64>(0, call.integer(1));
    checkCount(call.interpreter, size_t(times));
    return makeIterator("repeat", std::vector<Value>(size_t(times), item));
}

Value counted(const Call& call)
{
    const Value start = call.has(0) ? call[0] : Value::number(0);
    const Value step = call.has(1) ? call[1] : Value::number(1);
    return Value::of(std::make_shared<Iterator>(QStringLiteral("count"), [=](Interpreter& interpreter, qint64 index) {
        return interpreter.binary(
            BinaryOperator::Add, start, interpreter.binary(BinaryOperator::Mul, step, Value::number(index)));
    }));
}

Value cycled(const Call& call)
{
    const std::vector<Value> items = call.elements(0);
    if (items.empty())
        return makeIterator("cycle", {});
    return Value::of(std::make_shared<Iterator>(
        QStringLiteral("cycle"), [items](Interpreter&, qint64 index) { return items[size_t(index) % items.size()]; }));
}

Value accumulated(const Call& call)
{
    std::vector<Value> made;
    std::vector<Value> items = call.elements(0);
    if (call.has(2) && !call[2].isNone())
        items.insert(items.begin(), call[2]);
    for (const Value& item : items) {
        if (made.empty())
            made.push_back(item);
        else if (call[1].isNone())
            made.push_back(call.interpreter.binary(BinaryOperator::Add, made.back(), item));
        else
            made.push_back(call.interpreter.call(call[1], { made.back(), item }));
    }
    return makeIterator("accumulate", std::move(made));
}

Value starMapped(const Call& call)
{
    const Value work = call[0];
    return makeIterator(
        "starmap", call.elements(1), [work](Interpreter& interpreter, const Value& row) -> std::optional<Value> {
            return interpreter.call(work, elementsOf(interpreter, row));
        });
}

// takewhile, dropwhile, filterfalse
Body selected(const char* name, bool isTaken, bool isDropped)
{
    return [=](const Call& call) {
        std::vector<Value> made;
        bool isDropping = isDropped;
        for (const Value& item : call.elements(1)) {
            const bool holds
                = truthOf(call.interpreter, call[0].isNone() ? item : call.interpreter.call(call[0], { item }));
            if (isTaken && !holds)
                break;
            isDropping = isDropping && holds;
            if (isTaken || (isDropped && !isDropping) || (!isTaken && !isDropped && !holds))
                made.push_back(item);
        }
        return makeIterator(name, std::move(made));
    };
}

Value pairwise(const Call& call)
{
    const std::vector<Value> items = call.elements(0);
    std::vector<Value> made;
    for (size_t i = 1; i < items.size(); ++i)
        made.push_back(makeTuple({ items[i - 1], items[i] }));
    return makeIterator("pairwise", std::move(made));
}

Value copies(const Call& call)
{
    const std::vector<Value> items = call.elements(0);
    std::vector<Value> made;
    for (qint64 i = 0; i < std::clamp<qint64>(call.integer(1, 2), 0, 64); ++i)
        made.push_back(makeIterator("_tee", items));
    return makeTuple(std::move(made));
}

} // namespace

void addItertools(Registry& registry)
{
    registry.value("itertools", "chain", chain());
    const Unknowns keep = Unknowns::Keep;
    registry.functions("itertools",
        {
            { "product(*iterables, **options)", product, keep },
            { "permutations(iterable, r?)", choices("permutations", true, false), keep },
            { "combinations(iterable, r)", choices("combinations", false, false), keep },
            { "combinations_with_replacement(iterable, r)", choices("combinations_with_replacement", false, true),
                keep },
            { "islice(iterable, start, stop?, step?)", sliced, keep },
            { "groupby(iterable, key?)", grouped, keep },
            { "zip_longest(*iterables, **options)", zippedLongest, keep },
            { "repeat(object, times?)", repeated, keep },
            { "count(start?, step?)", counted },
            { "cycle(iterable)", cycled, keep },
            { "accumulate(iterable, func?, initial?)", accumulated, keep },
            { "starmap(function, iterable)", starMapped, keep },
            { "takewhile(predicate, iterable)", selected("takewhile", true, false), keep },
            { "dropwhile(predicate, iterable)", selected("dropwhile", false, true), keep },
            { "filterfalse(predicate, iterable)", selected("filterfalse", false, false), keep },
            { "pairwise(iterable)", pairwise, keep },
            { "tee(iterable, n?)", copies, keep },
        });
}

} // namespace espalier::symbolic::library
