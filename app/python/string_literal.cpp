#include "python/string_literal.h"

namespace espalier::python {

namespace {

bool isQuote(char c) { return c == '\'' || c == '"'; }

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

class Unescaper {
public:
    Unescaper(QByteArrayView body, bool isBytes)
        : m_body(body)
        , m_isBytes(isBytes)
    { }

    std::optional<QString> run()
    {
        while (m_position < m_body.size()) {
            const qsizetype backslash = m_body.sliced(m_position).indexOf('\\');
            if (backslash < 0) {
                append(m_body.sliced(m_position));
                break;
            }
            append(m_body.sliced(m_position, backslash));
            m_position += backslash + 1;
            if (m_position >= m_body.size() || !escape())
                return std::nullopt;
        }
        return m_text;
    }

private:
    void append(QByteArrayView bytes) { m_text += m_isBytes ? QString::fromLatin1(bytes) : QString::fromUtf8(bytes); }

    bool escape()
    {
        static constexpr std::pair<char, char> simple[] = { { '\\', '\\' }, { '\'', '\'' }, { '"', '"' }, { 'a', '\a' },
            { 'b', '\b' }, { 'f', '\f' }, { 'n', '\n' }, { 'r', '\r' }, { 't', '\t' }, { 'v', '\v' } };
        const char code = m_body[m_position++];
        if (code == '\n')
            return true;
        for (const auto& [name, character] : simple) {
            if (code == name) {
                m_text += QLatin1Char(character);
                return true;
            }
        }
        if (code >= '0' && code <= '7')
            return octal(code - '0');
        if (code == 'x')
            return hexadecimal(2);
        if (code == 'u' && !m_isBytes)
            return hexadecimal(4);
        if (code == 'U' && !m_isBytes)
            return hexadecimal(8);
        if (code == 'N' && !m_isBytes)
            return false;
        // not an escape: the backslash stands for itself, and what follows may be the first byte of a character
        m_text += QLatin1Char('\\');
        --m_position;
        if ((code & 0x80) == 0) {
            m_text += QLatin1Char(code);
            ++m_position;
        }
        return true;
    }

    bool octal(int value)
    {
        for (int digits = 1; digits < 3 && m_position < m_body.size(); ++digits) {
            const char c = m_body[m_position];
            if (c < '0' || c > '7')
                break;
            value = value * 8 + (c - '0');
            ++m_position;
        }
        m_text += QChar(static_cast<char16_t>(value & (m_isBytes ? 0xff : 0x1ff)));
        return true;
    }

    bool hexadecimal(int digits)
    {
        char32_t value = 0;
        for (int i = 0; i < digits; ++i) {
            const int digit = m_position < m_body.size() ? hexValue(m_body[m_position]) : -1;
            if (digit < 0)
                return false;
            value = value * 16 + static_cast<char32_t>(digit);
            ++m_position;
        }
        if (value > 0x10ffff)
            return false;
        if (value < 0x10000)
            m_text += QChar(static_cast<char16_t>(value)); // half of a surrogate pair too, as Python keeps it
        else
            m_text += QString::fromUcs4(&value, 1);
        return true;
    }

    QByteArrayView m_body;
    bool m_isBytes;
    qsizetype m_position = 0;
    QString m_text;
};

} // namespace

std::optional<StringPrefix> stringPrefix(QByteArrayView text)
{
    StringPrefix prefix;
    bool isUnicode = false;
    while (prefix.length < 3 && prefix.length < text.size()) {
        const char c = text[prefix.length];
        if (isQuote(c))
            return prefix;
        bool* flag = c == 'r' || c == 'R' ? &prefix.isRaw
            : c == 'b' || c == 'B'        ? &prefix.isBytes
            : c == 'f' || c == 'F'        ? &prefix.isFormatted
            : c == 'u' || c == 'U'        ? &isUnicode
                                          : nullptr;
        if (!flag || *flag)
            return std::nullopt;
        *flag = true;
        ++prefix.length;
        const int kinds = int(prefix.isBytes) + int(prefix.isFormatted) + int(isUnicode);
        if (kinds > 1 || (isUnicode && prefix.isRaw))
            return std::nullopt;
    }
    return std::nullopt;
}

int quoteLength(QByteArrayView text) { return text.size() >= 3 && text[0] == text[1] && text[1] == text[2] ? 3 : 1; }

std::optional<QString> unescape(QByteArrayView body, const StringPrefix& prefix)
{
    if (prefix.isRaw)
        return prefix.isBytes ? QString::fromLatin1(body) : QString::fromUtf8(body);
    return Unescaper(body, prefix.isBytes).run();
}

std::optional<QString> stringValue(QByteArrayView literal)
{
    const auto prefix = stringPrefix(literal);
    if (!prefix || prefix->isFormatted)
        return std::nullopt;
    const QByteArrayView quoted = literal.sliced(prefix->length);
    const int quotes = quoteLength(quoted);
    if (quoted.size() < 2 * quotes)
        return std::nullopt;
    return unescape(quoted.sliced(quotes, quoted.size() - 2 * quotes), *prefix);
}

} // namespace espalier::python
