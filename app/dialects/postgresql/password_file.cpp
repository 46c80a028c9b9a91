// libpq's password file: hostname:port:database:username:password, the first matching line counts.
// https://www.postgresql.org/docs/current/libpq-pgpass.html
#include "core/file.h"
#include "dialects/postgresql/postgresql_dialect.h"

#include <QFileInfo>

namespace espalier::dialects {

namespace {

/// The fields of a line; a backslash takes the character behind it as it stands. The password takes the rest.
QStringList fieldsOf(const QString& line)
{
    QStringList fields{ QString() };
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line[i];
        if (c == QLatin1Char('\\') && i + 1 < line.size())
            fields.last() += line[++i];
        else if (c == QLatin1Char(':') && fields.size() < 5)
            fields += QString();
        else
            fields.last() += c;
    }
    return fields;
}

bool fits(const QString& pattern, const QString& value) { return pattern == QLatin1String("*") || pattern == value; }

QString passwordFilePath(const DatabaseUrl& url, const QProcessEnvironment& environment)
{
    if (url.hasOption(QStringLiteral("passfile")))
        return url.option(QStringLiteral("passfile"));
    const QString named = environment.value(QStringLiteral("PGPASSFILE"));
    return named.isEmpty() ? environment.value(QStringLiteral("HOME")) + QStringLiteral("/.pgpass") : named;
}

} // namespace

std::optional<core::Secret> PostgreSqlDialect::passwordFromFile(
    const DatabaseUrl& url, const QProcessEnvironment& environment) const
{
    const QString path = passwordFilePath(url, environment);
    const QFile::Permissions forOthers = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    if (QFileInfo(path).permissions() & forOthers) // libpq passes over a file that others may read
        return std::nullopt;
    const auto content = core::readFile(path, 1024 * 1024);
    if (!content)
        return std::nullopt;
    const HostPort server = url.host();
    const bool isLocal = server.host.isEmpty() || server.host.startsWith(QLatin1Char('/'));
    const QString port = QString::number(server.port > 0 ? server.port : defaultPort());
    const QString user = url.user.isEmpty() ? environment.value(QStringLiteral("USER")) : url.user;
    const QString database = url.database.isEmpty() ? user : url.database;
    for (const QString& line : QString::fromUtf8(*content).split(QLatin1Char('\n'))) {
        if (line.startsWith(QLatin1Char('#')))
            continue;
        const QStringList fields = fieldsOf(line.endsWith(QLatin1Char('\r')) ? line.chopped(1) : line);
        const bool hostFits = fields.size() == 5
            && (fits(fields[0], server.host) || (isLocal && fields[0] == QLatin1String("localhost")));
        if (hostFits && fits(fields[1], port) && fits(fields[2], database) && fits(fields[3], user))
            return core::Secret(fields[4]);
    }
    return std::nullopt;
}

} // namespace espalier::dialects
