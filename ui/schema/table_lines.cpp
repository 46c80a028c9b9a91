#include "schema/table_lines.h"

#include "dialects/dialect.h"
#include "report/schema_words.h"
#include "revisions/revision_graph.h"
#include "schema/column_use.h"
#include "schema/state_lines.h"
#include "widgets/format.h"

#include <QFileInfo>

namespace espalier::ui {
namespace {

using operations::TableTouch;
using schema::Constraint;

QString listed(const QStringList& columns) { return QStringLiteral("(%1)").arg(columns.join(QStringLiteral(", "))); }

QString joined(const QStringList& parts) { return parts.join(QStringLiteral(" · ")); }

/// What happens to the rows that point; as it is written where it is not one of SQL's.
QString actionText(const QString& action)
{
    const QString word = action.toLower();
    return word == QLatin1String("cascade")    ? TableLinesModel::tr("cascade")
        : word == QLatin1String("set null")    ? TableLinesModel::tr("set null")
        : word == QLatin1String("set default") ? TableLinesModel::tr("set default")
        : word == QLatin1String("restrict")    ? TableLinesModel::tr("restrict")
        : word == QLatin1String("no action")   ? TableLinesModel::tr("no action")
                                               : word;
}

QString orUnknown(const report::Known& known) { return known.isKnown() ? known.text : QStringLiteral("?"); }

/// Collects the lines of one table.
class Writer {
public:
    Writer(const SchemaSnapshot& snapshot, const schema::Table& table, const revisions::RevisionGraph* graph)
        : m_snapshot(snapshot)
        , m_home(*snapshot.standings[size_t(snapshot.rowOf(table.name.key()))].home)
        , m_table(table)
        , m_dialect(*snapshot.dialect)
        , m_graph(graph)
    { }

    std::vector<TableLine> write()
    {
        m_lines = stateLines(m_snapshot, m_snapshot.rowOf(m_table.name.key()));
        addColumns();
        addConstraints();
        addIndexes();
        addReferences();
        addRevisions();
        addModel();
        return std::move(m_lines);
    }

private:
    void add(const QString& heading, std::vector<TableLine> lines) { addSection(m_lines, heading, std::move(lines)); }

    QStringList factsOf(const schema::Column& column) const
    {
        QStringList facts;
        if (column.identity)
            facts.append(
                column.identity->always ? TableLinesModel::tr("identity, always") : TableLinesModel::tr("identity"));
        else if (column.computed)
            facts.append(TableLinesModel::tr("computed: %1")
                             .arg(orUnknown(report::expressionText(column.computed->expression, m_dialect))));
        else if (column.serverDefault)
            facts.append(TableLinesModel::tr("default %1")
                             .arg(orUnknown(report::defaultText(*column.serverDefault, m_dialect))));
        else if (report::isAutomatic(column, m_table, m_dialect))
            facts.append(TableLinesModel::tr("numbered by the database"));
        for (const Constraint* key : report::foreignKeys(m_table))
            if (key->columns.size() == 1 && key->columns.front() == column.name)
                facts.append(QStringLiteral("→ %1.%2").arg(key->target.key(), key->targetColumns.value(0)));
        if (!column.comment.isEmpty())
            facts.append(column.comment);
        return facts;
    }

    void addColumns()
    {
        std::vector<TableLine> lines;
        const auto keys = report::foreignKeys(m_table);
        for (const schema::Column& column : m_table.columns) {
            TableLine line;
            const auto pointing = std::find_if(
                keys.begin(), keys.end(), [&](const Constraint* key) { return key->columns.contains(column.name); });
            line.icon = column.isPrimaryKey ? QStringLiteral("key")
                : pointing != keys.end()    ? QStringLiteral("foreign-key")
                                            : QString();
            line.text = column.name;
            line.note = column.isPrimaryKey ? TableLinesModel::tr("primary key")
                : column.isNullable()       ? QString()
                                            : TableLinesModel::tr("not null");
            const report::Known type = report::typeText(column.type, m_dialect);
            line.trailing = type.isKnown() ? type.text : TableLinesModel::tr("unknown type");
            line.isDoubtful = !type.isKnown();
            line.below = joined(factsOf(column));
            if (pointing != keys.end() && m_home.table((*pointing)->target)) {
                line.link = TableLine::Link::Table;
                line.target = (*pointing)->target.key();
            }
            lines.push_back(line);
        }
        add(TableLinesModel::tr("Columns"), std::move(lines));
        if (m_home.incomplete.contains(m_table.name.key())) {
            TableLine line;
            line.icon = QStringLiteral("opaque");
            line.text = TableLinesModel::tr("There may be columns that are not known.");
            line.isDoubtful = true;
            m_lines.push_back(line);
        }
    }

    TableLine lineOf(const Constraint& constraint) const
    {
        TableLine line;
        line.text = constraint.name.text;
        line.icon = QStringLiteral("key");
        switch (constraint.kind) {
        case Constraint::Kind::PrimaryKey:
            line.note = TableLinesModel::tr("primary key");
            line.below = listed(constraint.columns);
            break;
        case Constraint::Kind::Unique:
            line.note = TableLinesModel::tr("unique");
            line.below = listed(constraint.columns);
            break;
        case Constraint::Kind::ForeignKey: {
            line.icon = QStringLiteral("foreign-key");
            line.note = TableLinesModel::tr("foreign key");
            const QString actions = keyActions(constraint);
            line.below = actions.isEmpty() ? keyText(constraint) : joined({ keyText(constraint), actions });
            line.isDoubtful = !m_home.table(constraint.target);
            if (line.isDoubtful)
                line.below = joined({ line.below, TableLinesModel::tr("that table is not there") });
            else
                line.link = TableLine::Link::Table;
            line.target = constraint.target.key();
            break;
        }
        case Constraint::Kind::Check:
            line.note = TableLinesModel::tr("check");
            line.below = orUnknown(report::checkText(constraint, m_dialect));
            break;
        case Constraint::Kind::Exclusion: {
            line.note = TableLinesModel::tr("exclusion");
            QStringList elements;
            for (const auto& element : constraint.elements)
                elements.append(report::elementText(element.expression, m_dialect) + QLatin1Char(' ') + element.with);
            line.below = listed(elements);
            break;
        }
        }
        if (line.text.isEmpty()) { // it has no name
            line.text = line.note;
            line.note.clear();
        }
        return line;
    }

    void addConstraints()
    {
        std::vector<TableLine> lines;
        for (const Constraint& constraint : m_table.constraints)
            if (constraint.kind != Constraint::Kind::Check || !constraint.isTypeBound
                || m_dialect.schemaRules().isCreated(constraint))
                lines.push_back(lineOf(constraint));
        add(TableLinesModel::tr("Constraints"), std::move(lines));
    }

    void addIndexes()
    {
        std::vector<TableLine> lines;
        for (const schema::Index& index : m_table.indexes) {
            TableLine line;
            line.icon = QStringLiteral("index");
            line.text = index.name.text;
            line.note = index.isUnique ? TableLinesModel::tr("unique") : QString();
            QStringList elements;
            for (const schema::Expression& element : index.elements)
                elements.append(report::elementText(element, m_dialect));
            QStringList parts{ listed(elements) };
            if (const QString method = report::optionText(index.options, "using", m_dialect); !method.isEmpty())
                parts.append(method);
            if (const QString where = report::optionText(index.options, "where", m_dialect); !where.isEmpty())
                parts.append(TableLinesModel::tr("where %1").arg(where));
            if (const QString more = report::optionText(index.options, "include", m_dialect); !more.isEmpty())
                parts.append(TableLinesModel::tr("with %1").arg(more));
            if (!index.isValid)
                parts.append(TableLinesModel::tr("invalid: never built to its end"));
            line.isDoubtful = !index.isValid;
            line.below = joined(parts);
            lines.push_back(line);
        }
        add(TableLinesModel::tr("Indexes"), std::move(lines));
    }

    void addReferences()
    {
        std::vector<TableLine> lines;
        const auto found = m_snapshot.references.find(m_table.name);
        if (found != m_snapshot.references.end())
            for (const report::Reference& reference : found->second) {
                TableLine line;
                line.icon = QStringLiteral("foreign-key");
                line.text = reference.table->name.key();
                line.note = listed(reference.key->columns);
                line.below = keyActions(*reference.key);
                line.link = TableLine::Link::Table;
                line.target = reference.table->name.key();
                lines.push_back(line);
            }
        add(TableLinesModel::tr("Referenced by"), std::move(lines));
    }

    static QString kindText(TableTouch::Kind kind)
    {
        switch (kind) {
        case TableTouch::Kind::Created:
            return TableLinesModel::tr("makes it");
        case TableTouch::Kind::Renamed:
            return TableLinesModel::tr("renames it");
        case TableTouch::Kind::Changed:
            return TableLinesModel::tr("changes it");
        case TableTouch::Kind::Rows:
            return TableLinesModel::tr("changes rows");
        case TableTouch::Kind::Dropped:
            break;
        }
        return {};
    }

    /// Newest first: that is what one looks for.
    void addRevisions()
    {
        if (!m_snapshot.histories())
            return;
        std::vector<TableLine> lines;
        const auto& touches = m_snapshot.histories()->of(m_table.name);
        for (auto touch = touches.rbegin(); touch != touches.rend(); ++touch) {
            TableLine line;
            line.icon = QStringLiteral("branch");
            line.text = shortId(touch->revision);
            line.isCode = true;
            line.note = kindText(touch->kind);
            line.link = TableLine::Link::Revision;
            line.target = touch->revision;
            const int index = m_graph ? m_graph->indexOf(touch->revision) : -1;
            if (index >= 0 && !m_graph->isGhost(index))
                line.below = m_graph->revision(index).message;
            lines.push_back(line);
        }
        add(TableLinesModel::tr("Revisions"), std::move(lines));
    }

    void addModel()
    {
        if (!m_snapshot.models)
            return;
        const auto origin = m_snapshot.models->origins.find(m_table.name);
        if (origin == m_snapshot.models->origins.end())
            return;
        TableLine line;
        line.icon = QStringLiteral("python");
        line.text = origin->second.className.isEmpty() ? QStringLiteral("Table(…)") : origin->second.className;
        line.isCode = true;
        line.below
            = QStringLiteral("%1:%2").arg(QFileInfo(origin->second.at.file).fileName()).arg(origin->second.at.line);
        line.link = TableLine::Link::File;
        line.target = origin->second.at.file;
        line.line = origin->second.at.line;
        add(TableLinesModel::tr("Model"), { line });
    }

    const SchemaSnapshot& m_snapshot;
    const schema::Schema& m_home;
    const schema::Table& m_table;
    const dialects::Dialect& m_dialect;
    const revisions::RevisionGraph* m_graph;
    std::vector<TableLine> m_lines;
};

} // namespace

TableLine headingLine(const QString& text, int count)
{
    TableLine line;
    line.text = text;
    line.note = number(count);
    line.isHeading = true;
    return line;
}

void addSection(std::vector<TableLine>& lines, const QString& heading, std::vector<TableLine> below)
{
    if (below.empty())
        return;
    lines.push_back(headingLine(heading, static_cast<int>(below.size())));
    std::move(below.begin(), below.end(), std::back_inserter(lines));
}

QString keyText(const Constraint& key)
{
    return QStringLiteral("%1 → %2 %3").arg(listed(key.columns), key.target.key(), listed(key.targetColumns));
}

QString keyActions(const Constraint& key)
{
    QStringList parts;
    if (!key.onDelete.isEmpty())
        parts.append(TableLinesModel::tr("on delete %1").arg(actionText(key.onDelete)));
    if (!key.onUpdate.isEmpty())
        parts.append(TableLinesModel::tr("on update %1").arg(actionText(key.onUpdate)));
    if (key.deferrable.value_or(false))
        parts.append(TableLinesModel::tr("deferrable"));
    return joined(parts);
}

std::vector<TableLine> tableLines(
    const SchemaSnapshot& snapshot, const QString& table, const revisions::RevisionGraph* graph)
{
    const schema::Table* found = snapshot.table(table);
    return found && snapshot.dialect ? Writer(snapshot, *found, graph).write() : std::vector<TableLine>();
}

void TableLinesModel::setLines(std::vector<TableLine> lines)
{
    if (m_lines == lines)
        return;
    beginResetModel();
    m_lines = std::move(lines);
    endResetModel();
}

const TableLine* TableLinesModel::at(const QModelIndex& index) const
{
    return index.isValid() && index.row() < rowCount() ? &m_lines[size_t(index.row())] : nullptr;
}

int TableLinesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant TableLinesModel::data(const QModelIndex& index, int role) const
{
    const TableLine* line = at(index);
    if (!line)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return line->text;
    case Qt::AccessibleTextRole: {
        QStringList parts{ line->text };
        for (const QString& part : { line->note, line->trailing, line->below })
            if (!part.isEmpty())
                parts.append(part);
        return parts.join(QStringLiteral(", "));
    }
    case Qt::ToolTipRole:
        return line->link == TableLine::Link::File ? line->target : line->isProse ? QString() : line->below;
    default:
        return {};
    }
}

Qt::ItemFlags TableLinesModel::flags(const QModelIndex& index) const
{
    const TableLine* line = at(index);
    if (!line)
        return {};
    return line->isHeading ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace espalier::ui
