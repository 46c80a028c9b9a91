#include "dialects/postgresql/sql_reader.h"

#include "dialects/postgresql/sql_reading.h"
#include "dialects/sql/identifiers.h"

#include <algorithm>
#include <memory>
#include <pg_query.h>
#include <QHash>

// From text to values in four steps: the text is cut into statements by a lexer of our own (so that one that the parser
// does not take leaves the others readable); bind parameters become "$1", padded so that positions stay; PostgreSQL's
// own parser makes a tree of each; a function per kind of node turns it into changes. Expressions are no trees here but
// pieces of the text: the parser says where things begin, the tokens say where they end.
//
// The parser allocates some forty times a statement's size and recurses along its depth, so both have a limit.

namespace espalier::dialects::postgresql {

using sql::StatementText;
using sql::Token;

namespace {

constexpr qsizetype longestText = 32 << 20;
constexpr qsizetype longestStatement = 4 << 20; // bytes
constexpr int deepest = 1000;

struct FreeResult {
    void operator()(PgQueryParseResult* result) const
    {
        pg_query_free_parse_result(*result);
        delete result;
    }
};

/// Puts something shorter in the place of a parameter; blanks keep the positions behind it.
void replace(QByteArray& bytes, int begin, int end, QByteArrayView with)
{
    std::fill(bytes.begin() + begin, bytes.begin() + end, ' ');
    std::copy(with.begin(), with.end(), bytes.begin() + begin);
}

/// What is given to the parser: the text with "$1" in place of each bind. "IN :names" is an expanding one, a list; it
/// begins at the blank before, so that even that of one letter has room.
QByteArray parsable(const StatementText& text)
{
    QByteArray bytes = text.bytes;
    for (int i = 0; i < text.size(); ++i) {
        const Token& token = *text.token(i);
        if (token.kind != Token::Kind::Bind)
            continue;
        const bool isList = text.is(i - 1, "IN") && text.token(i - 1)->end < token.begin;
        if (isList)
            replace(bytes, token.begin - 1, token.end, token.size() < 3 ? "(a)" : "($1)");
        else
            replace(bytes, token.begin, token.end, "$1");
    }
    return bytes;
}

/// The same for parameters of the Python driver, "%s" and "%(name)s"; they could be operators too, so this is tried
/// only on what does not parse. Empty where there are none.
QByteArray withoutDriverParameters(const StatementText& text)
{
    const auto touches = [&](int index) { return text.token(index)->end == text.token(index + 1)->begin; };
    QByteArray bytes;
    for (int i = 0; i < text.size(); ++i) {
        if (!text.isSymbol(i, '%'))
            continue;
        const int last = text.isSymbol(i + 1, '(') && text.isSymbol(i + 3, ')') ? i + 4 : i + 1;
        if (!text.is(last, "S") || !touches(last - 1) || text.token(last)->size() != 1)
            continue;
        if (bytes.isEmpty())
            bytes = parsable(text);
        replace(bytes, text.token(i)->begin, text.token(last)->end, "$1");
    }
    return bytes;
}

using Parsed = std::unique_ptr<PgQueryParseResult, FreeResult>;

Parsed parse(const StatementText& text)
{
    Parsed parsed(new PgQueryParseResult(pg_query_parse(parsable(text).constData())));
    if (!parsed->error)
        return parsed;
    const QByteArray other = withoutDriverParameters(text);
    if (other.isEmpty())
        return parsed;
    Parsed again(new PgQueryParseResult(pg_query_parse(other.constData())));
    return again->error ? std::move(parsed) : std::move(again);
}

/// Whether what this parser refuses is refused by every server. What stands in for a bind may not be what it becomes,
/// and versions after this grammar's have syntax of their own.
bool isRefusedByAll(const StatementText& text, QByteArrayView message)
{
    static const core::WordSet later = sql::wordSet(
        "access any_value enforced expression inherit json json_array json_arrayagg json_exists json_object "
        "json_objectagg json_query json_scalar json_serialize json_table json_value local merge new old overlaps "
        "period "
        "property storage system_user valid virtual");
    const auto mayBeLater = [&](const Token& token) {
        return token.kind == Token::Kind::Bind
            || (token.kind == Token::Kind::Word
                && later.contains(QString::fromUtf8(text.bytes.mid(token.begin, token.size())).toLower()));
    };
    const QByteArray said = message.toByteArray();
    const bool isSyntax = said.startsWith("syntax error") || said.startsWith("unterminated");
    return isSyntax && std::none_of(text.tokens.begin(), text.tokens.end(), mayBeLater);
}

using Reader = void (*)(Reading&, const Node&);

const QHash<QByteArrayView, Reader>& statementReaders()
{
    static const QHash<QByteArrayView, Reader> all{
        { "CreateStmt", readCreateTable },
        { "CreateForeignTableStmt", readCreateForeignTable },
        { "CreateTableAsStmt", readCreateTableAs },
        { "ViewStmt", readCreateView },
        { "IndexStmt", readCreateIndex },
        { "AlterTableStmt", readAlterTable },
        { "RenameStmt", readRename },
        { "AlterObjectSchemaStmt", readSetSchema },
        { "DropStmt", readDrop },
        { "CommentStmt", readComment },
        { "SelectStmt", readSelect },
        { "DoStmt", readBlock },
    };
    return all;
}

bool isTableOrView(const Node& rangeVar) { return rangeVar.field() != "sequence" && rangeVar.field() != "typevar"; }

/// Every table and view of the tree, the names of WITH queries aside.
std::vector<schema::ObjectName> tablesIn(const ParseTree& tree)
{
    QStringList queries;
    for (const Node& name : tree.all("ctename"))
        queries.append(name.text());
    std::vector<schema::ObjectName> tables;
    for (const Node& name : tree.all("relname")) {
        const Node rangeVar = tree.parentOf(name);
        const schema::ObjectName table = relationName(rangeVar);
        const bool isQuery = table.schema.isEmpty() && queries.contains(table.name);
        if (!isQuery && isTableOrView(rangeVar) && std::find(tables.begin(), tables.end(), table) == tables.end())
            tables.push_back(table);
    }
    return tables;
}

void dispatch(Reading& reading, const Node& statement)
{
    const std::string_view kind = statement.kind();
    const Node inner = statement.inner();
    const Reader reader = statementReaders().value(QByteArrayView(kind.data(), static_cast<qsizetype>(kind.size())));
    if (reader)
        reader(reading, inner);
    else if (!readNamed(reading, kind, inner))
        readRowsAndSession(reading, kind, inner);
    if (reading.result.changes.empty() && !reading.result.isRead)
        reading.unknown(QT_TRANSLATE_NOOP("Messages", "it is of a kind that is not known here"));
}

/// ALTER INDEX and the like have a relation that is no table.
bool altersNoTable(const Node& statement)
{
    for (const std::string_view field : { "objtype", "renameType", "objectType" }) {
        const Node type = statement.inner()[field];
        if (type.is("OBJECT_INDEX") || type.is("OBJECT_SEQUENCE") || type.is("OBJECT_TYPE")
            || type.is("OBJECT_ATTRIBUTE"))
            return true;
    }
    return false;
}

/// Relations that DROP and COMMENT name stand in the tree as strings.
void addChanged(std::vector<schema::ObjectName>& tables, const schema::Changes& changes)
{
    const auto add = [&](const schema::ObjectName& name) {
        if (!name.name.isEmpty() && std::find(tables.begin(), tables.end(), name) == tables.end())
            tables.push_back(name);
    };
    for (const schema::Change& change : changes) {
        if (const auto* table = std::get_if<schema::DropTable>(&change))
            add(table->table);
        else if (const auto* view = std::get_if<schema::DropView>(&change))
            add(view->name);
        else if (const auto* comment = std::get_if<schema::SetTableComment>(&change))
            add(comment->table);
        else if (const auto* column = std::get_if<schema::ColumnChange>(&change))
            add(column->table);
    }
}

} // namespace

const sql::LexRules& lexRules()
{
    static const sql::LexRules rules{ .dollarStrings = true, .nestedComments = true };
    return rules;
}

void Reading::unknown(const char* reason, const QStringList& arguments)
{
    add(schema::UnknownStatement{ text.text(), { reason, arguments } });
}

void Reading::other(const QString& kind, const schema::ObjectName& name)
{
    add(schema::AlterOther{ kind, name, text.shortened() });
}

void Reading::session(const QString& verb) { add(schema::SessionStatement{ verb }); }

void readStatement(const StatementText& text, ReadStatement& result)
{
    const auto fail = [&](const char* reason, const QStringList& arguments = {}) {
        result.changes.push_back(schema::UnknownStatement{ text.text(), { reason, arguments } });
    };
    if (text.bytes.size() > longestStatement)
        return fail(
            QT_TRANSLATE_NOOP("Messages", "it is longer than %1 MiB"), { QString::number(longestStatement >> 20) });
    if (text.depth > deepest)
        return fail(QT_TRANSLATE_NOOP("Messages", "it nests more than %1 levels deep"), { QString::number(deepest) });
    if (text.bytes.contains('\0'))
        return fail(QT_TRANSLATE_NOOP("Messages", "there is a zero byte in it"));
    const Parsed parsed = parse(text);
    if (parsed->error) {
        fail(QT_TRANSLATE_NOOP("Messages", "PostgreSQL's parser refuses it: %1"),
            { QString::fromUtf8(parsed->error->message) });
        std::get<schema::UnknownStatement>(result.changes.back()).isRefused
            = isRefusedByAll(text, parsed->error->message);
        return;
    }
    const ParseTree tree(
        QByteArray::fromRawData(parsed->parse_tree, static_cast<qsizetype>(qstrlen(parsed->parse_tree))));
    const Node statements = tree.root()["stmts"];
    if (statements.count() != 1)
        return fail(QT_TRANSLATE_NOOP("Messages", "its parts could not be told apart"));
    const Node statement = statements.at(0)["stmt"];
    if (!altersNoTable(statement))
        result.tables = tablesIn(tree);
    result.areTablesSure = true;
    Reading reading{ text, tree, result };
    dispatch(reading, statement);
    addChanged(result.tables, result.changes);
    result.unknownFunctions += unknownFunctionsIn(tree); // to those within a block
    result.calledOtherwise += calledOtherwiseIn(tree);
    if (result.isOfRows())
        result.columns = columnsUsed(tree);
    if (const Node select = statement.as("SelectStmt"))
        result.rows = queryRowsOf(select, tree);
    else if (const Node insert = statement.as("InsertStmt"))
        result.rows = insertedRowsOf(insert, tree);
}

bool withTree(const StatementText& text, const std::function<void(const Node&, const ParseTree&)>& use)
{
    if (text.bytes.size() > longestStatement || text.depth > deepest || text.bytes.contains('\0'))
        return false;
    const Parsed parsed = parse(text);
    if (parsed->error)
        return false;
    const ParseTree tree(
        QByteArray::fromRawData(parsed->parse_tree, static_cast<qsizetype>(qstrlen(parsed->parse_tree))));
    const Node statements = tree.root()["stmts"];
    if (statements.count() != 1)
        return false;
    use(statements.at(0)["stmt"], tree);
    return true;
}

std::vector<ReadStatement> PostgresqlReader::read(const QString& sql) const
{
    std::vector<ReadStatement> all;
    if (sql.size() > longestText) {
        all.push_back({ .sql = sql });
        all.back().changes.push_back(schema::UnknownStatement{ sql,
            { QT_TRANSLATE_NOOP("Messages", "it is longer than %1 MiB"), { QString::number(longestText >> 20) } } });
        return all;
    }
    for (const StatementText& text : sql::statementsIn(sql, lexRules(), sql::Blocks::AtomicBodies)) {
        ReadStatement& statement = all.emplace_back();
        statement.sql = text.text();
        statement.lineOffset = text.lineOffset;
        readStatement(text, statement);
    }
    return all;
}

} // namespace espalier::dialects::postgresql
