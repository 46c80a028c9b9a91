#include "symbolic/library/string_methods.h"
#include "symbolic/library/text.h"

namespace espalier::symbolic::library {

namespace {

/// The part of self that start and end (the parameters 2 and 3) leave, in UTF-16 units.
struct Part {
    QString self;
    qsizetype from = 0;
    qsizetype to = 0;
    bool isOutside = false; ///< start is past the end: nothing is found, not even ""
};

Part partOf(const Call& call)
{
    Part part;
    part.self = call.text(0);
    const qint64 size = lengthOf(part.self);
    const auto bound = [&](size_t index, qint64 otherwise) {
        const qint64 given = call.integer(index, otherwise);
        return given < 0 ? std::max<qint64>(0, given + size) : given;
    };
    const qint64 from = bound(2, 0);
    const qint64 to = std::min(bound(3, size), size);
    part.isOutside = from > to;
    part.from = toUnits(part.self, std::min(from, size));
    part.to = toUnits(part.self, to);
    return part;
}

qsizetype foundAt(const Call& call, bool isLast)
{
    const Part part = partOf(call);
    const QString wanted = call.text(1);
    if (part.isOutside)
        return -1;
    const QString within = part.self.sliced(part.from, part.to - part.from);
    const qsizetype at = isLast ? within.lastIndexOf(wanted) : within.indexOf(wanted);
    if (isLast && wanted.isEmpty())
        return toPoints(part.self, part.to);
    return at < 0 ? -1 : toPoints(part.self, part.from + at);
}

Value find(const Call& call, bool isLast) { return Value::number(foundAt(call, isLast)); }

Value indexInText(const Call& call, bool isLast)
{
    const qsizetype at = foundAt(call, isLast);
    if (at < 0)
        call.valueError(QStringLiteral("substring not found"));
    return Value::number(at);
}

Value countInText(const Call& call)
{
    const Part part = partOf(call);
    const QString wanted = call.text(1);
    if (part.isOutside)
        return Value::number(0);
    if (wanted.isEmpty())
        return Value::number(toPoints(part.self, part.to) - toPoints(part.self, part.from) + 1);
    qint64 found = 0;
    qsizetype from = part.from;
    while ((from = part.self.indexOf(wanted, from)) >= 0 && from + wanted.size() <= part.to) {
        ++found;
        from += wanted.size();
    }
    return Value::number(found);
}

Value hasAffix(const Call& call, bool isPrefix)
{
    const Part part = partOf(call);
    const QString within = part.isOutside ? QString() : part.self.sliced(part.from, part.to - part.from);
    const auto has = [&](const Value& value) {
        if (value.isUnknown())
            give(value);
        const QString affix = textOf(call.interpreter, value, QStringLiteral("first arg"));
        return !part.isOutside && (isPrefix ? within.startsWith(affix) : within.endsWith(affix));
    };
    const auto affixes = call[1].as<Tuple>();
    if (!affixes)
        return Value::boolean(has(call[1]));
    if (affixes->doubt)
        give(affixes->doubt);
    const Value* unknown = nullptr;
    for (const Value& affix : affixes->items) {
        if (affix.isUnknown())
            unknown = &affix;
        else if (has(affix))
            return Value::boolean(true);
    }
    return unknown ? *unknown : Value::boolean(false);
}

} // namespace

Methods searchMethods()
{
    return Methods({
        { "find(self, sub, start?, end?)", [](const Call& call) { return find(call, false); } },
        { "rfind(self, sub, start?, end?)", [](const Call& call) { return find(call, true); } },
        { "index(self, sub, start?, end?)", [](const Call& call) { return indexInText(call, false); } },
        { "rindex(self, sub, start?, end?)", [](const Call& call) { return indexInText(call, true); } },
        { "count(self, sub, start?, end?)", countInText },
        { "startswith(self, prefix, start?, end?)", [](const Call& call) { return hasAffix(call, true); } },
        { "endswith(self, suffix, start?, end?)", [](const Call& call) { return hasAffix(call, false); } },
    });
}

} // namespace espalier::symbolic::library
