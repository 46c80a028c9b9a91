#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace espalier::graph {

/// Gives out numbered places along shelves: items with the same key on one shelf share a place, others get different
/// places where their lengths overlap. First fit by start, which uses the fewest places there can be.
class Shelves {
public:
    /// The order of `from` and `to` does not matter.
    void add(std::size_t item, int shelf, int key, double from, double to);

    using Receiver = std::function<void(std::size_t item, int place)>;
    /// Calls `receive` for every item; returns the number of places used on each of `count` shelves. Where more than
    /// `maximum` would be needed on one, the place that is free soonest is shared.
    std::vector<int> give(int count, int maximum, const Receiver& receive);

private:
    struct Item {
        std::size_t item;
        int shelf;
        int key;
        double from;
        double to;
    };
    struct Bundle {
        int shelf;
        double from;
        double to;
        std::size_t begin, end; ///< of its items
    };
    std::vector<Bundle> bundles();

    std::vector<Item> m_items;
};

} // namespace espalier::graph
