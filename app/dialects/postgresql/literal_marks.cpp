#include "dialects/postgresql/literal_marks.h"

#include <QRegularExpression>
#include <QStringList>

namespace espalier::dialects::postgresql {

namespace {

/// Literals with their marks, and what stands between them; the latter at even places.
QStringList aroundLiterals(const QString& text)
{
    static const QRegularExpression literal(QStringLiteral("[\\x01\\x02]?'(?:[^']|'')*'"));
    QStringList parts;
    qsizetype at = 0;
    for (auto it = literal.globalMatch(text); it.hasNext();) {
        const auto found = it.next();
        parts << text.mid(at, found.capturedStart() - at) << found.captured();
        at = found.capturedEnd();
    }
    return parts << text.mid(at);
}

bool mayBeSameLiteral(const QString& a, const QString& b)
{
    const auto isOpen = [](const QString& one) { return one.startsWith(openMark); };
    const auto isTyped = [](const QString& one) { return one.startsWith(typedMark); };
    const auto content = [](const QString& one) { return QStringView(one).mid(one.indexOf(QLatin1Char('\''))); };
    return content(a) == content(b) || isOpen(a) || isOpen(b) || isTyped(a) != isTyped(b);
}

} // namespace

bool isSameButForSpelling(const QString& a, const QString& b)
{
    const QStringList left = aroundLiterals(a);
    const QStringList right = aroundLiterals(b);
    for (qsizetype i = 0; i < left.size(); ++i) {
        const QString other = right.value(i);
        if (i % 2 == 0 ? left[i] != other : !mayBeSameLiteral(left[i], other))
            return false;
    }
    return left.size() == right.size();
}

} // namespace espalier::dialects::postgresql
