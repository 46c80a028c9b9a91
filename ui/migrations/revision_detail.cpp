#include "migrations/revision_detail.h"

#include <algorithm>
#include <QCoreApplication>

namespace espalier::ui {
namespace {

using revisions::RevisionGraph;

QList<RevisionLink> linksTo(const RevisionGraph& graph, RevisionGraph::Indices indices)
{
    QList<RevisionLink> links;
    for (const int index : indices) {
        const bool exists = !graph.isGhost(index);
        links.append({ graph.id(index), exists ? graph.revision(index).message : QString(), exists });
    }
    return links;
}

/// The docstring without its first line and without the lines "Revision ID:", "Revises:" and "Create Date:".
QString proseOf(const revisions::Revision& revision)
{
    QStringList kept;
    const QStringList lines = revision.documentation.trimmed().split(QLatin1Char('\n'));
    for (qsizetype at = 1; at < lines.size(); ++at) {
        const QString line = lines[at].trimmed();
        const bool isHeader = line.startsWith(QLatin1String("Revision ID:"))
            || line.startsWith(QLatin1String("Revises:")) || line.startsWith(QLatin1String("Create Date:"));
        if (!isHeader)
            kept.append(line);
    }
    return kept.join(QLatin1Char('\n')).trimmed();
}

AppliedWord appliedWord(const QString& id, bool exists, const database::DatabaseStatus* status)
{
    if (!status)
        return exists ? AppliedWord::NotConnected : AppliedWord::Missing;
    if (status->unknown.contains(id))
        return AppliedWord::Unknown;
    if (status->current.contains(id))
        return AppliedWord::Current;
    if (!exists)
        return AppliedWord::Missing;
    const auto found = std::find_if(
        status->revisions.begin(), status->revisions.end(), [&](const auto& entry) { return entry.first == id; });
    if (found == status->revisions.end())
        return AppliedWord::NotConnected;
    return found->second == database::AppliedMark::Applied ? AppliedWord::Applied : AppliedWord::Pending;
}

void fill(RevisionDetail& detail, const RevisionGraph& graph, int index)
{
    detail.children = linksTo(graph, graph.nexts(index));
    detail.exists = !graph.isGhost(index);
    if (!detail.exists)
        return;
    const auto& revision = graph.revision(index);
    detail.message = revision.message;
    detail.documentation = proseOf(revision);
    detail.created = revision.created;
    detail.file = revision.file;
    detail.path = revision.path;
    detail.line = revision.line;
    detail.parents = linksTo(graph, graph.downs(index));
    detail.dependencies = linksTo(graph, graph.dependencies(index));
    detail.labels = graph.labels(index);
    detail.head = graph.isHead(index);
    detail.base = graph.isBase(index);
    detail.merge = graph.isMergePoint(index);
    detail.hasUpgrade = revision.hasUpgrade;
    detail.hasDowngrade = revision.hasDowngrade;
}

} // namespace

std::optional<RevisionDetail> revisionDetail(
    const RevisionGraph& graph, const QString& id, const database::DatabaseStatus* status, const QDateTime& appliedAt)
{
    const int index = graph.indexOf(id);
    const bool inDatabase = status && status->unknown.contains(id);
    if (id.isEmpty() || (index < 0 && !inDatabase))
        return std::nullopt;
    RevisionDetail detail;
    detail.id = id;
    detail.exists = false;
    if (index >= 0)
        fill(detail, graph, index);
    for (const auto& problem : graph.problems()) {
        if (problem.revisions.contains(id) && problem.code != QLatin1String("multiple-heads"))
            detail.problems.append(problem);
    }
    detail.applied = appliedWord(id, detail.exists, status);
    if (detail.applied == AppliedWord::Applied || detail.applied == AppliedWord::Current)
        detail.appliedAt = appliedAt;
    return detail;
}

QString appliedText(AppliedWord word)
{
    const auto text = [](const char* source) { return QCoreApplication::translate("RevisionDetail", source); };
    switch (word) {
    case AppliedWord::NotConnected:
        return {};
    case AppliedWord::Pending:
        return text(QT_TRANSLATE_NOOP("RevisionDetail", "Pending"));
    case AppliedWord::Applied:
        return text(QT_TRANSLATE_NOOP("RevisionDetail", "Applied"));
    case AppliedWord::Current:
        return text(QT_TRANSLATE_NOOP("RevisionDetail", "Applied, current"));
    case AppliedWord::Unknown:
        return text(QT_TRANSLATE_NOOP("RevisionDetail", "In the database only"));
    case AppliedWord::Missing:
        return text(QT_TRANSLATE_NOOP("RevisionDetail", "Missing"));
    }
    return {};
}

} // namespace espalier::ui
