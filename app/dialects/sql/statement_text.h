#pragma once

#include "dialects/sql/tokens.h"

#include <QMap>
#include <string_view>

namespace espalier::dialects::sql {

/// One statement of a text, in UTF-8, cut into tokens; never empty. Positions are bytes, "token" is an index; looking
/// beyond the last one is allowed and finds nothing.
struct StatementText {
    QByteArray bytes;
    std::vector<Token> tokens;
    int lineOffset = 0; ///< lines of the text before it
    /// How deep a parse tree of it can be, from above: parentheses and chains of operators.
    int depth = 0;
    bool isUnclosed = false;

    int size() const { return static_cast<int>(tokens.size()); }
    const Token* token(int index) const;
    bool is(int index, std::string_view upperCaseWord) const; ///< an unquoted word, in any case
    bool isSymbol(int index, char symbol) const;
    /// The token that stands at a position, else the first after it.
    int tokenAt(int position) const;
    /// The index of the parenthesis that closes the one at `open`; size() where none does.
    int closing(int open) const;
    /// The first token from `from` on that `ends` says, outside of parentheses that open after `from`; also the first
    /// parenthesis that closes one before it.
    template <typename Ends> int find(int from, Ends ends) const;

    /// What is written from one token up to before another.
    QString text(int from, int to) const;
    QString text(int index) const { return text(index, index + 1); }
    QString text() const { return text(0, size()); }
    QString word(int index) const; ///< upper case; empty where it is no unquoted word
    QString name(int index) const; ///< without its quotes, as written
    QString stringValue(int index, const LexRules& rules) const; ///< without quotes and escapes
    QString shortened() const; ///< on one line, cut to a length for lists
    QMap<int, QString> binds() const; ///< names by position
};

/// Where statements are not ended by every ";".
enum class Blocks {
    AtomicBodies, ///< BEGIN ATOMIC … END of SQL functions
    RoutineBodies, ///< BEGIN … END of triggers and routines
};

/// The statements of a text as SQLAlchemy's text() hands it on: "\:" is a colon, and no bind parameter.
std::vector<StatementText> statementsIn(const QString& sql, const LexRules& rules, Blocks blocks);

template <typename Ends> int StatementText::find(int from, Ends ends) const
{
    int open = 0;
    for (int i = from; i < size(); ++i) {
        const Token& token = tokens[static_cast<size_t>(i)];
        const bool closes = token.isSymbol(')') || token.isSymbol(']');
        if (open == 0 && (closes || ends(i)))
            return i;
        open += token.isSymbol('(') || token.isSymbol('[') ? 1 : closes ? -1 : 0;
    }
    return size();
}

} // namespace espalier::dialects::sql
