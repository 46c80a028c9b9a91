#pragma once

#include "backup/catalogue.h"

#include <QAbstractTableModel>

namespace espalier::core {
class Clock;
}

namespace espalier::ui {

class BackupShelf;

/// One row of the catalogue: a whole backup, or a broken one.
struct BackupRow {
    backup::BackupId id;
    std::optional<backup::CatalogueEntry> entry;
    std::optional<backup::BrokenEntry> broken;
    bool isBroken() const { return broken.has_value(); }
    const backup::Manifest* manifest() const;
};

/// The backups, newest first; broken ones last.
class BackupsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        WhenColumn,
        DatabaseColumn,
        RevisionsColumn,
        SizeColumn,
        TablesColumn,
        RowsColumn,
        VerifiedColumn,
        NoteColumn,
        ColumnCount
    };
    enum Role { IdRole = Qt::UserRole };

    BackupsModel(const BackupShelf& shelf, const core::Clock& clock, QObject* parent = nullptr);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// nullptr for a row that is not there.
    const BackupRow* row(int row) const;
    int rowOf(const backup::BackupId& id) const;

private:
    void refill();
    QVariant text(const BackupRow& row, int column) const;
    QVariant decoration(const BackupRow& row) const;

    const BackupShelf& m_shelf;
    const core::Clock& m_clock;
    QList<BackupRow> m_rows;
};

/// "checked 2 h ago: good", "not checked"
QString verifiedText(const std::optional<backup::Verification>& verification, const QDateTime& now);

} // namespace espalier::ui
