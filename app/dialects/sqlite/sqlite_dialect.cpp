#include "dialects/sqlite/sqlite_dialect.h"

#include "dialects/sqlite/introspection.h"
#include "dialects/sqlite/sql_reader.h"
#include "dialects/sqlite/sqlite_ddl.h"
#include "dialects/sqlite/sqlite_rules.h"
#include "dialects/sqlite/sqlite_server.h"
#include "dialects/url_text.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <sqlite3.h>

namespace espalier::dialects {

namespace {

constexpr int defaultBusyMs = 5000;

bool isMemory(const DatabaseUrl& url)
{
    return url.database.isEmpty() || url.database == QLatin1String(":memory:")
        || url.database.startsWith(QLatin1String("file::memory:"))
        || url.option(QStringLiteral("mode")) == QLatin1String("memory");
}

bool isUri(const DatabaseUrl& url)
{
    const QString value = url.option(QStringLiteral("uri")).toLower();
    const bool isSet = value == QLatin1String("true") || value == QLatin1String("1") || value == QLatin1String("yes")
        || value == QLatin1String("on");
    return isSet && url.database.startsWith(QLatin1String("file:"));
}

/// The file itself, however the URL names it.
QString filePath(const DatabaseUrl& url)
{
    if (!isUri(url))
        return url.database;
    QString path = percentDecoded(url.database.mid(5));
    if (path.startsWith(QLatin1String("///")))
        path.remove(0, 2);
    return path;
}

/// SQLite's own URI. Its "mode" is the one way to open a file without making it where it is missing.
QString driverName(const ConnectRequest& request)
{
    const DatabaseUrl& url = request.url;
    if (isMemory(url) && !isUri(url))
        return QStringLiteral(":memory:");
    // Options that Python's driver takes for itself; the others belong to the URI.
    static const QStringList ofPython{ QStringLiteral("uri"), QStringLiteral("timeout"),
        QStringLiteral("isolation_level"), QStringLiteral("detect_types"), QStringLiteral("check_same_thread"),
        QStringLiteral("cached_statements") };
    QStringList parameters;
    QString mode = request.createIfMissing ? QStringLiteral("rwc") : QStringLiteral("rw");
    for (const auto& [key, value] : url.options) {
        if (!isUri(url) || ofPython.contains(key))
            continue;
        if (key == QLatin1String("mode"))
            mode = value;
        else
            parameters += percentEncoded(key) + QLatin1Char('=') + percentEncoded(value);
    }
    if (request.readOnly && mode != QLatin1String("memory"))
        mode = QStringLiteral("ro");
    parameters.prepend(QStringLiteral("mode=") + mode);
    const QString path = isUri(url)
        ? url.database
        : QStringLiteral("file:") + percentEncoded(QFileInfo(url.database).absoluteFilePath(), "/");
    return path + QLatin1Char('?') + parameters.join(QLatin1Char('&'));
}

class SqliteSession final : public NativeSession {
public:
    explicit SqliteSession(sqlite3* connection)
        : m_connection(connection)
    { }
    bool canInterrupt() const override { return true; }
    bool interrupt() override
    {
        sqlite3_interrupt(m_connection);
        return true;
    }

private:
    sqlite3* m_connection; // the driver's; it outlives every statement
};

} // namespace

QString SqliteDialect::quoted(const QString& identifier) const
{
    QString text = identifier;
    return QLatin1Char('"') + text.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
}

const Ddl& SqliteDialect::ddl() const
{
    static const sqlite::SqliteDdl ddl;
    return ddl;
}

const Ddl& SqliteDialect::serverDdl() const
{
    static const sqlite::ServerDdl ddl;
    return ddl;
}

const SqlReader& SqliteDialect::sqlReader() const
{
    static const sqlite::SqliteReader reader;
    return reader;
}

const schema::SchemaRules& SqliteDialect::schemaRules(const ServerVersion&) const
{
    static const sqlite::SqliteRules rules;
    return rules;
}

QString SqliteDialect::literal(const QString& text) const
{
    QString escaped = text;
    return QLatin1Char('\'') + escaped.replace(QLatin1Char('\''), QLatin1String("''")) + QLatin1Char('\'');
}

core::Result<void> SqliteDialect::checkUrl(const DatabaseUrl& url) const
{
    if (url.user.isEmpty() && !url.hasPassword && url.hosts.isEmpty())
        return {};
    return core::fail(core::ErrorCode::Malformed,
        QT_TRANSLATE_NOOP("Messages",
            "An SQLite URL has no host and no user. A relative path follows three slashes (sqlite:///file.db), an "
            "absolute one four (sqlite:////folder/file.db)."));
}

core::Result<DriverConnection> SqliteDialect::driverConnection(const ConnectRequest& request) const
{
    const DatabaseUrl& url = request.url;
    if (!isMemory(url)) {
        const QFileInfo file(filePath(url));
        if (!file.exists() && !request.createIfMissing)
            return core::fail(core::ErrorCode::NotFound, QT_TRANSLATE_NOOP("Messages", "There is no database file %1."),
                { file.absoluteFilePath() });
        if (file.exists() && !file.isFile())
            return core::fail(core::ErrorCode::Unreadable, QT_TRANSLATE_NOOP("Messages", "%1 is not a regular file."),
                { file.absoluteFilePath() });
    }
    bool isNumber = false;
    const double seconds = url.option(QStringLiteral("timeout")).toDouble(&isNumber);
    const int busyMs = isNumber && seconds >= 0 && seconds < 86400 ? qRound(seconds * 1000) : defaultBusyMs;
    DriverConnection connection;
    connection.driver = qtDriver();
    connection.database = driverName(request);
    connection.options = QStringLiteral("QSQLITE_OPEN_URI;QSQLITE_BUSY_TIMEOUT=%1").arg(busyMs);
    return connection;
}

std::shared_ptr<NativeSession> SqliteDialect::nativeSession(const QVariant& driverHandle, SqlExecutor& session) const
{
    sqlite3* const* connection = static_cast<sqlite3* const*>(driverHandle.constData());
    if (qstrcmp(driverHandle.typeName(), "sqlite3*") != 0 || !connection || !*connection)
        return Dialect::nativeSession(driverHandle, session);
    // A driver built with a copy of SQLite of its own has other structures behind the handle: hands off then.
    const auto source = session.query(QStringLiteral("SELECT sqlite_source_id()"));
    if (!source || source->isEmpty() || source->rows[0].value(0).toString() != QLatin1String(sqlite3_sourceid()))
        return Dialect::nativeSession(driverHandle, session);
    return std::make_shared<SqliteSession>(*connection);
}

core::Result<SessionFacts> SqliteDialect::readFacts(SqlExecutor& session) const
{
    const auto rows = session.query(catalogueQuery(id(), QStringLiteral("facts")));
    if (!rows)
        return core::fail(rows.error());
    // Only a page that is really read tells a database from any other file.
    if (const auto readable = session.query(QStringLiteral("PRAGMA schema_version")); !readable)
        return core::fail(readable.error());
    SessionFacts facts;
    facts.version = parseVersion(rows->text(0, QStringLiteral("version")));
    facts.database = rows->text(0, QStringLiteral("file"));
    facts.encoding = rows->text(0, QStringLiteral("encoding"));
    facts.readOnly = rows->value(0, QStringLiteral("read_only")).toBool();
    return facts;
}

ServerVersion SqliteDialect::parseVersion(const QString& text) const
{
    static const QRegularExpression pattern(QStringLiteral("(\\d+)\\.(\\d+)(?:\\.(\\d+))?"));
    const QRegularExpressionMatch match = pattern.match(text);
    ServerVersion version;
    version.text = text;
    version.major = match.captured(1).toInt();
    version.minor = match.captured(2).toInt();
    version.patch = match.captured(3).toInt();
    return version;
}

VersionSupport SqliteDialect::versionSupport(const ServerVersion& version) const
{
    if (!version.isKnown())
        return VersionSupport::Unknown;
    if (!version.atLeast(3, 16)) // the functions of PRAGMAs that the catalogue queries use
        return VersionSupport::TooOld;
    return version.major > 3 ? VersionSupport::Untested : VersionSupport::Supported;
}

QStringList SqliteDialect::readOnlyStatements(const ServerVersion&) const
{
    return { QStringLiteral("PRAGMA query_only = ON") };
}

QStringList SqliteDialect::timeoutStatements(const Timeouts& timeouts, const ServerVersion&) const
{
    // There is no limit on a statement; the one on locks is what "no limit" falls back to.
    return { QStringLiteral("PRAGMA busy_timeout = %1").arg(timeouts.lockMs > 0 ? timeouts.lockMs : defaultBusyMs) };
}

core::Result<std::vector<TableCount>> SqliteDialect::listTables(SqlExecutor& session) const
{
    return tablesFrom(session.query(catalogueQuery(id(), QStringLiteral("tables"))));
}

QStringList SqliteDialect::snapshotStatements() const { return { QStringLiteral("BEGIN") }; }

core::Result<Introspected> SqliteDialect::introspect(SqlExecutor& session, const ServerVersion&) const
{
    return sqlite::readCatalogue(session);
}

FailureKind SqliteDialect::classify(const SqlFailure& failure) const
{
    constexpr int primaryCode = 0xff; // https://www.sqlite.org/rescode.html
    switch (failure.nativeCode.toInt() & primaryCode) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return FailureKind::LockTimeout;
    case SQLITE_READONLY:
        return FailureKind::ReadOnly;
    case SQLITE_INTERRUPT:
        return FailureKind::Interrupted;
    case SQLITE_CORRUPT:
        return FailureKind::Corrupt;
    case SQLITE_FULL:
        return FailureKind::OutOfSpace;
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return FailureKind::NoRights;
    case SQLITE_NOTADB:
        return FailureKind::NotADatabase;
    default:
        break;
    }
    const bool isMissing = failure.driverText.contains(QLatin1String("no such table"))
        || failure.driverText.contains(QLatin1String("unknown database"));
    return isMissing ? FailureKind::MissingTable : FailureKind::Other;
}

} // namespace espalier::dialects
