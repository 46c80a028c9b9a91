#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <vector>

namespace espalier::dialects::sql {

/// A piece of SQL text that is neither blank nor comment.
struct Token {
    enum class Kind : quint8 { Word, QuotedName, String, Number, Symbol, Bind };
    Kind kind = Kind::Symbol;
    char symbol = 0; ///< of Symbol: its character, ':' also for "::"
    int begin = 0; ///< in bytes
    int end = 0;

    int size() const { return end - begin; }
    bool isSymbol(char c) const { return kind == Kind::Symbol && symbol == c; }
    bool isName() const { return kind == Kind::Word || kind == Kind::QuotedName; }
};

/// What differs between dialects in how text is cut into tokens.
struct LexRules {
    bool backslashEscapes = false; ///< in all strings; else in E'…' alone
    bool dollarStrings = false; ///< $tag$ … $tag$
    bool nestedComments = false;
    bool hashComments = false;
    bool backtickNames = false;
    bool bracketNames = false; ///< [name]
    bool doubleQuotedStrings = false; ///< "x" is a string, not a name
    bool executedComments = false; ///< /*! … */ is SQL
    bool dashesNeedBlank = false; ///< "--x" is no comment
};

struct Tokens {
    std::vector<Token> tokens;
    bool isUnclosed = false; ///< the text ends within a string, a quoted name or a comment
};

/// `notBinds` are positions of colons that begin no bind parameter; ascending.
Tokens tokenize(QByteArrayView text, const LexRules& rules, const std::vector<int>& notBinds = {});

bool isWordByte(char c); ///< of names, all of UTF-8 beyond ASCII included

} // namespace espalier::dialects::sql
