#include "dialects/sql/statement_reader.h"

#include "dialects/sql/catalogue_select.h"

#include <algorithm>

// Statements by their first words; tables stand in statement_reader_tables.cpp.

namespace espalier::dialects::sql {

using schema::ObjectName;

namespace {

constexpr qsizetype longestStatement = 4 << 20; // bytes

/// What is kept by kind and name alone.
constexpr std::pair<std::string_view, const char*> otherKinds[] = {
    { "TRIGGER", "trigger" },
    { "FUNCTION", "function" },
    { "PROCEDURE", "procedure" },
    { "EVENT", "event" },
    { "USER", "user" },
    { "ROLE", "role" },
    { "SERVER", "server" },
    { "TABLESPACE", "tablespace" },
};

} // namespace

StatementReader::StatementReader(const StatementText& text, const LexRules& rules, ReadStatement& result)
    : m_at(text)
    , m_rules(rules)
    , m_result(result)
{ }

void StatementReader::read()
{
    const StatementText& text = m_at.text();
    if (text.bytes.size() > longestStatement)
        return fail(
            QT_TRANSLATE_NOOP("Messages", "it is longer than %1 MiB"), { QString::number(longestStatement >> 20) });
    if (text.isUnclosed)
        return fail(QT_TRANSLATE_NOOP("Messages", "a quotation or comment in it has no end"), {});
    if (readStatement() && m_at.atEnd())
        return;
    const QString place = text.text(m_at.position(), m_at.position() + 4).simplified().left(40);
    if (place.isEmpty())
        fail(QT_TRANSLATE_NOOP("Messages", "it ends where more is expected"), {});
    else
        fail(QT_TRANSLATE_NOOP("Messages", "it is not understood from \"%1\" on"), { place });
}

/// Half a statement's changes would be worse than none.
void StatementReader::fail(const char* reason, const QStringList& arguments)
{
    m_result.changes.clear();
    m_result.query.reset();
    m_result.isRead = false;
    add(schema::UnknownStatement{ m_at.text().text(), { reason, arguments } });
}

void StatementReader::session(const QString& verb)
{
    add(schema::SessionStatement{ verb });
    m_at.moveTo(m_at.end());
}

void StatementReader::other(const QString& kind, const ObjectName& name)
{
    add(schema::AlterOther{ kind, name, m_at.text().shortened() });
    m_at.moveTo(m_at.end());
}

void StatementReader::addTable(const ObjectName& name)
{
    auto& tables = m_result.tables;
    if (!name.name.isEmpty() && std::find(tables.begin(), tables.end(), name) == tables.end())
        tables.push_back(name);
}

ObjectName StatementReader::takeTable()
{
    ObjectName name = m_at.takeObject();
    addTable(name);
    return name;
}

QString StatementReader::takeString()
{
    if (!m_at.isKind(Token::Kind::String))
        return {};
    QString value = m_at.text().stringValue(m_at.position(), m_rules);
    m_at.takeToken();
    return value.isNull() ? QStringLiteral("") : value;
}

bool StatementReader::readStatement()
{
    if (m_at.take("CREATE"))
        return readCreate();
    const int start = m_at.position();
    if (m_at.is("DROP") && readDrop())
        return true;
    if (m_at.position() != start) // within a DROP that is not understood
        return false;
    if (m_at.takeAll({ "ALTER", "TABLE" }))
        return readAlterTable();
    if (m_at.isAnyOf({ "INSERT", "REPLACE", "UPDATE", "DELETE", "WITH" }))
        return readRows();
    if (m_at.isAnyOf({ "SELECT", "VALUES" }) || m_at.isSymbol('('))
        return readQuery();
    return readOther();
}

bool StatementReader::readCreate()
{
    const int start = m_at.position();
    const bool orReplace = m_at.takeAll({ "OR", "REPLACE" });
    m_at.takeAnyOf({ "TEMPORARY", "TEMP" });
    if (m_at.take("TABLE"))
        return readCreateTable();
    if (m_at.takeAll({ "UNIQUE", "INDEX" }))
        return readCreateIndex(true);
    if (m_at.take("INDEX"))
        return readCreateIndex(false);
    if (m_at.take("VIEW"))
        return readCreateView(orReplace);
    for (const auto& [word, kind] : otherKinds)
        if (m_at.take(word))
            return readCreateOther(QLatin1String(kind), orReplace);
    m_at.moveTo(start);
    return readOther();
}

bool StatementReader::readCreateView(bool orReplace)
{
    schema::CreateView change;
    change.orReplace = orReplace;
    change.ifNotExists = readIfNotExists();
    change.view.name = takeTable();
    change.view.columns = m_at.takeNames();
    if (!m_at.take("AS") || change.view.name.name.isEmpty() || m_at.atEnd())
        return false;
    addTablesOfQuery();
    const int with = m_at.find({ "CHECK" });
    const bool isChecked = with < m_at.end() && m_at.text().is(with + 1, "OPTION");
    int end = m_at.end();
    if (isChecked)
        for (end = with; end > m_at.position() && !m_at.text().is(end, "WITH");)
            --end;
    change.view.definition = m_at.text().text(m_at.position(), end);
    m_at.moveTo(m_at.end());
    add(std::move(change));
    return true;
}

bool StatementReader::readCreateOther(const QString& kind, bool orReplace)
{
    schema::CreateOther change;
    change.object.kind = kind;
    change.orReplace = orReplace;
    change.ifNotExists = readIfNotExists();
    change.object.name = m_at.takeObject();
    if (kind == QLatin1String("trigger")) {
        m_at.moveTo(m_at.find({ "ON" }));
        if (!m_at.take("ON"))
            return false;
        change.object.table = takeTable().key();
    }
    change.object.definition = m_at.text().text();
    m_at.moveTo(m_at.end());
    const bool isNamed = !change.object.name.name.isEmpty();
    add(std::move(change));
    return isNamed;
}

bool StatementReader::readDrop()
{
    const int start = m_at.position();
    m_at.take("DROP");
    m_at.takeAnyOf({ "TEMPORARY", "TEMP" });
    const bool isTable = m_at.take("TABLE");
    const bool isView = !isTable && m_at.take("VIEW");
    if (isTable || isView) {
        const bool ifExists = readIfExists();
        do {
            const ObjectName name = takeTable();
            if (name.name.isEmpty())
                return false;
            if (isTable)
                add(schema::DropTable{ name, ifExists, false });
            else
                add(schema::DropView{ name, false, ifExists, false });
        } while (m_at.takeSymbol(','));
        m_at.takeAnyOf({ "CASCADE", "RESTRICT" }); // without meaning here
        return true;
    }
    if (m_at.take("INDEX")) {
        const bool ifExists = readIfExists();
        const ObjectName name = m_at.takeObject();
        const ObjectName table = m_at.take("ON") ? takeTable() : ObjectName();
        if (!name.name.isEmpty())
            add(schema::DropIndex{ table, name, ifExists, false });
        return !name.name.isEmpty();
    }
    for (const auto& [word, kind] : otherKinds)
        if (m_at.take(word)) {
            const bool ifExists = readIfExists();
            const ObjectName name = m_at.takeObject();
            if (name.name.isEmpty())
                break;
            add(schema::DropOther{ QLatin1String(kind), name, {}, ifExists, false });
            return true;
        }
    m_at.moveTo(start);
    return false;
}

bool StatementReader::readAlterTable()
{
    const bool ifExists = readIfExists();
    const ObjectName table = takeTable();
    if (table.name.isEmpty())
        return false;
    const int end = m_at.end();
    do {
        m_at.endAt(end);
        const int comma = m_at.findSymbol(',');
        m_at.endAt(comma);
        if (!readAlteration(table, ifExists) || m_at.position() != comma)
            return false;
        m_at.endAt(end);
    } while (m_at.takeSymbol(','));
    return true;
}

/// Tables behind FROM, JOIN, INTO, UPDATE and TABLE, wherever they stand; not EXTRACT(… FROM …), ON DUPLICATE KEY
/// UPDATE.
void StatementReader::addTablesOfQuery()
{
    Cursor at = m_at;
    QStringList queries; // WITH name AS (
    std::vector<bool> isQuery{ true }; // of the parentheses that are open
    for (int i = 0; i < at.end(); ++i) {
        at.moveTo(i);
        if (at.isSymbol('('))
            isQuery.push_back(at.is("SELECT", 1) || at.is("WITH", 1) || at.isSymbol('(', 1));
        else if (at.isSymbol(')') && isQuery.size() > 1)
            isQuery.pop_back();
        if (at.is("AS", 1) && at.isSymbol('(', 2) && at.text().token(i)->isName())
            queries.append(at.text().name(i));
        const bool isOther = (at.is("FROM") && !isQuery.back())
            || (at.is("UPDATE")
                && (at.text().is(i - 1, "KEY") || at.text().is(i - 1, "FOR") || at.text().is(i - 1, "DO")));
        if (isOther || !at.takeAnyOf({ "FROM", "JOIN", "INTO", "UPDATE", "TABLE", "USING" }))
            continue;
        const bool isList = at.text().is(i, "FROM");
        do {
            at.takeAnyOf({ "ONLY", "IGNORE", "LOW_PRIORITY" });
            if (at.take("OR")) // UPDATE OR IGNORE
                at.takeToken();
            const ObjectName name = at.takeObject();
            const bool isFunction = at.isSymbol('(') && !at.text().is(i, "INTO");
            if (!isFunction && !(name.schema.isEmpty() && queries.contains(name.name)))
                addTable(name);
            at.take("AS");
            if (!at.isSymbol(',') && at.isSymbol(',', 1))
                at.takeName();
        } while (isList && at.takeSymbol(','));
    }
}

bool StatementReader::readRows()
{
    static constexpr std::pair<std::string_view, const char*> verbs[]
        = { { "INSERT", "insert" }, { "REPLACE", "insert" }, { "UPDATE", "update" }, { "DELETE", "delete" } };
    addTablesOfQuery();
    const int verb = m_at.find({ "INSERT", "REPLACE", "UPDATE", "DELETE", "SELECT", "VALUES" });
    m_at.moveTo(verb);
    if (m_at.isAnyOf({ "SELECT", "VALUES" }))
        return readQuery();
    for (const auto& [word, name] : verbs) {
        if (!m_at.take(word))
            continue;
        if (word != "UPDATE")
            m_at.moveTo(m_at.find({ "INTO", "FROM" }));
        if (m_at.atEnd()) // INSERT t VALUES …, DELETE t FROM …
            m_at.moveTo(verb + 1);
        m_at.takeAnyOf({ "INTO", "FROM" });
        while (m_at.takeAnyOf({ "LOW_PRIORITY", "IGNORE", "QUICK", "DELAYED", "HIGH_PRIORITY" })) { }
        if (m_at.take("OR")) // SQLite: UPDATE OR IGNORE t
            m_at.takeToken();
        const ObjectName table = m_at.takeObject();
        const bool isSeveral = m_at.isSymbol(',');
        add(schema::TouchRows{ QLatin1String(name), isSeveral ? ObjectName() : table });
        m_at.moveTo(m_at.end());
        return !table.name.isEmpty();
    }
    return false;
}

bool StatementReader::readQuery()
{
    addTablesOfQuery();
    m_result.isRead = true;
    m_result.query = catalogueSelect(m_at, m_rules, [this](const ObjectName& name) { return catalogueRelation(name); });
    m_at.moveTo(m_at.end());
    return true;
}

} // namespace espalier::dialects::sql
