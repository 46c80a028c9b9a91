#include "dialects/sql/statement_text.h"

#include <algorithm>
#include <array>

// Cuts a text into statements and says how deep each can nest.

namespace espalier::dialects::sql {

namespace {

struct Unescaped {
    QByteArray text;
    std::vector<int> colons; ///< positions of those that were escaped
};

/// SQLAlchemy's BIND_PARAMS_ESC: \\(:[\w\$]*)(?![:\w\$]).
Unescaped unescaped(const QString& sql)
{
    Unescaped result{ sql.toUtf8(), {} };
    if (!result.text.contains("\\:"))
        return result;
    const QByteArray text = std::exchange(result.text, {});
    for (qsizetype i = 0; i < text.size(); ++i) {
        qsizetype after = i + 2;
        if (text.at(i) != '\\' || i + 1 >= text.size() || text.at(i + 1) != ':') {
            result.text += text.at(i);
            continue;
        }
        while (after < text.size() && isWordByte(text.at(after)))
            ++after;
        if (after < text.size() && text.at(after) == ':') {
            result.text += text.at(i);
            continue;
        }
        result.colons.push_back(static_cast<int>(result.text.size()));
        result.text += text.sliced(i + 1, after - i - 1);
        i = after - 1;
    }
    return result;
}

/// The depth of what a parser makes of the tokens. Commas and the words that join flat lists begin anew; UNION and JOIN
/// nest to the left however long their parts are.
class Depth {
public:
    void add(const StatementText& text, int index)
    {
        const Token& token = text.tokens[static_cast<size_t>(index)];
        if (token.kind == Token::Kind::Word)
            addWord(text, index);
        else if (token.kind == Token::Kind::Symbol)
            addSymbol(token.symbol);
    }
    int value() const { return std::max(m_deepest, static_cast<int>(m_levels.size()) + m_levels.back().depth()); }

private:
    struct Level {
        int chain = 0;
        int joins = 0;
        int deepest = 0; ///< of what is closed or before a comma
        bool isCase = false;
        int depth() const { return std::max(chain, deepest) + joins; }
    };

    void addSymbol(char symbol)
    {
        if (symbol == '(' || symbol == '[')
            m_levels.push_back({});
        else if (symbol == ')' || symbol == ']')
            close();
        else if (symbol == ',' || symbol == ';')
            flatten();
        else if (symbol != '.')
            ++m_levels.back().chain;
    }
    void addWord(const StatementText& text, int index)
    {
        static constexpr std::array<std::string_view, 5> flat{ "AND", "OR", "WHEN", "THEN", "ELSE" };
        static constexpr std::array<std::string_view, 4> joining{ "UNION", "INTERSECT", "EXCEPT", "JOIN" };
        static constexpr std::array<std::string_view, 9> chaining{ "NOT", "IS", "COLLATE", "AT", "LIKE", "ILIKE",
            "ISNULL", "NOTNULL", "BETWEEN" };
        const auto isOneOf = [&](const auto& words) {
            return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.is(index, word); });
        };
        const int size = text.tokens[static_cast<size_t>(index)].size();
        if (size < 2 || size > 9)
            return;
        if (isOneOf(flat))
            flatten();
        else if (isOneOf(joining))
            ++m_levels.back().joins;
        else if (isOneOf(chaining))
            ++m_levels.back().chain;
        else if (text.is(index, "CASE"))
            m_levels.push_back({ 0, 0, 0, true });
        else if (text.is(index, "END") && m_levels.back().isCase)
            close();
    }
    void flatten()
    {
        Level& level = m_levels.back();
        level.deepest = std::max(level.deepest, std::exchange(level.chain, 0));
    }
    void close()
    {
        if (m_levels.size() < 2)
            return;
        m_deepest = value();
        const int inner = m_levels.back().depth() + 1;
        m_levels.pop_back();
        m_levels.back().chain = std::max(m_levels.back().chain, inner);
    }

    std::vector<Level> m_levels{ Level() };
    int m_deepest = 0;
};

/// Follows a statement's tokens and knows whether a ";" ends it.
class BlockTracker {
public:
    explicit BlockTracker(Blocks blocks)
        : m_blocks(blocks)
    { }

    bool isOpen() const { return !m_open.empty(); }
    void add(const StatementText& text, int first, int index)
    {
        if (text.tokens[static_cast<size_t>(index)].kind != Token::Kind::Word || !text.is(first, "CREATE"))
            return;
        if (!m_isRoutine) {
            m_isRoutine = index - first < longestPreamble
                && (text.is(index, "FUNCTION") || text.is(index, "PROCEDURE") || text.is(index, "TRIGGER")
                    || text.is(index, "EVENT"));
            return;
        }
        if (text.is(index, "END"))
            close(text, index);
        else if (opens(text, index))
            m_open.push_back(index);
    }

private:
    /// CREATE OR REPLACE DEFINER = `user` @ `host` AGGREGATE FUNCTION
    static constexpr int longestPreamble = 14;

    bool opens(const StatementText& text, int index) const
    {
        if (text.is(index, "BEGIN"))
            return m_blocks == Blocks::RoutineBodies || text.is(index + 1, "ATOMIC");
        if (text.is(index, "CASE"))
            return isOpen() && !text.is(index - 1, "END");
        return m_blocks == Blocks::RoutineBodies && text.is(index - 1, "ROW") && isLoop(text, index);
    }
    static bool isLoop(const StatementText& text, int index)
    {
        static constexpr std::array<std::string_view, 5> words{ "IF", "LOOP", "WHILE", "REPEAT", "FOR" };
        return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.is(index, word); });
    }
    void close(const StatementText& text, int index)
    {
        if (m_open.empty())
            return;
        // END IF closes what is not counted, unless the whole body is that IF
        if (!isLoop(text, index + 1) || isLoop(text, m_open.back()))
            m_open.pop_back();
    }

    Blocks m_blocks;
    bool m_isRoutine = false;
    std::vector<int> m_open;
};

StatementText cut(const StatementText& whole, int first, int last, bool isUnclosed)
{
    StatementText statement;
    const int begin = whole.tokens[static_cast<size_t>(first)].begin;
    const int end = whole.tokens[static_cast<size_t>(last - 1)].end;
    statement.bytes = whole.bytes.sliced(begin, end - begin);
    statement.tokens.assign(whole.tokens.begin() + first, whole.tokens.begin() + last);
    statement.isUnclosed = isUnclosed && last == whole.size();
    Depth depth;
    for (Token& token : statement.tokens) {
        token.begin -= begin;
        token.end -= begin;
    }
    for (int i = 0; i < statement.size(); ++i)
        depth.add(statement, i);
    statement.depth = depth.value();
    return statement;
}

} // namespace

std::vector<StatementText> statementsIn(const QString& sql, const LexRules& rules, Blocks blocks)
{
    const Unescaped source = unescaped(sql);
    Tokens lexed = tokenize(source.text, rules, source.colons);
    StatementText whole;
    whole.bytes = source.text;
    whole.tokens = std::move(lexed.tokens);

    std::vector<StatementText> statements;
    int line = 0;
    int counted = 0;
    const auto take = [&](int first, int last) {
        if (last <= first)
            return;
        statements.push_back(cut(whole, first, last, lexed.isUnclosed));
        const int begin = whole.tokens[static_cast<size_t>(first)].begin;
        line += static_cast<int>(std::count(source.text.begin() + counted, source.text.begin() + begin, '\n'));
        counted = begin;
        statements.back().lineOffset = line;
    };
    int first = 0;
    int open = 0;
    BlockTracker tracker(blocks);
    for (int i = 0; i < whole.size(); ++i) {
        const Token& token = whole.tokens[static_cast<size_t>(i)];
        open += token.isSymbol('(') ? 1 : token.isSymbol(')') && open > 0 ? -1 : 0;
        tracker.add(whole, first, i);
        if (!token.isSymbol(';') || open > 0 || tracker.isOpen())
            continue;
        take(first, i);
        first = i + 1;
        tracker = BlockTracker(blocks);
    }
    take(first, whole.size());
    return statements;
}

} // namespace espalier::dialects::sql
