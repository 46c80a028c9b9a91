#include "schema/rows_model.h"

#include "style/colors.h"
#include "style/type.h"
#include "widgets/format.h"

#include <QGuiApplication>

namespace espalier::ui {
namespace {

using database::Cell;

QString cellText(const Cell& cell)
{
    switch (cell.kind) {
    case Cell::Kind::Null:
        return QStringLiteral("NULL");
    case Cell::Kind::Binary:
        return RowsModel::tr("%1 (%2)").arg(
            cell.isCut ? QStringLiteral("0x%1…").arg(cell.text) : QStringLiteral("0x") + cell.text,
            byteSize(cell.size));
    default:
        return cell.isCut ? cell.text + QStringLiteral("…") : cell.text;
    }
}

} // namespace

void RowsModel::setRows(const database::FirstRows& rows)
{
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int RowsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.rows.size());
}

int RowsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.columns.size());
}

QVariant RowsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& row = m_rows.rows[size_t(index.row())];
    const Cell cell = size_t(index.column()) < row.size() ? row[size_t(index.column())] : Cell{};
    switch (role) {
    case Qt::DisplayRole:
        return cellText(cell).simplified(); // a line of a table is one line
    case Qt::ToolTipRole:
        return cellText(cell);
    case Qt::ForegroundRole:
        return cell.kind == Cell::Kind::Null || cell.kind == Cell::Kind::Binary
            ? QVariant(colorsOf(QGuiApplication::palette()).muted)
            : QVariant();
    case Qt::FontRole:
        if (cell.kind == Cell::Kind::Null) {
            QFont font = bodyFont();
            font.setItalic(true);
            return font;
        }
        return cell.kind == Cell::Kind::Binary ? QVariant(monoFont()) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant((cell.kind == Cell::Kind::Number ? Qt::AlignRight : Qt::AlignLeading) | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant RowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
        return {};
    return m_rows.columns.value(section);
}

} // namespace espalier::ui
