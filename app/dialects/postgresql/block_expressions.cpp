#include "dialects/postgresql/block_expressions.h"

#include "dialects/postgresql/catalogue_reader.h"

namespace espalier::dialects::postgresql {

using Part = BlockExpression::Kind;

namespace {

QString functionOf(const Node& call) { return stringsOf(call["funcname"]).join(u'.').section(u'.', -1).toLower(); }

class ExpressionReader {
public:
    ExpressionReader(const sql::StatementText& text, const ParseTree& tree, const BlockVariables& variables)
        : m_text(text)
        , m_tree(tree)
        , m_variables(variables)
    { }

    BlockExpression read(const Node& node) const;
    BlockQuery query(const Node& select) const
    {
        return { catalogueQueryOf(select, m_text, &m_variables), queryRowsOf(select, m_tree) };
    }

private:
    BlockExpression of(Part kind, const Node& operands, const QString& name = {}) const
    {
        BlockExpression made{ kind, { CatalogueValue::Kind::Text, name } };
        for (const Node operand : operands)
            made.operands.push_back(read(operand));
        return made;
    }
    BlockExpression logic(const Node& node) const;
    BlockExpression comparison(const Node& node) const;
    BlockExpression link(const Node& node) const;
    BlockExpression call(const Node& expression) const;
    BlockExpression plain(const Node& node) const;

    const sql::StatementText& m_text;
    const ParseTree& m_tree;
    const BlockVariables& m_variables;
};

BlockExpression negated(BlockExpression expression) { return { Part::Not, {}, { std::move(expression) } }; }

BlockExpression ofCatalogue(Part kind, CatalogueQuery query)
{
    return { kind, {}, {}, std::make_shared<const BlockQuery>(BlockQuery{ std::move(query), std::nullopt }) };
}

BlockExpression ExpressionReader::read(const Node& node) const
{
    if (const Node boolean = node.as("BoolExpr"))
        return logic(boolean);
    if (const Node test = node.as("NullTest")) {
        BlockExpression isNull{ Part::IsNull, {}, { read(test["arg"]) } };
        return test["nulltesttype"].is("IS_NULL") ? isNull : negated(std::move(isNull));
    }
    if (const Node operation = node.as("A_Expr"))
        return comparison(operation);
    if (node.as("SubLink"))
        return link(node);
    if (node.as("FuncCall"))
        return call(node);
    if (const Node array = node.as("A_ArrayExpr"))
        return of(Part::Array, array["elements"]);
    return plain(node);
}

BlockExpression ExpressionReader::logic(const Node& node) const
{
    const Part kind = node["boolop"].is("AND_EXPR") ? Part::And : node["boolop"].is("OR_EXPR") ? Part::Or : Part::Not;
    return of(kind, node["args"]);
}

BlockExpression ExpressionReader::comparison(const Node& node) const
{
    const QString name = stringsOf(node["name"]).join(u'.');
    static const QStringList comparisons{ QStringLiteral("="), QStringLiteral("<>"), QStringLiteral("<"),
        QStringLiteral(">"), QStringLiteral("<="), QStringLiteral(">=") };
    BlockExpression left = read(node["lexpr"]);
    if (node["kind"].is("AEXPR_IN")) {
        BlockExpression any{ Part::Or };
        for (const Node item : node["rexpr"].as("List")["items"])
            any.operands.push_back(
                { Part::Compare, { CatalogueValue::Kind::Text, QStringLiteral("=") }, { left, read(item) } });
        return name == QLatin1String("=") ? any : negated(std::move(any));
    }
    const bool isConcat = name == QLatin1String("||");
    if (!node["kind"].is("AEXPR_OP") || !(isConcat || comparisons.contains(name)))
        return {};
    return { isConcat ? Part::Concat : Part::Compare, { CatalogueValue::Kind::Text, name },
        { std::move(left), read(node["rexpr"]) } };
}

BlockExpression ExpressionReader::link(const Node& node) const
{
    const Node sublink = node.as("SubLink");
    const Node select = sublink["subselect"].as("SelectStmt");
    if (sublink["subLinkType"].is("EXPR_SUBLINK"))
        return { Part::Scalar, {}, {}, std::make_shared<const BlockQuery>(query(select)) };
    if (!sublink["subLinkType"].is("EXISTS_SUBLINK"))
        return {};
    BlockQuery asked{ catalogueQuestionOf(node, m_text, &m_variables), queryRowsOf(select, m_tree) };
    return { Part::Exists, {}, {}, std::make_shared<const BlockQuery>(std::move(asked)) };
}

BlockExpression ExpressionReader::call(const Node& expression) const
{
    const Node node = expression.as("FuncCall");
    if (auto found = catalogueQuestionOf(expression, m_text, &m_variables))
        return ofCatalogue(Part::Scalar, std::move(*found));
    for (const std::string_view field : { "agg_order", "agg_filter", "over", "agg_star", "agg_distinct" })
        if (node[field])
            return {};
    return of(Part::Function, node["args"], functionOf(node));
}

BlockExpression ExpressionReader::plain(const Node& node) const
{
    if (const Node cast = node.as("TypeCast"); cast["arg"].as("A_ArrayExpr")) // ARRAY[…]::text[]
        return read(cast["arg"]);
    auto value = CatalogueReader(m_text, &m_variables).value(node);
    if (!value)
        return {};
    return { value->kind == CatalogueValue::Kind::Bind ? Part::Variable : Part::Constant, std::move(*value) };
}

/// The one statement of a text, as a tree.
void readText(
    const QString& text, const std::function<void(const Node&, const ParseTree&, const sql::StatementText&)>& use)
{
    const auto all = sql::statementsIn(text, lexRules(), sql::Blocks::AtomicBodies);
    if (all.size() == 1)
        withTree(all.front(), [&](const Node& node, const ParseTree& tree) { use(node, tree, all.front()); });
}

} // namespace

QString BlockVariables::of(const QStringList& fields) const
{
    const bool isOne = fields.size() == 1 && scalars.contains(fields.front());
    const bool isField = fields.size() == 2 && records.contains(fields.front());
    return isOne || isField ? fields.join(u'.') : QString();
}

BlockExpression blockExpression(const QString& text, const BlockVariables& variables)
{
    BlockExpression made;
    readText(QLatin1String("SELECT ") + text,
        [&](const Node& node, const ParseTree& tree, const sql::StatementText& statement) {
            const Node select = node.as("SelectStmt");
            if (select["targetList"].count() != 1)
                return;
            if (select["fromClause"]) // PL/pgSQL has "x := count(*) FROM t"
                made = { Part::Scalar, {}, {},
                    std::make_shared<const BlockQuery>(ExpressionReader(statement, tree, variables).query(select)) };
            else if (!select["whereClause"] && !select["larg"])
                made = ExpressionReader(statement, tree, variables)
                           .read(select["targetList"].at(0).as("ResTarget")["val"]);
        });
    return made;
}

std::optional<BlockQuery> blockQuery(const QString& text, const BlockVariables& variables)
{
    std::optional<BlockQuery> made;
    readText(text, [&](const Node& node, const ParseTree& tree, const sql::StatementText& statement) {
        if (const Node select = node.as("SelectStmt"))
            made = ExpressionReader(statement, tree, variables).query(select);
    });
    return made;
}

} // namespace espalier::dialects::postgresql
