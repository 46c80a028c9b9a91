#include "graphview/graph_state.h"
#include "core/index.h"

#include <algorithm>

namespace espalier::graphview {

namespace {
using core::at;

bool containsAll(const GraphCard& card, const QStringList& words)
{
    return std::all_of(words.begin(), words.end(), [&](const QString& word) {
        const auto has = [&](const QString& text) { return text.contains(word, Qt::CaseInsensitive); };
        return has(card.id) || has(card.shortId) || has(card.message) || has(card.detail)
            || std::any_of(card.labels.begin(), card.labels.end(), has);
    });
}

std::vector<bool> asSet(const graph::NodeList& cards, int size)
{
    std::vector<bool> set(at(size), false);
    for (const int card : cards)
        set[at(card)] = true;
    return set;
}
} // namespace

bool GraphState::setPicture(GraphPicturePtr picture)
{
    if (!picture)
        picture = std::make_shared<const GraphPicture>();
    const bool same = picture->hasSameStructure(*m_picture);
    const QString focusId = m_marks.focus >= 0 ? m_picture->card(m_marks.focus).id : QString();
    m_picture = std::move(picture);
    m_marks.focus = m_picture->indexOf(focusId);
    if (same) {
        m_scene = m_scene.with(m_picture);
    } else {
        m_topology = GraphTopology::of(*m_picture);
        m_marks.hovered = -1;
        m_marks.ancestry.clear();
        refreshSelection();
        layOutAgain();
    }
    refreshPath();
    refreshSearch();
    refreshStatuses();
    return !same;
}

void GraphState::setLayout(graph::Flow flow, const CardMetrics& metrics)
{
    if (flow == m_flow && metrics.card == m_metrics.card)
        return;
    m_flow = flow;
    m_metrics = metrics;
    layOutAgain();
}

QStringList GraphState::selectedIds() const
{
    if (m_marks.between.empty())
        return m_selectedId.isEmpty() ? QStringList() : QStringList{ m_selectedId };
    std::vector<int> cards;
    for (int card = 0; card < m_picture->size(); ++card) {
        if (m_marks.isBetween(card))
            cards.push_back(card);
    }
    std::sort(cards.begin(), cards.end(),
        [&](int a, int b) { return m_topology->position[at(a)] < m_topology->position[at(b)]; });
    QStringList ids;
    for (const int card : cards)
        ids << m_picture->card(card).id;
    return ids;
}

bool GraphState::select(const QString& id, const QString& secondId)
{
    const QString first = m_picture->indexOf(id) < 0 ? QString() : id;
    const QString second = first.isEmpty() || m_picture->indexOf(secondId) < 0 || secondId == id ? QString() : secondId;
    if (first == m_selectedId && second == m_secondId)
        return false;
    m_selectedId = first;
    m_secondId = second;
    refreshSelection();
    return true;
}

void GraphState::refreshSelection()
{
    m_marks.selected = m_picture->indexOf(m_selectedId);
    m_marks.second = m_picture->indexOf(m_secondId);
    if (m_marks.selected < 0)
        m_selectedId.clear();
    if (m_marks.second < 0 || m_marks.selected < 0)
        m_secondId.clear();
    m_marks.between.clear();
    if (!m_secondId.isEmpty())
        m_marks.between = asSet(
            graph::between(m_topology->dag, m_topology->children, m_marks.selected, m_marks.second), m_picture->size());
}

bool GraphState::setHovered(int card)
{
    if (card == m_marks.hovered)
        return false;
    m_marks.hovered = card;
    m_marks.ancestry.clear();
    if (card >= 0)
        m_marks.ancestry = asSet(graph::ancestors(m_topology->dag, { card }), m_picture->size());
    return true;
}

void GraphState::setPath(const PathHighlight& path)
{
    m_path = path;
    refreshPath();
}

void GraphState::refreshPath()
{
    m_marks.pathNumber.clear();
    m_marks.risky.clear();
    if (m_path.ids.isEmpty())
        return;
    m_marks.pathNumber.assign(at(m_picture->size()), 0);
    m_marks.risky.assign(at(m_picture->size()), false);
    for (qsizetype i = 0; i < m_path.ids.size(); ++i) {
        if (const int card = m_picture->indexOf(m_path.ids[i]); card >= 0)
            m_marks.pathNumber[at(card)] = static_cast<int>(i) + 1;
    }
    for (const QString& id : m_path.risky) {
        if (const int card = m_picture->indexOf(id); card >= 0)
            m_marks.risky[at(card)] = true;
    }
}

void GraphState::setStatus(const QString& id, const CardStatus& status)
{
    m_statuses.insert(id, status);
    if (const int card = m_picture->indexOf(id); card >= 0)
        m_marks.statuses.insert(card, status);
}

void GraphState::clearStatuses()
{
    m_statuses.clear();
    m_marks.statuses.clear();
}

void GraphState::setShownProgress(int card, double progress)
{
    const auto status = m_marks.statuses.find(card);
    if (status != m_marks.statuses.end())
        status->progress = progress;
}

void GraphState::refreshStatuses()
{
    m_marks.statuses.clear();
    for (auto status = m_statuses.cbegin(); status != m_statuses.cend(); ++status) {
        if (const int card = m_picture->indexOf(status.key()); card >= 0)
            m_marks.statuses.insert(card, status.value());
    }
}

void GraphState::setSearch(const QString& text)
{
    m_search = text;
    refreshSearch();
}

void GraphState::refreshSearch()
{
    m_matches.clear();
    m_marks.matches.clear();
    const QStringList words = m_search.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words.isEmpty())
        return;
    m_marks.matches.assign(at(m_picture->size()), false);
    for (int card = 0; card < m_picture->size(); ++card) {
        if (!containsAll(m_picture->card(card), words))
            continue;
        m_marks.matches[at(card)] = true;
        m_matches.push_back(card);
    }
    std::sort(m_matches.begin(), m_matches.end(),
        [&](int a, int b) { return m_topology->position[at(a)] < m_topology->position[at(b)]; });
}

int GraphState::currentMatch() const
{
    const auto found = std::find(m_matches.begin(), m_matches.end(), m_marks.selected);
    return found == m_matches.end() ? 0 : static_cast<int>(found - m_matches.begin()) + 1;
}

QString GraphState::matchBeside(bool forwards) const
{
    if (m_matches.empty())
        return {};
    const auto position = [&](int card) { return m_topology->position[at(card)]; };
    const int from = m_marks.selected < 0 ? -1 : position(m_marks.selected);
    if (forwards) {
        const auto next
            = std::find_if(m_matches.begin(), m_matches.end(), [&](int card) { return position(card) > from; });
        return m_picture->card(next == m_matches.end() ? m_matches.front() : *next).id;
    }
    const auto previous
        = std::find_if(m_matches.rbegin(), m_matches.rend(), [&](int card) { return position(card) < from; });
    return m_picture->card(previous == m_matches.rend() ? m_matches.back() : *previous).id;
}

} // namespace espalier::graphview
