#include "operations/plain_condition.h"

#include <algorithm>
#include <QRegularExpression>

namespace espalier::operations {

namespace {

using schema::Expression;
using ConditionKind = Expression::Kind;

ValueFamily literalFamily(const schema::Literal& literal)
{
    using Kind = schema::Literal::Kind;
    return literal.kind == Kind::Integer ? ValueFamily::Number
        : literal.kind == Kind::String   ? ValueFamily::Text
        : literal.kind == Kind::Bool     ? ValueFamily::Boolean
                                         : ValueFamily::Other;
}

/// Of SQL text; false where it has more.
bool takeWords(const QString& sql, PlainCondition& found)
{
    static const QRegularExpression pieces(QStringLiteral(
        "'(?:[^']|'')*'|\"(?:[^\"]|\"\")+\"|[^\\W\\d]\\w*\\s*\\(?|\\d+(?:\\.\\d+)?|(?:<>|[<>!]=|[<>=])|\\S"));
    static const QSet<QString> joining{ QStringLiteral("AND"), QStringLiteral("OR"), QStringLiteral("NOT"),
        QStringLiteral("IS"), QStringLiteral("NULL"), QStringLiteral("IN"), QStringLiteral("BETWEEN"),
        QStringLiteral("<>"), QStringLiteral("<="), QStringLiteral(">="), QStringLiteral("!="), QStringLiteral("<"),
        QStringLiteral(">"), QStringLiteral("="), QStringLiteral("("), QStringLiteral(")"), QStringLiteral(",") };
    for (auto all = pieces.globalMatch(sql); all.hasNext();) {
        QString piece = all.next().captured().trimmed();
        const bool isCalled = piece.size() > 1 && piece.endsWith(QLatin1Char('('));
        if (isCalled)
            piece = piece.chopped(1).trimmed();
        const QString word = piece.toUpper();
        if (joining.contains(word))
            continue;
        if (isCalled)
            return false;
        if (piece.startsWith(QLatin1Char('\'')))
            found.literals.insert(ValueFamily::Text);
        else if (piece[0].isDigit())
            found.literals.insert(ValueFamily::Number);
        else if (word == QLatin1String("TRUE") || word == QLatin1String("FALSE"))
            found.literals.insert(ValueFamily::Boolean);
        else if (piece.size() > 2 && piece.startsWith(QLatin1Char('"')))
            found.columns.insert(piece.mid(1, piece.size() - 2));
        else if (piece[0].isLetter() || piece[0] == QLatin1Char('_'))
            found.columns.insert(piece);
        else
            return false;
    }
    return true;
}

bool take(const Expression& expression, PlainCondition& found)
{
    switch (expression.kind()) {
    case ConditionKind::Column:
        found.columns.insert(expression.textOf());
        return true;
    case ConditionKind::Literal:
        found.literals.insert(literalFamily(expression.value()));
        return true;
    case ConditionKind::Text:
    case ConditionKind::LiteralColumn:
        return expression.operands().empty() && takeWords(expression.textOf(), found);
    case ConditionKind::Null:
        return true;
    case ConditionKind::Binary:
    case ConditionKind::Unary:
    case ConditionKind::Clauses:
    case ConditionKind::Grouping:
    case ConditionKind::List:
        break;
    default:
        return false;
    }
    using schema::Operator;
    static const QSet<Operator> compared{ Operator::Eq, Operator::Ne, Operator::Lt, Operator::Le, Operator::Gt,
        Operator::Ge, Operator::Is, Operator::IsNot, Operator::In, Operator::NotIn, Operator::Between, Operator::And,
        Operator::Or, Operator::Not };
    const bool isJoined = expression.is(ConditionKind::Grouping) || expression.is(ConditionKind::List)
        || compared.contains(expression.op());
    return isJoined
        && std::all_of(expression.operands().begin(), expression.operands().end(),
            [&](const Expression& operand) { return take(operand, found); });
}

} // namespace

std::optional<PlainCondition> plainCondition(const Expression& expression)
{
    PlainCondition found;
    return take(expression, found) ? std::optional(std::move(found)) : std::nullopt;
}

} // namespace espalier::operations
