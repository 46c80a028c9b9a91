#include "schema/object_lines.h"

#include "schema/state_lines.h"

#include <algorithm>

namespace espalier::ui {
namespace {

using report::SchemaObject;

TableLine relationLine(const schema::ObjectName& relation, const QString& column, const SchemaSnapshot& snapshot)
{
    TableLine line;
    const bool isTable = snapshot.rowOf(relation.key()) >= 0;
    line.icon = isTable ? QStringLiteral("table") : QStringLiteral("eye");
    line.text = relation.key();
    line.trailing = column;
    if (isTable) {
        line.link = TableLine::Link::Table;
        line.target = relation.key();
    }
    return line;
}

/// Without what all its lines but the first begin with: they stand so in the script that they are from.
QString withoutIndentation(const QString& definition)
{
    QStringList lines = definition.trimmed().split(QLatin1Char('\n'));
    qsizetype common = definition.size();
    for (qsizetype i = 1; i < lines.size(); ++i)
        if (const QString text = lines[i].trimmed(); !text.isEmpty())
            common = std::min(common, lines[i].indexOf(text[0]));
    for (qsizetype i = 1; i < lines.size(); ++i)
        lines[i] = lines[i].mid(common);
    return lines.join(QLatin1Char('\n'));
}

} // namespace

std::vector<TableLine> objectLines(const ObjectRow& row, const SchemaSnapshot& snapshot)
{
    const SchemaObject& object = row.object;
    std::vector<TableLine> lines;
    if (!row.broken.isEmpty()) {
        TableLine line;
        line.icon = QStringLiteral("warning");
        line.text = row.broken;
        line.isProse = line.isDoubtful = true;
        addSection(lines, TableLinesModel::tr("It cannot be read"), { line });
    }
    addChanges(lines, TableLinesModel::tr("What differs"), row.differences);
    addChanges(lines, TableLinesModel::tr("Applied revisions → database"), row.drifted);
    addChanges(lines, TableLinesModel::tr("Applied revisions → heads"), row.pending);
    addChanges(lines, TableLinesModel::tr("Heads → models"), row.missing);
    std::vector<TableLine> parts, reads, uses;
    for (const QString& part : object.parts) {
        TableLine line;
        line.text = part;
        parts.push_back(line);
    }
    addSection(lines,
        object.kind == SchemaObject::Kind::Enum ? TableLinesModel::tr("Values") : TableLinesModel::tr("Columns"),
        parts);
    for (const schema::ObjectName& relation : object.reads)
        reads.push_back(relationLine(relation, {}, snapshot));
    addSection(lines, TableLinesModel::tr("Reads"), reads);
    for (const SchemaObject::Use& use : object.usedBy)
        uses.push_back(relationLine(use.relation, use.column, snapshot));
    addSection(lines, TableLinesModel::tr("Used by"), uses);
    if (!object.definition.isEmpty()) {
        TableLine heading = headingLine(TableLinesModel::tr("Definition"), 0);
        heading.note.clear();
        lines.push_back(heading);
        TableLine line;
        line.text = withoutIndentation(object.definition);
        line.isCode = line.isProse = true;
        lines.push_back(line);
    }
    return lines;
}

} // namespace espalier::ui
