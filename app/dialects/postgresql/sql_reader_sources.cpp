#include "dialects/postgresql/functions.h"
#include "dialects/postgresql/sql_reading.h"
#include "dialects/sql/identifiers.h"

#include <QHash>

// When a query has no rows, whatever its conditions: where the tables that it takes them from have none.

namespace espalier::dialects::postgresql {

namespace {

using Clauses = std::vector<std::vector<schema::ObjectName>>;
using Queries = QHash<QString, Clauses>; // of WITH, by name

constexpr size_t mostClauses = 64;

Clauses never() { return { {} }; }

/// Either of them without rows is enough.
Clauses either(const Clauses& a, const Clauses& b)
{
    if (a.size() * b.size() > mostClauses)
        return never();
    Clauses all;
    for (const auto& one : a)
        for (const auto& other : b) {
            all.push_back(one);
            all.back().insert(all.back().end(), other.begin(), other.end());
        }
    return all;
}

Clauses both(Clauses a, const Clauses& b)
{
    a.insert(a.end(), b.begin(), b.end());
    return a.size() > mostClauses ? never() : a;
}

bool isAggregate(const QString& name)
{
    static const core::WordSet names = sql::wordSet(
        "array_agg avg bit_and bit_or bit_xor bool_and bool_or count every json_agg jsonb_agg json_object_agg "
        "jsonb_object_agg max min range_agg range_intersect_agg string_agg sum corr covar_pop covar_samp regr_slope "
        "stddev stddev_pop stddev_samp variance var_pop var_samp mode percentile_cont percentile_disc xmlagg");
    return names.contains(name);
}

QString nameOfCall(const Node& call) { return call["funcname"].last().as("String")["sval"].text().toLower(); }

class Sources {
public:
    explicit Sources(const ParseTree& tree)
        : m_calls(tree.all("FuncCall"))
        , m_tree(tree)
    { }

    Clauses ofSelect(const Node& select, Queries queries) const
    {
        readQueries(select, queries);
        if (const Node left = select["larg"]) {
            const Clauses first = ofSelect(left, queries);
            if (select["op"].is("SETOP_EXCEPT"))
                return first;
            const Clauses second = ofSelect(select["rarg"], queries);
            return select["op"].is("SETOP_INTERSECT") ? either(first, second) : both(first, second);
        }
        return isSingleRow(select) ? never() : ofFrom(select, queries);
    }

    /// The tables alone, aggregates or not.
    Clauses ofFrom(const Node& select, const Queries& queries) const
    {
        Clauses all = never();
        for (const Node item : select["fromClause"])
            all = either(all, ofItem(item, queries));
        return all;
    }

    void readQueries(const Node& statement, Queries& queries) const
    {
        const Node with = statement["withClause"];
        const bool isRecursive = with["recursive"].isTrue();
        for (const Node item : with["ctes"]) {
            const Node query = item.as("CommonTableExpr");
            const Node select = query["ctequery"].as("SelectStmt");
            queries.insert(query["ctename"].text(), select && !isRecursive ? ofSelect(select, queries) : never());
        }
    }

    /// Whether it has one row, or some, even where its tables have none; also where that is not certain.
    bool isSingleRow(const Node& select) const
    {
        const Node groups = select["groupClause"];
        for (const Node group : groups)
            if (group.as("GroupingSet"))
                return true;
        if (groups)
            return false;
        if (select["havingClause"])
            return true;
        for (const Node& call : m_calls)
            if (!call["over"] && isOf(call, select)
                && (isAggregate(nameOfCall(call)) || effectOf(nameOfCall(call)) == FunctionEffect::Unknown))
                return true;
        return false;
    }

private:
    Clauses ofItem(const Node& item, const Queries& queries) const
    {
        if (const Node table = item.as("RangeVar")) {
            const schema::ObjectName name = relationName(table);
            const auto query = name.schema.isEmpty() ? queries.find(name.name) : queries.end();
            return query != queries.end() ? *query : Clauses{ { name } };
        }
        if (const Node join = item.as("JoinExpr")) {
            const Clauses left = ofItem(join["larg"], queries);
            const Clauses right = ofItem(join["rarg"], queries);
            const Node kind = join["jointype"];
            return kind.is("JOIN_INNER") ? either(left, right)
                : kind.is("JOIN_LEFT")   ? left
                : kind.is("JOIN_RIGHT")  ? right
                                         : both(left, right);
        }
        if (const Node subquery = item.as("RangeSubselect"))
            return ofSelect(subquery["subquery"].as("SelectStmt"), queries);
        return never();
    }

    /// Whether a call stands in that SELECT itself, not in one within it.
    bool isOf(const Node& call, const Node& select) const
    {
        for (Node at = m_tree.parentOf(call); at; at = m_tree.parentOf(at)) {
            if (at == select)
                return true;
            if (at.field() == "SelectStmt" || at.field() == "larg" || at.field() == "rarg")
                return false;
        }
        return false;
    }

    std::vector<Node> m_calls;
    const ParseTree& m_tree;
};

/// What an aggregate gives of no rows; not set for anything else.
std::optional<CatalogueValue> valueOfNoRows(Node value)
{
    using Kind = CatalogueValue::Kind;
    while (const Node cast = value.as("TypeCast"))
        value = cast["arg"];
    if (const Node call = value.as("FuncCall")) {
        const QString name = nameOfCall(call);
        if (call["over"] || !isAggregate(name))
            return std::nullopt;
        return name == QLatin1String("count") ? CatalogueValue{ Kind::Number, QStringLiteral("0") }
                                              : CatalogueValue{ Kind::Null };
    }
    if (const Node coalesce = value.as("CoalesceExpr"); coalesce["args"].count() == 2) {
        const auto first = valueOfNoRows(coalesce["args"].at(0));
        const Node number = coalesce["args"].at(1).as("A_Const")["ival"];
        if (first && first->kind == Kind::Null && number && number["ival"].number() >= 0)
            return CatalogueValue{ Kind::Number, QString::number(number["ival"].number()) };
    }
    return std::nullopt;
}

QString outputNameOf(const Node& target)
{
    if (const Node alias = target["name"])
        return alias.text();
    const Node value = target["val"];
    return value.as("FuncCall") ? nameOfCall(value.inner())
        : value.as("SubLink")   ? QStringLiteral("exists")
                                : QString();
}

/// SELECT EXISTS (…), SELECT NOT EXISTS (…): the query within, and what it is where that has no rows.
std::optional<std::pair<Node, CatalogueValue>> existence(const Node& select)
{
    if (select["fromClause"] || select["whereClause"] || select["targetList"].count() != 1)
        return std::nullopt;
    Node value = select["targetList"].at(0).as("ResTarget")["val"];
    const Node negation = value.as("BoolExpr");
    const bool isNegated = negation["boolop"].is("NOT_EXPR");
    if (isNegated)
        value = negation["args"].at(0);
    const Node link = value.as("SubLink");
    if (!link["subLinkType"].is("EXISTS_SUBLINK"))
        return std::nullopt;
    return std::pair(link["subselect"].as("SelectStmt"),
        CatalogueValue{ CatalogueValue::Kind::Boolean, isNegated ? QStringLiteral("true") : QStringLiteral("false") });
}

std::optional<QueryRows> knownRows(Clauses noneIf)
{
    for (const auto& clause : noneIf)
        if (clause.empty())
            return std::nullopt;
    return QueryRows{ std::move(noneIf) };
}

} // namespace

std::optional<QueryRows> queryRowsOf(const Node& select, const ParseTree& tree)
{
    const Sources sources(tree);
    Queries queries;
    if (select["intoClause"])
        return std::nullopt;
    if (const auto exists = existence(select)) {
        sources.readQueries(select, queries);
        auto rows = knownRows(sources.ofSelect(exists->first, queries));
        if (rows)
            rows->single = { { outputNameOf(select["targetList"].at(0).as("ResTarget")), exists->second } };
        return rows;
    }
    if (select["larg"] || !sources.isSingleRow(select))
        return knownRows(sources.ofSelect(select, queries));
    if (select["groupClause"] || select["havingClause"])
        return std::nullopt;
    sources.readQueries(select, queries);
    auto rows = knownRows(sources.ofFrom(select, queries));
    if (rows)
        rows->single.emplace();
    for (const Node item : select["targetList"]) {
        const auto value = valueOfNoRows(item.as("ResTarget")["val"]);
        if (!value)
            return std::nullopt;
        if (rows)
            rows->single->push_back({ outputNameOf(item.as("ResTarget")), *value });
    }
    return rows;
}

std::optional<QueryRows> insertedRowsOf(const Node& insert, const ParseTree& tree)
{
    const Node select = insert["selectStmt"].as("SelectStmt");
    if (!select)
        return std::nullopt;
    const Sources sources(tree);
    Queries queries;
    sources.readQueries(insert, queries);
    return knownRows(sources.ofSelect(select, queries));
}

QStringList calledOtherwiseIn(const ParseTree& tree)
{
    QStringList names;
    for (const Node& call : tree.all("FuncCall"))
        if (const QString name = nameOfCall(call); effectOf(name) == FunctionEffect::Unknown && !names.contains(name)
            && (call["args"] || call["agg_star"] || stringsOf(call["funcname"]).size() > 1))
            names.append(name);
    return names;
}

QStringList unknownFunctionsIn(const ParseTree& tree)
{
    QStringList names;
    for (const Node& call : tree.all("FuncCall"))
        if (const QString name = nameOfCall(call); effectOf(name) == FunctionEffect::Unknown && !names.contains(name))
            names.append(name);
    return names;
}

} // namespace espalier::dialects::postgresql
