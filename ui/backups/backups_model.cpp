#include "backups/backups_model.h"

#include "core/clock.h"
#include "plan/steps_model.h"
#include "session/backup_shelf.h"
#include "style/colors.h"
#include "style/icon.h"
#include "style/type.h"
#include "widgets/format.h"

#include <QGuiApplication>

namespace espalier::ui {

const backup::Manifest* BackupRow::manifest() const
{
    if (entry)
        return &entry->manifest;
    return broken && broken->manifest ? &*broken->manifest : nullptr;
}

QString verifiedText(const std::optional<backup::Verification>& verification, const QDateTime& now)
{
    if (!verification)
        return BackupsModel::tr("not checked");
    const QString when = relativeTime(verification->at, now);
    return verification->ok ? BackupsModel::tr("good, %1").arg(when) : BackupsModel::tr("bad, %1").arg(when);
}

BackupsModel::BackupsModel(const BackupShelf& shelf, const core::Clock& clock, QObject* parent)
    : QAbstractTableModel(parent)
    , m_shelf(shelf)
    , m_clock(clock)
{
    connect(&shelf, &BackupShelf::changed, this, &BackupsModel::refill);
    refill();
}

void BackupsModel::refill()
{
    beginResetModel();
    m_rows.clear();
    for (const auto& entry : m_shelf.listing().backups)
        m_rows.append({ entry.manifest.id, entry, {} });
    for (const auto& broken : m_shelf.listing().broken)
        m_rows.append({ broken.id, {}, broken });
    endResetModel();
}

const BackupRow* BackupsModel::row(int row) const { return row >= 0 && row < m_rows.size() ? &m_rows[row] : nullptr; }

int BackupsModel::rowOf(const backup::BackupId& id) const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (m_rows[row].id == id)
            return row;
    }
    return -1;
}

int BackupsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int BackupsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant BackupsModel::text(const BackupRow& row, int column) const
{
    const auto* manifest = row.manifest();
    if (row.isBroken()) {
        if (column == DatabaseColumn)
            return row.id;
        if (column == NoteColumn)
            return row.broken->error.message.text();
        if (column == VerifiedColumn)
            return tr("broken");
    }
    if (!manifest)
        return {};
    switch (column) {
    case WhenColumn:
        return relativeTime(manifest->created, m_clock.nowUtc());
    case DatabaseColumn:
        return manifest->database.name;
    case RevisionsColumn:
        return rowsText(manifest->revisions);
    case SizeColumn:
        return byteSize(manifest->bytes());
    case TablesColumn:
        return number(manifest->tables.size());
    case RowsColumn:
        return manifest->counting == dialects::RowCounting::None ? QString() : number(manifest->rows());
    case VerifiedColumn:
        return verifiedText(row.entry->verified, m_clock.nowUtc());
    case NoteColumn:
        return manifest->note;
    default:
        return {};
    }
}

QVariant BackupsModel::decoration(const BackupRow& row) const
{
    const Colors& colors = colorsOf(QGuiApplication::palette());
    if (row.isBroken() || (row.entry->verified && !row.entry->verified->ok))
        return themedIcon(QStringLiteral("error"), colors.danger);
    if (row.entry->verified)
        return themedIcon(QStringLiteral("verify"), colors.success);
    return themedIcon(QStringLiteral("verify"), colors.muted);
}

QVariant BackupsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& shown = m_rows[index.row()];
    const auto* manifest = shown.manifest();
    const bool isNumber
        = index.column() == SizeColumn || index.column() == TablesColumn || index.column() == RowsColumn;
    switch (role) {
    case Qt::DisplayRole:
        return text(shown, index.column());
    case Qt::DecorationRole:
        return index.column() == VerifiedColumn ? decoration(shown) : QVariant();
    case Qt::ToolTipRole:
        if (shown.isBroken())
            return core::describe(shown.broken->error);
        if (index.column() == RevisionsColumn)
            return manifest->revisions.join(QLatin1Char('\n'));
        if (index.column() == NoteColumn)
            return manifest->note;
        return index.column() == WhenColumn ? exactTime(manifest->created) : QString();
    case Qt::FontRole:
        return index.column() == RevisionsColumn ? QVariant(monoFont()) : QVariant();
    case Qt::ForegroundRole:
        return shown.isBroken() ? QVariant(colorsOf(QGuiApplication::palette()).danger) : QVariant();
    case Qt::TextAlignmentRole:
        return isNumber ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant(Qt::AlignLeading | Qt::AlignVCenter);
    case IdRole:
        return shown.id;
    default:
        return {};
    }
}

QVariant BackupsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section >= SizeColumn && section <= RowsColumn)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case WhenColumn:
        return tr("When");
    case DatabaseColumn:
        return tr("Database");
    case RevisionsColumn:
        return tr("Revisions");
    case SizeColumn:
        return tr("Size");
    case TablesColumn:
        return tr("Tables");
    case RowsColumn:
        return tr("Rows");
    case VerifiedColumn:
        return tr("Checked");
    case NoteColumn:
        return tr("Note");
    default:
        return {};
    }
}

} // namespace espalier::ui
