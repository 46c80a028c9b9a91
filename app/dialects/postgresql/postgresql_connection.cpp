#include "dialects/postgresql/postgresql_connection.h"

#include "dialects/postgresql/postgresql_dialect.h"

#include <QCoreApplication>

namespace espalier::dialects {

namespace postgresql {

namespace {

void setUnlessGiven(KeyValues& values, const char* key, const QString& value)
{
    const QString name = QLatin1String(key);
    const bool isGiven = std::any_of(values.begin(), values.end(), [&](const auto& one) { return one.first == name; });
    if (!isGiven && !value.isEmpty())
        values.append({ name, value });
}

} // namespace

KeyValues hostParameters(const DatabaseUrl& url)
{
    QStringList hosts;
    QStringList ports;
    for (const HostPort& host : url.hosts) {
        hosts += host.host;
        ports += host.port > 0 ? QString::number(host.port) : QString();
    }
    KeyValues values;
    if (!hosts.join(QString()).isEmpty())
        values.append({ QStringLiteral("host"), hosts.join(QLatin1Char(',')) });
    if (!ports.join(QString()).isEmpty())
        values.append({ QStringLiteral("port"), ports.join(QLatin1Char(',')) });
    return values;
}

KeyValues connectionOptions(const ConnectRequest& request, const TlsSettings& tls)
{
    static const QStringList ofTls{ QStringLiteral("sslmode"), QStringLiteral("sslrootcert"), QStringLiteral("sslcert"),
        QStringLiteral("sslkey") };
    const QStringList known = PostgreSqlDialect().urlRules().clientLibraryOptions;
    KeyValues values;
    for (const auto& option : request.url.options) {
        if (known.contains(option.first) && !ofTls.contains(option.first))
            values.append(option);
    }
    if (tls.mode != TlsMode::Default)
        values.append({ ofTls[0], tlsModeName(tls.mode) });
    setUnlessGiven(values, "sslrootcert", tls.rootCertificate);
    setUnlessGiven(values, "sslcert", tls.certificate);
    setUnlessGiven(values, "sslkey", tls.key);
    setUnlessGiven(values, "connect_timeout", QString::number(qMax(2, (request.connectTimeoutMs + 999) / 1000)));
    setUnlessGiven(values, "application_name", request.applicationName);
    // A peer that vanished without a word is noticed within a minute, not after the system's two hours.
    setUnlessGiven(values, "keepalives_idle", QStringLiteral("30"));
    setUnlessGiven(values, "keepalives_interval", QStringLiteral("10"));
    setUnlessGiven(values, "keepalives_count", QStringLiteral("3"));
    setUnlessGiven(values, "tcp_user_timeout", QStringLiteral("60000"));
    return values;
}

} // namespace postgresql

UrlRules PostgreSqlDialect::urlRules() const
{
    UrlRules rules;
    rules.userOptions = { QStringLiteral("user") };
    rules.passwordOptions = { QStringLiteral("password") };
    rules.secretOptions = { QStringLiteral("sslpassword") };
    rules.databaseOptions = { QStringLiteral("dbname"), QStringLiteral("database") };
    rules.hostOptions = { QStringLiteral("host") };
    rules.portOptions = { QStringLiteral("port") };
    // https://www.postgresql.org/docs/15/libpq-connect.html#LIBPQ-PARAMKEYWORDS
    for (const char* name : { "hostaddr", "passfile", "channel_binding", "connect_timeout", "client_encoding",
             "options", "application_name", "fallback_application_name", "keepalives", "keepalives_idle",
             "keepalives_interval", "keepalives_count", "tcp_user_timeout", "replication", "gssencmode", "sslmode",
             "requiressl", "sslcompression", "sslcert", "sslkey", "sslpassword", "sslrootcert", "sslcrl", "sslcrldir",
             "sslsni", "requirepeer", "ssl_min_protocol_version", "ssl_max_protocol_version", "krbsrvname", "gsslib",
             "service", "target_session_attrs" })
        rules.clientLibraryOptions += QLatin1String(name);
    rules.plainSchemeIsClientUri = true;
    rules.obsoleteScheme = QStringLiteral("postgres");
    return rules;
}

TlsSettings PostgreSqlDialect::tlsOf(const DatabaseUrl& url) const
{
    TlsSettings tls;
    // asyncpg calls it "ssl", with the same words and "true".
    const QString mode = url.hasOption(QStringLiteral("sslmode")) ? url.option(QStringLiteral("sslmode"))
                                                                  : url.option(QStringLiteral("ssl"));
    tls.mode = mode.compare(QLatin1String("true"), Qt::CaseInsensitive) == 0 ? TlsMode::Require : tlsModeFromName(mode);
    if (mode == QLatin1String("allow"))
        tls.mode = TlsMode::Prefer;
    tls.rootCertificate = url.option(QStringLiteral("sslrootcert"));
    tls.certificate = url.option(QStringLiteral("sslcert"));
    tls.key = url.option(QStringLiteral("sslkey"));
    return tls;
}

core::Result<DriverConnection> PostgreSqlDialect::driverConnection(const ConnectRequest& request) const
{
    KeyValues options = postgresql::connectionOptions(request, effectiveTls(request));
    DriverConnection connection;
    connection.driver = qtDriver();
    connection.database = request.url.database;
    connection.user = request.url.user;
    connection.password = request.url.password;
    for (const auto& [key, value] : postgresql::hostParameters(request.url)) {
        if (key == QLatin1String("host"))
            connection.host = value;
        else if (value.contains(QLatin1Char(',')))
            options.append({ key, value });
        else
            connection.port = value.toInt();
    }
    for (const auto& [key, value] : options) {
        // QPSQL turns every ";" of its options into a space, even inside quotes.
        if (value.contains(QLatin1Char(';')))
            return core::fail(core::ErrorCode::InvalidArgument,
                QT_TRANSLATE_NOOP(
                    "Messages", "The connection option %1 contains \";\", which the driver cannot pass on."),
                { key });
    }
    connection.options = conninfoText(options);
    return connection;
}

} // namespace espalier::dialects
