#include "dialects/conninfo.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace espalier::dialects {

namespace {

class Reader {
public:
    explicit Reader(const QString& text)
        : m_text(text)
    { }

    void skipSpace()
    {
        while (!atEnd() && m_text[m_at].isSpace())
            ++m_at;
    }
    bool atEnd() const { return m_at >= m_text.size(); }

    QString key()
    {
        const qsizetype start = m_at;
        while (!atEnd() && m_text[m_at] != QLatin1Char('=') && !m_text[m_at].isSpace())
            ++m_at;
        return m_text.mid(start, m_at - start);
    }

    bool equalsSign()
    {
        skipSpace();
        if (atEnd() || m_text[m_at] != QLatin1Char('='))
            return false;
        ++m_at;
        skipSpace();
        return true;
    }

    /// False where a quote is not closed.
    bool value(QString& result)
    {
        const bool isQuoted = !atEnd() && m_text[m_at] == QLatin1Char('\'');
        m_at += isQuoted ? 1 : 0;
        for (; !atEnd(); ++m_at) {
            const QChar c = m_text[m_at];
            if (isQuoted && c == QLatin1Char('\'')) {
                ++m_at;
                return true;
            }
            if (!isQuoted && c.isSpace())
                return true;
            if (c == QLatin1Char('\\') && m_at + 1 < m_text.size())
                ++m_at;
            result += m_text[m_at];
        }
        return !isQuoted;
    }

private:
    const QString& m_text;
    qsizetype m_at = 0;
};

} // namespace

core::Result<KeyValues> parseConninfo(const QString& text)
{
    KeyValues values;
    Reader reader(text);
    for (reader.skipSpace(); !reader.atEnd(); reader.skipSpace()) {
        const QString key = reader.key();
        if (key.isEmpty() || !reader.equalsSign())
            return core::fail(core::ErrorCode::Malformed,
                QT_TRANSLATE_NOOP("Messages", "A connection string is made of key=value pairs; \"=\" is missing."));
        QString value;
        if (!reader.value(value))
            return core::fail(core::ErrorCode::Malformed,
                QT_TRANSLATE_NOOP("Messages", "A quote is not closed in the connection string (at \"%1\")."), { key });
        values.append({ key, value });
    }
    return values;
}

QString conninfoQuoted(const QString& value)
{
    static const QRegularExpression plain(QStringLiteral("^[^\\s'\\\\]+$"));
    if (plain.match(value).hasMatch())
        return value;
    QString quoted = value;
    quoted.replace(QLatin1Char('\\'), QLatin1String("\\\\")).replace(QLatin1Char('\''), QLatin1String("\\'"));
    return QLatin1Char('\'') + quoted + QLatin1Char('\'');
}

QString conninfoText(const KeyValues& values)
{
    QStringList parts;
    for (const auto& [key, value] : values)
        parts += key + QLatin1Char('=') + conninfoQuoted(value);
    return parts.join(QLatin1Char(' '));
}

bool looksLikeConninfo(const QString& text)
{
    static const QRegularExpression start(QStringLiteral("^\\s*[a-z_]+\\s*="));
    return start.match(text).hasMatch();
}

} // namespace espalier::dialects
