#include "symbolic/containers.h"
#include "symbolic/library/methods.h"

namespace espalier::symbolic::library {

namespace {

std::shared_ptr<Set> setOf(const Call& call)
{
    const auto set = call[0].as<Set>();
    if (!set)
        call.typeError(QStringLiteral("descriptor requires a 'set' object"));
    return set;
}

const Set& known(const Call& call)
{
    const auto set = setOf(call);
    if (set->doubt)
        give(set->doubt);
    return *set;
}

Set& changed(const Call& call)
{
    const auto set = setOf(call);
    call.interpreter.touch(*set);
    checkCount(call.interpreter, set->items().size() + 1);
    return *set;
}

// An element; what is not known is none, since sets hold known values only.
const Value& element(const Call& call, const Value& value)
{
    if (const DoubtPtr doubt = mystery(call.interpreter, value))
        give(doubt);
    checkHashable(call.interpreter, value);
    return value;
}

// The elements of any iterable, as a set.
Value other(const Call& call, const Value& value)
{
    const Value made = makeSet(elementsOf(call.interpreter, value));
    if (made.as<Set>()->doubt)
        give(made.as<Set>()->doubt);
    return made;
}

Value copyOf(const Set& set) { return makeSet(set.items(), set.isFrozen); }

using Combine = void (*)(Set&, const Set&);

void unite(Set& into, const Set& with)
{
    for (const Value& value : with.items())
        into.insert(value);
}

void subtract(Set& into, const Set& with)
{
    for (const Value& value : with.items())
        into.remove(value);
}

void intersect(Set& into, const Set& with)
{
    const std::vector<Value> items = into.items();
    for (const Value& value : items)
        if (!with.has(value))
            into.remove(value);
}

void differ(Set& into, const Set& with)
{
    for (const Value& value : with.items()) {
        if (into.has(value))
            into.remove(value);
        else
            into.insert(value);
    }
}

Body combinedSets(Combine combine)
{
    return [combine](const Call& call) {
        const Value made = copyOf(known(call));
        for (const Value& value : call.rest)
            combine(*made.as<Set>(), *other(call, value).as<Set>());
        checkCount(call.interpreter, made.as<Set>()->items().size());
        return made;
    };
}

Body combinedInPlace(Combine combine)
{
    return [combine](const Call& call) {
        known(call);
        for (const Value& value : call.rest) {
            const Value with = other(call, value);
            combine(changed(call), *with.as<Set>());
        }
        return Value();
    };
}

Value add(const Call& call)
{
    const Value& value = element(call, call[1]);
    changed(call).insert(value);
    return {};
}

Value removeMember(const Call& call, bool mustBeThere)
{
    const Value& value = element(call, call[1]);
    if (known(call).has(value))
        changed(call).remove(value);
    else if (mustBeThere)
        call.interpreter.raiseKeyError(value);
    return {};
}

Value popMember(const Call& call)
{
    const Set& set = known(call);
    if (set.items().empty())
        call.interpreter.raiseKeyError(Value::string(QStringLiteral("pop from an empty set")));
    if (set.items().size() > 1)
        give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "takes any element of a set")));
    const Value taken = set.items().front();
    changed(call).remove(taken);
    return taken;
}

Value clearSet(const Call& call)
{
    Set& set = changed(call);
    const std::vector<Value> items = set.items();
    for (const Value& value : items)
        set.remove(value);
    set.doubt = {};
    return {};
}

bool isSubset(const Set& a, const Set& b)
{
    return std::all_of(a.items().cbegin(), a.items().cend(), [&](const Value& value) { return b.has(value); });
}

} // namespace

Value compareSets(Interpreter&, CompareOperator op, const Value& left, const Value& right)
{
    const Set& a = *left.as<Set>();
    const Set& b = *right.as<Set>();
    for (const Set* set : { &a, &b })
        if (set->doubt)
            give(set->doubt);
    const bool isLess = isSubset(a, b);
    const bool isMore = isSubset(b, a);
    switch (op) {
    case CompareOperator::Eq:
        return Value::boolean(isLess && isMore);
    case CompareOperator::Ne:
        return Value::boolean(!isLess || !isMore);
    case CompareOperator::Lt:
        return Value::boolean(isLess && !isMore);
    case CompareOperator::Le:
        return Value::boolean(isLess);
    case CompareOperator::Gt:
        return Value::boolean(isMore && !isLess);
    case CompareOperator::Ge:
        break;
    }
    return Value::boolean(isMore);
}

const Methods& setMethods()
{
    static const Methods methods({
        { "add(self, elem)", add, Unknowns::Change },
        { "discard(self, elem)", [](const Call& call) { return removeMember(call, false); }, Unknowns::Change },
        { "remove(self, elem)", [](const Call& call) { return removeMember(call, true); }, Unknowns::Change },
        { "pop(self)", popMember, Unknowns::Change },
        { "clear(self)", clearSet, Unknowns::Change },
        { "copy(self)", [](const Call& call) { return copyOf(known(call)); }, Unknowns::Keep },
        { "union(self, *others)", combinedSets(unite), Unknowns::Keep },
        { "intersection(self, *others)", combinedSets(intersect), Unknowns::Keep },
        { "difference(self, *others)", combinedSets(subtract), Unknowns::Keep },
        { "symmetric_difference(self, *others)", combinedSets(differ), Unknowns::Keep },
        { "update(self, *others)", combinedInPlace(unite), Unknowns::Change },
        { "intersection_update(self, *others)", combinedInPlace(intersect), Unknowns::Change },
        { "difference_update(self, *others)", combinedInPlace(subtract), Unknowns::Change },
        { "symmetric_difference_update(self, *others)", combinedInPlace(differ), Unknowns::Change },
        { "issubset(self, other)",
            [](const Call& call) {
                return compareSets(call.interpreter, CompareOperator::Le, call[0], other(call, call[1]));
            },
            Unknowns::Keep },
        { "issuperset(self, other)",
            [](const Call& call) {
                return compareSets(call.interpreter, CompareOperator::Ge, call[0], other(call, call[1]));
            },
            Unknowns::Keep },
        { "isdisjoint(self, other)",
            [](const Call& call) {
                const Value with = other(call, call[1]);
                const Set& self = known(call);
                return Value::boolean(std::none_of(self.items().cbegin(), self.items().cend(),
                    [&](const Value& value) { return with.as<Set>()->has(value); }));
            },
            Unknowns::Keep },
    });
    return methods;
}

} // namespace espalier::symbolic::library
