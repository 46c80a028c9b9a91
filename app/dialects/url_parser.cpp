// Reads addresses. Three grammars, told apart by their first characters:
//  - SQLAlchemy's (sqlalchemy.engine.url._parse_url of 2.0, the same pattern here): user and password are escaped, the
//    database is not, options of the query override what stands before, "host" may repeat for several servers.
//  - libpq's URIs, which share the plain scheme: hosts separated by commas, every part may be escaped.
//  - libpq's conninfo strings.
// All end in the same DatabaseUrl, so that nothing later asks how an address was spelled. The text never gets into an
// error, since anything in it may be a password.
#include "dialects/conninfo.h"
#include "dialects/database_url.h"
#include "dialects/dialect.h"
#include "dialects/url_text.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace espalier::dialects {

namespace {

using core::ErrorCode;
using core::fail;
using core::Result;

struct Parts {
    QString name;
    QString user;
    QString password;
    bool hasPassword = false;
    QString host; ///< everything between "@" and "/", ports included
    QString database;
    QString query;
};

Result<Parts> split(const QString& text)
{
    static const QRegularExpression pattern(
        QStringLiteral("^(?<name>[\\w+]+)://(?:(?<user>[^:/]*)(?<colon>:(?<password>[^@]*))?@)?"
                       "(?<host>\\[[^/?]+\\][^/?]*|[^/?]*)(?:/(?<database>[^?]*))?(?:\\?(?<query>.*))?$"),
        QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch())
        return fail(ErrorCode::Malformed,
            QT_TRANSLATE_NOOP("Messages",
                "This is not a database URL. Examples: postgresql://user@host/database, sqlite:////path/to/file.db."));
    Parts parts;
    parts.name = match.captured(QStringLiteral("name"));
    parts.user = percentDecoded(match.captured(QStringLiteral("user")));
    parts.hasPassword = !match.captured(QStringLiteral("colon")).isEmpty();
    parts.password = percentDecoded(match.captured(QStringLiteral("password")));
    parts.host = match.captured(QStringLiteral("host"));
    parts.database = match.captured(QStringLiteral("database"));
    parts.query = match.captured(QStringLiteral("query"));
    return parts;
}

Result<int> portNumber(const QString& text)
{
    if (text.isEmpty())
        return 0;
    bool isNumber = false;
    const int port = text.toInt(&isNumber);
    if (!isNumber || port < 0 || port > 65535)
        return fail(ErrorCode::Malformed,
            QT_TRANSLATE_NOOP("Messages",
                "The port is not a number from 1 to 65535. A \"@\", \":\" or \"/\" in a password must be written as "
                "%40, %3A or %2F."));
    return port;
}

// What cannot be part of a host's name or address; the writers would make another address of it. A zone
// ("fe80::1%eth0") may follow an IPv6 address.
bool canBeHost(const QString& host)
{
    static const QRegularExpression odd(QStringLiteral(R"([/?#@\[\]\s\x00-\x1f])"));
    return host.startsWith(QLatin1Char('/'))
        || (!odd.match(host).hasMatch() && (!host.contains(QLatin1Char('%')) || host.contains(QLatin1Char(':'))));
}

/// "host", "host:port", "[::1]:port"
Result<HostPort> hostPort(const QString& text, bool decode)
{
    static const QRegularExpression bracketed(QStringLiteral("^\\[(.*)\\](?::(.*))?$"));
    const QRegularExpressionMatch match = bracketed.match(text);
    // A socket's path has no port in it, and neither has a bare IPv6 address.
    const bool hasPort = !text.startsWith(QLatin1Char('/')) && text.count(QLatin1Char(':')) == 1;
    const qsizetype colon = hasPort ? text.indexOf(QLatin1Char(':')) : -1;
    const QString host = match.hasMatch() ? match.captured(1) : text.left(colon);
    const auto port = portNumber(match.hasMatch() ? match.captured(2) : colon < 0 ? QString() : text.mid(colon + 1));
    if (!port)
        return fail(port.error());
    const QString decoded = decode ? percentDecoded(host) : host;
    if (!canBeHost(decoded))
        return fail(ErrorCode::Malformed,
            QT_TRANSLATE_NOOP("Messages",
                "The host is no name and no address. A \"@\", \":\" or \"/\" in a password must be written as %40, %3A "
                "or %2F."));
    return HostPort{ decoded, *port };
}

Result<QList<HostPort>> hostList(const QString& text, bool decode)
{
    QList<HostPort> hosts;
    for (const QString& part : text.split(QLatin1Char(','))) {
        auto host = hostPort(part, decode);
        if (!host)
            return fail(host.error());
        hosts += *host;
    }
    return hosts;
}

KeyValues queryOptions(const QString& query)
{
    KeyValues options;
    for (const QString& pair : query.split(QLatin1Char('&'), Qt::SkipEmptyParts)) {
        const qsizetype sign = pair.indexOf(QLatin1Char('='));
        if (sign > 0 && sign + 1 < pair.size()) // as parse_qsl, which drops blank values
            options.append({ queryDecoded(pair.left(sign)), queryDecoded(pair.mid(sign + 1)) });
    }
    return options;
}

/// Moves into the address what options say about it.
class Overrides {
public:
    Overrides(DatabaseUrl& url, const UrlRules& rules)
        : m_url(url)
        , m_rules(rules)
    { }

    Result<void> apply(const KeyValues& options)
    {
        for (const auto& [key, value] : options) {
            if (const auto taken = take(key, value); !taken)
                return taken;
        }
        return settleHosts();
    }

private:
    Result<void> take(const QString& key, const QString& value)
    {
        if (m_rules.userOptions.contains(key)) {
            m_url.user = value;
        } else if (m_rules.passwordOptions.contains(key)) {
            m_url = m_url.withPassword(core::Secret(value));
        } else if (m_rules.databaseOptions.contains(key)) {
            m_url.database = value;
        } else if (m_rules.hostOptions.contains(key)) {
            const auto hosts = hostList(value, false);
            if (!hosts)
                return fail(hosts.error());
            m_hosts += *hosts;
        } else if (m_rules.portOptions.contains(key)) {
            m_ports = value.split(QLatin1Char(','));
        } else if (!m_rules.socketOption.isEmpty() && key == m_rules.socketOption) {
            if (!value.startsWith(QLatin1Char('/')))
                return fail(ErrorCode::Malformed,
                    QT_TRANSLATE_NOOP("Messages", "%1 must be the whole path of a socket, from \"/\" on."), { key });
            m_hosts = { HostPort{ value, 0 } };
        } else {
            if (m_rules.secretOptions.contains(key))
                const core::Secret known(value); // from now on it is redacted everywhere
            m_url.options.append({ key, value });
        }
        return {};
    }

    Result<void> settleHosts()
    {
        if (!m_hosts.isEmpty())
            m_url.hosts = m_hosts;
        if (!m_ports.isEmpty() && m_url.hosts.isEmpty())
            m_url.hosts = { HostPort{} };
        for (qsizetype i = 0; i < m_url.hosts.size() && !m_ports.isEmpty(); ++i) {
            const auto port = portNumber(m_ports.value(i, m_ports.last())); // one port may stand for all hosts
            if (!port)
                return fail(port.error());
            m_url.hosts[i].port = *port;
        }
        return {};
    }

    DatabaseUrl& m_url;
    const UrlRules& m_rules;
    QList<HostPort> m_hosts;
    QStringList m_ports;
};

Result<DatabaseUrl> fromParts(const Parts& parts, const Dialect& dialect)
{
    const UrlRules rules = dialect.urlRules();
    DatabaseUrl url;
    url.dialect = dialect.id();
    url.scheme = parts.name.section(QLatin1Char('+'), 0, 0);
    url.driver = parts.name.section(QLatin1Char('+'), 1);
    url.user = parts.user;
    if (parts.hasPassword)
        url = url.withPassword(core::Secret::beside({ parts.user, parts.database, parts.host }, parts.password));
    const bool clientUri = rules.plainSchemeIsClientUri && url.driver.isEmpty();
    url.database = clientUri ? percentDecoded(parts.database) : parts.database;
    if (!parts.host.isEmpty()) {
        const auto hosts = clientUri
            ? hostList(parts.host, true)
            : hostPort(parts.host, false).map([](HostPort one) { return QList<HostPort>{ std::move(one) }; });
        if (!hosts)
            return fail(hosts.error());
        url.hosts = *hosts;
    }
    if (const auto applied = Overrides(url, rules).apply(queryOptions(parts.query)); !applied)
        return fail(applied.error());
    if (const auto valid = dialect.checkUrl(url); !valid)
        return fail(valid.error());
    return url;
}

Result<DatabaseUrl> fromConninfo(const QString& text)
{
    const auto values = parseConninfo(text);
    if (!values)
        return fail(values.error());
    const Dialect& dialect = conninfoDialect();
    DatabaseUrl url;
    url.dialect = dialect.id();
    url.scheme = dialect.schemes().first();
    if (const auto applied = Overrides(url, dialect.urlRules()).apply(*values); !applied)
        return fail(applied.error());
    return url;
}

/// SQLite's own "file:" URIs, as a file-based dialect reads them.
Result<DatabaseUrl> fromFileUri(const QString& text, const Dialect& dialect)
{
    DatabaseUrl url;
    url.dialect = dialect.id();
    url.scheme = dialect.schemes().first();
    url.database = text.section(QLatin1Char('?'), 0, 0);
    url.options = queryOptions(text.section(QLatin1Char('?'), 1));
    url.setOption(QStringLiteral("uri"), QStringLiteral("true"));
    return url;
}

} // namespace

Result<DatabaseUrl> DatabaseUrl::parse(const QString& written)
{
    const QString text = written.trimmed();
    if (text.isEmpty())
        return fail(ErrorCode::Malformed, QT_TRANSLATE_NOOP("Messages", "The database URL is empty."));
    if (text.contains(QChar::Null))
        return fail(ErrorCode::Malformed, QT_TRANSLATE_NOOP("Messages", "The database URL contains a null character."));
    for (const Dialect* dialect : allDialects()) {
        if (dialect->isFileBased() && text.startsWith(QLatin1String("file:")))
            return fromFileUri(text, *dialect);
    }
    if (!text.contains(QLatin1String("://")) && looksLikeConninfo(text))
        return fromConninfo(text);
    const auto parts = split(text);
    if (!parts)
        return fail(parts.error());
    const QString scheme = parts->name.section(QLatin1Char('+'), 0, 0);
    const Dialect* dialect = findDialect(scheme);
    if (!dialect)
        return fail(ErrorCode::Unsupported,
            QT_TRANSLATE_NOOP("Messages", "Espalier does not know databases of the kind \"%1\"."), { scheme });
    return fromParts(*parts, *dialect);
}

} // namespace espalier::dialects
