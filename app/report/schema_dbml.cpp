#include "report/schema_diagrams.h"
#include "report/schema_words.h"
#include "schema/column_use.h"

namespace espalier::report {

namespace {

using schema::Constraint;

QString quoted(const QString& name)
{
    return QLatin1Char('"') + QString(name).replace(QLatin1Char('"'), QLatin1String("\\\"")) + QLatin1Char('"');
}

QString qualified(const schema::ObjectName& name)
{
    return name.schema.isEmpty() ? quoted(name.name) : quoted(name.schema) + QLatin1Char('.') + quoted(name.name);
}

QString textLiteral(const QString& text)
{
    return QLatin1Char('\'')
        + QString(text)
              .replace(QLatin1Char('\\'), QLatin1String("\\\\"))
              .replace(QLatin1Char('\''), QLatin1String("\\'"))
        + QLatin1Char('\'');
}

QString expressionLiteral(const QString& sql)
{
    return QLatin1Char('`') + QString(sql).replace(QLatin1Char('`'), QLatin1String("\\`")) + QLatin1Char('`');
}

QString quotedList(const QStringList& names)
{
    QStringList all;
    for (const QString& name : names)
        all.append(quoted(name));
    return all.size() == 1 ? all.front() : QLatin1Char('(') + all.join(QStringLiteral(", ")) + QLatin1Char(')');
}

QString bracketed(const QStringList& settings)
{
    return settings.isEmpty() ? QString() : QStringLiteral(" [%1]").arg(settings.join(QStringLiteral(", ")));
}

QString columnLine(const schema::Table& table, const schema::Column& column, const dialects::Dialect& dialect)
{
    QStringList settings;
    const Constraint* key = table.primaryKey();
    if (column.isPrimaryKey && key && key->columns.size() == 1)
        settings.append(QStringLiteral("pk"));
    if (isAutomatic(column, table, dialect))
        settings.append(QStringLiteral("increment"));
    if (!column.isNullable())
        settings.append(QStringLiteral("not null"));
    if (column.serverDefault) {
        const Known text = defaultText(*column.serverDefault, dialect);
        settings.append(
            QLatin1String("default: ") + expressionLiteral(text.isKnown() ? text.text : QStringLiteral("?")));
    }
    if (!column.comment.isEmpty())
        settings.append(QLatin1String("note: ") + textLiteral(column.comment));
    const Known type = typeText(column.type, dialect);
    return QStringLiteral("  %1 %2%3\n")
        .arg(quoted(column.name), quoted(type.isKnown() ? type.text : QStringLiteral("unknown")), bracketed(settings));
}

QString indexLine(const schema::Index& index, const dialects::Dialect& dialect)
{
    QStringList elements;
    for (const schema::Expression& element : index.elements) {
        const QString column = schema::columnOf(element);
        elements.append(column.isEmpty() ? expressionLiteral(elementText(element, dialect)) : quoted(column));
    }
    QStringList settings;
    if (index.isUnique)
        settings.append(QStringLiteral("unique"));
    settings.append(QLatin1String("name: ") + textLiteral(index.name.text));
    return QStringLiteral("    (%1)%2\n").arg(elements.join(QStringLiteral(", ")), bracketed(settings));
}

QString keyLine(const Constraint& constraint)
{
    QStringList settings{ constraint.kind == Constraint::Kind::PrimaryKey ? QStringLiteral("pk")
                                                                          : QStringLiteral("unique") };
    if (!constraint.name.isEmpty())
        settings.append(QLatin1String("name: ") + textLiteral(constraint.name.text));
    QStringList columns;
    for (const QString& column : constraint.columns)
        columns.append(quoted(column));
    return QStringLiteral("    (%1)%2\n").arg(columns.join(QStringLiteral(", ")), bracketed(settings));
}

QString indexLines(const schema::Table& table, const dialects::Dialect& dialect)
{
    QString lines;
    for (const Constraint& constraint : table.constraints) {
        const bool isCompositeKey = constraint.kind == Constraint::Kind::PrimaryKey && constraint.columns.size() > 1;
        if (isCompositeKey || constraint.kind == Constraint::Kind::Unique)
            lines += keyLine(constraint);
    }
    for (const schema::Index& index : table.indexes)
        lines += indexLine(index, dialect);
    return lines.isEmpty() ? QString() : QStringLiteral("\n  indexes {\n%1  }\n").arg(lines);
}

QString tableText(const schema::Table& table, const dialects::Dialect& dialect)
{
    QString text = QStringLiteral("Table %1 {\n").arg(qualified(table.name));
    for (const schema::Column& column : table.columns)
        text += columnLine(table, column, dialect);
    text += indexLines(table, dialect);
    if (!table.comment.isEmpty())
        text += QStringLiteral("\n  Note: %1\n").arg(textLiteral(table.comment));
    return text + QLatin1String("}\n\n");
}

QString referenceText(const schema::Table& table, const Constraint& key)
{
    QStringList settings;
    if (!key.onDelete.isEmpty())
        settings.append(QLatin1String("delete: ") + key.onDelete.toLower());
    if (!key.onUpdate.isEmpty())
        settings.append(QLatin1String("update: ") + key.onUpdate.toLower());
    return QStringLiteral("Ref%1: %2.%3 %4 %5.%6%7\n")
        .arg(key.name.isEmpty() ? QString() : QLatin1Char(' ') + quoted(key.name.text), qualified(table.name),
            quotedList(key.columns), isUniqueOn(table, key.columns) ? QStringLiteral("-") : QStringLiteral(">"),
            qualified(key.target), quotedList(key.targetColumns), bracketed(settings));
}

QString groupText(const TableGroup& group, const schema::Schema& schema)
{
    QString lines;
    for (const schema::Table* table : shownTables(schema))
        if (group.tables.contains(table->name.key()))
            lines += QStringLiteral("  %1\n").arg(qualified(table->name));
    return lines.isEmpty() ? QString() : QStringLiteral("\nTableGroup %1 {\n%2}\n").arg(quoted(group.name), lines);
}

} // namespace

QString schemaDbml(
    const schema::Schema& schema, const dialects::Dialect& dialect, const std::vector<TableGroup>& groups)
{
    QString text;
    for (const auto& type : schema.enums) {
        text += QStringLiteral("Enum %1 {\n").arg(qualified(type->name));
        for (const QString& value : type->values)
            text += QStringLiteral("  %1\n").arg(quoted(value));
        text += QLatin1String("}\n\n");
    }
    for (const schema::Table* table : shownTables(schema))
        text += tableText(*table, dialect);
    for (const schema::Table* table : shownTables(schema))
        for (const Constraint* key : foreignKeys(*table))
            text += referenceText(*table, *key);
    for (const TableGroup& group : groups)
        text += groupText(group, schema);
    return text;
}

} // namespace espalier::report
