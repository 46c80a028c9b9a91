#include "dialects/postgresql/block_guards.h"
#include "dialects/postgresql/sql_reading.h"

#include <algorithm>

// DO blocks. PL/pgSQL may do anything; what is read here are blocks of plain statements, in order, with the guards that
// migrations put around them:
//     IF [NOT] EXISTS (SELECT … FROM catalogue …) THEN statements END IF;
//     BEGIN statement EXCEPTION WHEN duplicate_object THEN NULL; END;
// Roles and privileges are no part of a schema: blocks of nothing else may ask what they like, and leave by RETURN.
// Anything else, a variable or a loop, leaves the whole block unknown.

namespace espalier::dialects::postgresql {

using schema::Change;
using schema::Changes;
using sql::StatementText;

namespace {

constexpr int deepestBlock = 20;

/// CREATE ROLE, GRANT and their kin.
bool isOfRights(const Change& change)
{
    if (const auto* created = std::get_if<schema::CreateOther>(&change))
        return created->object.kind == QLatin1String("role");
    if (const auto* dropped = std::get_if<schema::DropOther>(&change))
        return dropped->kind == QLatin1String("role");
    const auto* altered = std::get_if<schema::AlterOther>(&change);
    return altered
        && (altered->kind == QLatin1String("role") || altered->kind == QLatin1String("default privileges")
            || altered->what.startsWith(QLatin1String("GRANT "), Qt::CaseInsensitive)
            || altered->what.startsWith(QLatin1String("REVOKE "), Qt::CaseInsensitive));
}

bool areOfRights(const Changes& changes) { return std::all_of(changes.begin(), changes.end(), isOfRights); }

class BlockReader {
public:
    explicit BlockReader(const QString& body)
    {
        m_text.bytes = body.toUtf8();
        sql::Tokens lexed = sql::tokenize(m_text.bytes, lexRules());
        m_text.tokens = std::move(lexed.tokens);
        m_isClosed = !lexed.isUnclosed;
    }

    bool read()
    {
        return m_isClosed && readBlock(m_changes) && m_next >= m_text.size()
            && (!m_mayReturn || (m_guarded.empty() && areOfRights(m_changes)));
    }
    Changes m_changes; ///< with the guards as their flags
    std::vector<GuardedChanges> m_guarded; ///< those whose guards are no flags
    std::vector<schema::ObjectName> m_tables;

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

    bool readBlock(Changes& changes);
    bool readStatements(Changes& changes);
    bool readOne(Changes& changes);
    bool readIf(Changes& changes);
    std::optional<ReadStatement> readCondition(int then);
    bool readFormatted(Changes& changes, int begin, int end);
    bool readHandlers(Changes& changes);
    bool skipIgnored();
    bool readSql(Changes& changes, const QString& sql);
    void addTables(const std::vector<schema::ObjectName>& tables);

    StatementText m_text;
    bool m_isClosed = false;
    int m_next = 0;
    int m_depth = 0;
    bool m_mayReturn = false;
};

bool BlockReader::readBlock(Changes& changes)
{
    Changes inner;
    if (++m_depth > deepestBlock || !take("BEGIN") || !readStatements(inner))
        return false;
    if (take("EXCEPTION") && !readHandlers(inner))
        return false;
    if (!take("END"))
        return false;
    takeSymbol(';');
    --m_depth;
    changes.insert(changes.end(), std::make_move_iterator(inner.begin()), std::make_move_iterator(inner.end()));
    return true;
}

/// Up to the END, ELSE or EXCEPTION that ends the list.
bool BlockReader::readStatements(Changes& changes)
{
    while (m_next < m_text.size() && !m_text.is(m_next, "END") && !m_text.is(m_next, "EXCEPTION")
        && !m_text.is(m_next, "ELSE"))
        if (!readOne(changes))
            return false;
    return true;
}

bool BlockReader::readOne(Changes& changes)
{
    static constexpr std::string_view verbs[]
        = { "CREATE", "ALTER", "DROP", "COMMENT", "GRANT", "REVOKE", "INSERT", "UPDATE", "DELETE", "TRUNCATE" };
    if (m_text.is(m_next, "BEGIN"))
        return readBlock(changes);
    if (m_text.is(m_next, "IF"))
        return readIf(changes);
    if (skipIgnored())
        return true;
    const int end = endOfStatement();
    if (!m_text.isSymbol(end, ';'))
        return false;
    const int begin = std::exchange(m_next, end + 1);
    if (m_text.is(begin, "RETURN") && end == begin + 1) {
        m_mayReturn = true;
        return true;
    }
    if (m_text.is(begin, "EXECUTE") && m_text.is(begin + 1, "FORMAT"))
        return readFormatted(changes, begin + 2, end);
    const bool isLiteral = m_text.token(begin + 1) && m_text.token(begin + 1)->kind == sql::Token::Kind::String;
    if (m_text.is(begin, "EXECUTE") && isLiteral && end == begin + 2)
        return readSql(changes, m_text.stringValue(begin + 1, lexRules()));
    return std::any_of(std::begin(verbs), std::end(verbs), [&](std::string_view verb) {
        return m_text.is(begin, verb);
    }) && readSql(changes, m_text.text(begin, end));
}

/// format('… %I … %L', 'name', current_user): names that are not known are accepted where only rights depend on them.
bool BlockReader::readFormatted(Changes& changes, int begin, int end)
{
    if (!m_text.isSymbol(begin, '(') || !m_text.isSymbol(end - 1, ')'))
        return false;
    const auto isString = [&](int i) { return m_text.token(i) && m_text.token(i)->kind == sql::Token::Kind::String; };
    QString pattern;
    int at = begin + 1;
    for (; isString(at); ++at) // pieces on lines of their own are one
        pattern += m_text.stringValue(at, lexRules());
    std::vector<std::optional<QString>> values;
    while (at < end - 1) {
        if (!m_text.isSymbol(at++, ','))
            return false;
        const int first = at;
        for (int depth = 0; at < end - 1 && (depth > 0 || !m_text.isSymbol(at, ',')); ++at)
            depth += m_text.isSymbol(at, '(') ? 1 : m_text.isSymbol(at, ')') ? -1 : 0;
        values.push_back(
            isString(first) && at == first + 1 ? std::optional(m_text.stringValue(first, lexRules())) : std::nullopt);
    }
    QString sql;
    size_t next = 0;
    bool isKnown = true;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const QChar kind = i + 1 < pattern.size() ? pattern[i + 1] : QChar();
        if (pattern[i] != QLatin1Char('%')) {
            sql += pattern[i];
            continue;
        }
        ++i;
        if (kind == QLatin1Char('%')) {
            sql += kind;
            continue;
        }
        if ((kind != QLatin1Char('I') && kind != QLatin1Char('L')) || next >= values.size())
            return false;
        isKnown = isKnown && values[next];
        const QChar quote = kind == QLatin1Char('I') ? QLatin1Char('"') : QLatin1Char('\'');
        QString value = values[next++].value_or(QStringLiteral("unknown"));
        sql += quote + value.replace(quote, QString(2, quote)) + quote;
    }
    Changes read;
    if (pattern.isEmpty() || !readSql(read, sql) || (!isKnown && !areOfRights(read)))
        return false;
    changes.insert(changes.end(), std::make_move_iterator(read.begin()), std::make_move_iterator(read.end()));
    return true;
}

/// NULL; and messages.
bool BlockReader::skipIgnored()
{
    static constexpr std::string_view levels[] = { "NOTICE", "INFO", "DEBUG", "LOG", "WARNING" };
    const bool isMessage = m_text.is(m_next, "RAISE")
        && std::any_of(
            std::begin(levels), std::end(levels), [&](std::string_view level) { return m_text.is(m_next + 1, level); });
    const int end = endOfStatement();
    if (!m_text.isSymbol(end, ';') || !(isMessage || (m_text.is(m_next, "NULL") && end == m_next + 1)))
        return false;
    m_next = end + 1;
    return true;
}

/// What stands between IF and THEN; nullopt where it may do more than ask.
std::optional<ReadStatement> BlockReader::readCondition(int then)
{
    ReadStatement condition;
    for (const StatementText& text : sql::statementsIn(
             QLatin1String("SELECT ") + m_text.text(m_next + 1, then), lexRules(), sql::Blocks::AtomicBodies))
        readStatement(text, condition);
    return condition.isRead && condition.unknownFunctions.isEmpty() && condition.changes.empty()
        ? std::optional(condition)
        : std::nullopt;
}

bool BlockReader::readIf(Changes& changes)
{
    const int then = m_text.find(m_next + 1, [&](int i) { return m_text.is(i, "THEN"); });
    std::optional<ReadStatement> condition = readCondition(then);
    if (!condition)
        return false;
    m_next = then + 1;
    Changes inner;
    Changes otherwise;
    if (++m_depth > deepestBlock || !readStatements(inner) || (take("ELSE") && !readStatements(otherwise))
        || !take("END") || !take("IF") || !takeSymbol(';'))
        return false;
    --m_depth;
    if (areOfRights(inner) && areOfRights(otherwise)) {
        changes.insert(changes.end(), inner.begin(), inner.end());
        changes.insert(changes.end(), otherwise.begin(), otherwise.end());
        return true;
    }
    if (!condition->query || condition->query->answer == CatalogueQuery::Answer::Rows
        || condition->query->answer == CatalogueQuery::Answer::Count || !otherwise.empty())
        return false;
    addTables(condition->tables);
    const bool runsIfFound = condition->query->answer == CatalogueQuery::Answer::Exists;
    Changes flagged = inner;
    if (std::all_of(flagged.begin(), flagged.end(),
            [&](Change& change) { return guardBy(change, *condition->query, runsIfFound); })) {
        changes.insert(changes.end(), flagged.begin(), flagged.end());
        return true;
    }
    if (m_depth > 1) // one guard within another
        return false;
    condition->query->answer = CatalogueQuery::Answer::Exists;
    m_guarded.push_back({ std::move(*condition->query), runsIfFound, std::move(inner) });
    return true;
}

/// WHEN duplicate_object OR … THEN NULL; behind a single statement: one that fails undoes those before it.
bool BlockReader::readHandlers(Changes& changes)
{
    if (changes.size() != 1)
        return false;
    while (take("WHEN")) {
        do {
            const QString condition = m_text.text(m_next++).toLower();
            if (!ignoreError(changes.front(), condition))
                return false;
        } while (take("OR"));
        if (!take("THEN"))
            return false;
        while (skipIgnored()) { }
    }
    return true;
}

bool BlockReader::readSql(Changes& changes, const QString& sql)
{
    for (const StatementText& text : sql::statementsIn(sql, lexRules(), sql::Blocks::AtomicBodies)) {
        ReadStatement statement;
        readStatement(text, statement);
        for (const Change& change : statement.changes)
            if (std::holds_alternative<schema::UnknownStatement>(change))
                return false;
        addTables(statement.tables);
        changes.insert(changes.end(), std::make_move_iterator(statement.changes.begin()),
            std::make_move_iterator(statement.changes.end()));
    }
    return true;
}

void BlockReader::addTables(const std::vector<schema::ObjectName>& tables)
{
    for (const schema::ObjectName& table : tables)
        if (std::find(m_tables.begin(), m_tables.end(), table) == m_tables.end())
            m_tables.push_back(table);
}

QString bodyOf(const Node& statement)
{
    QString body;
    for (const Node item : statement["args"]) {
        const Node element = item.as("DefElem");
        if (element["defname"].is("as"))
            body = element["arg"].as("String")["sval"].text();
        else if (element["defname"].is("language") && !element["arg"].as("String")["sval"].is("plpgsql"))
            return {};
    }
    return body;
}

} // namespace

void readBlock(Reading& reading, const Node& statement)
{
    BlockReader block(bodyOf(statement));
    const bool isRead = block.read();
    if (isRead)
        reading.result.tables = std::move(block.m_tables);
    if (isRead && block.m_guarded.empty()) {
        reading.result.changes = std::move(block.m_changes);
        if (reading.result.changes.empty())
            reading.session(QStringLiteral("DO"));
        return;
    }
    if (isRead && block.m_changes.empty())
        reading.result.guarded = std::move(block.m_guarded);
    reading.unknown(QT_TRANSLATE_NOOP("Messages", "it runs a PL/pgSQL block"));
}

} // namespace espalier::dialects::postgresql
