#include "dialects/postgresql/catalogue_reader.h"

#include <algorithm>

namespace espalier::dialects::postgresql {

using Test = CatalogueCondition::Test;

namespace {

/// Casts that leave a name or a number what it is.
bool isPlainCast(const Node& typeName)
{
    static const QSet<QString> types{ QStringLiteral("text"), QStringLiteral("name"), QStringLiteral("varchar"),
        QStringLiteral("bpchar"), QStringLiteral("char"), QStringLiteral("regclass"), QStringLiteral("regtype"),
        QStringLiteral("regnamespace"), QStringLiteral("oid"), QStringLiteral("cstring") };
    return types.contains(stringsOf(typeName["names"]).value(stringsOf(typeName["names"]).size() - 1));
}

Node withoutCasts(Node node)
{
    while (const Node cast = node.as("TypeCast")) {
        if (!isPlainCast(cast["typeName"]))
            break;
        node = cast["arg"];
    }
    return node;
}

QString catalogueName(const schema::ObjectName& name)
{
    const bool isOwn = name.schema == QLatin1String("pg_catalog") || name.schema == QLatin1String("information_schema");
    if (isOwn)
        return name.key();
    const bool isFound = name.schema.isEmpty() && name.name.startsWith(QLatin1String("pg_"));
    return isFound ? QLatin1String("pg_catalog.") + name.name : QString();
}

bool isTrueConstant(const Node& node) { return node.as("A_Const")["boolval"]["boolval"].isTrue(); }

} // namespace

bool CatalogueReader::readSources(const Node& select)
{
    for (const std::string_view field :
        { "groupClause", "havingClause", "windowClause", "valuesLists", "withClause", "limitOffset", "larg" })
        if (select[field])
            return false;
    if (!select["fromClause"])
        return false;
    for (const Node from : select["fromClause"])
        if (!addSource(from))
            return false;
    return !select["whereClause"] || addCondition(select["whereClause"]);
}

bool CatalogueReader::addSource(const Node& from)
{
    if (const Node join = from.as("JoinExpr"))
        return join["jointype"].is("JOIN_INNER") && !join["isNatural"].isTrue() && !join["usingClause"]
            && addSource(join["larg"]) && addSource(join["rarg"]) && (!join["quals"] || addCondition(join["quals"]));
    const Node relation = from.as("RangeVar");
    const QString name = relation ? catalogueName(relationName(relation)) : QString();
    if (name.isEmpty())
        return false;
    const QString alias = relation["alias"]["aliasname"].text();
    m_sources.push_back(
        { alias.isEmpty() ? relation["relname"].text() : alias, static_cast<int>(query.relations.size()) });
    query.relations.append(name);
    return true;
}

std::optional<CatalogueColumn> CatalogueReader::column(const Node& expression) const
{
    const Node fields = withoutCasts(expression).as("ColumnRef")["fields"];
    if (!fields || (m_variables && !m_variables->of(stringsOf(fields)).isEmpty()))
        return {};
    CatalogueColumn column{ -1,
        fields.last().as("A_Star") ? QStringLiteral("*") : stringsOf(fields).value(fields.count() - 1) };
    if (fields.count() == 1) {
        column.relation = m_sources.size() == 1 ? m_sources.front().relation : -1;
        return column;
    }
    const QString qualifier = stringsOf(fields).value(fields.count() - 2);
    const auto source = std::find_if(
        m_sources.begin(), m_sources.end(), [&](const Source& known) { return known.alias == qualifier; });
    if (source == m_sources.end())
        return {};
    column.relation = source->relation;
    return column;
}

std::optional<CatalogueValue> CatalogueReader::constant(const Node& node) const
{
    using Kind = CatalogueValue::Kind;
    const int location = node["location"].number();
    if (node["sval"])
        return CatalogueValue{ Kind::Text, node["sval"]["sval"].text() };
    if (node["boolval"])
        return CatalogueValue{ Kind::Boolean,
            node["boolval"]["boolval"].isTrue() ? QStringLiteral("true") : QStringLiteral("false") };
    if (node["isnull"].isTrue())
        return CatalogueValue{ Kind::Null, {} };
    if (node["ival"])
        if (const auto number = numberAt(m_text, location))
            return CatalogueValue{ Kind::Number, QString::number(*number) };
    return {};
}

std::optional<CatalogueValue> CatalogueReader::value(const Node& expression) const
{
    using Kind = CatalogueValue::Kind;
    const Node node = withoutCasts(expression);
    if (const Node literal = node.as("A_Const"))
        return constant(literal);
    if (const Node bind = node.as("ParamRef")) {
        const QString name = m_binds.value(bind["location"].number(-1));
        return name.isEmpty() ? std::nullopt : std::optional(CatalogueValue{ Kind::Bind, name });
    }
    if (const Node fields = node.as("ColumnRef")["fields"]; fields && m_variables) {
        const QString name = m_variables->of(stringsOf(fields));
        return name.isEmpty() ? std::nullopt : std::optional(CatalogueValue{ Kind::Bind, name });
    }
    if (const Node keyword = node.as("SQLValueFunction")["op"])
        return keyword.is("SVFOP_CURRENT_SCHEMA") ? std::optional(CatalogueValue{ Kind::CurrentSchema, {} })
            : keyword.is("SVFOP_CURRENT_CATALOG") ? std::optional(CatalogueValue{ Kind::CurrentDatabase, {} })
                                                  : std::nullopt;
    const Node call = node.as("FuncCall");
    const QString name = stringsOf(call["funcname"]).join(u'.').section(u'.', -1);
    if (name == QLatin1String("current_schema") || name == QLatin1String("current_schemas"))
        return CatalogueValue{ Kind::CurrentSchema, {} };
    if (name == QLatin1String("current_database"))
        return CatalogueValue{ Kind::CurrentDatabase, {} };
    if (name.startsWith(QLatin1String("to_reg")) && call["args"].count() == 1)
        return value(call["args"].at(0));
    return {};
}

bool CatalogueReader::add(const std::optional<CatalogueColumn>& column, Test test, std::vector<CatalogueValue> values)
{
    if (!column || values.empty())
        return false;
    query.conditions.push_back({ *column, test, std::move(values) });
    return true;
}

bool CatalogueReader::addCondition(const Node& condition)
{
    using Kind = CatalogueValue::Kind;
    if (const Node logic = condition.as("BoolExpr")) {
        if (logic["boolop"].is("NOT_EXPR"))
            return addNegated(logic["args"].at(0));
        if (logic["boolop"].is("OR_EXPR"))
            return addAlternatives(logic["args"]);
        for (const Node part : logic["args"])
            if (!addCondition(part))
                return false;
        return true;
    }
    if (const Node expression = condition.as("A_Expr"))
        return addOperator(expression);
    if (const Node test = condition.as("NullTest"))
        return add(column(test["arg"]), test["nulltesttype"].is("IS_NULL") ? Test::AnyOf : Test::NoneOf,
            { { Kind::Null, {} } });
    if (const Node any = condition.as("SubLink"); any["subLinkType"].is("ANY_SUBLINK")) {
        const auto left = column(any["testexpr"]);
        return left && !any["operName"] && addJoin(*left, any);
    }
    return isTrueConstant(condition)
        || add(column(condition), Test::AnyOf, { { Kind::Boolean, QStringLiteral("true") } });
}

/// The opposite of one simple condition.
bool CatalogueReader::addNegated(const Node& condition)
{
    const size_t before = query.conditions.size();
    const size_t joins = query.joins.size();
    if (condition.as("BoolExpr") || !addCondition(condition) || query.conditions.size() != before + 1
        || query.joins.size() != joins)
        return false;
    static constexpr std::pair<Test, Test> opposites[] = { { Test::AnyOf, Test::NoneOf }, { Test::NoneOf, Test::AnyOf },
        { Test::Like, Test::NotLike }, { Test::NotLike, Test::Like } };
    Test& test = query.conditions.back().test;
    test = std::find_if(std::begin(opposites), std::end(opposites), [&](const auto& pair) {
        return pair.first == test;
    })->second;
    return true;
}

/// "a = 'x' OR a = 'y'" is one condition; other alternatives are none.
bool CatalogueReader::addAlternatives(const Node& conditions)
{
    const size_t first = query.conditions.size();
    for (const Node part : conditions)
        if (!part.as("A_Expr") || !addCondition(part))
            return false;
    if (query.conditions.size() != first + static_cast<size_t>(conditions.count()))
        return false;
    CatalogueCondition merged = query.conditions[first];
    for (size_t i = first; i < query.conditions.size(); ++i) {
        const CatalogueCondition& other = query.conditions[i];
        if (other.test != Test::AnyOf || !(other.column == merged.column))
            return false;
        if (i > first)
            merged.values.insert(merged.values.end(), other.values.begin(), other.values.end());
    }
    query.conditions.resize(first);
    query.conditions.push_back(std::move(merged));
    return true;
}

bool CatalogueReader::addOperator(const Node& expression)
{
    const QString name = stringsOf(expression["name"]).join(u'.');
    const Node kind = expression["kind"];
    const Node left = expression["lexpr"];
    const Node right = expression["rexpr"];
    const bool isEqual = name == QLatin1String("=");
    if (kind.is("AEXPR_LIKE")) {
        const auto pattern = value(right);
        return pattern && add(column(left), name == QLatin1String("~~") ? Test::Like : Test::NotLike, { *pattern });
    }
    if (!isEqual && name != QLatin1String("<>"))
        return false;
    if (kind.is("AEXPR_IN"))
        return addIn(left, right.as("List")["items"], isEqual);
    if (kind.is("AEXPR_OP_ANY") && isEqual) {
        if (const Node array = withoutCasts(right).as("A_ArrayExpr"))
            return addIn(left, array["elements"], true);
        const auto only = value(right); // a bind, or current_schemas()
        return only && only->kind != CatalogueValue::Kind::Text && add(column(left), Test::AnyOf, { *only });
    }
    return kind.is("AEXPR_OP") && addComparison(left, right, isEqual);
}

bool CatalogueReader::addIn(const Node& left, const Node& items, bool isEqual)
{
    std::vector<CatalogueValue> values;
    for (const Node item : items) {
        auto one = value(item);
        if (!one || one->kind == CatalogueValue::Kind::Null)
            return false;
        values.push_back(std::move(*one));
    }
    return add(column(left), isEqual ? Test::AnyOf : Test::NoneOf, std::move(values));
}

bool CatalogueReader::addComparison(const Node& left, const Node& right, bool isEqual)
{
    const auto leftColumn = column(left);
    const auto rightColumn = column(right);
    if (leftColumn && rightColumn) {
        query.joins.push_back({ *leftColumn, *rightColumn });
        return isEqual;
    }
    const auto& found = leftColumn ? leftColumn : rightColumn;
    const Node other = leftColumn ? right : left;
    if (const Node sublink = other.as("SubLink"); found && isEqual && sublink["subLinkType"].is("EXPR_SUBLINK"))
        return addJoin(*found, sublink);
    const auto given = value(other);
    if (given && given->kind == CatalogueValue::Kind::Null)
        return false;
    if (!found) { // WHERE 1 = 1
        const auto mine = value(left);
        return mine && given && isEqual && *mine == *given;
    }
    return given && add(found, isEqual ? Test::AnyOf : Test::NoneOf, { *given });
}

/// "relnamespace = (SELECT oid FROM pg_namespace WHERE …)".
bool CatalogueReader::addJoin(const CatalogueColumn& left, const Node& sublink)
{
    const Node select = sublink["subselect"].as("SelectStmt");
    const Node outputs = select["targetList"];
    std::vector<Source> outer = std::exchange(m_sources, {});
    const bool isSimple = outputs.count() == 1 && readSources(select);
    const auto right = isSimple ? column(outputs.at(0).as("ResTarget")["val"]) : std::nullopt;
    m_sources = std::move(outer);
    if (right)
        query.joins.push_back({ left, *right });
    return right.has_value();
}

bool CatalogueReader::readLookup(const Node& call)
{
    const QString name = stringsOf(call["funcname"]).join(u'.').section(u'.', -1);
    if (!name.startsWith(QLatin1String("to_reg")) || call["args"].count() != 1)
        return false;
    auto argument = value(call["args"].at(0));
    if (!argument)
        return false;
    query.relations = QStringList{ name };
    return add(CatalogueColumn{ 0, QStringLiteral("name") }, Test::AnyOf, { std::move(*argument) });
}

} // namespace espalier::dialects::postgresql
