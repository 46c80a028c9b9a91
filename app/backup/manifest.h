#pragma once

#include "core/error.h"
#include "dialects/dump_format.h"

#include <QDateTime>
#include <QJsonObject>
#include <QMap>

namespace espalier::backup {

inline constexpr const char* schemaFileName = "schema.json";

using BackupId = QString; ///< also the name of the backup's folder, e.g. "app-20250603T101500Z-3f2a91c4"

/// What was backed up, in words that name it again. Never a secret, never a URL.
struct DatabaseIdentity {
    QString dialect; ///< Dialect's own id, e.g. as a URL scheme has it
    QString name; ///< database name, or the file's name
    QString host; ///< empty for a file or the local socket
    int port = 0;
    QString user;
    QString file; ///< absolute path where the database is a file
    QString environment; ///< the connection's tag: production, staging, …
    friend bool operator==(const DatabaseIdentity&, const DatabaseIdentity&) = default;
};

/// A file of the backup; `path` is relative to the backup's folder, with "/".
struct BackupFile {
    QString path;
    qint64 bytes = 0;
    QString sha256; ///< hex
    friend bool operator==(const BackupFile&, const BackupFile&) = default;
};

/// The proof of what a backup holds. Written last, so a folder without a whole one is no backup.
struct Manifest {
    BackupId id;
    DatabaseIdentity database;
    QDateTime created; ///< UTC, when the content was fixed (start of the dump's snapshot)
    qint64 durationMs = 0;
    QString serverVersion;
    QString tool; ///< "pg_dump", "mariadb-dump", "sqlite backup"
    QString toolVersion;
    QString espalierVersion;
    dialects::DumpFormat format = dialects::DumpFormat::Custom;
    QString versionTable; ///< qualified name of Alembic's table; empty where there is none
    QStringList revisions; ///< its rows, sorted
    QList<dialects::TableRows> tables;
    dialects::RowCounting counting = dialects::RowCounting::None;
    QMap<QString, QString>
        properties; ///< what a restore needs to make a like database: encoding, collation, journal mode
    dialects::SchemaReading schemaReading = dialects::SchemaReading::None; ///< of schema.json; None: it has none
    QString schemaProblem; ///< why it has none, in English; empty where nobody tried, as before there were any
    QStringList warnings; ///< what makes this backup weaker than it looks, in English
    QString note; ///< the user's own words, e.g. "before upgrade to ae10"
    QList<BackupFile> files;

    qint64 bytes() const;
    /// Over all files: the hash of the lines "<sha256>  <path>\n" in path order, as `sha256sum` would print them.
    QString sha256() const;
    qint64 rows() const; ///< sum of what was counted
    bool holdsSchema() const { return schemaReading != dialects::SchemaReading::None; }
    const BackupFile* file(const QString& path) const; ///< null where it has none
    friend bool operator==(const Manifest&, const Manifest&) = default;
};

/// The manifest as a JSON document. Its own checksum stands in SHA256SUMS beside it, with those of the files.
QByteArray toJson(const Manifest& manifest);
/// Malformed with the field that cannot be understood, Corrupt when the list of files does not fit its checksum.
core::Result<Manifest> parseManifest(const QByteArray& json);
/// The stable shape of `backup list` for one backup, without "verified".
QJsonObject summaryObject(const Manifest& manifest);

enum class VerifyLevel {
    Checksum, ///< every file read whole, size and sha256 compared
    Contents, ///< that, and the archive read through by its own tool: tables and rows compared with the manifest
};
QString levelName(VerifyLevel level);
std::optional<VerifyLevel> levelFromName(const QString& name);

/// The outcome of the last verification; stands beside the manifest, which is never changed.
struct Verification {
    VerifyLevel level = VerifyLevel::Checksum;
    QDateTime at; ///< UTC
    bool ok = false;
    QStringList problems; ///< in English; empty when ok
    friend bool operator==(const Verification&, const Verification&) = default;
};
QByteArray toJson(const Verification& verification);
core::Result<Verification> parseVerification(const QByteArray& json);

/// `name` cut down to letters, digits, '-', '_' and '.', for ids and suggested names.
QString safeName(const QString& name);
BackupId makeBackupId(const QString& databaseName, const QDateTime& when);
/// Whether a folder's name has the form of an id, so that one without a manifest is known to be ours.
bool looksLikeBackupId(const QString& name);

} // namespace espalier::backup
