#include "dialects/sql/tokens.h"

#include <algorithm>

namespace espalier::dialects::sql {

bool isWordByte(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '_'
        || byte == '$' || byte >= 0x80;
}

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isBlank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

class Lexer {
public:
    Lexer(QByteArrayView text, const LexRules& rules, const std::vector<int>& notBinds)
        : m_text(text)
        , m_rules(rules)
        , m_notBinds(notBinds)
        , m_end(static_cast<int>(text.size()))
    { }

    Tokens all()
    {
        m_result.tokens.reserve(static_cast<size_t>(m_end) / 5 + 4);
        while (skipBlanks())
            read();
        return std::move(m_result);
    }

private:
    char at(int position) const { return position >= 0 && position < m_end ? m_text[position] : '\0'; }
    bool skipBlanks();
    bool skipComment();
    void skipLine();
    void skipNestedComment();
    void read();
    void readWord();
    bool readPrefixedString();
    bool readQuoted();
    void readNumber();
    bool readDollarString();
    bool readColon();
    int closingQuote(int from, char quote, bool backslashes);
    void add(Token::Kind kind, int end, char symbol = 0)
    {
        m_result.tokens.push_back({ kind, symbol, m_position, end });
        m_position = end;
    }

    QByteArrayView m_text;
    const LexRules& m_rules;
    const std::vector<int>& m_notBinds;
    const int m_end;
    int m_position = 0;
    bool m_inExecutedComment = false;
    Tokens m_result;
};

bool Lexer::skipBlanks()
{
    while (m_position < m_end) {
        if (isBlank(at(m_position)))
            ++m_position;
        else if (!skipComment())
            return true;
    }
    return false;
}

bool Lexer::skipComment()
{
    const char first = at(m_position);
    const char second = at(m_position + 1);
    if (first == '-' && second == '-') {
        if (m_rules.dashesNeedBlank && m_position + 2 < m_end && !isBlank(at(m_position + 2)))
            return false;
        skipLine();
        return true;
    }
    if (first == '#' && m_rules.hashComments) {
        skipLine();
        return true;
    }
    if (first == '*' && second == '/' && m_inExecutedComment) {
        m_inExecutedComment = false;
        m_position += 2;
        return true;
    }
    if (first != '/' || second != '*')
        return false;
    const int mark = m_position + (at(m_position + 2) == 'M' ? 3 : 2);
    if (m_rules.executedComments && at(mark) == '!') {
        m_inExecutedComment = true;
        for (m_position = mark + 1; isDigit(at(m_position));)
            ++m_position;
        return true;
    }
    skipNestedComment();
    return true;
}

void Lexer::skipLine()
{
    const auto newline = m_text.indexOf('\n', m_position);
    m_position = newline < 0 ? m_end : static_cast<int>(newline) + 1;
}

void Lexer::skipNestedComment()
{
    int depth = 0;
    while (m_position < m_end) {
        if (at(m_position) == '*' && at(m_position + 1) == '/') {
            m_position += 2;
            if (--depth == 0)
                return;
        } else if (at(m_position) == '/' && at(m_position + 1) == '*' && (depth == 0 || m_rules.nestedComments)) {
            m_position += 2;
            ++depth;
        } else {
            ++m_position;
        }
    }
    m_result.isUnclosed = true;
}

void Lexer::read()
{
    const char c = at(m_position);
    if (isDigit(c) || (c == '.' && isDigit(at(m_position + 1))))
        return readNumber();
    if (c == '$' && m_rules.dollarStrings && readDollarString())
        return;
    if (isWordByte(c))
        return readWord();
    if (readQuoted() || (c == ':' && readColon()))
        return;
    add(Token::Kind::Symbol, m_position + 1, c);
}

void Lexer::readWord()
{
    if (readPrefixedString())
        return;
    int end = m_position;
    while (end < m_end && isWordByte(at(end)))
        ++end;
    add(Token::Kind::Word, end);
}

/// E'…', B'…', X'…', N'…', U&'…' and U&"…".
bool Lexer::readPrefixedString()
{
    static constexpr char prefixes[] = "eEbBxXnN";
    const char c = at(m_position);
    if (at(m_position + 1) == '\'' && std::find(prefixes, prefixes + 8, c) != prefixes + 8) {
        const bool backslashes = m_rules.backslashEscapes || c == 'e' || c == 'E';
        add(Token::Kind::String, closingQuote(m_position + 2, '\'', backslashes));
        return true;
    }
    const char quote = at(m_position + 2);
    if ((c == 'u' || c == 'U') && at(m_position + 1) == '&' && (quote == '\'' || quote == '"')) {
        add(quote == '"' ? Token::Kind::QuotedName : Token::Kind::String, closingQuote(m_position + 3, quote, false));
        return true;
    }
    return false;
}

bool Lexer::readQuoted()
{
    const char c = at(m_position);
    if (c == '\'' || (c == '"' && m_rules.doubleQuotedStrings)) {
        add(Token::Kind::String, closingQuote(m_position + 1, c, m_rules.backslashEscapes));
        return true;
    }
    if (c == '"' || (c == '`' && m_rules.backtickNames)) {
        add(Token::Kind::QuotedName, closingQuote(m_position + 1, c, false));
        return true;
    }
    if (c == '[' && m_rules.bracketNames) {
        add(Token::Kind::QuotedName, closingQuote(m_position + 1, ']', false));
        return true;
    }
    return false;
}

/// The position after the quote that closes; doubled ones are text.
int Lexer::closingQuote(int from, char quote, bool backslashes)
{
    for (int i = from; i < m_end; ++i) {
        if (backslashes && at(i) == '\\') {
            ++i;
        } else if (at(i) == quote) {
            if (at(i + 1) != quote)
                return i + 1;
            ++i;
        }
    }
    m_result.isUnclosed = true;
    return m_end;
}

void Lexer::readNumber()
{
    int end = m_position;
    while (end < m_end && (isWordByte(at(end)) || at(end) == '.')) {
        const bool isExponent
            = (at(end) == 'e' || at(end) == 'E') && (at(end + 1) == '-' || at(end + 1) == '+') && isDigit(at(end + 2));
        end += isExponent ? 2 : 1;
    }
    add(Token::Kind::Number, end);
}

bool Lexer::readDollarString()
{
    int tagEnd = m_position + 1;
    if (isDigit(at(tagEnd))) // $1
        return false;
    while (tagEnd < m_end && isWordByte(at(tagEnd)) && at(tagEnd) != '$')
        ++tagEnd;
    if (at(tagEnd) != '$')
        return false;
    const QByteArrayView tag = m_text.sliced(m_position, tagEnd + 1 - m_position);
    const auto closing = m_text.indexOf(tag, tagEnd + 1);
    m_result.isUnclosed |= closing < 0;
    add(Token::Kind::String, closing < 0 ? m_end : static_cast<int>(closing + tag.size()));
    return true;
}

/// SQLAlchemy's BIND_PARAMS: (?<![:\w\$\\]):([\w\$]+)(?![:\w\$]).
bool Lexer::readColon()
{
    if (at(m_position + 1) == ':') {
        add(Token::Kind::Symbol, m_position + 2, ':');
        return true;
    }
    const char before = at(m_position - 1);
    if (before == ':' || before == '\\' || isWordByte(before)
        || std::binary_search(m_notBinds.begin(), m_notBinds.end(), m_position))
        return false;
    int end = m_position + 1;
    while (end < m_end && isWordByte(at(end)))
        ++end;
    if (end == m_position + 1 || at(end) == ':')
        return false;
    add(Token::Kind::Bind, end);
    return true;
}

} // namespace

Tokens tokenize(QByteArrayView text, const LexRules& rules, const std::vector<int>& notBinds)
{
    return Lexer(text, rules, notBinds).all();
}

} // namespace espalier::dialects::sql
