#include "dialects/postgresql/literal_search.h"

#include <algorithm>
#include <map>
#include <QMap>
#include <QRegularExpression>

namespace espalier::dialects::postgresql {

namespace {

constexpr int deepestQuery = 100;
constexpr qsizetype longestQuery = 1 << 13;
constexpr qsizetype longestVector = 1 << 14;
constexpr int lastPosition = 16383;

QString quotedLexeme(const QByteArray& lexeme)
{
    QString text = QString::fromUtf8(lexeme);
    text.replace(QLatin1Char('\\'), QLatin1String("\\\\")).replace(QLatin1Char('\''), QLatin1String("''"));
    return QLatin1Char('\'') + text + QLatin1Char('\'');
}

/// Reads one of these literals from its beginning.
class SearchReader {
public:
    explicit SearchReader(const QString& text)
        : m_text(text)
    { }

    void skipBlanks()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
    }
    bool isAtEnd() const { return m_at >= m_text.size(); }
    QChar next() const { return isAtEnd() ? QChar() : m_text[m_at]; }
    bool take(QLatin1Char c)
    {
        const bool isNext = next() == c;
        m_at += isNext ? 1 : 0;
        return isNext;
    }
    /// What the expression matches here.
    QRegularExpressionMatch takeMatch(const QRegularExpression& shape)
    {
        const auto found
            = shape.match(m_text, m_at, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
        m_at += found.hasMatch() ? found.capturedLength() : 0;
        return found;
    }
    /// A word, or anything between quotes; empty where there is none, or it does not end. `ends`: what ends a word,
    /// beside blanks and a colon.
    QByteArray lexeme(QLatin1String ends)
    {
        const bool isQuoted = take(QLatin1Char('\''));
        QString word;
        for (; !isAtEnd(); ++m_at) {
            const QChar c = m_text[m_at];
            if (c == QLatin1Char('\\')) {
                if (++m_at < m_text.size())
                    word += m_text[m_at];
            } else if (isQuoted && c == QLatin1Char('\'')) {
                if (m_text.mid(m_at + 1, 1) != QLatin1String("'")) {
                    ++m_at;
                    return word.toUtf8();
                }
                word += m_text[m_at++];
            } else if (!isQuoted && (c.isSpace() || c == QLatin1Char(':') || ends.contains(c))) {
                break;
            } else {
                word += c;
            }
        }
        return isQuoted ? QByteArray() : word.toUtf8();
    }

private:
    const QString& m_text;
    qsizetype m_at = 0;
};

/// Of the first lexeme that is left: its places with their weights, "D" where none is said.
bool takePositions(SearchReader& reader, QMap<int, QChar>& into)
{
    static const QRegularExpression one(
        QStringLiteral("(\\d{1,5})([A-D*]?)(,|(?=\\s|$))"), QRegularExpression::CaseInsensitiveOption);
    for (;;) {
        const auto found = reader.takeMatch(one);
        const int position = found.captured(1).toInt();
        if (!found.hasMatch() || position == 0 || position > lastPosition)
            return false;
        QChar weight = found.captured(2).isEmpty() ? QLatin1Char('D') : found.captured(2).front().toUpper();
        if (weight == QLatin1Char('*'))
            weight = QLatin1Char('A');
        const QChar known = into.value(position, QLatin1Char('D'));
        into.insert(position, std::min(known, weight));
        if (found.captured(3).isEmpty())
            return into.size() < 256;
    }
}

/// How strongly an operator binds.
enum Priority { Or, And, Phrase, Not, Single };

struct Query {
    QString text;
    Priority priority = Single;

    QString within(Priority least) const
    {
        return priority < least ? QLatin1String("( ") + text + QLatin1String(" )") : text;
    }
};

class QueryReader {
public:
    explicit QueryReader(const QString& text)
        : m_reader(text)
    { }

    std::optional<QString> whole()
    {
        m_reader.skipBlanks();
        if (m_reader.isAtEnd())
            return QString();
        const auto query = operation(Or);
        m_reader.skipBlanks();
        return query && m_reader.isAtEnd() ? std::optional(query->text) : std::nullopt;
    }

private:
    /// The operator that binds that strongly, with blanks around it; empty where it does not come next.
    QString takeOperator(Priority priority)
    {
        static const QRegularExpression phrase(QStringLiteral("<(?:-|(\\d{1,5}))>"));
        m_reader.skipBlanks();
        if (priority == Or)
            return m_reader.take(QLatin1Char('|')) ? QStringLiteral(" | ") : QString();
        if (priority == And)
            return m_reader.take(QLatin1Char('&')) ? QStringLiteral(" & ") : QString();
        const auto found = m_reader.takeMatch(phrase);
        if (!found.hasMatch())
            return {};
        const int distance = found.captured(1).isEmpty() ? 1 : found.captured(1).toInt();
        return distance == 1 ? QStringLiteral(" <-> ") : QStringLiteral(" <%1> ").arg(distance);
    }

    std::optional<Query> operation(Priority priority)
    {
        if (priority == Not)
            return operand();
        const auto stronger = static_cast<Priority>(priority + 1);
        auto left = operation(stronger);
        while (left) {
            const QString op = takeOperator(priority);
            if (op.isEmpty())
                return left;
            const auto right = operation(stronger);
            if (!right)
                return std::nullopt;
            left = Query{ left->within(priority) + op + right->within(priority == Phrase ? Not : priority), priority };
        }
        return left;
    }

    std::optional<Query> operand()
    {
        m_reader.skipBlanks();
        if (++m_depth > deepestQuery)
            return std::nullopt;
        std::optional<Query> found;
        if (m_reader.take(QLatin1Char('!'))) {
            found = operand();
            if (found)
                found = Query{ QLatin1Char('!') + found->within(Not), Not };
        } else if (m_reader.take(QLatin1Char('('))) {
            found = operation(Or);
            m_reader.skipBlanks();
            if (!m_reader.take(QLatin1Char(')')))
                found.reset();
        } else {
            found = word();
        }
        --m_depth;
        return found;
    }

    std::optional<Query> word()
    {
        static const QRegularExpression weights(
            QStringLiteral("[A-D*]{1,5}(?![\\w])"), QRegularExpression::CaseInsensitiveOption);
        const QByteArray lexeme = m_reader.lexeme(QLatin1String("()|&!<"));
        if (lexeme.isEmpty())
            return std::nullopt;
        Query query{ quotedLexeme(lexeme), Single };
        if (!m_reader.take(QLatin1Char(':')))
            return query;
        const auto found = m_reader.takeMatch(weights);
        if (!found.hasMatch())
            return std::nullopt;
        query.text += QLatin1Char(':');
        for (const char weight : { '*', 'A', 'B', 'C', 'D' })
            if (found.captured().toUpper().contains(QLatin1Char(weight)))
                query.text += QLatin1Char(weight);
        return query;
    }

    SearchReader m_reader;
    int m_depth = 0;
};

} // namespace

std::optional<QString> searchVector(const QString& text)
{
    if (text.size() > longestVector)
        return std::nullopt;
    std::map<QByteArray, QMap<int, QChar>> lexemes; // in the order of their bytes, as the server keeps them
    SearchReader reader(text);
    for (reader.skipBlanks(); !reader.isAtEnd(); reader.skipBlanks()) {
        const QByteArray lexeme = reader.lexeme(QLatin1String("'"));
        if (lexeme.isEmpty())
            return std::nullopt;
        QMap<int, QChar>& positions = lexemes[lexeme];
        if (reader.take(QLatin1Char(':')) && !takePositions(reader, positions))
            return std::nullopt;
        if (!reader.isAtEnd() && !reader.next().isSpace())
            return std::nullopt;
    }
    QStringList all;
    for (const auto& [lexeme, positions] : lexemes) {
        QStringList places;
        for (auto it = positions.cbegin(); it != positions.cend(); ++it)
            places.append(
                QString::number(it.key()) + (it.value() == QLatin1Char('D') ? QString() : QString(it.value())));
        all.append(
            quotedLexeme(lexeme) + (places.isEmpty() ? QString() : QLatin1Char(':') + places.join(QLatin1Char(','))));
    }
    return all.join(QLatin1Char(' '));
}

std::optional<QString> searchQuery(const QString& text)
{
    return text.size() > longestQuery ? std::nullopt : QueryReader(text).whole();
}

} // namespace espalier::dialects::postgresql
