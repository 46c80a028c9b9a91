#include "operations/sqlalchemy/select.h"

#include <algorithm>
#include <QCoreApplication>

// select(), exists(), join(), alias() and the like; the object that exists() gives.

namespace espalier::operations {

using schema::Expression;
using schema::Operator;

namespace {

/// EXISTS (SELECT …), to which conditions may still come.
class ExistsHost final : public ElementHost {
public:
    ExistsHost(SqlalchemyContext& context, std::shared_ptr<SelectHost> query)
        : ElementHost(context)
        , m_query(std::move(query))
    { }
    QString typeName() const override { return QStringLiteral("Exists"); }

    Piece piece() override
    {
        Piece inner = m_query->scalar();
        inner.expression = Expression::unary(Operator::Exists, inner.expression);
        return inner;
    }
    Value typeValue() override { return makeType(context(), schema::SqlType::of(QStringLiteral("Boolean"))); }

    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override
    {
        static const QStringList forwarded{ QStringLiteral("where"), QStringLiteral("select_from"),
            QStringLiteral("correlate"), QStringLiteral("correlate_except"), QStringLiteral("filter") };
        if (forwarded.contains(name))
            return symbolic::builtin(
                name, [kept = self<ExistsHost>(), name](Interpreter& inner, const Arguments& arguments) {
                    const Value next = inner.call(inner.attribute(Value::of(kept->m_query), name), arguments);
                    return makeExists(kept->context(), next.as<SelectHost>());
                });
        if (name == QLatin1String("select"))
            return symbolic::builtin(name, [kept = self<ExistsHost>()](Interpreter& inner, const Arguments&) {
                return makeSelect(inner, kept->context(), { kept->value() });
            });
        return ElementHost::attribute(interpreter, name);
    }

private:
    std::shared_ptr<SelectHost> m_query;
};

using Context = SqlalchemyContext;

/// select([…], whereclause, from_obj=…) as it was before SQLAlchemy 2, or select(…).
Value select(Interpreter& interpreter, Context& context, const Arguments& arguments)
{
    const std::vector<Value>& given = arguments.positional;
    const Value* named = arguments.keyword(u"columns");
    const bool isOld = named || (!given.empty() && given[0].as<symbolic::List>());
    DoubtPtr doubt = arguments.doubt;
    std::vector<Value> columns = given;
    if (isOld)
        columns = flattened(interpreter, { named ? *named : given[0] }, doubt);
    const Value made = makeSelect(interpreter, context, columns);
    const auto host = made.as<SelectHost>();
    note(host->doubt, doubt);
    if (!isOld)
        return made;
    Value result = made;
    const auto go = [&](const char* method, const Value* argument) {
        if (argument && !argument->isNone())
            result = interpreter.call(interpreter.attribute(result, QLatin1String(method)), { *argument });
    };
    go("where", named ? arguments.keyword(u"whereclause") : arguments.find(1, u"whereclause"));
    go("select_from", named ? arguments.keyword(u"from_obj") : arguments.find(2, u"from_obj"));
    go("order_by", arguments.keyword(u"order_by"));
    go("group_by", arguments.keyword(u"group_by"));
    go("limit", arguments.keyword(u"limit"));
    go("offset", arguments.keyword(u"offset"));
    if (const Value* distinct = arguments.keyword(u"distinct");
        distinct && interpreter.isTrue(*distinct).value_or(true))
        result = interpreter.call(interpreter.attribute(result, QStringLiteral("distinct")));
    return result;
}

Value exists(Interpreter& interpreter, Context& context, const Arguments& arguments)
{
    const std::vector<Value>& given = arguments.positional;
    if (given.empty()) {
        auto query = std::make_shared<SelectHost>(context);
        query->columns.push_back({ Piece{ Expression::literalColumn(QStringLiteral("*")), {}, {} }, {}, {}, nullptr });
        note(query->doubt, arguments.doubt);
        return makeExists(context, query);
    }
    if (const auto query = given[0].as<SelectHost>())
        return makeExists(context, query);
    if (const auto element = given[0].as<ElementHost>();
        element && !given[0].as<ColumnHost>() && element->piece().expression.is(Expression::Kind::Subquery)) {
        Piece inner = element->piece();
        inner.expression = Expression::unary(Operator::Exists, inner.expression);
        return makeElement(context, std::move(inner));
    }
    DoubtPtr doubt = arguments.doubt;
    const Value made = makeSelect(interpreter, context, flattened(interpreter, given, doubt));
    note(made.as<SelectHost>()->doubt, doubt);
    return makeExists(context, made.as<SelectHost>());
}

template <bool IsOuter> Value join(Interpreter& interpreter, Context&, const Arguments& arguments)
{
    const Value given = arguments.get(0, u"left");
    const std::shared_ptr<SelectableHost> left = selectable(interpreter, given);
    if (!left)
        return Value::unknown(doubtOf(interpreter, given));
    Arguments rest = arguments;
    if (!rest.positional.empty())
        rest.positional.erase(rest.positional.begin());
    return makeJoin(interpreter, left, rest, IsOuter);
}

Value alias(Interpreter& interpreter, Context&, const Arguments& arguments)
{
    const Value given = arguments.get(0, u"selectable");
    if (const auto query = given.as<SelectHost>())
        return makeSubquery(interpreter, *query, arguments.get(1, u"name"));
    const std::shared_ptr<SelectableHost> of = selectable(interpreter, given);
    return of ? makeAlias(interpreter, of, arguments.get(1, u"name")) : Value::unknown(doubtOf(interpreter, given));
}

/// orm.aliased(Model)
Value aliased(Interpreter& interpreter, Context& context, const Arguments& arguments)
{
    Arguments own = arguments;
    if (const Value* name = arguments.keyword(u"name"))
        own.keywords = { { QStringLiteral("name"), *name } };
    if (own.positional.size() > 1)
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "an alias of a model over a query"));
    const Value made = alias(interpreter, context, own);
    if (const auto host = made.as<AliasHost>())
        host->isEntity = true;
    return made;
}

Value subquery(Interpreter& interpreter, Context& context, const Arguments& arguments)
{
    const Value alias = arguments.get(0, u"alias");
    Arguments rest = arguments;
    if (!rest.positional.empty())
        rest.positional.erase(rest.positional.begin());
    return makeSubquery(interpreter, *select(interpreter, context, rest).as<SelectHost>(), alias);
}

template <schema::SetOperator Op> Value compound(Interpreter& interpreter, Context& context, const Arguments& arguments)
{
    return makeCompound(interpreter, context, Op, arguments);
}

struct Entry {
    const char* name;
    Value (*make)(Interpreter&, Context&, const Arguments&);
};
constexpr Entry entries[] = {
    { "select", select },
    { "exists", exists },
    { "join", join<false> },
    { "outerjoin", join<true> },
    { "alias", alias },
    { "aliased", aliased },
    { "subquery", subquery },
    { "union", compound<schema::SetOperator::Union> },
    { "union_all", compound<schema::SetOperator::UnionAll> },
    { "intersect", compound<schema::SetOperator::Intersect> },
    { "intersect_all", compound<schema::SetOperator::IntersectAll> },
    { "except_", compound<schema::SetOperator::Except> },
    { "except_all", compound<schema::SetOperator::ExceptAll> },
};

} // namespace

Value makeCompound(Interpreter& interpreter, SqlalchemyContext& context, schema::SetOperator op,
    const Arguments& arguments, const Value& first)
{
    auto made = std::make_shared<SelectHost>(context);
    made->setOperator = op;
    std::vector<Value> queries = arguments.positional;
    if (!first.isNone())
        queries.insert(queries.begin(), first);
    for (const Value& value : queries) {
        const auto query = value.as<SelectHost>();
        if (!query) {
            note(made->doubt, doubtOf(interpreter, value));
            continue;
        }
        // such a part stands in parentheses, which not every database takes
        if (!query->parts.empty() || !query->orderBy.empty() || query->limit || query->offset)
            note(
                made->doubt, interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "a UNION of ordered or limited queries")));
        if (made->parts.empty())
            made->columns = query->columns;
        made->parts.push_back(query);
    }
    if (made->parts.empty())
        note(made->doubt, interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "a UNION of no queries")));
    note(made->doubt, arguments.doubt);
    return Value::of(made);
}

Value makeExists(SqlalchemyContext& context, const std::shared_ptr<SelectHost>& of)
{
    return Value::of(std::make_shared<ExistsHost>(context, of));
}

std::optional<Value> selectFunction(SqlalchemyContext& context, const QString& name)
{
    for (const Entry& entry : entries) {
        if (name == QLatin1String(entry.name))
            return symbolic::builtin(
                name, [kept = &context, make = entry.make](Interpreter& interpreter, const Arguments& arguments) {
                    return make(interpreter, *kept, arguments);
                });
    }
    return std::nullopt;
}

} // namespace espalier::operations
