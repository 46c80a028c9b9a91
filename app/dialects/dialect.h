#pragma once

#include "core/cancel.h"
#include "core/error.h"
#include "dialects/database_url.h"
#include "dialects/failure.h"
#include "dialects/introspection.h"
#include "dialects/server_version.h"
#include "dialects/sql_executor.h"
#include "dialects/tls.h"
#include "dialects/url_rules.h"

#include <memory>
#include <optional>
#include <QProcessEnvironment>
#include <QStringList>
#include <QVariant>
#include <vector>

namespace espalier::dialects {

/// What a session is opened with.
struct ConnectRequest {
    DatabaseUrl url; ///< with the password, where there is one
    TlsSettings tls;
    bool readOnly = false;
    bool createIfMissing = false; ///< file-based dialects: make the file; otherwise a missing one is an error
    int connectTimeoutMs = 10000;
    QString applicationName;
};

/// The same in the terms of QSqlDatabase.
struct DriverConnection {
    QString driver;
    QString database;
    QString host;
    int port = 0;
    QString user;
    core::Secret password;
    QString options;
};

/// Limits that a server keeps for the session; 0 is none.
struct Timeouts {
    int lockMs = 0;
    int statementMs = 0;
};

/// What a session is, as the server itself says.
struct SessionFacts {
    ServerVersion version;
    QString database;
    QString user;
    QString sessionId; ///< names the session to the server, for cancelStatement()
    QString encoding;
    bool readOnly = false;
    bool isStandby = false;
    bool tls = false;
    QString tlsDetail; ///< protocol and cipher
};

/// The native side of an open session: what the client library can do that QtSql has no call for.
class NativeSession {
public:
    virtual ~NativeSession() = default;
    /// Whether interrupt() can work at all; else cancelStatement() in a second session is the way.
    virtual bool canInterrupt() const { return false; }
    /// Asks the server to stop the running statement; may block on the network. From any thread while a statement runs.
    virtual bool interrupt() { return false; }
    /// Breaks the connection so that a call blocked on a dead network returns. From any thread. False where the client
    /// library has no way.
    virtual bool sever() { return false; }
    /// Whether the client library knows that the session is gone. Asks nobody. On the session's own thread.
    virtual bool isBroken() const { return false; }
};

struct TableCount {
    QString schema;
    QString name;
    std::optional<qint64> rows; ///< none where the table may not be read or nothing is known
    bool exact = false;
    bool isReadable = true;
    friend bool operator==(const TableCount&, const TableCount&) = default;
};

/// A driver of the projects' own Python, as a SQLAlchemy URL names it behind "+", and the packages that bring it.
struct PythonDriver {
    QString name;
    QStringList packages;
};

class Ddl;
class SqlReader;

} // namespace espalier::dialects

namespace espalier::schema {
class SchemaRules;
}

namespace espalier::dialects {

/// All that differs between database systems. Stateless and immutable; shared between threads.
class Dialect {
public:
    virtual ~Dialect() = default;

    virtual DialectId id() const = 0;
    virtual QString displayName(const ServerVersion& version = {}) const = 0;
    /// Backend names in URLs that mean this dialect, the canonical one first.
    virtual QStringList schemes() const = 0;
    virtual QString qtDriver() const = 0;
    virtual int defaultPort() const = 0; ///< 0 where there is no network
    virtual bool isFileBased() const = 0;

    // SQL text
    virtual QString quoted(const QString& identifier) const = 0;
    QString quotedName(const QString& schema, const QString& name) const; ///< without "schema." where it is empty
    virtual QString literal(const QString& text) const = 0;
    /// What migrations write for this dialect.
    virtual const Ddl& ddl() const = 0;
    /// What a server takes for what schemas hold, where that differs from what Alembic writes without a server.
    virtual const Ddl& serverDdl() const { return ddl(); }
    /// Tells what SQL text in migrations does.
    virtual const SqlReader& sqlReader() const = 0;
    /// What statements make of a schema here; of servers of that version, of current ones where it is not known.
    virtual const schema::SchemaRules& schemaRules(const ServerVersion& version = {}) const = 0;

    // addresses
    virtual UrlRules urlRules() const = 0;
    /// Malformed where a URL has parts that this dialect has no use for.
    virtual core::Result<void> checkUrl(const DatabaseUrl& url) const;

    // connecting
    virtual core::Result<DriverConnection> driverConnection(const ConnectRequest& request) const = 0;
    virtual TlsPromise tlsPromise(TlsMode mode) const = 0;
    /// What the URL's own options ask of TLS, where they do.
    virtual TlsSettings tlsOf(const DatabaseUrl& url) const;
    /// The settings, and where they leave the mode open, the URL's.
    TlsSettings effectiveTls(const ConnectRequest& request) const;
    /// Tries the address with the client library itself where that gives better errors or can be cancelled; nothing
    /// otherwise. The failure's kind is exact even on servers that speak another language.
    virtual core::Result<void> preflight(const ConnectRequest& request, const core::CancelToken& cancel) const;
    /// Never null. `session` is the one that the handle belongs to.
    virtual std::shared_ptr<NativeSession> nativeSession(const QVariant& driverHandle, SqlExecutor& session) const;
    /// Names of environment variables that may hold the password.
    virtual QStringList passwordEnvironment() const { return {}; }
    /// The password that the user's own password file holds for this address (read as the client library would).
    virtual std::optional<core::Secret> passwordFromFile(
        const DatabaseUrl& url, const QProcessEnvironment& environment) const;

    // the project's own Python
    /// Drivers in the order they are preferred; the first is SQLAlchemy's default where that is a good choice.
    virtual std::vector<PythonDriver> pythonDrivers() const { return {}; }
    /// Options of a SQLAlchemy URL that make this driver keep such settings. Unsupported where it could not.
    virtual core::Result<DatabaseUrl::Options> pythonTlsOptions(const QString& driver, const TlsSettings& tls) const;

    // sessions
    virtual core::Result<SessionFacts> readFacts(SqlExecutor& session) const = 0;
    virtual ServerVersion parseVersion(const QString& text) const = 0;
    virtual VersionSupport versionSupport(const ServerVersion& version) const = 0;
    /// To be run in another session of the same user; empty where nativeSession() is the only way.
    virtual QString cancelStatement(const QString& sessionId) const;
    virtual QStringList readOnlyStatements(const ServerVersion& version) const = 0;
    virtual QStringList timeoutStatements(const Timeouts& timeouts, const ServerVersion& version) const = 0;

    // reading
    QString versionTableSelect(const QString& schema, const QString& table) const;
    /// Every ordinary table of the database's own schemas, by schema and name, with the estimate that the server keeps.
    virtual core::Result<std::vector<TableCount>> listTables(SqlExecutor& session) const = 0;

    /// What begins a transaction that sees one moment of the database and changes nothing.
    virtual QStringList snapshotStatements() const = 0;
    /// The whole schema, by a fixed number of queries; to be called within such a transaction.
    virtual core::Result<Introspected> introspect(SqlExecutor& session, const ServerVersion& version) const = 0;

    virtual FailureKind classify(const SqlFailure& failure) const = 0;

protected:
    /// The answer of a "tables" query (columns schema, name, estimate, readable) as values.
    static core::Result<std::vector<TableCount>> tablesFrom(const core::Result<Rows>& rows);
};

/// Product and version for people: "PostgreSQL 15.18".
QString productName(const Dialect& dialect, const ServerVersion& version);

/// Every dialect, in the order that choices show them.
const std::vector<const Dialect*>& allDialects();
/// nullptr where none has that id or URL scheme.
const Dialect* findDialect(const QString& idOrScheme);
/// The dialect of a URL that DatabaseUrl::parse() made.
const Dialect& dialectOf(const DatabaseUrl& url);

/// The dialect that "key=value" connection strings belong to.
const Dialect& conninfoDialect();

/// The catalogue query `resources/sql/<dialect>/<name>.sql` without its header.
QString catalogueQuery(const DialectId& dialect, const QString& name);

} // namespace espalier::dialects
