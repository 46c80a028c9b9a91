#include "project/url_candidate.h"

#include <QRegularExpression>
#include <QUrl>

namespace espalier::project {

namespace {

// Passwords in the query, which drivers take too. Making the Secret is what hides them from then on.
void registerQuerySecrets(const QString& text)
{
    static const QRegularExpression inQuery(QStringLiteral(R"([?&](?:password|passwd|pwd|sslpassword|key)=([^&#]+))"),
        QRegularExpression::CaseInsensitiveOption);
    for (auto found = inQuery.globalMatch(text); found.hasNext();) {
        const QString written = found.next().captured(1);
        const core::Secret known(written);
        const core::Secret decoded(QUrl::fromPercentEncoding(written.toUtf8()));
    }
}

// Start and end of the password in `url`, or {-1, -1}. SQLAlchemy ends it at the first "@"; people who forgot to encode
// one mean the last before the path, and hiding too much does less harm.
std::pair<qsizetype, qsizetype> passwordRange(const QString& url)
{
    const qsizetype scheme = url.indexOf(QLatin1String("://"));
    if (scheme < 0)
        return { -1, -1 };
    const qsizetype start = scheme + 3;
    const qsizetype colon = url.indexOf(QLatin1Char(':'), start);
    const qsizetype slash = url.indexOf(QLatin1Char('/'), start);
    if (colon < 0 || (slash >= 0 && slash < colon))
        return { -1, -1 };
    qsizetype end = url.indexOf(QLatin1Char('@'), colon);
    if (end < 0)
        return { -1, -1 };
    for (qsizetype i = end + 1; i < url.size() && !QStringLiteral("/?#").contains(url[i]); ++i) {
        if (url[i] == QLatin1Char('@'))
            end = i;
    }
    return { colon + 1, end };
}

} // namespace

UrlText::UrlText(const QString& url)
{
    const auto [start, end] = passwordRange(url);
    if (start < 0) {
        m_before = url;
    } else {
        const QString password = url.mid(start, end - start);
        m_before = url.left(start);
        m_after = url.mid(end);
        static const QRegularExpression between(QStringLiteral("[^A-Za-z0-9_-]+"));
        const QStringList openTexts = m_before.split(between) + m_after.split(between);
        m_password = core::Secret::beside(openTexts, password);
        const auto decoded = core::Secret::beside(openTexts, QUrl::fromPercentEncoding(password.toUtf8()));
    }
    registerQuerySecrets(url);
}

QString UrlText::shown() const
{
    if (m_after.isEmpty())
        return core::redacted(m_before);
    return m_before + (m_password.isEmpty() ? QString() : QStringLiteral("***")) + core::redacted(m_after);
}

QString UrlText::reveal() const { return m_before + m_password.reveal() + m_after; }

QString originName(UrlOrigin origin)
{
    switch (origin) {
    case UrlOrigin::EnvPy:
        return QStringLiteral("env-py");
    case UrlOrigin::Environment:
        return QStringLiteral("environment");
    case UrlOrigin::DotEnv:
        return QStringLiteral("dotenv");
    case UrlOrigin::Ini:
        return QStringLiteral("ini");
    case UrlOrigin::PyProject:
        return QStringLiteral("pyproject");
    case UrlOrigin::Default:
        return QStringLiteral("default");
    }
    return QString();
}

bool looksLikeDatabaseUrl(const QString& text)
{
    // the schemes that SQLAlchemy's own and the well-known external dialects answer to
    static const QRegularExpression scheme(
        QStringLiteral(
            R"(^(?:postgres(?:ql)?|sqlite|mysql|mariadb|mssql|oracle|cockroachdb|redshift|snowflake|bigquery|)"
            R"(databricks|clickhouse|duckdb|trino|presto|hana|db2|ibm_db_sa|firebird|crate|spanner|driver))"
            R"((?:\+[A-Za-z0-9_]+)?://)"),
        QRegularExpression::CaseInsensitiveOption);
    return scheme.match(text).hasMatch();
}

bool isPlaceholderUrl(const QString& text)
{
    static const QRegularExpression gap(QStringLiteral(R"([{}<>]|\$\(|\.\.\.|^driver:)"));
    return gap.match(text).hasMatch();
}

} // namespace espalier::project
