#include "schema/table.h"

#include <QRegularExpression>

// MetaData(naming_convention=…): sqlalchemy/sql/naming.py.

namespace espalier::schema {

namespace {

/// What a template's tokens speak of.
struct Named {
    const Table& table;
    QStringList columns;
    QString given; ///< the name in the script
    QString targetTable;
    QStringList targetColumns;
};

QString label(const Table& table, const QString& column)
{
    const QString schema = QString(table.name.schema).replace(QLatin1Char('.'), QLatin1Char('_'));
    return (schema.isEmpty() ? QString() : schema + QLatin1Char('_')) + table.name.name + QLatin1Char('_') + column;
}

QString columnPart(const Named& named, const QString& column, const QString& what)
{
    return what == QLatin1String("label") ? label(named.table, column) : column;
}

/// "column_0_name", "column_0N_key", "column_0_N_label", "referred_column_0_name".
QString columnToken(const Named& named, const QRegularExpressionMatch& match)
{
    const bool isReferred = !match.captured(1).isEmpty();
    const QStringList& columns = isReferred ? named.targetColumns : named.columns;
    const QString many = match.captured(3);
    const QString what = match.captured(4);
    if (many.isEmpty()) {
        const QString column = columns.value(match.captured(2).toInt());
        return column.isEmpty() ? QString() : columnPart(named, column, what);
    }
    QStringList parts;
    for (const QString& column : columns)
        parts.append(columnPart(named, column, what));
    return parts.join(many.startsWith(QLatin1Char('_')) ? QStringLiteral("_") : QString());
}

QString token(const Named& named, const QString& name)
{
    static const QRegularExpression column(QStringLiteral("^(referred_)?column_(\\d+)(_?N)?_(name|key|label)$"));
    if (name == QLatin1String("table_name"))
        return named.table.name.name;
    if (name == QLatin1String("constraint_name"))
        return named.given;
    if (name == QLatin1String("referred_table_name"))
        return named.targetTable;
    const QRegularExpressionMatch match = column.match(name);
    return match.hasMatch() ? columnToken(named, match) : QString();
}

Name applied(const Name& given, const QString& pattern, Named named)
{
    const bool usesName = pattern.contains(QLatin1String("constraint_name"));
    if (pattern.isEmpty() || given.isConventional || (!given.isEmpty() && !usesName) || (given.isEmpty() && usesName))
        return given;
    static const QRegularExpression placeholder(QStringLiteral("%\\((\\w+)\\)s"));
    named.given = given.text;
    QString text;
    qsizetype from = 0;
    for (auto it = placeholder.globalMatch(pattern); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        text += pattern.mid(from, match.capturedStart() - from) + token(named, match.captured(1));
        from = match.capturedEnd();
    }
    return { text + pattern.mid(from), true };
}

void collectColumns(const Expression& expression, QStringList& columns)
{
    if (expression.is(Expression::Kind::Column) && !columns.contains(expression.textOf()))
        columns.append(expression.textOf());
    for (const Expression& operand : expression.operands())
        collectColumns(operand, columns);
}

QString patternOf(const NamingConvention& convention, const char* key)
{
    // MetaData's own: names for Column(index=True) and nothing else
    if (convention.isEmpty() && qstrcmp(key, "ix") == 0)
        return QStringLiteral("ix_%(column_0_label)s");
    return convention.value(QLatin1String(key));
}

const char* keyOf(Constraint::Kind kind)
{
    switch (kind) {
    case Constraint::Kind::PrimaryKey:
        return "pk";
    case Constraint::Kind::ForeignKey:
        return "fk";
    case Constraint::Kind::Unique:
        return "uq";
    case Constraint::Kind::Check:
        return "ck";
    case Constraint::Kind::Exclusion:
        break;
    }
    return "";
}

} // namespace

Name conventionalName(const Constraint& constraint, const Table& table, const NamingConvention& convention)
{
    Named named{ table, constraint.columns, {}, constraint.target.name, constraint.targetColumns };
    if (constraint.kind == Constraint::Kind::Check && constraint.condition)
        collectColumns(*constraint.condition, named.columns);
    return applied(constraint.name, patternOf(convention, keyOf(constraint.kind)), std::move(named));
}

Name conventionalName(const Index& index, const Table& table, const NamingConvention& convention)
{
    QStringList columns;
    for (const Expression& element : index.elements) {
        if (element.is(Expression::Kind::Text)) // Alembic wraps it in a column of that name
            columns.append(element.textOf());
        else
            collectColumns(element, columns);
    }
    return applied(index.name, patternOf(convention, "ix"), { table, columns, {}, {}, {} });
}

} // namespace espalier::schema
