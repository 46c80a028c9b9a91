#include "dialects/postgresql/catalogue_reader.h"

// SELECTs that ask about the schema itself: what they answer with.

namespace espalier::dialects::postgresql {

using Answer = CatalogueQuery::Answer;

namespace {

bool isCount(const Node& expression)
{
    const Node call = expression.as("FuncCall");
    return stringsOf(call["funcname"]) == QStringList{ QStringLiteral("count") } && !call["agg_distinct"].isTrue()
        && !call["agg_filter"] && !call["over"] && (call["agg_star"].isTrue() || call["args"].at(0).as("A_Const"));
}

/// "count(*) > 0" and the like.
std::optional<Answer> countTest(const Node& expression, const CatalogueReader& reader)
{
    const Node comparison = expression.as("A_Expr");
    if (!comparison["kind"].is("AEXPR_OP") || !isCount(comparison["lexpr"]))
        return {};
    const auto limit = reader.value(comparison["rexpr"]);
    const QString test = stringsOf(comparison["name"]).join(u'.') + (limit ? limit->text : QString());
    if (test == QLatin1String(">0") || test == QLatin1String(">=1") || test == QLatin1String("<>0"))
        return Answer::Exists;
    if (test == QLatin1String("=0") || test == QLatin1String("<1"))
        return Answer::NotExists;
    return {};
}

bool readOutput(CatalogueReader& reader, const Node& target)
{
    const Node value = target["val"];
    CatalogueOutput output;
    output.name = target["name"].text();
    output.column = reader.column(value);
    output.isCast = static_cast<bool>(value.as("TypeCast"));
    if (output.column) {
        if (output.name.isEmpty())
            output.name = output.column->name;
    } else if (const auto constant = reader.value(value); constant && value.as("A_Const")) {
        output.constant = constant->text;
        if (output.name.isEmpty())
            output.name = QStringLiteral("?column?");
    } else {
        return false;
    }
    reader.query.outputs.push_back(std::move(output));
    return true;
}

bool readOutputs(CatalogueReader& reader, const Node& select)
{
    const Node targets = select["targetList"];
    if (targets.count() == 1) {
        const Node only = targets.at(0).as("ResTarget")["val"];
        if (isCount(only)) {
            reader.query.answer = Answer::Count;
            return true;
        }
        if (const auto test = countTest(only, reader)) {
            reader.query.answer = *test;
            return true;
        }
    }
    for (const Node item : targets)
        if (!readOutput(reader, item.as("ResTarget")))
            return false;
    return true;
}

bool readOrder(CatalogueReader& reader, const Node& select)
{
    for (const Node item : select["sortClause"]) {
        const Node sort = item.as("SortBy");
        const Node direction = sort["sortby_dir"];
        if (!direction.is("SORTBY_DEFAULT") && !direction.is("SORTBY_ASC"))
            return false;
        auto column = reader.column(sort["node"]);
        bool isText = static_cast<bool>(sort["node"].as("TypeCast"));
        const int place = sort["node"].as("A_Const")["ival"]["ival"].number();
        int at = 0;
        for (const CatalogueOutput& output : reader.query.outputs)
            if (++at == place || (column && column->relation < 1 && output.name == column->name)) {
                column = output.column;
                isText = output.isCast;
            }
        if (!column)
            return false;
        // texts are ordered as the database's collation wants it
        const bool isKnown = !isText && sort["sortby_nulls"].is("SORTBY_NULLS_DEFAULT");
        reader.query.orderBy.push_back(isKnown ? *column : CatalogueColumn{ -1, {} });
    }
    return true;
}

bool readLimit(CatalogueReader& reader, const Node& select)
{
    if (const Node limit = select["limitCount"]) {
        const auto number = reader.value(limit);
        if (!number || number->kind != CatalogueValue::Kind::Number)
            return false;
        reader.query.limit = number->text.toLongLong();
    }
    for (const Node item : select["distinctClause"])
        if (item.kind() != std::string_view()) // DISTINCT ON
            return false;
    reader.query.isDistinct = static_cast<bool>(select["distinctClause"]);
    return true;
}

/// An aggregate without groups has a row always.
bool hasOnlyPlainOutputs(const Node& select)
{
    for (const Node item : select["targetList"]) {
        const Node value = item.as("ResTarget")["val"];
        if (!value.as("A_Const") && !value.as("ColumnRef"))
            return false;
    }
    return true;
}

/// SELECT EXISTS (…), SELECT to_regclass('x') IS NOT NULL: no FROM of its own.
bool readQuestion(CatalogueReader& reader, const Node& expression)
{
    if (const Node negation = expression.as("BoolExpr"); negation["boolop"].is("NOT_EXPR")) {
        if (!readQuestion(reader, negation["args"].at(0)) || reader.query.answer == Answer::Rows)
            return false;
        reader.query.answer = reader.query.answer == Answer::Exists ? Answer::NotExists : Answer::Exists;
        return true;
    }
    if (const Node sublink = expression.as("SubLink"); sublink["subLinkType"].is("EXISTS_SUBLINK")) {
        reader.query.answer = Answer::Exists;
        const Node select = sublink["subselect"].as("SelectStmt");
        return hasOnlyPlainOutputs(select) && reader.readSources(select) && readLimit(reader, select)
            && reader.query.limit != 0;
    }
    if (const Node test = expression.as("NullTest")) {
        reader.query.answer = test["nulltesttype"].is("IS_NULL") ? Answer::NotExists : Answer::Exists;
        return reader.readLookup(test["arg"].as("FuncCall"));
    }
    const Node call = expression.as("FuncCall");
    const auto value = call["args"] ? std::nullopt : reader.value(expression); // current_schemas() is of several
    if (value && value->kind == CatalogueValue::Kind::CurrentSchema) {
        reader.query.relations = QStringList{ QStringLiteral("session") };
        reader.query.outputs.push_back(
            { CatalogueColumn{ 0, QStringLiteral("current_schema") }, QStringLiteral("current_schema"), {} });
        return true;
    }
    if (!reader.readLookup(call))
        return false;
    const QString name = reader.query.relations.front();
    reader.query.outputs.push_back({ CatalogueColumn{ 0, QStringLiteral("name") }, name, {} });
    return true;
}

bool readQuery(CatalogueReader& reader, const Node& select)
{
    const Node targets = select["targetList"];
    if (select["fromClause"])
        return reader.readSources(select) && readOutputs(reader, select) && readOrder(reader, select)
            && readLimit(reader, select);
    const Node target = targets.at(0).as("ResTarget");
    if (targets.count() != 1 || select["whereClause"] || select["larg"] || select["withClause"]
        || !readQuestion(reader, target["val"]))
        return false;
    if (!target["name"].text().isEmpty() && !reader.query.outputs.empty())
        reader.query.outputs.front().name = target["name"].text();
    return true;
}

} // namespace

std::optional<CatalogueQuery> catalogueQueryOf(
    const Node& select, const sql::StatementText& text, const BlockVariables* variables)
{
    CatalogueReader reader(text, variables);
    if (!readQuery(reader, select))
        return {};
    return std::move(reader.query);
}

std::optional<CatalogueQuery> catalogueQuestionOf(
    const Node& expression, const sql::StatementText& text, const BlockVariables* variables)
{
    CatalogueReader reader(text, variables);
    if (!readQuestion(reader, expression))
        return {};
    return std::move(reader.query);
}

} // namespace espalier::dialects::postgresql
