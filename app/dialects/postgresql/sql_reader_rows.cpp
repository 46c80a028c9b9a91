#include "dialects/postgresql/sql_reading.h"
#include "dialects/sql/identifiers.h"

#include <algorithm>
#include <QHash>
#include <QSet>

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

using schema::Literal;
using schema::WrittenValue;

/// Of functions that make a value and never NULL.
std::optional<Literal> madeBy(const QString& function)
{
    static const core::WordSet moments = sql::wordSet("now clock_timestamp statement_timestamp transaction_timestamp");
    static const core::WordSet uuids = sql::wordSet("gen_random_uuid uuid_generate_v4 uuid_generate_v1");
    if (moments.contains(function))
        return Literal::ofKind(Literal::Kind::DateTime, QStringLiteral("2000-01-01T00:00:00+00:00"));
    if (uuids.contains(function))
        return Literal::ofKind(Literal::Kind::Uuid, QStringLiteral("00000000-0000-0000-0000-000000000000"));
    if (function == QLatin1String("nextval"))
        return Literal::number(1);
    return std::nullopt;
}

WrittenValue writtenConstant(const Node& constant)
{
    using Kind = WrittenValue::Kind;
    if (constant["isnull"].isTrue())
        return { Kind::Literal, Literal::none() };
    if (const Node text = constant["sval"])
        return { Kind::Literal, Literal::string(text["sval"].text()) };
    if (const Node number = constant["ival"]) // zero and negative ones are left out of the tree
        return { number["ival"] ? Kind::Literal : Kind::Made, Literal::number(number["ival"].number()) };
    if (const Node truth = constant["boolval"])
        return { Kind::Literal, Literal::boolean(truth["boolval"].isTrue()) };
    if (const Node number = constant["fval"]) {
        const QString digits = number["fval"].text();
        const bool isWhole = std::all_of(digits.begin(), digits.end(), [](QChar c) { return c.isDigit(); });
        return { Kind::Literal, Literal::ofKind(isWhole ? Literal::Kind::Integer : Literal::Kind::Decimal, digits) };
    }
    return {};
}

/// Types whose cast of a text takes what a column of that type takes.
bool isCastAsColumn(const Node& type)
{
    static const core::WordSet others = sql::wordSet("int2 int4 int8 text varchar bpchar numeric float4 float8 bit");
    return !type["typmods"] && !type["arrayBounds"]
        && !others.contains(stringsOf(type["names"]).value(type["names"].count() - 1));
}

/// "1 = 1": true or false, never NULL.
bool isComparisonOfConstants(const Node& expression)
{
    static const QSet<QString> operators{ QStringLiteral("="), QStringLiteral("<>"), QStringLiteral("<"),
        QStringLiteral(">"), QStringLiteral("<="), QStringLiteral(">=") };
    const Node left = expression["lexpr"].as("A_Const"), right = expression["rexpr"].as("A_Const");
    return expression["kind"].is("AEXPR_OP") && operators.contains(stringsOf(expression["name"]).value(0)) && left
        && right && !left["isnull"] && !right["isnull"];
}

WrittenValue writtenValue(const Node& value)
{
    using Kind = WrittenValue::Kind;
    if (const Node cast = value.as("TypeCast"); cast["arg"].as("A_Const")["sval"] && isCastAsColumn(cast["typeName"]))
        return writtenConstant(cast["arg"].as("A_Const"));
    if (value.as("SetToDefault"))
        return { Kind::Default };
    if (const Node constant = value.as("A_Const"))
        return writtenConstant(constant);
    if (const Node call = value.as("FuncCall"))
        if (const auto made = madeBy(stringsOf(call["funcname"]).value(call["funcname"].count() - 1)))
            return { Kind::Made, *made };
    if (const Node comparison = value.as("A_Expr"); isComparisonOfConstants(comparison))
        return { Kind::Made, Literal::boolean(true) };
    if (const Node function = value.as("SQLValueFunction"); function["op"].raw().starts_with("SVFOP_CURRENT_TIMESTAMP"))
        return { Kind::Made, *madeBy(QStringLiteral("now")) };
    return {};
}

std::shared_ptr<const schema::WrittenRows> insertedRows(const Node& insert)
{
    auto written = std::make_shared<schema::WrittenRows>();
    for (const Node column : insert["cols"])
        written->columns.append(column.as("ResTarget")["name"].text());
    written->skipsDoubles = bool(insert["onConflictClause"]);
    const Node select = insert["selectStmt"].as("SelectStmt");
    written->isOfQuery = select && !select["valuesLists"];
    if (!select)
        written->rows.emplace_back(); // DEFAULT VALUES
    for (const Node list : select["valuesLists"]) {
        auto& row = written->rows.emplace_back();
        for (const Node value : list.as("List")["items"])
            row.push_back(writtenValue(value));
    }
    return written;
}

/// Not ONLY: the rows of tables that inherit from it are meant as well.
bool isWithHeirs(const Node& relation) { return relation["inh"].isTrue(); }

std::shared_ptr<const schema::WrittenRows> changedRows(const Node& update)
{
    auto written = std::make_shared<schema::WrittenRows>();
    written->isOfAll = isWithHeirs(update["relation"]) && !update["whereClause"] && update["fromClause"].count() == 0;
    auto& row = written->rows.emplace_back();
    for (const Node target : update["targetList"]) {
        written->columns.append(target.as("ResTarget")["name"].text());
        row.push_back(writtenValue(target.as("ResTarget")["val"]));
    }
    return written;
}

std::shared_ptr<const schema::WrittenRows> removedRows(const Node& removal)
{
    auto written = std::make_shared<schema::WrittenRows>();
    written->isOfAll
        = isWithHeirs(removal["relation"]) && !removal["whereClause"] && removal["usingClause"].count() == 0;
    return written;
}

/// What the statement writes, as far as it says so.
std::shared_ptr<const schema::WrittenRows> writtenRows(std::string_view kind, const Node& statement)
{
    return kind == "InsertStmt" ? insertedRows(statement)
        : kind == "UpdateStmt"  ? changedRows(statement)
        : kind == "DeleteStmt"  ? removedRows(statement)
                                : nullptr;
}

/// Every INSERT, UPDATE, … that the statement holds, itself or in its WITH. True where there is one.
bool readRowStatements(Reading& reading)
{
    bool any = false;
    for (const RowStatement& known : rowStatements)
        for (const Node& node : reading.tree.all(known.node)) {
            reading.add(schema::TouchRows{
                QLatin1String(known.verb), relationName(node["relation"]), writtenRows(known.node, node) });
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
    if (const Node made = query.as("CreateTableAsStmt")) // what it would make need not be there
        std::erase(reading.result.tables, relationName(made["into"]["rel"]));
    reading.result.isRead = !isAnalyzed(statement) || (query.as("SelectStmt") && readFunctionCalls(reading));
    if (!reading.result.isRead && !readRowStatements(reading) && reading.result.changes.empty())
        reading.unknown(QT_TRANSLATE_NOOP("Messages", "it is run by EXPLAIN ANALYZE"));
}

void readTruncate(Reading& reading, const Node& statement)
{
    for (const Node item : statement["relations"]) {
        const Node table = item.as("RangeVar");
        auto written = std::make_shared<schema::WrittenRows>();
        written->isOfAll = isWithHeirs(table);
        reading.add(schema::TouchRows{ QStringLiteral("truncate"), relationName(table), written });
    }
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
