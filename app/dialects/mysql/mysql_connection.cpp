// How QMYSQL is told about a connection, and what it can promise about encryption. Tried with Connector/C 3.3 on
// Qt 6.4: any of the SSL_… options turns encryption on where the server offers it; with SSL_CA or SSL_CAPATH the
// certificate's chain is checked during the handshake, the host's name never; a server without encryption is accepted
// silently. So "require" and "verify-ca" hold only if somebody looks after the login, and "verify-full" cannot be had.
#include "dialects/mysql/mysql_dialect.h"

#include <QCoreApplication>

namespace espalier::dialects {

UrlRules MySqlDialect::urlRules() const
{
    UrlRules rules;
    rules.userOptions = { QStringLiteral("user") };
    rules.passwordOptions = { QStringLiteral("password"), QStringLiteral("passwd") };
    rules.secretOptions = { QStringLiteral("ssl_key_password"), QStringLiteral("password1"),
        QStringLiteral("password2"), QStringLiteral("password3") };
    rules.databaseOptions = { QStringLiteral("database"), QStringLiteral("db") };
    rules.hostOptions = { QStringLiteral("host") };
    rules.portOptions = { QStringLiteral("port") };
    rules.socketOption = QStringLiteral("unix_socket");
    return rules;
}

TlsSettings MySqlDialect::tlsOf(const DatabaseUrl& url) const
{
    const auto isTrue = [&](const char* name) {
        const QString value = url.option(QLatin1String(name)).toLower();
        return value == QLatin1String("true") || value == QLatin1String("1");
    };
    TlsSettings tls;
    tls.rootCertificate = url.option(QStringLiteral("ssl_ca"));
    tls.certificate = url.option(QStringLiteral("ssl_cert"));
    tls.key = url.option(QStringLiteral("ssl_key"));
    // The words of the mysql client and of mysqlclient's ssl_mode.
    static const std::pair<const char*, TlsMode> modes[]
        = { { "DISABLED", TlsMode::Disable }, { "PREFERRED", TlsMode::Prefer }, { "REQUIRED", TlsMode::Require },
              { "VERIFY_CA", TlsMode::VerifyCa }, { "VERIFY_IDENTITY", TlsMode::VerifyFull } };
    const QString written = url.option(QStringLiteral("ssl_mode")).toUpper();
    for (const auto& [word, mode] : modes) {
        if (written == QLatin1String(word))
            tls.mode = mode;
    }
    if (tls.mode != TlsMode::Default)
        return tls;
    if (isTrue("ssl_disabled"))
        tls.mode = TlsMode::Disable;
    else if (isTrue("ssl_verify_identity"))
        tls.mode = TlsMode::VerifyFull;
    else if (!tls.rootCertificate.isEmpty() || isTrue("ssl_verify_cert"))
        tls.mode = TlsMode::VerifyCa;
    else if (isTrue("ssl") || !tls.certificate.isEmpty())
        tls.mode = TlsMode::Require;
    return tls;
}

TlsPromise MySqlDialect::tlsPromise(TlsMode mode) const
{
    switch (mode) {
    case TlsMode::Require:
    case TlsMode::VerifyCa:
        return TlsPromise::CheckedAfterLogin;
    case TlsMode::VerifyFull:
        return TlsPromise::NotPossible;
    default:
        return TlsPromise::Enforced;
    }
}

namespace {

QStringList tlsOptions(const TlsSettings& tls)
{
    QStringList options;
    if (tls.mode == TlsMode::Disable)
        return options;
    // An empty list of ciphers is the library's own, and enough to turn encryption on.
    options += QStringLiteral("SSL_CIPHER=");
    if (!tls.rootCertificate.isEmpty())
        options += QStringLiteral("SSL_CA=") + tls.rootCertificate;
    else if (tls.mode == TlsMode::VerifyCa)
        options += QStringLiteral("SSL_CAPATH=/etc/ssl/certs");
    if (!tls.certificate.isEmpty())
        options += QStringLiteral("SSL_CERT=") + tls.certificate;
    if (!tls.key.isEmpty())
        options += QStringLiteral("SSL_KEY=") + tls.key;
    return options;
}

/// Drivers written in Python take "localhost" for an address of the network, as they have no socket to prefer.
bool meansNetwork(const DatabaseUrl& url)
{
    static const QStringList pure{ QStringLiteral("pymysql"), QStringLiteral("aiomysql"), QStringLiteral("asyncmy"),
        QStringLiteral("mysqlconnector") };
    return pure.contains(url.driver) || url.host().port > 0;
}

} // namespace

core::Result<DriverConnection> MySqlDialect::driverConnection(const ConnectRequest& request) const
{
    const HostPort host = request.url.host();
    const bool isSocket = host.host.startsWith(QLatin1Char('/'));
    TlsSettings tls = effectiveTls(request);
    if (isSocket && (tls.mode == TlsMode::Default || tls.mode == TlsMode::Prefer))
        tls.mode = TlsMode::Disable;
    DriverConnection connection;
    connection.driver = qtDriver();
    connection.database = request.url.database;
    connection.user = request.url.user;
    connection.password = request.url.password;
    connection.host = isSocket ? QString() : host.host;
    if (connection.host == QLatin1String("localhost") && meansNetwork(request.url))
        connection.host = QStringLiteral("127.0.0.1");
    connection.port = host.port > 0 ? host.port : defaultPort();
    QStringList options{
        QStringLiteral("MYSQL_OPT_CONNECT_TIMEOUT=%1").arg(qMax(1, (request.connectTimeoutMs + 999) / 1000))
    };
    if (isSocket)
        options += QStringLiteral("UNIX_SOCKET=") + host.host;
    options += tlsOptions(tls);
    for (const QString& option : std::as_const(options)) {
        if (option.contains(QLatin1Char(';')))
            return core::fail(core::ErrorCode::InvalidArgument,
                QT_TRANSLATE_NOOP(
                    "Messages", "The connection option %1 contains \";\", which the driver cannot pass on."),
                { option.section(QLatin1Char('='), 0, 0) });
    }
    connection.options = options.join(QLatin1Char(';'));
    return connection;
}

} // namespace espalier::dialects
