#include "dialects/postgresql/backup_clients.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace espalier::dialects::postgresql {

namespace {

// pg_dump itself holds its version against the server's only in this grain.
std::pair<int, int> grain(const ServerVersion& version)
{
    return { version.major, version.major < 10 ? version.minor : 0 };
}

QString grainText(const ServerVersion& version)
{
    const auto [major, minor] = grain(version);
    return major < 10 ? QStringLiteral("%1.%2").arg(major).arg(minor) : QString::number(major);
}

const QStringList& places()
{
    // Debian, Red Hat, source builds, Homebrew, Postgres.app: where each installs several versions side by side.
    static const QStringList patterns{ QStringLiteral("/usr/lib/postgresql/*/bin"), QStringLiteral("/usr/pgsql-*/bin"),
        QStringLiteral("/usr/local/pgsql/bin"), QStringLiteral("/usr/local/pgsql-*/bin"),
        QStringLiteral("/opt/homebrew/opt/postgresql@*/bin"),
        QStringLiteral("/Applications/Postgres.app/Contents/Versions/*/bin") };
    return patterns;
}

core::Result<QList<ClientProgram>> findAll(
    const QString& name, const ServerVersion& wanted, const QStringList& folders, const core::CancelToken& cancel)
{
    QList<ClientProgram> found;
    const QStringList paths = findExecutables(name, folders, places());
    for (const QString& path : paths) {
        const auto program = probeClient(path, parseClientVersion, cancel);
        if (!program)
            return core::fail(program.error());
        if (!program->has_value())
            continue;
        found += **program;
        if (grain(found.last().version) == grain(wanted))
            break; // none fits better
    }
    return found;
}

std::optional<ClientProgram> nearest(
    const QList<ClientProgram>& found, std::pair<int, int> least, std::pair<int, int> wanted)
{
    std::optional<ClientProgram> best;
    for (const ClientProgram& program : found) {
        const auto version = grain(program.version);
        if (version < least)
            continue;
        if (version == wanted)
            return program;
        if (!best || version < grain(best->version))
            best = program;
    }
    return best;
}

struct Symptom {
    const char* words;
    core::ErrorCode code;
    const char* message;
};

// The servers' and clients' own English words (LC_ALL=C); the first that fits. %1: program, %2: database.
const Symptom symptoms[] = {
    { "server version mismatch", core::ErrorCode::ToolMissing,
        QT_TRANSLATE_NOOP("Messages", "%1 is too old for the server of %2.") },
    { "unsupported version", core::ErrorCode::ToolMissing,
        QT_TRANSLATE_NOOP("Messages", "%1 is too old for this archive.") },
    { "password authentication failed", core::ErrorCode::AuthenticationFailed,
        QT_TRANSLATE_NOOP("Messages", "%1 was not let in to %2: wrong user or password.") },
    { "no password supplied", core::ErrorCode::AuthenticationFailed,
        QT_TRANSLATE_NOOP("Messages", "%1 was not let in to %2: a password is needed.") },
    { "No space left on device", core::ErrorCode::WriteFailed,
        QT_TRANSLATE_NOOP("Messages", "%1 could not write: the disk is full.") },
    { "Disk quota exceeded", core::ErrorCode::WriteFailed,
        QT_TRANSLATE_NOOP("Messages", "%1 could not write: the disk quota is used up.") },
    { "File too large", core::ErrorCode::WriteFailed,
        QT_TRANSLATE_NOOP("Messages", "%1 could not write: the file may not grow any more.") },
    { "could not write to", core::ErrorCode::WriteFailed, QT_TRANSLATE_NOOP("Messages", "%1 could not write.") },
    { "could not open output file", core::ErrorCode::WriteFailed,
        QT_TRANSLATE_NOOP("Messages", "%1 could not write.") },
    { "canceling statement due to lock timeout", core::ErrorCode::Busy,
        QT_TRANSLATE_NOOP("Messages", "%1 gave up waiting for a table lock in %2: another session holds it.") },
    { "canceling statement due to statement timeout", core::ErrorCode::Busy,
        QT_TRANSLATE_NOOP("Messages", "%1 gave up waiting for a table lock in %2: another session holds it.") },
    { "could not obtain lock on relation", core::ErrorCode::Busy,
        QT_TRANSLATE_NOOP("Messages", "%1 gave up waiting for a table lock in %2: another session holds it.") },
    { "server closed the connection unexpectedly", core::ErrorCode::ConnectionLost,
        QT_TRANSLATE_NOOP("Messages", "%1 lost the connection to %2.") },
    { "terminating connection", core::ErrorCode::ConnectionLost,
        QT_TRANSLATE_NOOP("Messages", "%1 lost the connection to %2.") },
    { "no connection to the server", core::ErrorCode::ConnectionLost,
        QT_TRANSLATE_NOOP("Messages", "%1 lost the connection to %2.") },
    { "could not receive data from server", core::ErrorCode::ConnectionLost,
        QT_TRANSLATE_NOOP("Messages", "%1 lost the connection to %2.") },
    { "connection to server", core::ErrorCode::ConnectionFailed,
        QT_TRANSLATE_NOOP("Messages", "%1 could not connect to %2.") },
    { "could not read from input file", core::ErrorCode::Corrupt,
        QT_TRANSLATE_NOOP("Messages", "%1 cannot read the archive: it is damaged.") },
    { "could not uncompress data", core::ErrorCode::Corrupt,
        QT_TRANSLATE_NOOP("Messages", "%1 cannot read the archive: it is damaged.") },
};

} // namespace

ServerVersion parseClientVersion(const QString& output)
{
    static const QRegularExpression form(QStringLiteral(R"(^pg_\w+ \(PostgreSQL\) (\d+)(?:\.(\d+))?(?:\.(\d+))?)"));
    const auto match = form.match(output);
    ServerVersion version;
    if (!match.hasMatch())
        return version;
    version.major = match.captured(1).toInt();
    version.minor = match.captured(2).toInt();
    version.patch = match.captured(3).toInt();
    version.text = output.trimmed();
    return version;
}

std::optional<ClientProgram> chooseDumpClient(const QList<ClientProgram>& found, const ServerVersion& server)
{
    return nearest(found, grain(server), grain(server));
}

std::optional<ClientProgram> chooseRestoreClient(
    const QList<ClientProgram>& found, const ServerVersion& archive, const ServerVersion& server)
{
    return nearest(found, grain(archive), std::max(grain(archive), grain(server)));
}

core::Result<ClientProgram> findDumpClient(
    const ServerVersion& server, const QStringList& folders, const core::CancelToken& cancel)
{
    const auto found = findAll(QStringLiteral("pg_dump"), server, folders, cancel);
    if (!found)
        return core::fail(found.error());
    if (const auto chosen = chooseDumpClient(*found, server))
        return *chosen;
    return core::fail(core::ErrorCode::ToolMissing,
        QT_TRANSLATE_NOOP("Messages",
            "The server is PostgreSQL %1 and needs pg_dump %2 or newer. Found: %3. Install postgresql-client-%2, or "
            "set "
            "the folder of the client programs."),
        { server.number(), grainText(server), listPrograms(*found) });
}

core::Result<ClientProgram> findRestoreClient(const ServerVersion& archive, const ServerVersion& server,
    const QStringList& folders, const core::CancelToken& cancel)
{
    const ServerVersion& wanted = grain(archive) < grain(server) ? server : archive;
    const auto found = findAll(QStringLiteral("pg_restore"), wanted, folders, cancel);
    if (!found)
        return core::fail(found.error());
    if (const auto chosen = chooseRestoreClient(*found, archive, server))
        return *chosen;
    return core::fail(core::ErrorCode::ToolMissing,
        QT_TRANSLATE_NOOP("Messages",
            "The backup was written by pg_dump %1 and needs pg_restore %1 or newer. Found: %2. Install "
            "postgresql-client-%1, or set the folder of the client programs."),
        { grainText(archive), listPrograms(*found) });
}

QString connectionArgument(const DatabaseUrl& url, const TlsSettings& tls)
{
    DatabaseUrl address = url;
    const auto set = [&address](const char* name, const QString& value) {
        if (!value.isEmpty())
            address.setOption(QString::fromLatin1(name), value);
    };
    if (tls.mode != TlsMode::Default)
        set("sslmode", tlsModeName(tls.mode));
    set("sslrootcert", tls.rootCertificate);
    set("sslcert", tls.certificate);
    set("sslkey", tls.key);
    // A network that swallows packets is noticed, unless the URL has its own mind about it.
    for (const auto& [name, value] : { std::pair{ "connect_timeout", "15" }, std::pair{ "keepalives_idle", "30" },
             std::pair{ "keepalives_interval", "10" }, std::pair{ "keepalives_count", "6" } }) {
        if (!address.hasOption(QString::fromLatin1(name)))
            set(name, QString::fromLatin1(value));
    }
    return QStringLiteral("--dbname=") + address.toConninfo(DatabaseUrl::Password::Leave).reveal();
}

core::Result<void> checkSecrets(const DatabaseUrl& url)
{
    // libpq takes a key's passphrase from its options only, and arguments are for everybody to read.
    if (url.hasOption(QStringLiteral("sslpassword")))
        return core::fail(core::ErrorCode::Unsupported,
            QT_TRANSLATE_NOOP("Messages",
                "The key of the client certificate has a passphrase, which cannot be handed to pg_dump and "
                "pg_restore."));
    return {};
}

core::ProcessSpec clientFor(const ClientProgram& program, const DatabaseUrl& url, const TlsSettings& tls)
{
    core::ProcessSpec spec = clientSpec(program, { QStringLiteral("PG") });
    if (url.hasPassword)
        spec.environment.insert(QStringLiteral("PGPASSWORD"), url.password.reveal());
    spec.arguments = { connectionArgument(url, tls), QStringLiteral("--no-password"), QStringLiteral("--verbose") };
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

} // namespace espalier::dialects::postgresql
