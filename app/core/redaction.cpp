#include "core/redaction.h"

#include <QMutex>
#include <QRegularExpression>
#include <QSet>
#include <QUrl>

namespace espalier::core {

namespace {

struct KnownSecrets {
    QMutex mutex;
    QSet<QString> texts;
};

KnownSecrets& knownSecrets()
{
    static KnownSecrets secrets;
    return secrets;
}

// Shorter ones would blank ordinary words in every message; the patterns below still cover them.
constexpr qsizetype shortestKnownSecret = 4;

// Passwords of examples and test set-ups that are words of our own sentences: "The *** was refused" would tell it.
bool isOrdinaryWord(const QString& text)
{
    static const QSet<QString> words{ QStringLiteral("password"), QStringLiteral("passwd"), QStringLiteral("secret"),
        QStringLiteral("token"), QStringLiteral("root"), QStringLiteral("admin"), QStringLiteral("user"),
        QStringLiteral("test"), QStringLiteral("database"), QStringLiteral("alembic") };
    return words.contains(text.toLower());
}

// As the text stands inside other text: percent-encoded in URLs, with quotes and backslashes escaped as Python's
// repr(), JSON and SQL do it.
QStringList spellings(const QString& text)
{
    QString backslashes = text;
    backslashes.replace(QLatin1Char('\\'), QStringLiteral("\\\\"));
    QString python = backslashes;
    python.replace(QLatin1Char('\''), QStringLiteral("\\'"));
    QString json = backslashes;
    json.replace(QLatin1Char('"'), QStringLiteral("\\\""));
    QString sql = text;
    sql.replace(QLatin1Char('\''), QStringLiteral("''"));
    return { text, QString::fromLatin1(QUrl::toPercentEncoding(text)), backslashes, python, json, sql };
}

} // namespace

Secret::Secret(const QString& text)
    : m_text(text)
{
    if (text.size() < shortestKnownSecret || isOrdinaryWord(text))
        return;
    KnownSecrets& secrets = knownSecrets();
    const QMutexLocker lock(&secrets.mutex);
    for (const QString& spelling : spellings(text))
        secrets.texts.insert(spelling);
}

Secret Secret::holding(const QString& text)
{
    Secret secret;
    secret.m_text = text;
    return secret;
}

Secret Secret::beside(const QStringList& openTexts, const QString& text)
{
    return openTexts.contains(text, Qt::CaseInsensitive) ? holding(text) : Secret(text);
}

QString redacted(const QString& text)
{
    if (text.isEmpty())
        return text;
    static const QRegularExpression inUrl(QStringLiteral(R"((\b[A-Za-z][A-Za-z0-9+.-]*://[^\s:/@'"]*):([^\s'"]*)@)"));
    static const QRegularExpression inSetting(
        QStringLiteral(
            R"(\b((?:password|passwd|pwd|PGPASSWORD|MYSQL_PWD|secret|token)\b['"]?\s*[=:]\s*)('[^']*'|"[^"]*"|[^\s,;&)]+))"),
        QRegularExpression::CaseInsensitiveOption);
    QString result = text;
    if (text.contains(QLatin1String("://")))
        result.replace(inUrl, QStringLiteral("\\1:***@"));
    if (text.contains(u'=') || text.contains(u':'))
        result.replace(inSetting, QStringLiteral("\\1***"));
    KnownSecrets& secrets = knownSecrets();
    const QMutexLocker lock(&secrets.mutex);
    for (const QString& secret : std::as_const(secrets.texts))
        result.replace(secret, QStringLiteral("***"));
    return result;
}

} // namespace espalier::core
