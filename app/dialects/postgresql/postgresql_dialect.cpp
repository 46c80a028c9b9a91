#include "dialects/postgresql/postgresql_dialect.h"

#include "dialects/postgresql/introspection.h"
#include "dialects/postgresql/postgresql_ddl.h"
#include "dialects/postgresql/postgresql_rules.h"
#include "dialects/postgresql/sql_reader.h"
#include <QRegularExpression>

namespace espalier::dialects {

namespace {

constexpr int oldestSupported = 10;
constexpr int newestTested = 18;

/// The first row whose prefix fits decides: a class of states needs two characters only.
/// https://www.postgresql.org/docs/current/errcodes-appendix.html
struct StateKind {
    const char* prefix;
    FailureKind kind;
};
constexpr StateKind states[] = {
    { "28", FailureKind::WrongCredentials },
    { "3D000", FailureKind::NoSuchDatabase },
    { "53300", FailureKind::TooManyConnections },
    { "53100", FailureKind::OutOfSpace },
    { "57P03", FailureKind::NotReady },
    { "57P", FailureKind::ConnectionLost },
    { "08", FailureKind::ConnectionLost },
    { "57014", FailureKind::Interrupted },
    { "55P03", FailureKind::LockTimeout },
    { "40P01", FailureKind::Deadlock },
    { "42P01", FailureKind::MissingTable },
    { "25006", FailureKind::ReadOnly },
    { "42501", FailureKind::NoRights },
    { "XX001", FailureKind::Corrupt },
    { "XX002", FailureKind::Corrupt },
};

/// Failures of the client library itself carry no state.
FailureKind connectingKind(const SqlFailure& failure)
{
    const QString& text = failure.driverText;
    if (failure.nativeCode == QLatin1String("password needed") || text.contains(QLatin1String("no password supplied")))
        return FailureKind::PasswordNeeded;
    if (text.contains(QLatin1String("could not translate host name")))
        return FailureKind::UnknownHost;
    if (text.contains(QLatin1String("SSL")) || text.contains(QLatin1String("certificate")))
        return FailureKind::TlsRefused;
    if (text.contains(QLatin1String("password authentication failed")))
        return FailureKind::WrongCredentials;
    return FailureKind::Unreachable;
}

} // namespace

QString PostgreSqlDialect::displayName(const ServerVersion& version) const
{
    return version.flavour.isEmpty() ? QStringLiteral("PostgreSQL") : version.flavour;
}

QString PostgreSqlDialect::quoted(const QString& identifier) const
{
    QString text = identifier;
    return QLatin1Char('"') + text.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
}

const Ddl& PostgreSqlDialect::ddl() const
{
    static const postgresql::PostgresqlDdl ddl;
    return ddl;
}

const Ddl& PostgreSqlDialect::serverDdl() const
{
    static const postgresql::PostgresqlDdl ddl(true);
    return ddl;
}

const SqlReader& PostgreSqlDialect::sqlReader() const
{
    static const postgresql::PostgresqlReader reader;
    return reader;
}

const schema::SchemaRules& PostgreSqlDialect::schemaRules(const ServerVersion&) const
{
    static const postgresql::PostgresqlRules rules;
    return rules;
}

QString PostgreSqlDialect::literal(const QString& text) const
{
    QString escaped = text;
    escaped.replace(QLatin1Char('\''), QLatin1String("''"));
    // The E form means the same whatever standard_conforming_strings says.
    if (escaped.contains(QLatin1Char('\\')))
        return QLatin1String("E'") + escaped.replace(QLatin1Char('\\'), QLatin1String("\\\\")) + QLatin1Char('\'');
    return QLatin1Char('\'') + escaped + QLatin1Char('\'');
}

core::Result<SessionFacts> PostgreSqlDialect::readFacts(SqlExecutor& session) const
{
    const auto rows = session.query(catalogueQuery(id(), QStringLiteral("facts")));
    if (!rows)
        return core::fail(rows.error());
    SessionFacts facts;
    facts.version = parseVersion(rows->text(0, QStringLiteral("version")));
    facts.database = rows->text(0, QStringLiteral("database"));
    facts.user = rows->text(0, QStringLiteral("user"));
    facts.sessionId = rows->text(0, QStringLiteral("session_id"));
    facts.encoding = rows->text(0, QStringLiteral("encoding"));
    facts.isStandby = rows->value(0, QStringLiteral("standby")).toBool();
    facts.readOnly = facts.isStandby || rows->value(0, QStringLiteral("read_only")).toBool();
    facts.tls = rows->value(0, QStringLiteral("tls")).toBool();
    facts.tlsDetail = rows->text(0, QStringLiteral("tls_detail"));
    return facts;
}

ServerVersion PostgreSqlDialect::parseVersion(const QString& text) const
{
    static const QRegularExpression pattern(QStringLiteral("(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?"));
    // Products that speak the protocol but are not it, by what version() says.
    static const char* const flavours[][2] = { { "CockroachDB", "CockroachDB" }, { "-YB-", "YugabyteDB" },
        { "Redshift", "Redshift" }, { "Greenplum", "Greenplum" }, { "EnterpriseDB", "EDB Postgres" } };
    ServerVersion version;
    version.text = text;
    for (const auto& [mark, name] : flavours) {
        if (text.contains(QLatin1String(mark)))
            version.flavour = QLatin1String(name);
    }
    const QRegularExpressionMatch match = pattern.match(text);
    version.major = match.captured(1).toInt();
    version.minor = match.captured(2).toInt();
    version.patch = match.captured(3).toInt();
    return version;
}

VersionSupport PostgreSqlDialect::versionSupport(const ServerVersion& version) const
{
    if (!version.isKnown())
        return VersionSupport::Unknown;
    if (!version.flavour.isEmpty())
        return VersionSupport::Untested;
    if (version.major < oldestSupported)
        return VersionSupport::TooOld;
    return version.major > newestTested ? VersionSupport::Untested : VersionSupport::Supported;
}

QString PostgreSqlDialect::cancelStatement(const QString& sessionId) const
{
    return QStringLiteral("SELECT pg_cancel_backend(%1)").arg(sessionId.toInt());
}

QStringList PostgreSqlDialect::readOnlyStatements(const ServerVersion&) const
{
    return { QStringLiteral("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY") };
}

QStringList PostgreSqlDialect::timeoutStatements(const Timeouts& timeouts, const ServerVersion&) const
{
    return { QStringLiteral("SET lock_timeout = %1").arg(timeouts.lockMs),
        QStringLiteral("SET statement_timeout = %1").arg(timeouts.statementMs) };
}

core::Result<std::vector<TableCount>> PostgreSqlDialect::listTables(SqlExecutor& session) const
{
    return tablesFrom(session.query(catalogueQuery(id(), QStringLiteral("tables"))));
}

QStringList PostgreSqlDialect::snapshotStatements() const
{
    return { QStringLiteral("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") };
}

core::Result<Introspected> PostgreSqlDialect::introspect(SqlExecutor& session, const ServerVersion&) const
{
    return postgresql::Introspection(session).read();
}

FailureKind PostgreSqlDialect::classify(const SqlFailure& failure) const
{
    const QString state = failure.sqlState.isEmpty() ? failure.nativeCode : failure.sqlState;
    for (const StateKind& row : states) {
        if (!state.startsWith(QLatin1String(row.prefix)))
            continue;
        if (failure.whileConnecting && row.kind == FailureKind::ConnectionLost)
            return FailureKind::NotReady;
        if (row.kind == FailureKind::Interrupted && failure.driverText.contains(QLatin1String("statement timeout")))
            return FailureKind::StatementTimeout;
        return row.kind;
    }
    if (failure.whileConnecting)
        return state.size() == 5 ? FailureKind::Other : connectingKind(failure);
    return failure.connectionBroken ? FailureKind::ConnectionLost : FailureKind::Other;
}

} // namespace espalier::dialects
