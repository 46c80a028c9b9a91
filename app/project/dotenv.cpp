#include "project/dotenv.h"

#include <QHash>
#include <QRegularExpression>

namespace espalier::project {

namespace {

class DotEnvParser {
public:
    explicit DotEnvParser(const QString& text)
        : m_text(text)
    { }

    QList<DotEnvVariable> run()
    {
        while (m_position < m_text.size()) {
            readLine();
            skipLine();
        }
        return m_variables;
    }

private:
    QChar peek() const { return m_position < m_text.size() ? m_text[m_position] : QChar(); }

    void advance()
    {
        if (peek() == QLatin1Char('\n'))
            ++m_line;
        ++m_position;
    }

    void skipBlanks()
    {
        while (m_position < m_text.size() && (peek() == QLatin1Char(' ') || peek() == QLatin1Char('\t')))
            advance();
    }

    void skipLine()
    {
        while (m_position < m_text.size() && peek() != QLatin1Char('\n'))
            advance();
        if (m_position < m_text.size())
            advance();
    }

    void readLine()
    {
        skipBlanks();
        static const QRegularExpression head(
            QStringLiteral(R"((?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.]*)[ \t]*=[ \t]*)"));
        const auto match = head.match(
            m_text, m_position, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
        if (!match.hasMatch())
            return;
        const int line = m_line;
        m_position = match.capturedEnd();
        const QChar quote = peek();
        QString value;
        const bool isQuoted = (quote == QLatin1Char('\'') || quote == QLatin1Char('"'))
            && m_text.indexOf(quote, m_position + 1) >= 0; // one that never closes is a part of the value
        if (isQuoted) {
            value = readQuoted(quote);
            if (quote == QLatin1Char('"'))
                value = expand(value);
        } else {
            value = expand(readPlain());
        }
        m_values.insert(match.captured(1), value);
        m_variables.append({ match.captured(1), value, line });
    }

    QString readQuoted(QChar quote)
    {
        advance();
        QString value;
        while (m_position < m_text.size() && peek() != quote) {
            if (peek() == QLatin1Char('\\') && m_position + 1 < m_text.size()) {
                advance();
                const QChar escaped = peek();
                const bool isPlain = escaped == quote || escaped == QLatin1Char('\\');
                if (quote == QLatin1Char('"') && escaped == QLatin1Char('n'))
                    value += QLatin1Char('\n');
                else
                    value += isPlain ? QString(escaped) : QLatin1Char('\\') + QString(escaped);
            } else {
                value += peek();
            }
            advance();
        }
        return value;
    }

    QString readPlain()
    {
        const qsizetype start = m_position;
        qsizetype end = m_text.indexOf(QLatin1Char('\n'), start);
        end = end < 0 ? m_text.size() : end;
        QString value = m_text.mid(start, end - start);
        static const QRegularExpression comment(QStringLiteral(R"(\s#.*$)"));
        value.remove(comment);
        return value.trimmed();
    }

    QString expand(const QString& text) const
    {
        static const QRegularExpression reference(QStringLiteral(R"(\$\{([^}:]*)(?::-([^}]*))?\})"));
        QString expanded;
        qsizetype from = 0;
        for (auto found = reference.globalMatch(text); found.hasNext();) {
            const auto match = found.next();
            expanded += text.mid(from, match.capturedStart() - from);
            expanded += m_values.value(match.captured(1), match.captured(2));
            from = match.capturedEnd();
        }
        return expanded + text.mid(from);
    }

    QString m_text;
    qsizetype m_position = 0;
    int m_line = 1;
    QHash<QString, QString> m_values;
    QList<DotEnvVariable> m_variables;
};

} // namespace

QList<DotEnvVariable> parseDotEnv(const QByteArray& content)
{
    QString text = QString::fromUtf8(content);
    text.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    return DotEnvParser(text).run();
}

} // namespace espalier::project
