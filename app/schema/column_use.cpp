#include "schema/column_use.h"

#include <algorithm>

namespace espalier::schema {

namespace {

bool isWordStart(QChar c) { return c.isLetter() || c == QLatin1Char('_'); }
bool isWordPart(QChar c) { return c.isLetterOrNumber() || c == QLatin1Char('_') || c == QLatin1Char('$'); }

/// A word of SQL text, with the quotes around it.
struct Word {
    qsizetype from = 0;
    qsizetype length = 0;
    QString name;
    QChar quote; ///< null where it has none
};

qsizetype afterQuoted(const QString& sql, qsizetype from, QChar quote)
{
    for (qsizetype i = from + 1; i < sql.size(); ++i) {
        if (sql[i] != quote)
            continue;
        if (i + 1 == sql.size() || sql[i + 1] != quote)
            return i + 1;
        ++i;
    }
    return sql.size();
}

qsizetype afterComment(const QString& sql, qsizetype from)
{
    const bool isLine = sql[from] == QLatin1Char('-');
    const qsizetype end = sql.indexOf(isLine ? QLatin1String("\n") : QLatin1String("*/"), from + 2);
    return end < 0 ? sql.size() : end + (isLine ? 1 : 2);
}

bool startsComment(const QString& sql, qsizetype at)
{
    return at + 1 < sql.size()
        && ((sql[at] == QLatin1Char('-') && sql[at + 1] == QLatin1Char('-'))
            || (sql[at] == QLatin1Char('/') && sql[at + 1] == QLatin1Char('*')));
}

Word quotedWord(const QString& sql, qsizetype from)
{
    const QChar quote = sql[from];
    const qsizetype end = afterQuoted(sql, from, quote);
    const QString inside = sql.mid(from + 1, std::max<qsizetype>(0, end - from - 2));
    return { from, end - from, QString(inside).replace(QString(2, quote), QString(quote)), quote };
}

/// Calls `visit` for each identifier or keyword.
template <typename Visit> void forEachWord(const QString& sql, Visit visit)
{
    for (qsizetype i = 0; i < sql.size();) {
        const QChar c = sql[i];
        if (c == QLatin1Char('\'')) {
            i = afterQuoted(sql, i, c);
        } else if (startsComment(sql, i)) {
            i = afterComment(sql, i);
        } else if (c == QLatin1Char('"') || c == QLatin1Char('`')) {
            const Word word = quotedWord(sql, i);
            visit(word);
            i += word.length;
        } else if (isWordStart(c)) {
            qsizetype end = i + 1;
            while (end < sql.size() && isWordPart(sql[end]))
                ++end;
            visit(Word{ i, end - i, sql.mid(i, end - i), {} });
            i = end;
        } else {
            ++i;
        }
    }
}

bool isNamed(const Word& word, const QString& identifier)
{
    return word.quote.isNull() ? word.name.compare(identifier, Qt::CaseInsensitive) == 0 : word.name == identifier;
}

bool isSqlText(const Expression& expression)
{
    return expression.is(Expression::Kind::Text) || expression.is(Expression::Kind::LiteralColumn);
}

bool mentionsIn(const QVariant& option, const QString& column)
{
    if (option.canConvert<Expression>())
        return mentions(option.value<Expression>(), column);
    if (option.typeId() == QMetaType::QString)
        return mentions(option.toString(), column);
    return option.toStringList().contains(column);
}

bool namesColumns(const QString& option)
{
    return option.endsWith(QLatin1String("_where")) || option.endsWith(QLatin1String("_include"));
}

bool mentionsIn(const QVariantMap& options, const QString& column)
{
    for (auto it = options.cbegin(); it != options.cend(); ++it)
        if (namesColumns(it.key()) && mentionsIn(it.value(), column))
            return true;
    return false;
}

Expression renamedIn(const Expression& expression, const QString& from, const QString& to)
{
    if (expression.is(Expression::Kind::Column))
        return expression.textOf() == from ? Expression::column(to, expression.type(), expression.table()) : expression;
    if (expression.is(Expression::Kind::Text))
        return mentions(expression, from)
            ? Expression::text(renamedInSql(expression.textOf(), from, to), expression.operands())
            : expression;
    if (expression.is(Expression::Kind::LiteralColumn))
        return Expression::literalColumn(renamedInSql(expression.textOf(), from, to), expression.type());
    if (expression.operands().empty() || !mentions(expression, from))
        return expression;
    std::vector<Expression> operands;
    for (const Expression& operand : expression.operands())
        operands.push_back(renamedIn(operand, from, to));
    return expression.withOperands(std::move(operands));
}

QVariant renamedOption(const QVariant& option, const QString& from, const QString& to)
{
    if (option.canConvert<Expression>())
        return QVariant::fromValue(renamedIn(option.value<Expression>(), from, to));
    if (option.typeId() == QMetaType::QString)
        return renamedInSql(option.toString(), from, to);
    QVariantList all = option.toList();
    for (QVariant& one : all)
        if (one.toString() == from)
            one = to;
    return all;
}

void renameIn(QVariantMap& options, const QString& from, const QString& to)
{
    for (auto it = options.begin(); it != options.end(); ++it) {
        if (namesColumns(it.key()))
            *it = renamedOption(*it, from, to);
        if (it->typeId() == QMetaType::QVariantMap) { // by column: operator classes, prefix lengths
            QVariantMap byColumn = it->toMap();
            if (byColumn.contains(from))
                byColumn.insert(to, byColumn.take(from));
            *it = byColumn;
        }
    }
}

void renameIn(QStringList& columns, const QString& from, const QString& to)
{
    for (QString& column : columns)
        if (column == from)
            column = to;
}

void renameIn(Constraint& constraint, const ObjectName& table, const QString& from, const QString& to)
{
    renameIn(constraint.columns, from, to);
    if (constraint.target == table)
        renameIn(constraint.targetColumns, from, to);
    if (constraint.condition)
        constraint.condition = renamedIn(*constraint.condition, from, to);
    for (ExclusionElement& element : constraint.elements)
        element.expression = renamedIn(element.expression, from, to);
    renameIn(constraint.options, from, to);
}

} // namespace

bool mentions(const QString& sql, const QString& identifier)
{
    bool found = false;
    forEachWord(sql, [&](const Word& word) { found = found || isNamed(word, identifier); });
    return found;
}

QString renamedInSql(const QString& sql, const QString& from, const QString& to)
{
    QString result;
    qsizetype copied = 0;
    const bool isPlain
        = !to.isEmpty() && isWordStart(to[0]) && std::all_of(to.begin(), to.end(), isWordPart) && to == to.toLower();
    forEachWord(sql, [&](const Word& word) {
        if (!isNamed(word, from))
            return;
        const QChar quote = !word.quote.isNull() ? word.quote : isPlain ? QChar() : QChar(QLatin1Char('"'));
        result += sql.mid(copied, word.from - copied);
        result += quote.isNull() ? to : quote + QString(to).replace(quote, QString(2, quote)) + quote;
        copied = word.from + word.length;
    });
    return result + sql.mid(copied);
}

QString renamedTableInSql(const QString& sql, const ObjectName& from, const ObjectName& to)
{
    const auto quoted = [](QString name) {
        return QLatin1Char('"') + name.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
    };
    const QString name = to.schema.isEmpty() ? quoted(to.name) : quoted(to.schema) + QLatin1Char('.') + quoted(to.name);
    QString result = sql;
    qsizetype first = -1; // where the schema stands
    bool isNext = false; // behind ON, or TO of a rule
    forEachWord(sql, [&](const Word& word) {
        const qsizetype end = word.from + word.length;
        const bool isSchema = isNext && QStringView(sql).mid(end).trimmed().startsWith(QLatin1Char('.'));
        if (isNext && !isSchema && isNamed(word, from.name) && result == sql)
            result = sql.left(first < 0 ? word.from : first) + name + sql.mid(end);
        first = isSchema ? word.from : -1;
        isNext = isSchema
            || (word.quote.isNull()
                && (word.name.compare(QLatin1String("on"), Qt::CaseInsensitive) == 0
                    || word.name.compare(QLatin1String("to"), Qt::CaseInsensitive) == 0));
    });
    return result;
}

bool mentions(const Expression& expression, const QString& column)
{
    if (expression.is(Expression::Kind::Column))
        return expression.textOf() == column;
    if (isSqlText(expression))
        return mentions(expression.textOf(), column);
    return std::any_of(expression.operands().begin(), expression.operands().end(),
        [&](const Expression& operand) { return mentions(operand, column); });
}

bool uses(const Constraint& constraint, const QString& column)
{
    return constraint.columns.contains(column) || (constraint.condition && mentions(*constraint.condition, column))
        || mentionsIn(constraint.options, column)
        || std::any_of(constraint.elements.begin(), constraint.elements.end(),
            [&](const ExclusionElement& element) { return mentions(element.expression, column); });
}

bool uses(const Index& index, const QString& column)
{
    return mentionsIn(index.options, column)
        || std::any_of(index.elements.begin(), index.elements.end(),
            [&](const Expression& element) { return mentions(element, column); });
}

QString columnOf(const Expression& element)
{
    if (element.is(Expression::Kind::Column))
        return element.textOf();
    const bool isSorted
        = element.is(Expression::Kind::Unary) && element.op() >= Operator::Asc && element.op() <= Operator::NullsLast;
    if (isSorted || element.is(Expression::Kind::Collate) || element.is(Expression::Kind::Grouping))
        return element.operands().empty() ? QString() : columnOf(element.operands().front());
    return {};
}

QStringList leadingColumns(const Index& index)
{
    QStringList columns;
    for (const Expression& element : index.elements) {
        const QString column = columnOf(element);
        if (column.isEmpty())
            break;
        columns.append(column);
    }
    return columns;
}

void renameColumn(Table& table, const QString& from, const QString& to)
{
    for (Column& column : table.columns) {
        if (column.name == from)
            column.name = to;
        if (column.computed)
            column.computed->expression = renamedIn(column.computed->expression, from, to);
    }
    for (Constraint& constraint : table.constraints)
        renameIn(constraint, table.name, from, to);
    for (Index& index : table.indexes) {
        for (Expression& element : index.elements)
            element = renamedIn(element, from, to);
        renameIn(index.options, from, to);
    }
}

} // namespace espalier::schema
