#include "symbolic/library/string_methods.h"
#include "symbolic/library/text.h"

namespace espalier::symbolic::library {

namespace {

bool isCased(char32_t point) { return QChar::isUpper(point) || QChar::isLower(point) || QChar::isTitleCase(point); }

QString lower(const QString& text) { return text.toLower(); }

QString titled(char32_t point)
{
    const char32_t title = QChar::toTitleCase(point);
    // "ß" becomes "Ss": a letter that has no single title case but a longer upper case.
    if (title != point || !QChar::isLower(point))
        return fromCodePoint(title);
    const QString upper = fromCodePoint(point).toUpper();
    return upper.left(1) + upper.sliced(1).toLower();
}

Value capitalized(const Call& call)
{
    const std::u32string points = codePoints(call.text(0));
    if (points.empty())
        return Value::string(QString());
    return Value::string(titled(points[0]) + lower(fromCodePoints(std::u32string_view(points).substr(1))));
}

Value titleCase(const Call& call)
{
    QString made;
    bool isInWord = false;
    for (const char32_t point : codePoints(call.text(0))) {
        made += isInWord ? lower(fromCodePoint(point)) : titled(point);
        isInWord = isCased(point);
    }
    return Value::string(made);
}

Value swapped(const Call& call)
{
    QString made;
    for (const char32_t point : codePoints(call.text(0))) {
        const QString one = fromCodePoint(point);
        made += QChar::isUpper(point) ? lower(one) : QChar::isLower(point) ? one.toUpper() : one;
    }
    return Value::string(made);
}

// Final and other sigma are one letter in two shapes, which Qt does not tell apart.
Value lowered(const Call& call)
{
    const QString self = call.text(0);
    if (self.contains(QChar(0x03A3)))
        give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "changes the case of unusual letters")));
    return Value::string(lower(self));
}

// Qt folds a letter to a letter; of those that Python folds to several, sharp s is the one that is met.
Value folded(const Call& call)
{
    QString made;
    for (const char32_t point : codePoints(call.text(0))) {
        const QString one = fromCodePoint(point);
        if (point == 0xDF || point == 0x1E9E)
            made += QLatin1String("ss");
        else if (lengthOf(one.toUpper()) > 1)
            give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "changes the case of unusual letters")));
        else
            made += one.toCaseFolded();
    }
    return Value::string(made);
}

Body allAre(bool (*predicate)(char32_t), bool whenEmpty = false)
{
    return [predicate, whenEmpty](const Call& call) {
        const std::u32string points = codePoints(call.text(0));
        return Value::boolean(points.empty() ? whenEmpty : std::all_of(points.cbegin(), points.cend(), predicate));
    };
}

bool isDigit(char32_t point) { return QChar::digitValue(point) >= 0; }

bool isDecimal(char32_t point) { return QChar::category(point) == QChar::Number_DecimalDigit; }

Body hasOnly(bool isUpper)
{
    return [isUpper](const Call& call) {
        const std::u32string points = codePoints(call.text(0));
        bool isAny = false;
        for (const char32_t point : points) {
            if (QChar::isTitleCase(point) || (isUpper ? QChar::isLower(point) : QChar::isUpper(point)))
                return Value::boolean(false);
            isAny = isAny || isCased(point);
        }
        return Value::boolean(isAny);
    };
}

Value isTitle(const Call& call)
{
    bool isInWord = false;
    bool isAny = false;
    for (const char32_t point : codePoints(call.text(0))) {
        if (isInWord ? QChar::isUpper(point) || QChar::isTitleCase(point) : QChar::isLower(point))
            return Value::boolean(false);
        isInWord = isCased(point);
        isAny = isAny || isInWord;
    }
    return Value::boolean(isAny);
}

Value isIdentifier(const Call& call)
{
    const std::u32string points = codePoints(call.text(0));
    for (size_t i = 0; i < points.size(); ++i) {
        const bool isStart = points[i] == '_' || QChar::isLetter(points[i]);
        const bool isWithin = isStart || QChar::isDigit(points[i]) || QChar::isMark(points[i]);
        if (i == 0 ? !isStart : !isWithin)
            return Value::boolean(false);
    }
    return Value::boolean(!points.empty());
}

} // namespace

Methods caseMethods()
{
    return Methods({
        { "lower(self)", lowered },
        { "upper(self)", [](const Call& call) { return Value::string(call.text(0).toUpper()); } },
        { "casefold(self)", folded },
        { "capitalize(self)", capitalized },
        { "title(self)", titleCase },
        { "swapcase(self)", swapped },
        { "isalpha(self)", allAre([](char32_t point) { return QChar::isLetter(point); }) },
        { "isalnum(self)", allAre([](char32_t point) { return QChar::isLetterOrNumber(point); }) },
        { "isdigit(self)", allAre(isDigit) },
        { "isdecimal(self)", allAre(isDecimal) },
        { "isnumeric(self)", allAre([](char32_t point) { return QChar::isNumber(point); }) },
        { "isspace(self)", allAre(isSpace) },
        { "isascii(self)", allAre([](char32_t point) { return point < 0x80; }, true) },
        { "isprintable(self)", allAre(isPrintable, true) },
        { "isupper(self)", hasOnly(true) },
        { "islower(self)", hasOnly(false) },
        { "istitle(self)", isTitle },
        { "isidentifier(self)", isIdentifier },
    });
}

} // namespace espalier::symbolic::library
