#include "migrations/graph_picture.h"

#include "migrations/operation_lines.h"
#include "widgets/format.h"

#include <QCoreApplication>
#include <QHash>

namespace espalier::ui {
namespace {

using graphview::CardStatus;
using graphview::GraphCard;
using graphview::NodeState;
using graphview::ProblemMark;
using revisions::RevisionGraph;

ProblemMark markOf(revisions::Severity severity)
{
    switch (severity) {
    case revisions::Severity::Error:
        return ProblemMark::Error;
    case revisions::Severity::Warning:
        return ProblemMark::Warning;
    case revisions::Severity::Info:
        break;
    }
    return ProblemMark::Info;
}

struct Marks {
    QHash<QString, ProblemMark> mark;
    QHash<QString, QStringList> texts;
};

/// Having several heads concerns the tree as a whole: a mark on each of them would say nothing new beside their badges.
Marks marksOf(const RevisionGraph& graph)
{
    Marks marks;
    for (const auto& problem : graph.problems()) {
        if (problem.code == QLatin1String("multiple-heads"))
            continue;
        const ProblemMark mark = markOf(problem.severity);
        for (const auto& id : problem.revisions) {
            auto& worst = marks.mark[id];
            worst = std::max(worst, mark);
            marks.texts[id].append(problem.message.text());
        }
    }
    return marks;
}

QHash<QString, NodeState> statesOf(const database::DatabaseStatus* status)
{
    QHash<QString, NodeState> states;
    if (!status)
        return states;
    states.reserve(static_cast<qsizetype>(status->revisions.size()));
    for (const auto& [id, mark] : status->revisions)
        states.insert(id, mark == database::AppliedMark::Applied ? NodeState::Applied : NodeState::Pending);
    for (const auto& id : status->current)
        states.insert(id, NodeState::Current);
    return states;
}

QString tooltipOf(const revisions::Revision& revision, const QDateTime& created)
{
    QStringList lines{ revision.id };
    if (!revision.message.isEmpty())
        lines.append(revision.message);
    if (created.isValid())
        lines.append(exactTime(created));
    else if (!revision.created.isEmpty())
        lines.append(revision.created);
    lines.append(revision.file);
    return lines.join(QLatin1Char('\n'));
}

GraphCard cardOf(const RevisionGraph& graph, int index, const QDateTime& now)
{
    const auto& revision = graph.revision(index);
    const QDateTime created = createdTime(revision.created);
    GraphCard card;
    card.id = revision.id;
    card.shortId = shortId(revision.id);
    card.message = revision.message;
    card.detail = created.isValid() ? relativeTime(created, now) : revision.created;
    card.tooltip = tooltipOf(revision, created);
    card.head = graph.isHead(index);
    card.base = graph.isBase(index);
    card.merge = graph.isMergePoint(index);
    card.labels = revision.branchLabels;
    return card;
}

GraphCard ghostCard(const QString& id, const QString& message)
{
    GraphCard card;
    card.id = id;
    card.shortId = shortId(id);
    card.message = message;
    card.status.state = NodeState::Ghost;
    return card;
}

std::vector<int> listOf(RevisionGraph::Indices indices, const std::vector<int>& placeOf)
{
    std::vector<int> places;
    places.reserve(indices.size());
    for (const int index : indices)
        places.push_back(placeOf[static_cast<size_t>(index)]);
    return places;
}

} // namespace

QDateTime createdTime(const QString& text)
{
    // Alembic writes str(datetime): "2025-06-03 10:15:30.123456", with "+02:00" where a time zone is set.
    QString stamp = text.trimmed();
    if (stamp.size() < 10 || stamp[4] != QLatin1Char('-'))
        return {};
    if (stamp.size() > 10 && stamp[10] == QLatin1Char(' '))
        stamp[10] = QLatin1Char('T');
    const qsizetype dot = stamp.indexOf(QLatin1Char('.'));
    if (dot > 0) {
        qsizetype end = dot + 1;
        while (end < stamp.size() && stamp[end].isDigit())
            ++end;
        stamp.remove(dot, end - dot);
    }
    return QDateTime::fromString(stamp, Qt::ISODate);
}

graphview::GraphPicturePtr graphPicture(const RevisionGraph& graph, const database::DatabaseStatus* status,
    const QDateTime& now, const GlyphsOfRevisions* glyphs)
{
    const Marks marks = marksOf(graph);
    const auto states = statesOf(status);
    const auto total = static_cast<size_t>(graph.size() + graph.ghostCount());
    std::vector<GraphCard> cards;
    std::vector<int> order;
    cards.reserve(total);
    for (int index = graph.size(); index < graph.size() + graph.ghostCount(); ++index)
        order.push_back(index);
    order.insert(order.end(), graph.upgradeOrder().begin(), graph.upgradeOrder().end());
    std::vector<int> placeOf(total, -1);
    for (const int index : order) {
        placeOf[static_cast<size_t>(index)] = static_cast<int>(cards.size());
        GraphCard card = graph.isGhost(index)
            ? ghostCard(graph.id(index), QCoreApplication::translate("GraphPicture", "no script defines it"))
            : cardOf(graph, index, now);
        if (!graph.isGhost(index) && status)
            card.status.state = states.value(card.id, NodeState::Unknown);
        if (glyphs)
            card.glyphs = glyphs->value(card.id);
        card.problem = marks.mark.value(card.id, ProblemMark::None);
        card.problemText = marks.texts.value(card.id).join(QLatin1Char('\n'));
        cards.push_back(std::move(card));
    }
    graphview::GraphPicture::Links parents(cards.size());
    graphview::GraphPicture::Links dependencies(cards.size());
    for (const int index : order) {
        const auto place = static_cast<size_t>(placeOf[static_cast<size_t>(index)]);
        parents[place] = listOf(graph.downs(index), placeOf);
        dependencies[place] = listOf(graph.dependencies(index), placeOf);
    }
    if (status) {
        for (const auto& id : status->unknown) {
            if (graph.indexOf(id) < 0)
                cards.push_back(ghostCard(
                    id, QCoreApplication::translate("GraphPicture", "in the database, but no script defines it")));
        }
        parents.resize(cards.size());
        dependencies.resize(cards.size());
    }
    return std::make_shared<const graphview::GraphPicture>(
        std::move(cards), std::move(parents), std::move(dependencies));
}

} // namespace espalier::ui
