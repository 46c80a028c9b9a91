#include "symbolic/interpreter.h"

// Texts of which a part is known: their sample has that part, and stands for the rest.

namespace espalier::symbolic {

namespace {

/// What such a text surely begins with.
QString knownStart(const Value& text)
{
    const QString& sample = text.sample();
    const qsizetype word = sample.indexOf(sampleWord());
    const bool isAnything = word > 0 && sample[word - 1] == QLatin1Char('q');
    return word < 0 ? sample : sample.left(isAnything ? word - 1 : word);
}

std::optional<bool> startsWith(const Value& text, const Value& affix)
{
    if (!affix.isString())
        return std::nullopt;
    const QString start = knownStart(text);
    const qsizetype both = qMin(start.size(), affix.text().size());
    if (start.left(both) != affix.text().left(both))
        return false;
    return affix.text().size() <= start.size() ? std::optional(true) : std::nullopt;
}

/// text.startswith(affix), or any of a tuple of them.
Value startsWithAny(const Value& text, const Value& given)
{
    std::vector<Value> affixes = { given };
    if (const auto several = given.as<Tuple>(); several && !several->doubt)
        affixes = several->items;
    bool isOpen = false;
    for (const Value& affix : affixes) {
        const std::optional<bool> found = startsWith(text, affix);
        if (found == true)
            return Value::boolean(true);
        isOpen = isOpen || !found;
    }
    return isOpen ? Value::data(text.doubt()) : Value::boolean(false);
}

} // namespace

std::optional<Value> methodOfPartlyKnown(const Value& text, const QString& name)
{
    if (name != QLatin1String("startswith") || knownStart(text).isEmpty())
        return std::nullopt;
    return builtin(name, [text](Interpreter&, const Arguments& arguments) {
        if (arguments.positional.size() != 1 || arguments.doubt)
            return Value::data(text.doubt());
        return startsWithAny(text, arguments.positional[0]);
    });
}

std::optional<Value> isInPartlyKnown(const Value& text, const Value& part)
{
    if (text.isData() && part.isString() && knownStart(text).contains(part.text()))
        return Value::boolean(true);
    return std::nullopt;
}

} // namespace espalier::symbolic
