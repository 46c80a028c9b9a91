// Alembic's order of steps, ties included, in near-linear time.
//
// What Alembic does. It keeps a list of heads and an index into it. The head under the index, the candidate, may be
// emitted when no other head has it among its ancestors; otherwise the index jumps to the first head of the list that
// has, and so on. An emitted candidate is replaced in the list by the first of its parents that is still to do and not
// in the list; further such parents are appended at the end. Where there is none, the place is deleted and the index
// moves one to the left. Alembic keeps the set of all ancestors of each head, which is where its time goes.
//
// The same without the sets. All that is to do is always an ancestor of some head of the list. So a candidate is free
// exactly when all its children that are to do have been emitted: a counter. What remains is the jump: the *first*
// place of the list whose head is above a blocked candidate c. Places keep their order for ever (replaced in place,
// appended at the end, deleted), so they are numbered as they appear. Let first(c) be the least place whose head is
// strictly above c. A place only ever moves from a node to one of its ancestors, and new places have greater numbers
// than all before them; therefore first(c) never decreases. So a value once computed stays a lower bound, and a search
// upwards from c enters only the child with the least bound, corrects it, and stops as soon as the least is exact.
// A bound whose place is still above c by the first-parent forest is exact at once, which spares nearly all searches.
//
// With a cycle in the graph two heads can each be an ancestor of the other: then Alembic's index jumps between them for
// ever. That is the only way in which it can fail to end, since a jump leads from a node to a descendant of it.

#include "revisions/topological_sort.h"
#include "core/index.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace espalier::revisions {

namespace {

using core::at;
constexpr int none = -1;

/// Alembic's list of heads: places in the order of their numbers, each with the head that stands there now.
class Places {
public:
    int add(int head)
    {
        const int place = static_cast<int>(m_places.size());
        m_places.push_back({ head, m_last, none });
        (m_last == none ? m_first : m_places[at(m_last)].next) = place;
        m_last = place;
        return place;
    }
    /// The place to go on with: the one to the left, or else the first that is left.
    int remove(int place)
    {
        Place& gone = m_places[at(place)];
        (gone.previous == none ? m_first : m_places[at(gone.previous)].next) = gone.next;
        (gone.next == none ? m_last : m_places[at(gone.next)].previous) = gone.previous;
        gone.head = none;
        return gone.previous == none ? m_first : gone.previous;
    }
    int first() const { return m_first; }
    int head(int place) const { return m_places[at(place)].head; }
    void setHead(int place, int head) { m_places[at(place)].head = head; }
    int count() const { return static_cast<int>(m_places.size()); }

private:
    struct Place {
        int head;
        int previous;
        int next;
    };
    std::vector<Place> m_places;
    int m_first = none, m_last = none;
};

class Sorter {
public:
    Sorter(const Adjacency& parents, const Adjacency& children, const FirstParentForest& forest,
        const std::vector<char>& todo, const std::vector<int>& heads)
        : m_parents(parents)
        , m_children(children)
        , m_forest(forest)
        , m_open(todo)
        , m_openChildren(todo.size(), 0)
        , m_placeOf(todo.size(), none)
        , m_bound(todo.size(), 0)
        , m_exactIn(todo.size(), 0)
    {
        for (int node = 0; node < parents.size(); ++node)
            if (m_open[at(node)])
                for (const int parent : parents[node])
                    if (m_open[at(parent)])
                        ++m_openChildren[at(parent)];
        for (const int head : heads)
            if (m_open[at(head)] && m_placeOf[at(head)] == none)
                m_placeOf[at(head)] = m_places.add(head);
    }

    SortedNodes run()
    {
        int current = m_places.first();
        while (current != none) {
            const int candidate = m_places.head(current);
            ++m_result.operations;
            current = m_openChildren[at(candidate)] > 0 ? firstPlaceAbove(candidate) : emit(current, candidate);
        }
        return std::move(m_result);
    }

private:
    /// Returns the place to go on with.
    int emit(int place, int node)
    {
        m_result.nodes.push_back(node);
        m_open[at(node)] = 0;
        m_placeOf[at(node)] = none;
        bool replaced = false;
        for (const int parent : m_parents[node]) {
            ++m_result.operations;
            if (!m_open[at(parent)])
                continue;
            --m_openChildren[at(parent)];
            if (m_placeOf[at(parent)] != none)
                continue;
            if (replaced) {
                m_placeOf[at(parent)] = m_places.add(parent);
            } else {
                m_placeOf[at(parent)] = place;
                m_places.setHead(place, parent);
                replaced = true;
            }
        }
        return replaced ? place : m_places.remove(place);
    }

    /// At most the least place at or above a node that is to do.
    int boundAtOrAbove(int node) const
    {
        const int own = m_placeOf[at(node)];
        return own != none && own < m_bound[at(node)] ? own : m_bound[at(node)];
    }
    bool isExact(int node) const
    {
        const int own = m_placeOf[at(node)];
        return m_exactIn[at(node)] == m_query || (own != none && own <= m_bound[at(node)]);
    }
    bool isBoundStillAbove(int node) const
    {
        const int place = m_bound[at(node)];
        if (place >= m_places.count())
            return false;
        const int head = m_places.head(place);
        return head != none && head != node && m_forest.isAncestor(node, head);
    }

    /// The child to do with the least bound. Many children (a base under thousands of branches) stand in a heap, whose
    /// entries are brought up to date only when they come to the top.
    int leastChild(int node)
    {
        if (m_children[node].size() <= 8) {
            int least = none;
            for (const int child : m_children[node]) {
                ++m_result.operations;
                if (m_open[at(child)] && (least == none || boundAtOrAbove(child) < boundAtOrAbove(least)))
                    least = child;
            }
            return least;
        }
        return leastChildInHeap(node);
    }
    int leastChildInHeap(int node)
    {
        using Ranked = std::pair<int, int>;
        const auto greater = [](const Ranked& a, const Ranked& b) { return a > b; };
        auto [found, isNew] = m_heaps.try_emplace(node);
        std::vector<Ranked>& heap = found->second;
        if (isNew) {
            m_result.operations += static_cast<int64_t>(m_children[node].size());
            for (const int child : m_children[node])
                if (m_open[at(child)])
                    heap.emplace_back(boundAtOrAbove(child), child);
            std::make_heap(heap.begin(), heap.end(), greater);
        }
        while (true) {
            ++m_result.operations;
            const auto [bound, child] = heap.front();
            const bool isOpen = m_open[at(child)];
            if (isOpen && bound == boundAtOrAbove(child))
                return child;
            std::pop_heap(heap.begin(), heap.end(), greater);
            heap.pop_back();
            if (!isOpen)
                continue;
            heap.emplace_back(boundAtOrAbove(child), child);
            std::push_heap(heap.begin(), heap.end(), greater);
        }
    }

    int firstPlaceAbove(int blocked)
    {
        ++m_query;
        std::vector<int> path = { blocked };
        while (!path.empty()) {
            const int node = path.back();
            ++m_result.operations;
            if (isBoundStillAbove(node)) {
                m_exactIn[at(node)] = m_query;
                path.pop_back();
                continue;
            }
            if (m_openChildren[at(node)] == 0) { // nothing above: only its own place counts
                m_bound[at(node)] = std::numeric_limits<int>::max();
                m_exactIn[at(node)] = m_query;
                path.pop_back();
                continue;
            }
            const int child = leastChild(node);
            if (!isExact(child)) {
                path.push_back(child);
                continue;
            }
            m_bound[at(node)] = boundAtOrAbove(child);
            m_exactIn[at(node)] = m_query;
            path.pop_back();
        }
        return m_bound[at(blocked)];
    }

    const Adjacency& m_parents;
    const Adjacency& m_children;
    const FirstParentForest& m_forest;
    std::vector<char> m_open;
    std::vector<int> m_openChildren;
    std::vector<int> m_placeOf;
    std::vector<int> m_bound; ///< at most the least place strictly above
    std::vector<int> m_exactIn; ///< the query in which the bound was found exact
    int m_query = 0;
    std::unordered_map<int, std::vector<std::pair<int, int>>> m_heaps;
    Places m_places;
    SortedNodes m_result;
};

/// Alembic's code, line by line, with bit sets for its sets.
class LiteralSorter {
public:
    LiteralSorter(
        const Adjacency& parents, const std::vector<char>& isPlain, std::vector<char> todo, std::vector<int> heads)
        : m_parents(parents)
        , m_isPlain(isPlain)
        , m_todo(std::move(todo))
        , m_heads(std::move(heads))
    { }

    SortedNodes run()
    {
        for (const int head : m_heads)
            m_ancestors.push_back(ancestors(head));
        size_t current = 0;
        size_t jumps = 0;
        while (!m_heads.empty()) {
            if (m_result.operations > maximumOperations || m_heads.size() * m_todo.size() > maximumBits) {
                m_result.gaveUp = true;
                return std::move(m_result);
            }
            const size_t other = blockedBy(current);
            if (other == m_heads.size()) {
                jumps = 0;
                current = emit(current);
            } else if (++jumps > m_heads.size()) { // nothing changes between jumps: it has been here before
                m_result.endless = true;
                return std::move(m_result);
            } else {
                current = other;
            }
        }
        m_result.incomplete = std::find(m_todo.begin(), m_todo.end(), 1) != m_todo.end();
        return std::move(m_result);
    }

private:
    static constexpr int64_t maximumOperations = 400'000'000;
    static constexpr size_t maximumBits = 2'000'000'000;
    using Set = std::vector<bool>;

    Set ancestors(int node)
    {
        Set found(m_todo.size(), false);
        std::vector<int> pending = { node };
        found[at(node)] = true;
        while (!pending.empty()) {
            const int next = pending.back();
            pending.pop_back();
            for (const int parent : m_parents[next]) {
                ++m_result.operations;
                if (!found[at(parent)]) {
                    found[at(parent)] = true;
                    pending.push_back(parent);
                }
            }
        }
        return found;
    }
    size_t blockedBy(size_t current)
    {
        m_result.operations += static_cast<int64_t>(m_heads.size());
        for (size_t head = 0; head < m_heads.size(); ++head)
            if (head != current && m_ancestors[head][at(m_heads[current])])
                return head;
        return m_heads.size();
    }
    size_t emit(size_t current)
    {
        const int node = m_heads[current];
        if (m_todo[at(node)]) {
            m_result.nodes.push_back(node);
            m_todo[at(node)] = 0;
        }
        std::vector<int> added;
        m_result.operations += static_cast<int64_t>(m_parents[node].size() * m_heads.size());
        for (const int parent : m_parents[node])
            if (m_todo[at(parent)] && std::find(m_heads.begin(), m_heads.end(), parent) == m_heads.end())
                added.push_back(parent);
        const auto place = static_cast<std::ptrdiff_t>(current);
        if (added.empty()) {
            m_heads.erase(m_heads.begin() + place);
            m_ancestors.erase(m_ancestors.begin() + place);
            return current > 0 ? current - 1 : 0;
        }
        m_heads[current] = added.front();
        if (m_isPlain[at(node)]) {
            m_ancestors[current][at(node)] = false;
            return current;
        }
        m_ancestors[current] = ancestors(added.front());
        for (size_t further = 1; further < added.size(); ++further) {
            m_heads.push_back(added[further]);
            m_ancestors.push_back(ancestors(added[further]));
        }
        return current;
    }

    const Adjacency& m_parents;
    const std::vector<char>& m_isPlain;
    std::vector<char> m_todo;
    std::vector<int> m_heads;
    std::vector<Set> m_ancestors;
    SortedNodes m_result;
};

} // namespace

FirstParentForest::FirstParentForest(const Adjacency& parents)
    : m_enter(at(parents.size()), 0)
    , m_leave(at(parents.size()), 0)
{
    std::vector<Adjacency::Edge> edges;
    std::vector<int> roots;
    for (int node = 0; node < parents.size(); ++node) {
        if (parents[node].empty())
            roots.push_back(node);
        else
            edges.push_back({ parents[node].front(), node });
    }
    const Adjacency children(parents.size(), edges);
    struct Frame {
        int node;
        size_t next;
    };
    int count = 0;
    std::vector<Frame> stack;
    for (const int root : roots) {
        stack.push_back({ root, 0 });
        m_enter[at(root)] = count++;
        while (!stack.empty()) {
            Frame& top = stack.back();
            if (top.next == children[top.node].size()) {
                m_leave[at(top.node)] = count;
                stack.pop_back();
            } else {
                const int child = children[top.node][top.next++];
                m_enter[at(child)] = count++;
                stack.push_back({ child, 0 });
            }
        }
    }
}

SortedNodes childrenFirst(const Adjacency& parents, const Adjacency& children, const FirstParentForest& forest,
    const std::vector<char>& todo, const std::vector<int>& heads)
{
    return Sorter(parents, children, forest, todo, heads).run();
}

SortedNodes childrenFirstLiterally(
    const Adjacency& parents, const std::vector<char>& isPlain, std::vector<char> todo, std::vector<int> heads)
{
    return LiteralSorter(parents, isPlain, std::move(todo), std::move(heads)).run();
}

} // namespace espalier::revisions
