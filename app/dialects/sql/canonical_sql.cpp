#include "dialects/sql/canonical_sql.h"

#include "dialects/sql/identifiers.h"

#include <algorithm>
#include <QRegularExpression>
#include <QStringList>
#include <vector>

// The text is cut into tokens; casts, parentheses and the server's spellings are then taken out of their list, one pass
// each. A pass costs the length of the list.

namespace espalier::dialects::sql {

namespace {

using Words = QStringList;

bool isOperatorSign(QChar c)
{
    static const QString signs = QStringLiteral("<>=!~|&*/%^+-#@?:");
    return signs.contains(c);
}
bool isWordStart(QChar c) { return c.isLetter() || c == QLatin1Char('_'); }
bool isWordPart(QChar c) { return c.isLetterOrNumber() || c == QLatin1Char('_') || c == QLatin1Char('$'); }
bool isWord(const QString& token) { return !token.isEmpty() && isWordStart(token[0]); }

qsizetype afterQuoted(const QString& sql, qsizetype from)
{
    for (qsizetype i = from + 1; i < sql.size(); ++i) {
        if (sql[i] != sql[from])
            continue;
        if (i + 1 == sql.size() || sql[i + 1] != sql[from])
            return i + 1;
        ++i;
    }
    return sql.size();
}

/// A quoted name as it would be without quotes, where it can be.
QString unquotedName(const QString& token)
{
    const QString name = token.mid(1, token.size() - 2);
    const bool isPlain = !name.isEmpty() && isWordStart(name[0]) && std::all_of(name.begin(), name.end(), isWordPart)
        && name == name.toLower();
    return isPlain || token[0] == QLatin1Char('`') ? name.toLower() : token;
}

template <typename Predicate> qsizetype endOf(const QString& sql, qsizetype from, Predicate belongs)
{
    qsizetype end = from + 1;
    while (end < sql.size() && belongs(sql[end]))
        ++end;
    return end;
}

Words tokensOf(const QString& sql)
{
    Words tokens;
    for (qsizetype i = 0; i < sql.size();) {
        const QChar c = sql[i];
        qsizetype end = i + 1;
        if (c.isSpace()) {
            i = end;
            continue;
        }
        if (c == QLatin1Char('\'') || c == QLatin1Char('"') || c == QLatin1Char('`')) {
            end = afterQuoted(sql, i);
            const QString token = sql.mid(i, end - i);
            tokens.append(c == QLatin1Char('\'') || token.size() < 2 ? token : unquotedName(token));
        } else if (isWordStart(c)) {
            end = endOf(sql, i, isWordPart);
            tokens.append(sql.mid(i, end - i).toLower());
        } else if (c.isDigit()) {
            end = endOf(sql, i, [](QChar d) { return d.isLetterOrNumber() || d == QLatin1Char('.'); });
            tokens.append(sql.mid(i, end - i));
        } else if (isOperatorSign(c)) {
            end = endOf(sql, i, [](QChar d) { return isOperatorSign(d) && d != QLatin1Char('-'); });
            tokens.append(sql.mid(i, end - i));
        } else {
            tokens.append(QString(c));
        }
        i = end;
    }
    return tokens;
}

bool isAt(const Words& tokens, qsizetype i, const char* text) { return tokens.value(i) == QLatin1String(text); }

/// After a parenthesis and all within it.
qsizetype afterParentheses(const Words& tokens, qsizetype from)
{
    int depth = 0;
    for (qsizetype i = from; i < tokens.size(); ++i) {
        depth += isAt(tokens, i, "(") ? 1 : isAt(tokens, i, ")") ? -1 : 0;
        if (depth == 0)
            return i + 1;
    }
    return tokens.size();
}

/// After the name of a type that begins here.
qsizetype afterType(const Words& tokens, qsizetype from)
{
    static const core::WordSet further = wordSet("varying precision with without time zone");
    qsizetype i = from + 1;
    for (bool isType = true; isType;) {
        isType = false;
        if (isAt(tokens, i, ".") || further.contains(tokens.value(i))) {
            i += isAt(tokens, i, ".") ? 2 : 1;
            isType = true;
        } else if (isAt(tokens, i, "(") && !isAt(tokens, i + 1, ")")) {
            i = afterParentheses(tokens, i);
            isType = true;
        } else if (isAt(tokens, i, "[") && isAt(tokens, i + 1, "]")) {
            i += 2;
            isType = true;
        }
    }
    return i;
}

Words withoutCasts(const Words& tokens)
{
    Words result;
    for (qsizetype i = 0; i < tokens.size(); ++i) {
        if (isAt(tokens, i, "::")) {
            i = afterType(tokens, i + 1) - 1;
        } else if (isAt(tokens, i, "cast") && isAt(tokens, i + 1, "(")) {
            const qsizetype end = afterParentheses(tokens, i + 1);
            const qsizetype as = tokens.lastIndexOf(QStringLiteral("as"), end - 1);
            if (as <= i)
                return tokens;
            result += withoutCasts(tokens.mid(i + 1, as - i - 1));
            result.append(QStringLiteral(")"));
            i = end - 1;
        } else {
            result.append(tokens[i]);
        }
    }
    return result;
}

/// Words before a parenthesis that are not the names of functions.
bool isKeyword(const QString& word)
{
    static const core::WordSet keywords = wordSet(
        "and or not in any all some array is like ilike between case when then else end as on check select from "
        "where exists distinct collate values interval escape similar to null true false");
    return keywords.contains(word);
}

/// Only the parentheses of function calls, and no brackets of ARRAY[…].
Words withoutParentheses(const Words& tokens)
{
    Words result;
    std::vector<bool> kept;
    for (qsizetype i = 0; i < tokens.size(); ++i) {
        const QString& token = tokens[i];
        const bool isOpen = token == QLatin1String("(") || token == QLatin1String("[");
        const bool isClose = token == QLatin1String(")") || token == QLatin1String("]");
        if (isOpen) {
            const QString before = tokens.value(i - 1);
            kept.push_back(
                token == QLatin1String("(") ? isWord(before) && !isKeyword(before) : before != QLatin1String("array"));
        }
        if ((!isOpen && !isClose) || kept.empty() || kept.back())
            result.append(token);
        if (isClose && !kept.empty())
            kept.pop_back();
    }
    return result;
}

struct Spelling {
    const char* from;
    const char* to;
};
constexpr Spelling spellings[] = { { "= any array", "in" }, { "<> all array", "not in" }, { "~~", "like" },
    { "!~~", "not like" }, { "~~*", "ilike" }, { "!~~*", "not ilike" }, { "!=", "<>" }, { "==", "=" },
    { "current_timestamp ( )", "current_timestamp" }, { "_utf8mb4", "" }, { "_utf8mb3", "" }, { "_latin1", "" } };

struct SpelledTokens {
    Words from;
    Words to;
};

const std::vector<SpelledTokens>& spelledTokens()
{
    static const std::vector<SpelledTokens> all = [] {
        std::vector<SpelledTokens> table;
        for (const Spelling& spelling : spellings)
            table.push_back({ QString::fromLatin1(spelling.from).split(QLatin1Char(' ')),
                QString::fromLatin1(spelling.to).split(QLatin1Char(' '), Qt::SkipEmptyParts) });
        return table;
    }();
    return all;
}

bool standsAt(const Words& tokens, qsizetype at, const Words& wanted)
{
    return at + wanted.size() <= tokens.size() && std::equal(wanted.begin(), wanted.end(), tokens.begin() + at);
}

Words respelled(const Words& tokens)
{
    Words result;
    for (qsizetype i = 0; i < tokens.size();) {
        const auto& all = spelledTokens();
        const auto found = std::find_if(
            all.begin(), all.end(), [&](const SpelledTokens& spelling) { return standsAt(tokens, i, spelling.from); });
        if (found == all.end()) {
            result.append(tokens[i++]);
        } else {
            result += found->to;
            i += found->from.size();
        }
    }
    return result;
}

/// "x BETWEEN a AND b" as the server has it: "x >= a AND x <= b".
Words withoutBetween(const Words& tokens)
{
    const qsizetype between = tokens.indexOf(QStringLiteral("between"));
    const qsizetype conjunction = between < 0 ? -1 : tokens.indexOf(QStringLiteral("and"), between);
    if (conjunction < 0 || isAt(tokens, between - 1, "not"))
        return tokens;
    qsizetype start = between;
    while (start > 0 && tokens[start - 1] != QLatin1String("and") && tokens[start - 1] != QLatin1String("or"))
        --start;
    const Words value = tokens.mid(start, between - start);
    return tokens.mid(0, start) + value + Words{ QStringLiteral(">=") }
    + tokens.mid(between + 1, conjunction - between - 1) + Words{ QStringLiteral("and") } + value
        + Words{ QStringLiteral("<=") } + withoutBetween(tokens.mid(conjunction + 1));
}

} // namespace

QString canonicalSql(const QString& expression)
{
    if (std::all_of(expression.begin(), expression.end(), [](QChar c) { return c.isDigit() || c.isLower(); }))
        return expression; // a number, a name
    return withoutBetween(respelled(withoutParentheses(withoutCasts(tokensOf(expression))))).join(QLatin1Char(' '));
}

QString plainNumber(const QString& text)
{
    static const QRegularExpression shape(
        QStringLiteral("^([+-]?)(?=[0-9.]*[0-9])([0-9]*)(?:\\.([0-9]*))?(?:e([+-]?[0-9]{1,3}))?$"));
    const auto found = shape.match(text);
    if (!found.hasMatch())
        return text;
    QString whole = found.captured(2);
    QString part = found.captured(3);
    const int exponent = found.captured(4).toInt();
    part += QString(std::max<qsizetype>(0, exponent - part.size()), QLatin1Char('0'));
    whole.prepend(QString(std::max<qsizetype>(0, -exponent - whole.size()), QLatin1Char('0')));
    const QString digits = whole + part;
    const qsizetype point = whole.size() + exponent;
    whole = digits.left(point);
    part = digits.mid(point);
    while (whole.startsWith(QLatin1Char('0')))
        whole.remove(0, 1);
    while (part.endsWith(QLatin1Char('0')))
        part.chop(1);
    const QString size
        = (whole.isEmpty() ? QStringLiteral("0") : whole) + (part.isEmpty() ? QString() : QLatin1Char('.') + part);
    return found.captured(1) == QLatin1String("-") && size != QLatin1String("0") ? QLatin1Char('-') + size : size;
}

QString literalContent(const QString& canonical)
{
    if (canonical.size() < 2 || canonical[0] != QLatin1Char('\'') || afterQuoted(canonical, 0) != canonical.size())
        return {};
    return canonical.mid(1, canonical.size() - 2)
        .replace(QLatin1String("''"), QLatin1String("'"))
        .append(QLatin1String("")); // never null
}

} // namespace espalier::dialects::sql
