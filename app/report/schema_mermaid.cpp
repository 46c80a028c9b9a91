#include "report/schema_diagrams.h"
#include "report/schema_words.h"

namespace espalier::report {

namespace {

/// A word as attributes and their types may be.
QString word(const QString& text)
{
    QString result;
    for (const QChar c : text)
        result += c.isLetterOrNumber() || c == QLatin1Char('_') || c == QLatin1Char('(') || c == QLatin1Char(')')
                || c == QLatin1Char('[') || c == QLatin1Char(']') || c == QLatin1Char('-')
            ? c
            : QLatin1Char('_');
    if (result.isEmpty() || !result[0].isLetter())
        result.prepend(QLatin1Char('_'));
    return result;
}

QString quotedText(const QString& text)
{
    return QLatin1Char('"') + QString(text).replace(QLatin1Char('"'), QLatin1Char('\'')).simplified()
        + QLatin1Char('"');
}

QString marks(const schema::Table& table, const schema::Column& column)
{
    QStringList marks;
    if (column.isPrimaryKey)
        marks.append(QStringLiteral("PK"));
    for (const schema::Constraint* key : foreignKeys(table))
        if (key->columns.contains(column.name) && !marks.contains(QStringLiteral("FK")))
            marks.append(QStringLiteral("FK"));
    if (!column.isPrimaryKey && isUniqueOn(table, { column.name }))
        marks.append(QStringLiteral("UK"));
    return marks.join(QStringLiteral(", "));
}

QString attribute(const schema::Table& table, const schema::Column& column, const dialects::Dialect& dialect)
{
    const Known type = typeText(column.type, dialect);
    QStringList parts{ word(type.isKnown() ? type.text : QStringLiteral("unknown")), word(column.name) };
    const QString signs = marks(table, column);
    if (!signs.isEmpty())
        parts.append(signs);
    const QString note = column.comment.isEmpty() ? QString() : column.comment;
    if (!note.isEmpty() || !column.isNullable())
        parts.append(quotedText(note.isEmpty() ? QStringLiteral("NOT NULL") : note));
    return QLatin1String("    ") + parts.join(QLatin1Char(' ')) + QLatin1Char('\n');
}

/// From the table that points to the one it points to.
QString relation(const schema::Table& table, const schema::Constraint& key)
{
    bool mayBeNull = false;
    for (const QString& name : key.columns)
        mayBeNull = mayBeNull || !table.column(name) || table.column(name)->isNullable();
    const QString many = isUniqueOn(table, key.columns) ? QStringLiteral("|o") : QStringLiteral("}o");
    return QStringLiteral("  %1 %2--%3 %4 : %5\n")
        .arg(quotedText(table.name.key()), many, mayBeNull ? QStringLiteral("o|") : QStringLiteral("||"),
            quotedText(key.target.key()), quotedText(key.columns.join(QStringLiteral(", "))));
}

} // namespace

QString schemaMermaid(const schema::Schema& schema, const dialects::Dialect& dialect)
{
    QString text = QStringLiteral("erDiagram\n");
    for (const schema::Table* table : shownTables(schema)) {
        text += QStringLiteral("  %1 {\n").arg(quotedText(table->name.key()));
        for (const schema::Column& column : table->columns)
            text += attribute(*table, column, dialect);
        text += QLatin1String("  }\n");
    }
    for (const schema::Table* table : shownTables(schema))
        for (const schema::Constraint* key : foreignKeys(*table))
            text += relation(*table, *key);
    return text;
}

} // namespace espalier::report
