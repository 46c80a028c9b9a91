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

} // namespace

Secret::Secret(const QString& text)
    : m_text(text)
{
    if (text.size() < shortestKnownSecret)
        return;
    KnownSecrets& secrets = knownSecrets();
    const QMutexLocker lock(&secrets.mutex);
    secrets.texts.insert(text);
    secrets.texts.insert(QString::fromLatin1(QUrl::toPercentEncoding(text)));
}

Secret Secret::holding(const QString& text)
{
    Secret secret;
    secret.m_text = text;
    return secret;
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
    result.replace(inUrl, QStringLiteral("\\1:***@"));
    result.replace(inSetting, QStringLiteral("\\1***"));
    KnownSecrets& secrets = knownSecrets();
    const QMutexLocker lock(&secrets.mutex);
    for (const QString& secret : std::as_const(secrets.texts))
        result.replace(secret, QStringLiteral("***"));
    return result;
}

} // namespace espalier::core
