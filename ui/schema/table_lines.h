#pragma once

#include "schema/schema_snapshot.h"

#include <QAbstractListModel>

namespace espalier::revisions {
class RevisionGraph;
}

namespace espalier::ui {

/// One line of what is to be said of a table, ready to be shown. A value.
struct TableLine {
    enum class Link { None, Table, Revision, File };
    QString icon;
    QString text;
    QString note; ///< quiet, behind the text
    QString trailing; ///< at the far end, in the face of code
    QString below; ///< a second, quiet line
    bool isHeading = false;
    bool isCode = false; ///< the text is SQL or an id
    bool isProse = false; ///< the text takes as many lines as it needs
    bool isDoubtful = false; ///< about what is not known
    Link link = Link::None;
    QString target; ///< a table's key, a revision, a file's absolute path
    int line = 0; ///< of a file
    friend bool operator==(const TableLine&, const TableLine&) = default;
};

TableLine headingLine(const QString& text, int count);
/// A heading with what stands below it, or neither.
void addSection(std::vector<TableLine>& lines, const QString& heading, std::vector<TableLine> below);

/// Why it has its state, columns, constraints, indexes, what points to it, the revisions that touched it, its model.
/// Empty where the snapshot has no such table. `graph` has the revisions' messages; null for none.
std::vector<TableLine> tableLines(
    const SchemaSnapshot& snapshot, const QString& table, const revisions::RevisionGraph* graph);

/// "(author_id) → authors (id)"
QString keyText(const schema::Constraint& key);
/// "on delete cascade · deferrable"
QString keyActions(const schema::Constraint& key);

/// Those lines for a view.
class TableLinesModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { LineRole = Qt::UserRole };

    using QAbstractListModel::QAbstractListModel;
    void setLines(std::vector<TableLine> lines);
    const std::vector<TableLine>& lines() const { return m_lines; }
    /// nullptr for a row that is not there.
    const TableLine* at(const QModelIndex& index) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    std::vector<TableLine> m_lines;
};

} // namespace espalier::ui
