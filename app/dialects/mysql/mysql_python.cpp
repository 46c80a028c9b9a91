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
// server offers none, so a mode that does is not promised.
core::Result<DatabaseUrl::Options> MySqlDialect::pythonTlsOptions(const QString& driver, const TlsSettings& tls) const
{
    const bool known = driver.isEmpty() || driver == QLatin1String("pymysql") || driver == QLatin1String("mysqldb");
    const bool insists = tls.mode != TlsMode::Prefer && tls.mode != TlsMode::Disable;
    if (!known || insists)
        return core::fail(core::ErrorCode::Unsupported,
            QT_TRANSLATE_NOOP("Messages",
                "The Python driver %1 cannot be given the TLS settings of this connection: put them into the project's "
                "own URL."),
            { driver });
    DatabaseUrl::Options options;
    const auto add = [&options](const char* name, const QString& file) {
        if (!file.isEmpty())
            options.append({ QString::fromLatin1(name), file });
    };
    if (tls.mode == TlsMode::Prefer) {
        add("ssl_ca", tls.rootCertificate);
        add("ssl_cert", tls.certificate);
        add("ssl_key", tls.key);
        options.append({ QStringLiteral("ssl_check_hostname"), QStringLiteral("false") });
    }
    return options;
}

} // namespace espalier::dialects
