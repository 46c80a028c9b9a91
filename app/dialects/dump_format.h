#pragma once

#include <optional>
#include <QList>
#include <QString>

namespace espalier::dialects {

/// How a backup's content is stored on disk.
enum class DumpFormat {
    Custom, ///< one compressed archive with a table of contents; restores in parallel
    Directory, ///< an archive with a file per table; dumps and restores in parallel
    DatabaseFile, ///< a copy of the database file itself
    SqlText, ///< a plain SQL script
};

/// Stable name, as manifests and the command line carry it: custom, directory, file, sql.
QString formatName(DumpFormat format);
std::optional<DumpFormat> formatFromName(const QString& name);

/// A table with its number of rows; nullopt where nobody counted. Views and system tables are not tables here.
struct TableRows {
    QString schema; ///< empty where the database has no schemas
    QString name;
    std::optional<qint64> rows;
    QString qualifiedName() const { return schema.isEmpty() ? name : schema + QLatin1Char('.') + name; }
    friend bool operator==(const TableRows&, const TableRows&) = default;
};

/// How the row numbers of a backup were found; all but None are exact for the backup's own content.
enum class RowCounting {
    None, ///< not counted
    Snapshot, ///< counted on the server in the very snapshot that was dumped
    Copy, ///< counted in the copied database file
    Dump, ///< counted in the written dump
};
QString countingName(RowCounting counting);
std::optional<RowCounting> countingFromName(const QString& name);

/// When the schema that stands beside a backup's content was read.
enum class SchemaReading {
    None, ///< there is none
    Snapshot, ///< in the very snapshot that was dumped
    Copy, ///< in the copied database file
    Unchanged, ///< before the dump and after it, and it was the same
    Before, ///< before the dump alone, or it was another one after it
    After, ///< after the dump
};
QString readingName(SchemaReading reading);
std::optional<SchemaReading> readingFromName(const QString& name);

} // namespace espalier::dialects
