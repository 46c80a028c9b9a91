#include "schema/stored_fields.h"

#include <algorithm>

namespace espalier::schema {

using StoredKind = Expression::Kind;

namespace {

bool areAllOf(const std::vector<Expression>& operands, StoredKind kind)
{
    return std::all_of(operands.begin(), operands.end(), [kind](const Expression& one) { return one.is(kind); });
}

std::optional<Expression> unaryOf(const ExpressionNode& node)
{
    if (node.operands.size() != 1)
        return std::nullopt;
    const Expression& operand = node.operands.front();
    switch (node.kind) {
    case StoredKind::Unary:
        return Expression::unary(node.op, operand);
    case StoredKind::Cast:
        return Expression::cast(operand, node.type);
    case StoredKind::TypeCoerce:
        return Expression::typeCoerce(operand, node.type);
    case StoredKind::Collate:
        return Expression::collate(operand, node.text);
    case StoredKind::Extract:
        return Expression::extract(node.text, operand);
    case StoredKind::Label:
        return Expression::label(operand, node.text);
    default:
        return Expression::grouping(operand);
    }
}

std::optional<Expression> binaryOf(const ExpressionNode& node)
{
    const std::vector<Expression>& operands = node.operands;
    const bool isNegated = node.op == Operator::NotBetween;
    if (isNegated || node.op == Operator::Between)
        return operands.size() != 3
            ? std::nullopt
            : std::optional(Expression::between(operands[0], operands[1], operands[2], isNegated));
    if (operands.size() != 2)
        return std::nullopt;
    return node.op == Operator::Custom ? Expression::custom(node.text, operands[0], operands[1])
                                       : Expression::binary(node.op, operands[0], operands[1]);
}

std::optional<Expression> overOf(const ExpressionNode& node)
{
    const std::vector<Expression>& operands = node.operands;
    const bool hasFrame = !node.text.isEmpty();
    if (operands.size() != (hasFrame ? 4 : 3) || !areAllOf({ operands.begin() + 1, operands.end() }, StoredKind::List)
        || (hasFrame && operands[3].operands().size() != 2))
        return std::nullopt;
    return Expression::over(operands[0], operands[1].operands(), operands[2].operands(), node.text,
        hasFrame ? operands[3].operands() : std::vector<Expression>());
}

/// [value,] when, then, when, then, … [else]
std::optional<Expression> caseOf(const ExpressionNode& node)
{
    const size_t others = (node.hasElse ? 1U : 0U) + (node.hasCaseValue ? 1U : 0U);
    const size_t given = node.operands.size();
    if (given < others + 2 || (given - others) % 2 != 0)
        return std::nullopt;
    const auto begin = node.operands.begin() + (node.hasCaseValue ? 1 : 0);
    const auto end = node.operands.end() - (node.hasElse ? 1 : 0);
    return Expression::caseOf({ begin, end }, node.hasElse ? &node.operands.back() : nullptr,
        node.hasCaseValue ? &node.operands.front() : nullptr);
}

std::optional<Expression> leafOf(ExpressionNode node)
{
    if (!node.operands.empty())
        return std::nullopt;
    switch (node.kind) {
    case StoredKind::Null:
        return Expression::null();
    case StoredKind::True:
    case StoredKind::False:
        return Expression::boolean(node.kind == StoredKind::True);
    case StoredKind::LiteralColumn:
        return Expression::literalColumn(node.text, std::move(node.type));
    case StoredKind::Literal:
        return Expression::literal(std::move(node.literal), std::move(node.type));
    case StoredKind::Bind:
        return node.hasValue ? Expression::bind(node.text, std::move(node.literal), std::move(node.type))
                             : Expression::bind(node.text, std::move(node.type));
    case StoredKind::Column:
        return Expression::column(node.text, std::move(node.type), std::move(node.table));
    case StoredKind::NextValue:
        return Expression::nextValue(std::move(node.table));
    case StoredKind::Reference:
        return Expression::reference(node.text);
    case StoredKind::Unknown:
        return Expression::unknown(node.text);
    default: // a query, which is not kept
        return std::nullopt;
    }
}

} // namespace

std::optional<Expression> expressionOf(ExpressionNode node)
{
    switch (node.kind) {
    case StoredKind::Text:
        return areAllOf(node.operands, StoredKind::Bind)
            ? std::optional(Expression::text(node.text, std::move(node.operands)))
            : std::nullopt;
    case StoredKind::Function:
        return Expression::function(node.text, std::move(node.operands), std::move(node.type));
    case StoredKind::Clauses:
        return Expression::clauses(node.op, std::move(node.operands));
    case StoredKind::List:
        return Expression::list(std::move(node.operands));
    case StoredKind::Tuple:
        return Expression::tuple(std::move(node.operands));
    case StoredKind::Array:
        return Expression::array(std::move(node.operands), std::move(node.type));
    case StoredKind::Over:
        return overOf(node);
    case StoredKind::Case:
        return caseOf(node);
    case StoredKind::Binary:
        return binaryOf(node);
    case StoredKind::Unary:
    case StoredKind::Cast:
    case StoredKind::TypeCoerce:
    case StoredKind::Collate:
    case StoredKind::Extract:
    case StoredKind::Label:
    case StoredKind::Grouping:
        return unaryOf(node);
    default:
        return leafOf(std::move(node));
    }
}

ExpressionNode nodeOf(const Expression& expression)
{
    return { .kind = expression.kind(),
        .text = expression.textOf(),
        .literal = expression.value(),
        .hasValue = expression.hasValue(),
        .type = expression.type(),
        .table = expression.table(),
        .op = expression.op(),
        .operands = expression.operands(),
        .hasElse = expression.hasElse(),
        .hasCaseValue = expression.hasCaseValue(),
        .query = expression.query() };
}

} // namespace espalier::schema
