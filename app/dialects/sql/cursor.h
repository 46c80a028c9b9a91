#pragma once

#include "dialects/sql/statement_text.h"
#include "schema/name.h"

#include <initializer_list>

namespace espalier::dialects::sql {

/// A place in a statement that moves forward over what it recognises.
class Cursor {
public:
    explicit Cursor(const StatementText& text)
        : m_text(text)
        , m_end(text.size())
    { }

    const StatementText& text() const { return m_text; }
    int position() const { return m_next; }
    int end() const { return m_end; }
    bool atEnd() const { return m_next >= m_end; }
    void moveTo(int position) { m_next = std::min(position, m_end); }
    void endAt(int position) { m_end = std::min(position, m_text.size()); } ///< nothing beyond is seen

    bool is(std::string_view word, int ahead = 0) const
    {
        return m_next + ahead < m_end && m_text.is(m_next + ahead, word);
    }
    bool isAnyOf(std::initializer_list<std::string_view> words) const;
    bool isSymbol(char symbol, int ahead = 0) const
    {
        return m_next + ahead < m_end && m_text.isSymbol(m_next + ahead, symbol);
    }
    bool isKind(Token::Kind kind) const { return !atEnd() && m_text.token(m_next)->kind == kind; }
    bool take(std::string_view word);
    bool takeAll(std::initializer_list<std::string_view> words); ///< in that order, or nothing
    bool takeAnyOf(std::initializer_list<std::string_view> words);
    bool takeSymbol(char symbol);

    QString takeToken(); ///< whatever it is
    QString takeName(); ///< empty where none stands here
    schema::ObjectName takeObject(); ///< name or schema.name
    QStringList takeNames(); ///< "(a, b)"; empty where there is none
    QString takeParenthesized(); ///< the text within
    QString takeRest();
    /// Where the next of these begins, outside of parentheses; end() where none does.
    int find(std::initializer_list<std::string_view> words) const;
    int findSymbol(char symbol) const;

private:
    const StatementText& m_text;
    int m_next = 0;
    int m_end;
};

} // namespace espalier::dialects::sql
