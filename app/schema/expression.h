#pragma once

#include "schema/literal.h"
#include "schema/name.h"
#include "schema/sql_type.h"

#include <memory>
#include <QMetaType>
#include <QString>
#include <vector>

namespace espalier::schema {

struct Select;
struct ExpressionNode;

/// Operators of SQLAlchemy Core, named as its `operators` module does.
enum class Operator {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    Add,
    Sub,
    Mul,
    TrueDiv,
    FloorDiv,
    Mod,
    Concat,
    Like,
    NotLike,
    LikePart, ///< startswith(), endswith(), contains(): LIKE that is put in parentheses anywhere within another
    NotLikePart,
    Ilike,
    NotIlike,
    Is,
    IsNot,
    IsDistinctFrom,
    IsNotDistinctFrom,
    In,
    NotIn,
    Between,
    NotBetween,
    RegexpMatch,
    NotRegexpMatch,
    BitwiseAnd,
    BitwiseOr,
    BitwiseXor,
    And,
    Or,
    Comma,
    Not,
    Neg,
    BitwiseNot,
    Exists,
    Distinct,
    Any,
    All,
    Asc,
    Desc,
    NullsFirst,
    NullsLast,
    JsonGetItem, ///< col["key"]
    JsonGetText, ///< col["key"].astext
    Custom, ///< op("text")
};

/// A piece of SQL as SQLAlchemy Core has it. Immutable and cheap to copy; equal where the trees are.
class Expression {
public:
    enum class Kind {
        Null,
        True,
        False, ///< sa.null(), sa.true(), sa.false()
        Text, ///< sa.text(): `text`; binds given with it are Bind operands
        LiteralColumn, ///< sa.literal_column(): printed as it is
        Literal, ///< a Python value, typed by `type` or by its neighbour in an operator
        Bind, ///< sa.bindparam(): `text` its name, `literal` its value where `hasValue`
        Column, ///< `text` its name, of `table` where that is not empty
        Function, ///< func.x(…): `text` its name, dots between packages
        Over, ///< func.x().over(…): the function, a List of PARTITION BY, a List of ORDER BY; of a frame, which `text`
              ///< names ("ROWS"), a List of its two bounds: rows from here, negative before it, Null without a bound
        Unary, ///< `op`, one operand; postfix for Asc, Desc, Nulls…
        Binary, ///< `op`, two operands (In: right one a List, Tuple or Subquery; Between: three)
        Clauses, ///< and_/or_: `op`, any number of operands
        Cast, ///< to `type`
        TypeCoerce,
        Case, ///< operands: [value,] when, then, when, then, … [else]; see `hasCaseValue`, `hasElse`
        Collate, ///< `text` the collation
        Extract, ///< `text` the field
        Label, ///< `text` the name
        Grouping, ///< in parentheses
        List, ///< of values, right of IN
        Tuple, ///< sa.tuple_()
        Array, ///< postgresql.array([…])
        NextValue, ///< of sequence `table`
        Subquery, ///< `query`
        Reference, ///< to a label or column of the SELECT around it, by its name `text`
        Unknown, ///< `text` is the reason for people
    };

    Expression(); ///< NULL
    static Expression null();
    static Expression boolean(bool value); ///< sa.true() or sa.false()
    static Expression text(const QString& sql, std::vector<Expression> binds = {});
    static Expression literalColumn(const QString& sql, SqlType type = {});
    static Expression literal(Literal value, SqlType type = {});
    static Expression string(const QString& value) { return literal(Literal::string(value)); }
    static Expression number(qint64 value) { return literal(Literal::number(value)); }
    static Expression bind(const QString& name, SqlType type = {}); ///< required, no value
    static Expression bind(const QString& name, Literal value, SqlType type = {});
    static Expression column(const Identifier& name, SqlType type = {}, ObjectName table = {});
    static Expression function(const QString& name, std::vector<Expression> arguments = {}, SqlType type = {});
    static Expression over(Expression function, std::vector<Expression> partition, std::vector<Expression> order,
        const QString& frame = {}, std::vector<Expression> bounds = {});
    static Expression unary(Operator op, Expression operand);
    static Expression binary(Operator op, Expression left, Expression right);
    static Expression custom(const QString& op, Expression left, Expression right);
    static Expression between(Expression value, Expression low, Expression high, bool negated = false);
    static Expression clauses(Operator op, std::vector<Expression> operands); ///< And, Or
    static Expression cast(Expression operand, SqlType type);
    static Expression typeCoerce(Expression operand, SqlType type);
    static Expression caseOf(
        std::vector<Expression> whenThen, const Expression* otherwise = nullptr, const Expression* value = nullptr);
    static Expression collate(Expression operand, const QString& collation);
    static Expression extract(const QString& field, Expression operand);
    static Expression label(Expression operand, const Identifier& name);
    static Expression grouping(Expression operand);
    static Expression list(std::vector<Expression> items);
    static Expression tuple(std::vector<Expression> items);
    static Expression array(std::vector<Expression> items, SqlType type = {});
    static Expression nextValue(ObjectName sequence);
    static Expression subquery(std::shared_ptr<const Select> query);
    static Expression reference(const QString& name);
    static Expression unknown(const QString& reason);

    Kind kind() const;
    const QString& textOf() const;
    Identifier identifier() const; ///< of Column and Label: textOf() with how it is written
    const Literal& value() const;
    bool hasValue() const; ///< of Bind
    const SqlType& type() const;
    const ObjectName& table() const;
    Operator op() const;
    const std::vector<Expression>& operands() const;
    bool hasElse() const;
    bool hasCaseValue() const;
    const std::shared_ptr<const Select>& query() const;

    bool is(Kind kind_) const { return kind() == kind_; }
    /// The very same piece, not one that is like it.
    bool isOneWith(const Expression& other) const { return m_node == other.m_node; }
    /// The same node over other operands.
    Expression withOperands(std::vector<Expression> operands) const;
    /// The first Unknown in the tree; null where all is known.
    const Expression* firstUnknown() const;

    friend bool operator==(const Expression& a, const Expression& b);

private:
    explicit Expression(ExpressionNode node);
    std::shared_ptr<const ExpressionNode> m_node; ///< never null
};

struct ExpressionNode {
    Expression::Kind kind = Expression::Kind::Null;
    QString text = {};
    Literal literal = {};
    bool hasValue = false;
    SqlType type = {};
    ObjectName table = {};
    Operator op = Operator::Custom;
    std::vector<Expression> operands = {};
    bool hasElse = false;
    bool hasCaseValue = false;
    std::shared_ptr<const Select> query = {};
    Quoting quoting = Quoting::AsNeeded; ///< of `text`, where that is a name; not compared
};

} // namespace espalier::schema

Q_DECLARE_METATYPE(espalier::schema::Expression)
