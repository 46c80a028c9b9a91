#include "dialects/postgresql/postgresql_dialect.h"

#include <QCoreApplication>

namespace espalier::dialects {

std::vector<PythonDriver> PostgreSqlDialect::pythonDrivers() const
{
    return { { QStringLiteral("psycopg2"), { QStringLiteral("psycopg2"), QStringLiteral("psycopg2-binary") } },
        { QStringLiteral("psycopg"), { QStringLiteral("psycopg") } },
        { QStringLiteral("asyncpg"), { QStringLiteral("asyncpg") } },
        { QStringLiteral("pg8000"), { QStringLiteral("pg8000") } } };
}

// Drivers over libpq take its words; asyncpg takes the mode as "ssl" but no files in a URL.
core::Result<DatabaseUrl::Options> PostgreSqlDialect::pythonTlsOptions(
    const QString& driver, const TlsSettings& tls) const
{
    DatabaseUrl::Options options;
    const bool overLibpq = driver.isEmpty() || driver.startsWith(QStringLiteral("psycopg"));
    const bool withFiles = !tls.rootCertificate.isEmpty() || !tls.certificate.isEmpty() || !tls.key.isEmpty();
    if (!overLibpq && (driver != QLatin1String("asyncpg") || withFiles))
        return core::fail(core::ErrorCode::Unsupported,
            QT_TRANSLATE_NOOP("Messages",
                "The Python driver %1 cannot be given the TLS settings of this connection: put them into the project's "
                "own URL."),
            { driver });
    options.append({ overLibpq ? QStringLiteral("sslmode") : QStringLiteral("ssl"), tlsModeName(tls.mode) });
    const auto add = [&options](const char* name, const QString& file) {
        if (!file.isEmpty())
            options.append({ QString::fromLatin1(name), file });
    };
    add("sslrootcert", tls.rootCertificate);
    add("sslcert", tls.certificate);
    add("sslkey", tls.key);
    return options;
}

} // namespace espalier::dialects
