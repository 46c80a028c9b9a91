#pragma once

#include "operations/sqlalchemy/host.h"

namespace espalier::operations {

class TableHost;

/// Anything that operators make expressions of: columns, functions, literals, comparisons.
class ElementHost : public Host {
public:
    using Host::Host;
    virtual Piece piece() = 0;
    /// The type's object; None where it has none.
    virtual Value typeValue() { return {}; }

    QString typeName() const override { return QStringLiteral("ColumnElement"); }
    bool isA(const QString& className) const override
    {
        return className == QLatin1String("ColumnElement") || className == QLatin1String("ClauseElement")
            || className == QLatin1String("SQLColumnExpression") || className == typeName();
    }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override;
    std::optional<Value> item(Interpreter& interpreter, const Value& key) override;
    std::optional<Value> binary(
        Interpreter& interpreter, symbolic::BinaryOperator op, const Value& other, bool isReflected) override;
    std::optional<Value> unary(Interpreter& interpreter, symbolic::UnaryOperator op) override;
    std::optional<Value> compare(
        Interpreter& interpreter, symbolic::CompareOperator op, const Value& other, bool isReflected) override;
    Value truth(Interpreter& interpreter) override;
    Value str(Interpreter& interpreter) override;
    Value repr(Interpreter& interpreter) override { return str(interpreter); }
};

/// An expression made of others.
class ExpressionHost final : public ElementHost {
public:
    ExpressionHost(SqlalchemyContext& context, Piece piece, Value type = {})
        : ElementHost(context)
        , m_piece(std::move(piece))
        , m_type(std::move(type))
    { }
    Piece piece() override { return m_piece; }
    Value typeValue() override { return m_type; }
    QString typeName() const override;
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override;
    Value truth(Interpreter& interpreter) override;
    Value str(Interpreter& interpreter) override;
    /// Of a == b: whether both are one object, which is what bool() of it says.
    std::optional<bool> isSameObject;

private:
    Piece m_piece;
    Value m_type;
};

Value makeElement(SqlalchemyContext& context, Piece piece, const Value& type = {});
Value makeElement(SqlalchemyContext& context, const schema::Expression& expression, const Value& type = {});
/// An expression that is not known.
Piece doubtfulPiece(const DoubtPtr& doubt);

/// Adds what is not there yet.
void addFrom(std::vector<FromPart>& from, const std::vector<FromPart>& more);
/// The operands of an expression about to be made: their tables and doubts together.
class Operands {
public:
    Operands(Interpreter& interpreter, SqlalchemyContext& context)
        : m_interpreter(interpreter)
        , m_context(context)
    { }
    /// Takes one in; `type` is that of the expression beside it, for plain values.
    schema::Expression take(const Value& value, TextSense sense = TextSense::Value, const Value& type = {});
    schema::Expression take(const Piece& piece);
    std::vector<schema::Expression> takeAll(
        const std::vector<Value>& values, TextSense sense = TextSense::Value, const Value& type = {});
    Value make(const schema::Expression& expression, const Value& type = {}) const;
    Piece piece(const schema::Expression& expression) const;
    void doubt(const DoubtPtr& why) { note(m_doubt, why); }

private:
    Interpreter& m_interpreter;
    SqlalchemyContext& m_context;
    std::vector<FromPart> m_from;
    DoubtPtr m_doubt;
};

/// left op right, with the rules of SQLAlchemy's comparators.
Value makeBinary(
    Interpreter& interpreter, SqlalchemyContext& context, schema::Operator op, const Value& left, const Value& right);
Value makeUnary(Interpreter& interpreter, SqlalchemyContext& context, schema::Operator op, const Value& operand);
/// and_(), or_()
Value makeClauses(
    Interpreter& interpreter, SqlalchemyContext& context, schema::Operator op, const std::vector<Value>& operands);
/// func.x().over(…), over(func.x(), …): `arguments` are partition_by=, order_by=, rows=, range_=.
Value makeOver(Interpreter& interpreter, SqlalchemyContext& context, const Value& function, const Arguments& arguments);
/// An element of ORDER BY, GROUP BY or OVER: a plain string is a name in the SELECT around it.
schema::Expression orderingElement(Operands& operands, const Value& value);
/// With what `named` makes of each name of that kind; a null one leaves it as it is.
schema::Expression withReferences(const schema::Expression& expression,
    const std::function<std::optional<schema::Expression>(const QString& name)>& named);
/// Stands before the number of a column that had no name yet where an expression used it: an attribute within the body
/// of its class.
inline constexpr QChar namelessMark(1);
/// With the names that such columns of the table have by now; a doubt where one is not the table's.
Known<schema::Expression> withColumnNames(
    const Interpreter& interpreter, const schema::Expression& expression, const TableHost* table);
/// What plain values beside this one are to be: its type's object, or None.
Value typeBeside(const Value& value);

/// The methods of all elements: like(), in_(), label(), …
std::optional<Value> elementMethod(ElementHost& self, const QString& name);

/// text(…).bindparams(…), .columns(…)
std::optional<Value> textMethod(ExpressionHost& self, const QString& name);

/// Functions that make expressions: "text", "and_", "case", "func", …; nullopt for all other names.
std::optional<Value> expressionFunction(SqlalchemyContext& context, const QString& name);

} // namespace espalier::operations
