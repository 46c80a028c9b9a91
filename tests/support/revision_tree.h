#pragma once

#include "revisions/traversal.h"

#include <QRegularExpression>

/// Trees of revisions and what is done with them, written as text.
namespace espalier::test {

/// The revisions of a text, in file order, parted by ";":
///     "a; b <- a; c [left] <- a; m <- b c; x ~ b left"
/// is a base a, its children b and c (which has the branch label "left"), their merge m, and a base x that depends on b
/// and on the label. Each stands in a file of its own, ID.py: `revision` in line 10, `down_revision` in line 11.
inline std::vector<revisions::Revision> revisionsFromText(const QString& text)
{
    static const QRegularExpression form(
        QStringLiteral("^([^\\s<~\\[]+)\\s*(?:\\[([^\\]]*)\\])?\\s*(?:<-([^~]*))?(?:~(.*))?$"));
    std::vector<revisions::Revision> revisions;
    for (const QString& part : text.split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
        const QRegularExpressionMatch match = form.match(part.trimmed());
        if (!match.hasMatch())
            qFatal("not a revision: %s", qPrintable(part));
        const auto words = [&match](int group) {
            return match.captured(group).simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
        };
        revisions::Revision revision;
        revision.id = match.captured(1);
        revision.branchLabels = words(2);
        revision.down = words(3);
        revision.dependsOn = words(4);
        revision.file = revision.id + QStringLiteral(".py");
        revision.line = 10;
        revision.downLine = 11;
        revisions.push_back(revision);
    }
    return revisions;
}

inline std::shared_ptr<const revisions::RevisionGraph> tree(const char* text)
{
    return revisions::RevisionGraph::build(revisionsFromText(QString::fromUtf8(text)));
}

/// "a b c": the order of an upgrade from nothing to all heads.
inline QString orderText(const revisions::RevisionGraph& graph)
{
    QStringList ids;
    for (const int index : graph.upgradeOrder())
        ids.append(graph.id(index));
    return ids.join(QLatin1Char(' '));
}

/// "a(a) b(b) c(b c)": each step and the rows after it; or "refused: KIND", with "!" where Alembic would only crash.
inline QString stepsText(const revisions::TraversalResult& result)
{
    if (!result)
        return QStringLiteral("refused: ") + refusalName(result.error().kind)
            + QLatin1String(result.error().alembicCrashes ? "!" : "");
    revisions::VersionRows rows(result->start);
    QStringList steps;
    for (const revisions::TraversalStep& step : result->steps) {
        rows.apply(step);
        steps.append(QStringLiteral("%1(%2)").arg(step.revision, rows.list().join(QLatin1Char(' '))));
    }
    return steps.join(QLatin1Char(' '));
}

/// "a b", or "refused: KIND".
inline QString namesText(const revisions::Resolution& result)
{
    return result ? result->join(QLatin1Char(' ')) : stepsText(tl::unexpected(result.error()));
}

/// "code b.py:11 (b a)", a line for each problem.
inline QString problemsText(const revisions::RevisionGraph& graph)
{
    QStringList lines;
    for (const revisions::Problem& problem : graph.problems()) {
        QString line = problem.code;
        if (!problem.file.isEmpty())
            line += QStringLiteral(" %1:%2").arg(problem.file).arg(problem.line);
        lines.append(QStringLiteral("%1 (%2)").arg(line, problem.revisions.join(QLatin1Char(' '))));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace espalier::test
