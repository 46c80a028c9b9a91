#include "dialects/mysql/sql_reader.h"

#include "dialects/mysql/sql_reading.h"
#include "dialects/sql/database_text.h"

#include <algorithm>

// Statements and tables: https://dev.mysql.com/doc/refman/8.0/en/sql-statements.html,
// https://mariadb.com/kb/en/sql-statements/

namespace espalier::dialects::mysql {

using schema::ObjectName;
using sql::Token;

const sql::LexRules& lexRules()
{
    static const sql::LexRules rules{ .backslashEscapes = true,
        .hashComments = true,
        .backtickNames = true,
        .doubleQuotedStrings = true,
        .executedComments = true,
        .dashesNeedBlank = true };
    return rules;
}

Reader::Reader(const sql::StatementText& text, ReadStatement& result)
    : StatementReader(text, lexRules(), result)
{ }

bool Reader::readOther()
{
    const bool isCreate = m_at.position() > 0 && m_at.text().is(0, "CREATE");
    if (isCreate)
        return readCreateMore();
    if (m_at.is("DROP"))
        return readDropMore();
    if (m_at.takeAll({ "RENAME", "TABLE" }) || m_at.takeAll({ "RENAME", "TABLES" }))
        return readRenameTables();
    if (m_at.take("TRUNCATE")) {
        m_at.take("TABLE");
        add(schema::TouchRows{ QStringLiteral("truncate"), takeTable() });
        return true;
    }
    if (m_at.take("LOAD")) {
        m_at.moveTo(m_at.find({ "TABLE" }));
        m_at.take("TABLE");
        add(schema::TouchRows{ QStringLiteral("copy"), takeTable() });
        m_at.moveTo(m_at.end());
        return true;
    }
    if (m_at.isAnyOf({ "SHOW", "DESCRIBE", "DESC", "EXPLAIN" }))
        return readShow();
    return readGrant() || readSession();
}

bool Reader::readCreateMore()
{
    const bool orReplace = m_at.takeAll({ "OR", "REPLACE" });
    if (isIndex() && !m_at.is("INDEX")) { // FULLTEXT, SPATIAL
        const QString prefix = m_at.takeToken().toUpper();
        if (!m_at.take("INDEX") || !readCreateIndex(false))
            return false;
        std::get<schema::CreateIndex>(m_result.changes.back())
            .index.options.insert(QStringLiteral("mysql_prefix"), prefix);
        return true;
    }
    if (m_at.takeAnyOf({ "DATABASE", "SCHEMA" })) {
        const bool ifNotExists = readIfNotExists();
        const QString name = m_at.takeName();
        add(schema::CreateSchema{ name, ifNotExists });
        m_at.moveTo(m_at.end());
        return !name.isEmpty();
    }
    if (m_at.take("SEQUENCE")) { // MariaDB
        schema::CreateSequence change;
        change.ifNotExists = readIfNotExists();
        change.sequence.name = m_at.takeObject();
        m_at.moveTo(m_at.end());
        const bool isNamed = !change.sequence.name.name.isEmpty();
        add(std::move(change));
        return isNamed;
    }
    // ALGORITHM = … DEFINER = … SQL SECURITY … AGGREGATE
    m_at.moveTo(m_at.find({ "VIEW", "TRIGGER", "FUNCTION", "PROCEDURE", "EVENT" }));
    if (m_at.take("VIEW"))
        return readCreateView(orReplace);
    const QString kind = m_at.takeToken().toLower();
    return !kind.isEmpty() && readCreateOther(kind, orReplace);
}

bool Reader::readDropMore()
{
    m_at.take("DROP");
    const bool isSequence = m_at.take("SEQUENCE");
    if (!isSequence && !m_at.takeAnyOf({ "DATABASE", "SCHEMA" }))
        return false;
    const bool ifExists = readIfExists();
    const ObjectName name = m_at.takeObject();
    if (isSequence)
        add(schema::DropSequence{ name, ifExists });
    else
        add(schema::DropSchema{ name.name, ifExists, true });
    return !name.name.isEmpty();
}

bool Reader::readRenameTables()
{
    do {
        const ObjectName from = takeTable();
        if (!m_at.take("TO"))
            return false;
        ObjectName to = m_at.takeObject();
        if (to.name.isEmpty())
            return false;
        if (to.schema.isEmpty())
            to.schema = from.schema;
        add(schema::RenameTable{ from, to, false });
    } while (m_at.takeSymbol(','));
    return true;
}

bool Reader::readGrant()
{
    if (m_at.isAnyOf({ "GRANT", "REVOKE" })) {
        other(QStringLiteral("privileges"), {});
        return true;
    }
    if (!m_at.take("ALTER"))
        return false;
    m_at.moveTo(m_at.find({ "VIEW", "DATABASE", "SCHEMA", "USER", "EVENT", "FUNCTION", "PROCEDURE", "SERVER" }));
    if (m_at.take("VIEW"))
        return readCreateView(true);
    const QString kind = m_at.takeToken().toLower();
    if (kind.isEmpty())
        return false;
    other(kind == QLatin1String("database") ? QStringLiteral("schema") : kind, m_at.takeObject());
    return true;
}

bool Reader::readSession()
{
    if (!m_at.isAnyOf({ "SET", "USE", "LOCK", "UNLOCK", "START", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE",
            "FLUSH", "ANALYZE", "OPTIMIZE", "CHECK", "REPAIR", "KILL", "RESET", "DO" }))
        return false;
    session(m_at.text().word(m_at.position()));
    return true;
}

/// SHOW TABLES LIKE '…', SHOW COLUMNS FROM t, DESCRIBE t as questions; all others are reads.
bool Reader::readShow()
{
    m_result.isRead = true;
    const bool isShow = m_at.take("SHOW");
    m_at.take("FULL");
    CatalogueQuery query;
    const auto ask = [&](const char* relation, const char* column, const QString& value, bool isPattern) {
        query.relations = QStringList{ QLatin1String(relation) };
        if (!value.isNull())
            query.conditions.push_back({ { 0, QLatin1String(column) },
                isPattern ? CatalogueCondition::Test::Like : CatalogueCondition::Test::AnyOf,
                { { CatalogueValue::Kind::Text, value } } });
    };
    const bool isColumns = isShow ? m_at.takeAnyOf({ "COLUMNS", "FIELDS" }) : m_at.takeAnyOf({ "DESCRIBE", "DESC" });
    if (isColumns || (isShow && m_at.takeAnyOf({ "INDEX", "INDEXES", "KEYS" }))) {
        m_at.takeAnyOf({ "FROM", "IN" });
        const ObjectName table = takeTable();
        ask(isColumns ? "show.columns" : "show.index", "table_name", table.name, false);
        if (m_at.take("LIKE"))
            query.conditions.push_back({ { 0, QStringLiteral("field") }, CatalogueCondition::Test::Like,
                { { CatalogueValue::Kind::Text, takeString() } } });
    } else if (isShow && m_at.take("TABLES")) {
        ask("show.tables", "table_name", m_at.take("LIKE") ? takeString() : QString(), true);
    }
    if (m_at.atEnd() && !query.relations.isEmpty()) {
        query.outputs.push_back({ CatalogueColumn{ 0, QStringLiteral("*") }, QStringLiteral("*"), {} });
        m_result.query = std::move(query);
    }
    m_at.moveTo(m_at.end());
    return true;
}

bool Reader::readColumnOption(schema::Column& column, schema::Table&)
{
    if (m_at.take("AUTO_INCREMENT")) {
        column.autoIncrement = schema::Column::AutoIncrement::Yes;
    } else if (m_at.take("COMMENT")) {
        column.comment = takeString();
    } else if (m_at.takeAll({ "ON", "UPDATE" })) {
        const QString update = QLatin1String("ON UPDATE ") + readDefault();
        if (column.serverDefault)
            column.serverDefault = sql::databaseText(column.serverDefault->textOf() + u' ' + update);
        else
            column.options.insert(QStringLiteral("mysql_on_update"), update.mid(10));
    } else if (m_at.takeAll({ "CHARACTER", "SET" }) || m_at.take("CHARSET")) {
        column.type.charset = m_at.takeToken();
    } else if (m_at.takeAnyOf({ "COLUMN_FORMAT", "STORAGE", "SRID" })) {
        m_at.takeToken();
    } else if (m_at.isAnyOf({ "AFTER", "FIRST" })) {
        return readPlace();
    } else {
        return m_at.takeAnyOf({ "VISIBLE", "INVISIBLE" });
    }
    return true;
}

bool Reader::readElement(schema::CreateTable& change)
{
    if (!isIndex())
        return false;
    schema::Index index;
    if (!readIndex(index))
        return false;
    // unnamed ones are named by the server after their first column, with a number where that is taken
    QString name = index.name.text;
    for (int i = 2; index.name.text != name || change.table.index(name); ++i)
        name = index.name.text + QStringLiteral("_%1").arg(i), index.name.text = name;
    change.table.indexes.push_back(std::move(index));
    return true;
}

bool Reader::readIndex(schema::Index& index)
{
    const QString prefix = m_at.isAnyOf({ "FULLTEXT", "SPATIAL" }) ? m_at.takeToken().toUpper() : QString();
    if (!prefix.isEmpty())
        index.options.insert(QStringLiteral("mysql_prefix"), prefix);
    m_at.takeAnyOf({ "INDEX", "KEY" });
    readIfNotExists();
    if (!m_at.isSymbol('(') && !m_at.is("USING"))
        index.name.text = m_at.takeName();
    const auto readMethod = [&] {
        if (m_at.take("USING"))
            index.options.insert(QStringLiteral("mysql_using"), m_at.takeToken().toLower());
    };
    readMethod();
    QVariantMap lengths;
    if (!readElements(index.elements, lengths))
        return false;
    if (!lengths.isEmpty())
        index.options.insert(QStringLiteral("mysql_length"), lengths);
    for (bool more = true; more;) {
        readMethod();
        if (m_at.takeAll({ "WITH", "PARSER" }))
            index.options.insert(QStringLiteral("mysql_with_parser"), m_at.takeName());
        else if (m_at.takeAnyOf({ "COMMENT", "KEY_BLOCK_SIZE" }))
            m_at.takeSymbol('='), m_at.takeToken();
        else
            more = m_at.takeAnyOf({ "VISIBLE", "INVISIBLE" });
    }
    if (index.name.isEmpty() && !index.elements.empty() && index.elements.front().is(schema::Expression::Kind::Column))
        index.name.text = index.elements.front().textOf();
    return true;
}

/// "ENGINE = InnoDB", "DEFAULT CHARSET utf8mb4", …
bool Reader::readTableOption(schema::Table& table)
{
    m_at.take("DEFAULT");
    QString key;
    if (m_at.takeAll({ "CHARACTER", "SET" }) || m_at.take("CHARSET"))
        key = QStringLiteral("default_charset");
    else if (m_at.isKind(Token::Kind::Word))
        key = m_at.takeToken().toLower();
    if (key.isEmpty())
        return false;
    if (key == QLatin1String("data") || key == QLatin1String("index"))
        key += u'_' + m_at.takeToken().toLower();
    m_at.takeSymbol('=');
    const bool isString = m_at.isKind(Token::Kind::String);
    const QString value = isString ? takeString()
        : m_at.isSymbol('(')       ? m_at.takeParenthesized()
                                   : m_at.text().name(m_at.position());
    if (!isString && m_at.position() > 0 && !m_at.text().isSymbol(m_at.position() - 1, ')'))
        m_at.takeToken();
    if (key == QLatin1String("comment"))
        table.comment = value;
    else
        table.options.insert(QLatin1String("mysql_") + key, value);
    return true;
}

bool Reader::readTableOptions(schema::CreateTable& change)
{
    while (!m_at.atEnd() && !m_at.isAnyOf({ "AS", "SELECT", "WITH", "IGNORE", "REPLACE" })) {
        if (m_at.takeAll({ "PARTITION", "BY" })) {
            change.table.options.insert(QStringLiteral("mysql_partition_by"), m_at.takeRest());
            return true;
        }
        if (!m_at.takeSymbol(',') && !readTableOption(change.table))
            return m_at.isSymbol('(');
    }
    m_at.takeAnyOf({ "IGNORE", "REPLACE" });
    return true;
}

QString Reader::catalogueRelation(const ObjectName& name) const
{
    return name.schema.compare(QLatin1String("information_schema"), Qt::CaseInsensitive) == 0 ? name.key().toLower()
                                                                                              : QString();
}

std::vector<ReadStatement> MySqlReader::read(const QString& sql) const { return sql::readAll<Reader>(sql, lexRules()); }

} // namespace espalier::dialects::mysql
