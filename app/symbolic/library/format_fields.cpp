#include "symbolic/library/representation.h"
#include "symbolic/library/support.h"

namespace espalier::symbolic {

namespace library {

namespace {

class FieldFormatter {
public:
    FieldFormatter(Interpreter& interpreter, const Arguments& arguments)
        : m_interpreter(interpreter)
        , m_arguments(arguments)
    { }

    QString run(QStringView pattern, int depth)
    {
        QString made;
        for (qsizetype at = 0; at < pattern.size();) {
            const QChar c = pattern[at++];
            const bool isBrace = c == QLatin1Char('{') || c == QLatin1Char('}');
            if (!isBrace || (at < pattern.size() && pattern[at] == c)) {
                made += c;
                at += isBrace ? 1 : 0;
            } else if (c == QLatin1Char('}')) {
                error("Single '}' encountered in format string");
            } else {
                const qsizetype end = closing(pattern, at);
                made += field(pattern.sliced(at, end - at), depth);
                at = end + 1;
            }
            m_interpreter.checkSize(made.size());
        }
        return made;
    }

private:
    [[noreturn]] void error(const char* message)
    {
        m_interpreter.raise(QStringLiteral("ValueError"), QString::fromLatin1(message));
    }

    qsizetype closing(QStringView pattern, qsizetype from)
    {
        int depth = 1;
        bool isIndex = false;
        for (qsizetype at = from; at < pattern.size(); ++at) {
            if (pattern[at] == QLatin1Char('['))
                isIndex = true;
            else if (pattern[at] == QLatin1Char(']'))
                isIndex = false;
            if (isIndex)
                continue;
            if (pattern[at] == QLatin1Char('{'))
                ++depth;
            else if (pattern[at] == QLatin1Char('}') && --depth == 0)
                return at;
        }
        error(from == pattern.size() ? "Single '{' encountered in format string" : "expected '}' before end of string");
    }

    QString field(QStringView text, int depth)
    {
        if (depth > 1)
            error("Max string recursion exceeded");
        qsizetype end = 0;
        for (bool isIndex = false; end < text.size(); ++end) {
            if (text[end] == QLatin1Char('['))
                isIndex = true;
            else if (text[end] == QLatin1Char(']'))
                isIndex = false;
            else if (!isIndex && (text[end] == QLatin1Char(':') || text[end] == QLatin1Char('!')))
                break;
        }
        Value value = reached(text.left(end));
        QStringView rest = text.sliced(end);
        if (value.isUnknown())
            give(value);
        if (rest.startsWith(QLatin1Char('!'))) {
            if (rest.size() < 2 || (rest.size() > 2 && rest[2] != QLatin1Char(':')))
                error("expected ':' after conversion specifier");
            value = converted(value, rest[1]);
            rest = rest.sliced(2);
        }
        const QString spec = rest.isEmpty() ? QString() : run(rest.sliced(1), depth + 1);
        const Value made = m_interpreter.format(value, spec);
        if (made.isUnknown())
            give(made);
        return made.text();
    }

    Value converted(const Value& value, QChar conversion)
    {
        switch (conversion.unicode()) {
        case 's':
            return Value::string(strOf(m_interpreter, value));
        case 'r':
            return Value::string(reprOfValue(m_interpreter, value));
        case 'a':
            return Value::string(asciiOf(reprOfValue(m_interpreter, value)));
        default:
            error("Unknown conversion specifier");
        }
    }

    // "0.name[key]"
    Value reached(QStringView name)
    {
        qsizetype at = 0;
        while (at < name.size() && name[at] != QLatin1Char('.') && name[at] != QLatin1Char('['))
            ++at;
        Value value = first(name.left(at).toString());
        while (at < name.size() && !value.isUnknown()) {
            m_interpreter.spend();
            const bool isItem = name[at] == QLatin1Char('[');
            qsizetype end = at + 1;
            while (end < name.size()
                && (isItem ? name[end] != QLatin1Char(']')
                           : name[end] != QLatin1Char('.') && name[end] != QLatin1Char('[')))
                ++end;
            const QString key = name.sliced(at + 1, end - at - 1).toString();
            if (key.isEmpty())
                error("Empty attribute in format string");
            bool isNumber = false;
            const qlonglong index = key.toLongLong(&isNumber);
            value = !isItem
                ? m_interpreter.attribute(value, key)
                : m_interpreter.item(value, isNumber && key[0].isDigit() ? Value::number(index) : Value::string(key));
            at = isItem ? end + 1 : end;
        }
        return value;
    }

    Value first(const QString& name)
    {
        bool isNumber = false;
        size_t index = name.toULongLong(&isNumber);
        if (name.isEmpty()) {
            if (m_next == SIZE_MAX)
                error("cannot switch from manual field specification to automatic field numbering");
            index = m_next++;
        } else if (isNumber && name[0].isDigit()) {
            if (m_next != 0 && m_next != SIZE_MAX)
                error("cannot switch from automatic field numbering to manual field specification");
            m_next = SIZE_MAX;
        } else {
            if (const Value* value = m_arguments.keyword(name))
                return *value;
            if (m_arguments.doubt)
                give(m_arguments.doubt);
            m_interpreter.raiseKeyError(Value::string(name));
        }
        if (index < m_arguments.positional.size())
            return m_arguments.positional[index];
        if (m_arguments.doubt)
            give(m_arguments.doubt);
        m_interpreter.raise(QStringLiteral("IndexError"),
            QStringLiteral("Replacement index %1 out of range for positional args tuple").arg(index));
    }

    Interpreter& m_interpreter;
    const Arguments& m_arguments;
    size_t m_next = 0; ///< of automatic numbering; SIZE_MAX where fields are numbered by hand
};

} // namespace

} // namespace library

Value formatFields(Interpreter& interpreter, const QString& pattern, const Arguments& arguments)
{
    const auto formatted = [&](const Arguments& given) {
        return library::sure(
            [&] { return Value::string(library::FieldFormatter(interpreter, given).run(pattern, 0)); });
    };
    return library::textMadeOf(formatted(arguments), [&] {
        Arguments samples = arguments;
        for (Value& value : samples.positional)
            value = library::sampled(value).value_or(value);
        for (auto& keyword : samples.keywords)
            keyword.second = library::sampled(keyword.second).value_or(keyword.second);
        return formatted(samples);
    });
}

} // namespace espalier::symbolic
