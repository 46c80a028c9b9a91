#include "dialects/postgresql/sql_reading.h"

#include <QHash>

// Statements about rows, about the session and about transactions.

namespace espalier::dialects::postgresql {

namespace {

struct RowStatement {
    std::string_view node;
    const char* verb;
};

constexpr RowStatement rowStatements[] = {
    { "InsertStmt", "insert" },
    { "UpdateStmt", "update" },
    { "DeleteStmt", "delete" },
    { "MergeStmt", "merge" },
};

/// Every INSERT, UPDATE, … that the statement holds, itself or in its WITH. True where there is one.
bool readRowStatements(Reading& reading)
{
    bool any = false;
    for (const RowStatement& known : rowStatements)
        for (const Node& node : reading.tree.all(known.node)) {
            reading.add(schema::TouchRows{ QLatin1String(known.verb), relationName(node["relation"]) });
            any = true;
        }
    return any;
}

bool isAnalyzed(const Node& explain)
{
    for (const Node item : explain["options"])
        if (item.as("DefElem")["defname"].is("analyze"))
            return true;
    return false;
}

void readExplain(Reading& reading, const Node& statement)
{
    const Node query = statement["query"];
    reading.result.isRead = !isAnalyzed(statement) || (query.as("SelectStmt") && readFunctionCalls(reading));
    if (!reading.result.isRead && !readRowStatements(reading) && reading.result.changes.empty())
        reading.unknown(QT_TRANSLATE_NOOP("Messages", "it is run by EXPLAIN ANALYZE"));
}

void readTruncate(Reading& reading, const Node& statement)
{
    for (const Node item : statement["relations"])
        reading.add(schema::TouchRows{ QStringLiteral("truncate"), relationName(item.as("RangeVar")) });
}

void readCopy(Reading& reading, const Node& statement)
{
    if (statement["is_from"].isTrue())
        reading.add(schema::TouchRows{ QStringLiteral("copy"), relationName(statement["relation"]) });
    else
        reading.result.isRead = !readRowStatements(reading);
}

void readSet(Reading& reading, const Node& statement)
{
    const Node kind = statement["kind"];
    const bool isReset = kind.is("VAR_RESET") || kind.is("VAR_RESET_ALL");
    const QString name = kind.is("VAR_RESET_ALL") ? QStringLiteral("ALL") : statement["name"].text().toUpper();
    reading.session((isReset ? QStringLiteral("RESET ") : QStringLiteral("SET ")) + name);
}

void readTransaction(Reading& reading, const Node&)
{
    QString verb = reading.text.word(0);
    if (reading.text.is(1, "PREPARED") || reading.text.is(1, "TO") || reading.text.is(2, "TO"))
        verb += reading.text.is(1, "PREPARED") ? QLatin1String(" PREPARED") : QLatin1String(" TO SAVEPOINT");
    reading.session(verb);
}

void readFirstWord(Reading& reading, const Node&) { reading.session(reading.text.word(0)); }

void readReindex(Reading& reading, const Node& statement)
{
    const Node relation = statement["relation"];
    const bool isIndex = statement["kind"].is("REINDEX_OBJECT_INDEX");
    reading.other(relation ? (isIndex ? QStringLiteral("index") : QStringLiteral("table")) : QStringLiteral("schema"),
        relation ? relationName(relation) : schema::ObjectName{ {}, statement["name"].text() });
}

void readShow(Reading& reading, const Node&) { reading.result.isRead = true; }

void readCallStatement(Reading& reading, const Node& statement)
{
    reading.unknown(QT_TRANSLATE_NOOP("Messages", "it calls %1, which may do anything"),
        { stringsOf(statement["funccall"]["funcname"]).join(u'.') + QLatin1String("()") });
}

void readExecute(Reading& reading, const Node&)
{
    reading.unknown(QT_TRANSLATE_NOOP("Messages", "it runs what was prepared elsewhere"));
}

void readRows(Reading& reading, const Node&) { readRowStatements(reading); }

using Reader = void (*)(Reading&, const Node&);

const QHash<QByteArrayView, Reader>& readers()
{
    static const QHash<QByteArrayView, Reader> all{
        { "InsertStmt", readRows },
        { "UpdateStmt", readRows },
        { "DeleteStmt", readRows },
        { "MergeStmt", readRows },
        { "TruncateStmt", readTruncate },
        { "CopyStmt", readCopy },
        { "ExplainStmt", readExplain },
        { "VariableShowStmt", readShow },
        { "VariableSetStmt", readSet },
        { "TransactionStmt", readTransaction },
        { "CallStmt", readCallStatement },
        { "ExecuteStmt", readExecute },
        { "ReindexStmt", readReindex },
        { "VacuumStmt", readFirstWord },
        { "LockStmt", readFirstWord },
        { "PrepareStmt", readFirstWord },
        { "DeallocateStmt", readFirstWord },
        { "DeclareCursorStmt", readFirstWord },
        { "FetchStmt", readFirstWord },
        { "ClosePortalStmt", readFirstWord },
        { "ListenStmt", readFirstWord },
        { "UnlistenStmt", readFirstWord },
        { "NotifyStmt", readFirstWord },
        { "DiscardStmt", readFirstWord },
        { "LoadStmt", readFirstWord },
        { "CheckPointStmt", readFirstWord },
        { "ConstraintsSetStmt", readFirstWord },
    };
    return all;
}

} // namespace

bool readRowsAndSession(Reading& reading, std::string_view kind, const Node& statement)
{
    const Reader reader = readers().value(QByteArrayView(kind.data(), static_cast<qsizetype>(kind.size())));
    if (reader)
        reader(reading, statement);
    return reader != nullptr;
}

void readSelect(Reading& reading, const Node& statement)
{
    if (const Node into = statement["intoClause"]) {
        schema::CreateTable change;
        change.table.name = relationName(into["rel"]);
        change.isIncomplete = true;
        return reading.add(std::move(change));
    }
    if (readRowStatements(reading) || !readFunctionCalls(reading))
        return;
    reading.result.isRead = true;
    reading.result.query = catalogueQueryOf(statement, reading.text);
}

} // namespace espalier::dialects::postgresql
