#include "operations/plain_condition.h"

#include <algorithm>
#include <QRegularExpression>
#include <QStringList>

namespace espalier::operations {

namespace {

using schema::Expression;
using schema::Operator;
using ConditionKind = Expression::Kind;

ValueFamily literalFamily(const schema::Literal& literal)
{
    using Kind = schema::Literal::Kind;
    return literal.kind == Kind::Integer ? ValueFamily::Number
        : literal.kind == Kind::String   ? ValueFamily::Text
        : literal.kind == Kind::Bool     ? ValueFamily::Boolean
                                         : ValueFamily::Other;
}

/// Of SQL text, by recursive descent.
class ConditionText {
public:
    ConditionText(const QString& sql, const FamilyOfColumn& familyOf)
        : m_familyOf(familyOf)
    {
        static const QRegularExpression pieces(
            QStringLiteral("'(?:[^']|'')*'|\"(?:[^\"]|\"\")+\"|[^\\W\\d]\\w*|\\d+(?:\\.\\d+)?|<>|[<>!]=|[<>=]|\\S"));
        for (auto all = pieces.globalMatch(sql); all.hasNext();)
            m_pieces.append(all.next().captured());
    }
    bool read() { return any() && m_at == m_pieces.size(); }

private:
    bool isWord(const char* word) const
    {
        return m_at < m_pieces.size() && m_pieces[m_at].compare(QLatin1String(word), Qt::CaseInsensitive) == 0;
    }
    bool take(const char* word)
    {
        const bool isThere = isWord(word);
        m_at += isThere ? 1 : 0;
        return isThere;
    }
    bool any()
    {
        bool isFine = all();
        while (isFine && take("OR"))
            isFine = all();
        return isFine;
    }
    bool all()
    {
        bool isFine = term();
        while (isFine && take("AND"))
            isFine = term();
        return isFine;
    }
    bool term()
    {
        if (++m_depth > 50)
            return false;
        if (take("NOT"))
            return term();
        if (take("("))
            return any() && take(")");
        const auto left = operand();
        if (!left)
            return false;
        if (take("IS")) {
            take("NOT");
            return take("NULL");
        }
        const bool isNegated = take("NOT");
        if (take("IN"))
            return take("(") && same(*left) && rest(*left) && take(")");
        if (take("BETWEEN"))
            return same(*left) && take("AND") && same(*left);
        if (isNegated)
            return false;
        for (const char* comparison : { "=", "<>", "!=", "<", ">", "<=", ">=" })
            if (take(comparison))
                return same(*left);
        return *left == ValueFamily::Boolean;
    }
    bool rest(ValueFamily family)
    {
        while (take(","))
            if (!same(family))
                return false;
        return true;
    }
    bool same(ValueFamily family) { return family != ValueFamily::Other && operand() == family; }
    /// A column or a literal.
    std::optional<ValueFamily> operand()
    {
        if (m_at >= m_pieces.size())
            return std::nullopt;
        const QString piece = m_pieces[m_at++];
        if (piece.startsWith(QLatin1Char('\'')) && piece.size() > 1)
            return ValueFamily::Text;
        if (piece[0].isDigit())
            return ValueFamily::Number;
        if (piece.compare(QLatin1String("TRUE"), Qt::CaseInsensitive) == 0
            || piece.compare(QLatin1String("FALSE"), Qt::CaseInsensitive) == 0)
            return ValueFamily::Boolean;
        if (piece.startsWith(QLatin1Char('"')) && piece.size() > 2)
            return m_familyOf(piece.mid(1, piece.size() - 2), true);
        const bool isName = piece[0].isLetter() || piece[0] == QLatin1Char('_');
        return isName ? m_familyOf(piece, false) : std::nullopt;
    }

    const FamilyOfColumn& m_familyOf;
    QStringList m_pieces;
    qsizetype m_at = 0;
    int m_depth = 0;
};

std::optional<ValueFamily> operandFamily(const Expression& operand, const FamilyOfColumn& familyOf)
{
    if (operand.is(ConditionKind::Column))
        return familyOf(operand.textOf(), true);
    return operand.is(ConditionKind::Literal) ? std::optional(literalFamily(operand.value())) : std::nullopt;
}

/// Of a comparison's operands: a list on the right counts as what is in it.
bool areOfOneFamily(const std::vector<Expression>& operands, const FamilyOfColumn& familyOf)
{
    std::optional<ValueFamily> family;
    for (const Expression& operand : operands) {
        const std::vector<Expression> one{ operand };
        for (const Expression& each : operand.is(ConditionKind::List) ? operand.operands() : one) {
            const auto found = operandFamily(each, familyOf);
            if (!found || *found == ValueFamily::Other || (family && *family != *found))
                return false;
            family = found;
        }
    }
    return family.has_value();
}

} // namespace

bool isPlainCondition(const QString& sql, const FamilyOfColumn& familyOf)
{
    return ConditionText(sql, familyOf).read();
}

bool isPlainCondition(const Expression& condition, const FamilyOfColumn& familyOf)
{
    const std::vector<Expression>& operands = condition.operands();
    const auto areConditions = [&] {
        return std::all_of(operands.begin(), operands.end(),
            [&](const Expression& operand) { return isPlainCondition(operand, familyOf); });
    };
    switch (condition.kind()) {
    case ConditionKind::Text:
    case ConditionKind::LiteralColumn:
        return operands.empty() && isPlainCondition(condition.textOf(), familyOf);
    case ConditionKind::Column:
        return operandFamily(condition, familyOf) == ValueFamily::Boolean;
    case ConditionKind::Clauses:
    case ConditionKind::Grouping:
        return areConditions();
    case ConditionKind::Unary:
        return condition.op() == Operator::Not && areConditions();
    case ConditionKind::Binary:
        break;
    default:
        return false;
    }
    switch (condition.op()) {
    case Operator::Is:
    case Operator::IsNot:
        return operands.size() == 2 && operandFamily(operands[0], familyOf) && operands[1].is(ConditionKind::Null);
    case Operator::Eq:
    case Operator::Ne:
    case Operator::Lt:
    case Operator::Le:
    case Operator::Gt:
    case Operator::Ge:
    case Operator::In:
    case Operator::NotIn:
    case Operator::Between:
        return areOfOneFamily(operands, familyOf);
    default:
        return false;
    }
}

} // namespace espalier::operations
