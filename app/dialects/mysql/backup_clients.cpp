#include "dialects/mysql/backup_clients.h"

#include "dialects/dialect.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace espalier::dialects::mysql {

namespace {

const QString mariaDb = QStringLiteral("MariaDB");

QString productName(const ServerVersion& version) { return isMariaDb(version) ? mariaDb : QStringLiteral("MySQL"); }

QStringList namesOf(ClientKind kind, bool forMariaDb)
{
    if (kind == ClientKind::Dump)
        return forMariaDb ? QStringList{ QStringLiteral("mariadb-dump"), QStringLiteral("mysqldump") }
                          : QStringList{ QStringLiteral("mysqldump") };
    return forMariaDb ? QStringList{ QStringLiteral("mariadb"), QStringLiteral("mysql") }
                      : QStringList{ QStringLiteral("mysql") };
}

void addTls(QStringList& arguments, const TlsSettings& tls, bool forMariaDb)
{
    const auto file = [&arguments](const char* option, const QString& path) {
        if (!path.isEmpty())
            arguments << QStringLiteral("--%1=%2").arg(QLatin1String(option), path);
    };
    file("ssl-ca", tls.rootCertificate);
    file("ssl-cert", tls.certificate);
    file("ssl-key", tls.key);
    const bool verifies = tls.mode == TlsMode::VerifyCa || tls.mode == TlsMode::VerifyFull;
    if (forMariaDb) {
        if (tls.mode == TlsMode::Disable)
            arguments << QStringLiteral("--skip-ssl");
        else if (tls.mode == TlsMode::Require || verifies)
            arguments << QStringLiteral("--ssl");
        if (verifies) // it knows no difference between the two: the stricter one
            arguments << QStringLiteral("--ssl-verify-server-cert");
        return;
    }
    switch (tls.mode) {
    case TlsMode::Default:
        break;
    case TlsMode::Disable:
        arguments << QStringLiteral("--ssl-mode=DISABLED");
        break;
    case TlsMode::Prefer:
        arguments << QStringLiteral("--ssl-mode=PREFERRED");
        break;
    case TlsMode::Require:
        arguments << QStringLiteral("--ssl-mode=REQUIRED");
        break;
    case TlsMode::VerifyCa:
        arguments << QStringLiteral("--ssl-mode=VERIFY_CA");
        break;
    case TlsMode::VerifyFull:
        arguments << QStringLiteral("--ssl-mode=VERIFY_IDENTITY");
        break;
    }
}

struct Symptom {
    const char* words;
    core::ErrorCode code;
    const char* message;
};

// The clients' and server's own English words; the first that fits. %1: program, %2: database.
const Symptom symptoms[] = {
    { "Got errno 28", core::ErrorCode::WriteFailed,
        QT_TRANSLATE_NOOP("Messages", "%1 could not write: the disk is full.") },
    { "No space left on device", core::ErrorCode::WriteFailed,
        QT_TRANSLATE_NOOP("Messages", "%1 could not write: the disk is full.") },
    { "Disk full", core::ErrorCode::WriteFailed,
        QT_TRANSLATE_NOOP("Messages", "%1 could not write: the disk is full.") },
    { "File too large", core::ErrorCode::WriteFailed,
        QT_TRANSLATE_NOOP("Messages", "%1 could not write: the file may not grow any more.") },
    { "Got errno", core::ErrorCode::WriteFailed, QT_TRANSLATE_NOOP("Messages", "%1 could not write.") },
    { "Can't create/write to file", core::ErrorCode::WriteFailed,
        QT_TRANSLATE_NOOP("Messages", "%1 could not write.") },
    { "Access denied for user", core::ErrorCode::AuthenticationFailed,
        QT_TRANSLATE_NOOP("Messages", "%1 was not let in to %2: wrong user or password, or a right is missing.") },
    { "Lost connection", core::ErrorCode::ConnectionLost,
        QT_TRANSLATE_NOOP("Messages", "%1 lost the connection to %2.") },
    { "server has gone away", core::ErrorCode::ConnectionLost,
        QT_TRANSLATE_NOOP("Messages", "%1 lost the connection to %2.") },
    { "TLS/SSL error: unexpected eof", core::ErrorCode::ConnectionLost,
        QT_TRANSLATE_NOOP("Messages", "%1 lost the connection to %2.") },
    { "Connection was killed", core::ErrorCode::ConnectionLost,
        QT_TRANSLATE_NOOP("Messages", "%1 lost the connection to %2.") },
    { "Lock wait timeout", core::ErrorCode::Busy,
        QT_TRANSLATE_NOOP("Messages", "%1 gave up waiting for a table lock in %2: another session holds it.") },
    { "Can't connect", core::ErrorCode::ConnectionFailed,
        QT_TRANSLATE_NOOP("Messages", "%1 could not connect to %2.") },
};

} // namespace

bool isMariaDb(const ServerVersion& version)
{
    return version.flavour.contains(mariaDb, Qt::CaseInsensitive)
        || version.text.contains(mariaDb, Qt::CaseInsensitive);
}

ServerVersion parseClientVersion(const QString& output)
{
    static const QRegularExpression form(QStringLiteral(
        R"(^(?:\S*/)?(?:mariadb|mysql)\S*\s+(?:from\s+|Ver\s+)(?:\S+\s+Distrib\s+)?(\d+)\.(\d+)(?:\.(\d+))?)"));
    const auto match = form.match(output);
    ServerVersion version;
    if (!match.hasMatch())
        return version;
    version.major = match.captured(1).toInt();
    version.minor = match.captured(2).toInt();
    version.patch = match.captured(3).toInt();
    version.text = output.trimmed();
    if (isMariaDb(version))
        version.flavour = mariaDb;
    return version;
}

std::optional<ClientProgram> chooseClient(const QList<ClientProgram>& found, const ServerVersion& least)
{
    const auto distance = [&least](const ServerVersion& version) {
        return std::pair{ version.major - least.major, std::abs(version.minor - least.minor) };
    };
    std::optional<ClientProgram> best;
    for (const ClientProgram& program : found) {
        if (isMariaDb(program.version) != isMariaDb(least) || program.version.major < least.major)
            continue;
        if (!best || distance(program.version) < distance(best->version))
            best = program;
    }
    return best;
}

core::Result<ClientProgram> findClient(
    ClientKind kind, const ServerVersion& least, const QStringList& folders, const core::CancelToken& cancel)
{
    const bool forMariaDb = isMariaDb(least);
    const QStringList patterns{ QStringLiteral("/usr/local/mysql/bin"), QStringLiteral("/usr/local/mariadb/bin"),
        QStringLiteral("/opt/homebrew/opt/mysql*/bin"), QStringLiteral("/opt/homebrew/opt/mariadb*/bin") };
    QList<ClientProgram> found;
    for (const QString& name : namesOf(kind, forMariaDb)) {
        for (const QString& path : findExecutables(name, folders, patterns)) {
            const auto program = probeClient(path, parseClientVersion, cancel);
            if (!program)
                return core::fail(program.error());
            if (program->has_value())
                found += **program;
        }
        if (const auto chosen = chooseClient(found, least))
            return *chosen;
    }
    return core::fail(core::ErrorCode::ToolMissing,
        QT_TRANSLATE_NOOP("Messages",
            "The server is %1 %2 and needs %3 of %1, version %4 or newer. Found: %5. Install %6, or set the folder of "
            "the "
            "client programs."),
        { productName(least), least.number(), namesOf(kind, forMariaDb).first(), QString::number(least.major),
            listPrograms(found), forMariaDb ? QStringLiteral("mariadb-client") : QStringLiteral("mysql-client") });
}

core::ProcessSpec clientFor(const ClientProgram& program, const DatabaseUrl& url, const TlsSettings& tls)
{
    core::ProcessSpec spec = clientSpec(program, { QStringLiteral("MYSQL_"), QStringLiteral("MARIADB_") });
    spec.arguments = { QStringLiteral("--no-defaults"), QStringLiteral("--default-character-set=utf8mb4") };
    if (url.hasPassword)
        spec.environment.insert(QStringLiteral("MYSQL_PWD"), url.password.reveal());
    // To the very place that a session of ours would go to.
    ConnectRequest request;
    request.url = url;
    request.tls = tls;
    const HostPort host = url.host();
    const auto connection = dialectOf(url).driverConnection(request);
    if (host.host.startsWith(QLatin1Char('/')))
        spec.arguments << QStringLiteral("--protocol=socket") << QStringLiteral("--socket=") + host.host;
    else if (connection && !connection->host.isEmpty())
        spec.arguments << QStringLiteral("--host=") + connection->host
                       << QStringLiteral("--port=%1").arg(connection->port);
    if (!url.user.isEmpty())
        spec.arguments << QStringLiteral("--user=") + url.user;
    addTls(spec.arguments, tls.mode == TlsMode::Default ? dialectOf(url).tlsOf(url) : tls, isMariaDb(program.version));
    return spec;
}

core::Error clientFailure(const ClientProgram& program, const core::ProcessOutput& output, const QString& database)
{
    const QString trouble = troubleIn(output.standardError);
    for (const Symptom& symptom : symptoms) {
        if (trouble.contains(QLatin1String(symptom.words), Qt::CaseInsensitive))
            return core::makeError(symptom.code, symptom.message, { program.name, database }, trouble);
    }
    return core::makeError(core::ErrorCode::ToolFailed, QT_TRANSLATE_NOOP("Messages", "%1 ended with exit code %2."),
        { program.name, QString::number(output.exitCode) }, trouble);
}

} // namespace espalier::dialects::mysql
