#include "symbolic/library/methods.h"

namespace espalier::symbolic::library {

namespace {

// The list itself, to be changed.
List& changed(const Call& call)
{
    const auto list = call[0].as<List>();
    if (!list)
        call.typeError(QStringLiteral("descriptor requires a 'list' object"));
    call.interpreter.touch(*list);
    return *list;
}

const Sequence& known(const Call& call)
{
    const auto sequence = call[0].as<Sequence>();
    if (!sequence)
        call.typeError(QStringLiteral("descriptor requires a sequence"));
    if (sequence->doubt)
        give(sequence->doubt);
    return *sequence;
}

Value append(const Call& call)
{
    List& list = changed(call);
    checkCount(call.interpreter, list.items.size() + 1);
    list.items.push_back(call[1]);
    return {};
}

Value extend(const Call& call)
{
    const std::vector<Value> items = call.elements(1);
    List& list = changed(call);
    checkCount(call.interpreter, list.items.size() + items.size());
    list.items.insert(list.items.end(), items.begin(), items.end());
    return {};
}

Value insert(const Call& call)
{
    List& list = changed(call);
    const auto size = qint64(list.items.size());
    const qint64 index = call.integer(1);
    checkCount(call.interpreter, list.items.size() + 1);
    list.items.insert(list.items.begin() + std::clamp<qint64>(index < 0 ? index + size : index, 0, size), call[2]);
    return {};
}

Value popIndex(const Call& call)
{
    known(call);
    List& list = changed(call);
    const auto size = qint64(list.items.size());
    const qint64 given = call.has(1) ? call.integer(1) : -1;
    const qint64 index = given < 0 ? given + size : given;
    if (size == 0)
        call.interpreter.raise(QStringLiteral("IndexError"), QStringLiteral("pop from empty list"));
    if (index < 0 || index >= size)
        call.interpreter.raise(QStringLiteral("IndexError"), QStringLiteral("pop index out of range"));
    const Value taken = list.items[size_t(index)];
    list.items.erase(list.items.begin() + index);
    return taken;
}

Value extendLeft(const Call& call)
{
    known(call);
    const std::vector<Value> more = call.elements(1);
    auto& items = changed(call).items;
    items.insert(items.begin(), more.rbegin(), more.rend());
    return {};
}

Value rotate(const Call& call)
{
    known(call);
    const qint64 by = call.integer(1, 1);
    auto& items = changed(call).items;
    if (const auto size = qint64(items.size()))
        std::rotate(items.begin(), items.begin() + ptrdiff_t(((-by % size) + size) % size), items.end());
    return {};
}

Value popLeft(const Call& call)
{
    known(call);
    List& list = changed(call);
    if (list.items.empty())
        call.interpreter.raise(QStringLiteral("IndexError"), QStringLiteral("pop from an empty deque"));
    const Value taken = list.items.front();
    list.items.erase(list.items.begin());
    return taken;
}

Value appendLeft(const Call& call)
{
    List& list = changed(call);
    checkCount(call.interpreter, list.items.size() + 1);
    list.items.insert(list.items.begin(), call[1]);
    return {};
}

std::optional<size_t> indexOf(const Call& call, size_t from, size_t to)
{
    const Sequence& sequence = known(call);
    for (size_t i = from; i < std::min(to, sequence.items.size()); ++i) {
        call.interpreter.spend();
        if (equal(call.interpreter, sequence.items[i], call[1]))
            return i;
    }
    return std::nullopt;
}

Value indexInList(const Call& call)
{
    const auto size = qint64(known(call).items.size());
    const auto bound = [&](size_t parameter, qint64 otherwise) {
        const qint64 given = call.integer(parameter, otherwise);
        return size_t(std::max<qint64>(0, given < 0 ? given + size : given));
    };
    if (const std::optional<size_t> found = indexOf(call, bound(2, 0), bound(3, size)))
        return Value::number(qint64(*found));
    call.valueError(QStringLiteral("%1 is not in list").arg(reprOfValue(call.interpreter, call[1])));
}

Value removeFromList(const Call& call)
{
    const std::optional<size_t> found = indexOf(call, 0, SIZE_MAX);
    if (!found)
        call.valueError(QStringLiteral("list.remove(x): x not in list"));
    List& list = changed(call);
    list.items.erase(list.items.begin() + qint64(*found));
    return {};
}

Value countInList(const Call& call)
{
    qint64 found = 0;
    for (const Value& item : known(call).items)
        found += equal(call.interpreter, item, call[1]) ? 1 : 0;
    return Value::number(found);
}

Value clearList(const Call& call)
{
    List& list = changed(call);
    list.items.clear();
    list.doubt = {};
    return {};
}

Value copyOfList(const Call& call) { return makeList(known(call).items); }

Value sort(const Call& call)
{
    std::vector<Value> items = sorted(call.interpreter, known(call).items, call[1], call.flag(2));
    changed(call).items = std::move(items);
    return {};
}

Value reverse(const Call& call)
{
    List& list = changed(call);
    std::reverse(list.items.begin(), list.items.end());
    return {};
}

} // namespace

const Methods& listMethods()
{
    static const Methods methods({
        { "append(self, object)", append, Unknowns::Change },
        { "extend(self, iterable)", extend, Unknowns::Change },
        { "insert(self, index, object)", insert, Unknowns::Change },
        { "pop(self, index?)", popIndex, Unknowns::Change },
        { "remove(self, value)", removeFromList, Unknowns::Change },
        { "clear(self)", clearList, Unknowns::Change },
        { "copy(self)", copyOfList, Unknowns::Keep },
        { "index(self, value, start?, stop?)", indexInList, Unknowns::Keep },
        { "count(self, value)", countInList, Unknowns::Keep },
        { "sort(self, key?, reverse?)", sort, Unknowns::Change },
        { "reverse(self)", reverse, Unknowns::Change },
        // of deque, which is a list here
        { "appendleft(self, object)", appendLeft, Unknowns::Change },
        { "popleft(self)", popLeft, Unknowns::Change },
        { "extendleft(self, iterable)", extendLeft, Unknowns::Change },
        { "rotate(self, n?)", rotate, Unknowns::Change },
    });
    return methods;
}

const Methods& tupleMethods()
{
    static const Methods methods({
        { "index(self, value, start?, stop?)", indexInList, Unknowns::Keep },
        { "count(self, value)", countInList, Unknowns::Keep },
    });
    return methods;
}

} // namespace espalier::symbolic::library
