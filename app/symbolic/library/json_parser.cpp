#include "symbolic/library/json_parser.h"

#include "symbolic/library/text.h"

#include <limits>

namespace espalier::symbolic::library {

namespace {

// Python's own parser: keeps integers, the order of keys and the last of equal ones, knows NaN and Infinity.
class Parser {
public:
    Parser(Interpreter& interpreter, const QString& text)
        : m_interpreter(interpreter)
        , m_text(text)
    { }

    Value run()
    {
        Value value = parse();
        space();
        if (m_at < m_text.size())
            fail("Extra data");
        return value;
    }

private:
    [[noreturn]] void fail(const char* message)
    {
        const qsizetype line = QStringView(m_text).left(m_at).count(QLatin1Char('\n')) + 1;
        const qsizetype start = m_at == 0 ? -1 : m_text.lastIndexOf(QLatin1Char('\n'), m_at - 1);
        m_interpreter.makeExceptionClass(QStringLiteral("json.decoder.JSONDecodeError"), QStringLiteral("ValueError"));
        m_interpreter.raise(QStringLiteral("json.decoder.JSONDecodeError"),
            QStringLiteral("%1: line %2 column %3 (char %4)")
                .arg(QLatin1String(message))
                .arg(line)
                .arg(m_at - start)
                .arg(m_at));
    }

    void space()
    {
        while (m_at < m_text.size() && QStringLiteral(" \t\n\r").contains(m_text[m_at]))
            ++m_at;
    }

    bool take(char c)
    {
        if (m_at >= m_text.size() || m_text[m_at] != QLatin1Char(c))
            return false;
        ++m_at;
        return true;
    }

    Value parse()
    {
        const Nesting nesting(m_interpreter);
        m_interpreter.spend();
        space();
        if (take('{'))
            return object();
        if (take('['))
            return array();
        if (take('"'))
            return Value::string(string());
        return word();
    }

    Value object()
    {
        const auto dict = std::make_shared<Dict>();
        space();
        if (take('}'))
            return Value::of(dict);
        do {
            space();
            if (!take('"'))
                fail("Expecting property name enclosed in double quotes");
            const QString key = string();
            space();
            if (!take(':'))
                fail("Expecting ':' delimiter");
            dict->insert(Value::string(key), parse());
            space();
        } while (take(','));
        if (!take('}'))
            fail("Expecting ',' delimiter");
        return Value::of(dict);
    }

    Value array()
    {
        std::vector<Value> items;
        space();
        if (take(']'))
            return makeList(std::move(items));
        do {
            items.push_back(parse());
            space();
        } while (take(','));
        if (!take(']'))
            fail("Expecting ',' delimiter");
        return makeList(std::move(items));
    }

    QString string()
    {
        QString made;
        const qsizetype start = m_at;
        while (m_at < m_text.size()) {
            const QChar c = m_text[m_at++];
            if (c == QLatin1Char('"'))
                return made;
            if (c == QLatin1Char('\\')) {
                made += escape();
            } else if (c.unicode() < 0x20) {
                --m_at;
                fail("Invalid control character at");
            } else {
                made += c;
            }
        }
        m_at = start - 1;
        fail("Unterminated string starting at");
    }

    QChar escape()
    {
        static const QHash<QChar, QChar> escapes{ { QLatin1Char('"'), QLatin1Char('"') },
            { QLatin1Char('\\'), QLatin1Char('\\') }, { QLatin1Char('/'), QLatin1Char('/') },
            { QLatin1Char('b'), QLatin1Char('\b') }, { QLatin1Char('f'), QLatin1Char('\f') },
            { QLatin1Char('n'), QLatin1Char('\n') }, { QLatin1Char('r'), QLatin1Char('\r') },
            { QLatin1Char('t'), QLatin1Char('\t') } };
        const QChar c = m_at < m_text.size() ? m_text[m_at++] : QChar();
        if (c != QLatin1Char('u')) {
            const auto found = escapes.constFind(c);
            if (found == escapes.cend()) {
                m_at -= 2;
                fail("Invalid \\escape");
            }
            return *found;
        }
        bool isNumber = false;
        const uint code = m_text.mid(m_at, 4).toUInt(&isNumber, 16);
        if (!isNumber || m_at + 4 > m_text.size()) {
            --m_at;
            fail("Invalid \\uXXXX escape");
        }
        m_at += 4;
        return QChar(ushort(code));
    }

    Value word()
    {
        static const std::pair<QLatin1String, Value> words[] = { { QLatin1String("null"), Value() },
            { QLatin1String("true"), Value::boolean(true) }, { QLatin1String("false"), Value::boolean(false) },
            { QLatin1String("NaN"), Value::real(std::numeric_limits<double>::quiet_NaN()) },
            { QLatin1String("Infinity"), Value::real(std::numeric_limits<double>::infinity()) },
            { QLatin1String("-Infinity"), Value::real(-std::numeric_limits<double>::infinity()) } };
        const QStringView rest = QStringView(m_text).sliced(m_at);
        for (const auto& [name, value] : words)
            if (rest.startsWith(name)) {
                m_at += name.size();
                return value;
            }
        return number();
    }

    Value number()
    {
        const auto isDigit = [&](qsizetype at) {
            return at < m_text.size() && m_text[at] >= QLatin1Char('0') && m_text[at] <= QLatin1Char('9');
        };
        qsizetype end = m_at;
        if (end < m_text.size() && m_text[end] == QLatin1Char('-'))
            ++end;
        if (!isDigit(end))
            fail("Expecting value");
        const bool isZero = m_text[end] == QLatin1Char('0');
        do
            ++end;
        while (!isZero && isDigit(end));
        bool isReal = false;
        if (end < m_text.size() && m_text[end] == QLatin1Char('.') && isDigit(end + 1)) {
            isReal = true;
            while (isDigit(++end)) { }
        }
        if (end < m_text.size() && m_text[end].toLower() == QLatin1Char('e')) {
            qsizetype digits = end + 1;
            if (digits < m_text.size() && (m_text[digits] == QLatin1Char('-') || m_text[digits] == QLatin1Char('+')))
                ++digits;
            if (isDigit(digits)) {
                isReal = true;
                for (end = digits; isDigit(end); ++end) { }
            }
        }
        const QString text = m_text.sliced(m_at, end - m_at);
        m_at = end;
        if (isReal)
            return Value::real(parseFloat(text).value_or(0));
        bool isTooLarge = false;
        const auto value = parseInteger(text, 10, &isTooLarge);
        return isTooLarge || !value ? tooLarge(m_interpreter) : Value::number(*value);
    }

    Interpreter& m_interpreter;
    const QString m_text;
    qsizetype m_at = 0;
};

} // namespace

Value parseJson(Interpreter& interpreter, const QString& text) { return Parser(interpreter, text).run(); }

} // namespace espalier::symbolic::library
