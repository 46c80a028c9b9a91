#include "symbolic/library/json_parser.h"
#include "symbolic/library/methods.h"
#include "symbolic/library/registry.h"
#include "symbolic/library/representation.h"
#include "symbolic/library/text.h"

#include <cmath>

namespace espalier::symbolic::library {

namespace {

QString quotedJson(const QString& text, bool isAscii)
{
    static const QHash<QChar, QString> escapes{ { QLatin1Char('"'), QStringLiteral("\\\"") },
        { QLatin1Char('\\'), QStringLiteral("\\\\") }, { QLatin1Char('\n'), QStringLiteral("\\n") },
        { QLatin1Char('\r'), QStringLiteral("\\r") }, { QLatin1Char('\t'), QStringLiteral("\\t") },
        { QLatin1Char('\f'), QStringLiteral("\\f") }, { QLatin1Char('\b'), QStringLiteral("\\b") } };
    QString made(QLatin1Char('"'));
    for (const QChar c : text) { // UTF-16, whose surrogates json escapes one by one
        const auto escape = escapes.constFind(c);
        if (escape != escapes.cend())
            made += *escape;
        else if (c.unicode() < 0x20 || (isAscii && c.unicode() > 0x7E))
            made += QStringLiteral("\\u") + QString::number(c.unicode(), 16).rightJustified(4, QLatin1Char('0'));
        else
            made += c;
    }
    return made + QLatin1Char('"');
}

QString numberText(double number)
{
    if (std::isfinite(number))
        return reprOf(number);
    return std::isnan(number) ? QStringLiteral("NaN") : QLatin1String(number < 0 ? "-Infinity" : "Infinity");
}

struct Style {
    bool isAscii = true;
    bool isSorted = false;
    bool isIndented = false;
    QString indent;
    QString itemSeparator = QStringLiteral(", ");
    QString keySeparator = QStringLiteral(": ");
    Value otherwise; ///< default=
};

class Writer {
public:
    Writer(Interpreter& interpreter, Style style)
        : m_interpreter(interpreter)
        , m_style(std::move(style))
    { }

    QString run(const Value& given, int depth = 0)
    {
        const Nesting nesting(m_interpreter);
        m_interpreter.spend();
        const Value& value = plainOf(given);
        if (const auto plain = scalar(value))
            return *plain;
        if (const DoubtPtr doubt = mystery(m_interpreter, value))
            give(doubt);
        if (const auto sequence = value.as<Sequence>()) {
            if (sequence->doubt)
                give(sequence->doubt);
            QStringList parts;
            for (const Value& item : sequence->items)
                parts.append(run(item, depth + 1));
            return enclosed(parts, '[', ']', depth);
        }
        if (const auto dict = value.as<Dict>())
            return object(*dict, depth);
        if (!m_style.otherwise.isNone())
            return run(m_interpreter.call(m_style.otherwise, { given }), depth);
        m_interpreter.raise(QStringLiteral("TypeError"),
            QStringLiteral("Object of type %1 is not JSON serializable").arg(m_interpreter.typeName(value)));
    }

private:
    std::optional<QString> scalar(const Value& value) const
    {
        switch (value.kind()) {
        case Value::Kind::None:
            return QStringLiteral("null");
        case Value::Kind::Bool:
            return value.integer() ? QStringLiteral("true") : QStringLiteral("false");
        case Value::Kind::Integer:
            return QString::number(value.integer());
        case Value::Kind::Float:
            return numberText(value.realNumber());
        case Value::Kind::String:
            return quotedJson(value.text(), m_style.isAscii);
        default:
            return std::nullopt;
        }
    }

    QString object(const Dict& dict, int depth)
    {
        if (dict.doubt)
            give(dict.doubt);
        std::vector<std::pair<Value, Value>> entries = dict.entries();
        if (m_style.isSorted)
            entries = inOrder(entries);
        QStringList parts;
        for (const auto& [key, value] : entries)
            parts.append(quotedJson(keyText(key), m_style.isAscii) + m_style.keySeparator + run(value, depth + 1));
        return enclosed(parts, '{', '}', depth);
    }

    std::vector<std::pair<Value, Value>> inOrder(const std::vector<std::pair<Value, Value>>& entries)
    {
        std::vector<Value> keys;
        for (const auto& [key, value] : entries)
            keys.push_back(key);
        const Value all = makeDict(entries);
        std::vector<std::pair<Value, Value>> made;
        for (const Value& key : sorted(m_interpreter, std::move(keys), {}, false))
            made.emplace_back(key, *all.as<Dict>()->find(key));
        return made;
    }

    QString keyText(const Value& given)
    {
        if (given.isUnknown())
            give(given);
        const Value& key = plainOf(given);
        if (key.isString())
            return key.text();
        if (const auto text = scalar(key))
            return *text;
        m_interpreter.raise(QStringLiteral("TypeError"),
            QStringLiteral("keys must be str, int, float, bool or None, not %1").arg(m_interpreter.typeName(given)));
    }

    QString enclosed(const QStringList& parts, char open, char close, int depth)
    {
        if (parts.isEmpty())
            return QString(QLatin1Char(open)) + QLatin1Char(close);
        QString separator = m_style.itemSeparator;
        QString before;
        QString after;
        if (m_style.isIndented) {
            before = QLatin1Char('\n') + m_style.indent.repeated(depth + 1);
            after = QLatin1Char('\n') + m_style.indent.repeated(depth);
            separator += before;
        }
        qsizetype size = 0;
        for (const QString& part : parts)
            size += part.size() + separator.size();
        m_interpreter.checkSize(size);
        return QLatin1Char(open) + before + parts.join(separator) + after + QLatin1Char(close);
    }

    Interpreter& m_interpreter;
    const Style m_style;
};

Style styleOf(const Call& call, size_t first)
{
    Style style;
    style.isSorted = call.flag(first, false);
    style.isAscii = call.flag(first + 2, true);
    style.otherwise = call[first + 4];
    const Value& indent = plainOf(call[first + 1]);
    if (!indent.isNone()) {
        style.isIndented = true;
        style.indent = indent.isString()
            ? indent.text()
            : QString(std::clamp<qint64>(call.integer(first + 1), 0, 64), QLatin1Char(' '));
        style.itemSeparator = QStringLiteral(",");
    }
    if (!call[first + 3].isNone()) {
        const std::vector<Value> separators = call.elements(first + 3);
        if (separators.size() != 2)
            call.valueError(QStringLiteral("not enough values to unpack (expected 2)"));
        style.itemSeparator = textOf(call.interpreter, separators[0], QStringLiteral("separator"));
        style.keySeparator = textOf(call.interpreter, separators[1], QStringLiteral("separator"));
    }
    for (const auto& [name, value] : call.more)
        if (name == QLatin1String("cls") && !value.isNone())
            give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "writes JSON in a way of its own")));
    return style;
}

Value loaded(const Call& call, const Value& value)
{
    for (const auto& [name, option] : call.more)
        if (!option.isNone())
            give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "reads JSON in a way of its own")));
    const Value& plain = plainOf(value);
    if (plain.kind() == Value::Kind::Bytes)
        return parseJson(call.interpreter, QString::fromUtf8(plain.text().toLatin1()));
    return parseJson(call.interpreter, textOf(call.interpreter, value, QStringLiteral("the JSON object")));
}

// The text of a file that json.load() is given.
Value contentOf(const Call& call)
{
    const Value text = call.interpreter.call(call.interpreter.attribute(call[0], QStringLiteral("read")));
    if (text.isUnknown())
        give(text);
    return text;
}

} // namespace

void addJson(Registry& registry)
{
    registry.functions("json",
        {
            { "loads(s, **options)", [](const Call& call) { return loaded(call, call[0]); } },
            { "load(fp, **options)", [](const Call& call) { return loaded(call, contentOf(call)); } },
            { "dumps(obj, sort_keys?, indent?, ensure_ascii?, separators?, default?, **options)",
                [](const Call& call) {
                    return Value::string(Writer(call.interpreter, styleOf(call, 1)).run(call[0]));
                } },
            { "dump(obj, fp, sort_keys?, indent?, ensure_ascii?, separators?, default?, **options)",
                [](const Call& call) {
                    const QString text = Writer(call.interpreter, styleOf(call, 2)).run(call[0]);
                    call.interpreter.call(
                        call.interpreter.attribute(call[1], QStringLiteral("write")), { Value::string(text) });
                    return Value();
                } },
        });
    const Registry::Make error = [](Interpreter& interpreter) {
        return Value::of(interpreter.makeExceptionClass(
            QStringLiteral("json.decoder.JSONDecodeError"), QStringLiteral("ValueError")));
    };
    registry.made("json", "JSONDecodeError", error);
    registry.made("json.decoder", "JSONDecodeError", error);
    for (const char* name : { "JSONEncoder", "JSONDecoder" }) {
        const QByteArray signature = QByteArray(name) + "(**options)";
        registry.type("json", signature.constData(), [](const Call& call) {
            return call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "reads JSON in a way of its own"));
        });
    }
}

} // namespace espalier::symbolic::library
