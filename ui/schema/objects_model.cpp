#include "schema/objects_model.h"

#include "schema/table_state.h"
#include "style/colors.h"
#include "style/icon.h"
#include "widgets/format.h"

#include <algorithm>
#include <QGuiApplication>

namespace espalier::ui {
namespace {

using Kind = report::SchemaObject::Kind;

QString partsText(const report::SchemaObject& object)
{
    if (!object.parts.isEmpty())
        return object.parts.join(QStringLiteral(", "));
    return object.table.isEmpty() ? object.definition.simplified().left(200)
                                  : ObjectsModel::tr("on %1").arg(object.table);
}

} // namespace

QString objectKindText(const report::SchemaObject& object)
{
    switch (object.kind) {
    case Kind::View:
        return ObjectsModel::tr("view");
    case Kind::MaterializedView:
        return ObjectsModel::tr("materialized view");
    case Kind::Enum:
        return ObjectsModel::tr("enum");
    case Kind::Domain:
        return ObjectsModel::tr("domain");
    case Kind::Sequence:
        return ObjectsModel::tr("sequence");
    case Kind::Other:
        break;
    }
    return object.word;
}

QString objectIcon(const report::SchemaObject& object)
{
    switch (object.kind) {
    case Kind::View:
    case Kind::MaterializedView:
        return QStringLiteral("eye");
    case Kind::Enum:
    case Kind::Domain:
        return QStringLiteral("object");
    default:
        return QStringLiteral("sql");
    }
}

void ObjectsModel::setRows(const std::shared_ptr<const ObjectsController::Rows>& rows, bool isCompared)
{
    beginResetModel();
    m_rows = rows;
    m_isCompared = isCompared;
    endResetModel();
}

bool ObjectsModel::hasColumn(int column) const
{
    if (column == MarkColumn)
        return m_isCompared;
    return column != StateColumn
        || (m_rows && std::any_of(m_rows->begin(), m_rows->end(), [](const ObjectRow& row) { return row.state; }));
}

int ObjectsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_rows ? 0 : static_cast<int>(m_rows->size());
}

int ObjectsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant ObjectsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ObjectRow& row = at(index.row());
    const Colors& colors = colorsOf(QGuiApplication::palette());
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case NameColumn:
            return row.object.name.key();
        case KindColumn:
            return row.broken.isEmpty() ? objectKindText(row.object) : tr("%1, broken").arg(objectKindText(row.object));
        case MarkColumn:
            return markText(row.mark, row.isMarkCertain);
        case StateColumn:
            return row.state ? driftText(*row.state, row.isStateCertain) : QString();
        case PartsColumn:
            return partsText(row.object);
        default:
            return row.object.usedBy.empty() ? QStringLiteral("–") : number(qint64(row.object.usedBy.size()));
        }
    case Qt::DecorationRole:
        if (index.column() == NameColumn && !row.broken.isEmpty())
            return stateIcon(QStringLiteral("warning"), Tag::Tone::Warning);
        if (index.column() == NameColumn)
            return themedIcon(objectIcon(row.object), colors.muted);
        if (index.column() == MarkColumn)
            return stateIcon(markIcon(row.mark), markTone(row.mark));
        if (index.column() == StateColumn && row.state)
            return stateIcon(driftIcon(*row.state), driftTone(*row.state));
        return {};
    case Qt::ForegroundRole: {
        const bool isQuiet = index.column() == PartsColumn || index.column() == KindColumn
            || (index.column() == UsedByColumn && row.object.usedBy.empty())
            || (index.column() == MarkColumn && row.mark == report::Mark::Same);
        return isQuiet ? QVariant(colors.muted) : QVariant();
    }
    case Qt::ToolTipRole:
        if (index.column() <= KindColumn && !row.broken.isEmpty())
            return row.broken;
        return index.column() == NameColumn && !row.object.comment.isEmpty() ? row.object.comment : QString();
    case Qt::TextAlignmentRole:
        return QVariant((index.column() == UsedByColumn ? Qt::AlignRight : Qt::AlignLeading) | Qt::AlignVCenter);
    case KeyRole:
        return row.object.key();
    default:
        return {};
    }
}

QVariant ObjectsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == UsedByColumn)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Name");
    case KindColumn:
        return tr("Kind");
    case MarkColumn:
        return tr("Difference");
    case StateColumn:
        return tr("State");
    case PartsColumn:
        return tr("Consists of");
    case UsedByColumn:
        return tr("Used by");
    default:
        return {};
    }
}

} // namespace espalier::ui
