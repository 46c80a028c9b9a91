#include "graphview/graph_picture.h"

#include <algorithm>

namespace espalier::graphview {

namespace {
/// The lists of the cards that stay, with their new indices; no link twice.
GraphPicture::Links keptLinks(const GraphPicture::Links& links, const std::vector<int>& newIndex, int count)
{
    GraphPicture::Links kept(static_cast<size_t>(count));
    std::vector<int> linkedFrom(static_cast<size_t>(count), -1);
    for (size_t card = 0; card < std::min(links.size(), newIndex.size()); ++card) {
        if (newIndex[card] < 0)
            continue;
        auto& list = kept[static_cast<size_t>(newIndex[card])];
        for (const int target : links[card]) {
            const bool known = target >= 0 && static_cast<size_t>(target) < newIndex.size();
            const int index = known ? newIndex[static_cast<size_t>(target)] : -1;
            if (index < 0 || linkedFrom[static_cast<size_t>(index)] == newIndex[card])
                continue;
            linkedFrom[static_cast<size_t>(index)] = newIndex[card];
            list.push_back(index);
        }
    }
    return kept;
}
} // namespace

GraphPicture::GraphPicture(std::vector<GraphCard> cards, Links parents, Links dependencies)
{
    std::vector<int> newIndex(cards.size(), -1);
    m_cards.reserve(cards.size());
    m_indexOf.reserve(static_cast<qsizetype>(cards.size()));
    for (size_t i = 0; i < cards.size(); ++i) {
        if (m_indexOf.contains(cards[i].id))
            continue;
        newIndex[i] = size();
        m_indexOf.insert(cards[i].id, size());
        m_cards.push_back(std::move(cards[i]));
    }
    m_parents = keptLinks(parents, newIndex, size());
    m_dependencies = keptLinks(dependencies, newIndex, size());
}

bool GraphPicture::hasSameStructure(const GraphPicture& other) const
{
    const auto sameId = [](const GraphCard& a, const GraphCard& b) { return a.id == b.id; };
    return size() == other.size() && m_parents == other.m_parents && m_dependencies == other.m_dependencies
        && std::equal(m_cards.begin(), m_cards.end(), other.m_cards.begin(), sameId);
}

} // namespace espalier::graphview
