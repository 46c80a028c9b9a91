#include "operations/sqlalchemy/element.h"
#include "operations/sqlalchemy/select.h"
#include "operations/sqlalchemy/type.h"

#include <QCoreApplication>

// ColumnOperators: what can be asked of any expression by name.

namespace espalier::operations {

using schema::Expression;
using schema::Operator;
using schema::SqlType;

namespace {

Value other(const Arguments& arguments) { return arguments.get(0, u"other"); }

template <Operator Op> Value binary(ElementHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    return makeBinary(interpreter, self.context(), Op, self.value(), other(arguments));
}

/// LIKE and its kin; ESCAPE has no place in a schema value.
template <Operator Op> Value like(ElementHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    const Value* escape = arguments.find(1, u"escape");
    if (escape && !escape->isNone())
        return makeElement(
            self.context(), doubtfulPiece(interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "LIKE with ESCAPE"))));
    return binary<Op>(self, interpreter, arguments);
}

template <Operator Op> Value regexp(ElementHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    const Value* flags = arguments.find(1, u"flags");
    if (flags && !flags->isNone())
        return makeElement(self.context(),
            doubtfulPiece(interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "a regular expression with flags"))));
    return makeBinary(interpreter, self.context(), Op, self.value(), arguments.get(0, u"pattern"));
}

template <Operator Op> Value unary(ElementHost& self, Interpreter& interpreter, const Arguments&)
{
    return makeUnary(interpreter, self.context(), Op, self.value());
}

bool isNamedType(Interpreter& interpreter, ElementHost& self, std::initializer_list<const char*> names)
{
    const std::shared_ptr<TypeHost> type = typeHost(interpreter, self.context(), self.typeValue());
    for (const char* name : names)
        if (type && type->isA(QLatin1String(name)))
            return true;
    return false;
}

Value custom(ElementHost& self, Interpreter& interpreter, const QString& op, const Value& operand)
{
    Operands operands(interpreter, self.context());
    const Expression left = operands.take(self.piece());
    return operands.make(Expression::custom(op, left, operands.take(operand, TextSense::Value, self.typeValue())));
}

enum class Part { Anywhere, Start, End };

/// LIKE '%' || other || '%': the concatenation stands there without parentheses, which a Label keeps off.
Value partOf(ElementHost& self, Interpreter& interpreter, const Arguments& arguments, Part part)
{
    const Value* escape = arguments.keyword(u"escape");
    const Value* automatic = arguments.keyword(u"autoescape");
    Operands operands(interpreter, self.context());
    const Expression left = operands.take(self.piece());
    const Expression percent = Expression::string(QStringLiteral("%"));
    Expression pattern = operands.take(other(arguments), TextSense::Value, self.typeValue());
    if (part != Part::Start)
        pattern = Expression::binary(Operator::Concat, percent, pattern);
    if (part != Part::End)
        pattern = Expression::binary(Operator::Concat, pattern, percent);
    if ((escape && !escape->isNone()) || (automatic && interpreter.isTrue(*automatic) != false))
        operands.doubt(interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "LIKE with ESCAPE")));
    return operands.make(Expression::binary(Operator::LikePart, left, Expression::label(pattern, QString())));
}

Value contains(ElementHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    if (isNamedType(interpreter, self, { "JSONB", "ARRAY", "HSTORE" }))
        return custom(self, interpreter, QStringLiteral("@>"), other(arguments));
    return partOf(self, interpreter, arguments, Part::Anywhere);
}

Value startsWith(ElementHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    return partOf(self, interpreter, arguments, Part::Start);
}

Value endsWith(ElementHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    return partOf(self, interpreter, arguments, Part::End);
}

/// One of IN ((1, 'x'), …): plain values, whose columns' types have no say in how they are printed.
Expression tupleOf(Interpreter& interpreter, Operands& operands, const Value& tuple)
{
    const std::vector<Value> items = interpreter.elements(tuple).value_or(std::vector<Value>{});
    for (const Value& item : items)
        if (!item.isString() && !item.isInteger())
            operands.doubt(interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "IN of tuples")));
    return Expression::tuple(operands.takeAll(items));
}

/// column.any(3): 3 = ANY (column), of arrays alone.
template <Operator Op> Value ofArray(ElementHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    Operands operands(interpreter, self.context());
    const Expression array = operands.take(self.piece());
    const Value* comparison = arguments.find(1, u"operator");
    if (!isNamedType(interpreter, self, { "ARRAY" }) || (comparison && !comparison->isNone()))
        operands.doubt(interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "`%1()` of an SQL expression"),
            { Op == Operator::Any ? QStringLiteral("any") : QStringLiteral("all") }));
    return operands.make(
        Expression::binary(Operator::Eq, operands.take(other(arguments)), Expression::unary(Op, array)));
}

Value over(ElementHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    static constexpr const char* keywords[] = { "partition_by", "order_by", "rows", "range_", "groups" };
    refuseKeywords(interpreter, arguments, "FunctionElement.over", keywords);
    return makeOver(interpreter, self.context(), self.value(), arguments);
}

template <Operator Op> Value in(ElementHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    const Value values = other(arguments);
    Operands operands(interpreter, self.context());
    const Expression left = operands.take(self.piece());
    if (values.as<symbolic::Sequence>() || values.as<symbolic::Set>() || values.as<symbolic::Dict>()) {
        DoubtPtr unknown;
        const std::optional<std::vector<Value>> items = interpreter.elements(values, &unknown);
        operands.doubt(items ? nullptr : unknown ? unknown : doubtOf(interpreter, values));
        std::vector<Expression> list;
        for (const Value& item : items.value_or(std::vector<Value>{}))
            list.push_back(item.as<symbolic::Sequence>() ? tupleOf(interpreter, operands, item)
                                                         : operands.take(item, TextSense::Value, self.typeValue()));
        return operands.make(Expression::binary(Op, left, Expression::list(list)));
    }
    const Value plain = plainValue(values);
    if (plain.isString() || plain.isNumber() || plain.isNone())
        argumentError(interpreter,
            QStringLiteral("IN expression list, SELECT construct, or bound parameter object expected, got %1.")
                .arg(interpreter.repr(plain).text()));
    return operands.make(Expression::binary(Op, left, operands.take(values)));
}

Value between(ElementHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    Operands operands(interpreter, self.context());
    const Expression value = operands.take(self.piece());
    const Expression low = operands.take(arguments.get(0, u"cleft"), TextSense::Value, self.typeValue());
    const Expression high = operands.take(arguments.get(1, u"cright"), TextSense::Value, self.typeValue());
    if (const Value* symmetric = arguments.find(2, u"symmetric"); symmetric && interpreter.isTrue(*symmetric) != false)
        operands.doubt(interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "BETWEEN SYMMETRIC")));
    return operands.make(Expression::between(value, low, high));
}

Value label(ElementHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    Operands operands(interpreter, self.context());
    const Expression inner = operands.take(self.piece());
    const Known<schema::Identifier> name = asIdentifier(interpreter, arguments.get(0, u"name"));
    operands.doubt(name.doubt);
    return operands.make(Expression::label(inner, name.value), self.typeValue());
}

Value cast(ElementHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    Operands operands(interpreter, self.context());
    const Expression inner = operands.take(self.piece());
    const Value type = typeObject(interpreter, self.context(), arguments.get(0, u"type_"));
    const Known<SqlType> known = asType(interpreter, self.context(), type);
    operands.doubt(known.doubt);
    return operands.make(Expression::cast(inner, known.value), type);
}

Value collate(ElementHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    Operands operands(interpreter, self.context());
    const Expression inner = operands.take(self.piece());
    const Known<QString> name = asText(interpreter, arguments.get(0, u"collation"));
    operands.doubt(name.doubt);
    return operands.make(Expression::collate(inner, name.value), self.typeValue());
}

/// op("->>"), which is then called with what stands on the right.
Value op(ElementHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    const Known<QString> sign = asText(interpreter, arguments.get(0, u"opstring"));
    const Value* precedence = arguments.find(1, u"precedence");
    DoubtPtr doubt = sign.doubt;
    if (precedence && !(precedence->isNumber() && precedence->integer() == 0))
        note(doubt, interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "an operator with a precedence of its own")));
    return symbolic::builtin(QStringLiteral("op"),
        [kept = self.self<ElementHost>(), sign = sign.value, doubt](Interpreter& inner, const Arguments& given) {
            if (doubt)
                return makeElement(kept->context(), doubtfulPiece(doubt));
            return custom(*kept, inner, sign, given.get(0, u"other"));
        });
}

/// Operators of PostgreSQL's types that are methods.
struct NamedOperator {
    const char* method;
    const char* sign;
};
constexpr NamedOperator namedOperators[] = {
    { "contained_by", "<@" },
    { "has_key", "?" },
    { "has_any", "?|" },
    { "has_all", "?&" },
    { "overlap", "&&" },
    { "overlaps", "&&" },
};

Value textOfJson(ElementHost& self, Interpreter& interpreter, const Arguments&)
{
    return interpreter.attribute(self.value(), QStringLiteral("astext"));
}

Value itself(ElementHost& self, Interpreter&, const Arguments&) { return self.value(); }

/// Methods that schema values have nothing for.
constexpr const char* unwritten[]
    = { "filter", "within_group", "match", "any_", "all_", "regexp_replace", "icontains", "istartswith", "iendswith",
          "bitwise_lshift", "bitwise_rshift", "as_integer", "as_float", "as_boolean", "as_numeric", "as_json", "alias",
          "table_valued", "column_valued", "path_match", "path_exists", "delete_path", "slice", "as_comparison" };

constexpr Method<ElementHost> methods[] = {
    { "in_", in<Operator::In> },
    { "notin_", in<Operator::NotIn> },
    { "not_in", in<Operator::NotIn> },
    { "is_", binary<Operator::Is> },
    { "isnot", binary<Operator::IsNot> },
    { "is_not", binary<Operator::IsNot> },
    { "is_distinct_from", binary<Operator::IsDistinctFrom> },
    { "isnot_distinct_from", binary<Operator::IsNotDistinctFrom> },
    { "is_not_distinct_from", binary<Operator::IsNotDistinctFrom> },
    { "like", like<Operator::Like> },
    { "notlike", like<Operator::NotLike> },
    { "not_like", like<Operator::NotLike> },
    { "ilike", like<Operator::Ilike> },
    { "notilike", like<Operator::NotIlike> },
    { "not_ilike", like<Operator::NotIlike> },
    { "regexp_match", regexp<Operator::RegexpMatch> },
    { "contains", contains },
    { "startswith", startsWith },
    { "endswith", endsWith },
    { "between", between },
    { "concat", binary<Operator::Concat> },
    { "collate", collate },
    { "desc", unary<Operator::Desc> },
    { "asc", unary<Operator::Asc> },
    { "nullsfirst", unary<Operator::NullsFirst> },
    { "nulls_first", unary<Operator::NullsFirst> },
    { "nullslast", unary<Operator::NullsLast> },
    { "nulls_last", unary<Operator::NullsLast> },
    { "distinct", unary<Operator::Distinct> },
    { "label", label },
    { "cast", cast },
    { "op", op },
    { "bool_op", op },
    { "any", ofArray<Operator::Any> },
    { "all", ofArray<Operator::All> },
    { "over", over },
    { "as_string", textOfJson },
    { "bitwise_and", binary<Operator::BitwiseAnd> },
    { "bitwise_or", binary<Operator::BitwiseOr> },
    { "bitwise_xor", binary<Operator::BitwiseXor> },
    { "bitwise_not", unary<Operator::BitwiseNot> },
    { "self_group", itself },
    { "__clause_element__", itself },
};

} // namespace

namespace {

/// The text of int(value); a refusal where it has none.
Expression boundOf(Interpreter& interpreter, Operands& operands, const Value& value)
{
    if (value.isNone())
        return Expression::null();
    if (value.isUnknown()) {
        operands.doubt(value.doubt());
        return Expression::null();
    }
    const Value plain = plainValue(value);
    bool isNumber = plain.isNumber();
    const qint64 rows = plain.isString() ? plain.text().trimmed().toLongLong(&isNumber)
        : plain.isNumber()               ? qint64(plain.realNumber())
                                         : 0;
    if (!isNumber && plain.isString())
        argumentError(interpreter, QStringLiteral("Integer or None expected for range value"));
    if (!isNumber)
        operands.doubt(doubtOf(interpreter, value));
    return Expression::number(rows);
}

struct Frame {
    QString words; ///< empty for none
    std::vector<Expression> bounds;
};

/// What rows=, range_= or groups= say.
Frame frameOf(Interpreter& interpreter, Operands& operands, const Arguments& arguments)
{
    static constexpr std::pair<const char16_t*, const char*> kinds[]
        = { { u"range_", "RANGE" }, { u"rows", "ROWS" }, { u"groups", "GROUPS" } };
    Frame frame;
    Value given;
    for (size_t i = 0; i < std::size(kinds); ++i) {
        const Value* bounds = arguments.find(2 + i, kinds[i].first);
        const std::optional<bool> isGiven = bounds ? interpreter.isTrue(*bounds) : false;
        if (!isGiven)
            operands.doubt(doubtOf(interpreter, *bounds));
        if (!isGiven.value_or(false))
            continue;
        if (!frame.words.isEmpty())
            argumentError(interpreter, QStringLiteral("only one of 'rows', 'range_', or 'groups' may be provided"));
        frame.words = QLatin1String(kinds[i].second);
        given = *bounds;
    }
    if (frame.words.isEmpty())
        return frame;
    DoubtPtr unknown;
    const std::optional<std::vector<Value>> pair = interpreter.elements(given, &unknown);
    operands.doubt(unknown);
    if (!unknown && (!given.as<symbolic::Tuple>() || !pair || pair->size() != 2))
        argumentError(interpreter, QStringLiteral("2-tuple expected for range/rows"));
    for (size_t i = 0; i < 2; ++i)
        frame.bounds.push_back(
            pair && i < pair->size() ? boundOf(interpreter, operands, (*pair)[i]) : Expression::null());
    return frame;
}

} // namespace

Value makeOver(Interpreter& interpreter, SqlalchemyContext& context, const Value& function, const Arguments& arguments)
{
    Operands operands(interpreter, context);
    const Expression of = operands.take(function);
    operands.doubt(arguments.doubt);
    const auto listed = [&](const char16_t* name, size_t position) {
        std::vector<Expression> all;
        const Value* given = arguments.find(position, name);
        DoubtPtr doubt;
        const std::vector<Value> items
            = given && !given->isNone() ? flattened(interpreter, { *given }, doubt) : std::vector<Value>{};
        for (const Value& item : items)
            all.push_back(orderingElement(operands, item));
        operands.doubt(doubt);
        return all;
    };
    std::vector<Expression> partition = listed(u"partition_by", 0);
    std::vector<Expression> order = listed(u"order_by", 1);
    Frame frame = frameOf(interpreter, operands, arguments);
    return operands.make(
        Expression::over(of, std::move(partition), std::move(order), frame.words, std::move(frame.bounds)),
        typeBeside(function));
}

std::optional<Value> elementMethod(ElementHost& self, const QString& name)
{
    if (std::optional<Value> method = findMethod(self, methods, name))
        return method;
    for (const NamedOperator& named : namedOperators) {
        if (name == QLatin1String(named.method))
            return symbolic::builtin(name,
                [kept = self.self<ElementHost>(), sign = named.sign](Interpreter& interpreter, const Arguments& given) {
                    return custom(*kept, interpreter, QLatin1String(sign), other(given));
                });
    }
    for (const char* method : unwritten) {
        if (name == QLatin1String(method))
            return symbolic::builtin(
                name, [kept = self.self<ElementHost>(), name](Interpreter& interpreter, const Arguments&) {
                    return makeElement(kept->context(),
                        doubtfulPiece(
                            interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "`%1()` of an SQL expression"), { name })));
                });
    }
    return std::nullopt;
}

} // namespace espalier::operations
