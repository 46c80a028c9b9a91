#include "authoring/template_code.h"

#include "symbolic/library.h"

#include <QCoreApplication>
#include <QRegularExpression>

// Mako's lexer, as far as script.py.mako files go (Mako's documentation, "Syntax").

namespace espalier::authoring {

namespace {

class TemplateTranslator {
public:
    TemplateTranslator(const QString& text, const QString& file)
        : m_text(text)
        , m_file(file)
    { }

    core::Result<TemplateCode> translate()
    {
        while (m_at < m_text.size() && !m_error)
            step();
        flush();
        if (m_depth != 0 && !m_error)
            refuse(QT_TRANSLATE_NOOP("Messages", "A % line is not ended."));
        if (m_error)
            return core::fail(*m_error);
        return std::move(m_code);
    }

private:
    bool isAt(QLatin1String word) const { return QStringView(m_text).mid(m_at).startsWith(word); }
    bool isLineStart() const { return m_at == 0 || m_text[m_at - 1] == QLatin1Char('\n'); }

    void refuse(const char* source)
    {
        m_error = core::makeError(core::ErrorCode::Unsupported, source).at(m_file, m_line);
    }

    void advance(qsizetype count)
    {
        m_line += int(QStringView(m_text).mid(m_at, count).count(QLatin1Char('\n')));
        m_at += count;
    }

    void emitCode(const QString& code)
    {
        m_code.lines.append(QString(m_depth * 4, QLatin1Char(' ')) + code);
        m_code.places.push_back(m_line);
    }

    void emitPiece(const QString& expression)
    {
        emitCode(QStringLiteral("out.append((%1, %2))").arg(m_line).arg(expression));
    }

    void flush()
    {
        if (!m_plain.isEmpty())
            emitPiece(symbolic::reprOf(m_plain));
        m_plain.clear();
    }

    void step()
    {
        if (isLineStart() && takesLine())
            return;
        if (isAt(QLatin1String("${")))
            return takeExpression();
        if (isAt(QLatin1String("<%")) || isAt(QLatin1String("</%")))
            return takeTag();
        if (isAt(QLatin1String("\\\r\n")))
            return advance(3);
        if (isAt(QLatin1String("\\\n")))
            return advance(2);
        m_plain += m_text[m_at];
        advance(1);
    }

    /// A line that is a comment or control line as a whole.
    bool takesLine()
    {
        static const QRegularExpression comment(QStringLiteral("\\G[ \\t]*##[^\\n]*(\\n|\\z)"));
        static const QRegularExpression control(QStringLiteral("\\G[ \\t]*%(?!%)[ \\t]*([^\\n]*)(\\n|\\z)"));
        static const QRegularExpression percent(QStringLiteral("\\G([ \\t]*)%%"));
        const auto at = [&](const QRegularExpression& pattern) {
            return pattern.match(m_text, m_at, QRegularExpression::NormalMatch);
        };
        if (const auto match = at(comment); match.hasMatch()) {
            flush();
            advance(match.capturedLength());
            return true;
        }
        if (const auto match = at(percent); match.hasMatch()) {
            m_plain += match.captured(1) + QLatin1Char('%');
            advance(match.capturedLength());
            return true;
        }
        const auto match = at(control);
        if (!match.hasMatch())
            return false;
        flush();
        takeControl(match.captured(1).trimmed());
        advance(match.capturedLength());
        return true;
    }

    void takeControl(const QString& line)
    {
        static const QRegularExpression words(QStringLiteral("^(\\w+)\\b"));
        const QString word = words.match(line).captured(1);
        const bool isEnd = word.startsWith(QLatin1String("end"));
        const bool isMiddle = word == QLatin1String("elif") || word == QLatin1String("else");
        const bool isStart = word == QLatin1String("if") || word == QLatin1String("for");
        if (!isEnd && !isMiddle && !isStart)
            return refuse(QT_TRANSLATE_NOOP("Messages", "The template has a % line that is not understood."));
        if ((isEnd || isMiddle) && m_depth == 0)
            return refuse(QT_TRANSLATE_NOOP("Messages", "The template has a % line that ends nothing."));
        if (isEnd || isMiddle) {
            emitCode(QStringLiteral("pass"));
            --m_depth;
        }
        if (isEnd)
            return;
        emitCode(line);
        ++m_depth;
    }

    /// The end of what began before `from`: the place of one of `ends` outside of brackets and strings; -1 for none.
    qsizetype endOf(qsizetype from, const QString& ends) const
    {
        QList<QChar> open;
        for (qsizetype i = from; i < m_text.size(); ++i) {
            const QChar one = m_text[i];
            if (one == QLatin1Char('\'') || one == QLatin1Char('"')) {
                for (++i; i < m_text.size() && m_text[i] != one; ++i)
                    if (m_text[i] == QLatin1Char('\\'))
                        ++i;
            } else if (open.isEmpty() && ends.contains(one)) {
                return i;
            } else if (QStringLiteral("([{").contains(one)) {
                open.append(one);
            } else if (QStringLiteral(")]}").contains(one) && !open.isEmpty()) {
                open.removeLast();
            }
        }
        return -1;
    }

    void takeExpression()
    {
        flush();
        const qsizetype start = m_at + 2;
        const qsizetype bar = endOf(start, QStringLiteral("|}"));
        const qsizetype end = bar < 0 || m_text[bar] == QLatin1Char('}') ? bar : endOf(bar + 1, QStringLiteral("}"));
        if (end < 0)
            return refuse(QT_TRANSLATE_NOOP("Messages", "The template has a ${ without an end."));
        const QString filterText = end == bar ? QString() : m_text.mid(bar + 1, end - bar - 1);
        QStringList filters;
        for (const QString& filter : filterText.split(QLatin1Char(','), Qt::SkipEmptyParts))
            filters.append(filter.trimmed());
        QString code = QStringLiteral("(%1)").arg(m_text.mid(start, bar - start).trimmed());
        if (!filters.contains(QLatin1String("n")))
            code = QStringLiteral("str%1").arg(code);
        filters.removeAll(QStringLiteral("n"));
        for (const QString& filter : filters)
            code = filter == QLatin1String("trim")   ? QStringLiteral("(%1).strip()").arg(code)
                : filter == QLatin1String("unicode") ? QStringLiteral("str(%1)").arg(code)
                                                     : QStringLiteral("%1(%2)").arg(filter, code);
        emitPiece(code);
        advance(end + 1 - m_at);
    }

    void takeTag()
    {
        flush();
        static const QRegularExpression doc(
            QStringLiteral("\\G<%doc>.*?</%doc>"), QRegularExpression::DotMatchesEverythingOption);
        static const QRegularExpression block(
            QStringLiteral("\\G<%(!?)([\\s].*?)%>"), QRegularExpression::DotMatchesEverythingOption);
        if (const auto match = doc.match(m_text, m_at); match.hasMatch())
            return advance(match.capturedLength());
        const auto match = block.match(m_text, m_at);
        if (!match.hasMatch())
            return refuse(QT_TRANSLATE_NOOP("Messages", "The template has a tag that is not understood."));
        for (const QString& line : dedented(match.captured(2)))
            emitCode(line);
        advance(match.capturedLength());
    }

    static QStringList dedented(const QString& code)
    {
        QStringList lines = code.split(QLatin1Char('\n'));
        qsizetype least = -1;
        const auto depthOf = [](const QString& line) {
            qsizetype depth = 0;
            while (depth < line.size() && line[depth].isSpace())
                ++depth;
            return depth;
        };
        for (qsizetype i = 1; i < lines.size(); ++i)
            if (!lines[i].trimmed().isEmpty())
                least = least < 0 ? depthOf(lines[i]) : std::min(least, depthOf(lines[i]));
        for (qsizetype i = 0; i < lines.size(); ++i)
            lines[i] = i == 0 || least < 0 ? lines[i].trimmed() : lines[i].mid(least);
        lines.removeIf([](const QString& line) { return line.trimmed().isEmpty(); });
        return lines;
    }

    const QString& m_text;
    const QString& m_file;
    qsizetype m_at = 0;
    int m_line = 1;
    int m_depth = 0;
    QString m_plain;
    TemplateCode m_code;
    std::optional<core::Error> m_error;
};

} // namespace

core::Result<TemplateCode> translateTemplate(const QString& text, const QString& file)
{
    return TemplateTranslator(text, file).translate();
}

} // namespace espalier::authoring
