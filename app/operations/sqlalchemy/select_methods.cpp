#include "operations/sqlalchemy/select.h"

#include <algorithm>
#include <QCoreApplication>
#include <QSet>

// What a select() can be asked: where(), join(), order_by(), subquery() and the rest.

namespace espalier::operations {

using schema::Expression;
using schema::Operator;

namespace {

std::shared_ptr<SelectHost> next(SelectHost& self, const Arguments& arguments)
{
    std::shared_ptr<SelectHost> made = self.copy();
    note(made->doubt, arguments.doubt);
    return made;
}

/// What stands in FROM is not known.
void doubtFrom(SelectHost& host, const DoubtPtr& why)
{
    note(host.doubt, why);
    note(host.fromDoubt, why);
}

Value where(SelectHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    auto made = next(self, arguments);
    for (const Value& condition : arguments.positional)
        made->where.push_back(conditionPiece(interpreter, self.context(), condition));
    return Value::of(made);
}

Value having(SelectHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    auto made = next(self, arguments);
    for (const Value& condition : arguments.positional)
        made->having.push_back(conditionPiece(interpreter, self.context(), condition));
    return Value::of(made);
}

Value filterBy(SelectHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    auto made = next(self, arguments);
    for (const auto& [key, value] : arguments.keywords) {
        const std::shared_ptr<ColumnHost> column
            = self.lastEntity ? self.lastEntity->attributeColumn(interpreter, key) : nullptr;
        if (!column) {
            note(made->doubt, interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "which column `%1` is"), { key }));
            continue;
        }
        const Value condition = makeBinary(interpreter, self.context(), Operator::Eq, Value::of(column), value);
        made->where.push_back(condition.as<ElementHost>()->piece());
    }
    return Value::of(made);
}

/// Expressions of ORDER BY and GROUP BY.
std::vector<Expression> ordering(Interpreter& interpreter, SelectHost& host, const std::vector<Value>& values)
{
    std::vector<Expression> all;
    Operands operands(interpreter, host.context());
    for (const Value& value : flattened(interpreter, values, host.doubt))
        all.push_back(orderingElement(operands, value));
    note(host.doubt, operands.piece({}).doubt);
    return all;
}

bool isReset(const Arguments& arguments)
{
    return arguments.positional.size() == 1
        && (arguments.positional[0].isNone()
            || (arguments.positional[0].isBool() && arguments.positional[0].integer() == 0));
}

template <std::vector<Expression> SelectHost::*Member>
Value ordered(SelectHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    auto made = next(self, arguments);
    std::vector<Expression>& all = (*made).*Member;
    if (isReset(arguments)) {
        all.clear();
        return Value::of(made);
    }
    const std::vector<Expression> more = ordering(interpreter, *made, arguments.positional);
    all.insert(all.end(), more.begin(), more.end());
    return Value::of(made);
}

template <std::optional<Expression> SelectHost::*Member>
Value limited(SelectHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    auto made = next(self, arguments);
    const Value given = arguments.positional.empty() ? Value::none() : arguments.positional[0];
    if (given.isNone()) {
        ((*made).*Member).reset();
        return Value::of(made);
    }
    const Piece piece = asPiece(interpreter, self.context(), given, TextSense::Value);
    note(made->doubt, piece.doubt);
    (*made).*Member = piece.expression;
    return Value::of(made);
}

Value distinct(SelectHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    auto made = next(self, arguments);
    made->isDistinct = true;
    if (!arguments.positional.empty())
        note(made->doubt, interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "DISTINCT ON")));
    return Value::of(made);
}

Value forUpdate(SelectHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    auto made = next(self, arguments);
    made->isForUpdate = true;
    if (!arguments.isEmpty())
        note(made->doubt, interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "FOR UPDATE with options")));
    return Value::of(made);
}

Value selectFrom(SelectHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    auto made = next(self, arguments);
    for (const Value& value : flattened(interpreter, arguments.positional, made->fromDoubt)) {
        const std::shared_ptr<SelectableHost> source = selectable(interpreter, value);
        if (!source) {
            doubtFrom(*made, doubtOf(interpreter, value));
            continue;
        }
        doubtFrom(*made, source->sourceDoubt());
        addFrom(made->from, { source->fromPart() });
        made->lastEntity = source;
    }
    note(made->doubt, made->fromDoubt);
    return Value::of(made);
}

/// The one thing in FROM that a further table is joined to.
std::shared_ptr<SelectableHost> leftSide(Interpreter& interpreter, SelectHost& host, const std::vector<FromPart>& parts)
{
    if (parts.size() != 1) {
        note(host.doubt, interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "which table is joined")));
        return nullptr;
    }
    const FromPart& part = parts.front();
    auto left = std::make_shared<JoinHost>(host.context());
    left->source = part;
    left->source.hides.push_back(part.identity);
    for (const SelectHost::Column& column : host.columns)
        if (column.host)
            left->columns.push_back(column.host);
    if (host.lastEntity)
        for (const auto& column : host.lastEntity->columnHosts())
            left->columns.push_back(column);
    if (const auto source = std::dynamic_pointer_cast<const SelectableHost>(part.identity))
        left->openDoubt = source->columnsDoubt();
    return left;
}

template <bool IsOuter> Value join(SelectHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    auto made = next(self, arguments);
    const std::vector<FromPart> parts = made->sources();
    const std::shared_ptr<SelectableHost> left = leftSide(interpreter, *made, parts);
    const std::shared_ptr<SelectableHost> right = selectable(interpreter, arguments.get(0, u"target"));
    if (!left || !right) {
        made->joinDoubt = interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "a join along a relationship"));
        note(made->doubt, made->joinDoubt);
        return Value::of(made);
    }
    const Value joined = makeJoin(interpreter, left, arguments, IsOuter);
    const auto host = joined.as<JoinHost>();
    note(made->doubt, host->doubt);
    note(made->fromDoubt, arguments.firstDoubt()); // isouter=, full=
    FromPart part = host->source;
    part.identity = host;
    made->from = { part };
    made->lastEntity = right;
    return Value::of(made);
}

Value correlate(SelectHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    auto made = next(self, arguments);
    for (const Value& value : arguments.positional) {
        const std::shared_ptr<SelectableHost> source = selectable(interpreter, value);
        if (source)
            made->correlated.push_back(source->fromPart().identity);
        else if (!value.isNone())
            note(made->doubt, doubtOf(interpreter, value));
    }
    return Value::of(made);
}

Value withColumns(SelectHost& self, Interpreter& interpreter, const Arguments& arguments, bool isReplaced)
{
    auto made = next(self, arguments);
    if (isReplaced)
        made->columns.clear();
    for (const Value& column : flattened(interpreter, arguments.positional, made->doubt))
        made->addColumn(interpreter, column);
    return Value::of(made);
}

Value addColumns(SelectHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    return withColumns(self, interpreter, arguments, false);
}

Value onlyColumns(SelectHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    return withColumns(self, interpreter, arguments, true);
}

Value subquery(SelectHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    return makeSubquery(interpreter, self, arguments.get(0, u"name"));
}

Value cte(SelectHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    return makeCommonTable(interpreter, self.self<SelectHost>(), arguments);
}

Value addCte(SelectHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    auto made = next(self, arguments);
    addCommonTables(interpreter, arguments, made->with, made->doubt);
    return Value::of(made);
}

Value scalarOf(SelectHost& self, Interpreter&, const Arguments&)
{
    const Value type = self.columns.size() == 1 ? self.columns.front().type : Value::none();
    return makeElement(self.context(), self.scalar(), type);
}

Value label(SelectHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    return interpreter.call(interpreter.attribute(scalarOf(self, interpreter, {}), QStringLiteral("label")), arguments);
}

Value exists(SelectHost& self, Interpreter&, const Arguments&)
{
    return makeExists(self.context(), self.self<SelectHost>());
}

Value execute(SelectHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    return self.context().execute(interpreter, self.value(), arguments);
}

template <schema::SetOperator Op> Value compound(SelectHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    return makeCompound(interpreter, self.context(), Op, arguments, self.value());
}

Value itself(SelectHost& self, Interpreter&, const Arguments&) { return self.value(); }

/// Methods that schema values have nothing for: the select goes on, in doubt.
Value unwritten(SelectHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    auto made = next(self, arguments);
    doubtFrom(*made, interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "a SELECT of a kind that has no value here")));
    return Value::of(made);
}

constexpr Method<SelectHost> methods[] = {
    { "where", where },
    { "filter", where },
    { "filter_by", filterBy },
    { "having", having },
    { "order_by", ordered<&SelectHost::orderBy> },
    { "group_by", ordered<&SelectHost::groupBy> },
    { "limit", limited<&SelectHost::limit> },
    { "offset", limited<&SelectHost::offset> },
    { "distinct", distinct },
    { "with_for_update", forUpdate },
    { "select_from", selectFrom },
    { "join", join<false> },
    { "outerjoin", join<true> },
    { "correlate", correlate },
    { "add_columns", addColumns },
    { "column", addColumns },
    { "with_only_columns", onlyColumns },
    { "subquery", subquery },
    { "alias", subquery },
    { "cte", cte },
    { "add_cte", addCte },
    { "scalar_subquery", scalarOf },
    { "as_scalar", scalarOf },
    { "label", label },
    { "exists", exists },
    { "execute", execute },
    { "execution_options", itself },
    { "options", itself },
    { "self_group", itself },
    { "union", compound<schema::SetOperator::Union> },
    { "union_all", compound<schema::SetOperator::UnionAll> },
    { "intersect", compound<schema::SetOperator::Intersect> },
    { "intersect_all", compound<schema::SetOperator::IntersectAll> },
    { "except_", compound<schema::SetOperator::Except> },
    { "except_all", compound<schema::SetOperator::ExceptAll> },
    { "fetch", unwritten },
    { "slice", unwritten },
    { "prefix_with", unwritten },
    { "suffix_with", unwritten },
    { "with_hint", unwritten },
    { "lateral", unwritten },
    { "join_from", unwritten },
    { "outerjoin_from", unwritten },
    { "correlate_except", unwritten },
    { "set_label_style", unwritten },
    { "apply_labels", unwritten },
};

} // namespace

std::optional<Value> SelectHost::attribute(Interpreter& interpreter, const QString& name)
{
    static const QSet<QString> ofCompounds{ QStringLiteral("order_by"), QStringLiteral("limit"),
        QStringLiteral("offset"), QStringLiteral("subquery"), QStringLiteral("alias"), QStringLiteral("execute"),
        QStringLiteral("scalar_subquery"), QStringLiteral("execution_options"), QStringLiteral("cte"),
        QStringLiteral("add_cte") };
    if (std::optional<Value> method = findMethod(*this, methods, name);
        method && (parts.empty() || ofCompounds.contains(name)))
        return method;
    if (name == QLatin1String("c") || name == QLatin1String("columns"))
        return interpreter.attribute(makeSubquery(interpreter, *this, {}), QStringLiteral("c"));
    if (name.startsWith(QLatin1Char('_')))
        return std::nullopt;
    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "`%1` of a SELECT"), { name });
}

} // namespace espalier::operations
