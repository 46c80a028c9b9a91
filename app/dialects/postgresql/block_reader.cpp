#include "dialects/postgresql/block_reader.h"

#include "dialects/postgresql/block_expressions.h"
#include "dialects/postgresql/block_guards.h"
#include "dialects/postgresql/sql_reader.h"

#include <algorithm>

namespace espalier::dialects::postgresql {

using schema::Change;
using schema::Changes;
using sql::StatementText;

namespace {

constexpr int deepestBlock = 20;

} // namespace

bool BlockReader::readBlock(BlockSteps& steps)
{
    BlockSteps inner;
    if (++m_depth > deepestBlock || (take("DECLARE") && !readDeclarations(inner)) || !take("BEGIN")
        || !readSteps(inner))
        return false;
    if (take("EXCEPTION")) {
        const int first = m_next;
        if (!readIgnored(inner)) {
            m_next = first;
            if (!readHandlers(inner))
                return false;
        }
    }
    if (!take("END"))
        return false;
    takeSymbol(';');
    --m_depth;
    steps.insert(steps.end(), std::make_move_iterator(inner.begin()), std::make_move_iterator(inner.end()));
    return true;
}

/// "name [CONSTANT] type [NOT NULL] [:= expression];" up to BEGIN.
bool BlockReader::readDeclarations(BlockSteps& steps)
{
    static const QSet<QString> plainTypes{ QStringLiteral("text"), QStringLiteral("varchar"),
        QStringLiteral("character varying"), QStringLiteral("name"), QStringLiteral("bool"), QStringLiteral("boolean"),
        QStringLiteral("int"), QStringLiteral("integer"), QStringLiteral("int4"), QStringLiteral("int8"),
        QStringLiteral("bigint"), QStringLiteral("text[]"), QStringLiteral("varchar[]"), QStringLiteral("name[]") };
    while (m_next < m_text.size() && !m_text.is(m_next, "BEGIN")) {
        const QString name = nameAt(m_next);
        const int end = endOfStatement();
        if (name.isEmpty() || !m_text.isSymbol(end, ';') || m_variables.scalars.contains(name)
            || m_variables.records.contains(name))
            return false;
        const int first = m_next + (m_text.is(m_next + 1, "CONSTANT") ? 2 : 1);
        const auto isStart
            = [&](int i) { return m_text.is(i, "DEFAULT") || m_text.isSymbol(i, '=') || m_text.isSymbol(i, ':'); };
        const int start = std::min(m_text.find(first, isStart), end);
        const int typeEnd = std::min(m_text.find(first, [&](int i) { return m_text.is(i, "NOT"); }), start);
        const QString type = m_text.text(first, typeEnd).toLower().simplified();
        const int value = start + (m_text.isSymbol(start, ':') ? 2 : 1);
        if (type == QLatin1String("record") || type.endsWith(QLatin1String("rowtype"))) {
            m_variables.records.insert(name);
            m_block.records.append(name);
        } else if (type.startsWith(QLatin1String("alias")) || type.contains(QLatin1String("cursor"))) {
            return false;
        } else {
            m_variables.scalars.insert(name);
            if (!plainTypes.contains(type)
                && !(type.startsWith(QLatin1String("pg_")) && type.endsWith(QLatin1String("%type"))))
                m_opaque.insert(name);
            add(steps,
                BlockAssign{ name,
                    m_opaque.contains(name) ? BlockExpression()
                        : start < end
                        ? readExpression(value, end)
                        : BlockExpression{ BlockExpression::Kind::Constant, { CatalogueValue::Kind::Null } } });
        }
        m_next = end + 1;
    }
    return true;
}

/// Up to the END, ELSE, ELSIF or EXCEPTION that ends the list.
bool BlockReader::readSteps(BlockSteps& steps)
{
    const auto isEnd = [&] {
        return m_text.is(m_next, "END") || m_text.is(m_next, "EXCEPTION") || m_text.is(m_next, "ELSE")
            || m_text.is(m_next, "ELSIF") || m_text.is(m_next, "ELSEIF") || m_text.is(m_next, "WHEN");
    };
    while (m_next < m_text.size() && !isEnd())
        if (!readOne(steps))
            return false;
    return true;
}

bool BlockReader::readOne(BlockSteps& steps)
{
    if (m_text.is(m_next, "BEGIN") || m_text.is(m_next, "DECLARE"))
        return readBlock(steps);
    if (m_text.is(m_next, "IF"))
        return readIf(steps);
    if (m_text.is(m_next, "FOR"))
        return readFor(steps);
    if (m_text.is(m_next, "FOREACH"))
        return readForEach(steps);
    if (skipIgnored())
        return true;
    for (const std::string_view other : { "WHILE", "LOOP", "CASE" })
        if (m_text.is(m_next, other))
            return false;
    const int end = endOfStatement();
    if (!m_text.isSymbol(end, ';') || m_text.isSymbol(m_next, '<'))
        return false;
    readSimple(steps, std::exchange(m_next, end + 1), end);
    return true;
}

/// One that ends with its ";".
void BlockReader::readSimple(BlockSteps& steps, int begin, int end)
{
    static constexpr std::string_view verbs[]
        = { "CREATE", "ALTER", "DROP", "COMMENT", "GRANT", "REVOKE", "INSERT", "UPDATE", "DELETE", "TRUNCATE" };
    if (m_text.is(begin, "RETURN") && end == begin + 1)
        return add(steps, BlockReturn());
    if (m_text.is(begin, "EXECUTE"))
        return readExecute(steps, begin + 1, end);
    if (m_text.is(begin, "SELECT") || m_text.is(begin, "PERFORM"))
        return readQuery(steps, begin, end);
    const bool isPlain = std::any_of(
        std::begin(verbs), std::end(verbs), [&](std::string_view verb) { return m_text.is(begin, verb); });
    auto changes = isPlain ? readSql(m_text.text(begin, end)) : std::nullopt;
    if (changes)
        add(steps, std::move(*changes));
    else if (isPlain || !readAssignment(steps, begin, end))
        add(steps, BlockUnknown());
}

void BlockReader::readExecute(BlockSteps& steps, int begin, int end)
{
    const auto isEnd = [&](int i) { return m_text.is(i, "INTO") || m_text.is(i, "USING"); };
    if (m_text.find(begin, isEnd) < end)
        return add(steps, BlockUnknown());
    BlockExpression sql = readExpression(begin, end);
    std::optional<CatalogueValue> text;
    if (sql.kind == BlockExpression::Kind::Constant)
        text = sql.value;
    std::vector<CatalogueValue> arguments;
    if (sql.kind == BlockExpression::Kind::Function) {
        for (const BlockExpression& operand : sql.operands)
            if (operand.kind == BlockExpression::Kind::Constant)
                arguments.push_back(operand.value);
        if (arguments.size() == sql.operands.size())
            text = PostgresqlReader().valueOf(sql.value.text, arguments);
    }
    auto changes = text && text->kind == CatalogueValue::Kind::Text ? readSql(text->text) : std::nullopt;
    if (!changes && m_text.is(begin, "FORMAT"))
        changes = formattedRights(begin + 1, end);
    if (changes)
        return add(steps, std::move(*changes));
    add(steps, text ? decltype(BlockStep::what)(BlockUnknown()) : BlockExecute{ std::move(sql) });
}

/// SELECT … INTO a, b FROM …; PERFORM … FROM ….
void BlockReader::readQuery(BlockSteps& steps, int begin, int end)
{
    QStringList into;
    QString query = QLatin1String("SELECT ") + m_text.text(begin + 1, end);
    if (m_text.is(begin, "SELECT")) {
        const int word = findWord(begin, "INTO");
        int at = word + 1;
        const auto variables = word < end ? variablesAt(at, end) : std::nullopt;
        if (!variables)
            return add(steps, BlockUnknown());
        into = *variables;
        query = m_text.text(begin, word) + u' ' + m_text.text(at, end);
    }
    if (auto read = readPure(query))
        add(steps, BlockSelect{ into, std::move(*read) });
    else
        add(steps, BlockUnknown());
}

/// "a, b": variables of the block.
std::optional<QStringList> BlockReader::variablesAt(int& at, int end) const
{
    QStringList names;
    do {
        const QString name = nameAt(at);
        const bool isKnown
            = m_variables.records.contains(name) || (m_variables.scalars.contains(name) && !m_opaque.contains(name));
        if (at >= end || !isKnown || (m_variables.records.contains(name) && !names.isEmpty()))
            return std::nullopt;
        names.append(name);
        ++at;
    } while (m_text.isSymbol(at, ',') && ++at);
    return names;
}

/// Nothing but a question; nullopt where it may do more.
std::optional<BlockQuery> BlockReader::readPure(const QString& query)
{
    for (const StatementText& text : sql::statementsIn(query, lexRules(), sql::Blocks::AtomicBodies)) {
        ReadStatement statement;
        readStatement(text, statement);
        if (!statement.isRead || !statement.unknownFunctions.isEmpty() || !statement.changes.empty())
            return std::nullopt;
        addTables(statement.tables);
    }
    return blockQuery(query, m_variables);
}

/// nullopt where it may do more than ask.
std::optional<BlockExpression> BlockReader::readAsking(int begin, int end)
{
    const QString text = m_text.text(begin, end);
    return text.isEmpty() || !readPure(QLatin1String("SELECT ") + text)
        ? std::nullopt
        : std::optional(blockExpression(text, m_variables));
}

bool BlockReader::readAssignment(BlockSteps& steps, int begin, int end)
{
    const QString name = nameAt(begin);
    const bool isColon = m_text.isSymbol(begin + 1, ':') && m_text.isSymbol(begin + 2, '=');
    if (!m_variables.scalars.contains(name) || !(isColon || m_text.isSymbol(begin + 1, '=')))
        return false;
    add(steps,
        BlockAssign{
            name, m_opaque.contains(name) ? BlockExpression() : readExpression(begin + (isColon ? 3 : 2), end) });
    return true;
}

/// format('… %I … %L', 'name', current_user) where only rights depend on values that are not known.
std::optional<Changes> BlockReader::formattedRights(int begin, int end)
{
    if (!m_text.isSymbol(begin, '(') || !m_text.isSymbol(end - 1, ')'))
        return std::nullopt;
    const auto isString = [&](int i) { return m_text.token(i) && m_text.token(i)->kind == sql::Token::Kind::String; };
    static const QString placeholder(QChar(0xe000)); // needs quotes
    QString pattern;
    int at = begin + 1;
    for (; isString(at); ++at) // pieces on lines of their own are one
        pattern += m_text.stringValue(at, lexRules());
    std::vector<CatalogueValue> values{ { CatalogueValue::Kind::Text, pattern } };
    while (at < end - 1) {
        if (!m_text.isSymbol(at++, ','))
            return std::nullopt;
        const int first = at;
        for (int depth = 0; at < end - 1 && (depth > 0 || !m_text.isSymbol(at, ',')); ++at)
            depth += m_text.isSymbol(at, '(') ? 1 : m_text.isSymbol(at, ')') ? -1 : 0;
        const bool isKnown = isString(first) && at == first + 1;
        values.push_back({ CatalogueValue::Kind::Text, isKnown ? m_text.stringValue(first, lexRules()) : placeholder });
    }
    auto sql = PostgresqlReader().valueOf(QStringLiteral("format"), values);
    auto changes = sql ? readSql(sql->text.replace(placeholder, QStringLiteral("unknown"))) : std::nullopt;
    return changes && areOfRights(*changes) ? changes : std::nullopt;
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

bool BlockReader::readIf(BlockSteps& steps)
{
    auto made = std::make_shared<BlockIf>();
    m_hasConditions = true;
    if (++m_depth > deepestBlock)
        return false;
    while (take("IF") || take("ELSIF") || take("ELSEIF")) {
        const int then = findWord(m_next, "THEN");
        auto condition = m_text.is(then, "THEN") ? readAsking(m_next, then) : std::nullopt;
        if (!condition)
            return false;
        BlockIf::Branch branch{ std::move(*condition), {} };
        m_next = then + 1;
        if (!readSteps(branch.steps))
            return false;
        made->branches.push_back(std::move(branch));
    }
    if ((take("ELSE") && !readSteps(made->otherwise)) || !take("END") || !take("IF") || !takeSymbol(';'))
        return false;
    --m_depth;
    add(steps, std::shared_ptr<const BlockIf>(std::move(made)));
    return true;
}

/// The steps of a loop, up to END LOOP;
bool BlockReader::readBody(BlockSteps& steps)
{
    m_hasConditions = true;
    if (++m_depth > deepestBlock || !take("LOOP") || !readSteps(steps) || !take("END") || !take("LOOP")
        || !takeSymbol(';'))
        return false;
    --m_depth;
    return true;
}

/// FOR a, b IN SELECT … LOOP.
bool BlockReader::readFor(BlockSteps& steps)
{
    auto made = std::make_shared<BlockForRows>();
    int at = m_next + 1;
    const auto variables = variablesAt(at, m_text.size());
    if (!variables || !m_text.is(at, "IN"))
        return false;
    made->variables = *variables;
    const int loop = findWord(at + 1, "LOOP");
    auto query = readPure(m_text.text(at + 1, loop));
    m_next = loop;
    if (!readBody(made->steps))
        return false;
    made->query = query.value_or(BlockQuery());
    add(steps, std::shared_ptr<const BlockForRows>(std::move(made)));
    return true;
}

/// FOREACH a IN ARRAY … LOOP.
bool BlockReader::readForEach(BlockSteps& steps)
{
    auto made = std::make_shared<BlockForEach>();
    int at = m_next + 1;
    const auto variables = variablesAt(at, m_text.size());
    if (!variables || variables->size() != 1 || !m_text.is(at, "IN") || !m_text.is(at + 1, "ARRAY"))
        return false;
    made->variable = variables->front();
    const int loop = findWord(at + 2, "LOOP");
    made->array = readExpression(at + 2, loop);
    m_next = loop;
    if (!readBody(made->steps))
        return false;
    add(steps, std::shared_ptr<const BlockForEach>(std::move(made)));
    return true;
}

/// WHEN … OR … THEN steps: puts them around those before.
bool BlockReader::readHandlers(BlockSteps& steps)
{
    auto made = std::make_shared<BlockTry>();
    made->steps = std::exchange(steps, {});
    m_hasConditions = true;
    while (take("WHEN")) {
        const int then = findWord(m_next, "THEN");
        m_next = then + 1;
        if (!m_text.is(then, "THEN") || !readSteps(made->handlers.emplace_back()))
            return false;
    }
    add(steps, std::shared_ptr<const BlockTry>(std::move(made)));
    return true;
}

/// WHEN duplicate_object OR … THEN NULL; behind a single statement: one that fails undoes those before it.
bool BlockReader::readIgnored(BlockSteps& steps)
{
    auto* changes = steps.size() == 1 ? std::get_if<Changes>(&steps.front().what) : nullptr;
    if (!changes || changes->size() != 1)
        return false;
    while (take("WHEN")) {
        do {
            const QString condition = m_text.text(m_next++).toLower();
            if (!ignoreError(changes->front(), condition))
                return false;
        } while (take("OR"));
        if (!take("THEN"))
            return false;
        while (skipIgnored()) { }
    }
    return m_text.is(m_next, "END");
}

std::optional<Changes> BlockReader::readSql(const QString& sql)
{
    Changes changes;
    for (const StatementText& text : sql::statementsIn(sql, lexRules(), sql::Blocks::AtomicBodies)) {
        ReadStatement statement;
        readStatement(text, statement);
        for (const Change& change : statement.changes)
            if (std::holds_alternative<schema::UnknownStatement>(change))
                return std::nullopt;
        addTables(statement.tables);
        m_functions += statement.unknownFunctions;
        changes.insert(changes.end(), std::make_move_iterator(statement.changes.begin()),
            std::make_move_iterator(statement.changes.end()));
    }
    return changes;
}

void BlockReader::addTables(const std::vector<schema::ObjectName>& tables)
{
    for (const schema::ObjectName& table : tables)
        if (std::find(m_tables.begin(), m_tables.end(), table) == m_tables.end())
            m_tables.push_back(table);
}

} // namespace espalier::dialects::postgresql
