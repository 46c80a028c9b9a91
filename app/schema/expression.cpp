#include "schema/expression.h"

#include "schema/shared_equal.h"
#include "schema/statement.h"

#include <algorithm>

namespace espalier::schema {

using ExpressionKind = Expression::Kind;

Expression::Expression(ExpressionNode node)
    : m_node(std::make_shared<const ExpressionNode>(std::move(node)))
{ }

Expression::Expression()
{
    static const auto nothing = std::make_shared<const ExpressionNode>();
    m_node = nothing;
}

Expression Expression::null() { return {}; }

Expression Expression::boolean(bool value)
{
    return Expression({ .kind = value ? ExpressionKind::True : ExpressionKind::False });
}

Expression Expression::text(const QString& sql, std::vector<Expression> binds)
{
    return Expression({ .kind = ExpressionKind::Text, .text = sql, .operands = std::move(binds) });
}

Expression Expression::literalColumn(const QString& sql, SqlType type)
{
    return Expression({ .kind = ExpressionKind::LiteralColumn, .text = sql, .type = std::move(type) });
}

Expression Expression::literal(Literal value, SqlType type)
{
    return Expression(
        { .kind = ExpressionKind::Literal, .literal = std::move(value), .hasValue = true, .type = std::move(type) });
}

Expression Expression::bind(const QString& name, SqlType type)
{
    return Expression({ .kind = ExpressionKind::Bind, .text = name, .type = std::move(type) });
}

Expression Expression::bind(const QString& name, Literal value, SqlType type)
{
    return Expression({ .kind = ExpressionKind::Bind,
        .text = name,
        .literal = std::move(value),
        .hasValue = true,
        .type = std::move(type) });
}

Expression Expression::column(const Identifier& name, SqlType type, ObjectName table)
{
    return Expression({ .kind = ExpressionKind::Column,
        .text = name,
        .type = std::move(type),
        .table = std::move(table),
        .quoting = name.quoting });
}

Expression Expression::function(const QString& name, std::vector<Expression> arguments, SqlType type)
{
    return Expression(
        { .kind = ExpressionKind::Function, .text = name, .type = std::move(type), .operands = std::move(arguments) });
}

Expression Expression::over(Expression function, std::vector<Expression> partition, std::vector<Expression> order,
    const QString& frame, std::vector<Expression> bounds)
{
    ExpressionNode node{ .kind = ExpressionKind::Over,
        .text = frame,
        .operands = { std::move(function), list(std::move(partition)), list(std::move(order)) } };
    if (!frame.isEmpty())
        node.operands.push_back(list(std::move(bounds)));
    return Expression(std::move(node));
}

Expression Expression::unary(Operator op, Expression operand)
{
    return Expression({ .kind = ExpressionKind::Unary, .op = op, .operands = { std::move(operand) } });
}

Expression Expression::binary(Operator op, Expression left, Expression right)
{
    return Expression({ .kind = ExpressionKind::Binary, .op = op, .operands = { std::move(left), std::move(right) } });
}

Expression Expression::custom(const QString& op, Expression left, Expression right)
{
    return Expression(
        { .kind = ExpressionKind::Binary, .text = op, .operands = { std::move(left), std::move(right) } });
}

Expression Expression::between(Expression value, Expression low, Expression high, bool negated)
{
    return Expression({ .kind = ExpressionKind::Binary,
        .op = negated ? Operator::NotBetween : Operator::Between,
        .operands = { std::move(value), std::move(low), std::move(high) } });
}

Expression Expression::clauses(Operator op, std::vector<Expression> operands)
{
    return Expression({ .kind = ExpressionKind::Clauses, .op = op, .operands = std::move(operands) });
}

Expression Expression::cast(Expression operand, SqlType type)
{
    return Expression({ .kind = ExpressionKind::Cast, .type = std::move(type), .operands = { std::move(operand) } });
}

Expression Expression::typeCoerce(Expression operand, SqlType type)
{
    return Expression(
        { .kind = ExpressionKind::TypeCoerce, .type = std::move(type), .operands = { std::move(operand) } });
}

Expression Expression::caseOf(std::vector<Expression> whenThen, const Expression* otherwise, const Expression* value)
{
    ExpressionNode node{ .kind = ExpressionKind::Case };
    if (value)
        node.operands.push_back(*value);
    node.operands.insert(node.operands.end(), whenThen.begin(), whenThen.end());
    if (otherwise)
        node.operands.push_back(*otherwise);
    node.hasElse = otherwise != nullptr;
    node.hasCaseValue = value != nullptr;
    return Expression(std::move(node));
}

Expression Expression::collate(Expression operand, const QString& collation)
{
    return Expression({ .kind = ExpressionKind::Collate, .text = collation, .operands = { std::move(operand) } });
}

Expression Expression::extract(const QString& field, Expression operand)
{
    return Expression({ .kind = ExpressionKind::Extract, .text = field, .operands = { std::move(operand) } });
}

Expression Expression::label(Expression operand, const Identifier& name)
{
    return Expression(
        { .kind = ExpressionKind::Label, .text = name, .operands = { std::move(operand) }, .quoting = name.quoting });
}

Expression Expression::grouping(Expression operand)
{
    return Expression({ .kind = ExpressionKind::Grouping, .operands = { std::move(operand) } });
}

Expression Expression::list(std::vector<Expression> items)
{
    return Expression({ .kind = ExpressionKind::List, .operands = std::move(items) });
}

Expression Expression::tuple(std::vector<Expression> items)
{
    return Expression({ .kind = ExpressionKind::Tuple, .operands = std::move(items) });
}

Expression Expression::array(std::vector<Expression> items, SqlType type)
{
    return Expression({ .kind = ExpressionKind::Array, .type = std::move(type), .operands = std::move(items) });
}

Expression Expression::nextValue(ObjectName sequence)
{
    return Expression({ .kind = ExpressionKind::NextValue, .table = std::move(sequence) });
}

Expression Expression::subquery(std::shared_ptr<const Select> query)
{
    return Expression({ .kind = ExpressionKind::Subquery, .query = std::move(query) });
}

Expression Expression::reference(const QString& name)
{
    return Expression({ .kind = ExpressionKind::Reference, .text = name });
}

Expression Expression::unknown(const QString& reason)
{
    return Expression({ .kind = ExpressionKind::Unknown, .text = reason });
}

ExpressionKind Expression::kind() const { return m_node->kind; }
const QString& Expression::textOf() const { return m_node->text; }
Identifier Expression::identifier() const { return { m_node->text, m_node->quoting }; }
const Literal& Expression::value() const { return m_node->literal; }
bool Expression::hasValue() const { return m_node->hasValue; }
const SqlType& Expression::type() const { return m_node->type; }
const ObjectName& Expression::table() const { return m_node->table; }
Operator Expression::op() const { return m_node->op; }
const std::vector<Expression>& Expression::operands() const { return m_node->operands; }
bool Expression::hasElse() const { return m_node->hasElse; }
bool Expression::hasCaseValue() const { return m_node->hasCaseValue; }
const std::shared_ptr<const Select>& Expression::query() const { return m_node->query; }

Expression Expression::withOperands(std::vector<Expression> operands) const
{
    ExpressionNode node = *m_node;
    node.operands = std::move(operands);
    return Expression(std::move(node));
}

const Expression* Expression::firstUnknown() const
{
    if (kind() == ExpressionKind::Unknown)
        return this;
    for (const Expression& operand : operands())
        if (const Expression* found = operand.firstUnknown())
            return found;
    return query() ? schema::firstUnknown(*query()) : nullptr;
}

bool operator==(const Expression& a, const Expression& b)
{
    if (a.m_node == b.m_node)
        return true;
    const ExpressionNode& x = *a.m_node;
    const ExpressionNode& y = *b.m_node;
    return x.kind == y.kind && x.op == y.op && x.text == y.text && x.hasValue == y.hasValue && x.hasElse == y.hasElse
        && x.hasCaseValue == y.hasCaseValue && x.table == y.table && x.literal == y.literal && x.type == y.type
        && x.operands == y.operands && sharedEqual(x.query, y.query);
}

} // namespace espalier::schema
