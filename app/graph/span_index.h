#pragma once

#include <vector>

namespace espalier::graph {

/// Finds the spans (first…last, whole numbers from 0) that meet a given one. A span stands on the level whose cells are
/// about as long as itself, in the cell of its start: so a query looks at few cells of each level, and long spans do
/// not have to be tried one by one. Built at once; O(log length + found) to ask.
class SpanIndex {
public:
    void add(int first, int last);
    void build();
    /// Appends the numbers of the spans (in the order of adding), each once.
    void meeting(int first, int last, std::vector<int>& result) const;

private:
    struct Span {
        int first;
        int last;
    };
    struct Level {
        std::vector<int> firstOfCell; ///< into `spans`; cells + 1
        std::vector<int> spans;
    };
    std::vector<Span> m_spans;
    std::vector<Level> m_levels; ///< cells of level n are 2^n long
};

} // namespace espalier::graph
