#include "dialects/sql/types.h"
#include "operations/sqlalchemy/element.h"
#include "operations/sqlalchemy/function.h"
#include "operations/sqlalchemy/select.h"
#include "operations/sqlalchemy/type.h"

#include <algorithm>
#include <QCoreApplication>

// text(), and_(), case(), cast(), literal() and the other functions that make expressions.

namespace espalier::operations {

using schema::Expression;
using schema::ExpressionNode;
using schema::Operator;
using schema::SqlType;

namespace {

using Context = SqlalchemyContext;
using Make = Value (*)(Interpreter&, Context&, const Arguments&);

Value text(Interpreter& interpreter, Context& context, const Arguments& arguments)
{
    const Value given = arguments.get(0, u"text");
    const Known<QString> sql = asText(interpreter, given);
    if (!sql && !given.sample().isNull() && given.isUnknown())
        return makeElement(context, Piece{ Expression::text(given.sample()), {}, sql.doubt });
    return makeElement(context, sql ? Piece{ Expression::text(sql.value), {}, {} } : doubtfulPiece(sql.doubt));
}

struct TypeArgument {
    Value object;
    SqlType type;
};
TypeArgument typeArgument(
    Interpreter& interpreter, Context& context, Operands& operands, const Arguments& arguments, size_t position)
{
    const Value* given = arguments.find(position, u"type_");
    if (!given || given->isNone())
        return {};
    const Value object = typeObject(interpreter, context, *given);
    const Known<SqlType> known = asType(interpreter, context, object);
    operands.doubt(known.doubt);
    return { object, known.value };
}

Value literal(Interpreter& interpreter, Context& context, const Arguments& arguments)
{
    const Value value = arguments.get(0, u"value");
    if (value.as<ElementHost>())
        return value;
    Operands operands(interpreter, context);
    const TypeArgument type = typeArgument(interpreter, context, operands, arguments, 1);
    const Known<schema::Literal> known = asLiteral(interpreter, context, value, type.object);
    if (!known)
        return makeElement(context, doubtfulPiece(known.doubt));
    const SqlType own = type.object.isNone() ? dialects::sql::typeOfValue(known.value) : type.type;
    return operands.make(Expression::literal(known.value, own), makeType(context, own));
}

Value literalColumn(Interpreter& interpreter, Context& context, const Arguments& arguments)
{
    Operands operands(interpreter, context);
    const TypeArgument type = typeArgument(interpreter, context, operands, arguments, 1);
    const Known<QString> sql = asText(interpreter, arguments.get(0, u"text"));
    operands.doubt(sql.doubt);
    return operands.make(Expression::literalColumn(sql.value, type.type), type.object);
}

Value bindParameter(Interpreter& interpreter, Context& context, const Arguments& arguments)
{
    Operands operands(interpreter, context);
    const TypeArgument type = typeArgument(interpreter, context, operands, arguments, 2);
    const Known<QString> name = asText(interpreter, arguments.get(0, u"key"));
    operands.doubt(name.doubt);
    const Value* value = arguments.find(1, u"value");
    if (!value)
        return operands.make(Expression::bind(name.value, type.type), type.object);
    const Known<schema::Literal> known = asLiteral(interpreter, context, *value, type.object);
    operands.doubt(known.doubt);
    SqlType own = type.type;
    if (interpreter.isTrue(arguments.get(symbolic::keywordOnly, u"expanding")) == true
        && known.value.kind == schema::Literal::Kind::List && !known.value.elements().empty())
        own.options.insert(QStringLiteral("expanding"), true);
    return operands.make(Expression::bind(name.value, known.value, own), type.object);
}

template <Operator Op> Value clauses(Interpreter& interpreter, Context& context, const Arguments& arguments)
{
    DoubtPtr doubt = arguments.doubt;
    const Value made = makeClauses(interpreter, context, Op, arguments.positional);
    return doubt ? makeElement(context, doubtfulPiece(doubt)) : made;
}

template <Operator Op> Value unary(Interpreter& interpreter, Context& context, const Arguments& arguments)
{
    return makeUnary(interpreter, context, Op, arguments.positional.empty() ? Value::none() : arguments.positional[0]);
}

template <bool Which> Value constant(Interpreter&, Context& context, const Arguments&)
{
    return makeElement(context, Expression::boolean(Which), makeType(context, SqlType::of(QStringLiteral("Boolean"))));
}

Value null(Interpreter&, Context& context, const Arguments&) { return makeElement(context, Expression::null()); }

Value cast(Interpreter& interpreter, Context& context, const Arguments& arguments)
{
    Operands operands(interpreter, context);
    const TypeArgument type = typeArgument(interpreter, context, operands, arguments, 1);
    const Expression inner = operands.take(arguments.get(0, u"expression"), TextSense::Value, type.object);
    return operands.make(Expression::cast(inner, type.type), type.object);
}

Value typeCoerce(Interpreter& interpreter, Context& context, const Arguments& arguments)
{
    Operands operands(interpreter, context);
    const TypeArgument type = typeArgument(interpreter, context, operands, arguments, 1);
    const Expression inner = operands.take(arguments.get(0, u"expression"), TextSense::Value, type.object);
    return operands.make(Expression::typeCoerce(inner, type.type), type.object);
}

Value extract(Interpreter& interpreter, Context& context, const Arguments& arguments)
{
    Operands operands(interpreter, context);
    const Known<QString> field = asText(interpreter, arguments.get(0, u"field"));
    operands.doubt(field.doubt);
    return operands.make(Expression::extract(field.value, operands.take(arguments.get(1, u"expr"))));
}

Value between(Interpreter& interpreter, Context& context, const Arguments& arguments)
{
    Operands operands(interpreter, context);
    const Value subject = arguments.get(0, u"expr");
    const Value type = typeBeside(subject);
    const Expression value = operands.take(subject);
    const Expression low = operands.take(arguments.get(1, u"lower_bound"), TextSense::Value, type);
    return operands.make(
        Expression::between(value, low, operands.take(arguments.get(2, u"upper_bound"), TextSense::Value, type)));
}

Value collate(Interpreter& interpreter, Context& context, const Arguments& arguments)
{
    Operands operands(interpreter, context);
    const Expression inner = operands.take(arguments.get(0, u"expression"));
    const Known<QString> name = asText(interpreter, arguments.get(1, u"collation"));
    operands.doubt(name.doubt);
    return operands.make(Expression::collate(inner, name.value), typeBeside(arguments.get(0, u"expression")));
}

Value tuple(Interpreter& interpreter, Context& context, const Arguments& arguments)
{
    Operands operands(interpreter, context);
    operands.doubt(arguments.doubt);
    return operands.make(Expression::tuple(operands.takeAll(arguments.positional)));
}

Value array(Interpreter& interpreter, Context& context, const Arguments& arguments)
{
    Operands operands(interpreter, context);
    const TypeArgument type = typeArgument(interpreter, context, operands, arguments, symbolic::keywordOnly);
    const Value clauses = arguments.get(0, u"clauses");
    DoubtPtr unknown;
    const std::optional<std::vector<Value>> items = interpreter.elements(clauses, &unknown);
    operands.doubt(items ? nullptr : unknown ? unknown : doubtOf(interpreter, clauses));
    const SqlType own = type.object.isNone() ? SqlType{} : SqlType::arrayOf(type.type);
    return operands.make(
        Expression::array(operands.takeAll(items.value_or(std::vector<Value>{})), own), makeType(context, own));
}

// ---- case()

/// (condition, result) pairs, from tuples or a dict.
std::vector<std::vector<Value>> casePairs(Interpreter& interpreter, const std::vector<Value>& whens, Operands& operands)
{
    std::vector<std::vector<Value>> pairs;
    for (const Value& when : whens) {
        if (const auto dict = when.as<symbolic::Dict>()) {
            operands.doubt(dict->doubt);
            for (const auto& [key, value] : dict->entries())
                pairs.push_back({ key, value });
            continue;
        }
        DoubtPtr unknown;
        const std::optional<std::vector<Value>> pair = interpreter.elements(when, &unknown);
        if (pair && pair->size() == 2)
            pairs.push_back(*pair);
        else
            operands.doubt(unknown ? unknown : doubtOf(interpreter, when));
    }
    return pairs;
}

/// What is not SQL stands there as a value; a string result too.
Value caseOf(Interpreter& interpreter, Context& context, const Arguments& arguments)
{
    Operands operands(interpreter, context);
    operands.doubt(arguments.doubt);
    std::vector<Value> whens = arguments.positional;
    const bool isOldList = whens.size() == 1 && whens[0].as<symbolic::List>();
    if (const Value* named = arguments.keyword(u"whens"); named || isOldList) { // before SQLAlchemy 2
        const Value list = named ? *named : whens[0];
        whens = list.as<symbolic::Dict>() ? std::vector<Value>{ list }
                                          : interpreter.elements(list).value_or(std::vector<Value>{});
    }
    const Value* subject = arguments.keyword(u"value");
    const Value subjectType = subject ? typeBeside(*subject) : Value::none();
    std::optional<Expression> value;
    if (subject && !subject->isNone())
        value = operands.take(*subject);
    std::vector<Expression> whenThen;
    Value type;
    for (const std::vector<Value>& pair : casePairs(interpreter, whens, operands)) {
        whenThen.push_back(operands.take(pair[0], value ? TextSense::Value : TextSense::Sql, subjectType));
        whenThen.push_back(operands.take(pair[1]));
        type = type.isNone() ? typeBeside(pair[1]) : type;
    }
    const Value* otherwise = arguments.keyword(u"else_");
    std::optional<Expression> last;
    if (otherwise && !otherwise->isNone())
        last = operands.take(*otherwise);
    return operands.make(Expression::caseOf(whenThen, last ? &*last : nullptr, value ? &*value : nullptr), type);
}

/// over(function, partition_by=…, order_by=…)
Value over(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments)
{
    Arguments rest = arguments;
    const Value function = arguments.get(0, u"element");
    if (!rest.positional.empty())
        rest.positional.erase(rest.positional.begin());
    return makeOver(interpreter, context, function, rest);
}

struct Entry {
    const char* name;
    Make make;
};

constexpr Entry entries[] = {
    { "text", text },
    { "literal", literal },
    { "literal_column", literalColumn },
    { "bindparam", bindParameter },
    { "and_", clauses<Operator::And> },
    { "or_", clauses<Operator::Or> },
    { "not_", unary<Operator::Not> },
    { "true", constant<true> },
    { "false", constant<false> },
    { "null", null },
    { "case", caseOf },
    { "cast", cast },
    { "type_coerce", typeCoerce },
    { "extract", extract },
    { "between", between },
    { "collate", collate },
    { "tuple_", tuple },
    { "over", over },
    { "array", array },
    { "distinct", unary<Operator::Distinct> },
    { "desc", unary<Operator::Desc> },
    { "asc", unary<Operator::Asc> },
    { "nullsfirst", unary<Operator::NullsFirst> },
    { "nulls_first", unary<Operator::NullsFirst> },
    { "nullslast", unary<Operator::NullsLast> },
    { "nulls_last", unary<Operator::NullsLast> },
    { "any_", unary<Operator::Any> },
    { "all_", unary<Operator::All> },
    { "bitwise_not", unary<Operator::BitwiseNot> },
};

/// Functions that schema values have nothing for.
constexpr const char* unwritten[] = { "within_group", "funcfilter", "lateral", "tablesample", "values", "try_cast",
    "aggregate_order_by", "outparam", "modifier", "hstore", "to_tsvector", "to_tsquery", "plainto_tsquery",
    "phraseto_tsquery", "websearch_to_tsquery", "ts_headline", "match", "array_agg" };

} // namespace

std::optional<Value> expressionFunction(SqlalchemyContext& context, const QString& name)
{
    if (name == QLatin1String("func"))
        return makeFunctionSpace(context, {});
    for (const Entry& entry : entries) {
        if (name == QLatin1String(entry.name))
            return symbolic::builtin(
                name, [kept = &context, make = entry.make](Interpreter& interpreter, const Arguments& arguments) {
                    return make(interpreter, *kept, arguments);
                });
    }
    const bool isUnwritten = std::any_of(
        std::begin(unwritten), std::end(unwritten), [&](const char* one) { return name == QLatin1String(one); });
    if (!isUnwritten)
        return std::nullopt;
    return symbolic::builtin(name, [kept = &context, name](Interpreter& interpreter, const Arguments&) {
        return makeElement(
            *kept, doubtfulPiece(interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "`%1()` of SQLAlchemy"), { name })));
    });
}

Value makeText(SqlalchemyContext& context, const QString& sql) { return makeElement(context, Expression::text(sql)); }

Value makeExpression(SqlalchemyContext& context, const Piece& piece) { return makeElement(context, piece); }

} // namespace espalier::operations
