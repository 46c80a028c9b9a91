#include "symbolic/library/range.h"
#include "symbolic/library/support.h"
#include "symbolic/library/text.h"

namespace espalier::symbolic {

namespace library {

namespace {

struct Bounds {
    qint64 start = 0;
    qint64 stop = 0;
    qint64 step = 1;
    qint64 count = 0;
};

// slice.indices()
Bounds boundsOf(Interpreter& interpreter, qint64 size, const Value& start, const Value& stop, const Value& step)
{
    Bounds made;
    made.step = step.isNone() ? 1 : integerOf(interpreter, step);
    if (made.step == 0)
        interpreter.raise(QStringLiteral("ValueError"), QStringLiteral("slice step cannot be zero"));
    made.step = std::clamp<qint64>(made.step, -(qint64(1) << 62), qint64(1) << 62);
    const qint64 least = made.step < 0 ? -1 : 0;
    const qint64 most = made.step < 0 ? size - 1 : size;
    const auto bound = [&](const Value& given, qint64 otherwise) {
        if (given.isNone())
            return otherwise;
        const qint64 index = integerOf(interpreter, given);
        return std::clamp(index < 0 ? index + size : index, least, most);
    };
    made.start = bound(start, made.step < 0 ? most : least);
    made.stop = bound(stop, made.step < 0 ? least : most);
    made.count = Range(made.start, made.stop, made.step).size();
    return made;
}

Value sliceText(Interpreter& interpreter, const Value& owner, const Value& start, const Value& stop, const Value& step)
{
    const QString& text = owner.text();
    if (!isWide(text)) {
        const Bounds bounds = boundsOf(interpreter, text.size(), start, stop, step);
        QString made;
        if (bounds.step == 1)
            made = text.mid(bounds.start, bounds.count);
        else
            for (qint64 i = 0; i < bounds.count; ++i)
                made += text[bounds.start + i * bounds.step];
        return owner.isString() ? Value::string(made) : Value::bytes(made);
    }
    const std::u32string points = codePoints(text);
    const Bounds bounds = boundsOf(interpreter, qint64(points.size()), start, stop, step);
    std::u32string made;
    for (qint64 i = 0; i < bounds.count; ++i)
        made += points[size_t(bounds.start + i * bounds.step)];
    return Value::string(fromCodePoints(made));
}

Value sliceRange(Interpreter& interpreter, const Range& range, const Value& start, const Value& stop, const Value& step)
{
    const Bounds bounds = boundsOf(interpreter, range.size(), start, stop, step);
    qint64 last = 0;
    qint64 stride = 0;
    if (__builtin_mul_overflow(bounds.stop, range.step(), &last) || __builtin_add_overflow(last, range.start(), &last)
        || __builtin_mul_overflow(range.step(), bounds.step, &stride))
        return tooLarge(interpreter);
    return Value::of(std::make_shared<Range>(range.at(bounds.start), last, stride));
}

} // namespace

} // namespace library

Value slice(Interpreter& interpreter, const Value& given, const Value& start, const Value& stop, const Value& step)
{
    using namespace library;
    if (const Value* unknown = Interpreter::firstUnknown({ &given, &start, &stop, &step }))
        return *unknown;
    const Value& owner = plainOf(given);
    return sure([&]() -> Value {
        if (owner.isString() || owner.kind() == Value::Kind::Bytes)
            return sliceText(interpreter, owner, start, stop, step);
        if (const auto range = owner.as<Range>())
            return sliceRange(interpreter, *range, start, stop, step);
        const auto sequence = owner.as<Sequence>();
        if (!sequence)
            interpreter.raise(QStringLiteral("TypeError"),
                QStringLiteral("'%1' object is not subscriptable").arg(interpreter.typeName(owner)));
        if (sequence->doubt)
            return sequence->anyElement();
        const Bounds bounds = boundsOf(interpreter, qint64(sequence->items.size()), start, stop, step);
        std::vector<Value> items;
        items.reserve(size_t(bounds.count));
        for (qint64 i = 0; i < bounds.count; ++i)
            items.push_back(sequence->items[size_t(bounds.start + i * bounds.step)]);
        return sequence->isTuple() ? makeTuple(std::move(items)) : makeList(std::move(items));
    });
}

} // namespace espalier::symbolic
