#include "dialects/postgresql/sql_reading.h"

// Views, and tables made from queries.

namespace espalier::dialects::postgresql {

using sql::StatementText;

namespace {

/// The query behind AS, without WITH CHECK OPTION and WITH NO DATA.
QString definitionOf(const Node& relation, const StatementText& text)
{
    const int start = text.tokenAt(relation["location"].number());
    const int as = text.find(start, [&](int i) { return text.is(i, "AS"); });
    int end = text.size();
    if (text.is(end - 1, "OPTION") || text.is(end - 1, "DATA")) {
        int with = end - 2;
        while (with > end - 5 && !text.is(with, "WITH"))
            --with;
        end = text.is(with, "WITH") ? with : end;
    }
    return text.text(as + 1, end);
}

/// The name that PostgreSQL gives to an output (FigureColname() in parse_target.c); empty where it is not sure here.
QString outputName(const Node& target)
{
    if (const QString alias = target["name"].text(); !alias.isEmpty())
        return alias;
    const Node value = target["val"];
    if (const Node column = value.as("ColumnRef"))
        return column["fields"].last().as("String")["sval"].text();
    if (const Node call = value.as("FuncCall"))
        return call["funcname"].last().as("String")["sval"].text();
    return {};
}

/// Empty where one of them is not known.
QStringList outputNames(Node select)
{
    while (select["larg"])
        select = select["larg"];
    QStringList names;
    for (const Node item : select["targetList"]) {
        const QString name = outputName(item.as("ResTarget"));
        if (name.isEmpty())
            return {};
        names.append(name);
    }
    return names;
}

schema::CreateView viewOf(const Node& relation, const Node& aliases, const Node& query, const StatementText& text)
{
    schema::CreateView change;
    change.view.name = relationName(relation);
    change.view.definition = definitionOf(relation, text);
    const QStringList given = stringsOf(aliases);
    change.view.columns = outputNames(query.as("SelectStmt"));
    if (given.size() >= change.view.columns.size())
        change.view.columns = given;
    else
        for (qsizetype i = 0; i < given.size(); ++i)
            change.view.columns[i] = given[i];
    return change;
}

} // namespace

void readCreateView(Reading& reading, const Node& statement)
{
    schema::CreateView change = viewOf(statement["view"], statement["aliases"], statement["query"], reading.text);
    change.orReplace = statement["replace"].isTrue();
    reading.add(std::move(change));
}

void readCreateTableAs(Reading& reading, const Node& statement)
{
    const Node into = statement["into"];
    if (statement["objtype"].is("OBJECT_MATVIEW")) {
        schema::CreateView view = viewOf(into["rel"], into["colNames"], statement["query"], reading.text);
        view.view.isMaterialized = true;
        view.ifNotExists = statement["if_not_exists"].isTrue();
        return reading.add(std::move(view));
    }
    schema::CreateTable change;
    change.table.name = relationName(into["rel"]);
    if (into["rel"]["relpersistence"].is("t"))
        change.table.prefixes.append(QStringLiteral("TEMPORARY"));
    change.ifNotExists = statement["if_not_exists"].isTrue();
    change.isIncomplete = true;
    reading.add(std::move(change));
}

} // namespace espalier::dialects::postgresql
