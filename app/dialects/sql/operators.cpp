#include "dialects/sql/operators.h"

#include <QHash>

namespace espalier::dialects::sql {

using schema::Operator;

namespace {

QHash<int, OperatorFacts> makeFacts()
{
    QHash<int, OperatorFacts> all;
    const auto add = [&](Operator op, const char* text, int precedence, bool associates = false) {
        all.insert(int(op), { text, precedence, associates });
    };
    add(Operator::Eq, " = ", 5), add(Operator::Ne, " != ", 5);
    add(Operator::Lt, " < ", 5), add(Operator::Le, " <= ", 5);
    add(Operator::Gt, " > ", 5), add(Operator::Ge, " >= ", 5);
    add(Operator::Add, " + ", 7, true), add(Operator::Sub, " - ", 7);
    add(Operator::Mul, " * ", 8, true), add(Operator::TrueDiv, " / ", 8);
    add(Operator::FloorDiv, " / ", 8), add(Operator::Mod, " % ", 8);
    add(Operator::Concat, " || ", 5, true);
    add(Operator::Like, " LIKE ", 5), add(Operator::NotLike, " NOT LIKE ", 5);
    add(Operator::LikePart, " LIKE ", -100), add(Operator::NotLikePart, " NOT LIKE ", -100);
    add(Operator::Ilike, " LIKE ", 5), add(Operator::NotIlike, " NOT LIKE ", 5);
    add(Operator::Is, " IS ", 5), add(Operator::IsNot, " IS NOT ", 5);
    add(Operator::IsDistinctFrom, " IS DISTINCT FROM ", 5);
    add(Operator::IsNotDistinctFrom, " IS NOT DISTINCT FROM ", 5);
    add(Operator::In, " IN ", 5), add(Operator::NotIn, " NOT IN ", 5);
    add(Operator::Between, " BETWEEN ", 5), add(Operator::NotBetween, " NOT BETWEEN ", 5);
    add(Operator::RegexpMatch, "", 5), add(Operator::NotRegexpMatch, "", 5);
    add(Operator::BitwiseAnd, " & ", 7), add(Operator::BitwiseOr, " | ", 7);
    add(Operator::BitwiseXor, " ^ ", 7);
    add(Operator::And, " AND ", 3, true), add(Operator::Or, " OR ", 2, true);
    add(Operator::Comma, ", ", -1);
    add(Operator::Not, "NOT ", 5), add(Operator::Neg, "-", 8), add(Operator::BitwiseNot, "~", 8);
    add(Operator::Exists, "EXISTS ", 0), add(Operator::Distinct, "DISTINCT ", 5);
    add(Operator::Any, "ANY ", 15), add(Operator::All, "ALL ", 15);
    add(Operator::Asc, " ASC", 3), add(Operator::Desc, " DESC", 3);
    add(Operator::NullsFirst, " NULLS FIRST", -100), add(Operator::NullsLast, " NULLS LAST", -100);
    add(Operator::JsonGetItem, " -> ", 15), add(Operator::JsonGetText, " ->> ", 15);
    add(Operator::Custom, "", 0);
    return all;
}

} // namespace

const OperatorFacts& operatorFacts(Operator op)
{
    static const QHash<int, OperatorFacts> all = makeFacts();
    return *all.constFind(int(op));
}

bool isPrecedent(Operator op, Operator against)
{
    const OperatorFacts& facts = operatorFacts(op);
    if (op == against && facts.associates)
        return false;
    return facts.precedence <= operatorFacts(against).precedence;
}

std::optional<Operator> opposite(Operator op)
{
    static const std::pair<Operator, Operator> pairs[]
        = { { Operator::Eq, Operator::Ne }, { Operator::Lt, Operator::Ge }, { Operator::Gt, Operator::Le },
              { Operator::Like, Operator::NotLike }, { Operator::LikePart, Operator::NotLikePart },
              { Operator::Ilike, Operator::NotIlike }, { Operator::Is, Operator::IsNot },
              { Operator::IsDistinctFrom, Operator::IsNotDistinctFrom }, { Operator::In, Operator::NotIn },
              { Operator::Between, Operator::NotBetween }, { Operator::RegexpMatch, Operator::NotRegexpMatch } };
    for (const auto& [one, other] : pairs) {
        if (op == one)
            return other;
        if (op == other)
            return one;
    }
    return {};
}

bool isComparison(Operator op)
{
    return opposite(op).has_value() || op == Operator::And || op == Operator::Or || op == Operator::Not
        || op == Operator::Exists;
}

bool isPostfix(Operator op)
{
    return op == Operator::Asc || op == Operator::Desc || op == Operator::NullsFirst || op == Operator::NullsLast;
}

} // namespace espalier::dialects::sql
