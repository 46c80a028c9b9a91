#pragma once

#include "dialects/block.h"
#include "dialects/postgresql/sql_reading.h"

#include <string_view>

namespace espalier::dialects::postgresql {

/// Reads a PL/pgSQL block. What is read is what migrations write: statements, IF, loops over a query or an array,
/// variables, SELECT … INTO, EXECUTE and handlers. Each other statement is a step that is not known, and matters only
/// where it is reached; another structure leaves the whole block unknown.
class BlockReader {
public:
    explicit BlockReader(const QString& body)
    {
        m_text.bytes = body.toUtf8();
        sql::Tokens lexed = sql::tokenize(m_text.bytes, lexRules());
        m_text.tokens = std::move(lexed.tokens);
        m_isClosed = !lexed.isUnclosed;
    }

    bool read() { return m_isClosed && readBlock(m_block.steps) && m_next >= m_text.size(); }
    Block m_block;
    std::vector<schema::ObjectName> m_tables;
    QStringList m_functions; ///< that are not known
    bool m_hasConditions = false;

private:
    bool take(std::string_view word)
    {
        const bool isThere = m_text.is(m_next, word);
        m_next += isThere ? 1 : 0;
        return isThere;
    }
    bool takeSymbol(char symbol)
    {
        const bool isThere = m_text.isSymbol(m_next, symbol);
        m_next += isThere ? 1 : 0;
        return isThere;
    }
    int endOfStatement() const
    {
        return m_text.find(m_next, [&](int i) { return m_text.isSymbol(i, ';'); });
    }
    int findWord(int from, std::string_view word) const
    {
        return m_text.find(from, [&](int i) { return m_text.is(i, word); });
    }
    QString nameAt(int index) const
    {
        const bool isWord = m_text.token(index) && m_text.token(index)->kind == sql::Token::Kind::Word;
        return isWord ? m_text.name(index).toLower() : m_text.name(index);
    }
    static void add(BlockSteps& steps, decltype(BlockStep::what) what) { steps.push_back({ std::move(what) }); }

    bool readBlock(BlockSteps& steps);
    bool readDeclarations(BlockSteps& steps);
    bool readSteps(BlockSteps& steps);
    bool readOne(BlockSteps& steps);
    bool readIf(BlockSteps& steps);
    bool readFor(BlockSteps& steps);
    bool readForEach(BlockSteps& steps);
    bool readBody(BlockSteps& steps);
    bool readIgnored(BlockSteps& steps);
    bool readHandlers(BlockSteps& steps);
    void readSimple(BlockSteps& steps, int begin, int end);
    void readExecute(BlockSteps& steps, int begin, int end);
    void readQuery(BlockSteps& steps, int begin, int end);
    bool readAssignment(BlockSteps& steps, int begin, int end);
    std::optional<QStringList> variablesAt(int& at, int end) const;
    std::optional<BlockQuery> readPure(const QString& query);
    std::optional<BlockExpression> readAsking(int begin, int end);
    BlockExpression readExpression(int begin, int end) { return readAsking(begin, end).value_or(BlockExpression()); }
    std::optional<schema::Changes> formattedRights(int begin, int end);
    bool skipIgnored();
    std::optional<schema::Changes> readSql(const QString& sql);
    void addTables(const std::vector<schema::ObjectName>& tables);

    sql::StatementText m_text;
    BlockVariables m_variables{ { QStringLiteral("found") }, {} };
    QSet<QString> m_opaque; ///< variables whose type makes something else of a value
    bool m_isClosed = false;
    int m_next = 0;
    int m_depth = 0;
};

} // namespace espalier::dialects::postgresql
