#pragma once

#include <cstdint>
#include <vector>

namespace espalier::graph {

/// Which lanes are taken in which rows. A segment tree over the rows whose nodes hold sets of lanes, so that "the first
/// lane that is free from this row to that" costs the logarithm of the rows times a 64th of the lanes.
class LaneOccupancy {
public:
    explicit LaneOccupancy(int rows);
    /// The first lane from `lowest` on that is free in all rows first…last.
    int firstFree(int first, int last, int lowest) const;
    void take(int lane, int first, int last);

private:
    using Lanes = std::vector<std::uint64_t>;
    struct Span {
        int first;
        int last;
    };
    void collect(std::size_t node, Span span, Span wanted, Lanes& taken) const;
    void mark(std::size_t node, Span span, Span wanted, int lane);

    int m_rows;
    std::vector<Lanes> m_whole; ///< lanes taken in all rows of a tree node
    std::vector<Lanes> m_some; ///< lanes taken in at least one of them
};

} // namespace espalier::graph
