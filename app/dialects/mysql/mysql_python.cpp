#include "dialects/mysql/mysql_dialect.h"

#include <QCoreApplication>

namespace espalier::dialects {

std::vector<PythonDriver> MySqlDialect::pythonDrivers() const
{
    return { { QStringLiteral("pymysql"), { QStringLiteral("pymysql") } },
        { QStringLiteral("mysqldb"), { QStringLiteral("mysqlclient") } },
        { QStringLiteral("mysqlconnector"), { QStringLiteral("mysql-connector-python") } },
        { QStringLiteral("mariadbconnector"), { QStringLiteral("mariadb") } },
        { QStringLiteral("asyncmy"), { QStringLiteral("asyncmy") } },
        { QStringLiteral("aiomysql"), { QStringLiteral("aiomysql") } } };
}

// SQLAlchemy's dialects for PyMySQL and mysqlclient collect ssl_* options. Neither driver insists on TLS when the
// server offers none; PyMySQL is written in Python, so the bridge of a run can make it (insist_on_tls there). It
// verifies a certificate only against an authority that it is given.
core::Result<DatabaseUrl::Options> MySqlDialect::pythonTlsOptions(const QString& driver, const TlsSettings& tls) const
{
    const bool isPyMySql = driver == QLatin1String("pymysql");
    const bool known = driver.isEmpty() || isPyMySql || driver == QLatin1String("mysqldb");
    const bool insists = tls.mode != TlsMode::Prefer && tls.mode != TlsMode::Disable;
    const bool verifies = tls.mode == TlsMode::VerifyCa || tls.mode == TlsMode::VerifyFull;
    if (!known || (insists && !isPyMySql) || (verifies && tls.rootCertificate.isEmpty()))
        return core::fail(core::ErrorCode::Unsupported,
            verifies && isPyMySql
                ? QT_TRANSLATE_NOOP("Messages",
                    "The Python driver %1 verifies a server only with the file of its certificate authority: name it.")
                : QT_TRANSLATE_NOOP("Messages",
                    "The Python driver %1 cannot be given the TLS settings of this connection: put them into the "
                    "project's own URL."),
            { driver });
    DatabaseUrl::Options options;
    const auto add = [&options](const char* name, const QString& file) {
        if (!file.isEmpty())
            options.append({ QString::fromLatin1(name), file });
    };
    if (tls.mode != TlsMode::Disable) {
        add("ssl_ca", tls.rootCertificate);
        add("ssl_cert", tls.certificate);
        add("ssl_key", tls.key);
        add("ssl_check_hostname", tls.mode == TlsMode::VerifyFull ? QStringLiteral("true") : QStringLiteral("false"));
    }
    return options;
}

} // namespace espalier::dialects
