#include "graph/shelves.h"

#include <algorithm>
#include <tuple>

namespace espalier::graph {

void Shelves::add(std::size_t item, int shelf, int key, double from, double to)
{
    m_items.push_back({ item, shelf, key, std::min(from, to), std::max(from, to) });
}

std::vector<Shelves::Bundle> Shelves::bundles()
{
    std::sort(m_items.begin(), m_items.end(), [](const Item& a, const Item& b) {
        return std::tie(a.shelf, a.key, a.item) < std::tie(b.shelf, b.key, b.item);
    });
    std::vector<Bundle> result;
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        const Item& item = m_items[i];
        if (i > 0 && m_items[i - 1].shelf == item.shelf && m_items[i - 1].key == item.key) {
            Bundle& bundle = result.back();
            bundle.from = std::min(bundle.from, item.from);
            bundle.to = std::max(bundle.to, item.to);
            bundle.end = i + 1;
        } else {
            result.push_back({ item.shelf, item.from, item.to, i, i + 1 });
        }
    }
    std::sort(result.begin(), result.end(), [](const Bundle& a, const Bundle& b) {
        return std::tie(a.shelf, a.from, a.to, a.begin) < std::tie(b.shelf, b.from, b.to, b.begin);
    });
    return result;
}

std::vector<int> Shelves::give(int count, int maximum, const Receiver& receive)
{
    std::vector<int> used(static_cast<std::size_t>(count), 0);
    std::vector<double> freeFrom; // by place of the current shelf
    int shelf = -1;
    for (const Bundle& bundle : bundles()) {
        if (bundle.shelf != shelf)
            freeFrom.clear();
        shelf = bundle.shelf;
        auto place = std::find_if(freeFrom.begin(), freeFrom.end(), [&](double end) { return end < bundle.from; });
        if (place == freeFrom.end()) {
            if (static_cast<int>(freeFrom.size()) < maximum)
                place = freeFrom.insert(freeFrom.end(), bundle.to);
            else
                place = std::min_element(freeFrom.begin(), freeFrom.end());
        }
        *place = std::max(*place, bundle.to);
        const auto number = static_cast<int>(place - freeFrom.begin());
        used[static_cast<std::size_t>(shelf)] = std::max(used[static_cast<std::size_t>(shelf)], number + 1);
        for (std::size_t i = bundle.begin; i < bundle.end; ++i)
            receive(m_items[i].item, number);
    }
    return used;
}

} // namespace espalier::graph
