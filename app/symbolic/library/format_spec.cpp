#include "symbolic/library/format_spec.h"

#include "symbolic/library/representation.h"
#include "symbolic/library/text.h"

#include <cmath>

namespace espalier::symbolic {

namespace library {

namespace {

const QLatin1String alignments("<>=^");

// A number of the specification; none where none stands there.
std::optional<int> number(Interpreter& interpreter, const std::u32string& spec, size_t& at)
{
    const size_t start = at;
    int value = 0;
    for (; at < spec.size() && spec[at] >= '0' && spec[at] <= '9'; ++at) {
        value = value * 10 + int(spec[at] - '0');
        if (value > 100'000'000)
            interpreter.raise(QStringLiteral("ValueError"), QStringLiteral("Too many decimal digits in format string"));
    }
    return at == start ? std::nullopt : std::optional(value);
}

bool isAlign(char32_t point) { return point < 0x80 && alignments.contains(QChar(ushort(point))); }

} // namespace

FormatSpec FormatSpec::parse(Interpreter& interpreter, const QString& text)
{
    FormatSpec made;
    const std::u32string spec = codePoints(text);
    size_t at = 0;
    const auto take = [&](char32_t point) {
        if (at >= spec.size() || spec[at] != point)
            return false;
        ++at;
        return true;
    };
    if (spec.size() > 1 && isAlign(spec[1])) {
        made.fill = fromCodePoint(spec[0]);
        made.align = QChar(ushort(spec[1]));
        at = 2;
    } else if (!spec.empty() && isAlign(spec[0])) {
        made.align = QChar(ushort(spec[0]));
        at = 1;
    }
    for (const char sign : { '+', '-', ' ' })
        if (take(char32_t(sign))) {
            made.sign = QLatin1Char(sign);
            break;
        }
    const bool isWithoutMinusZero = take('z');
    made.isAlternate = take('#');
    made.isZeroPadded = take('0');
    made.width = number(interpreter, spec, at).value_or(0);
    for (const char grouping : { ',', '_' })
        if (take(char32_t(grouping)))
            made.grouping = QLatin1Char(grouping);
    if (take('.')) {
        made.precision = number(interpreter, spec, at);
        if (!made.precision)
            interpreter.raise(QStringLiteral("ValueError"), QStringLiteral("Format specifier missing precision"));
    }
    if (at + 1 == spec.size() && spec[at] < 0x80)
        made.type = QChar(ushort(spec[at++]));
    if (at < spec.size())
        interpreter.raise(QStringLiteral("ValueError"), QStringLiteral("Invalid format specifier"));
    if (isWithoutMinusZero)
        give(interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "has a format that is not understood")));
    return made;
}

QString padded(Interpreter& interpreter, const FormatSpec& spec, const QString& text, QChar align)
{
    const qsizetype missing = spec.width - lengthOf(text);
    if (missing <= 0)
        return text;
    interpreter.checkSize(spec.width);
    const QString fill
        = !spec.fill.isEmpty() ? spec.fill : QString(spec.isZeroPadded ? QLatin1Char('0') : QLatin1Char(' '));
    const qsizetype before = align == QLatin1Char('<') ? 0 : align == QLatin1Char('^') ? missing / 2 : missing;
    return fill.repeated(before) + text + fill.repeated(missing - before);
}

namespace {

QString groupedDigits(const QString& digits, QChar separator, qsizetype size)
{
    if (separator.isNull())
        return digits;
    QString made = digits;
    for (qsizetype i = digits.size() - size; i > 0; i -= size)
        made.insert(i, separator);
    return made;
}

} // namespace

QString padded(Interpreter& interpreter, const FormatSpec& spec, bool isNegative, const QString& prefix,
    const QString& digits, const QString& rest)
{
    const QString sign = isNegative     ? QStringLiteral("-")
        : spec.sign == QLatin1Char('-') ? QString()
                                        : QString(spec.sign);
    const qsizetype group
        = spec.grouping == QLatin1Char('_') && QStringLiteral("boxX").contains(spec.type) && !spec.type.isNull() ? 4
                                                                                                                 : 3;
    const QChar align
        = !spec.align.isNull() ? spec.align : QLatin1Char(spec.isZeroPadded && spec.fill.isEmpty() ? '=' : '>');
    QString body = groupedDigits(digits, spec.grouping, group);
    if (align != QLatin1Char('='))
        return padded(interpreter, spec, sign + prefix + body + rest, align);
    interpreter.checkSize(spec.width);
    const bool isZero = spec.isZeroPadded && (spec.fill.isEmpty() || spec.fill == QLatin1String("0"));
    const qsizetype wanted = spec.width - sign.size() - prefix.size() - rest.size();
    if (isZero && !digits.isEmpty()) {
        qsizetype count = digits.size();
        for (; body.size() < wanted; ++count)
            body = spec.grouping.isNull()
                ? digits.rightJustified(wanted, QLatin1Char('0'))
                : groupedDigits(digits.rightJustified(count + 1, QLatin1Char('0')), spec.grouping, group);
        return sign + prefix + body + rest;
    }
    FormatSpec inner = spec;
    inner.width = spec.width - sign.size() - prefix.size();
    return sign + prefix + padded(interpreter, inner, body + rest, QLatin1Char('>'));
}

QString formatInteger(Interpreter& interpreter, const FormatSpec& spec, qint64 number)
{
    const auto digits = [&](int base) { return integerText(number, base).remove(QLatin1Char('-')); };
    const auto make = [&](int base, const char* prefix) {
        return padded(interpreter, spec, number < 0, spec.isAlternate ? QString::fromLatin1(prefix) : QString(),
            digits(base), {});
    };
    switch (spec.type.unicode()) {
    case 0:
    case 'd':
    case 'n':
        return make(10, "");
    case 'b':
        return make(2, "0b");
    case 'o':
        return make(8, "0o");
    case 'x':
        return make(16, "0x");
    case 'X':
        return padded(interpreter, spec, number < 0, spec.isAlternate ? QStringLiteral("0X") : QString(),
            digits(16).toUpper(), {});
    case 'c':
        if (number < 0 || number > 0x10FFFF)
            interpreter.raise(QStringLiteral("OverflowError"), QStringLiteral("%c arg not in range(0x110000)"));
        return padded(interpreter, spec, fromCodePoint(char32_t(number)),
            spec.align.isNull() ? QChar(QLatin1Char('<')) : spec.align);
    default:
        return formatReal(interpreter, spec, double(number));
    }
}

namespace {

QString general(double number, int precision, bool keepZeros, bool withPoint)
{
    precision = std::max(precision, 1);
    const QString rounded = scientific(number, precision - 1);
    const qsizetype e = rounded.indexOf(QLatin1Char('e'));
    const int exponent = rounded.sliced(e + 1).toInt();
    const bool isFixed = exponent >= -4 && exponent < (withPoint ? precision - 1 : precision);
    QString digits = isFixed ? fixed(number, precision - 1 - exponent) : rounded.left(e);
    if (!keepZeros && digits.contains(QLatin1Char('.'))) {
        while (digits.endsWith(QLatin1Char('0')))
            digits.chop(1);
        if (digits.endsWith(QLatin1Char('.')))
            digits.chop(1);
    }
    if (withPoint && isFixed && !digits.contains(QLatin1Char('.')))
        digits += QLatin1String(".0");
    return isFixed ? digits : digits + rounded.sliced(e);
}

// Digits of a number that is not negative.
QString realDigits(Interpreter& interpreter, const FormatSpec& spec, double number)
{
    const int precision = spec.precision.value_or(6);
    switch (spec.type.toLower().unicode()) {
    case 'f':
        return fixed(number, precision);
    case '%':
        return fixed(number * 100, precision);
    case 'e':
        return scientific(number, precision);
    case 'g':
    case 'n':
        return general(number, precision, spec.isAlternate, false);
    case 0:
        return spec.precision ? general(number, *spec.precision, false, true) : reprOf(number);
    default:
        interpreter.raise(QStringLiteral("ValueError"),
            QStringLiteral("Unknown format code '%1' for object of type 'float'").arg(spec.type));
    }
}

} // namespace

QString formatReal(Interpreter& interpreter, const FormatSpec& spec, double number)
{
    if (spec.precision.value_or(0) > 400 || (spec.isAlternate && spec.type != QLatin1Char('g')))
        give(interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "has a format that is not understood")));
    const bool isNegative = std::signbit(number) && !std::isnan(number);
    QString digits
        = std::isfinite(number) ? realDigits(interpreter, spec, std::abs(number)) : notFinite(std::abs(number));
    if (spec.type.isUpper())
        digits = digits.toUpper();
    qsizetype whole = 0;
    while (whole < digits.size() && digits[whole].isDigit())
        ++whole;
    const QString percent = spec.type == QLatin1Char('%') ? QStringLiteral("%") : QString();
    if (whole == 0) // nan, inf
        return padded(interpreter, spec, isNegative, {}, {}, digits + percent);
    return padded(interpreter, spec, isNegative, {}, digits.left(whole), digits.sliced(whole) + percent);
}

} // namespace library

Value plainFormat(Interpreter& interpreter, const Value& given, const QString& text)
{
    using namespace library;
    if (given.isUnknown())
        return given;
    const Value& value = plainOf(given);
    return sure([&]() -> Value {
        if (text.isEmpty() || value.isObject() || value.isNone() || value.kind() == Value::Kind::Bytes) {
            if (const DoubtPtr doubt = mystery(interpreter, value))
                return Value::unknown(doubt);
            if (!text.isEmpty())
                interpreter.raise(QStringLiteral("TypeError"),
                    QStringLiteral("unsupported format string passed to %1.__format__")
                        .arg(interpreter.typeName(value)));
            return interpreter.str(value);
        }
        const FormatSpec spec = FormatSpec::parse(interpreter, text);
        if (!value.isString())
            return Value::string(value.kind() == Value::Kind::Float
                    ? formatReal(interpreter, spec, value.realNumber())
                    : formatInteger(interpreter, spec, value.integer()));
        if ((!spec.type.isNull() && spec.type != QLatin1Char('s')) || spec.align == QLatin1Char('=')
            || spec.sign != QLatin1Char('-') || spec.isAlternate || !spec.grouping.isNull())
            interpreter.raise(QStringLiteral("ValueError"),
                QStringLiteral("Unknown format code '%1' for object of type 'str'").arg(spec.type));
        const QString shown = spec.precision ? value.text().left(toUnits(value.text(), *spec.precision)) : value.text();
        return Value::string(
            padded(interpreter, spec, shown, spec.align.isNull() ? QChar(QLatin1Char('<')) : spec.align));
    });
}

} // namespace espalier::symbolic
