#include "schema/tables_model.h"

#include "schema/table_state.h"
#include "session/project_session.h"
#include "shell/services.h"
#include "style/colors.h"
#include "style/icon.h"
#include "style/type.h"
#include "widgets/format.h"

#include <algorithm>
#include <QCollator>
#include <QGuiApplication>

namespace espalier::ui {
namespace {

bool isNumber(int column) { return column >= TablesModel::ColumnsColumn && column <= TablesModel::SizeColumn; }

bool isRevision(int column) { return column == TablesModel::CreatedColumn || column == TablesModel::ChangedColumn; }

QString rowsText(const report::InventoryRow& row)
{
    if (!row.rows)
        return {};
    return row.rowsAre == report::InventoryRow::Rows::AtLeast ? number(*row.rows) + QLatin1Char('+')
                                                              : number(*row.rows);
}

QString countOrNothing(int count) { return count == 0 ? QStringLiteral("–") : number(count); }

} // namespace

TablesModel::TablesModel(const Services& services, QObject* parent)
    : QAbstractTableModel(parent)
    , m_services(services)
{ }

void TablesModel::setSnapshot(const SchemaSnapshotPtr& snapshot)
{
    beginResetModel();
    m_snapshot = snapshot;
    endResetModel();
}

void TablesModel::setOrder(const QStringList& order)
{
    m_place.clear();
    for (int at = 0; at < order.size(); ++at)
        m_place.insert(order[at], at);
}

bool TablesModel::hasColumn(int column) const
{
    if (!m_snapshot)
        return false;
    const auto any = [&](auto&& is) { return std::any_of(m_snapshot->rows.begin(), m_snapshot->rows.end(), is); };
    switch (column) {
    case MarkColumn:
        return m_snapshot->comparison != nullptr;
    case StateColumn:
        return m_snapshot->drifts != nullptr;
    case RowsColumn:
        return any([](const auto& row) { return row.rows.has_value(); });
    case SizeColumn:
        return any([](const auto& row) { return row.bytes.has_value(); });
    case CreatedColumn:
    case ChangedColumn:
        return any([](const auto& row) { return !row.changedBy.isEmpty(); });
    case ModelColumn:
        return any([](const auto& row) { return !row.model.isEmpty(); });
    default:
        return true;
    }
}

QString TablesModel::keyAt(int row) const
{
    return m_snapshot && row >= 0 && row < rowCount() ? m_snapshot->rows[size_t(row)].name.key() : QString();
}

int TablesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_snapshot ? 0 : static_cast<int>(m_snapshot->rows.size());
}

int TablesModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant TablesModel::text(int row, int column) const
{
    const report::InventoryRow& shown = m_snapshot->rows[size_t(row)];
    const TableStanding& standing = m_snapshot->standings[size_t(row)];
    switch (column) {
    case NameColumn:
        return shown.name.key();
    case MarkColumn:
        return markText(standing.mark, standing.isMarkCertain);
    case StateColumn:
        return standing.drift ? driftText(standing.drift->state, standing.drift->isCertain) : QString();
    case ColumnsColumn:
        return shown.isIncomplete ? tr("%1 +?").arg(number(shown.columns)) : number(shown.columns);
    case IndexesColumn:
        return countOrNothing(shown.indexes);
    case KeysOutColumn:
        return countOrNothing(shown.keysOut);
    case KeysInColumn:
        return countOrNothing(shown.keysIn);
    case RowsColumn:
        return rowsText(shown);
    case SizeColumn:
        return shown.bytes ? byteSize(*shown.bytes) : QString();
    case CreatedColumn:
        return shortId(shown.createdBy);
    case ChangedColumn:
        return shortId(shown.changedBy);
    case ModelColumn:
        return shown.model;
    default:
        return {};
    }
}

QVariant TablesModel::sortValue(int row, int column) const
{
    const report::InventoryRow& shown = m_snapshot->rows[size_t(row)];
    switch (column) {
    case MarkColumn:
        return static_cast<int>(m_snapshot->standings[size_t(row)].mark);
    case StateColumn: {
        const schema::TableDrift* drift = m_snapshot->standings[size_t(row)].drift;
        return drift ? static_cast<int>(drift->state) : -1;
    }
    case ColumnsColumn:
        return shown.columns;
    case IndexesColumn:
        return shown.indexes;
    case KeysOutColumn:
        return shown.keysOut;
    case KeysInColumn:
        return shown.keysIn;
    case RowsColumn:
        return shown.rows.value_or(-1);
    case SizeColumn:
        return shown.bytes.value_or(-1);
    case CreatedColumn:
        return m_place.value(shown.createdBy, -1);
    case ChangedColumn:
        return m_place.value(shown.changedBy, -1);
    default:
        return text(row, column);
    }
}

QVariant TablesModel::decoration(int row, int column) const
{
    const TableStanding& standing = m_snapshot->standings[size_t(row)];
    if (column == StateColumn && standing.drift)
        return stateIcon(driftIcon(standing.drift->state), driftTone(standing.drift->state));
    if (column == MarkColumn)
        return stateIcon(markIcon(standing.mark), markTone(standing.mark));
    return {};
}

int TablesModel::group(int row) const
{
    const TableStanding& standing = m_snapshot->standings[size_t(row)];
    if (m_snapshot->comparison)
        return static_cast<int>(standing.mark);
    return standing.drift ? static_cast<int>(standing.drift->state) : -1;
}

std::map<int, int> TablesModel::groups() const
{
    std::map<int, int> counts;
    for (int row = 0; row < rowCount(); ++row)
        ++counts[group(row)];
    return counts;
}

QString TablesModel::revisionTip(const QString& id) const
{
    const auto graph = m_services.project.graph();
    const int index = graph && !id.isEmpty() ? graph->indexOf(id) : -1;
    if (index < 0 || graph->isGhost(index))
        return id;
    const auto& revision = graph->revision(index);
    return QStringLiteral("%1 %2\n%3").arg(revision.id, revision.message, revision.created).trimmed();
}

QString TablesModel::toolTip(int row, int column) const
{
    const report::InventoryRow& shown = m_snapshot->rows[size_t(row)];
    switch (column) {
    case NameColumn: {
        QStringList lines{ shown.name.key() };
        if (m_snapshot->standings[size_t(row)].isElsewhere)
            lines.append(tr("It is not in what is shown."));
        if (const schema::Table* table = m_snapshot->table(shown.name.key()); table && !table->comment.isEmpty())
            lines.append(table->comment);
        return lines.join(QLatin1Char('\n'));
    }
    case StateColumn: {
        const schema::TableDrift* drift = m_snapshot->standings[size_t(row)].drift;
        return drift ? driftExplanation(*drift) : QString();
    }
    case ColumnsColumn:
        return shown.isIncomplete ? tr("It may have columns that are not known.") : QString();
    case RowsColumn:
        return !shown.rows                                           ? QString()
            : shown.rowsAre == report::InventoryRow::Rows::Estimated ? tr("As the server estimates")
            : shown.rowsAre == report::InventoryRow::Rows::Counted   ? tr("As they were counted")
                                                                     : tr("At least: it was counted no further");
    case SizeColumn:
        return shown.bytes ? tr("%1 bytes, with indexes").arg(number(*shown.bytes)) : QString();
    case CreatedColumn:
        return revisionTip(shown.createdBy);
    case ChangedColumn:
        return revisionTip(shown.changedBy);
    case ModelColumn: {
        if (!m_snapshot->models)
            return {};
        const auto origin = m_snapshot->models->origins.find(shown.name);
        return origin == m_snapshot->models->origins.end() ? QString() : origin->second.at.file;
    }
    default:
        return {};
    }
}

QVariant TablesModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || !m_snapshot)
        return {};
    const int row = index.row();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::DecorationRole:
        return decoration(row, index.column());
    case Qt::ToolTipRole:
        return toolTip(row, index.column());
    case Qt::FontRole:
        return isRevision(index.column()) ? QVariant(monoFont()) : QVariant();
    case Qt::ForegroundRole: {
        const bool isQuiet = isRevision(index.column()) || text(row, index.column()) == QStringLiteral("–")
            || (m_snapshot->standings[size_t(row)].isElsewhere && index.column() != StateColumn
                && index.column() != MarkColumn)
            || (index.column() == MarkColumn && m_snapshot->standings[size_t(row)].mark == report::Mark::Same);
        return isQuiet ? QVariant(colorsOf(QGuiApplication::palette()).muted) : QVariant();
    }
    case Qt::TextAlignmentRole:
        return QVariant((isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeading) | Qt::AlignVCenter);
    case KeyRole:
        return keyAt(row);
    case SortRole:
        return sortValue(row, index.column());
    case GroupRole:
        return group(row);
    case FilterRole: {
        const auto& shown = m_snapshot->rows[size_t(row)];
        return QString(shown.name.key() + QLatin1Char(' ') + shown.model);
    }
    case ColumnNamesRole: {
        QStringList names;
        if (const schema::Table* table = m_snapshot->table(keyAt(row)))
            for (const schema::Column& column : table->columns)
                names.append(column.name);
        return names;
    }
    default:
        return {};
    }
}

QVariant TablesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && isNumber(section))
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case KeysOutColumn:
            return tr("Foreign keys of the table");
        case KeysInColumn:
            return tr("Foreign keys that point to the table");
        case StateColumn:
            return tr("Whether models, migrations and database agree");
        case CreatedColumn:
            return tr("The revision that makes the table");
        case ChangedColumn:
            return tr("The last revision that changes its structure");
        default:
            return {};
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Table");
    case MarkColumn:
        return tr("Difference");
    case StateColumn:
        return tr("State");
    case ColumnsColumn:
        return tr("Columns");
    case IndexesColumn:
        return tr("Indexes");
    case KeysOutColumn:
        return tr("Keys out");
    case KeysInColumn:
        return tr("Keys in");
    case RowsColumn:
        return tr("Rows");
    case SizeColumn:
        return tr("Size");
    case CreatedColumn:
        return tr("Created by");
    case ChangedColumn:
        return tr("Last changed by");
    case ModelColumn:
        return tr("Model");
    default:
        return {};
    }
}

TablesFilter::TablesFilter(QObject* parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(TablesModel::SortRole);
}

void TablesFilter::setWords(const QString& text)
{
    m_words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateFilter();
}

void TablesFilter::setGroups(const QSet<int>& groups)
{
    if (m_groups == groups)
        return;
    m_groups = groups;
    invalidateFilter();
}

bool TablesFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    const QModelIndex index = sourceModel()->index(row, TablesModel::NameColumn, parent);
    if (!m_groups.isEmpty() && !m_groups.contains(index.data(TablesModel::GroupRole).toInt()))
        return false;
    const QString text = index.data(TablesModel::FilterRole).toString();
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString& word) {
        if (!word.startsWith(QLatin1Char('.')))
            return text.contains(word, Qt::CaseInsensitive);
        const QStringList columns = index.data(TablesModel::ColumnNamesRole).toStringList();
        return std::any_of(columns.begin(), columns.end(),
            [&](const QString& column) { return column.contains(word.mid(1), Qt::CaseInsensitive); });
    });
}

bool TablesFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const QVariant a = left.data(TablesModel::SortRole);
    const QVariant b = right.data(TablesModel::SortRole);
    if (a.typeId() == QMetaType::QString) {
        static const QCollator collator = [] {
            QCollator made;
            made.setNumericMode(true);
            made.setCaseSensitivity(Qt::CaseInsensitive);
            return made;
        }();
        const int order = collator.compare(a.toString(), b.toString());
        return order != 0 ? order < 0 : left.row() < right.row();
    }
    return a.toLongLong() != b.toLongLong() ? a.toLongLong() < b.toLongLong() : left.row() < right.row();
}

} // namespace espalier::ui
