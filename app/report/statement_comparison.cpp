#include "report/statement_comparison.h"

#include <algorithm>
#include <QRegularExpression>

namespace espalier::report {

namespace {

using Side = ComparedStatement::Side;

constexpr size_t largestTable = 4'000'000; // cells; beyond that nothing in the middle is matched

/// From the quote at `at` to just after the one that ends it. A doubled quote ends one string and begins the next.
qsizetype afterQuoted(const QString& text, qsizetype at)
{
    const qsizetype end = text.indexOf(text[at], at + 1);
    return end < 0 ? text.size() : end + 1;
}

/// After $tag$…$tag$ that begins at `at`; `at` where none does.
qsizetype afterDollars(const QString& text, qsizetype at)
{
    static const QRegularExpression tag(QStringLiteral("\\$(?:[A-Za-z_][A-Za-z_0-9]*)?\\$"));
    const auto match
        = tag.match(text, at, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
    if (!match.hasMatch())
        return at;
    const qsizetype end = text.indexOf(match.captured(), match.capturedEnd());
    return end < 0 ? text.size() : end + match.capturedLength();
}

/// The longest common subsequence of the parts between, by the textbook's table.
std::vector<std::pair<int, int>> matches(const QStringList& a, const QStringList& b)
{
    const auto rows = static_cast<size_t>(a.size());
    const auto columns = static_cast<size_t>(b.size());
    std::vector<std::pair<int, int>> pairs;
    if (rows == 0 || columns == 0 || (rows + 1) * (columns + 1) > largestTable)
        return pairs;
    std::vector<int> longest((rows + 1) * (columns + 1), 0);
    const auto cell = [&](size_t i, size_t j) -> int& { return longest[i * (columns + 1) + j]; };
    for (size_t i = rows; i-- > 0;)
        for (size_t j = columns; j-- > 0;)
            cell(i, j) = a[qsizetype(i)] == b[qsizetype(j)] ? cell(i + 1, j + 1) + 1
                                                            : std::max(cell(i + 1, j), cell(i, j + 1));
    for (size_t i = 0, j = 0; i < rows && j < columns;) {
        if (a[qsizetype(i)] == b[qsizetype(j)])
            pairs.emplace_back(int(i++), int(j++));
        else if (cell(i + 1, j) >= cell(i, j + 1))
            ++i;
        else
            ++j;
    }
    return pairs;
}

QStringList plain(const QStringList& statements)
{
    QStringList all;
    for (const QString& statement : statements)
        all.append(withPlainSpace(statement));
    return all;
}

} // namespace

QString withPlainSpace(const QString& statement)
{
    QString result;
    bool isPending = false;
    for (qsizetype at = 0; at < statement.size();) {
        const QChar sign = statement[at];
        if (sign.isSpace()) {
            isPending = !result.isEmpty();
            ++at;
            continue;
        }
        const bool isQuote = sign == QLatin1Char('\'') || sign == QLatin1Char('"') || sign == QLatin1Char('`');
        qsizetype end = isQuote        ? afterQuoted(statement, at)
            : sign == QLatin1Char('$') ? afterDollars(statement, at)
                                       : at;
        end = std::max(end, at + 1);
        if (std::exchange(isPending, false))
            result += QLatin1Char(' ');
        result += QStringView(statement).mid(at, end - at);
        at = end;
    }
    return result;
}

std::vector<ComparedStatement> compareStatements(const QStringList& ours, const QStringList& theirs)
{
    const QStringList a = plain(ours);
    const QStringList b = plain(theirs);
    qsizetype start = 0;
    while (start < a.size() && start < b.size() && a[start] == b[start])
        ++start;
    qsizetype tail = 0;
    while (tail < a.size() - start && tail < b.size() - start && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
        ++tail;
    const auto middle = [&](const QStringList& list) { return list.mid(start, list.size() - start - tail); };
    std::vector<ComparedStatement> compared;
    qsizetype left = 0;
    qsizetype right = 0;
    // theirs come first, as what is replaced does
    const auto upTo = [&](qsizetype leftEnd, qsizetype rightEnd) {
        for (; right < rightEnd; ++right)
            compared.push_back({ Side::Theirs, theirs[right] });
        for (; left < leftEnd; ++left)
            compared.push_back({ Side::Ours, ours[left] });
    };
    const auto both = [&] {
        compared.push_back({ Side::Both, ours[left++] });
        ++right;
    };
    for (qsizetype i = 0; i < start; ++i)
        both();
    for (const auto& [i, j] : matches(middle(a), middle(b))) {
        upTo(start + i, start + j);
        both();
    }
    upTo(ours.size() - tail, theirs.size() - tail);
    for (qsizetype i = 0; i < tail; ++i)
        both();
    return compared;
}

bool isSame(const std::vector<ComparedStatement>& compared)
{
    return std::all_of(compared.begin(), compared.end(), [](const auto& one) { return one.side == Side::Both; });
}

int differenceCount(const std::vector<ComparedStatement>& compared)
{
    int count = 0;
    int ours = 0;
    int theirs = 0;
    const auto close = [&] {
        count += std::max(ours, theirs);
        ours = theirs = 0;
    };
    for (const ComparedStatement& one : compared) {
        if (one.side == Side::Both)
            close();
        ours += one.side == Side::Ours ? 1 : 0;
        theirs += one.side == Side::Theirs ? 1 : 0;
    }
    close();
    return count;
}

QString comparisonText(const std::vector<ComparedStatement>& compared)
{
    QStringList blocks;
    for (const ComparedStatement& one : compared) {
        const QLatin1String sign(one.side == Side::Both ? "  " : one.side == Side::Ours ? "+ " : "- ");
        QStringList lines = (one.text + QLatin1Char(';')).split(QLatin1Char('\n'));
        for (QString& line : lines)
            line.prepend(sign);
        blocks.append(lines.join(QLatin1Char('\n')));
    }
    return blocks.join(QLatin1String("\n\n"));
}

} // namespace espalier::report
