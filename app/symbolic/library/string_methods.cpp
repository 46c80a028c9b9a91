#include "symbolic/library/string_methods.h"
#include "symbolic/library/methods.h"
#include "symbolic/library/text.h"

namespace espalier::symbolic::library {

namespace {

Value text(const QString& text) { return Value::string(text); }

// The characters that strip() takes away.
std::function<bool(char32_t)> stripped(const Call& call)
{
    if (call[1].isNone())
        return isSpace;
    return [characters = codePoints(call.text(1))](char32_t c) { return characters.find(c) != std::u32string::npos; };
}

Value strip(const Call& call, bool isLeft, bool isRight)
{
    const std::u32string points = codePoints(call.text(0));
    const std::function<bool(char32_t)> isTaken = stripped(call);
    size_t from = 0;
    size_t to = points.size();
    while (isLeft && from < to && isTaken(points[from]))
        ++from;
    while (isRight && to > from && isTaken(points[to - 1]))
        --to;
    return text(fromCodePoints(std::u32string_view(points).substr(from, to - from)));
}

Value justified(const Call& call, int before) // shares of the fill that go before: 0, 1 (half), 2
{
    const QString self = call.text(0);
    const qint64 width = call.integer(1);
    const QString fill = call.text(2, QStringLiteral(" "));
    if (lengthOf(fill) != 1)
        call.typeError(QStringLiteral("The fill character must be exactly one character long"));
    if (width <= lengthOf(self))
        return text(self);
    const qint64 missing = width - lengthOf(self);
    call.interpreter.checkSize(width);
    const qint64 left = before == 0 ? 0 : before == 2 ? missing : missing / 2 + (missing & width & 1);
    return text(fill.repeated(left) + self + fill.repeated(missing - left));
}

Value zeroFilled(const Call& call)
{
    const QString self = call.text(0);
    if (call.integer(1) <= lengthOf(self))
        return text(self);
    const qint64 missing = call.integer(1) - lengthOf(self);
    call.interpreter.checkSize(call.integer(1));
    const bool isSigned = self.startsWith(QLatin1Char('-')) || self.startsWith(QLatin1Char('+'));
    QString made = self;
    return text(made.insert(isSigned ? 1 : 0, QString(missing, QLatin1Char('0'))));
}

Value replacedText(const Call& call)
{
    const QString self = call.text(0);
    const QString old = call.text(1);
    const QString with = call.text(2);
    qint64 limit = call.integer(3, -1);
    if (limit < 0)
        limit = std::numeric_limits<qint64>::max();
    QString made;
    qsizetype from = 0;
    for (; limit > 0; --limit) {
        if (old.isEmpty()) { // between all characters
            made += with;
            if (from >= self.size())
                break;
            const qsizetype size = toUnits(self.sliced(from, std::min<qsizetype>(2, self.size() - from)), 1);
            made += self.sliced(from, size);
            from += size;
        } else {
            const qsizetype at = self.indexOf(old, from);
            if (at < 0)
                break;
            made += self.sliced(from, at - from) + with;
            from = at + old.size();
        }
        call.interpreter.checkSize(made.size());
    }
    return text(made + self.sliced(std::min(from, self.size())));
}

Value joinedText(const Call& call)
{
    const QString separator = call.text(0);
    QString made;
    bool isFirst = true;
    qsizetype index = 0;
    for (const Value& item : call.elements(1)) {
        if (!isFirst)
            made += separator;
        isFirst = false;
        const Value& plain = plainOf(item);
        if (plain.isString()) {
            made += plain.text();
        } else {
            if (const DoubtPtr doubt = mystery(call.interpreter, item))
                give(doubt);
            call.typeError(QStringLiteral("sequence item %1: expected str instance, %2 found")
                               .arg(index)
                               .arg(call.interpreter.typeName(item)));
        }
        ++index;
        call.interpreter.checkSize(made.size());
    }
    return text(made);
}

Value formattedText(const Call& call)
{
    Arguments fields = call.arguments;
    fields.positional.erase(fields.positional.begin());
    return formatFields(call.interpreter, call.text(0), fields);
}

// Looks names up in a mapping as they are asked for.
Value formattedFromMapping(const Call& call)
{
    const auto dict = call[1].as<Dict>();
    if (!dict || dict->doubt)
        give(
            dict ? dict->doubt.why() : call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "formats from a mapping")));
    Arguments fields;
    for (const auto& [key, value] : dict->entries())
        if (key.isString())
            fields.keywords.emplace_back(key.text(), value);
    return formatFields(call.interpreter, call.text(0), fields);
}

Value tabsExpanded(const Call& call)
{
    const qint64 size = std::min<qint64>(call.integer(1, 8), 1'000'000'000);
    QString made;
    qint64 column = 0;
    for (const char32_t point : codePoints(call.text(0))) {
        if (point == '\t') {
            const qint64 spaces = size > 0 ? size - column % size : 0;
            call.interpreter.checkSize(made.size() + spaces);
            made += QString(spaces, QLatin1Char(' '));
            column += spaces;
        } else {
            made += fromCodePoint(point);
            column = point == '\n' || point == '\r' ? 0 : column + 1;
        }
    }
    return text(made);
}

char32_t pointOf(const Call& call, const Value& value)
{
    const qint64 point = integerOf(call.interpreter, value);
    if (point < 0 || point > 0x10FFFF)
        call.valueError(QStringLiteral("character mapping must be in range(0x110000)"));
    return char32_t(point);
}

Value translated(const Call& call)
{
    QString made;
    for (const char32_t point : codePoints(call.text(0))) {
        const auto dict = call[1].as<Dict>();
        if (!dict || dict->doubt)
            give(dict ? dict->doubt.why()
                      : call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "translates by a mapping")));
        const Value* to = dict->find(Value::number(point));
        if (!to)
            made += fromCodePoint(point);
        else if (to->isUnknown())
            give(*to);
        else if (!to->isNone())
            made += to->isString() ? to->text() : fromCodePoint(pointOf(call, *to));
        call.interpreter.checkSize(made.size());
    }
    return text(made);
}

Value translationTable(const Call& call)
{
    std::vector<std::pair<Value, Value>> entries;
    if (!call.has(1)) {
        const auto dict = call[0].as<Dict>();
        if (!dict)
            call.typeError(QStringLiteral("if you give only one argument to maketrans it must be a dict"));
        for (const auto& [key, value] : dict->entries())
            entries.emplace_back(key.isString() ? Value::number(codePoints(key.text()).at(0)) : key, value);
        return makeDict(entries);
    }
    const std::u32string from = codePoints(call.text(0));
    const std::u32string to = codePoints(call.text(1));
    if (from.size() != to.size())
        call.valueError(QStringLiteral("the first two maketrans arguments must have equal length"));
    for (size_t i = 0; i < from.size(); ++i)
        entries.emplace_back(Value::number(from[i]), Value::number(to[i]));
    for (const char32_t point : codePoints(call.text(2, QString())))
        entries.emplace_back(Value::number(point), Value());
    return makeDict(entries);
}

Value encoded(const Call& call)
{
    const QString self = call.text(0);
    const QString name = call.text(1, QStringLiteral("utf-8")).toLower().replace(QLatin1Char('_'), QLatin1Char('-'));
    if (name == QLatin1String("utf-8") || name == QLatin1String("utf8"))
        return Value::bytes(QString::fromLatin1(self.toUtf8()));
    const bool isAscii = name == QLatin1String("ascii") || name == QLatin1String("us-ascii");
    const bool isLatin
        = name == QLatin1String("latin-1") || name == QLatin1String("latin1") || name == QLatin1String("iso-8859-1");
    const bool isHeld
        = std::all_of(self.cbegin(), self.cend(), [&](QChar c) { return c.unicode() < (isAscii ? 0x80 : 0x100); });
    if (!(isAscii || isLatin) || !isHeld)
        give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "encodes to %1"), { name }));
    return Value::bytes(self);
}

Value fixAffix(const Call& call, bool isPrefix)
{
    const QString self = call.text(0);
    const QString affix = call.text(1);
    if (affix.isEmpty() || !(isPrefix ? self.startsWith(affix) : self.endsWith(affix)))
        return text(self);
    return text(isPrefix ? self.sliced(affix.size()) : self.chopped(affix.size()));
}

} // namespace

const Methods& stringMethods()
{
    static const Methods methods = [] {
        Methods all({
            { "strip(self, chars?)", [](const Call& call) { return strip(call, true, true); } },
            { "lstrip(self, chars?)", [](const Call& call) { return strip(call, true, false); } },
            { "rstrip(self, chars?)", [](const Call& call) { return strip(call, false, true); } },
            { "ljust(self, width, fillchar?)", [](const Call& call) { return justified(call, 0); } },
            { "center(self, width, fillchar?)", [](const Call& call) { return justified(call, 1); } },
            { "rjust(self, width, fillchar?)", [](const Call& call) { return justified(call, 2); } },
            { "zfill(self, width)", zeroFilled },
            { "replace(self, old, new, count?)", replacedText },
            { "join(self, iterable)", joinedText },
            { "format(self, *args, **kwargs)", formattedText, Unknowns::Keep },
            { "format_map(self, mapping)", formattedFromMapping },
            { "expandtabs(self, tabsize?)", tabsExpanded },
            { "translate(self, table)", translated },
            { "maketrans(x, y?, z?)", translationTable },
            { "encode(self, encoding?, errors?)", encoded },
            { "removeprefix(self, prefix)", [](const Call& call) { return fixAffix(call, true); } },
            { "removesuffix(self, suffix)", [](const Call& call) { return fixAffix(call, false); } },
        });
        all.add(searchMethods());
        all.add(splitMethods());
        all.add(caseMethods());
        return all;
    }();
    return methods;
}

} // namespace espalier::symbolic::library
