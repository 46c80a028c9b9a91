#include "symbolic/names_state.h"

#include "symbolic/interpreter.h"
#include "symbolic/lazy_import.h"

namespace espalier::symbolic {

namespace {

/// What an import that was looked up on one way only has bound.
Value imported(const Value& bound)
{
    const auto lazy = bound.isObject() ? bound.as<LazyImport>() : nullptr;
    return lazy ? lazy->value.value_or(bound) : bound;
}

/// What may not be bound at all.
Value lost(const Value& bound, const DoubtPtr& why) { return Interpreter::oneOf({ bound }, why).maybeMissing(); }

} // namespace

void joinNames(Names& names, const Names& others, const DoubtPtr& why)
{
    for (auto it = names.begin(); it != names.end(); ++it) {
        const auto other = others.constFind(it.key());
        if (other == others.cend() || !isSame(imported(*it), imported(*other)))
            *it = other == others.cend()
                ? lost(*it, why)
                : Interpreter::oneOf({ *it, *other }, why).maybeMissing(it->mayBeMissing() || other->mayBeMissing());
    }
    for (auto it = others.cbegin(); it != others.cend(); ++it)
        if (!names.contains(it.key()))
            names.insert(it.key(), lost(*it, why));
}

namespace {

bool isValueWithin(const Value& value, const Value& before)
{
    if (before.isUnknown())
        return (!before.isData() || isPlainData(value)) && (before.mayBeMissing() || !value.mayBeMissing());
    return isSame(imported(value), imported(before));
}

} // namespace

bool areNamesWithin(const Names& names, const Names& before, const QSet<QString>& but)
{
    for (auto it = names.cbegin(); it != names.cend(); ++it) {
        if (but.contains(it.key()))
            continue;
        const auto known = before.constFind(it.key());
        if (known == before.cend() || !isValueWithin(*it, *known))
            return false;
    }
    return true;
}

} // namespace espalier::symbolic
