#include "symbolic/library/registry.h"

namespace espalier::symbolic::library {

namespace {

// Python's excel dialect: commas, double quotes, doubled inside.
class CsvReader {
public:
    CsvReader(Interpreter& interpreter, QChar delimiter, QChar quote)
        : m_interpreter(interpreter)
        , m_delimiter(delimiter)
        , m_quote(quote)
    { }

    std::vector<std::vector<Value>> run(const std::vector<Value>& lines)
    {
        for (const Value& line : lines) {
            m_interpreter.spend();
            const QString text = textOf(m_interpreter, line, QStringLiteral("line"));
            for (const QChar c : text)
                take(c);
            if (!m_isQuoted)
                end();
            checkCount(m_interpreter, m_rows.size() / 16);
        }
        if (m_isQuoted || m_hasField)
            end();
        return std::move(m_rows);
    }

private:
    void take(QChar c)
    {
        if (m_isQuoted) {
            if (c == m_quote)
                m_isQuoted = false;
            else
                m_field += c;
            m_wasQuote = c == m_quote;
            return;
        }
        if (c == m_quote && m_wasQuote) { // doubled
            m_field += c;
            m_isQuoted = true;
        } else if (c == m_quote && m_field.isEmpty()) {
            m_isQuoted = true;
            m_hasField = true;
        } else if (c == m_delimiter) {
            m_row.push_back(Value::string(std::exchange(m_field, {})));
            m_hasField = true;
        } else if (c != QLatin1Char('\n') && c != QLatin1Char('\r')) {
            m_field += c;
            m_hasField = true;
        }
        m_wasQuote = false;
    }

    void end()
    {
        if (m_hasField)
            m_row.push_back(Value::string(std::exchange(m_field, {})));
        m_rows.push_back(std::exchange(m_row, {}));
        m_hasField = false;
        m_isQuoted = false;
        m_wasQuote = false;
    }

    Interpreter& m_interpreter;
    const QChar m_delimiter;
    const QChar m_quote;
    QString m_field;
    std::vector<Value> m_row;
    std::vector<std::vector<Value>> m_rows;
    bool m_isQuoted = false;
    bool m_wasQuote = false;
    bool m_hasField = false;
};

std::vector<std::vector<Value>> rowsOf(const Call& call)
{
    QChar delimiter = QLatin1Char(',');
    QChar quote = QLatin1Char('"');
    for (const auto& [name, value] : call.more) {
        const bool isCharacter = value.isString() && value.text().size() == 1;
        if (name == QLatin1String("delimiter") && isCharacter)
            delimiter = value.text()[0];
        else if (name == QLatin1String("quotechar") && isCharacter)
            quote = value.text()[0];
        else if (name != QLatin1String("fieldnames"))
            give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "reads CSV in a way of its own")));
    }
    return CsvReader(call.interpreter, delimiter, quote).run(call.elements(0));
}

Value reader(const Call& call)
{
    std::vector<Value> made;
    for (std::vector<Value>& row : rowsOf(call))
        made.push_back(makeList(std::move(row)));
    return makeIterator("reader", std::move(made));
}

Value dictReader(const Call& call)
{
    std::vector<std::vector<Value>> rows = rowsOf(call);
    std::vector<Value> names;
    size_t first = 0;
    if (!call[1].isNone()) {
        names = call.elements(1);
    } else {
        while (first < rows.size() && rows[first].empty())
            ++first;
        if (first < rows.size())
            names = rows[first++];
    }
    std::vector<Value> made;
    for (size_t i = first; i < rows.size(); ++i) {
        if (rows[i].empty())
            continue;
        if (rows[i].size() > names.size())
            give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "reads CSV in a way of its own")));
        std::vector<std::pair<Value, Value>> entries;
        for (size_t column = 0; column < names.size(); ++column)
            entries.emplace_back(names[column], column < rows[i].size() ? rows[i][column] : Value());
        made.push_back(makeDict(entries));
    }
    return makeIterator("DictReader", std::move(made));
}

} // namespace

void addCsv(Registry& registry)
{
    registry.functions("csv",
        {
            { "reader(csvfile, dialect?, **options)", reader, Unknowns::Keep },
            { "DictReader(f, fieldnames?, **options)", dictReader, Unknowns::Keep },
        });
    const std::pair<const char*, int> quoting[]
        = { { "QUOTE_MINIMAL", 0 }, { "QUOTE_ALL", 1 }, { "QUOTE_NONNUMERIC", 2 }, { "QUOTE_NONE", 3 } };
    for (const auto& [name, value] : quoting)
        registry.value("csv", name, Value::number(value));
    registry.unknownData("csv", { "writer", "DictWriter", "Sniffer" },
        QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here"));
}

} // namespace espalier::symbolic::library
