#include "dialects/conninfo.h"
#include "dialects/database_url.h"
#include "dialects/dialect.h"
#include "dialects/url_text.h"

namespace espalier::dialects {

namespace {

using Password = DatabaseUrl::Password;

// What the grammar of a URL takes for itself; the rest stays readable where people are the readers.
QString escapedForPeople(const QString& text)
{
    QString escaped;
    for (const QChar c : text) {
        const bool reserved = QStringLiteral("%:/?#[]@&=+ ").contains(c) || c.category() == QChar::Other_Control;
        escaped += reserved ? percentEncoded(QString(c)) : QString(c);
    }
    return escaped;
}

QString hostText(const HostPort& host, int portIfNone = 0)
{
    const QString name = host.host.contains(QLatin1Char(':')) ? QStringLiteral("[%1]").arg(host.host) : host.host;
    const int port = host.port > 0 ? host.port : portIfNone;
    return port > 0 ? name + QLatin1Char(':') + QString::number(port) : name; // no arg(): an escape is no place
}

bool isSocket(const HostPort& host) { return host.host.startsWith(QLatin1Char('/')); }

QString queryText(const DatabaseUrl::Options& options, bool forPeople)
{
    const auto encoded = [&](const QString& text) {
        if (!forPeople)
            return percentEncoded(text, "/,");
        return escapedForPeople(text).replace(QLatin1String("%2F"), QLatin1String("/"));
    };
    QStringList parts;
    for (const auto& [key, value] : options)
        parts += encoded(key) + QLatin1Char('=') + encoded(value);
    return parts.isEmpty() ? QString() : QLatin1Char('?') + parts.join(QLatin1Char('&'));
}

/// Hosts that do not fit before the path, the way SQLAlchemy has them since 1.3: "host=a,b&port=1,2".
DatabaseUrl::Options hostOptions(const DatabaseUrl& url, const UrlRules& rules)
{
    QStringList names;
    QStringList ports;
    for (const HostPort& host : url.hosts) {
        names += host.host;
        ports += host.port > 0 ? QString::number(host.port) : QString();
    }
    DatabaseUrl::Options options;
    const bool socketFile = !url.hosts.isEmpty() && isSocket(url.host()) && !rules.socketOption.isEmpty();
    if (socketFile)
        options.append({ rules.socketOption, url.host().host });
    else if (!names.isEmpty())
        options.append({ rules.hostOptions.first(), names.join(QLatin1Char(',')) });
    if (!ports.join(QString()).isEmpty())
        options.append({ rules.portOptions.first(), ports.join(QLatin1Char(',')) });
    return options;
}

/// The URL in SQLAlchemy's grammar, with or without the password.
QString sqlAlchemyText(const DatabaseUrl& url, const QString& password, bool forPeople)
{
    const Dialect& dialect = dialectOf(url);
    const UrlRules rules = dialect.urlRules();
    const auto encoded = [&](const QString& text) { return forPeople ? escapedForPeople(text) : percentEncoded(text); };
    QString text = url.scheme;
    if (!forPeople && text == rules.obsoleteScheme) // SQLAlchemy dropped it in 1.4
        text = dialect.schemes().first();
    if (!url.driver.isEmpty())
        text += QLatin1Char('+') + url.driver;
    text += QLatin1String("://");
    if (!url.user.isEmpty() || !password.isEmpty())
        text += encoded(url.user) + password + QLatin1Char('@');
    DatabaseUrl::Options options;
    if (url.hosts.size() == 1 && !isSocket(url.host()))
        text += hostText(url.host());
    else
        options = hostOptions(url, rules);
    const bool inPath = !url.database.contains(QLatin1Char('?')) || rules.databaseOptions.isEmpty();
    if (inPath && !url.database.isEmpty())
        text += QLatin1Char('/') + url.database;
    if (!inPath)
        options.append({ rules.databaseOptions.first(), url.database });
    for (const auto& [key, value] : url.options)
        options.append({ key, forPeople && rules.secretOptions.contains(key) ? QStringLiteral("***") : value });
    return text + queryText(options, forPeople);
}

DatabaseUrl::Options clientOptions(const DatabaseUrl& url)
{
    const UrlRules rules = dialectOf(url).urlRules();
    DatabaseUrl::Options options;
    for (const auto& option : url.options) {
        if (rules.clientLibraryOptions.contains(option.first))
            options.append(option);
    }
    return options;
}

} // namespace

QString DatabaseUrl::display() const { return sqlAlchemyText(*this, {}, true); }

core::Secret DatabaseUrl::toSqlAlchemy() const
{
    const QString text
        = sqlAlchemyText(*this, hasPassword ? QLatin1Char(':') + percentEncoded(password.reveal()) : QString(), false);
    return core::Secret::holding(text);
}

core::Secret DatabaseUrl::toLibpqUri(Password choice) const
{
    QString text = QStringLiteral("postgresql://");
    const bool withPassword = hasPassword && choice == Password::Include;
    if (!user.isEmpty() || withPassword)
        text += percentEncoded(user) + (withPassword ? QLatin1Char(':') + percentEncoded(password.reveal()) : QString())
            + QLatin1Char('@');
    QStringList names;
    for (const HostPort& host : hosts)
        names += isSocket(host) ? hostText({ percentEncoded(host.host), host.port }) : hostText(host);
    text += names.join(QLatin1Char(','));
    text += QLatin1Char('/') + percentEncoded(database) + queryText(clientOptions(*this), false);
    return core::Secret::holding(text);
}

core::Secret DatabaseUrl::toConninfo(Password choice) const
{
    KeyValues values;
    QStringList names;
    QStringList ports;
    for (const HostPort& host : hosts) {
        names += host.host;
        ports += host.port > 0 ? QString::number(host.port) : QString();
    }
    if (!names.join(QString()).isEmpty())
        values.append({ QStringLiteral("host"), names.join(QLatin1Char(',')) });
    if (!ports.join(QString()).isEmpty())
        values.append({ QStringLiteral("port"), ports.join(QLatin1Char(',')) });
    if (!database.isEmpty())
        values.append({ QStringLiteral("dbname"), database });
    if (!user.isEmpty())
        values.append({ QStringLiteral("user"), user });
    if (hasPassword && choice == Password::Include)
        values.append({ QStringLiteral("password"), password.reveal() });
    return core::Secret::holding(conninfoText(values + clientOptions(*this)));
}

} // namespace espalier::dialects
