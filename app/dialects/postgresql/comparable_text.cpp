#include "dialects/postgresql/comparable_text.h"

#include "dialects/postgresql/comparable_writer.h"
#include "dialects/postgresql/literal_marks.h"

#include <algorithm>
#include <QHash>
#include <QSet>

namespace espalier::dialects::postgresql {

namespace {

constexpr qsizetype longestComparable = 1 << 18;

QByteArray parsedJson(const QByteArray& sql)
{
    return sql.size() > longestComparable ? QByteArray() : parseTreeJson(sql);
}

int nesting(const QString& sql)
{
    int depth = 0;
    int deepest = 0;
    for (const QChar c : sql) {
        depth += c == QLatin1Char('(') ? 1 : c == QLatin1Char(')') ? -1 : 0;
        deepest = std::max(deepest, depth);
    }
    return deepest;
}

struct ComputedExpression {
    QString text;
    QStringList askedColumns;
};

ComputedExpression computedExpression(const QString& sql, const ExpressionPlace& place)
{
    if (nesting(sql) > deepestComparable)
        return {};
    const QByteArray text = "SELECT " + sql.toUtf8();
    const ParseTree tree(parsedJson(text));
    const Node statements = tree.root()["stmts"];
    const Node select = statements.at(0)["stmt"].as("SelectStmt");
    const Node target = select["targetList"].at(0).as("ResTarget");
    // a FROM, a second value or a name would be something else than an expression
    if (statements.count() != 1 || select["targetList"].count() != 1 || select["fromClause"] || select["whereClause"]
        || select["sortClause"] || select["larg"] || target["name"] || !target)
        return {};
    ComparableWriter writer(text);
    writer.place = place;
    const QString comparable = writer.comparable(target["val"]);
    return { comparable, writer.askedColumns() };
}

/// Of the same text at the same place.
QString expressionKey(const QString& sql, const ExpressionPlace& place)
{
    return sql + QChar() + place.type + (place.marksLiterals ? openMark : typedMark);
}

QString expressionKey(const QString& sql, const ExpressionPlace& place, const QStringList& columns)
{
    QString key = expressionKey(sql, place);
    for (const QString& column : columns)
        key += QChar() + column + QChar() + (place.typeOfColumn ? place.typeOfColumn(column) : QString());
    return key;
}

} // namespace

QString comparableExpression(const QString& sql, const ExpressionPlace& place)
{
    constexpr qsizetype most = 4096;
    thread_local QHash<QString, QStringList> asked; // columns whose types the text hangs on
    thread_local QHash<QString, QString> known;
    const auto columns = asked.constFind(expressionKey(sql, place));
    if (columns != asked.cend())
        if (const auto found = known.constFind(expressionKey(sql, place, *columns)); found != known.cend())
            return *found;
    if (known.size() >= most) {
        known.clear();
        asked.clear();
    }
    const ComputedExpression computed = computedExpression(sql, place);
    asked.insert(expressionKey(sql, place), computed.askedColumns);
    return known.insert(expressionKey(sql, place, computed.askedColumns), computed.text).value();
}

QString comparableQuery(const QString& sql, bool withOutputs)
{
    const QByteArray text = sql.toUtf8();
    const ParseTree tree(nesting(sql) > deepestComparable ? QByteArray() : parsedJson(text));
    const Node statements = tree.root()["stmts"];
    if (statements.count() != 1)
        return {};
    ComparableWriter writer(text);
    QSet<QString> relations;
    for (const Node& name : tree.all("relname")) {
        writer.keepsTables |= relations.contains(name.text());
        relations.insert(name.text());
    }
    writer.withOutputs = withOutputs;
    return writer.comparable(statements.at(0)["stmt"]);
}

QString comparableDefinition(const QString& sql)
{
    const QByteArray text = sql.toUtf8();
    const ParseTree tree(nesting(sql) > deepestComparable ? QByteArray() : parsedJson(text));
    const Node statements = tree.root()["stmts"];
    ComparableWriter writer(text);
    writer.keepsTables = true; // OLD and NEW
    return statements.count() == 1 ? writer.comparable(statements.at(0)["stmt"]) : QString();
}

bool selectsEverything(const QString& sql)
{
    const ParseTree tree(nesting(sql) > deepestComparable ? QByteArray() : parsedJson(sql.toUtf8()));
    return !tree.all("A_Star").empty();
}

} // namespace espalier::dialects::postgresql
