#include "operations/sqlalchemy/orm.h"
#include "operations/sqlalchemy/select.h"

#include <QCoreApplication>

// Aliases, subqueries and joins: what stands in FROM beside tables.

namespace espalier::operations {

using schema::Expression;
using schema::ObjectName;
using schema::Operator;
using schema::Source;

void AliasHost::add(std::shared_ptr<ColumnHost> column)
{
    column->attach(self<AliasHost>(), m_source.source, ObjectName{ {}, m_name });
    m_columns.push_back(std::move(column));
}

FromPart JoinHost::fromPart()
{
    FromPart part = source;
    part.identity = shared_from_this();
    return part;
}

std::shared_ptr<SelectableHost> selectable(Interpreter&, const Value& value)
{
    if (auto host = value.as<SelectableHost>())
        return host;
    return mappedTable(value);
}

namespace {

/// The alias's name: as given, or as SQLAlchemy makes it up for the first of its stem in a statement.
QString aliasName(Interpreter& interpreter, const Value& given, const QString& stem, DoubtPtr& doubt)
{
    if (given.isNone())
        return stem + QLatin1String("_1");
    const Known<QString> name = asText(interpreter, given);
    note(doubt, name.doubt);
    return name.value;
}

} // namespace

schema::Select labelledColumns(schema::Select query)
{
    for (Expression& column : query.columns)
        if (column.is(Expression::Kind::Column))
            column = Expression::label(column, column.identifier());
    for (auto& part : query.parts)
        part = std::make_shared<const schema::Select>(labelledColumns(*part));
    return query;
}

Value makeAlias(Interpreter& interpreter, const std::shared_ptr<SelectableHost>& of, const Value& name)
{
    DoubtPtr doubt = of->sourceDoubt();
    FromPart part = of->fromPart();
    const QString alias = aliasName(interpreter, name,
        part.source.query || part.source.common ? QStringLiteral("anon") : part.source.table.name, doubt);
    if (part.source.join != Source::Join::None)
        note(doubt, interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "an alias of a join")));
    part.source.alias = alias;
    auto made = std::make_shared<AliasHost>(of->context(), part, alias);
    made->doubt = doubt;
    made->openDoubt = of->columnsDoubt();
    for (const auto& column : of->columnHosts())
        made->add(column->copy());
    return Value::of(made);
}

namespace {

/// A query or common table under a name, with its columns.
std::shared_ptr<AliasHost> aliasOf(Interpreter& interpreter, SqlalchemyContext& context, const FromPart& part,
    const std::vector<SelectHost::Column>& columns, const DoubtPtr& doubt)
{
    auto made = std::make_shared<AliasHost>(context, part, part.source.alias);
    made->doubt = doubt;
    made->openDoubt = doubt; // what is not known of the query may be a column
    for (const SelectHost::Column& column : columns) {
        auto host = std::make_shared<ColumnHost>(context);
        host->column.name = host->key = column.name;
        host->column.quoting = column.name.quoting;
        host->column.type = column.host ? column.host->column.type : column.piece.expression.type();
        host->type = column.type;
        host->isLight = !column.host || column.host->isLight;
        if (column.name.isEmpty())
            host->nameDoubt = interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "what a subquery's column is called"));
        made->add(std::move(host));
    }
    return made;
}

} // namespace

Value makeSubquery(Interpreter& interpreter, const SelectHost& of, const Value& name)
{
    const Known<schema::Select> query = of.query();
    FromPart part;
    part.source.query = std::make_shared<const schema::Select>(labelledColumns(query.value));
    DoubtPtr nameDoubt;
    part.source.alias = aliasName(interpreter, name, QStringLiteral("anon"), nameDoubt);
    const auto made = aliasOf(interpreter, of.context(), part, of.columns, query.doubt);
    note(made->doubt, nameDoubt);
    return Value::of(made);
}

std::shared_ptr<AliasHost> makeCommonTable(
    Interpreter& interpreter, SqlalchemyContext& context, const CommonTableOf& of, const Arguments& arguments)
{
    DoubtPtr nameDoubt = arguments.firstDoubt();
    schema::CommonTable table;
    table.name = aliasName(interpreter, arguments.get(0, u"name"), QStringLiteral("anon"), nameDoubt);
    table.isRecursive = interpreter.isTrue(arguments.get(1, u"recursive")).value_or(false);
    table.isNested = interpreter.isTrue(arguments.get(2, u"nesting")).value_or(false);
    table.writing = of.writing;
    if (table.isRecursive)
        for (const SelectHost::Column& column : of.columns)
            table.columns.append(column.name);
    if (table.columns.contains(QString()))
        note(nameDoubt, interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "a common table expression")));
    FromPart part;
    part.source.alias = table.name;
    part.source.query = of.query;
    part.source.common = std::make_shared<const schema::CommonTable>(table);
    const auto made = aliasOf(interpreter, context, part, of.columns, of.doubt);
    note(made->doubt, nameDoubt);
    return made;
}

Value makeCommonTable(Interpreter& interpreter, const std::shared_ptr<SelectHost>& of, const Arguments& arguments)
{
    const Known<schema::Select> query = of->query();
    const auto made = makeCommonTable(interpreter, of->context(),
        { of->columns, std::make_shared<const schema::Select>(labelledColumns(query.value)), nullptr, query.doubt },
        arguments);
    made->commonOf = of;
    return Value::of(made);
}

void addCommonTables(
    Interpreter& interpreter, const Arguments& arguments, std::vector<schema::Source>& with, DoubtPtr& doubt)
{
    const bool isNested = interpreter.isTrue(arguments.get(symbolic::keywordOnly, u"nest_here")).value_or(false);
    note(doubt, arguments.firstDoubt());
    for (const Value& value : arguments.positional) {
        const auto table = value.as<AliasHost>();
        if (!table || !table->fromPart().source.common) {
            note(doubt, doubtOf(interpreter, value));
            continue;
        }
        note(doubt, table->sourceDoubt());
        schema::Source source = table->fromPart().source;
        if (isNested) {
            schema::CommonTable nested = *source.common;
            nested.isNested = true;
            source.common = std::make_shared<const schema::CommonTable>(std::move(nested));
        }
        with.push_back(std::move(source));
    }
}

namespace {

/// cte.union(…), cte.union_all(…): the table again, with more rows, of itself perhaps.
std::optional<Value> restated(AliasHost& self, const QString& name)
{
    static const QHash<QString, schema::SetOperator> operators{ { QStringLiteral("union"), schema::SetOperator::Union },
        { QStringLiteral("union_all"), schema::SetOperator::UnionAll } };
    const auto op = operators.constFind(name);
    if (!self.commonOf || op == operators.cend())
        return std::nullopt;
    return symbolic::builtin(
        name, [kept = self.self<AliasHost>(), op = *op](Interpreter& interpreter, const Arguments& arguments) {
            const Value both = makeCompound(interpreter, kept->context(), op, arguments, Value::of(kept->commonOf));
            const auto query = both.as<SelectHost>();
            if (!query)
                return both;
            const schema::CommonTable& table = *kept->fromPart().source.common;
            Arguments again;
            again.positional
                = { Value::string(table.name), Value::boolean(table.isRecursive), Value::boolean(table.isNested) };
            const Value made = makeCommonTable(interpreter, query, again);
            note(made.as<AliasHost>()->doubt, kept->doubt);
            return made;
        });
}

} // namespace

std::optional<Value> AliasHost::attribute(Interpreter& interpreter, const QString& name)
{
    if (isEntity) {
        if (const std::shared_ptr<ColumnHost> found = attributeColumn(interpreter, name))
            return Value::of(found);
    }
    if (name == QLatin1String("name"))
        return Value::string(m_name);
    if (std::optional<Value> found = restated(*this, name))
        return found;
    if (std::optional<Value> found = SelectableHost::attribute(interpreter, name))
        return found;
    if (name.startsWith(QLatin1Char('_')))
        return std::nullopt;
    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "`%1` of an alias"), { name });
}

// ---- joins

namespace {

/// The column referred to and the one that refers, wherever a foreign key of `from` points to `to`.
void collectKeys(Interpreter& interpreter, const SelectableHost& from, const SelectableHost& to,
    std::vector<std::pair<std::shared_ptr<ColumnHost>, std::shared_ptr<ColumnHost>>>& pairs, DoubtPtr& doubt)
{
    for (const auto& column : from.columnHosts()) {
        for (const auto& reference : column->foreignKeys) {
            const Known<schema::ColumnForeignKey> known = reference->resolved(interpreter, {});
            note(doubt, known.doubt);
            for (const auto& target : to.columnHosts()) {
                const auto table = std::dynamic_pointer_cast<TableHost>(target->parent.lock());
                if (!table || known.value.target != table->name.key() + QLatin1Char('.') + target->name())
                    continue;
                pairs.emplace_back(target, column);
            }
        }
    }
}

} // namespace

Piece naturalCondition(Interpreter& interpreter, SelectableHost& left, SelectableHost& right)
{
    std::vector<std::pair<std::shared_ptr<ColumnHost>, std::shared_ptr<ColumnHost>>> pairs;
    DoubtPtr doubt;
    collectKeys(interpreter, right, left, pairs, doubt);
    if (pairs.empty())
        collectKeys(interpreter, left, right, pairs, doubt);
    if (pairs.size() != 1)
        note(doubt, interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "a join without a condition")));
    if (doubt)
        return doubtfulPiece(doubt);
    return makeBinary(interpreter, left.context(), Operator::Eq, Value::of(pairs[0].first), Value::of(pairs[0].second))
        .as<ElementHost>()
        ->piece();
}

Value makeJoin(
    Interpreter& interpreter, const std::shared_ptr<SelectableHost>& left, const Arguments& arguments, bool isOuter)
{
    const Value target = arguments.positional.empty() ? arguments.get(0, u"right") : arguments.positional[0];
    const std::shared_ptr<SelectableHost> right = selectable(interpreter, target);
    auto made = std::make_shared<JoinHost>(left->context());
    note(made->doubt, arguments.doubt);
    note(made->doubt, left->sourceDoubt());
    if (!right) {
        note(made->doubt, doubtOf(interpreter, target));
        return Value::of(made);
    }
    note(made->doubt, right->sourceDoubt());
    ArgumentReader reader(interpreter, arguments);
    const bool isLeftOuter = isOuter || reader.boolean(2, "isouter").value_or(false);
    const Source::Join kind = reader.boolean(3, "full").value_or(false) ? Source::Join::FullOuter
        : isLeftOuter                                                   ? Source::Join::LeftOuter
                                                                        : Source::Join::Inner;
    const Value* on = arguments.find(1, u"onclause");
    const Piece condition = on && !on->isNone() ? conditionPiece(interpreter, left->context(), *on)
                                                : naturalCondition(interpreter, *left, *right);
    note(made->doubt, condition.doubt);
    note(made->doubt, reader.doubt);
    const FromPart a = left->fromPart();
    const FromPart b = right->fromPart();
    made->source.source = Source::joined(a.source, b.source, condition.expression, kind);
    for (const FromPart* part : { &a, &b }) {
        made->source.hides.push_back(part->identity);
        made->source.hides.insert(made->source.hides.end(), part->hides.begin(), part->hides.end());
    }
    for (SelectableHost* side : { left.get(), right.get() }) {
        note(made->openDoubt, side->columnsDoubt());
        for (const auto& column : side->columnHosts())
            made->columns.push_back(column);
    }
    return Value::of(made);
}

} // namespace espalier::operations
