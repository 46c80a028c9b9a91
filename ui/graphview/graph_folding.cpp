#include "core/index.h"
#include "graphview/graph_state.h"

namespace espalier::graphview {

namespace {
using core::at;
} // namespace

bool GraphState::setFoldThreshold(int revisions)
{
    if (revisions == m_foldThreshold)
        return false;
    m_foldThreshold = revisions;
    return layOutAgain();
}

bool GraphState::unfoldAll()
{
    for (const auto& run : m_topology->runs) {
        for (const int card : run)
            m_unfolded.insert(m_picture->card(card).id);
    }
    return layOutAgain();
}

bool GraphState::foldAll()
{
    m_unfolded.clear();
    return layOutAgain();
}

bool GraphState::canFold(int card) const
{
    const int run = m_topology->runOf[at(card)];
    return run >= 0 && m_foldThreshold > 0
        && GraphScene::isLongEnough(m_topology->runs[at(run)].size(), m_foldThreshold);
}

bool GraphState::setUnfolded(int card, bool unfolded)
{
    if (!canFold(card))
        return false;
    for (const int member : m_topology->runs[at(m_topology->runOf[at(card)])]) {
        if (unfolded)
            m_unfolded.insert(m_picture->card(member).id);
        else
            m_unfolded.remove(m_picture->card(member).id);
    }
    return layOutAgain();
}

QStringList GraphState::unfoldedRuns() const
{
    QStringList ids;
    for (const auto& run : m_topology->runs) {
        const QString& first = m_picture->card(run.front()).id;
        if (m_unfolded.contains(first))
            ids << first;
    }
    return ids;
}

bool GraphState::setUnfoldedRuns(const QStringList& firstIds)
{
    m_unfolded.clear();
    for (const QString& id : firstIds) {
        const int card = m_picture->indexOf(id);
        const int run = card < 0 ? -1 : m_topology->runOf[at(card)];
        if (run < 0)
            continue;
        for (const int member : m_topology->runs[at(run)])
            m_unfolded.insert(m_picture->card(member).id);
    }
    return layOutAgain();
}

/// What is selected stays in sight: it splits the run that it is in.
bool GraphState::layOutAgain()
{
    ++m_layouts;
    SceneOptions options;
    options.flow = m_flow;
    options.metrics = m_metrics;
    options.foldThreshold = m_foldThreshold;
    options.keep.assign(at(m_picture->size()), false);
    for (const int card : { m_marks.selected, m_marks.second }) {
        if (card >= 0)
            options.keep[at(card)] = true;
    }
    for (const auto& run : m_topology->runs) {
        bool unfolded = false;
        for (const int card : run)
            unfolded = unfolded || (!m_unfolded.isEmpty() && m_unfolded.contains(m_picture->card(card).id));
        options.unfolded.push_back(unfolded);
    }
    const GraphScene before = m_scene;
    m_scene = GraphScene(m_picture, m_topology, options);
    if (m_marks.focus >= 0) // a pill is known by its first card
        m_marks.focus = m_scene.cardOf(m_scene.itemOf(m_marks.focus));
    return before.itemCount() != m_scene.itemCount() || before.picture().size() != m_picture->size();
}

} // namespace espalier::graphview
