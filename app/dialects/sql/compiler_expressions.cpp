#include "dialects/sql/compiler.h"
#include "dialects/sql/operators.h"
#include "dialects/sql/python_text.h"

#include <algorithm>
#include <cstdlib>
#include <QRegularExpression>

// Expressions: elements.py's grouping by precedence and compiler.py's visit_ functions.

namespace espalier::dialects::sql {

using schema::Expression;
using schema::Literal;
using schema::Operator;
using schema::SqlType;
using ExpressionKind = Expression::Kind;

namespace {

/// What NOT makes of a comparison; none for "3 = ANY (…)", over which NOT stands as it is.
std::optional<Operator> oppositeOf(const Expression& comparison)
{
    const std::vector<Expression>& operands = comparison.operands();
    const Expression& right = operands[1];
    const bool isOfAll
        = right.is(ExpressionKind::Unary) && (right.op() == Operator::Any || right.op() == Operator::All);
    if (isOfAll && operands[0].is(ExpressionKind::Literal))
        return std::nullopt;
    return opposite(comparison.op());
}

} // namespace

QString Compiler::expression(const Expression& expression, Place place)
{
    const std::vector<Expression>& operands = expression.operands();
    switch (expression.kind()) {
    case ExpressionKind::Null:
        return QStringLiteral("NULL");
    case ExpressionKind::True:
    case ExpressionKind::False:
        return boolean(expression.is(ExpressionKind::True));
    case ExpressionKind::Text:
        return textWithBinds(expression, place);
    case ExpressionKind::LiteralColumn:
        return expression.textOf();
    case ExpressionKind::Literal:
    case ExpressionKind::Bind:
        if (!expression.hasValue())
            return QStringLiteral("NULL");
        return literal(expression.value(), typeOf(expression));
    case ExpressionKind::Column:
        return columnText(expression, place);
    case ExpressionKind::Function:
        return function(expression, place);
    case ExpressionKind::Over:
        return over(expression, place);
    case ExpressionKind::Unary:
        return unary(expression, place);
    case ExpressionKind::Binary:
        return binary(expression, place);
    case ExpressionKind::Clauses:
        return clauses(expression, place);
    case ExpressionKind::Cast:
        return cast(expression, place);
    case ExpressionKind::TypeCoerce:
        return operands[0].is(ExpressionKind::Literal) ? literal(operands[0].value(), expression.type())
                                                       : this->expression(operands[0], place);
    case ExpressionKind::Case:
        return caseText(expression, place);
    case ExpressionKind::Collate:
        return operand(operands[0], Operator::Concat, place) + QLatin1String(" COLLATE ")
            + names().quoted(expression.textOf());
    case ExpressionKind::Extract:
        return extract(expression, place);
    case ExpressionKind::Label:
        return this->expression(operands[0], place);
    case ExpressionKind::Grouping:
    case ExpressionKind::Tuple:
    case ExpressionKind::List:
        return QLatin1Char('(') + list(operands, place) + QLatin1Char(')');
    case ExpressionKind::Array:
        return array(expression, place);
    case ExpressionKind::NextValue:
        return nextValue(expression.table());
    case ExpressionKind::Subquery:
        return QLatin1Char('(') + select(*expression.query()) + QLatin1Char(')');
    case ExpressionKind::Reference:
        return refuse(
            QStringLiteral("Can't resolve label reference for ORDER BY / GROUP BY / DISTINCT etc. Textual SQL "
                           "expression %1 should be explicitly declared as text(%1)")
                .arg(pythonRepr(Literal::string(expression.textOf()))));
    case ExpressionKind::Unknown:
        return unknown(expression.textOf());
    }
    return {};
}

SqlType Compiler::typeOf(const Expression& expression)
{
    if (!expression.type().isNull())
        return expression.type();
    const std::vector<Expression>& operands = expression.operands();
    switch (expression.kind()) {
    case ExpressionKind::Literal:
    case ExpressionKind::Bind:
        return typeOfValue(expression.value());
    case ExpressionKind::True:
    case ExpressionKind::False:
    case ExpressionKind::Clauses:
        return SqlType::of(QStringLiteral("Boolean"));
    case ExpressionKind::Unary:
        return isComparison(expression.op()) ? SqlType::of(QStringLiteral("Boolean")) : typeOf(operands[0]);
    case ExpressionKind::Binary:
        if (isComparison(expression.op()))
            return SqlType::of(QStringLiteral("Boolean"));
        if (expression.op() == Operator::Concat)
            return SqlType::of(QStringLiteral("String"));
        return typeOf(operands[0]).isNull() ? typeOf(operands[1]) : typeOf(operands[0]);
    case ExpressionKind::Function: {
        const QString name = expression.textOf().toLower();
        if (name == QLatin1String("count") || name == QLatin1String("char_length"))
            return SqlType::of(QStringLiteral("Integer"));
        if (name == QLatin1String("now") || name == QLatin1String("current_timestamp"))
            return SqlType::of(QStringLiteral("DateTime"));
        if (name == QLatin1String("concat"))
            return SqlType::of(QStringLiteral("String"));
        const bool isOfArgument = name == QLatin1String("coalesce") || name == QLatin1String("max")
            || name == QLatin1String("min") || name == QLatin1String("sum");
        for (const Expression& argument : operands)
            if (isOfArgument && !typeOf(argument).isNull())
                return typeOf(argument);
        return {};
    }
    case ExpressionKind::Over:
    case ExpressionKind::Label:
    case ExpressionKind::Grouping:
    case ExpressionKind::Collate:
        return typeOf(operands[0]);
    case ExpressionKind::Case:
        return operands.size() > 1 ? typeOf(operands[expression.hasCaseValue() ? 2 : 1]) : SqlType{};
    default:
        return {};
    }
}

QString Compiler::columnText(const Expression& column, Place place) const
{
    const QString name = names().quoted(column.identifier());
    if (!place.withTable || column.table().name.isEmpty())
        return name;
    return names().quotedName(column.table()) + QLatin1Char('.') + name;
}

/// bindparam(…, expanding=True): a list of its own for "IN :names".
QString Compiler::expanded(const Expression& bind, Place place)
{
    SqlType type = bind.type();
    type.options.remove(QStringLiteral("expanding"));
    QStringList items;
    for (const schema::Literal& item : bind.value().elements())
        items.append(expression(Expression::bind(bind.textOf(), item, type), place));
    return QLatin1Char('(') + items.join(QLatin1String(", ")) + QLatin1Char(')');
}

QString Compiler::textWithBinds(const Expression& text, Place place)
{
    static const QRegularExpression bind(
        QStringLiteral(R"((?<![:\w$\\]):([\w$]+)(?![:\w$]))"), QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression escaped(
        QStringLiteral(R"(\\(:[\w$]*)(?![:\w$]))"), QRegularExpression::UseUnicodePropertiesOption);
    const QString sql = text.textOf();
    if (!sql.contains(QLatin1Char(':')))
        return sql;
    QString result;
    qsizetype from = 0;
    for (auto it = bind.globalMatch(sql); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const auto given = std::find_if(text.operands().begin(), text.operands().end(),
            [&](const Expression& candidate) { return candidate.textOf() == match.captured(1); });
        result += sql.mid(from, match.capturedStart() - from);
        const bool isExpanding = given != text.operands().end() && given->type().flag("expanding");
        result += given == text.operands().end() ? QStringLiteral("NULL")
            : isExpanding                        ? expanded(*given, place)
                                                 : expression(*given, place);
        from = match.capturedEnd();
    }
    result += sql.mid(from);
    return result.replace(escaped, QStringLiteral("\\1"));
}

bool Compiler::isBooleanValue(const Expression& expression)
{
    switch (expression.kind()) {
    case ExpressionKind::Column:
    case ExpressionKind::LiteralColumn:
    case ExpressionKind::Function:
    case ExpressionKind::Cast:
    case ExpressionKind::Case:
    case ExpressionKind::Literal:
    case ExpressionKind::Bind:
    case ExpressionKind::Subquery:
        return typeFacts(typeOf(expression)).affinity == Affinity::Boolean;
    default:
        return false;
    }
}

QString Compiler::isTrue(const Expression& expression, bool wanted, Place place)
{
    const QString text = this->expression(expression, place);
    if (m_facts.hasNativeBoolean)
        return wanted ? text : QLatin1String("NOT ") + text;
    return text + (wanted ? QLatin1String(" = 1") : QLatin1String(" = 0"));
}

bool Compiler::isGrouped(const Expression& expression, Operator against) const
{
    switch (expression.kind()) {
    case ExpressionKind::Binary:
    case ExpressionKind::Clauses:
        return isPrecedent(expression.op(), against) || (against == Operator::Not && !isComparison(expression.op()));
    case ExpressionKind::Unary:
        return !isPostfix(expression.op()) && isPrecedent(expression.op(), against);
    case ExpressionKind::Text:
        return against == Operator::In || against == Operator::NotIn;
    case ExpressionKind::Collate:
        return operatorFacts(against).precedence >= 4;
    case ExpressionKind::Subquery: // stands in its own
        return false;
    default:
        return against == Operator::Any || against == Operator::All;
    }
}

QString Compiler::operand(const Expression& expression, Operator against, Place place)
{
    if ((against == Operator::And || against == Operator::Or) && isBooleanValue(expression))
        return isTrue(expression, true, place);
    const QString text = this->expression(expression, place);
    // NOT over a comparison is that comparison's opposite: no operator of its own
    if (expression.is(ExpressionKind::Unary) && expression.op() == Operator::Not) {
        const Expression& inner = expression.operands()[0];
        if (isBooleanValue(inner) || inner.is(ExpressionKind::True) || inner.is(ExpressionKind::False))
            return text;
        if (inner.is(ExpressionKind::Unary) && inner.op() == Operator::Not
            && inner.operands()[0].is(ExpressionKind::Binary) && oppositeOf(inner.operands()[0]))
            return operand(inner.operands()[0], against, place);
        if (inner.is(ExpressionKind::Binary) && oppositeOf(inner))
            return isPrecedent(*oppositeOf(inner), against) ? QLatin1Char('(') + text + QLatin1Char(')') : text;
    }
    return isGrouped(expression, against) ? QLatin1Char('(') + text + QLatin1Char(')') : text;
}

QString Compiler::list(const std::vector<Expression>& expressions, Place place)
{
    QStringList parts;
    for (const Expression& item : expressions)
        parts.append(operand(item, Operator::Comma, place));
    return parts.join(QStringLiteral(", "));
}

QString Compiler::unary(const Expression& unary, Place place)
{
    const Expression& inner = unary.operands()[0];
    if (unary.op() == Operator::Not)
        return negated(inner, place);
    const QLatin1String text(operatorFacts(unary.op()).text);
    return isPostfix(unary.op()) ? operand(inner, unary.op(), place) + text : text + operand(inner, unary.op(), place);
}

QString Compiler::negated(const Expression& inner, Place place)
{
    if (inner.is(ExpressionKind::True) || inner.is(ExpressionKind::False))
        return boolean(inner.is(ExpressionKind::False));
    if (isBooleanValue(inner))
        return isTrue(inner, false, place);
    if (inner.is(ExpressionKind::Unary) && inner.op() == Operator::Not && isBooleanValue(inner.operands()[0]))
        return isTrue(inner.operands()[0], true, place);
    if (inner.is(ExpressionKind::Unary) && inner.op() == Operator::Not && inner.operands()[0].is(ExpressionKind::Binary)
        && oppositeOf(inner.operands()[0]))
        return expression(inner.operands()[0], place);
    if (inner.is(ExpressionKind::Binary)) {
        const std::vector<Expression>& operands = inner.operands();
        if (const std::optional<Operator> other = oppositeOf(inner))
            return operands.size() == 3
                ? binary(
                    Expression::between(operands[0], operands[1], operands[2], *other == Operator::NotBetween), place)
                : binary(Expression::binary(*other, operands[0], operands[1]), place);
    }
    return QLatin1String("NOT ") + operand(inner, Operator::Not, place);
}

QString Compiler::alone(const Expression& clause, Place place)
{
    constexpr int boolean = -10; // operators._asbool
    const bool isLoose = clause.is(ExpressionKind::Binary) && operatorFacts(clause.op()).precedence <= boolean;
    const QString text = expression(clause, place);
    return isLoose ? QLatin1Char('(') + text + QLatin1Char(')') : text;
}

QString Compiler::clauses(const Expression& clauses, Place place)
{
    const bool isAnd = clauses.op() == Operator::And;
    const ExpressionKind neutral = isAnd ? ExpressionKind::True : ExpressionKind::False;
    const ExpressionKind decisive = isAnd ? ExpressionKind::False : ExpressionKind::True;
    std::vector<Expression> kept;
    for (const Expression& clause : clauses.operands()) {
        if (clause.is(decisive))
            return isTrue(Expression::boolean(!isAnd), true, place);
        if (!clause.is(neutral))
            kept.push_back(clause);
    }
    if (kept.empty())
        return clauses.operands().empty() ? QString() : isTrue(Expression::boolean(isAnd), true, place);
    if (kept.size() == 1)
        return isBooleanValue(kept[0]) ? isTrue(kept[0], true, place) : alone(kept[0], place);
    QStringList parts;
    for (const Expression& clause : kept)
        parts.append(operand(clause, clauses.op(), place));
    parts.removeAll(QString());
    return parts.join(isAnd ? QStringLiteral(" AND ") : QStringLiteral(" OR "));
}

QString Compiler::generic(const Expression& binary, const QString& op, Place place)
{
    const std::vector<Expression>& operands = binary.operands();
    place.inOperator = true;
    return operand(operands[0], binary.op(), place) + op + operand(operands[1], binary.op(), place);
}

QString Compiler::caseText(const Expression& expression, Place place)
{
    const std::vector<Expression>& operands = expression.operands();
    size_t next = 0;
    QString text = QStringLiteral("CASE ");
    if (expression.hasCaseValue())
        text += this->expression(operands[next++], place) + QLatin1Char(' ');
    const size_t end = operands.size() - (expression.hasElse() ? 1 : 0);
    for (; next + 1 < end; next += 2) {
        const Expression& when = operands[next];
        const bool isOperator
            = when.is(ExpressionKind::Binary) || when.is(ExpressionKind::Clauses) || when.is(ExpressionKind::Unary);
        const QString condition = this->expression(when, place);
        text += QLatin1String("WHEN ") + (isOperator ? QLatin1Char('(') + condition + QLatin1Char(')') : condition);
        text += QLatin1String(" THEN ") + this->expression(operands[next + 1], place) + QLatin1Char(' ');
    }
    if (expression.hasElse())
        text += QLatin1String("ELSE ") + this->expression(operands.back(), place) + QLatin1Char(' ');
    return text + QLatin1String("END");
}

namespace {

/// `open`: where a bound is none.
QString frameBound(const Expression& bound, QLatin1String open)
{
    if (bound.is(ExpressionKind::Null))
        return QLatin1String("UNBOUNDED ") + open;
    const qint64 rows = bound.value().integer;
    if (rows == 0)
        return QStringLiteral("CURRENT ROW");
    return QString::number(std::abs(rows)) + (rows < 0 ? QLatin1String(" PRECEDING") : QLatin1String(" FOLLOWING"));
}

} // namespace

QString Compiler::over(const Expression& over, Place place)
{
    const std::vector<Expression>& operands = over.operands();
    QStringList parts;
    if (!operands[1].operands().empty())
        parts.append(QLatin1String("PARTITION BY ") + list(operands[1].operands(), place));
    if (!operands[2].operands().empty())
        parts.append(QLatin1String("ORDER BY ") + list(operands[2].operands(), place));
    if (operands.size() > 3)
        parts.append(over.textOf() + QLatin1String(" BETWEEN ")
            + frameBound(operands[3].operands()[0], QLatin1String("PRECEDING")) + QLatin1String(" AND ")
            + frameBound(operands[3].operands()[1], QLatin1String("FOLLOWING")));
    return expression(operands[0], place) + QLatin1String(" OVER (") + parts.join(QLatin1Char(' ')) + QLatin1Char(')');
}

QString Compiler::boolean(bool value) const
{
    if (m_facts.hasNativeBoolean)
        return value ? QStringLiteral("true") : QStringLiteral("false");
    return value ? QStringLiteral("1") : QStringLiteral("0");
}

/// A plain Python value takes the type that it is cast to.
QString Compiler::castValue(const Expression& inner, const SqlType& type, Place place)
{
    return inner.is(ExpressionKind::Literal) && inner.type().isNull() ? literal(inner.value(), type)
                                                                      : expression(inner, place);
}

QString Compiler::cast(const Expression& cast, Place place)
{
    const Expression& inner = cast.operands()[0];
    QString typeName = type(cast.type());
    QString tail;
    const qsizetype collate = typeName.indexOf(QLatin1String(" COLLATE "));
    if (collate >= 0) {
        tail = typeName.mid(collate);
        typeName.truncate(collate);
    }
    const QString value = castValue(inner, cast.type(), place);
    return QStringLiteral("CAST(%1 AS %2)%3").arg(value, typeName, tail);
}

QString Compiler::extract(const Expression& extract, Place place)
{
    return QStringLiteral("EXTRACT(%1 FROM %2)").arg(extract.textOf(), expression(extract.operands()[0], place));
}

QString Compiler::array(const Expression& array, Place place)
{
    return QStringLiteral("ARRAY[%1]").arg(list(array.operands(), place));
}

QString Compiler::nextValue(const schema::ObjectName&)
{
    return refuseOutright(QStringLiteral("Dialect '%1' does not support sequence increments.").arg(dialect()));
}

} // namespace espalier::dialects::sql
