#include "dialects/sql/default_rules.h"

#include "dialects/sql/canonical_sql.h"
#include "schema/column_use.h"

#include <algorithm>

namespace espalier::dialects::sql {

using schema::Column;
using schema::Constraint;
using schema::Expression;
using schema::Index;
using schema::Table;

namespace {

/// Types whose defaults are numbers or truth values, quoted or not.
bool isNumber(const QString& type)
{
    static const QSet<QString> numbers = wordSet("integer int bigint smallint tinyint mediumint numeric decimal real "
                                                 "float double boolean bool");
    const auto isEnd = [](QChar c) { return !c.isLetter(); };
    const auto end = std::find_if(type.begin(), type.end(), isEnd);
    return numbers.contains(type.left(end - type.begin()));
}

QString joined(const QStringList& columns) { return columns.join(QLatin1Char(',')); }

QString action(const QString& text)
{
    const QString upper = text.toUpper();
    return upper == QLatin1String("NO ACTION") ? QString() : upper;
}

QString foreignKeyText(const Constraint& key)
{
    return QStringLiteral("(%1) -> %2(%3) delete %4 update %5 match %6")
        .arg(joined(key.columns), key.target.key(), joined(key.targetColumns), action(key.onDelete),
            action(key.onUpdate), key.match.toUpper() == QLatin1String("SIMPLE") ? QString() : key.match.toUpper());
}

QString moment(const Constraint& constraint)
{
    if (!constraint.deferrable.value_or(!constraint.initially.isEmpty()))
        return {};
    return constraint.initially.compare(QLatin1String("DEFERRED"), Qt::CaseInsensitive) == 0
        ? QStringLiteral(" initially deferred")
        : QStringLiteral(" deferrable");
}

QString expressionText(Compiler& sql, const Expression& expression)
{
    const QString text = sql.plain(expression);
    return sql.failed() ? QStringLiteral("?") + expression.textOf() : canonicalSql(text);
}

QString checkText(Compiler& sql, const Constraint& check, const Table& table)
{
    if (!check.isTypeBound)
        return check.condition ? expressionText(sql, *check.condition) : QString();
    Constraint bare = check;
    bare.name = {};
    const QString text = sql.constraint(bare, table);
    return canonicalSql(text.mid(text.indexOf(QLatin1String("CHECK")) + 5));
}

QString exclusionText(Compiler& sql, const Constraint& exclusion)
{
    QString text = exclusion.method.toLower();
    for (const schema::ExclusionElement& element : exclusion.elements)
        text += QLatin1Char(' ') + expressionText(sql, element.expression) + QLatin1Char(' ') + element.opclass
            + QLatin1String(" with ") + element.with;
    return exclusion.condition ? text + QLatin1String(" where ") + expressionText(sql, *exclusion.condition) : text;
}

} // namespace

bool DefaultRules::isCreated(const Constraint& constraint) const { return compiler()->isCreated(constraint); }

QString DefaultRules::option(const QVariantMap& options, const char* key) const
{
    const QVariant value = options.value(facts().dialect + QLatin1Char('_') + QLatin1String(key));
    if (value.typeId() == QMetaType::QStringList || value.typeId() == QMetaType::QVariantList)
        return joined(value.toStringList());
    return value.toString();
}

QString DefaultRules::storedType(const QString& sql) const { return sql.toLower(); }

QString DefaultRules::storedDefault(const QString& sql, const QString& type) const
{
    if (sql == QLatin1String("null"))
        return {};
    const QString content = literalContent(sql);
    return !content.isNull() && isNumber(type) ? content.toLower() : sql;
}

QString DefaultRules::generated(const Column& column) const
{
    if (!column.identity && !column.computed)
        return {};
    const std::unique_ptr<Compiler> sql = compiler();
    if (column.identity && sql->facts().hasIdentity)
        return column.identity->always ? QStringLiteral("identity always") : QStringLiteral("identity");
    return column.computed ? QLatin1String("computed ") + expressionText(*sql, column.computed->expression) : QString();
}

schema::ComparableColumn DefaultRules::comparable(const Column& column, const Table&) const
{
    const std::unique_ptr<Compiler> sql = compiler();
    schema::ComparableColumn result;
    const QString type = sql->type(column.type);
    result.type = sql->failed() ? column.type.name + column.type.text : storedType(type);
    result.isNullable = column.isNullable();
    if (column.serverDefault) {
        const std::unique_ptr<Compiler> text = compiler();
        const QString value = text->defaultText(*column.serverDefault);
        result.defaultValue = text->failed() ? QLatin1Char('?') + column.serverDefault->textOf()
                                             : storedDefault(canonicalSql(value), result.type);
    }
    result.generated = generated(column);
    return result;
}

QString DefaultRules::comparable(const Constraint& constraint, const Table& table) const
{
    const std::unique_ptr<Compiler> sql = compiler();
    switch (constraint.kind) {
    case Constraint::Kind::PrimaryKey:
    case Constraint::Kind::Unique:
        return QStringLiteral("(%1) include %2 %3%4")
            .arg(joined(constraint.columns), option(constraint.options, "include"),
                option(constraint.options, "nulls_not_distinct"), moment(constraint));
    case Constraint::Kind::ForeignKey:
        return foreignKeyText(constraint) + moment(constraint);
    case Constraint::Kind::Check:
        return checkText(*sql, constraint, table);
    case Constraint::Kind::Exclusion:
        return exclusionText(*sql, constraint) + moment(constraint);
    }
    return {};
}

QString DefaultRules::comparable(const Index& index, const Table&) const
{
    const std::unique_ptr<Compiler> sql = compiler();
    QStringList elements;
    for (const Expression& element : index.elements) {
        QString text = expressionText(*sql, element);
        if (text.endsWith(QLatin1String(" asc")))
            text.chop(4);
        elements.append(text);
    }
    const QString method = option(index.options, "using").toLower();
    QString text = (index.isUnique ? QStringLiteral("unique (") : QStringLiteral("(")) + joined(elements)
        + QLatin1String(") ") + (method == QLatin1String("btree") ? QString() : method)
        + option(index.options, "include");
    const QVariantMap classes = index.options.value(facts().dialect + QLatin1String("_ops")).toMap();
    for (auto it = classes.cbegin(); it != classes.cend(); ++it)
        text += QLatin1Char(' ') + it.key() + QLatin1Char(':') + it.value().toString();
    const QVariant where = index.options.value(facts().dialect + QLatin1String("_where"));
    if (where.canConvert<Expression>())
        text += QLatin1String(" where ") + expressionText(*sql, where.value<Expression>());
    else if (!where.toString().isEmpty())
        text += QLatin1String(" where ") + canonicalSql(where.toString());
    return text;
}

/// Without the names of tables before columns, which a server adds, and AS, which it adds too.
QString DefaultRules::comparable(const schema::View& view) const
{
    QString definition = view.definition.trimmed();
    while (definition.endsWith(QLatin1Char(';')))
        definition = definition.chopped(1).trimmed();
    const QStringList tokens = canonicalSql(definition).split(QLatin1Char(' '));
    QStringList kept;
    for (qsizetype i = 0; i < tokens.size(); ++i) {
        if (tokens.value(i + 1) == QLatin1String(".")) {
            ++i;
            continue;
        }
        if (tokens[i] != QLatin1String("as"))
            kept.append(tokens[i]);
    }
    return kept.join(QLatin1Char(' '));
}

} // namespace espalier::dialects::sql
