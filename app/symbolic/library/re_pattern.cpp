#include "symbolic/library/regular_expression.h"

namespace espalier::symbolic::library {

namespace {

enum Flag { IgnoreCase = 2, MultiLine = 8, DotAll = 16, Unicode = 32, Verbose = 64, Ascii = 256 };

// Walks over a pattern and writes it as PCRE has it. What only one of the two knows is left unknown.
class Translator {
public:
    Translator(Interpreter& interpreter, const QString& pattern)
        : m_interpreter(interpreter)
        , m_pattern(pattern)
    { }

    QString run()
    {
        while (m_at < m_pattern.size()) {
            const QChar c = m_pattern[m_at];
            if (c == QLatin1Char('\\'))
                escape(false);
            else if (c == QLatin1Char('['))
                set();
            else if (c == QLatin1Char('('))
                group();
            else if (c == QLatin1Char('{'))
                repetition();
            else
                take();
        }
        return m_made;
    }

private:
    [[noreturn]] void refuse()
    {
        give(m_interpreter.doubt(
            QT_TRANSLATE_NOOP("Messages", "has a regular expression that is not understood here: %1"), { m_pattern }));
    }

    QChar peek(qsizetype ahead = 0) const
    {
        return m_pattern.size() > m_at + ahead ? m_pattern[m_at + ahead] : QChar();
    }
    void take(qsizetype count = 1)
    {
        m_made += m_pattern.mid(m_at, count);
        m_at += count;
    }

    void escape(bool isInSet)
    {
        const QChar c = peek(1);
        if (c.isNull())
            refuse();
        if (c == QLatin1Char('Z') && !isInSet) {
            m_made += QLatin1String("\\z");
            m_at += 2;
        } else if (c == QLatin1Char('u') || c == QLatin1Char('U')) {
            const qsizetype digits = c == QLatin1Char('u') ? 4 : 8;
            m_made += QStringLiteral("\\x{%1}").arg(m_pattern.mid(m_at + 2, digits));
            m_at += 2 + digits;
        } else if (QStringLiteral("dDsSwWnrtfvxaAbB0123456789").contains(c)) {
            if (isInSet && QStringLiteral("AB").contains(c))
                refuse();
            if (c == QLatin1Char('v')) { // a class of characters in PCRE
                m_made += QLatin1String("\\x0b");
                m_at += 2;
            } else {
                take(2);
            }
        } else if (c.unicode() < 0x80 && c.isLetterOrNumber()) {
            refuse();
        } else {
            take(2);
        }
    }

    void set()
    {
        take();
        if (peek() == QLatin1Char('^'))
            take();
        if (peek() == QLatin1Char(']')) {
            m_made += QLatin1String("\\]");
            ++m_at;
        }
        while (peek() != QLatin1Char(']')) {
            if (peek().isNull() || (peek() == QLatin1Char('[') && QStringLiteral(":.=").contains(peek(1))))
                refuse();
            if (peek() == QLatin1Char('\\')) {
                escape(true);
            } else if (peek() == QLatin1Char('[')) {
                m_made += QLatin1String("\\[");
                ++m_at;
            } else {
                take();
            }
        }
        take();
    }

    void group()
    {
        if (peek(1) == QLatin1Char('*'))
            refuse();
        if (peek(1) != QLatin1Char('?')) {
            take();
            return;
        }
        static const QRegularExpression known(
            QStringLiteral(R"(\A\(\?(?::|=|!|<=|<!|>|#|P<\w+>|P=\w+\)|\(\w+\)|[imsx]+\)|[imsx]*(?:-[imsx]+)?:))"));
        const QRegularExpressionMatch match = known.match(m_pattern.sliced(m_at));
        if (!match.hasMatch() || (match.captured().endsWith(QLatin1Char(')')) && m_at > 0 && peek(2).isLower()))
            refuse();
        take(match.capturedLength());
    }

    void repetition()
    {
        if (peek(1) == QLatin1Char(',')) { // {,3}
            m_made += QLatin1String("{0");
            ++m_at;
        } else {
            take();
        }
    }

    Interpreter& m_interpreter;
    const QString m_pattern;
    QString m_made;
    qsizetype m_at = 0;
};

QRegularExpression::PatternOptions optionsOf(qint64 flags)
{
    QRegularExpression::PatternOptions options;
    options.setFlag(QRegularExpression::UseUnicodePropertiesOption, !(flags & Ascii));
    options.setFlag(QRegularExpression::CaseInsensitiveOption, flags & IgnoreCase);
    options.setFlag(QRegularExpression::MultilineOption, flags & MultiLine);
    options.setFlag(QRegularExpression::DotMatchesEverythingOption, flags & DotAll);
    options.setFlag(QRegularExpression::ExtendedPatternSyntaxOption, flags & Verbose);
    return options;
}

} // namespace

QString translatedPattern(Interpreter& interpreter, const QString& pattern)
{
    return Translator(interpreter, pattern).run();
}

Pattern::Pattern(QString pattern, qint64 flags, QRegularExpression expression)
    : m_pattern(std::move(pattern))
    , m_flags(flags)
    , m_expression(std::move(expression))
{ }

std::shared_ptr<Pattern> compiled(Interpreter& interpreter, const Value& pattern, qint64 flags)
{
    if (const auto made = pattern.as<Pattern>())
        return made;
    if (pattern.kind() == Value::Kind::Bytes
        || (flags & ~(IgnoreCase | MultiLine | DotAll | Unicode | Verbose | Ascii)))
        give(
            interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "has a regular expression that is not understood here: %1"),
                { pattern.text() }));
    const QString text = textOf(interpreter, pattern, QStringLiteral("first argument"));
    interpreter.checkSize(text.size());
    // A limit for expressions that would try for ever; one kind of line end, as in Python.
    const QString translated = QStringLiteral("(*LIMIT_MATCH=2000000)(*LF)") + translatedPattern(interpreter, text);
    QRegularExpression expression(translated, optionsOf(flags));
    if (!expression.isValid() || text.contains(QChar(0)))
        give(interpreter.doubt(
            QT_TRANSLATE_NOOP("Messages", "has a regular expression that is not understood here: %1"), { text }));
    return std::make_shared<Pattern>(text, flags | ((flags & Ascii) ? 0 : Unicode), expression);
}

} // namespace espalier::symbolic::library
