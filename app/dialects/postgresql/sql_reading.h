#pragma once

#include "core/message.h"
#include "dialects/postgresql/parse_tree.h"
#include "dialects/sql/statement_text.h"
#include "dialects/sql_reader.h"

#include <functional>
#include <QSet>

// What the files of PostgreSQL's reader share.

namespace espalier::dialects::postgresql {

/// Columns that a statement about rows names, of tables.
std::vector<ColumnUse> columnsUsed(const ParseTree& tree);

/// The variables of a PL/pgSQL block, where names in its SQL may be theirs.
struct BlockVariables {
    QSet<QString> scalars;
    QSet<QString> records;
    /// "name" or "record.column"; empty where the fields of a ColumnRef name none.
    QString of(const QStringList& fields) const;
};

/// One statement while it is read.
struct Reading {
    const sql::StatementText& text;
    const ParseTree& tree;
    ReadStatement& result;

    template <typename Change> void add(Change change) { result.changes.push_back(std::move(change)); }
    void unknown(const char* reason, const QStringList& arguments = {});
    void other(const QString& kind, const schema::ObjectName& name); ///< AlterOther
    void session(const QString& verb); ///< SessionStatement
};

const sql::LexRules& lexRules();

// names and types
schema::ObjectName relationName(const Node& rangeVar);
schema::ObjectName nameOf(const Node& strings); ///< of a list of String nodes: [database,] [schema,] name
schema::ObjectName nameOf(QStringList parts);
/// Of a node that names an object in DROP, COMMENT, ALTER …: functions come with their argument types.
schema::ObjectName objectName(const Node& object, const sql::StatementText& text);
schema::SqlType typeOf(const Node& typeName, const sql::StatementText& text);
/// PostgreSQL's own words for a type, as format_type() has them.
QString typeText(const Node& typeName, const sql::StatementText& text);
/// "f(integer, text)"; OUT arguments are not in it.
QString signature(const QString& name, const Node& parameters, const sql::StatementText& text);
schema::SequenceOptions sequenceOptions(const Node& defElems, const sql::StatementText& text);
/// Storage parameters as [key, value] pairs.
QVariantList storageParameters(const Node& defElems, const sql::StatementText& text);
/// The number that stands at or after a position, with its sign.
std::optional<qint64> numberAt(const sql::StatementText& text, int position);

// expressions are pieces of the text
/// What stands in the parentheses that open at or after `token`.
QString inParentheses(const sql::StatementText& text, int token);
/// Elements "a, lower(b) DESC, (c || d)" of an index or exclusion constraint, cut at the commas of the parentheses that
/// open at `token`.
std::vector<std::pair<int, int>> elementsIn(const sql::StatementText& text, int token);
schema::Expression indexElement(
    const Node& indexElem, const sql::StatementText& text, std::pair<int, int> tokens, QVariantMap& classes);

// tables
schema::Column columnOf(const Node& columnDef, Reading& reading, schema::Table& table);
/// A serial that is no key stays one: only of keys does its sequence follow from the type that it is stored as.
void keepSerial(schema::Column& column);
/// A constraint at a table; `token` is where it begins.
std::optional<schema::Constraint> constraintOf(const Node& constraint, Reading& reading);

// statements
void readCreateTable(Reading& reading, const Node& statement);
void readCreateForeignTable(Reading& reading, const Node& statement);
void readCreateTableAs(Reading& reading, const Node& statement);
void readCreateView(Reading& reading, const Node& statement);
void readCreateIndex(Reading& reading, const Node& statement);
void readAlterTable(Reading& reading, const Node& statement);
void readRename(Reading& reading, const Node& statement);
void readSetSchema(Reading& reading, const Node& statement);
void readDrop(Reading& reading, const Node& statement);
void readComment(Reading& reading, const Node& statement);
void readSelect(Reading& reading, const Node& statement);
void readBlock(Reading& reading, const Node& statement);

/// "table", "materialized view", … of an OBJECT_… constant.
QString kindOf(std::string_view objectType);
/// Statements of the kinds that need no more than a name; false where this is none of them.
bool readNamed(Reading& reading, std::string_view kind, const Node& statement);
/// INSERT, UPDATE, …, VACUUM, SET, …; false where this is none of them.
bool readRowsAndSession(Reading& reading, std::string_view kind, const Node& statement);

/// The question about the catalogue that a SELECT is, where it is a simple one; variables in it are Binds.
std::optional<CatalogueQuery> catalogueQueryOf(
    const Node& select, const sql::StatementText& text, const BlockVariables* variables = nullptr);
/// EXISTS (SELECT …) and to_regclass('…') as such a question, of a SubLink or a FuncCall.
std::optional<CatalogueQuery> catalogueQuestionOf(
    const Node& expression, const sql::StatementText& text, const BlockVariables* variables = nullptr);
/// Whether a SELECT's functions only compute; else adds what they do.
bool readFunctionCalls(Reading& reading);

/// Where a SelectStmt has no rows; not set where that is never sure.
std::optional<QueryRows> queryRowsOf(const Node& select, const ParseTree& tree);
/// The same for the query whose rows an InsertStmt takes.
std::optional<QueryRows> insertedRowsOf(const Node& insert, const ParseTree& tree);
/// The functions that it calls and that are not known here, in lower case.
QStringList unknownFunctionsIn(const ParseTree& tree);
/// Of these: those that are called with arguments, or in a schema.
QStringList calledOtherwiseIn(const ParseTree& tree);

/// Reads one statement into `result`; texts of blocks come back here.
void readStatement(const sql::StatementText& text, ReadStatement& result);
/// Gives a statement's tree; false where the parser does not take it.
bool withTree(const sql::StatementText& text, const std::function<void(const Node&, const ParseTree&)>& use);

} // namespace espalier::dialects::postgresql
