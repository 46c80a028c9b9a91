#include "dialects/sqlite/sql_reader.h"

#include "dialects/sql/statement_reader.h"

#include <algorithm>
#include <QHash>
#include <QRegularExpression>

// https://www.sqlite.org/lang.html

namespace espalier::dialects::sqlite {

using schema::ObjectName;
using schema::SqlType;
using sql::Token;

namespace {

const sql::LexRules& lexRules()
{
    static const sql::LexRules rules{ .backtickNames = true, .bracketNames = true };
    return rules;
}

/// SQLAlchemy's upper-case types by the names that SQLite keeps as written.
std::optional<SqlType> knownType(const QString& name)
{
    static const QHash<QString, QString> names = [] {
        QHash<QString, QString> all;
        for (const char* same : { "INTEGER", "INT", "BIGINT", "SMALLINT", "TEXT", "VARCHAR", "CHAR", "NVARCHAR",
                 "NCHAR", "BLOB", "REAL", "FLOAT", "DOUBLE", "NUMERIC", "DECIMAL", "BOOLEAN", "DATE", "DATETIME",
                 "TIME", "TIMESTAMP", "JSON", "CLOB", "UUID", "VARBINARY", "BINARY" })
            all.insert(QLatin1String(same), QLatin1String(same));
        all.insert(QStringLiteral("DOUBLE PRECISION"), QStringLiteral("DOUBLE_PRECISION"));
        all.insert(QStringLiteral("CHARACTER VARYING"), QStringLiteral("VARCHAR"));
        return all;
    }();
    const auto found = names.constFind(name);
    return found == names.cend() ? std::nullopt : std::optional(SqlType::of(*found));
}

bool takesLength(const QString& name)
{
    return name.endsWith(QLatin1String("CHAR")) || name.endsWith(QLatin1String("BINARY"));
}

bool takesPrecision(const QString& name)
{
    return name == QLatin1String("NUMERIC") || name == QLatin1String("DECIMAL") || name == QLatin1String("FLOAT");
}

class Reader final : public sql::StatementReader {
public:
    Reader(const sql::StatementText& text, ReadStatement& result)
        : StatementReader(text, lexRules(), result)
    { }

protected:
    bool readOther() override;
    bool readAlteration(const ObjectName& table, bool ifTableExists) override;
    SqlType readType() override;
    bool readColumnOption(schema::Column& column, schema::Table& table) override;
    void takeColumnConstraint(schema::Constraint& constraint) const override;
    void takeKeyElements(
        schema::Constraint& key, std::vector<schema::Expression>& elements, const QString& text) const override;
    bool readElement(schema::CreateTable&) override { return false; }
    bool readTableOptions(schema::CreateTable& change) override;
    QString catalogueRelation(const ObjectName& name) const override;

private:
    bool readVirtualTable();
    bool readPragma();
    void settleKey(schema::Table& table) const;

    std::vector<bool> m_saysInt; ///< of each column whose type was read
};

bool Reader::readOther()
{
    if (m_at.takeAll({ "VIRTUAL", "TABLE" }))
        return readVirtualTable();
    if (m_at.take("PRAGMA"))
        return readPragma();
    if (m_at.is("EXPLAIN")) {
        m_result.isRead = true;
        m_at.moveTo(m_at.end());
        return true;
    }
    if (!m_at.isAnyOf({ "BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE", "VACUUM", "ANALYZE", "REINDEX",
            "ATTACH", "DETACH" }))
        return false;
    session(m_at.text().word(m_at.position()));
    return true;
}

bool Reader::readVirtualTable()
{
    schema::CreateTable change;
    change.ifNotExists = readIfNotExists();
    change.table.name = takeTable();
    change.table.prefixes.append(QStringLiteral("VIRTUAL"));
    change.isIncomplete = true;
    const bool isWhole = m_at.is("USING") && !change.table.name.name.isEmpty();
    m_at.moveTo(m_at.end());
    add(std::move(change));
    return isWhole;
}

/// https://www.sqlite.org/pragma.html: those with an argument in parentheses that read, and those that read without.
bool Reader::readPragma()
{
    static const QSet<QString> reading{ QStringLiteral("table_info"), QStringLiteral("table_xinfo"),
        QStringLiteral("table_list"), QStringLiteral("index_info"), QStringLiteral("index_xinfo"),
        QStringLiteral("index_list"), QStringLiteral("foreign_key_list"), QStringLiteral("foreign_key_check"),
        QStringLiteral("integrity_check"), QStringLiteral("quick_check"), QStringLiteral("database_list"),
        QStringLiteral("collation_list"), QStringLiteral("compile_options"), QStringLiteral("function_list") };
    const QString name = m_at.takeObject().name.toLower();
    const bool hasArgument = !m_at.atEnd();
    if (name.isEmpty() || (hasArgument && !reading.contains(name))) {
        session(QLatin1String("PRAGMA ") + name.toUpper());
        return !name.isEmpty();
    }
    m_result.isRead = true;
    if (m_at.takeSymbol('(') || m_at.takeSymbol('=')) {
        CatalogueQuery query;
        query.relations = QStringList{ QLatin1String("pragma.") + name };
        const bool isBind = m_at.isKind(Token::Kind::Bind);
        const QString argument = m_at.isKind(Token::Kind::String) ? takeString()
            : isBind                                              ? m_at.takeToken().mid(1)
                                                                  : m_at.takeName();
        query.conditions.push_back({ { 0, QStringLiteral("arg") }, CatalogueCondition::Test::AnyOf,
            { { isBind ? CatalogueValue::Kind::Bind : CatalogueValue::Kind::Text, argument } } });
        query.outputs.push_back({ CatalogueColumn{ 0, QStringLiteral("*") }, QStringLiteral("*"), {} });
        if (name.startsWith(QLatin1String("table")) || name.startsWith(QLatin1String("foreign")))
            addTable({ {}, argument });
        m_result.query = std::move(query);
        m_at.takeSymbol(')');
    }
    return true;
}

bool Reader::readAlteration(const ObjectName& table, bool ifTableExists)
{
    if (m_at.takeAll({ "RENAME", "TO" })) {
        add(schema::RenameTable{ table, { table.schema, m_at.takeName() }, false });
        return true;
    }
    if (m_at.take("RENAME")) {
        m_at.take("COLUMN");
        schema::ColumnChange change;
        change.table = table;
        change.column = m_at.takeName();
        if (!m_at.take("TO"))
            return false;
        change.newName = m_at.takeName();
        add(std::move(change));
        return true;
    }
    if (m_at.take("ADD")) {
        m_at.take("COLUMN");
        return readAddColumn(table, ifTableExists);
    }
    if (!m_at.take("DROP"))
        return false;
    m_at.take("COLUMN");
    add(schema::DropColumn{ table, m_at.takeName(), false, false, ifTableExists });
    return true;
}

/// Any words, then numbers in parentheses.
SqlType Reader::readType()
{
    const int begin = m_at.position();
    QStringList words;
    const auto isWord = [this] {
        return m_at.isKind(Token::Kind::Word) || m_at.isKind(Token::Kind::QuotedName)
            || m_at.isKind(Token::Kind::String);
    };
    while (isWord()
        && !m_at.isAnyOf({ "CONSTRAINT", "PRIMARY", "NOT", "NULL", "UNIQUE", "CHECK", "DEFAULT", "COLLATE",
            "REFERENCES", "GENERATED", "AS" }))
        words.append(m_at.takeToken().toUpper());
    QStringList numbers;
    if (m_at.isSymbol('('))
        for (const QString& number : m_at.takeParenthesized().split(u','))
            numbers.append(number.trimmed());
    const QString name = words.join(u' ');
    m_saysInt.push_back(name == QLatin1String("INT"));
    auto type = knownType(name);
    bool isFirst = false;
    const int first = numbers.value(0).toInt(&isFirst);
    if (type && isFirst && takesLength(type->name) && numbers.size() == 1) {
        type->length = first;
    } else if (type && isFirst && takesPrecision(type->name)) {
        type->precision = first;
        if (numbers.size() > 1)
            type->scale = numbers.at(1).toInt();
    } else if (!type || !numbers.isEmpty()) {
        return begin == m_at.position() ? SqlType() : SqlType::fromSql(m_at.text().text(begin, m_at.position()));
    }
    return *type;
}

bool Reader::readColumnOption(schema::Column& column, schema::Table& table)
{
    if (!m_at.is("AUTOINCREMENT"))
        return false;
    m_at.take("AUTOINCREMENT");
    column.autoIncrement = schema::Column::AutoIncrement::Yes;
    table.options.insert(QStringLiteral("sqlite_autoincrement"), true);
    return true;
}

/// SQLAlchemy's inspector, which reads the text, does not tell its name, or not the constraint at all.
void Reader::takeColumnConstraint(schema::Constraint& constraint) const
{
    if (constraint.kind == schema::Constraint::Kind::Unique || !constraint.name.isEmpty())
        constraint.options.insert(QStringLiteral("sqlite_beside_column"), true);
}

bool Reader::readTableOptions(schema::CreateTable& change)
{
    do {
        if (m_at.takeAll({ "WITHOUT", "ROWID" }))
            change.table.options.insert(QStringLiteral("sqlite_with_rowid"), false);
        else if (m_at.take("STRICT"))
            change.table.options.insert(QStringLiteral("sqlite_strict"), true);
    } while (m_at.takeSymbol(','));
    settleKey(change.table);
    return true;
}

void Reader::takeKeyElements(
    schema::Constraint& key, std::vector<schema::Expression>& elements, const QString& text) const
{
    static const QRegularExpression automatic(
        QStringLiteral("^(.+)\\sAUTOINCREMENT$"), QRegularExpression::CaseInsensitiveOption);
    if (const auto found = automatic.match(text.trimmed()); elements.size() == 1 && found.hasMatch()) {
        const auto statements = sql::statementsIn(found.captured(1), lexRules(), sql::Blocks::RoutineBodies);
        elements.front() = schema::Expression::column(statements.front().name(0));
        key.options.insert(QStringLiteral("sqlite_autoincrement"), true);
        return;
    }
    const auto isColumn = [](const schema::Expression& e) { return e.is(schema::Expression::Kind::Column); };
    if (!std::all_of(elements.begin(), elements.end(), isColumn))
        key.options.insert(QStringLiteral("sqlite_elements"), text.simplified());
}

/// AUTOINCREMENT said in the key, and "INT PRIMARY KEY", which is no number of rows as "INTEGER PRIMARY KEY" is.
void Reader::settleKey(schema::Table& table) const
{
    const auto isKey = [](const schema::Constraint& c) { return c.kind == schema::Constraint::Kind::PrimaryKey; };
    const auto key = std::find_if(table.constraints.begin(), table.constraints.end(), isKey);
    if (key == table.constraints.end() || key->columns.size() != 1)
        return;
    schema::Column* column = table.column(key->columns.front());
    if (!column)
        return;
    if (key->options.remove(QStringLiteral("sqlite_autoincrement")) > 0) {
        column->autoIncrement = schema::Column::AutoIncrement::Yes;
        table.options.insert(QStringLiteral("sqlite_autoincrement"), true);
    }
    const auto place = static_cast<size_t>(column - table.columns.data());
    if (place < m_saysInt.size() && m_saysInt[place])
        column->type = SqlType::fromSql(QStringLiteral("INT"));
}

QString Reader::catalogueRelation(const ObjectName& name) const
{
    const QString lower = name.name.toLower();
    if (lower == QLatin1String("sqlite_master") || lower == QLatin1String("sqlite_schema"))
        return QStringLiteral("sqlite_master");
    return lower.startsWith(QLatin1String("pragma_")) ? QLatin1String("pragma.") + lower.mid(7) : QString();
}

} // namespace

/// Where a name has to stand, a string is one (https://www.sqlite.org/quirks.html).
static void takeStringsForNames(sql::StatementText& text)
{
    if (!text.is(0, "CREATE"))
        return;
    const bool isTable = text.is(1, "TABLE") || text.is(2, "TABLE");
    int depth = 0;
    bool isOfNames = false; // the inner parenthesis that is open: KEY (…), UNIQUE (…), REFERENCES t (…)
    for (int i = 1; i < text.size(); ++i) {
        if (depth == 1 && text.isSymbol(i, '('))
            isOfNames = text.is(i - 1, "KEY") || text.is(i - 1, "UNIQUE") || text.is(i - 2, "REFERENCES");
        depth += text.isSymbol(i, '(') ? 1 : text.isSymbol(i, ')') ? -1 : 0;
        const bool isPlace = depth == 0
            ? text.is(i - 1, "TABLE") || text.is(i - 1, "EXISTS") || text.is(i - 1, "INDEX") || text.is(i - 1, "VIEW")
                || text.is(i - 1, "TRIGGER") || text.is(i - 1, "ON") || text.is(i - 1, "REFERENCES")
            : isTable && (depth == 1 || (depth == 2 && isOfNames))
                && (text.isSymbol(i - 1, '(') || text.isSymbol(i - 1, ',') || text.is(i - 1, "REFERENCES")
                    || text.is(i - 1, "CONSTRAINT"));
        sql::Token& token = text.tokens[static_cast<size_t>(i)];
        if (isPlace && token.kind == Token::Kind::String)
            token.kind = Token::Kind::QuotedName;
    }
}

std::vector<ReadStatement> SqliteReader::read(const QString& sql) const
{
    return sql::readAll<Reader>(sql, lexRules(), takeStringsForNames);
}

} // namespace espalier::dialects::sqlite
