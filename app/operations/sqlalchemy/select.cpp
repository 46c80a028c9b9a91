#include "operations/sqlalchemy/select.h"

#include "operations/sqlalchemy/type.h"

#include <algorithm>
#include <QCoreApplication>
#include <QHash>
#include <QSet>

// SELECT as a value: which tables stand in FROM, what its columns are called.

namespace espalier::operations {

using schema::Expression;
using schema::Operator;
using Kind = Expression::Kind;

std::vector<FromPart> normalized(const std::vector<FromPart>& parts)
{
    std::vector<FromPart> all;
    addFrom(all, parts);
    std::vector<std::shared_ptr<const symbolic::Object>> hidden;
    for (const FromPart& part : all)
        hidden.insert(hidden.end(), part.hides.begin(), part.hides.end());
    std::erase_if(all, [&](const FromPart& part) {
        return part.identity && std::find(hidden.begin(), hidden.end(), part.identity) != hidden.end();
    });
    return all;
}

std::optional<Expression> allOf(const std::vector<Piece>& conditions)
{
    if (conditions.empty())
        return std::nullopt;
    if (conditions.size() == 1)
        return conditions.front().expression;
    std::vector<Expression> all;
    for (const Piece& condition : conditions)
        all.push_back(condition.expression);
    return Expression::clauses(Operator::And, std::move(all));
}

DoubtPtr ambiguity(const Interpreter& interpreter, const std::vector<FromPart>& parts)
{
    QHash<QString, std::shared_ptr<const symbolic::Object>> names;
    for (const FromPart& part : parts) {
        const QString& alias = part.source.alias;
        if (!alias.isEmpty() && names.contains(alias) && names.value(alias) != part.identity)
            return interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "which name SQLAlchemy makes up for a subquery"));
        names.insert(alias, part.identity);
    }
    return nullptr;
}

namespace {

bool isPlain(const FromPart& part)
{
    return part.source.alias.isEmpty() && !part.source.query && part.source.join == schema::Source::Join::None;
}

schema::Select correlatedQuery(const schema::Select& query, const std::vector<FromPart>& enclosing)
{
    schema::Select made = query;
    if (made.from.size() > 1) {
        std::vector<schema::Source> own;
        for (const schema::Source& source : made.from) {
            const bool isOuter = std::any_of(
                enclosing.begin(), enclosing.end(), [&](const FromPart& part) { return part.source == source; });
            if (!isOuter)
                own.push_back(source);
        }
        if (!own.empty())
            made.from = std::move(own);
    }
    for (Expression& column : made.columns)
        column = correlatedTo(column, enclosing);
    if (made.where)
        made.where = correlatedTo(*made.where, enclosing);
    return made;
}

} // namespace

Expression correlatedTo(const Expression& expression, const std::vector<FromPart>& enclosing)
{
    if (expression.is(Kind::Subquery) && expression.query())
        return Expression::subquery(
            std::make_shared<const schema::Select>(correlatedQuery(*expression.query(), enclosing)));
    const std::vector<Expression>& operands = expression.operands();
    std::vector<Expression> made;
    made.reserve(operands.size());
    bool isChanged = false;
    for (const Expression& operand : operands) {
        made.push_back(correlatedTo(operand, enclosing));
        isChanged = isChanged || !(made.back() == operand);
    }
    return isChanged ? expression.withOperands(std::move(made)) : expression;
}

// ---- SelectHost

std::shared_ptr<SelectHost> SelectHost::copy() const
{
    auto made = std::make_shared<SelectHost>(context());
    made->columns = columns;
    made->from = from;
    made->where = where;
    made->having = having;
    made->groupBy = groupBy;
    made->orderBy = orderBy;
    made->limit = limit;
    made->offset = offset;
    made->correlated = correlated;
    made->lastEntity = lastEntity;
    made->parts = parts;
    made->setOperator = setOperator;
    made->with = with;
    made->isDistinct = isDistinct;
    made->isForUpdate = isForUpdate;
    made->doubt = doubt;
    made->fromDoubt = fromDoubt;
    made->joinDoubt = joinDoubt;
    return made;
}

std::vector<FromPart> SelectHost::sources() const
{
    std::vector<FromPart> all = from;
    for (const Column& column : columns)
        addFrom(all, column.piece.from);
    for (const Piece& condition : where)
        addFrom(all, condition.from);
    std::vector<FromPart> left = normalized(all);
    std::erase_if(left, [&](const FromPart& part) {
        return std::find(correlated.begin(), correlated.end(), part.identity) != correlated.end();
    });
    return left;
}

namespace {

/// A second column of one name gets a label, as SQLAlchemy tells them apart.
Expression labelled(const Expression& column, QHash<QString, int>& seen)
{
    if (!column.is(Kind::Column))
        return column;
    const int count = seen[column.textOf()]++;
    return count == 0 ? column : Expression::label(column, QStringLiteral("%1_%2").arg(column.textOf()).arg(count));
}

} // namespace

namespace {

/// What the names in a SELECT speak of: ORDER BY, GROUP BY and OVER take text for one.
class NamesWithin {
public:
    NamesWithin(const SelectHost& select, const std::vector<FromPart>& sources)
        : m_select(select)
        , m_sources(sources)
    { }

    /// Among the columns of the SELECT: of its tables alone.
    Expression ofColumns(const Expression& expression)
    {
        return withReferences(expression, [this](const QString& name) { return columnOf(name); });
    }

    /// Anywhere else: also labels, which then stand there themselves.
    Expression beside(const Expression& expression)
    {
        return withReferences(expression, [this](const QString& name) -> std::optional<Expression> {
            for (const SelectHost::Column& column : m_select.columns)
                if (keyOf(column) == name)
                    return column.piece.expression.is(Kind::Label)
                        ? Expression::column(column.piece.expression.identifier())
                        : column.piece.expression;
            return m_select.parts.empty() ? columnOf(name) : std::nullopt;
        });
    }

    /// The same in ORDER BY, where a label of the SELECT is known by its name too.
    Expression ordered(const Expression& expression)
    {
        static const QSet<Operator> orders{ Operator::Asc, Operator::Desc, Operator::NullsFirst, Operator::NullsLast };
        if (expression.is(Kind::Unary) && orders.contains(expression.op()))
            return expression.withOperands({ ordered(expression.operands()[0]) });
        const bool isLabel = expression.is(Kind::Label)
            && std::any_of(m_select.columns.begin(), m_select.columns.end(), [&](const SelectHost::Column& column) {
                   const Expression& other = column.piece.expression;
                   return other.is(Kind::Label) && other.textOf() == expression.textOf()
                       && (other.isOneWith(expression)
                           || (other.operands()[0].is(Kind::Column) && other == expression));
               });
        return isLabel ? Expression::column(expression.identifier()) : beside(expression);
    }

    const DoubtPtr& doubt() const { return m_doubt; }

private:
    QString keyOf(const SelectHost::Column& column) const
    {
        const Expression& expression = column.piece.expression;
        if (expression.is(Kind::Label) || !m_select.parts.empty())
            return column.host || expression.is(Kind::Label) ? QString(column.name) : QString();
        if (!column.host)
            return {};
        const QString table = expression.table().key().replace(QLatin1Char('.'), QLatin1Char('_'));
        return table.isEmpty() ? column.host->name() : table + QLatin1Char('_') + column.host->name();
    }

    std::optional<Expression> columnOf(const QString& name)
    {
        for (auto part = m_sources.rbegin(); part != m_sources.rend(); ++part) { // the last of that name
            const auto source = std::dynamic_pointer_cast<const SelectableHost>(part->identity);
            if (!source)
                continue;
            const auto& columns = source->columnHosts();
            const auto found = std::find_if(
                columns.rbegin(), columns.rend(), [&](const auto& column) { return column->key == name; });
            if (found == columns.rend()) {
                note(m_doubt, source->columnsDoubt());
                continue;
            }
            const Piece piece = (*found)->piece();
            note(m_doubt, piece.doubt);
            return piece.expression;
        }
        return std::nullopt;
    }

    const SelectHost& m_select;
    const std::vector<FromPart>& m_sources;
    DoubtPtr m_doubt;
};

template <typename Each> std::vector<Expression> each(const std::vector<Expression>& expressions, Each made)
{
    std::vector<Expression> all;
    for (const Expression& expression : expressions)
        all.push_back(made(expression));
    return all;
}

} // namespace

Known<schema::Select> SelectHost::query() const
{
    Known<schema::Select> known{ {}, doubt };
    schema::Select& select = known.value;
    const std::vector<FromPart> tables = sources();
    NamesWithin names(*this, tables);
    const auto inOrder = [&](const Expression& expression) { return names.ordered(expression); };
    select.with = with;
    if (!parts.empty()) {
        select.setOperator = setOperator;
        for (const auto& part : parts)
            select.parts.push_back(std::make_shared<const schema::Select>(noted(known.doubt, part->query())));
        select.orderBy = each(orderBy, inOrder);
        select.limit = limit;
        select.offset = offset;
        note(known.doubt, names.doubt());
        return known;
    }
    QHash<QString, int> seen;
    for (const Column& column : columns) {
        note(known.doubt, column.piece.doubt);
        select.columns.push_back(labelled(correlatedTo(names.ofColumns(column.piece.expression), tables), seen));
    }
    for (const std::vector<Piece>* conditions : { &where, &having })
        for (const Piece& condition : *conditions)
            note(known.doubt, condition.doubt);
    if (std::optional<Expression> all = allOf(where))
        select.where = correlatedTo(names.beside(*all), tables);
    select.having = allOf(having);
    if (select.having)
        select.having = names.beside(*select.having);
    select.groupBy = each(groupBy, [&](const Expression& expression) { return names.beside(expression); });
    select.orderBy = each(orderBy, inOrder);
    note(known.doubt, names.doubt());
    select.limit = limit;
    select.offset = offset;
    select.distinct = isDistinct;
    select.forUpdate = isForUpdate;
    // left out, the compiler takes them from the columns, and knows what the enclosing statement has
    const bool isImplied = from.empty() && correlated.empty() && std::all_of(tables.begin(), tables.end(), isPlain);
    QHash<QString, int> counts;
    bool isRepeated = false;
    for (const FromPart& part : tables)
        isRepeated = isRepeated || counts[part.source.table.key()]++ > 0;
    if (!isImplied || isRepeated)
        for (const FromPart& part : tables)
            select.from.push_back(part.source);
    return known;
}

Piece SelectHost::scalar() const
{
    const Known<schema::Select> known = query();
    if (known.doubt)
        return doubtfulPiece(known.doubt);
    return { Expression::subquery(std::make_shared<const schema::Select>(known.value)), {}, {} };
}

namespace {

/// The key, which is the name where a column has none of its own.
schema::Identifier keyOf(const ColumnHost& column)
{
    return column.key == column.name() ? column.name() : schema::Identifier(column.key);
}

schema::Identifier resultName(const Value& value, const Expression& expression)
{
    if (const auto column = value.as<ColumnHost>())
        return keyOf(*column);
    if (expression.is(Kind::Label))
        return expression.identifier();
    if (expression.is(Kind::Function))
        return expression.textOf().section(QLatin1Char('.'), -1) + QLatin1String("_1");
    return {};
}

} // namespace

void SelectHost::addColumn(Interpreter& interpreter, const Value& value)
{
    if (const std::shared_ptr<SelectableHost> source = selectable(interpreter, value)) {
        note(doubt, source->sourceDoubt());
        note(doubt, source->columnsDoubt());
        for (const auto& column : source->columnHosts())
            columns.push_back({ column->piece(), column->typeValue(), keyOf(*column), column });
        if (!lastEntity)
            lastEntity = source;
        return;
    }
    const Value plain = plainValue(value);
    if (plain.isString())
        argumentError(interpreter,
            QStringLiteral(
                "Textual column expression %1 should be explicitly declared with text(%1), or use column(%1) "
                "for more specificity")
                .arg(symbolic::reprOf(plain.text())));
    Piece piece = asPiece(interpreter, context(), value, TextSense::Sql);
    if (plain.isNumber() && !plain.isBool()) // as literal_column() has it: without a name
        piece = Piece{ Expression::literalColumn(interpreter.repr(plain).text()), {}, {} };
    auto host = value.as<ColumnHost>();
    const bool isUnary = piece.expression.is(Kind::Unary);
    if (columns.empty() && isUnary && piece.expression.op() == Operator::Distinct) { // printed as SELECT DISTINCT is
        isDistinct = true;
        piece.expression = Expression(piece.expression.operands()[0]);
    }
    columns.push_back({ piece, typeBeside(value), resultName(value, piece.expression), host });
    if (!lastEntity && host)
        lastEntity = std::dynamic_pointer_cast<SelectableHost>(host->parent.lock());
}

QStringList SelectHost::columnNames() const
{
    QStringList names;
    for (const Column& column : columns)
        names.append(column.name);
    return names;
}

Piece conditionPiece(Interpreter& interpreter, SqlalchemyContext& context, const Value& value)
{
    const Value plain = plainValue(value);
    if (plain.isString())
        argumentError(interpreter,
            QStringLiteral("Textual SQL expression %1 should be explicitly declared as text(%1)")
                .arg(symbolic::reprOf(plain.text())));
    if (plain.isBool())
        return { Expression::boolean(plain.integer() != 0), {}, {} };
    return asPiece(interpreter, context, value, TextSense::Sql);
}

Value makeSelect(Interpreter& interpreter, SqlalchemyContext& context, const std::vector<Value>& columns)
{
    auto host = std::make_shared<SelectHost>(context);
    for (const Value& column : columns)
        host->addColumn(interpreter, column);
    return Value::of(host);
}

} // namespace espalier::operations
