#include "symbolic/library/format_spec.h"
#include "symbolic/library/numbers.h"
#include "symbolic/library/representation.h"
#include "symbolic/library/text.h"

namespace espalier::symbolic::library {

namespace {

constexpr qsizetype largestCount = 1'000'000'000;

class PercentFormatter {
public:
    PercentFormatter(Interpreter& interpreter, const QString& pattern, const Value& values)
        : m_interpreter(interpreter)
        , m_pattern(pattern)
        , m_values(values)
        , m_tuple(values.as<Tuple>())
    {
        if (m_tuple && m_tuple->doubt)
            give(m_tuple->doubt);
    }

    QString run()
    {
        QString made;
        while (m_at < m_pattern.size()) {
            const qsizetype percent = m_pattern.indexOf(QLatin1Char('%'), m_at);
            made += QStringView(m_pattern).sliced(m_at, (percent < 0 ? m_pattern.size() : percent) - m_at);
            if (percent < 0)
                break;
            m_at = percent + 1;
            made += conversion();
            m_interpreter.checkSize(made.size());
        }
        if (!m_isMapping && m_taken < (m_tuple ? m_tuple->items.size() : isMappingLike() ? 0 : 1))
            error("TypeError", "not all arguments converted during string formatting");
        return made;
    }

private:
    [[noreturn]] void error(const char* type, const char* message)
    {
        m_interpreter.raise(QString::fromLatin1(type), QString::fromLatin1(message));
    }

    // A value that could be a mapping need not be used up, as in Python.
    bool isMappingLike() const { return m_values.as<Dict>() || m_values.as<List>(); }

    QChar peek()
    {
        if (m_at >= m_pattern.size())
            error("ValueError", "incomplete format");
        return m_pattern[m_at];
    }

    Value take()
    {
        const size_t count = m_tuple ? m_tuple->items.size() : 1;
        if (m_taken >= count)
            error("TypeError", "not enough arguments for format string");
        Value value = m_tuple ? m_tuple->items[m_taken] : m_values;
        ++m_taken;
        return value;
    }

    std::optional<qsizetype> count()
    {
        if (peek() == QLatin1Char('*')) {
            ++m_at;
            const Value value = take();
            if (value.isUnknown())
                give(value);
            return std::clamp<qsizetype>(integerOf(m_interpreter, value), -largestCount, largestCount);
        }
        qsizetype value = 0;
        const qsizetype start = m_at;
        for (; peek().unicode() >= '0' && peek().unicode() <= '9'; ++m_at)
            value = std::min(value * 10 + peek().digitValue(), largestCount);
        return m_at == start ? std::nullopt : std::optional(value);
    }

    std::optional<Value> mappingKey()
    {
        if (peek() != QLatin1Char('('))
            return std::nullopt;
        const qsizetype start = ++m_at;
        for (int depth = 1; depth > 0; ++m_at) {
            if (m_at >= m_pattern.size())
                error("ValueError", "incomplete format key");
            depth += m_pattern[m_at] == QLatin1Char('(') ? 1 : m_pattern[m_at] == QLatin1Char(')') ? -1 : 0;
        }
        if (m_values.isString() || m_values.isNumber() || m_values.isNone() || m_tuple)
            error("TypeError", "format requires a mapping");
        m_isMapping = true;
        return m_interpreter.item(m_values, Value::string(m_pattern.sliced(start, m_at - 1 - start)));
    }

    FormatSpec flags()
    {
        FormatSpec spec;
        spec.align = QLatin1Char('>');
        for (;; ++m_at) {
            switch (peek().unicode()) {
            case '-':
                spec.align = QLatin1Char('<');
                continue;
            case '0':
                spec.isZeroPadded = true;
                continue;
            case '#':
                spec.isAlternate = true;
                continue;
            case '+':
                spec.sign = QLatin1Char('+');
                continue;
            case ' ':
                if (spec.sign != QLatin1Char('+'))
                    spec.sign = QLatin1Char(' ');
                continue;
            default:
                return spec;
            }
        }
    }

    QString conversion()
    {
        const std::optional<Value> mapped = mappingKey();
        FormatSpec spec = flags();
        spec.width = count().value_or(0);
        if (spec.width < 0) {
            spec.align = QLatin1Char('<');
            spec.width = -spec.width;
        }
        if (peek() == QLatin1Char('.')) {
            ++m_at;
            spec.precision = int(count().value_or(0));
        }
        while (QStringLiteral("hlL").contains(peek()))
            ++m_at;
        spec.type = peek();
        ++m_at;
        if (spec.type == QLatin1Char('%'))
            return QStringLiteral("%");
        const Value value = mapped ? *mapped : take();
        if (value.isUnknown())
            give(value);
        return converted(spec, value);
    }

    QString converted(FormatSpec spec, const Value& value)
    {
        switch (spec.type.unicode()) {
        case 's':
        case 'r':
        case 'a':
            return textual(spec, value);
        case 'c':
            return character(spec, value);
        case 'd':
        case 'i':
        case 'u':
        case 'x':
        case 'X':
        case 'o':
            return integral(spec, value);
        case 'e':
        case 'E':
        case 'f':
        case 'F':
        case 'g':
        case 'G':
            return real(spec, value);
        default:
            m_interpreter.raise(QStringLiteral("ValueError"),
                QStringLiteral("unsupported format character '%1' (0x%2) at index %3")
                    .arg(spec.type)
                    .arg(spec.type.unicode(), 0, 16)
                    .arg(m_at - 1));
        }
    }

    QString character(FormatSpec spec, const Value& value)
    {
        const Value& plain = plainOf(value);
        if (plain.isString() && lengthOf(plain.text()) != 1)
            error("TypeError", "%c requires int or char");
        const qint64 point = plain.isString() ? 0 : integerOf(m_interpreter, value);
        if (point < 0 || point > 0x10FFFF)
            error("OverflowError", "%c arg not in range(0x110000)");
        spec.isZeroPadded = false;
        return padded(
            m_interpreter, spec, plain.isString() ? plain.text() : fromCodePoint(char32_t(point)), spec.align);
    }

    QString textual(FormatSpec spec, const Value& value)
    {
        QString text = spec.type == QLatin1Char('s') ? strOf(m_interpreter, value) : reprOfValue(m_interpreter, value);
        if (spec.type == QLatin1Char('a'))
            text = asciiOf(text);
        if (spec.precision)
            text = text.left(toUnits(text, *spec.precision));
        spec.isZeroPadded = false;
        return padded(m_interpreter, spec, text, spec.align);
    }

    const Value& number(const FormatSpec& spec, const Value& value)
    {
        const Value& plain = plainOf(value);
        if (plain.isNumber())
            return plain;
        if (const DoubtPtr doubt = mystery(m_interpreter, value))
            give(doubt);
        if (value.isObject() && !value.as<Sequence>() && !value.as<Dict>()) // a Decimal, say
            give(m_interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "has a format that is not understood")));
        m_interpreter.raise(QStringLiteral("TypeError"),
            QStringLiteral("%%1 format: a real number is required, not %2")
                .arg(spec.type)
                .arg(m_interpreter.typeName(value)));
    }

    QString integral(FormatSpec spec, const Value& value)
    {
        Value number = this->number(spec, value);
        const bool isDecimal = QStringLiteral("diu").contains(spec.type);
        if (number.kind() == Value::Kind::Float) {
            if (!isDecimal)
                error("TypeError", "integer format: an integer is required, not float");
            number = toInteger(m_interpreter, number.realNumber());
            if (number.isUnknown())
                give(number);
        }
        if (isDecimal)
            spec.type = QLatin1Char('d');
        if (!spec.precision) {
            alignZeros(spec);
            return formatInteger(m_interpreter, spec, number.integer());
        }
        FormatSpec digits = spec;
        digits.align = QLatin1Char('=');
        digits.isZeroPadded = true;
        const bool isSigned = number.integer() < 0 || spec.sign != QLatin1Char('-');
        digits.width = *spec.precision + (isSigned ? 1 : 0) + (spec.isAlternate && !isDecimal ? 2 : 0);
        const QString text = formatInteger(m_interpreter, digits, number.integer());
        spec.isZeroPadded = false;
        return padded(m_interpreter, spec, text, spec.align);
    }

    QString real(FormatSpec spec, const Value& value)
    {
        alignZeros(spec);
        return formatReal(m_interpreter, spec, number(spec, value).realNumber());
    }

    static void alignZeros(FormatSpec& spec)
    {
        if (spec.align == QLatin1Char('<'))
            spec.isZeroPadded = false;
        else if (spec.isZeroPadded)
            spec.align = QLatin1Char('=');
    }

    Interpreter& m_interpreter;
    const QString m_pattern;
    const Value m_values;
    const std::shared_ptr<Tuple> m_tuple;
    qsizetype m_at = 0;
    size_t m_taken = 0;
    bool m_isMapping = false;
};

} // namespace

Value percentFormat(Interpreter& interpreter, const QString& pattern, const Value& values)
{
    const auto formatted = [&](const Value& given) {
        const Value& values_ = plainOf(given).isObject() ? plainOf(given) : given; // a tuple of several
        return sure([&] { return Value::string(PercentFormatter(interpreter, pattern, values_).run()); });
    };
    return textMadeOf(formatted(values), [&] { return formatted(sampled(values).value_or(values)); });
}

} // namespace espalier::symbolic::library
