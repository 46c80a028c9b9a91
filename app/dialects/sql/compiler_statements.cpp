#include "dialects/sql/compiler.h"
#include "dialects/sql/operators.h"

#include <algorithm>
#include <array>
#include <QMap>

// SELECT, INSERT, UPDATE and DELETE with their values in them.

namespace espalier::dialects::sql {

using schema::Assignment;
using schema::Expression;
using schema::ObjectName;
using schema::Operator;
using schema::Select;
using schema::Source;
using ExpressionKind = Expression::Kind;

namespace {

void collectTables(const Expression& expression, std::vector<ObjectName>& tables)
{
    if (expression.is(ExpressionKind::Column) && !expression.table().name.isEmpty()
        && std::find(tables.begin(), tables.end(), expression.table()) == tables.end())
        tables.push_back(expression.table());
    for (const Expression& operand : expression.operands())
        collectTables(operand, tables);
}

/// Counts the names that SQLAlchemy makes up: anon_1, count_1, count_2, …
class AnonymousNames {
public:
    QString next(const QString& stem) { return QStringLiteral("%1_%2").arg(stem).arg(++m_counts[stem]); }

private:
    QMap<QString, int> m_counts;
};

bool standsAlone(const Expression& column)
{
    return column.is(ExpressionKind::Column) || column.is(ExpressionKind::Text)
        || column.is(ExpressionKind::LiteralColumn) || column.is(ExpressionKind::Unknown);
}

schema::Identifier madeUpLabel(const Expression& column, AnonymousNames& anonymous)
{
    if (column.is(ExpressionKind::Function)) {
        const QString name = column.textOf().section(QLatin1Char('.'), -1);
        return anonymous.next(name);
    }
    if (column.is(ExpressionKind::NextValue))
        return anonymous.next(QStringLiteral("next_value"));
    const bool wraps = column.is(ExpressionKind::Cast) || column.is(ExpressionKind::TypeCoerce);
    if (wraps && column.operands()[0].is(ExpressionKind::Column))
        return column.operands()[0].identifier();
    return anonymous.next(QStringLiteral("anon"));
}

} // namespace

QString Compiler::statement(const schema::Statement& statement)
{
    if (const auto* expressed = std::get_if<Expression>(&statement))
        return expression(*expressed);
    if (const auto* insertion = std::get_if<schema::Insert>(&statement))
        return insert(*insertion);
    if (const auto* change = std::get_if<schema::Update>(&statement))
        return update(*change);
    if (const auto* removal = std::get_if<schema::Delete>(&statement))
        return remove(*removal);
    return select(std::get<Select>(statement));
}

/// What stands before the statement at this depth for the common tables that it uses, taken: all of them before the
/// whole one, elsewhere those that are to stand there. `withNext`: also those of the queries it is made of.
QString Compiler::withClause(bool withNext)
{
    QStringList parts;
    bool isRecursive = false;
    std::vector<With> left;
    for (With& with : m_with) {
        const schema::CommonTable& table = *with.source.common;
        if (m_depth > 1 && !(table.isNested && (with.depth == m_depth || (withNext && with.depth == m_depth + 1)))) {
            left.push_back(std::move(with));
            continue;
        }
        parts.append(with.text);
        isRecursive = isRecursive || table.isRecursive;
    }
    m_with = std::move(left);
    return parts.isEmpty() ? QString()
                           : (isRecursive ? QLatin1String("WITH RECURSIVE ") : QLatin1String("WITH "))
            + parts.join(QLatin1String(", \n")) + QLatin1String("\n ");
}

/// A common table's name, its text kept for withClause().
QString Compiler::commonTable(const Source& source)
{
    const schema::CommonTable& table = *source.common;
    const QString name = names().quoted(table.name);
    const int depth = table.isNested ? m_depth : 1;
    for (With& known : m_with) {
        if (known.source.common->name != table.name)
            continue;
        const bool isWithin = known.text.isEmpty() && (known.depth == depth || table.isRecursive);
        const bool isSame = known.source.query
            ? source.query && *known.source.query == *source.query
            : table.writing && known.source.common->writing && *known.source.common->writing == *table.writing;
        if (isSame && table.isNested && !known.source.common->isNested) // to stand here
            known = { source, depth, known.text };
        if (isWithin || isSame)
            return name;
        if (known.depth == depth)
            return refuse(
                QLatin1String("Multiple, unrelated CTEs found with the same name: '") + table.name + QLatin1Char('\''));
    }
    m_with.push_back({ source, depth, {} });
    const auto enclosing = std::exchange(m_enclosing, {});
    const QString text = table.writing
        ? std::visit([this](const auto& one) { return statement(one); }, table.writing->statement)
        : select(*source.query);
    m_enclosing = enclosing;
    const auto done = std::find_if(m_with.begin(), m_with.end(), [&](const With& with) {
        return with.source.common->name == table.name && with.depth == depth && with.text.isEmpty();
    });
    if (done == m_with.end())
        return name;
    done->text = name
        + (table.columns.isEmpty() ? QString() : QLatin1Char('(') + names().list(table.columns) + QLatin1Char(')'))
        + QLatin1String(" AS \n(") + text + QLatin1Char(')');
    std::rotate(done, done + 1, m_with.end()); // those that it uses stand before it
    return name;
}

void Compiler::writeCommonTables(const std::vector<Source>& with)
{
    for (const Source& source : with)
        commonTable(source);
}

QString Compiler::condition(const Expression& where, Place place)
{
    const bool isAnd = where.is(ExpressionKind::Clauses) && where.op() == Operator::And;
    return clauses(isAnd ? where : Expression::clauses(Operator::And, { where }), place);
}

QString Compiler::join(Source::Join join) const
{
    switch (join) {
    case Source::Join::LeftOuter:
        return QStringLiteral(" LEFT OUTER JOIN ");
    case Source::Join::FullOuter:
        return QStringLiteral(" FULL OUTER JOIN ");
    default:
        return QStringLiteral(" JOIN ");
    }
}

QString Compiler::source(const Source& source, Place place)
{
    if (source.join != Source::Join::None && source.left && source.right)
        return this->source(*source.left, place) + join(source.join) + this->source(*source.right, place)
            + QLatin1String(" ON ") + (source.on ? condition(*source.on, place) : QString());
    if (source.common) {
        const QString name = commonTable(source);
        return source.alias == source.common->name ? name : name + QLatin1String(" AS ") + names().quoted(source.alias);
    }
    const QString text
        = source.query ? QLatin1Char('(') + select(*source.query) + QLatin1Char(')') : names().quotedName(source.table);
    return source.alias.isEmpty() ? text : text + QLatin1String(" AS ") + names().quoted(source.alias);
}

QString Compiler::sources(const std::vector<Source>& sources, Place place)
{
    QStringList parts;
    for (const Source& one : sources)
        parts.append(source(one, place));
    return parts.join(QStringLiteral(", "));
}

std::vector<Source> Compiler::sourcesOf(const Select& select) const
{
    if (!select.from.empty())
        return select.from;
    std::vector<ObjectName> tables;
    for (const Expression& column : select.columns)
        collectTables(column, tables);
    if (select.where)
        collectTables(*select.where, tables);
    std::vector<Source> all;
    std::vector<Source> own;
    for (const ObjectName& table : tables) {
        all.push_back(Source::of(table));
        if (std::find(m_enclosing.begin(), m_enclosing.end(), table.key()) == m_enclosing.end())
            own.push_back(Source::of(table));
    }
    return own.empty() ? all : own;
}

QString Compiler::selectColumns(const Select& select, Place place)
{
    AnonymousNames anonymous;
    QStringList columns;
    for (const Expression& column : select.columns) {
        const QString text = expression(column, place);
        if (standsAlone(column))
            columns.append(text);
        else if (column.is(ExpressionKind::Label))
            columns.append(text + QLatin1String(" AS ") + names().quoted(column.identifier()));
        else
            columns.append(text + QLatin1String(" AS ") + names().quoted(madeUpLabel(column, anonymous)));
    }
    return columns.join(QStringLiteral(", "));
}

QString Compiler::compound(const Select& select, Place place)
{
    static constexpr std::array words{ " UNION ", " UNION ALL ", " INTERSECT ", " INTERSECT ALL ", " EXCEPT ",
        " EXCEPT ALL " };
    QStringList parts;
    for (const auto& part : select.parts)
        parts.append(this->select(*part, place, true));
    QString text = parts.join(QLatin1String(words[size_t(select.setOperator)]));
    if (!select.orderBy.empty())
        text += QLatin1String(" ORDER BY ") + list(select.orderBy, { .withTable = false });
    return select.limit || select.offset ? text + limit(select, place) : text;
}

QString Compiler::select(const Select& select, Place place, bool isPart)
{
    const bool isCompound = !select.parts.empty();
    ++m_depth;
    writeCommonTables(select.with);
    QString text = isCompound ? compound(select, place) : plainSelect(select, place);
    if (!isPart || isCompound)
        text = withClause(isCompound) + text;
    --m_depth;
    return text;
}

QString Compiler::plainSelect(const Select& select, Place place)
{
    const std::vector<Source> from = sourcesOf(select);
    const size_t depth = m_enclosing.size();
    for (const Source& source : from)
        m_enclosing.push_back(source.alias.isEmpty() ? source.table.key() : source.alias);
    QString text = select.distinct ? QStringLiteral("SELECT DISTINCT ") : QStringLiteral("SELECT ");
    text += selectColumns(select, place);
    if (!from.empty())
        text += QLatin1String(" \nFROM ") + sources(from, place);
    else
        text += fromNothing(select);
    if (select.where) {
        const QString where = condition(*select.where, place);
        text += where.isEmpty() ? QString() : QLatin1String(" \nWHERE ") + where;
    }
    if (!select.groupBy.empty())
        text += QLatin1String(" GROUP BY ") + list(select.groupBy, place);
    if (select.having)
        text += QLatin1String(" \nHAVING ") + condition(*select.having, place);
    if (!select.orderBy.empty())
        text += QLatin1String(" ORDER BY ") + list(select.orderBy, place);
    if (select.limit || select.offset)
        text += limit(select, place);
    if (select.forUpdate)
        text += forUpdate();
    m_enclosing.resize(depth);
    return text;
}

QString Compiler::limit(const Select& select, Place place)
{
    QString text;
    if (select.limit)
        text += QLatin1String("\n LIMIT ") + expression(*select.limit, place);
    if (select.offset)
        text += (select.limit ? QString() : QStringLiteral("\n LIMIT -1")) + QLatin1String(" OFFSET ")
            + expression(*select.offset, place);
    return text;
}

QString Compiler::assigned(const Assignment& assignment)
{
    const Expression& value = assignment.value;
    if (value.is(ExpressionKind::Literal) && value.type().isNull())
        return literal(value.value(), assignment.type);
    if (value.is(ExpressionKind::Bind) && value.type().isNull())
        return value.hasValue() ? literal(value.value(), assignment.type) : QStringLiteral("NULL");
    const QString text = expression(value);
    const bool isNegated
        = value.is(ExpressionKind::Unary) && value.op() == Operator::Not && isBooleanValue(value.operands()[0]);
    const bool isOperator = value.is(ExpressionKind::Binary) || value.is(ExpressionKind::Clauses)
        || (value.is(ExpressionKind::Unary) && !isPostfix(value.op()) && !isNegated);
    return isOperator ? QLatin1Char('(') + text + QLatin1Char(')') : text;
}

QString Compiler::returning(const std::vector<Expression>& columns)
{
    QStringList parts;
    AnonymousNames anonymous;
    for (const Expression& column : columns) {
        QString text = expression(column, { .withTable = returningNamesTable() });
        if (column.is(ExpressionKind::Label))
            text += QLatin1String(" AS ") + names().quoted(column.identifier());
        else if (!standsAlone(column))
            text += QLatin1String(" AS ") + names().quoted(madeUpLabel(column, anonymous));
        parts.append(text);
    }
    return parts.isEmpty() ? QString() : QLatin1String(" RETURNING ") + parts.join(QStringLiteral(", "));
}

QString Compiler::insertValues(const schema::Insert& insert)
{
    QStringList rows;
    for (const std::vector<Assignment>& row : insert.rows) {
        QStringList values;
        for (const Assignment& assignment : row)
            values.append(assigned(assignment));
        rows.append(QLatin1Char('(') + values.join(QStringLiteral(", ")) + QLatin1Char(')'));
    }
    return rows.join(QStringLiteral(", "));
}

QString Compiler::onConflict(const schema::OnConflict& conflict)
{
    const bool isUpdate = !conflict.values.empty();
    if (!m_facts.hasOnConflict)
        return refuse(QStringLiteral("Compiler <%1> can't render element of type <class "
                                     "'sqlalchemy.dialects.%2.dml.OnConflictDo%3'> (Background "
                                     "on this error at: https://sqlalche.me/e/20/l7de)")
                          .arg(QLatin1String(m_facts.statementCompilerName), conflict.package,
                              isUpdate ? QStringLiteral("Update") : QStringLiteral("Nothing")));
    const Place bare{ .withTable = false };
    QString text = QStringLiteral(" ON CONFLICT ");
    if (!conflict.constraint.isEmpty() && m_facts.hasConflictConstraints) {
        text += QLatin1String("ON CONSTRAINT ") + names().quoted(conflict.constraint) + QLatin1Char(' ');
    } else if (!conflict.elements.empty()) {
        QStringList elements;
        for (const Expression& element : conflict.elements)
            elements.append(expression(element, bare));
        text += QLatin1Char('(') + elements.join(QStringLiteral(", ")) + QLatin1String(") ");
        if (conflict.elementsWhere)
            text += QLatin1String("WHERE ") + expression(*conflict.elementsWhere, bare) + QLatin1Char(' ');
    } else if (isUpdate) {
        text += QLatin1Char(' '); // SQLAlchemy prints nothing between two spaces
    }
    if (!isUpdate)
        return text + QLatin1String("DO NOTHING");
    QStringList values;
    for (const Assignment& assignment : conflict.values)
        values.append(names().quoted(assignment.column) + QLatin1String(" = ") + assigned(assignment));
    text += QLatin1String("DO UPDATE SET ") + values.join(QStringLiteral(", "));
    return conflict.where ? text + QLatin1String(" WHERE ") + expression(*conflict.where) : text;
}

namespace {

bool isOfSequence(const Assignment& assignment)
{
    return assignment.isClientDefault && assignment.value.is(ExpressionKind::NextValue);
}

} // namespace

QString Compiler::insert(const schema::Insert& insert)
{
    const auto leavesOneOut
        = [](const std::vector<Assignment>& row) { return std::any_of(row.begin(), row.end(), isOfSequence); };
    if (!m_facts.hasSequences && std::any_of(insert.rows.begin(), insert.rows.end(), leavesOneOut)) {
        schema::Insert without = insert;
        for (std::vector<Assignment>& row : without.rows)
            std::erase_if(row, isOfSequence);
        return this->insert(without);
    }
    ++m_depth;
    writeCommonTables(insert.with);
    QString text = QLatin1String("INSERT INTO ") + names().quotedName(insert.table);
    if (insert.from) {
        const QString from = select(*insert.from, {}, true);
        text += QLatin1String(" (") + names().list(insert.columns) + QLatin1String(") ")
            + (m_facts.hasWithAfterInsert ? withClause(true) : QString()) + from;
    } else if (insert.rows.empty() || insert.rows.front().empty()) {
        text += emptyInsert();
    } else {
        QStringList columns;
        for (const Assignment& assignment : insert.rows.front())
            columns.append(names().quoted(assignment.column));
        text += QLatin1String(" (") + columns.join(QLatin1String(", ")) + QLatin1String(") VALUES ")
            + insertValues(insert);
    }
    if (insert.onConflict)
        text += onConflict(*insert.onConflict);
    const bool isReturned = m_facts.returnsInsertedKeys && !(m_facts.hasLastRow && insert.isKeyCounted);
    if (!insert.returning.empty())
        text += returning(insert.returning);
    else if (isReturned && insert.rows.size() == 1 && m_depth == 1)
        text += returning(insert.key);
    if (!m_facts.hasWithAfterInsert)
        text = withClause(true) + text;
    --m_depth;
    return text;
}

QString Compiler::updateFrom(const schema::Update& update)
{
    return QLatin1String(" FROM ") + sources(update.from, {});
}

QString Compiler::update(const schema::Update& update)
{
    ++m_depth;
    writeCommonTables(update.with);
    m_enclosing.push_back(update.table.key());
    QStringList values;
    for (const Assignment& assignment : update.values)
        values.append(assignedColumn(update, assignment) + QLatin1Char('=') + assigned(assignment));
    QString text
        = QLatin1String("UPDATE ") + updateTables(update) + QLatin1String(" SET ") + values.join(QStringLiteral(", "));
    if (!update.from.empty())
        text += updateFrom(update);
    if (update.where) {
        const QString where = condition(*update.where, {});
        text += where.isEmpty() ? QString() : QLatin1String(" WHERE ") + where;
    }
    m_enclosing.pop_back();
    text += returning(update.returning);
    text = withClause() + text;
    --m_depth;
    return text;
}

QString Compiler::assignedColumn(const schema::Update&, const Assignment& assignment)
{
    return names().quoted(assignment.column);
}

QString Compiler::deleteFrom(const schema::Delete&)
{
    return refuse(QStringLiteral("This backend does not support multiple-table criteria within DELETE"));
}

QString Compiler::remove(const schema::Delete& statement)
{
    ++m_depth;
    writeCommonTables(statement.with);
    m_enclosing.push_back(statement.table.key());
    QString text = QLatin1String("DELETE FROM ") + names().quotedName(statement.table);
    if (!statement.from.empty())
        text += deleteFrom(statement);
    if (statement.where) {
        const QString where = condition(*statement.where, {});
        text += where.isEmpty() ? QString() : QLatin1String(" WHERE ") + where;
    }
    m_enclosing.pop_back();
    text += returning(statement.returning);
    text = withClause() + text;
    --m_depth;
    return text;
}

} // namespace espalier::dialects::sql
