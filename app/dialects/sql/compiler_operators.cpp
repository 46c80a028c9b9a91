#include "dialects/sql/compiler.h"
#include "dialects/sql/operators.h"

// Binary operators and functions.

namespace espalier::dialects::sql {

using schema::Expression;
using schema::Literal;
using schema::Operator;
using schema::SqlType;
using ExpressionKind = Expression::Kind;

namespace {

bool isPythonValue(const Expression& expression)
{
    return (expression.is(ExpressionKind::Literal) || expression.is(ExpressionKind::Bind)) && expression.hasValue()
        && expression.type().isNull();
}

/// A Python value beside `other` takes that type where it is of the same kind, as coerce_compared_value() does.
Expression typedBy(const Expression& value, const SqlType& other)
{
    if (!isPythonValue(value))
        return value;
    const SqlType own = typeOfValue(value.value());
    return Expression::literal(value.value(), own.isNull() || sameAffinity(own, other) ? other : own);
}

bool isNone(const Expression& expression)
{
    return expression.is(ExpressionKind::Null) || (isPythonValue(expression) && expression.value().isNone());
}

/// `== None`, `!= True` and the like speak of constants, not of values.
Expression withConstants(const Expression& binary)
{
    const Operator op = binary.op();
    const bool isEquality = op == Operator::Eq || op == Operator::Ne;
    if (!isEquality && op != Operator::Is && op != Operator::IsNot && op != Operator::IsDistinctFrom
        && op != Operator::IsNotDistinctFrom)
        return binary;
    const Expression& left = binary.operands()[0];
    const Expression& right = binary.operands()[1];
    if (isNone(right)) {
        const bool isNegative = op == Operator::Ne || op == Operator::IsNot;
        if (op == Operator::IsDistinctFrom || op == Operator::IsNotDistinctFrom)
            return Expression::binary(op, left, Expression::null());
        return Expression::binary(isNegative ? Operator::IsNot : Operator::Is, left, Expression::null());
    }
    if (isPythonValue(right) && right.value().kind == Literal::Kind::Bool)
        return Expression::binary(op, left, Expression::boolean(right.value().integer != 0));
    return binary;
}

const char* ansiFunction(const QString& name)
{
    static const QHash<QString, const char*> names{ { QStringLiteral("current_date"), "CURRENT_DATE" },
        { QStringLiteral("current_time"), "CURRENT_TIME" },
        { QStringLiteral("current_timestamp"), "CURRENT_TIMESTAMP" },
        { QStringLiteral("current_user"), "CURRENT_USER" }, { QStringLiteral("localtime"), "LOCALTIME" },
        { QStringLiteral("localtimestamp"), "LOCALTIMESTAMP" }, { QStringLiteral("session_user"), "SESSION_USER" },
        { QStringLiteral("user"), "USER" } };
    return names.value(name, nullptr);
}

/// Functions that SQLAlchemy knows by name in whatever case they are written.
bool isRegistered(const QString& lower)
{
    static const core::WordSet names = wordSet("coalesce max min sum now concat char_length random count sysdate "
                                               "array_agg rank dense_rank percent_rank cume_dist mode");
    return names.contains(lower);
}

} // namespace

QString Compiler::function(const Expression& function, Place place)
{
    QStringList parts = function.textOf().split(QLatin1Char('.'));
    QString name = parts.takeLast();
    const QString lower = name.toLower();
    const bool hasPackage = !parts.isEmpty();
    for (QString& package : parts)
        package = names().hasIllegalCharacters(package) ? names().quoted(package) : package;
    parts.append(QString());
    const QString prefix = parts.join(QLatin1Char('.'));
    if (const char* ansi = hasPackage ? nullptr : ansiFunction(lower))
        return QLatin1String(ansi)
            + (function.operands().empty() ? QString()
                                           : QLatin1Char('(') + list(function.operands(), place) + QLatin1Char(')'));
    if (!hasPackage && isRegistered(lower))
        name = lower;
    if (!hasPackage && lower == QLatin1String("count") && function.operands().empty())
        return QStringLiteral("count(*)");
    if (names().hasIllegalCharacters(name))
        name = names().quoted(name);
    return prefix + name + QLatin1Char('(') + list(function.operands(), place) + QLatin1Char(')');
}

QString Compiler::emptyIn(bool negated)
{
    return negated ? QStringLiteral("(NULL) OR (1 = 1)") : QStringLiteral("(NULL) AND (1 != 1)");
}

QString Compiler::inText(const Expression& binary, Place place)
{
    const Expression& left = binary.operands()[0];
    const Expression& right = binary.operands()[1];
    const bool isNegated = binary.op() == Operator::NotIn;
    QString values;
    if (right.is(ExpressionKind::List) && right.operands().empty()) {
        values = emptyIn(isNegated);
    } else if (right.is(ExpressionKind::List)) {
        const SqlType leftType = typeOf(left);
        std::vector<Expression> typed;
        SqlType listType; // of the first value, for all of them
        for (const Expression& item : right.operands()) {
            if (isPythonValue(item) && listType.isNull() && !item.value().isNone())
                listType = typeOf(typedBy(item, leftType));
            typed.push_back(isPythonValue(item) ? Expression::literal(item.value(), listType) : item);
        }
        const bool isValues = m_facts.listsTuplesAsValues && typed.front().is(ExpressionKind::Tuple);
        values = QLatin1String(isValues ? "(VALUES " : "(") + list(typed, place) + QLatin1Char(')');
    } else {
        values = operand(right, binary.op(), place);
    }
    const QString text = operand(left, binary.op(), place) + QLatin1String(operatorFacts(binary.op()).text) + values;
    return isNegated ? QLatin1Char('(') + text + QLatin1Char(')') : text;
}

QString Compiler::binary(const Expression& original, Place place)
{
    const Operator op = original.op();
    if (op == Operator::In || op == Operator::NotIn)
        return inText(original, place);
    const std::vector<Expression>& operands = original.operands();
    if (op == Operator::Between || op == Operator::NotBetween) {
        const SqlType type = typeOf(operands[0]);
        return operand(operands[0], op, place) + QLatin1String(operatorFacts(op).text)
            + operand(typedBy(operands[1], type), Operator::And, place) + QLatin1String(" AND ")
            + operand(typedBy(operands[2], type), Operator::And, place);
    }
    const Expression constants = withConstants(original);
    const Expression left = typedBy(constants.operands()[0], typeOf(constants.operands()[1]));
    const Expression right = typedBy(constants.operands()[1], typeOf(constants.operands()[0]));
    if (op == Operator::Custom)
        return generic(Expression::custom(original.textOf(), left, right),
            QLatin1Char(' ') + original.textOf() + QLatin1Char(' '), place);
    const Expression typed = Expression::binary(constants.op(), left, right);
    switch (typed.op()) {
    case Operator::Ilike:
    case Operator::NotIlike:
        return QStringLiteral("lower(%1)%2lower(%3)")
            .arg(operand(left, op, place), QLatin1String(operatorFacts(op).text), operand(right, op, place));
    case Operator::RegexpMatch:
    case Operator::NotRegexpMatch:
        return refuse(QStringLiteral("%1 dialect does not support regular expressions").arg(dialect()));
    case Operator::TrueDiv:
        if (m_facts.dividesIntegersToIntegers) {
            const SqlType divisor = typeOf(right);
            return operand(left, op, place) + QLatin1String(" / ")
                + cast(Expression::cast(right,
                           typeFacts(divisor).affinity == Affinity::Numeric ? divisor
                                                                            : SqlType::of(QStringLiteral("Numeric"))),
                    place);
        }
        break;
    case Operator::FloorDiv:
        if (!m_facts.dividesIntegersToIntegers || typeFacts(typeOf(left)).affinity != Affinity::Integer
            || typeFacts(typeOf(right)).affinity != Affinity::Integer)
            return QStringLiteral("FLOOR(%1)").arg(generic(typed, QStringLiteral(" / "), place));
        break;
    case Operator::JsonGetItem:
    case Operator::JsonGetText:
        return unknown(QStringLiteral("an index into JSON"));
    default:
        break;
    }
    return generic(typed, QLatin1String(operatorFacts(typed.op()).text), place);
}

} // namespace espalier::dialects::sql
