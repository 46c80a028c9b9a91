#include "dialects/url_text.h"

#include <QUrl>

namespace espalier::dialects {

namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

} // namespace

QString percentDecoded(const QString& text)
{
    if (!text.contains(QLatin1Char('%')))
        return text;
    const QByteArray bytes = text.toUtf8();
    QByteArray decoded;
    decoded.reserve(bytes.size());
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const bool escape = bytes[i] == '%' && i + 2 < bytes.size();
        const int high = escape ? hexValue(bytes[i + 1]) : -1;
        const int low = escape ? hexValue(bytes[i + 2]) : -1;
        if (high >= 0 && low >= 0) {
            decoded += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            decoded += bytes[i];
        }
    }
    return QString::fromUtf8(decoded);
}

QString queryDecoded(const QString& text)
{
    QString spaced = text;
    return percentDecoded(spaced.replace(QLatin1Char('+'), QLatin1Char(' ')));
}

QString percentEncoded(const QString& text, const QByteArray& keep)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text, keep));
}

} // namespace espalier::dialects
