#include "symbolic/library/methods.h"
#include "symbolic/library/text.h"

#include <numeric>

namespace espalier::symbolic::library {

namespace {

// A merge sort of its own: the code's __lt__ may contradict itself, which std::stable_sort must not meet.
class Sorter {
public:
    Sorter(Interpreter& interpreter, const std::vector<Value>& keys)
        : m_interpreter(interpreter)
        , m_keys(keys)
        , m_order(keys.size())
        , m_space(keys.size())
    {
        std::iota(m_order.begin(), m_order.end(), size_t(0));
    }

    const std::vector<size_t>& run()
    {
        for (size_t width = 1; width < m_order.size(); width *= 2) {
            for (size_t from = 0; from < m_order.size(); from += 2 * width)
                merge(from, std::min(from + width, m_order.size()), std::min(from + 2 * width, m_order.size()));
            std::swap(m_order, m_space);
        }
        return m_order;
    }

private:
    void merge(size_t from, size_t middle, size_t to)
    {
        size_t left = from;
        size_t right = middle;
        for (size_t at = from; at < to; ++at) {
            const bool isRight = left == middle || (right < to && isLess(m_order[right], m_order[left]));
            m_space[at] = m_order[isRight ? right++ : left++];
        }
    }

    bool isLess(size_t a, size_t b)
    {
        m_interpreter.spend();
        if (m_keys[a].isString() && m_keys[b].isString())
            return compareText(m_keys[a].text(), m_keys[b].text()) < 0;
        return truthOf(m_interpreter, m_interpreter.compare(CompareOperator::Lt, m_keys[a], m_keys[b]));
    }

    Interpreter& m_interpreter;
    const std::vector<Value>& m_keys;
    std::vector<size_t> m_order;
    std::vector<size_t> m_space;
};

} // namespace

std::vector<Value> sorted(Interpreter& interpreter, std::vector<Value> items, const Value& key, bool isReversed)
{
    if (isReversed)
        std::reverse(items.begin(), items.end());
    std::vector<Value> keys;
    keys.reserve(items.size());
    for (const Value& item : items) {
        keys.push_back(key.isNone() ? item : interpreter.call(key, { item }));
        if (items.size() > 1)
            if (const DoubtPtr doubt = mystery(interpreter, keys.back()))
                give(doubt);
    }
    std::vector<Value> made;
    made.reserve(items.size());
    Sorter sorter(interpreter, keys);
    for (const size_t index : sorter.run())
        made.push_back(items[index]);
    if (isReversed)
        std::reverse(made.begin(), made.end());
    return made;
}

} // namespace espalier::symbolic::library
