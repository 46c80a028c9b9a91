#include "symbolic/library/text.h"

#include <charconv>
#include <QStringList>

namespace espalier::symbolic::library {

bool isWide(const QString& text)
{
    return std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.isHighSurrogate(); });
}

std::u32string codePoints(const QString& text)
{
    std::u32string points;
    points.reserve(size_t(text.size()));
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar unit = text[i];
        if (unit.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            points.push_back(QChar::surrogateToUcs4(unit, text[++i]));
        else
            points.push_back(unit.unicode());
    }
    return points;
}

QString fromCodePoints(std::u32string_view points)
{
    QString text;
    text.reserve(qsizetype(points.size()));
    for (const char32_t point : points) {
        if (QChar::requiresSurrogates(point))
            text.append(QChar(QChar::highSurrogate(point))).append(QChar(QChar::lowSurrogate(point)));
        else
            text.append(QChar(ushort(point)));
    }
    return text;
}

qsizetype lengthOf(const QString& text) { return toPoints(text, text.size()); }

qsizetype toUnits(const QString& text, qsizetype points)
{
    qsizetype units = 0;
    for (; points > 0 && units < text.size(); --points)
        units += text[units].isHighSurrogate() && units + 1 < text.size() && text[units + 1].isLowSurrogate() ? 2 : 1;
    return units + points;
}

qsizetype toPoints(const QString& text, qsizetype units)
{
    qsizetype points = 0;
    for (qsizetype i = 0; i < units; ++i, ++points)
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            ++i;
    return points;
}

int compareText(const QString& a, const QString& b)
{
    if (!isWide(a) && !isWide(b))
        return a.compare(b);
    return codePoints(a).compare(codePoints(b));
}

bool isSpace(char32_t point) { return QChar::isSpace(point) || (point >= 0x1C && point <= 0x1F); }

bool isPrintable(char32_t point)
{
    switch (QChar::category(point)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return false;
    case QChar::Separator_Space:
        return point == ' ';
    default:
        return true;
    }
}

namespace {

QString withoutSpace(const QString& text)
{
    qsizetype from = 0;
    qsizetype to = text.size();
    while (from < to && isSpace(text[from].unicode()))
        ++from;
    while (to > from && isSpace(text[to - 1].unicode()))
        --to;
    return text.sliced(from, to - from);
}

// Underscores stand between digits only.
bool takeUnderscores(QString& digits)
{
    for (qsizetype i = 0; i < digits.size(); ++i) {
        if (digits[i] != QLatin1Char('_'))
            continue;
        if (i == 0 || i + 1 == digits.size() || !digits[i - 1].isLetterOrNumber() || !digits[i + 1].isLetterOrNumber())
            return false;
    }
    digits.remove(QLatin1Char('_'));
    return true;
}

int prefixBase(const QString& digits)
{
    if (digits.size() < 2 || digits[0] != QLatin1Char('0'))
        return 0;
    switch (digits[1].toLower().unicode()) {
    case 'x':
        return 16;
    case 'o':
        return 8;
    case 'b':
        return 2;
    default:
        return 0;
    }
}

} // namespace

std::optional<qint64> parseInteger(const QString& text, int base, bool* tooLarge)
{
    QString digits = withoutSpace(text);
    const bool isNegative = digits.startsWith(QLatin1Char('-'));
    if (isNegative || digits.startsWith(QLatin1Char('+')))
        digits.remove(0, 1);
    if (const int prefix = prefixBase(digits); prefix && (base == 0 || base == prefix)) {
        base = prefix;
        digits.remove(0, digits.size() > 2 && digits[2] == QLatin1Char('_') ? 3 : 2);
    } else if (base == 0) {
        base = 10;
        if (digits.size() > 1 && digits[0] == QLatin1Char('0') && digits.count(QLatin1Char('0')) != digits.size())
            return std::nullopt;
    }
    if (digits.isEmpty() || !takeUnderscores(digits))
        return std::nullopt;
    quint64 value = 0;
    bool isTooLarge = false;
    for (const QChar c : std::as_const(digits)) {
        int digit = c.digitValue();
        if (digit < 0 && c.unicode() < 128 && c.isLetter())
            digit = c.toLower().unicode() - 'a' + 10;
        if (digit < 0 || digit >= base)
            return std::nullopt;
        isTooLarge = isTooLarge || __builtin_mul_overflow(value, quint64(base), &value)
            || __builtin_add_overflow(value, quint64(digit), &value);
    }
    const quint64 most = quint64(std::numeric_limits<qint64>::max()) + (isNegative ? 1 : 0);
    if (tooLarge)
        *tooLarge = isTooLarge || value > most;
    return isNegative ? qint64(0 - value) : qint64(value);
}

std::optional<double> parseFloat(const QString& text)
{
    QString digits = withoutSpace(text).toLower();
    if (!takeUnderscores(digits))
        return std::nullopt;
    const bool isNegative = digits.startsWith(QLatin1Char('-'));
    const QString bare = isNegative || digits.startsWith(QLatin1Char('+')) ? digits.sliced(1) : digits;
    const auto signedAs = [&](double value) { return isNegative ? -value : value; };
    if (bare == QLatin1String("inf") || bare == QLatin1String("infinity"))
        return signedAs(std::numeric_limits<double>::infinity());
    if (bare == QLatin1String("nan"))
        return std::numeric_limits<double>::quiet_NaN();
    const QByteArray ascii = bare.toLatin1();
    double value = 0;
    if (ascii.isEmpty() || !(ascii[0] == '.' || (ascii[0] >= '0' && ascii[0] <= '9')))
        return std::nullopt;
    const auto [end, error] = std::from_chars(ascii.data(), ascii.data() + ascii.size(), value);
    if (end != ascii.data() + ascii.size() || error == std::errc::invalid_argument)
        return std::nullopt;
    if (error == std::errc::result_out_of_range) // too large or too small: what strtod gives
        value = bare.toDouble();
    return signedAs(value);
}

QString integerText(qint64 number, int base, const char* prefix)
{
    const quint64 magnitude = number < 0 ? 0 - quint64(number) : quint64(number);
    return (number < 0 ? QStringLiteral("-") : QString()) + QLatin1String(prefix) + QString::number(magnitude, base);
}

QStringList splitLines(const QString& text, bool keepEnds)
{
    const auto isEnd = [](ushort c) {
        return (c >= 0x0A && c <= 0x0D) || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028 || c == 0x2029;
    };
    QStringList lines;
    qsizetype start = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!isEnd(text[i].unicode()))
            continue;
        const qsizetype end = i;
        if (text[i] == QLatin1Char('\r') && i + 1 < text.size() && text[i + 1] == QLatin1Char('\n'))
            ++i;
        lines.append(text.sliced(start, (keepEnds ? i + 1 : end) - start));
        start = i + 1;
    }
    if (start < text.size())
        lines.append(text.sliced(start));
    return lines;
}

} // namespace espalier::symbolic::library
