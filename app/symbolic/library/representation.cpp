#include "symbolic/library/representation.h"

#include "symbolic/library.h"
#include "symbolic/library/text.h"

#include <charconv>
#include <cmath>

namespace espalier::symbolic {

namespace library {

namespace {

QString escaped(char32_t point)
{
    switch (point) {
    case '\n':
        return QStringLiteral("\\n");
    case '\r':
        return QStringLiteral("\\r");
    case '\t':
        return QStringLiteral("\\t");
    case '\\':
        return QStringLiteral("\\\\");
    default:
        break;
    }
    const QString digits = QString::number(point, 16);
    if (point <= 0xFF)
        return QStringLiteral("\\x") + digits.rightJustified(2, QLatin1Char('0'));
    if (point <= 0xFFFF)
        return QStringLiteral("\\u") + digits.rightJustified(4, QLatin1Char('0'));
    return QStringLiteral("\\U") + digits.rightJustified(8, QLatin1Char('0'));
}

QString quoted(const QString& text, const std::function<bool(char32_t)>& isPlain)
{
    const bool isDouble = text.contains(QLatin1Char('\'')) && !text.contains(QLatin1Char('"'));
    const QChar quote = isDouble ? QLatin1Char('"') : QLatin1Char('\'');
    QString made(quote);
    for (const char32_t point : codePoints(text)) {
        if (point == quote.unicode())
            made += QLatin1Char('\\') + quote;
        else if (point != '\\' && isPlain(point))
            made += fromCodePoint(point);
        else
            made += escaped(point);
    }
    return made + quote;
}

} // namespace

QString reprOfBytes(const QString& bytes)
{
    return QLatin1Char('b') + quoted(bytes, [](char32_t point) { return point >= 0x20 && point < 0x7F; });
}

QString asciiOf(const QString& repr)
{
    QString made;
    for (const char32_t point : codePoints(repr))
        made += point < 0x80 ? QString(QChar(ushort(point))) : escaped(point);
    return made;
}

QString fixed(double number, int precision)
{
    std::array<char, 800> buffer{};
    const auto made = std::to_chars(
        buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed, std::min(precision, 400));
    return QString::fromLatin1(buffer.data(), made.ptr - buffer.data());
}

QString scientific(double number, int precision)
{
    std::array<char, 800> buffer{};
    const auto made = std::to_chars(
        buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::scientific, std::min(precision, 400));
    return QString::fromLatin1(buffer.data(), made.ptr - buffer.data());
}

Digits shortestDigits(double number)
{
    std::array<char, 64> buffer{};
    const auto made
        = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(number), std::chars_format::scientific);
    const QString text = QString::fromLatin1(buffer.data(), made.ptr - buffer.data());
    const qsizetype e = text.indexOf(QLatin1Char('e'));
    return { text.left(e).remove(QLatin1Char('.')), text.sliced(e + 1).toInt() };
}

QString notFinite(double number)
{
    return std::isnan(number) ? QStringLiteral("nan") : number < 0 ? QStringLiteral("-inf") : QStringLiteral("inf");
}

} // namespace library

QString reprOf(const QString& text) { return library::quoted(text, library::isPrintable); }

QString reprOf(double number)
{
    if (!std::isfinite(number))
        return library::notFinite(number);
    auto [digits, exponent] = library::shortestDigits(number);
    const QString sign = std::signbit(number) ? QStringLiteral("-") : QString();
    if (exponent < -4 || exponent >= 16) {
        if (digits.size() > 1)
            digits.insert(1, QLatin1Char('.'));
        return sign + digits + QLatin1String(exponent < 0 ? "e-" : "e+")
            + QString::number(std::abs(exponent)).rightJustified(2, QLatin1Char('0'));
    }
    if (exponent < 0)
        return sign + QStringLiteral("0.") + QString(-exponent - 1, QLatin1Char('0')) + digits;
    if (digits.size() <= exponent + 1)
        return sign + digits.leftJustified(exponent + 1, QLatin1Char('0')) + QStringLiteral(".0");
    return sign + digits.insert(exponent + 1, QLatin1Char('.'));
}

} // namespace espalier::symbolic
