#include "report/schema_diagrams.h"
#include "report/schema_words.h"

namespace espalier::report {

namespace {

QString quotedId(const QString& id)
{
    return QLatin1Char('"')
        + QString(id).replace(QLatin1Char('\\'), QLatin1String("\\\\")).replace(QLatin1Char('"'), QLatin1String("\\\""))
        + QLatin1Char('"');
}

/// Ports are numbers: names of columns may hold what a port can't.
QString port(const schema::Table& table, const QString& column)
{
    for (size_t i = 0; i < table.columns.size(); ++i)
        if (table.columns[i].name == column)
            return QStringLiteral(":c%1").arg(i);
    return {};
}

QString row(const schema::Table& table, size_t position, const dialects::Dialect& dialect)
{
    const schema::Column& column = table.columns[position];
    const Known type = typeText(column.type, dialect);
    const QString name = column.name.toHtmlEscaped();
    return QStringLiteral("<tr><td port=\"c%1\" align=\"left\">%2 <font color=\"#666666\">%3%4</font></td></tr>")
        .arg(QString::number(position), column.isPrimaryKey ? QStringLiteral("<b>%1</b>").arg(name) : name,
            type.isKnown() ? type.text.toHtmlEscaped() : QStringLiteral("?"),
            column.isNullable() ? QString() : QStringLiteral(" NOT NULL"));
}

QString node(const schema::Table& table, const dialects::Dialect& dialect)
{
    QString label = QStringLiteral("<table border=\"0\" cellborder=\"1\" cellspacing=\"0\" cellpadding=\"4\">"
                                   "<tr><td bgcolor=\"#e8e8e8\"><b>%1</b></td></tr>")
                        .arg(table.name.key().toHtmlEscaped());
    for (size_t i = 0; i < table.columns.size(); ++i)
        label += row(table, i, dialect);
    return QStringLiteral("  %1 [label=<%2</table>>];\n").arg(quotedId(table.name.key()), label);
}

QString edge(const schema::Table& table, const schema::Constraint& key, const schema::Schema& schema)
{
    const schema::Table* target = schema.table(key.target);
    return QStringLiteral("  %1%2 -> %3%4 [tooltip=%5];\n")
        .arg(quotedId(table.name.key()), port(table, key.columns.value(0)), quotedId(key.target.key()),
            target ? port(*target, key.targetColumns.value(0)) : QString(), quotedId(key.name.text));
}

QString cluster(const TableGroup& group, size_t number, const schema::Schema& schema)
{
    QString nodes;
    for (const schema::Table* table : shownTables(schema))
        if (group.tables.contains(table->name.key()))
            nodes += QStringLiteral(" %1;").arg(quotedId(table->name.key()));
    return nodes.isEmpty()
        ? QString()
        : QStringLiteral("  subgraph cluster_%1 { label=%2; fontname=\"sans-serif\"; color=\"#999999\";%3 }\n")
              .arg(QString::number(number), quotedId(group.name), nodes);
}

} // namespace

QString schemaDot(const schema::Schema& schema, const dialects::Dialect& dialect, const std::vector<TableGroup>& groups)
{
    QString text = QStringLiteral("digraph schema {\n  rankdir=LR;\n  node [shape=plain, fontname=\"sans-serif\"];\n");
    for (const schema::Table* table : shownTables(schema))
        text += node(*table, dialect);
    for (size_t group = 0; group < groups.size(); ++group)
        text += cluster(groups[group], group, schema);
    for (const schema::Table* table : shownTables(schema))
        for (const schema::Constraint* key : foreignKeys(*table))
            text += edge(*table, *key, schema);
    return text + QLatin1String("}\n");
}

} // namespace espalier::report
