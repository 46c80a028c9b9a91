#include "graph/lane_occupancy.h"

#include <algorithm>

namespace espalier::graph {

namespace {
void include(std::vector<std::uint64_t>& lanes, const std::vector<std::uint64_t>& more)
{
    if (lanes.size() < more.size())
        lanes.resize(more.size(), 0);
    for (std::size_t word = 0; word < more.size(); ++word)
        lanes[word] |= more[word];
}

void insert(std::vector<std::uint64_t>& lanes, int lane)
{
    const auto word = static_cast<std::size_t>(lane / 64);
    if (lanes.size() <= word)
        lanes.resize(word + 1, 0);
    lanes[word] |= std::uint64_t{ 1 } << (lane % 64);
}

bool contains(const std::vector<std::uint64_t>& lanes, int lane)
{
    const auto word = static_cast<std::size_t>(lane / 64);
    return word < lanes.size() && (lanes[word] >> (lane % 64) & 1) != 0;
}
} // namespace

LaneOccupancy::LaneOccupancy(int rows)
    : m_rows(std::max(rows, 1))
{
    std::size_t leaves = 1;
    while (leaves < static_cast<std::size_t>(m_rows))
        leaves *= 2;
    m_whole.resize(2 * leaves);
    m_some.resize(2 * leaves);
}

int LaneOccupancy::firstFree(int first, int last, int lowest) const
{
    Lanes taken;
    collect(1, { 0, m_rows - 1 }, { std::max(first, 0), std::min(last, m_rows - 1) }, taken);
    int lane = lowest;
    while (contains(taken, lane)) {
        const bool wordFull = lane % 64 == 0 && taken[static_cast<std::size_t>(lane / 64)] == ~std::uint64_t{ 0 };
        lane += wordFull ? 64 : 1;
    }
    return lane;
}

void LaneOccupancy::take(int lane, int first, int last)
{
    mark(1, { 0, m_rows - 1 }, { std::max(first, 0), std::min(last, m_rows - 1) }, lane);
}

void LaneOccupancy::collect(std::size_t node, Span span, Span wanted, Lanes& taken) const
{
    if (wanted.first > span.last || wanted.last < span.first)
        return;
    if (wanted.first <= span.first && span.last <= wanted.last) {
        include(taken, m_some[node]);
        return;
    }
    include(taken, m_whole[node]);
    const int middle = span.first + (span.last - span.first) / 2;
    collect(2 * node, { span.first, middle }, wanted, taken);
    collect(2 * node + 1, { middle + 1, span.last }, wanted, taken);
}

void LaneOccupancy::mark(std::size_t node, Span span, Span wanted, int lane)
{
    if (wanted.first > span.last || wanted.last < span.first)
        return;
    insert(m_some[node], lane);
    if (wanted.first <= span.first && span.last <= wanted.last) {
        insert(m_whole[node], lane);
        return;
    }
    const int middle = span.first + (span.last - span.first) / 2;
    mark(2 * node, { span.first, middle }, wanted, lane);
    mark(2 * node + 1, { middle + 1, span.last }, wanted, lane);
}

} // namespace espalier::graph
