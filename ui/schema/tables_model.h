#pragma once

#include "schema/schema_snapshot.h"

#include <QAbstractTableModel>
#include <QSet>
#include <QSortFilterProxyModel>

namespace espalier::ui {

struct Services;

/// The tables of a snapshot, a row each.
class TablesModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        NameColumn,
        MarkColumn, ///< how it differs, while something is compared
        StateColumn,
        ColumnsColumn,
        IndexesColumn,
        KeysOutColumn,
        KeysInColumn,
        RowsColumn,
        SizeColumn,
        CreatedColumn,
        ChangedColumn,
        ModelColumn,
        ColumnCount
    };
    enum Role {
        KeyRole = Qt::UserRole, ///< "schema.name"
        SortRole, ///< a number or a text
        FilterRole, ///< what a search looks at
        ColumnNamesRole,
        GroupRole, ///< int: the difference's mark while something is compared, else the state; -1 where it is not known
    };

    explicit TablesModel(const Services& services, QObject* parent = nullptr);
    void setSnapshot(const SchemaSnapshotPtr& snapshot);
    /// Revisions in upgrade order, by which those that made and changed tables are sorted.
    void setOrder(const QStringList& order);
    const SchemaSnapshotPtr& snapshot() const { return m_snapshot; }
    /// So many rows of each GroupRole.
    std::map<int, int> groups() const;
    /// Whether anything is known of it in any row.
    bool hasColumn(int column) const;
    QString keyAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QVariant text(int row, int column) const;
    QVariant sortValue(int row, int column) const;
    QVariant decoration(int row, int column) const;
    int group(int row) const;
    QString toolTip(int row, int column) const;
    QString revisionTip(const QString& id) const;

    const Services& m_services;
    SchemaSnapshotPtr m_snapshot;
    QHash<QString, int> m_place; ///< of a revision in upgrade order
};

/// Sorted by what stands there, and filtered by groups and by words: each must occur in the table's name or its
/// model's, one that begins with a dot in the name of a column.
class TablesFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit TablesFilter(QObject* parent = nullptr);
    void setWords(const QString& text);
    /// Only rows of these groups; none: all rows.
    void setGroups(const QSet<int>& groups);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    QStringList m_words;
    QSet<int> m_groups;
};

} // namespace espalier::ui
