#include "dialects/sql/statement_text.h"

#include <algorithm>
#include <QHash>

namespace espalier::dialects::sql {

namespace {

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

constexpr qsizetype longestShortened = 120;

} // namespace

const Token* StatementText::token(int index) const
{
    return index >= 0 && index < size() ? &tokens[static_cast<size_t>(index)] : nullptr;
}

bool StatementText::is(int index, std::string_view upperCaseWord) const
{
    const Token* found = token(index);
    if (!found || found->kind != Token::Kind::Word || static_cast<size_t>(found->size()) != upperCaseWord.size())
        return false;
    const char* written = bytes.constData() + found->begin;
    return std::equal(
        upperCaseWord.begin(), upperCaseWord.end(), written, [](char a, char b) { return a == upper(b); });
}

bool StatementText::isSymbol(int index, char symbol) const
{
    const Token* found = token(index);
    return found && found->isSymbol(symbol);
}

int StatementText::tokenAt(int position) const
{
    const auto after = [](const Token& token, int wanted) { return token.end <= wanted; };
    return static_cast<int>(std::lower_bound(tokens.begin(), tokens.end(), position, after) - tokens.begin());
}

int StatementText::closing(int open) const
{
    return find(open + 1, [](int) { return false; });
}

QString StatementText::text(int from, int to) const
{
    const Token* first = token(from);
    const Token* last = token(std::min(to, size()) - 1);
    if (!first || !last || last->end <= first->begin)
        return {};
    return QString::fromUtf8(bytes.constData() + first->begin, last->end - first->begin);
}

QString StatementText::word(int index) const
{
    const Token* found = token(index);
    return found && found->kind == Token::Kind::Word ? text(index).toUpper() : QString();
}

QString StatementText::name(int index) const
{
    const Token* found = token(index);
    if (!found)
        return {};
    const QString written = text(index);
    if ((found->kind != Token::Kind::QuotedName && found->kind != Token::Kind::String) || written.size() < 2)
        return written;
    const QChar quote = written.back();
    QString inner = written.mid(1, written.size() - 2);
    return inner.replace(QString(2, quote), quote);
}

QString StatementText::stringValue(int index, const LexRules& rules) const
{
    const QString written = text(index);
    if (const auto tag = written.startsWith(u'$') ? written.indexOf(u'$', 1) + 1 : 0; tag > 0)
        return written.mid(tag, written.size() - 2 * tag);
    const auto open = std::find_if(written.begin(), written.end(), [](QChar c) { return c == u'\'' || c == u'"'; });
    if (open == written.end() || written.size() < 2)
        return written;
    const bool backslashes = rules.backslashEscapes || written.at(0) == u'e' || written.at(0) == u'E';
    static const QHash<QChar, QChar> escapes{ { u'n', u'\n' }, { u't', u'\t' }, { u'r', u'\r' }, { u'0', QChar() } };
    QString value;
    for (auto c = open + 1; c < written.end() - 1; ++c) {
        if (backslashes && *c == u'\\' && c + 1 < written.end() - 1) {
            ++c;
            value += escapes.value(*c, *c);
        } else {
            value += *c;
            if (*c == *open)
                ++c;
        }
    }
    return value;
}

QString StatementText::shortened() const
{
    QString line = text().left(4 * longestShortened).simplified();
    if (line.size() > longestShortened)
        line = line.left(longestShortened - 1) + QChar(0x2026);
    return line;
}

QMap<int, QString> StatementText::binds() const
{
    QMap<int, QString> names;
    for (int i = 0; i < size(); ++i)
        if (tokens[static_cast<size_t>(i)].kind == Token::Kind::Bind)
            names.insert(tokens[static_cast<size_t>(i)].begin, text(i).mid(1));
    return names;
}

} // namespace espalier::dialects::sql
