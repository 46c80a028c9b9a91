#include "report/schema_words.h"

#include "dialects/ddl.h"
#include "schema/column_use.h"
#include "schema/difference.h"
#include "schema/schema_rules.h"

#include <algorithm>

namespace espalier::report {

using schema::Constraint;
using schema::Expression;

namespace {

Known known(const core::Result<QString>& text)
{
    if (text)
        return { *text, {} };
    return { {}, text.error().detail.isEmpty() ? text.error().message.english() : text.error().detail };
}

} // namespace

Known typeText(const schema::SqlType& type, const dialects::Dialect& dialect)
{
    if (type.isNull())
        return { {}, QStringLiteral("no statement names the type") };
    Known text = known(dialect.ddl().type(type));
    text.text = text.text.trimmed(); // a database's column can be without a type
    return text;
}

Known expressionText(const Expression& expression, const dialects::Dialect& dialect)
{
    if (const Expression* unknown = expression.firstUnknown())
        return { {}, unknown->textOf() };
    return known(dialect.ddl().expression(expression));
}

Known defaultText(const Expression& value, const dialects::Dialect& dialect)
{
    const bool isString = value.is(Expression::Kind::Literal) && value.value().kind == schema::Literal::Kind::String
        && value.type().isNull();
    return isString ? Known{ dialect.literal(value.value().text), {} } : expressionText(value, dialect);
}

Known checkText(const Constraint& check, const dialects::Dialect& dialect)
{
    if (check.condition)
        return expressionText(*check.condition, dialect);
    if (!check.isTypeBound)
        return { {}, QStringLiteral("the condition is not known") };
    QStringList values{ QStringLiteral("0"), QStringLiteral("1") };
    if (const auto& enumeration = check.type->on(dialect.id()).enumeration) {
        values.clear();
        for (const QString& value : enumeration->values)
            values.append(dialect.literal(value));
    }
    return { QStringLiteral("%1 IN (%2)")
                 .arg(dialect.ddl().quoted(check.columns.value(0)), values.join(QStringLiteral(", "))),
        {} };
}

QString optionText(const QVariantMap& options, const char* key, const dialects::Dialect& dialect)
{
    const QVariant value = options.value(dialect.id() + QLatin1Char('_') + QLatin1String(key));
    if (value.canConvert<Expression>())
        return expressionText(value.value<Expression>(), dialect).text;
    return value.typeId() == QMetaType::QStringList ? value.toStringList().join(QStringLiteral(", "))
                                                    : value.toString();
}

QString elementText(const Expression& element, const dialects::Dialect& dialect)
{
    const Known text = expressionText(element, dialect);
    return text.isKnown() ? text.text : QStringLiteral("?");
}

bool isAutomatic(const schema::Column& column, const schema::Table& table, const dialects::Dialect& dialect)
{
    return column.identity || column.autoIncrement == schema::Column::AutoIncrement::Yes
        || !dialect.schemaRules().sequencesOf(table, column, schema::NoNames()).empty();
}

std::vector<const Constraint*> foreignKeys(const schema::Table& table)
{
    std::vector<const Constraint*> keys;
    for (const Constraint& constraint : table.constraints)
        if (constraint.kind == Constraint::Kind::ForeignKey)
            keys.push_back(&constraint);
    return keys;
}

bool isUniqueOn(const schema::Table& table, const QStringList& columns)
{
    QStringList wanted = columns;
    wanted.sort();
    const auto isSame = [&](QStringList other) {
        other.sort();
        return other == wanted;
    };
    return std::any_of(table.constraints.begin(), table.constraints.end(), [&](const Constraint& constraint) {
        return (constraint.kind == Constraint::Kind::PrimaryKey || constraint.kind == Constraint::Kind::Unique)
            && isSame(constraint.columns);
    }) || std::any_of(table.indexes.begin(), table.indexes.end(), [&](const schema::Index& index) {
        return index.isUnique && isSame(schema::leadingColumns(index));
    });
}

std::vector<const schema::Table*> shownTables(const schema::Schema& schema)
{
    std::vector<const schema::Table*> tables;
    for (const auto& table : schema.tables)
        if (!schema::isTemporary(*table))
            tables.push_back(table.get());
    return tables;
}

} // namespace espalier::report
