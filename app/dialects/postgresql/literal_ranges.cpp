#include "dialects/postgresql/literal_ranges.h"

#include "dialects/postgresql/literal_value.h"
#include "dialects/sql/canonical_sql.h"

#include <algorithm>
#include <limits>
#include <QDate>
#include <QStringList>
#include <vector>

namespace espalier::dialects::postgresql {

namespace {

constexpr int deepestArray = 6; // as the server has it
constexpr qint64 greatestWhole = std::numeric_limits<qint64>::max();

struct Bound {
    std::optional<QString> value = {}; ///< none: endless
    bool isIncluded = false;
};

struct Range {
    bool isEmpty = false;
    Bound lower;
    Bound upper;

    QString text() const
    {
        if (isEmpty)
            return QStringLiteral("empty");
        return QLatin1Char(lower.isIncluded ? '[' : '(') + lower.value.value_or(QString()) + QLatin1Char(',')
            + upper.value.value_or(QString()) + QLatin1Char(upper.isIncluded ? ']' : ')');
    }
};

QChar charAt(const QString& text, qsizetype at) { return at < text.size() ? text[at] : QChar(); }

void skipBlanks(const QString& text, qsizetype& at)
{
    while (at < text.size() && text[at].isSpace())
        ++at;
}

/// A part up to one of the characters that end it, without its quotes and backslashes; whether there were quotes.
/// nullopt where it does not end.
std::optional<std::pair<QString, bool>> takePart(const QString& text, qsizetype& at, QLatin1String ends)
{
    QString part;
    bool isQuoted = false;
    bool hadQuotes = false;
    for (; at < text.size(); ++at) {
        const QChar c = text[at];
        if (!isQuoted && ends.contains(c))
            return std::pair(hadQuotes ? part : part.trimmed(), hadQuotes);
        if (c == QLatin1Char('\\') && at + 1 < text.size()) {
            part += text[++at];
        } else if (c == QLatin1Char('"')) {
            isQuoted = !isQuoted;
            hadQuotes = true;
        } else if (isQuoted || !hadQuotes || !c.isSpace()) {
            part += c;
        }
    }
    return std::nullopt;
}

bool isOfDays(const QString& element) { return element == QLatin1String("date"); }
bool isOfWhole(const QString& element)
{
    return element == QLatin1String("integer") || element == QLatin1String("bigint");
}

/// Its place among the values of its type; nullopt for infinity.
std::optional<qint64> ordinal(const QString& value, const QString& element)
{
    bool isNumber = false;
    if (isOfWhole(element)) {
        const qint64 number = value.toLongLong(&isNumber);
        return isNumber ? std::optional(number) : std::nullopt;
    }
    const QDate day = QDate::fromString(value, Qt::ISODate);
    return day.isValid() ? std::optional(day.toJulianDay()) : std::nullopt;
}

QString fromOrdinal(qint64 place, const QString& element)
{
    return isOfDays(element) ? QDate::fromJulianDay(place).toString(Qt::ISODate) : QString::number(place);
}

/// Where there is a next value: whether it could be told.
bool settleDiscrete(Range& range, const QString& element)
{
    std::optional<qint64> first;
    std::optional<qint64> end;
    for (const auto& [bound, place, isMoved] : { std::tuple(&range.lower, &first, !range.lower.isIncluded),
             std::tuple(&range.upper, &end, range.upper.isIncluded) }) {
        if (!bound->value)
            continue;
        *place = ordinal(*bound->value, element);
        if (!*place) // infinity stays as it is
            continue;
        if (isMoved && **place == greatestWhole)
            return false;
        **place += isMoved ? 1 : 0;
        *bound = { fromOrdinal(**place, element), bound == &range.lower };
    }
    range.isEmpty = first && end && *first >= *end;
    return true;
}

std::optional<Range> takeRange(const QString& text, qsizetype& at, const QString& element)
{
    skipBlanks(text, at);
    Range range;
    if (QStringView(text).mid(at).startsWith(QLatin1String("empty"), Qt::CaseInsensitive)) {
        at += 5;
        range.isEmpty = true;
        return range;
    }
    const QChar open = charAt(text, at);
    if (open != QLatin1Char('[') && open != QLatin1Char('('))
        return std::nullopt;
    ++at;
    for (Bound* bound : { &range.lower, &range.upper }) {
        const bool isLower = bound == &range.lower;
        const auto part = takePart(text, at, isLower ? QLatin1String(",") : QLatin1String(")]"));
        if (!part)
            return std::nullopt;
        if (!part->first.isEmpty() || part->second) {
            const LiteralValue value = literalValue(part->first, element);
            if (!value.isSettled)
                return std::nullopt;
            bound->value = value.text;
        }
        bound->isIncluded = bound->value && (isLower ? open == QLatin1Char('[') : text[at] == QLatin1Char(']'));
        ++at;
    }
    if (isOfWhole(element) || isOfDays(element))
        return settleDiscrete(range, element) ? std::optional(range) : std::nullopt;
    range.isEmpty = range.lower.value && range.lower.value == range.upper.value
        && !(range.lower.isIncluded && range.upper.isIncluded);
    return range;
}

/// Without those that are empty, and those that touch as one.
std::optional<std::vector<Range>> merged(std::vector<Range> ranges, const QString& element)
{
    ranges.erase(
        std::remove_if(ranges.begin(), ranges.end(), [](const Range& one) { return one.isEmpty; }), ranges.end());
    if (ranges.size() < 2)
        return ranges;
    if (!isOfWhole(element) && !isOfDays(element))
        return std::nullopt;
    const auto first = [&](const Range& one) {
        return one.lower.value ? ordinal(*one.lower.value, element) : std::numeric_limits<qint64>::min();
    };
    const auto end
        = [&](const Range& one) { return one.upper.value ? ordinal(*one.upper.value, element) : greatestWhole; };
    for (const Range& one : ranges)
        if (!first(one) || !end(one))
            return std::nullopt;
    std::sort(ranges.begin(), ranges.end(), [&](const Range& a, const Range& b) { return *first(a) < *first(b); });
    std::vector<Range> all;
    for (const Range& one : ranges) {
        if (all.empty() || *end(all.back()) < *first(one))
            all.push_back(one);
        else if (*end(all.back()) < *end(one))
            all.back().upper = one.upper;
    }
    return all;
}

/// As the server does: quotes around what would else be read as something else.
QString arrayElement(const QString& value)
{
    static const QLatin1String special("{}\",\\");
    const bool needsQuotes = value.isEmpty() || value.compare(QLatin1String("NULL"), Qt::CaseInsensitive) == 0
        || std::any_of(value.begin(), value.end(), [](QChar c) { return c.isSpace() || special.contains(c); });
    if (!needsQuotes)
        return value;
    QString text = value;
    text.replace(QLatin1Char('\\'), QLatin1String("\\\\")).replace(QLatin1Char('"'), QLatin1String("\\\""));
    return QLatin1Char('"') + text + QLatin1Char('"');
}

std::optional<QString> takeArray(const QString& text, qsizetype& at, const QString& element, int depth)
{
    skipBlanks(text, at);
    if (charAt(text, at) != QLatin1Char('{') || depth > deepestArray)
        return std::nullopt;
    ++at;
    QStringList items;
    for (;;) {
        skipBlanks(text, at);
        if (charAt(text, at) == QLatin1Char('{')) {
            const auto inner = takeArray(text, at, element, depth + 1);
            if (!inner)
                return std::nullopt;
            items.append(*inner);
            skipBlanks(text, at);
        } else {
            const auto part = takePart(text, at, QLatin1String(",}"));
            if (!part)
                return std::nullopt;
            const auto& [value, hadQuotes] = *part;
            const bool isNothing = value.isEmpty() && !hadQuotes;
            if (isNothing && !items.isEmpty())
                return std::nullopt;
            if (!hadQuotes && value.compare(QLatin1String("NULL"), Qt::CaseInsensitive) == 0) {
                items.append(QStringLiteral("NULL"));
            } else if (!isNothing) {
                const LiteralValue settled = literalValue(value, element);
                if (!settled.isSettled)
                    return std::nullopt;
                items.append(arrayElement(settled.text));
            }
        }
        const QChar after = charAt(text, at++);
        if (after == QLatin1Char('}'))
            return QLatin1Char('{') + items.join(QLatin1Char(',')) + QLatin1Char('}');
        if (after != QLatin1Char(','))
            return std::nullopt;
    }
}

} // namespace

std::optional<QString> rangeValue(const QString& text, const QString& element)
{
    qsizetype at = 0;
    const auto range = takeRange(text, at, element);
    skipBlanks(text, at);
    return range && at == text.size() ? std::optional(range->text()) : std::nullopt;
}

std::optional<QString> multirangeValue(const QString& text, const QString& element)
{
    const QString trimmed = text.trimmed();
    if (!trimmed.startsWith(QLatin1Char('{')) || !trimmed.endsWith(QLatin1Char('}')))
        return std::nullopt;
    qsizetype at = 1;
    const qsizetype end = trimmed.size() - 1;
    std::vector<Range> ranges;
    for (skipBlanks(trimmed, at); at < end; skipBlanks(trimmed, at)) {
        const auto range = takeRange(trimmed, at, element);
        skipBlanks(trimmed, at);
        if (!range || (at < end && trimmed[at++] != QLatin1Char(',')))
            return std::nullopt;
        ranges.push_back(*range);
    }
    const auto all = merged(std::move(ranges), element);
    if (!all)
        return std::nullopt;
    QStringList texts;
    for (const Range& range : *all)
        texts.append(range.text());
    return QLatin1Char('{') + texts.join(QLatin1Char(',')) + QLatin1Char('}');
}

std::optional<QString> arrayValue(const QString& text, const QString& element)
{
    // "[1:2]=" says where it begins, which is 1 by itself
    const qsizetype equals = text.trimmed().startsWith(QLatin1Char('[')) ? text.indexOf(QLatin1Char('=')) : -1;
    qsizetype at = equals + 1;
    const auto value = takeArray(text, at, element, 1);
    skipBlanks(text, at);
    if (!value || at != text.size())
        return std::nullopt;
    const QString bounds = text.left(std::max<qsizetype>(0, equals)).remove(QLatin1Char(' '));
    const QStringList parts = bounds.split(QLatin1Char('['), Qt::SkipEmptyParts);
    const bool isUsual = std::all_of(
        parts.begin(), parts.end(), [](const QString& one) { return one.startsWith(QLatin1String("1:")); });
    return isUsual ? value : bounds + QLatin1Char('=') + *value;
}

} // namespace espalier::dialects::postgresql
