#include "operations/sqlalchemy/element.h"

#include "dialects/ddl.h"
#include "operations/sqlalchemy/column.h"
#include "operations/sqlalchemy/type.h"

#include <algorithm>
#include <QCoreApplication>

namespace espalier::operations {

using schema::Expression;
using schema::Operator;
using symbolic::BinaryOperator;
using symbolic::CompareOperator;
using symbolic::UnaryOperator;
using Kind = Expression::Kind;

namespace {

std::optional<Operator> operatorOf(BinaryOperator op)
{
    switch (op) {
    case BinaryOperator::Add:
        return Operator::Add;
    case BinaryOperator::Sub:
        return Operator::Sub;
    case BinaryOperator::Mul:
        return Operator::Mul;
    case BinaryOperator::TrueDiv:
        return Operator::TrueDiv;
    case BinaryOperator::FloorDiv:
        return Operator::FloorDiv;
    case BinaryOperator::Mod:
        return Operator::Mod;
    default:
        return std::nullopt;
    }
}

/// As the object on the left has it: Python asks the right one with the mirrored operator.
Operator operatorOf(CompareOperator op, bool isReflected)
{
    switch (op) {
    case CompareOperator::Eq:
        return Operator::Eq;
    case CompareOperator::Ne:
        return Operator::Ne;
    case CompareOperator::Lt:
        return isReflected ? Operator::Gt : Operator::Lt;
    case CompareOperator::Le:
        return isReflected ? Operator::Ge : Operator::Le;
    case CompareOperator::Gt:
        return isReflected ? Operator::Lt : Operator::Gt;
    case CompareOperator::Ge:
        return isReflected ? Operator::Le : Operator::Ge;
    }
    return Operator::Eq;
}

} // namespace

Piece doubtfulPiece(const DoubtPtr& doubt) { return { Expression::unknown(doubt->reason.english()), {}, doubt }; }

void addFrom(std::vector<FromPart>& from, const std::vector<FromPart>& more)
{
    for (const FromPart& part : more) {
        const bool isThere = std::any_of(from.begin(), from.end(), [&](const FromPart& present) {
            return present.identity == part.identity && (part.identity || present.source == part.source);
        });
        if (!isThere)
            from.push_back(part);
    }
}

Value makeElement(SqlalchemyContext& context, Piece piece, const Value& type)
{
    return Value::of(std::make_shared<ExpressionHost>(context, std::move(piece), type));
}

Value makeElement(SqlalchemyContext& context, const Expression& expression, const Value& type)
{
    return makeElement(context, Piece{ expression, {}, {} }, type);
}

// ---- operands

Expression Operands::take(const Piece& piece)
{
    addFrom(m_from, piece.from);
    note(m_doubt, piece.doubt);
    return piece.expression;
}

Expression Operands::take(const Value& value, TextSense sense, const Value& type)
{
    const bool isPlain = !value.isObject() || value.as<symbolic::Instance>() || value.as<symbolic::Sequence>();
    if (type.isNone() || !isPlain || isTable(value))
        return take(asPiece(m_interpreter, m_context, value, sense));
    const Known<schema::Literal> literal = asLiteral(m_interpreter, m_context, value, type);
    note(m_doubt, literal.doubt);
    return literal ? Expression::literal(literal.value) : Expression::unknown(literal.doubt->reason.english());
}

std::vector<Expression> Operands::takeAll(const std::vector<Value>& values, TextSense sense, const Value& type)
{
    std::vector<Expression> all;
    for (const Value& value : values)
        all.push_back(take(value, sense, type));
    return all;
}

Piece Operands::piece(const Expression& expression) const { return { expression, m_from, m_doubt }; }

Value Operands::make(const Expression& expression, const Value& type) const
{
    return makeElement(m_context, piece(expression), type);
}

Value typeBeside(const Value& value)
{
    const auto element = value.as<ElementHost>();
    return element ? element->typeValue() : Value::none();
}

Expression orderingElement(Operands& operands, const Value& value)
{
    const Value plain = plainValue(value);
    return plain.isString() ? Expression::reference(plain.text()) : operands.take(value, TextSense::Sql);
}

Expression withReferences(
    const Expression& expression, const std::function<std::optional<Expression>(const QString& name)>& named)
{
    if (expression.is(Kind::Reference))
        return named(expression.textOf()).value_or(expression);
    std::vector<Expression> made;
    bool isChanged = false;
    for (const Expression& operand : expression.operands()) {
        made.push_back(withReferences(operand, named));
        isChanged = isChanged || !made.back().isOneWith(operand);
    }
    return isChanged ? expression.withOperands(std::move(made)) : expression;
}

// ---- operators

Value makeUnary(Interpreter& interpreter, SqlalchemyContext& context, Operator op, const Value& operand)
{
    Operands operands(interpreter, context);
    const bool isOrder
        = op == Operator::Asc || op == Operator::Desc || op == Operator::NullsFirst || op == Operator::NullsLast;
    const Expression inner = isOrder ? orderingElement(operands, operand) : operands.take(operand);
    return operands.make(Expression::unary(op, inner), op == Operator::Not ? Value::none() : typeBeside(operand));
}

Value makeClauses(Interpreter& interpreter, SqlalchemyContext& context, Operator op, const std::vector<Value>& operands)
{
    Operands taken(interpreter, context);
    std::vector<Expression> clauses;
    for (const Value& operand : operands) {
        const Value plain = plainValue(operand);
        if (plain.isBool()) // and_(True, …)
            clauses.push_back(Expression::boolean(plain.integer() != 0));
        else
            clauses.push_back(taken.take(operand, TextSense::Sql));
    }
    return taken.make(Expression::clauses(op, std::move(clauses)));
}

namespace {

bool isConcatenable(Interpreter& interpreter, SqlalchemyContext& context, const Value& type)
{
    const std::shared_ptr<TypeHost> host = typeHost(interpreter, context, type);
    return host && host->isA(QStringLiteral("Concatenable"));
}

bool isNullType(Interpreter& interpreter, SqlalchemyContext& context, const Value& type)
{
    if (type.isNone())
        return true;
    const std::shared_ptr<TypeHost> host = typeHost(interpreter, context, type);
    return host && host->type.isNull();
}

bool isText(const Value& value, const Value& type, Interpreter& interpreter, SqlalchemyContext& context)
{
    return plainValue(value).isString() || (!type.isNone() && isConcatenable(interpreter, context, type));
}

/// `+` between strings is ||.
Operator adapted(
    Interpreter& interpreter, SqlalchemyContext& context, Operator op, const Value& left, const Value& right)
{
    if (op != Operator::Add)
        return op;
    const Value leftType = typeBeside(left);
    const Value rightType = typeBeside(right);
    const bool isLeftText = isText(left, leftType, interpreter, context);
    const bool isRightText = isText(right, rightType, interpreter, context);
    const bool isLeftOpen = !plainValue(left).isNumber() && isNullType(interpreter, context, leftType);
    const bool isRightOpen = !plainValue(right).isNumber() && isNullType(interpreter, context, rightType);
    return (isLeftText && (isRightText || isRightOpen)) || (isRightText && isLeftOpen) ? Operator::Concat : op;
}

/// The type's object of what an arithmetic operator gives.
Value resultType(Operator op, const Value& left, const Value& right)
{
    switch (op) {
    case Operator::Add:
    case Operator::Sub:
    case Operator::Mul:
    case Operator::Mod:
    case Operator::FloorDiv:
    case Operator::Concat: {
        const Value type = typeBeside(left);
        return type.isNone() ? typeBeside(right) : type;
    }
    default:
        return {};
    }
}

} // namespace

Value makeBinary(
    Interpreter& interpreter, SqlalchemyContext& context, Operator op, const Value& left, const Value& right)
{
    const Operator own = adapted(interpreter, context, op, left, right);
    Operands operands(interpreter, context);
    const Expression a = operands.take(left, TextSense::Value, typeBeside(right));
    const Expression b = operands.take(right, TextSense::Value, typeBeside(left));
    const Value made = operands.make(Expression::binary(own, a, b), resultType(own, left, right));
    if (op == Operator::Eq || op == Operator::Ne)
        made.as<ExpressionHost>()->isSameObject
            = (left.object() && left.object() == right.object()) == (op == Operator::Eq);
    return made;
}

// ---- ElementHost

std::optional<Value> ElementHost::attribute(Interpreter& interpreter, const QString& name)
{
    if (std::optional<Value> method = elementMethod(*this, name))
        return method;
    if (name == QLatin1String("type")) {
        const Value type = typeValue();
        return type.isNone() ? makeType(context(), piece().expression.type()) : type;
    }
    if (name == QLatin1String("astext")) {
        Piece json = piece();
        if (json.expression.is(Kind::Binary) && json.expression.op() == Operator::JsonGetItem)
            json.expression = Expression::binary(
                Operator::JsonGetText, json.expression.operands()[0], json.expression.operands()[1]);
        return makeElement(
            context(), std::move(json), makeType(context(), schema::SqlType::of(QStringLiteral("Text"))));
    }
    if (name == QLatin1String("comparator") || name == QLatin1String("expression"))
        return value();
    if (name.startsWith(QLatin1Char('_')))
        return std::nullopt;
    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "`%1` of an SQL expression"), { name });
}

std::optional<Value> ElementHost::item(Interpreter& interpreter, const Value& key)
{
    const std::shared_ptr<TypeHost> type = typeHost(interpreter, context(), typeValue());
    const bool isJson = type && (type->isA(QStringLiteral("JSON")) || type->isA(QStringLiteral("HSTORE")));
    Operands operands(interpreter, context());
    const Expression left = operands.take(piece());
    if (!isJson)
        operands.doubt(interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "an index into an SQL expression")));
    return operands.make(
        Expression::binary(Operator::JsonGetItem, left, operands.take(key)), type ? typeValue() : Value::none());
}

std::optional<Value> ElementHost::binary(
    Interpreter& interpreter, BinaryOperator op, const Value& other, bool isReflected)
{
    const Value left = isReflected ? other : value();
    const Value right = isReflected ? value() : other;
    if (op == BinaryOperator::And || op == BinaryOperator::Or)
        return makeClauses(
            interpreter, context(), op == BinaryOperator::And ? Operator::And : Operator::Or, { left, right });
    if (const std::optional<Operator> known = operatorOf(op))
        return makeBinary(interpreter, context(), *known, left, right);
    return makeElement(
        context(), doubtfulPiece(interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "an operator that has no SQL here"))));
}

std::optional<Value> ElementHost::unary(Interpreter& interpreter, UnaryOperator op)
{
    if (op == UnaryOperator::Plus)
        return std::nullopt;
    return makeUnary(interpreter, context(), op == UnaryOperator::Minus ? Operator::Neg : Operator::Not, value());
}

std::optional<Value> ElementHost::compare(
    Interpreter& interpreter, CompareOperator op, const Value& other, bool isReflected)
{
    // Python asks the right operand first where its class derives from the left one's: Column and ColumnClause
    const auto left = std::dynamic_pointer_cast<ColumnHost>(shared_from_this());
    const auto right = other.as<ColumnHost>();
    if (!isReflected && left && right && left->isLight && !right->isLight)
        return makeBinary(interpreter, context(), operatorOf(op, true), other, value());
    return makeBinary(interpreter, context(), operatorOf(op, isReflected), value(), other);
}

Value ElementHost::truth(Interpreter& interpreter)
{
    typeError(interpreter, QStringLiteral("Boolean value of this clause is not defined"));
}

Value ElementHost::str(Interpreter& interpreter)
{
    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "the text of an SQL expression"));
}

// ---- ExpressionHost

QString ExpressionHost::typeName() const
{
    switch (m_piece.expression.kind()) {
    case Kind::Text:
        return QStringLiteral("TextClause");
    case Kind::Bind:
        return QStringLiteral("BindParameter");
    case Kind::Binary:
        return QStringLiteral("BinaryExpression");
    case Kind::Function:
        return QStringLiteral("Function");
    case Kind::Label:
        return QStringLiteral("Label");
    case Kind::Cast:
        return QStringLiteral("Cast");
    default:
        return QStringLiteral("ColumnElement");
    }
}

std::optional<Value> ExpressionHost::attribute(Interpreter& interpreter, const QString& name)
{
    const Kind kind = m_piece.expression.kind();
    if (kind == Kind::Text) {
        if (std::optional<Value> method = textMethod(*this, name))
            return method;
        if (name == QLatin1String("text"))
            return m_piece.doubt ? Value::unknown(m_piece.doubt) : Value::string(m_piece.expression.textOf());
    }
    const bool isNamed = kind == Kind::Label || kind == Kind::Bind || kind == Kind::Column || kind == Kind::Function;
    if (isNamed && (name == QLatin1String("name") || name == QLatin1String("key")))
        return textValue(m_piece.expression.identifier());
    return ElementHost::attribute(interpreter, name);
}

Value ExpressionHost::truth(Interpreter& interpreter)
{
    return isSameObject ? Value::boolean(*isSameObject) : ElementHost::truth(interpreter);
}

Value ExpressionHost::str(Interpreter& interpreter)
{
    if (m_piece.doubt)
        return Value::unknown(m_piece.doubt);
    if (m_piece.expression.is(Kind::Text) && m_piece.expression.operands().empty())
        return Value::string(m_piece.expression.textOf());
    return ElementHost::str(interpreter);
}

} // namespace espalier::operations
