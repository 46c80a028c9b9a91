#include "dialects/mysql/mysql_dialect.h"

#include "dialects/mysql/introspection.h"
#include "dialects/mysql/mysql_ddl.h"
#include "dialects/mysql/mysql_rules.h"
#include "dialects/mysql/mysql_server.h"
#include "dialects/mysql/sql_reader.h"
#include <QRegularExpression>

namespace espalier::dialects {

namespace {

const QString mariaDb = QStringLiteral("MariaDB");

/// https://mariadb.com/kb/en/mariadb-error-code-reference/, https://dev.mysql.com/doc/mysql-errors/8.0/en/
FailureKind connectingKind(int code)
{
    switch (code) {
    case 1045: // access denied to the user
    case 1130: // host is not allowed to connect
    case 1251: // authentication protocol not supported by the client
    case 1275:
    case 1524: // plugin is not loaded
    case 1698:
        return FailureKind::WrongCredentials;
    case 1044: // who the user is was believed, the database is not open to them
        return FailureKind::NoRights;
    case 1049:
        return FailureKind::NoSuchDatabase;
    case 1040:
    case 1203:
    case 1226:
        return FailureKind::TooManyConnections;
    case 1053:
    case 1158:
    case 1159:
        return FailureKind::NotReady;
    case 2002: // socket
    case 2003: // network
    case 2013:
    case 2006:
        return FailureKind::Unreachable;
    case 2005:
        return FailureKind::UnknownHost;
    case 2012:
    case 2026:
    case 3159:
        return FailureKind::TlsRefused; // the server demands encryption
    default:
        return FailureKind::Other;
    }
}

FailureKind statementKind(int code)
{
    switch (code) {
    case 2006:
    case 2013:
    case 2026: // the encrypted connection broke
    case 2055:
    case 1053:
    case 1152:
    case 1927: // killed (MariaDB)
    case 4031:
        return FailureKind::ConnectionLost; // idle for too long (MySQL)
    case 1317:
        return FailureKind::Interrupted;
    case 1969: // MariaDB
    case 3024:
        return FailureKind::StatementTimeout; // MySQL
    case 1205:
    case 3572:
        return FailureKind::LockTimeout; // NOWAIT
    case 1213:
        return FailureKind::Deadlock;
    case 1049:
    case 1146:
        return FailureKind::MissingTable;
    case 1290: // --read-only
    case 1792: // read-only transaction
    case 1836:
        return FailureKind::ReadOnly;
    case 1044:
    case 1142:
    case 1143:
    case 1227:
    case 1370:
        return FailureKind::NoRights;
    case 1021:
    case 1041:
    case 1114:
        return FailureKind::OutOfSpace;
    case 1034:
    case 1035:
    case 1194:
    case 1712:
        return FailureKind::Corrupt;
    default:
        return FailureKind::Other;
    }
}

} // namespace

QString MySqlDialect::displayName(const ServerVersion& version) const
{
    return version.flavour.isEmpty() ? QStringLiteral("MySQL") : version.flavour;
}

QString MySqlDialect::quoted(const QString& identifier) const
{
    QString text = identifier;
    return QLatin1Char('`') + text.replace(QLatin1Char('`'), QLatin1String("``")) + QLatin1Char('`');
}

const Ddl& MySqlDialect::ddl() const
{
    static const mysql::MysqlDdl ddl;
    return ddl;
}

const Ddl& MySqlDialect::serverDdl() const
{
    static const mysql::ServerDdl ddl;
    return ddl;
}

const SqlReader& MySqlDialect::sqlReader() const
{
    static const mysql::MySqlReader reader;
    return reader;
}

const schema::SchemaRules& MySqlDialect::schemaRules(const ServerVersion& version) const
{
    static const mysql::MysqlRules mySqlRules(mysql::Product::MySql);
    static const mysql::MysqlRules mariaDbRules(mysql::Product::MariaDb);
    return version.flavour == mariaDb ? mariaDbRules : mySqlRules;
}

QString MySqlDialect::literal(const QString& text) const
{
    // Doubling both is safe with and without NO_BACKSLASH_ESCAPES: no quote is ever left open.
    QString escaped = text;
    escaped.replace(QLatin1Char('\\'), QLatin1String("\\\\")).replace(QLatin1Char('\''), QLatin1String("''"));
    return QLatin1Char('\'') + escaped + QLatin1Char('\'');
}

core::Result<SessionFacts> MySqlDialect::readFacts(SqlExecutor& session) const
{
    const auto rows = session.query(catalogueQuery(id(), QStringLiteral("facts")));
    if (!rows)
        return core::fail(rows.error());
    const auto variables = session.query(catalogueQuery(id(), QStringLiteral("variables")));
    if (!variables)
        return core::fail(variables.error());
    const auto tls = session.query(catalogueQuery(id(), QStringLiteral("tls")));
    if (!tls)
        return core::fail(tls.error());
    SessionFacts facts;
    facts.version = parseVersion(rows->text(0, QStringLiteral("version")));
    facts.database = rows->text(0, QStringLiteral("database"));
    facts.user = rows->text(0, QStringLiteral("user"));
    facts.sessionId = rows->text(0, QStringLiteral("session_id"));
    facts.encoding = rows->text(0, QStringLiteral("encoding"));
    for (const QVariantList& row : variables->rows) {
        const QString value = row.value(1).toString();
        facts.readOnly = facts.readOnly || value == QLatin1String("ON") || value == QLatin1String("1");
    }
    QStringList detail;
    for (const QVariantList& row : tls->rows) {
        facts.tls = facts.tls || (row.value(0) == QLatin1String("Ssl_cipher") && !row.value(1).toString().isEmpty());
        detail.prepend(row.value(1).toString());
    }
    facts.tlsDetail = detail.join(QLatin1Char(' ')).trimmed();
    return facts;
}

ServerVersion MySqlDialect::parseVersion(const QString& text) const
{
    static const QRegularExpression pattern(QStringLiteral("(\\d+)\\.(\\d+)(?:\\.(\\d+))?"));
    ServerVersion version;
    version.text = text;
    QString number = text;
    if (text.contains(mariaDb, Qt::CaseInsensitive)) {
        version.flavour = mariaDb;
        // Old replication protocols could not bear a first number above 5: "5.5.5-10.11.6-MariaDB".
        if (number.startsWith(QLatin1String("5.5.5-10.")) || number.startsWith(QLatin1String("5.5.5-11.")))
            number.remove(0, 6);
    } else if (text.contains(QLatin1String("TiDB"))) {
        version.flavour = QStringLiteral("TiDB");
        number = text.section(QLatin1String("TiDB-v"), 1);
    }
    const QRegularExpressionMatch match = pattern.match(number);
    version.major = match.captured(1).toInt();
    version.minor = match.captured(2).toInt();
    version.patch = match.captured(3).toInt();
    return version;
}

VersionSupport MySqlDialect::versionSupport(const ServerVersion& version) const
{
    if (!version.isKnown())
        return VersionSupport::Unknown;
    if (version.flavour == mariaDb) {
        if (!version.atLeast(10, 3))
            return VersionSupport::TooOld;
        return version.major > 12 ? VersionSupport::Untested : VersionSupport::Supported;
    }
    if (!version.flavour.isEmpty())
        return VersionSupport::Untested;
    if (!version.atLeast(5, 7))
        return VersionSupport::TooOld;
    return version.major > 9 ? VersionSupport::Untested : VersionSupport::Supported;
}

QString MySqlDialect::cancelStatement(const QString& sessionId) const
{
    return QStringLiteral("KILL QUERY %1").arg(sessionId.toULongLong());
}

QStringList MySqlDialect::readOnlyStatements(const ServerVersion&) const
{
    return { QStringLiteral("SET SESSION TRANSACTION READ ONLY") };
}

QStringList MySqlDialect::timeoutStatements(const Timeouts& timeouts, const ServerVersion& version) const
{
    const QString lock
        = timeouts.lockMs > 0 ? QString::number((timeouts.lockMs + 999) / 1000) : QStringLiteral("DEFAULT");
    QStringList statements{
        QStringLiteral("SET SESSION innodb_lock_wait_timeout = %1, SESSION lock_wait_timeout = %1").arg(lock)
    };
    if (version.flavour == mariaDb)
        statements
            += QStringLiteral("SET SESSION max_statement_time = %1").arg(timeouts.statementMs / 1000.0, 0, 'f', 3);
    else if (version.flavour.isEmpty()) // MySQL limits SELECT only
        statements += QStringLiteral("SET SESSION max_execution_time = %1").arg(timeouts.statementMs);
    return statements;
}

core::Result<std::vector<TableCount>> MySqlDialect::listTables(SqlExecutor& session) const
{
    return tablesFrom(session.query(catalogueQuery(id(), QStringLiteral("tables"))));
}

QStringList MySqlDialect::snapshotStatements() const
{
    return { QStringLiteral("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY") };
}

core::Result<Introspected> MySqlDialect::introspect(SqlExecutor& session, const ServerVersion& version) const
{
    return mysql::Introspection(session, version).read();
}

FailureKind MySqlDialect::classify(const SqlFailure& failure) const
{
    const int code = failure.nativeCode.toInt();
    if (!failure.whileConnecting)
        return failure.connectionBroken ? FailureKind::ConnectionLost : statementKind(code);
    // Only the text tells that no password was sent; a server that speaks another language says "wrong" instead.
    const bool hadNone = failure.driverText.contains(QLatin1String("using password: NO"));
    return code == 1045 && hadNone ? FailureKind::PasswordNeeded : connectingKind(code);
}

} // namespace espalier::dialects
