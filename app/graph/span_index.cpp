#include "graph/span_index.h"
#include "core/index.h"

#include <algorithm>
#include <bit>

namespace espalier::graph {

namespace {
using core::at;

int levelOf(int first, int last) { return std::bit_width(static_cast<unsigned>(last - first)); }
} // namespace

void SpanIndex::add(int first, int last) { m_spans.push_back({ first, last }); }

void SpanIndex::build()
{
    m_levels.clear();
    for (const Span& span : m_spans) {
        const auto level = at(levelOf(span.first, span.last));
        if (m_levels.size() <= level)
            m_levels.resize(level + 1);
        auto& counts = m_levels[level].firstOfCell;
        const auto cell = at(span.first >> level);
        if (counts.size() < cell + 2)
            counts.resize(cell + 2, 0);
        ++counts[cell + 1];
    }
    std::vector<std::vector<int>> next(m_levels.size());
    for (std::size_t level = 0; level < m_levels.size(); ++level) {
        auto& starts = m_levels[level].firstOfCell;
        for (std::size_t cell = 1; cell < starts.size(); ++cell)
            starts[cell] += starts[cell - 1];
        m_levels[level].spans.resize(starts.empty() ? 0 : at(starts.back()));
        next[level] = starts;
    }
    for (std::size_t i = 0; i < m_spans.size(); ++i) {
        const auto level = at(levelOf(m_spans[i].first, m_spans[i].last));
        int& place = next[level][at(m_spans[i].first >> level)];
        m_levels[level].spans[at(place++)] = static_cast<int>(i);
    }
}

void SpanIndex::meeting(int first, int last, std::vector<int>& result) const
{
    for (std::size_t number = 0; number < m_levels.size(); ++number) {
        const Level& level = m_levels[number];
        if (level.firstOfCell.empty())
            continue;
        // a span of this level is shorter than two cells, so it starts at most one cell before what it meets
        const int cells = static_cast<int>(level.firstOfCell.size()) - 1;
        const int from = std::clamp((first >> number) - 1, 0, cells), to = std::clamp((last >> number) + 1, 0, cells);
        for (int i = level.firstOfCell[at(from)]; i < level.firstOfCell[at(to)]; ++i) {
            const int span = level.spans[at(i)];
            if (m_spans[at(span)].first <= last && m_spans[at(span)].last >= first)
                result.push_back(span);
        }
    }
}

} // namespace espalier::graph
