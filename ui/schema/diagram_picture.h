#pragma once

#include "dialects/dialect.h"
#include "report/compared_schemas.h"
#include "schema/schema.h"

#include <memory>
#include <QHash>
#include <vector>

namespace espalier::ui {

using DiagramMark = report::Mark;

struct DiagramRow {
    QString name;
    QString type;
    QString keys; ///< "PK", "FK", "UQ" or several
    bool isKey = false; ///< of the primary key
    bool isNullable = true;
    DiagramMark mark = DiagramMark::Same;
};

struct DiagramTable {
    QString key; ///< "schema.name"
    QString schema; ///< empty for the default one
    QString name;
    std::vector<DiagramRow> rows; ///< keys always, and as many others as there is room for, in the table's order
    int hidden = 0; ///< further columns
    bool isMissing = false; ///< a foreign key points to it, but it is not there
    QStringList folded; ///< keys of the tables that the box of a folded group stands for; none for a table
    DiagramMark mark = DiagramMark::Same;
    bool isFolder() const { return !folded.isEmpty(); }
};

/// A foreign key, from the table that has it.
struct DiagramKey {
    int from = 0;
    int to = 0;
    int fromRow = -1; ///< of the first column; -1: the table's head
    int toRow = -1;
    bool isOne = false; ///< at most one row points to each
    bool isOptional = false; ///< it may be NULL
    QString words; ///< name and columns, for people
    DiagramMark mark = DiagramMark::Same;
};

/// What is drawn around a group of tables.
struct DiagramFrame {
    QString name;
    std::vector<int> tables;
};

/// What a diagram of foreign keys shows: a value without places.
struct DiagramPicture {
    std::vector<DiagramTable> tables; ///< by name
    std::vector<DiagramKey> keys;
    QHash<QString, int> indexOf; ///< by key
    std::vector<std::vector<int>> neighbours; ///< by table, each once, not itself
    std::vector<DiagramFrame> frames; ///< by name

    int find(const QString& key) const { return indexOf.value(key, -1); }
    /// The table and all that can be reached over so many foreign keys, in whichever direction.
    std::vector<bool> around(int table, int depth) const;
    /// Finds the neighbours, from the keys.
    void joinNeighbours();
};
using DiagramPicturePtr = std::shared_ptr<const DiagramPicture>;

/// Of the box of a folded group, with the number of its tables.
QString folderTitle(const DiagramTable& table);

/// Columns that a box shows at most, keys aside.
inline constexpr int mostDiagramRows = 16;

DiagramPicturePtr diagramPicture(const schema::Schema& schema, const dialects::Dialect& dialect);
/// Both schemas laid over each other, with what differs marked: what is gone stands there too.
DiagramPicturePtr diagramPicture(const report::ComparedSchemas& compared, const dialects::Dialect& dialect);
/// The tables for which `shown` says so, with the keys between them.
DiagramPicturePtr partOf(const DiagramPicture& picture, const std::vector<bool>& shown);

} // namespace espalier::ui
