#include "symbolic/library/builtins.h"
#include "symbolic/library/numbers.h"
#include "symbolic/library/representation.h"
#include "symbolic/library/text.h"

#include <cmath>

namespace espalier::symbolic::library {

namespace {

const Value& numberOf(const Call& call, size_t index)
{
    const Value& value = plainOf(call[index]);
    if (value.isNumber())
        return value;
    if (const DoubtPtr doubt = mystery(call.interpreter, call[index]))
        give(doubt);
    call.typeError(QStringLiteral("bad operand type: '%1'").arg(call.interpreter.typeName(value)));
}

// A method of a host (Decimal.__round__) where the value is no number.
std::optional<Value> special(const Call& call, const char* method, std::vector<Value> arguments = {})
{
    if (!call[0].isObject() || plainOf(call[0]).isNumber())
        return std::nullopt;
    const auto found = call.interpreter.findAttribute(call[0], QString::fromLatin1(method));
    return found ? std::optional(call.interpreter.call(*found, std::move(arguments))) : std::nullopt;
}

Value absoluteValue(const Call& call)
{
    if (const auto made = special(call, "__abs__"))
        return *made;
    const Value& number = numberOf(call, 0);
    if (number.kind() == Value::Kind::Float)
        return Value::real(std::abs(number.realNumber()));
    if (number.integer() == std::numeric_limits<qint64>::min())
        return tooLarge(call.interpreter);
    return Value::number(std::abs(number.integer()));
}

Value roundedValue(const Call& call)
{
    if (const auto made = special(call, "__round__", call.has(1) ? std::vector{ call[1] } : std::vector<Value>()))
        return *made;
    return roundTo(call.interpreter, numberOf(call, 0), call[1].isNone() ? Value() : Value::number(call.integer(1)));
}

Value quotientAndRest(const Call& call)
{
    if (const auto made = special(call, "__divmod__", { call[1] }))
        return *made;
    const Value quotient = call.interpreter.binary(BinaryOperator::FloorDiv, call[0], call[1]);
    return makeTuple({ quotient, call.interpreter.binary(BinaryOperator::Mod, call[0], call[1]) });
}

Value powered(const Call& call)
{
    if (!call[2].isNone())
        return powerModulo(call.interpreter, call.integer(0), call.integer(1), call.integer(2));
    return call.interpreter.binary(BinaryOperator::Pow, call[0], call[1]);
}

Value character(const Call& call)
{
    const qint64 point = call.integer(0);
    if (point < 0 || point > 0x10FFFF)
        call.valueError(QStringLiteral("chr() arg not in range(0x110000)"));
    return Value::string(fromCodePoint(char32_t(point)));
}

Value codeOf(const Call& call)
{
    const Value& value = plainOf(call[0]);
    const std::u32string points = codePoints(value.kind() == Value::Kind::Bytes ? value.text() : call.text(0));
    if (points.size() != 1)
        call.typeError(QStringLiteral("ord() expected a character, but string of length %1 found").arg(points.size()));
    return Value::number(points[0]);
}

Value hashOf(const Call& call)
{
    const Value& value = plainOf(call[0]);
    if (value.isInteger() || value.isBool()) {
        const qint64 number = value.integer();
        if (std::abs(double(number)) < 0x1p60)
            return Value::number(number == -1 ? -2 : number);
    }
    return call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "differs from run to run"));
}

Value printed(const Call& call)
{
    const Value* file = nullptr;
    QString end = QStringLiteral("\n");
    QString separator = QStringLiteral(" ");
    for (const auto& [name, value] : call.more) {
        if (name == QLatin1String("file"))
            file = &value;
        else if (name == QLatin1String("end") && value.isString())
            end = value.text();
        else if (name == QLatin1String("sep") && value.isString())
            separator = value.text();
        else if (name != QLatin1String("flush") && name != QLatin1String("end") && name != QLatin1String("sep"))
            call.typeError(QLatin1Char('\'') + name + QLatin1String("' is an invalid keyword argument for print()"));
    }
    if (!file || !file->isObject() || file->as<External>())
        return {};
    const auto write = call.interpreter.findAttribute(*file, QStringLiteral("write"));
    if (!write)
        return {};
    const Value text = sure([&] {
        QString made;
        for (const Value& value : call.rest)
            made += (made.isEmpty() ? QString() : separator) + strOf(call.interpreter, value);
        return Value::string(made + end);
    });
    call.interpreter.call(*write, { text });
    return {};
}

Value formattedValue(const Call& call) { return call.interpreter.format(call[0], call.text(1, QString())); }

Body inBase(int base, const char* prefix)
{
    return [base, prefix](const Call& call) { return Value::string(integerText(call.integer(0), base, prefix)); };
}

} // namespace

Names builtinFunctions()
{
    Names names = named({
        { "len(obj)", [](const Call& call) { return call.interpreter.length(call[0]); } },
        { "repr(obj)", [](const Call& call) { return call.interpreter.repr(call[0]); } },
        { "ascii(obj)",
            [](const Call& call) { return Value::string(asciiOf(reprOfValue(call.interpreter, call[0]))); } },
        { "format(value, format_spec?)", formattedValue },
        { "abs(x)", absoluteValue },
        { "round(number, ndigits?)", roundedValue },
        { "divmod(x, y)", quotientAndRest },
        { "pow(base, exp, mod?)", powered },
        { "chr(i)", character },
        { "ord(c)", codeOf },
        { "hex(number)", inBase(16, "0x") },
        { "oct(number)", inBase(8, "0o") },
        { "bin(number)", inBase(2, "0b") },
        { "hash(obj)", hashOf },
        { "id(obj)",
            [](const Call& call) {
                return call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "differs from run to run"));
            } },
        { "print(*values, **options)", printed, Unknowns::Keep },
        { "input(prompt?)",
            [](const Call& call) {
                return call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "asks whoever runs it"));
            },
            Unknowns::Keep },
        { "breakpoint(*args, **kws)", [](const Call&) { return Value(); }, Unknowns::Keep },
    });
    names.insert(QStringLiteral("__debug__"), Value::boolean(true));
    return names;
}

} // namespace espalier::symbolic::library
