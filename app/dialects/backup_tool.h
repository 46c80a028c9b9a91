#pragma once

#include "core/cancel.h"
#include "dialects/database_url.h"
#include "dialects/dump_format.h"
#include "dialects/introspection.h"
#include "dialects/server_version.h"
#include "dialects/sql_executor.h"
#include "dialects/tls.h"
#include "jobs/job_context.h"

#include <functional>
#include <memory>
#include <optional>
#include <QDateTime>
#include <QMap>
#include <vector>

namespace espalier::dialects {

/// A client program that was found, or the library that does its work.
struct ClientProgram {
    QString name; ///< "pg_dump"
    QString path; ///< empty for a linked library
    ServerVersion version;
};

/// Opens a session on the calling thread; it stops when `cancel` says so. A session for cleaning up after a cancel gets
/// a token that nobody cancels.
using Connector = std::function<core::Result<std::unique_ptr<SqlExecutor>>(
    const DatabaseUrl& url, const core::CancelToken& cancel)>;

/// A server and how it is reached.
struct ToolServer {
    DatabaseUrl url; ///< with the password, which goes into a client's environment and nowhere else
    TlsSettings tls;
    ServerVersion version;
    QStringList toolFolders; ///< looked through before the system's own places
    Connector connect;
};

/// What a database holds, as one session sees it.
struct ContentFacts {
    QList<TableRows> tables; ///< by schema and name
    QString versionTable; ///< Alembic's, as shown; empty where there is none
    QStringList revisions; ///< its rows, sorted
    friend bool operator==(const ContentFacts&, const ContentFacts&) = default;
};
using ContentReader = std::function<core::Result<ContentFacts>(SqlExecutor& session, bool countRows)>;

/// The whole schema of the database that a session is in, in a transaction of its own; ends whatever one is open.
using SchemaReader = std::function<core::Result<Introspected>(SqlExecutor& session)>;

/// The schema of what is dumped, read as near to the dump as can be. A dump never fails for want of it.
struct DumpedSchema {
    std::optional<Introspected> found;
    SchemaReading reading = SchemaReading::None;
    std::optional<core::Error> problem; ///< why there is none
};

struct DumpOrder {
    ToolServer server;
    std::optional<ClientProgram> program; ///< what dumpProgram() chose; looked for again where it is not given
    QString folder; ///< empty and writable; the dump's files go here
    DumpFormat format = DumpFormat::Custom;
    int jobs = 1;
    bool countRows = true;
    int lockTimeoutMs = 30'000;
    int stallTimeoutMs = 30 * 60'000; ///< a client that shows no sign of life for so long is stopped; 0: never
    ContentReader readContent;
    SchemaReader readSchema; ///< not set: no schema is read
};

/// What `order` asks for of the schema, read now; where it cannot be read, why. Fails only when cancelled.
core::Result<DumpedSchema> readSchemaFor(const DumpOrder& order, SqlExecutor& session, SchemaReading reading);

struct DumpOutcome {
    ClientProgram tool;
    QDateTime fixedAt; ///< UTC, when the content was fixed
    ContentFacts content;
    DumpedSchema schema;
    RowCounting counting = RowCounting::None;
    QMap<QString, QString> properties; ///< what restore() needs to make a like database
    QStringList warnings; ///< in English
    QMap<QString, QString> sums; ///< sha256 of files that were hashed on their way, by path relative to the folder
};

/// A backup's content on disk, with what is known of it.
struct Archive {
    QString folder;
    DumpFormat format = DumpFormat::Custom;
    QString serverVersion; ///< of the server that was dumped
    QString toolVersion; ///< of the client that wrote it
    ContentFacts content;
    RowCounting counting = RowCounting::None;
    QMap<QString, QString> properties;
};

struct LoadOrder {
    ToolServer server; ///< its url names a database to connect to for making others, or the target's folder
    Archive archive;
    QString target; ///< the name or file that shall hold the content in the end
    bool overwrite = false;
    bool disconnectOthers = false;
    bool withOwners = true;
    int jobs = 1;
};

/// Dumping and restoring with the database's own tool. Stateless; blocking; thread-safe.
class BackupTool {
public:
    virtual ~BackupTool() = default;
    /// What dump() can write, the usual one first.
    virtual QList<DumpFormat> formats() const = 0;
    virtual bool canRunJobs(DumpFormat format) const = 0;

    /// The program that would dump such a server. ToolMissing names what is there and what to install.
    virtual core::Result<ClientProgram> dumpProgram(
        const ServerVersion& server, const QStringList& folders, const core::CancelToken& cancel) const = 0;
    virtual core::Result<DumpOutcome> dump(const DumpOrder& order, const jobs::JobContext& context) const = 0;

    /// Reads the archive through, as a restore would, and compares with what is known of it: the problems found, in
    /// English. An error means that nothing could be said.
    virtual core::Result<QStringList> examine(
        const Archive& archive, const QStringList& folders, const jobs::JobContext& context) const = 0;

    /// An address on the same server that is there even when the database of `url` is not.
    virtual DatabaseUrl serverUrl(const DatabaseUrl& url) const = 0;
    /// The program that would load this archive. ToolMissing, or Refused where archive and server do not go together.
    virtual core::Result<ClientProgram> loadProgram(
        const LoadOrder& order, bool allowOlderServer, const core::CancelToken& cancel) const = 0;
    virtual core::Result<bool> targetExists(const LoadOrder& order, const core::CancelToken& cancel) const = 0;
    /// Where the content will stand until promote(): beside the target, or in a new one where databases cannot be
    /// renamed. A new name at each call.
    virtual DatabaseUrl scratchUrl(const LoadOrder& order) const = 0;
    /// Makes the empty scratch database. After a failure there is none of ours.
    virtual core::Result<void> makeScratch(
        const LoadOrder& order, const DatabaseUrl& scratch, const jobs::JobContext& context) const = 0;
    /// Fills it. After a failure call discard().
    virtual core::Result<void> load(
        const LoadOrder& order, const DatabaseUrl& scratch, const jobs::JobContext& context) const = 0;
    /// Whether promote() over an old target is one step that either happens or does not.
    virtual bool replacesInOneStep() const = 0;
    /// Puts the loaded content in the target's place.
    virtual core::Result<void> promote(
        const LoadOrder& order, const DatabaseUrl& scratch, const jobs::JobContext& context) const = 0;
    /// Removes the scratch database. Returns what is left of it, in English; empty when nothing is.
    virtual QString discard(const LoadOrder& order, const DatabaseUrl& scratch) const = 0;
    /// Whether the scratch database of a killed restore is there and not whole.
    virtual core::Result<bool> isUnfinished(
        const LoadOrder& order, const DatabaseUrl& scratch, const core::CancelToken& cancel) const = 0;
    /// Takes back what a killed promote() may have left in the target's way, beyond content.
    virtual core::Result<void> reopen(const LoadOrder& order, const core::CancelToken& cancel) const = 0;
    /// The address of the target once it stands.
    virtual DatabaseUrl targetUrl(const LoadOrder& order) const = 0;
};

/// nullptr for a dialect that has no tool.
const BackupTool* backupToolOf(const DialectId& dialect);

} // namespace espalier::dialects
