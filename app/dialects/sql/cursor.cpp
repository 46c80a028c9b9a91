#include "dialects/sql/cursor.h"

#include <algorithm>

namespace espalier::dialects::sql {

bool Cursor::isAnyOf(std::initializer_list<std::string_view> words) const
{
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return is(word); });
}

bool Cursor::take(std::string_view word)
{
    const bool isThere = is(word);
    m_next += isThere ? 1 : 0;
    return isThere;
}

bool Cursor::takeAll(std::initializer_list<std::string_view> words)
{
    int ahead = 0;
    for (const std::string_view word : words)
        if (!is(word, ahead++))
            return false;
    m_next += ahead;
    return true;
}

bool Cursor::takeAnyOf(std::initializer_list<std::string_view> words)
{
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return take(word); });
}

bool Cursor::takeSymbol(char symbol)
{
    const bool isThere = isSymbol(symbol);
    m_next += isThere ? 1 : 0;
    return isThere;
}

QString Cursor::takeToken() { return atEnd() ? QString() : m_text.text(m_next++); }

QString Cursor::takeName()
{
    if (atEnd() || !m_text.token(m_next)->isName())
        return {};
    return m_text.name(m_next++);
}

schema::ObjectName Cursor::takeObject()
{
    const QString first = takeName();
    if (!isSymbol('.') || first.isEmpty())
        return { {}, first };
    takeSymbol('.');
    return { first, takeName() };
}

QStringList Cursor::takeNames()
{
    QStringList names;
    if (!takeSymbol('('))
        return names;
    do {
        names.append(takeName());
    } while (takeSymbol(','));
    return takeSymbol(')') && !names.contains(QString()) ? names : QStringList();
}

QString Cursor::takeParenthesized()
{
    if (!isSymbol('('))
        return {};
    const int close = m_text.closing(m_next);
    const QString inner = m_text.text(m_next + 1, close);
    moveTo(close + 1);
    return inner;
}

QString Cursor::takeRest()
{
    const QString rest = m_text.text(m_next, m_end);
    m_next = m_end;
    return rest;
}

int Cursor::find(std::initializer_list<std::string_view> words) const
{
    const int found = m_text.find(m_next, [&](int i) {
        return i >= m_end
            || std::any_of(words.begin(), words.end(), [&](std::string_view word) { return m_text.is(i, word); });
    });
    return std::min(found, m_end);
}

int Cursor::findSymbol(char symbol) const
{
    return std::min(m_end, m_text.find(m_next, [&](int i) { return i >= m_end || m_text.isSymbol(i, symbol); }));
}

} // namespace espalier::dialects::sql
