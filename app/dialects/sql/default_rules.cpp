#include "dialects/sql/default_rules.h"

#include "dialects/sql/canonical_sql.h"
#include "schema/column_use.h"

#include <algorithm>
#include <optional>
#include <QRegularExpression>

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
    static const core::WordSet numbers = wordSet("integer int bigint smallint tinyint mediumint numeric decimal real "
                                                 "float double boolean bool");
    const auto isEnd = [](QChar c) { return !c.isLetter(); };
    const auto end = std::find_if(type.begin(), type.end(), isEnd);
    return numbers.contains(type.left(end - type.begin()));
}

QString joined(const QStringList& columns) { return columns.join(QLatin1Char(',')); }

QString moment(const Constraint& constraint)
{
    if (!constraint.deferrable.value_or(!constraint.initially.isEmpty()))
        return {};
    return constraint.initially.compare(QLatin1String("DEFERRED"), Qt::CaseInsensitive) == 0
        ? QStringLiteral(" initially deferred")
        : QStringLiteral(" deferrable");
}

} // namespace

bool DefaultRules::isCreated(const Constraint& constraint) const { return compiler()->isCreated(constraint); }

QString DefaultRules::storedAction(const QString& action) const
{
    const QString upper = action.toUpper();
    return upper == QLatin1String("NO ACTION") ? QString() : upper;
}

QString DefaultRules::foreignKeyText(const Constraint& key) const
{
    const bool isDefault = key.target.schema == facts().defaultSchema;
    return QStringLiteral("(%1) -> %2(%3) delete %4 update %5 match %6")
        .arg(joined(key.columns), isDefault ? key.target.name : key.target.key(), joined(key.targetColumns),
            storedAction(key.onDelete), storedAction(key.onUpdate),
            key.match.toUpper() == QLatin1String("SIMPLE") ? QString() : key.match.toUpper());
}

QString DefaultRules::expressionText(Compiler& sql, const Expression& expression, const Table& table) const
{
    const QString text = sql.plain(expression);
    return sql.failed() ? QStringLiteral("?") + expression.textOf() : comparableSql(text, table);
}

QString DefaultRules::checkText(Compiler& sql, const Constraint& check, const Table& table) const
{
    if (!check.isTypeBound)
        return check.condition ? expressionText(sql, *check.condition, table) : QString();
    Constraint bare = check;
    bare.name = {};
    const QString text = sql.constraint(bare, table);
    return comparableSql(text.mid(text.indexOf(QLatin1String("CHECK")) + 5), table);
}

QString DefaultRules::exclusionText(Compiler& sql, const Constraint& exclusion, const Table& table) const
{
    QString text = exclusion.method.toLower();
    for (const schema::ExclusionElement& element : exclusion.elements)
        text += QLatin1Char(' ') + expressionText(sql, element.expression, table) + QLatin1Char(' ') + element.opclass
            + QLatin1String(" with ") + element.with;
    return exclusion.condition ? text + QLatin1String(" where ") + expressionText(sql, *exclusion.condition, table)
                               : text;
}

QString DefaultRules::option(const QVariantMap& options, const char* key) const
{
    if (options.isEmpty())
        return {};
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
    if (!isNumber(type))
        return sql;
    const QString content = literalContent(sql);
    QString number = content.isNull() ? sql : content.toLower();
    return plainNumber(number);
}

QString DefaultRules::comparableSql(const QString& sql, const Table&) const { return canonicalSql(sql); }

QString DefaultRules::comparableDefault(
    const QString& sql, const Column&, const Table& table, const QString& type) const
{
    return storedDefault(comparableSql(sql, table), type);
}

QString DefaultRules::generated(const Column& column, const Table& table) const
{
    if (!column.identity && !column.computed)
        return {};
    const std::unique_ptr<Compiler> sql = compiler();
    if (column.identity && sql->facts().hasIdentity)
        return column.identity->always ? QStringLiteral("identity always") : QStringLiteral("identity");
    return column.computed ? QLatin1String("computed ") + expressionText(*sql, column.computed->expression, table)
                           : QString();
}

schema::ComparableColumn DefaultRules::comparable(const Column& column, const Table& table) const
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
                                             : comparableDefault(value, column, table, result.type);
    }
    result.generated = generated(column, table);
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
        return exclusionText(*sql, constraint, table) + moment(constraint);
    }
    return {};
}

/// What an operator that is an order adds behind an element; null for all others.
static QString orderOf(const Expression& element)
{
    using schema::Operator;
    if (!element.is(Expression::Kind::Unary))
        return {};
    switch (element.op()) {
    case Operator::Asc:
        return QStringLiteral("");
    case Operator::Desc:
        return QStringLiteral(" desc");
    case Operator::NullsFirst:
        return QStringLiteral(" nulls first");
    case Operator::NullsLast:
        return QStringLiteral(" nulls last");
    default:
        return {};
    }
}

/// "lower(x) DESC" of text: what stands before the order, and the order.
static std::optional<std::pair<QString, QString>> textWithOrder(const Expression& element)
{
    static const QRegularExpression shape(
        QStringLiteral("^(.+?)((?:\\s+(?:asc|desc))?(?:\\s+nulls\\s+(?:first|last))?)\\s*$"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    const auto found = element.is(Expression::Kind::Text) && element.operands().empty() ? shape.match(element.textOf())
                                                                                        : QRegularExpressionMatch();
    if (!found.hasMatch() || found.captured(2).isEmpty())
        return std::nullopt;
    return std::pair(found.captured(1), QLatin1Char(' ') + found.captured(2).simplified().toLower());
}

/// Operator classes stand behind the element and before its order, wherever a script gives them.
QString DefaultRules::elementText(
    const Expression& element, const QVariantMap& classes, const QString& method, const Table& table) const
{
    if (const QString order = orderOf(element); !order.isNull())
        return elementText(element.operands().front(), classes, method, table) + order;
    if (const auto parts = textWithOrder(element))
        return elementText(Expression::text(parts->first), classes, method, table) + parts->second;
    const std::unique_ptr<Compiler> sql = compiler();
    const Expression& inner = element.is(Expression::Kind::Collate) ? element.operands().front() : element;
    const QString opclass = classes.value(inner.textOf()).toString();
    const bool isWritten = element.is(Expression::Kind::Column) || element.is(Expression::Kind::Collate);
    const QString text = isWritten ? canonicalSql(sql->plain(element)) : expressionText(*sql, element, table);
    return text
        + (opclass.isEmpty() || isUsualClass(opclass.toLower(), method) ? QString()
                                                                        : QLatin1Char(' ') + canonicalSql(opclass));
}

/// Without the orders that are there by themselves.
static QString withoutUsualOrder(QString text)
{
    if (text.endsWith(QLatin1String(" desc nulls first")))
        text.chop(12);
    else if (text.endsWith(QLatin1String(" nulls last")) && !text.endsWith(QLatin1String(" desc nulls last")))
        text.chop(11);
    if (text.endsWith(QLatin1String(" asc")))
        text.chop(4);
    return text;
}

QString DefaultRules::comparable(const Index& index, const Table& table) const
{
    const std::unique_ptr<Compiler> sql = compiler();
    const QVariantMap classes = index.options.value(facts().dialect + QLatin1String("_ops")).toMap();
    const QString method = option(index.options, "using").toLower();
    QStringList elements;
    for (const Expression& element : index.elements)
        elements.append(withoutUsualOrder(elementText(element, classes, method, table)));
    QString text = (index.isUnique ? QStringLiteral("unique (") : QStringLiteral("(")) + joined(elements)
        + QLatin1String(") ") + (method == QLatin1String("btree") ? QString() : method)
        + option(index.options, "include") + (index.isValid ? QString() : QStringLiteral(" not valid"));
    if (index.options.value(facts().dialect + QLatin1String("_nulls_not_distinct")).toBool())
        text += QLatin1String(" nulls not distinct");
    const QVariant where = index.options.value(facts().dialect + QLatin1String("_where"));
    if (where.canConvert<Expression>())
        text += QLatin1String(" where ") + expressionText(*sql, where.value<Expression>(), table);
    else if (!where.toString().isEmpty())
        text += QLatin1String(" where ") + comparableSql(where.toString(), table);
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
