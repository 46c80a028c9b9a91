#include "graph/box_layout.h"

#include "graph/graphviz.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <numeric>
#include <QRectF>
#include <set>
#include <thread>

namespace espalier::graph {
namespace {

constexpr std::size_t mostForColumns = 400; ///< boxes of a group that `dot` places in well under a second
constexpr std::size_t worthAProcess = 60; ///< boxes
constexpr std::size_t fewForMaps = 40; ///< boxes
constexpr double tower = 1.4; ///< height to width

class Sets {
public:
    explicit Sets(std::size_t count)
        : m_parent(count)
    {
        std::iota(m_parent.begin(), m_parent.end(), 0);
    }
    int find(int one)
    {
        while (m_parent[std::size_t(one)] != one)
            one = m_parent[std::size_t(one)] = m_parent[std::size_t(m_parent[std::size_t(one)])];
        return one;
    }
    void join(int a, int b) { m_parent[std::size_t(find(std::max(a, b)))] = find(std::min(a, b)); }

private:
    std::vector<int> m_parent;
};

/// Groups in the order of their first boxes.
std::vector<BoxGroup> groupsOf(const std::vector<QSizeF>& sizes, const std::vector<BoxLink>& links)
{
    Sets sets(sizes.size());
    for (const BoxLink& link : links)
        sets.join(link.from, link.to);
    std::vector<BoxGroup> groups;
    std::vector<int> groupOf(sizes.size(), -1);
    std::vector<int> numberOf(sizes.size(), -1);
    for (std::size_t box = 0; box < sizes.size(); ++box) {
        int& group = groupOf[std::size_t(sets.find(int(box)))];
        if (group < 0) {
            group = int(groups.size());
            groups.emplace_back();
        }
        BoxGroup& mine = groups[std::size_t(group)];
        numberOf[box] = int(mine.boxes.size());
        mine.boxes.push_back(int(box));
        mine.sizes.push_back(sizes[box]);
    }
    std::set<std::pair<int, int>> seen;
    for (const BoxLink& link : links) {
        if (link.from == link.to || !seen.insert({ link.from, link.to }).second)
            continue;
        BoxGroup& group = groups[std::size_t(groupOf[std::size_t(sets.find(link.from))])];
        group.links.push_back({ numberOf[std::size_t(link.from)], numberOf[std::size_t(link.to)] });
    }
    return groups;
}

/// Without Graphviz: columns by how far a box stands from what is pointed to most, each sorted by where its neighbours
/// in the column before stand.
void layOutInColumns(BoxGroup& group, const BoxLayoutOptions& options)
{
    const std::size_t count = group.sizes.size();
    std::vector<std::vector<int>> targets(count);
    std::vector<int> column(count, 0);
    for (const BoxLink& link : group.links)
        targets[std::size_t(link.from)].push_back(link.to);
    // Longest ways, but never longer than there are boxes: links may go round.
    for (std::size_t round = 0; round < std::min<std::size_t>(count, 12); ++round)
        for (const BoxLink& link : group.links)
            column[std::size_t(link.from)]
                = std::clamp(column[std::size_t(link.to)] + 1, column[std::size_t(link.from)], 12);
    std::map<int, std::vector<int>> byColumn;
    for (std::size_t box = 0; box < count; ++box)
        byColumn[column[box]].push_back(int(box));
    std::vector<double> middle(count, 0);
    group.corners.assign(count, {});
    double x = 0;
    for (auto& [number, boxes] : byColumn) {
        const auto wanted = [&](int box) {
            double sum = 0;
            int known = 0;
            for (const int target : targets[std::size_t(box)])
                if (column[std::size_t(target)] < number) {
                    sum += middle[std::size_t(target)];
                    ++known;
                }
            return known > 0 ? sum / known : 0;
        };
        std::stable_sort(boxes.begin(), boxes.end(), [&](int a, int b) { return wanted(a) < wanted(b); });
        double y = 0, width = 0;
        for (const int box : boxes) {
            const QSizeF& size = group.sizes[std::size_t(box)];
            group.corners[std::size_t(box)] = { x, y };
            middle[std::size_t(box)] = y + size.height() / 2;
            y += size.height() + options.gap;
            width = std::max(width, size.width());
        }
        x += width + options.rankGap;
    }
}

QRectF extentOf(const BoxGroup& group)
{
    QRectF extent;
    for (std::size_t box = 0; box < group.sizes.size(); ++box)
        extent |= QRectF(group.corners[box], group.sizes[box]);
    return extent;
}

/// Columns suit groups that come out about as wide as high; a tower of many boxes is laid out again like a map.
core::Result<void> layOutBatch(const std::vector<BoxGroup*>& groups, bool isLarge, const BoxLayoutOptions& options,
    const core::CancelToken& cancel)
{
    if (auto done = layOutByGraphviz(groups, isLarge, options, cancel); !done || isLarge)
        return done;
    std::vector<BoxGroup*> towers;
    for (BoxGroup* group : groups) {
        const QRectF extent = extentOf(*group);
        if (group->boxes.size() >= fewForMaps && extent.height() > tower * extent.width())
            towers.push_back(group);
    }
    return layOutByGraphviz(towers, true, options, cancel);
}

/// Runs Graphviz on all groups of more than one box, some at once where there are several large ones.
core::Result<void> layOutGroups(
    std::vector<BoxGroup>& groups, const BoxLayoutOptions& options, const core::CancelToken& cancel)
{
    struct Batch {
        std::vector<BoxGroup*> groups;
        bool isLarge = false;
        core::Result<void> result = {};
    };
    std::vector<Batch> batches(1); // the small ones together
    for (BoxGroup& group : groups) {
        if (group.boxes.size() == 1)
            continue;
        if (group.boxes.size() < worthAProcess)
            batches.front().groups.push_back(&group);
        else
            batches.push_back({ { &group }, group.boxes.size() > mostForColumns });
    }
    std::sort(batches.begin() + 1, batches.end(),
        [](const Batch& a, const Batch& b) { return a.groups.front()->boxes.size() > b.groups.front()->boxes.size(); });
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t at = next++; at < batches.size(); at = next++)
            batches[at].result = layOutBatch(batches[at].groups, batches[at].isLarge, options, cancel);
    };
    const std::size_t threads = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 4);
    std::vector<std::thread> running;
    for (std::size_t i = 1; i < std::min(threads, batches.size()); ++i)
        running.emplace_back(work);
    work();
    for (std::thread& thread : running)
        thread.join();
    for (const Batch& batch : batches)
        if (!batch.result)
            return batch.result;
    return {};
}

/// Groups beside and below each other, the tallest first, in rows of about the wanted width. Groups of one box come
/// last, in rows of their own.
void pack(std::vector<BoxGroup>& groups, const BoxLayoutOptions& options, BoxLayout& layout)
{
    std::vector<std::pair<QRectF, BoxGroup*>> parts;
    double area = 0, widest = 0;
    for (BoxGroup& group : groups) {
        const QRectF extent = extentOf(group);
        parts.push_back({ extent, &group });
        area += (extent.width() + options.rankGap) * (extent.height() + options.gap);
        widest = std::max(widest, extent.width());
    }
    std::stable_sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) {
        const bool isSingle = a.second->boxes.size() == 1, isOtherSingle = b.second->boxes.size() == 1;
        return isSingle != isOtherSingle ? isOtherSingle : a.first.height() > b.first.height();
    });
    const double width = std::max(widest, std::sqrt(area * options.aspect));
    // A row is as high as its first group; what is lower stands in columns beside it, below each other.
    double x = 0, y = 0, rowTop = 0, rowHeight = 0, columnWidth = 0;
    bool isAmongSingles = false;
    for (const auto& [extent, group] : parts) {
        const bool isSingle = group->boxes.size() == 1;
        const double below = isSingle ? options.gap : 2 * options.gap;
        const double beside = isSingle ? options.gap : options.rankGap;
        const bool isFirstSingle = isSingle && !isAmongSingles && rowHeight > 0;
        isAmongSingles = isSingle;
        if (y + extent.height() > rowTop + rowHeight || x + extent.width() > width) { // not in this column
            x += columnWidth > 0 ? columnWidth + beside : 0;
            y = rowTop;
            columnWidth = 0;
        }
        if (isFirstSingle || rowHeight <= 0 || x + extent.width() > width + 0.5) {
            rowTop += rowHeight > 0 ? rowHeight + below : 0;
            x = columnWidth = 0;
            y = rowTop;
            rowHeight = extent.height();
        }
        for (std::size_t box = 0; box < group->boxes.size(); ++box)
            layout.corners[std::size_t(group->boxes[box])] = group->corners[box] - extent.topLeft() + QPointF(x, y);
        layout.size = layout.size.expandedTo({ x + extent.width(), y + extent.height() });
        columnWidth = std::max(columnWidth, extent.width());
        y += extent.height() + below;
    }
}

} // namespace

core::Result<BoxLayout> layOutBoxes(const std::vector<QSizeF>& sizes, const std::vector<BoxLink>& links,
    const BoxLayoutOptions& options, const core::CancelToken& cancel)
{
    BoxLayout layout;
    layout.corners.assign(sizes.size(), {});
    std::vector<BoxGroup> groups = groupsOf(sizes, links);
    for (BoxGroup& group : groups)
        if (group.boxes.size() == 1)
            group.corners.assign(1, {});
    if (const auto done = layOutGroups(groups, options, cancel); !done) {
        if (done.error().isCancelled())
            return tl::unexpected(done.error());
        layout.isByGraphviz = false;
        for (BoxGroup& group : groups)
            layOutInColumns(group, options);
    }
    pack(groups, options, layout);
    return layout;
}

core::Result<BoxLayout> layOutFramedBoxes(const std::vector<QSizeF>& sizes, const std::vector<BoxLink>& links,
    const BoxFrames& frames, const BoxLayoutOptions& options, const core::CancelToken& cancel)
{
    // Each frame is laid out by itself, and is one box of the whole then.
    std::vector<std::vector<int>> members(
        frames.of.empty() ? 0 : 1 + *std::max_element(frames.of.begin(), frames.of.end()));
    std::vector<int> numberOf(sizes.size(), 0); ///< among its frame's boxes, or among those of the whole
    std::vector<QSizeF> outerSizes(members.size());
    for (std::size_t box = 0; box < sizes.size(); ++box) {
        if (frames.of[box] < 0) {
            numberOf[box] = int(outerSizes.size());
            outerSizes.push_back(sizes[box]);
        } else {
            auto& mine = members[std::size_t(frames.of[box])];
            numberOf[box] = int(mine.size());
            mine.push_back(int(box));
        }
    }
    const auto frameOf = [&](int box) { return frames.of[std::size_t(box)]; };
    const auto outerOf = [&](int box) { return frameOf(box) < 0 ? numberOf[std::size_t(box)] : frameOf(box); };
    std::vector<std::vector<BoxLink>> innerLinks(members.size());
    std::vector<BoxLink> outerLinks;
    for (const BoxLink& link : links) {
        if (outerOf(link.from) != outerOf(link.to))
            outerLinks.push_back({ outerOf(link.from), outerOf(link.to) });
        else if (frameOf(link.from) >= 0)
            innerLinks[std::size_t(frameOf(link.from))].push_back(
                { numberOf[std::size_t(link.from)], numberOf[std::size_t(link.to)] });
    }
    std::vector<BoxLayout> inner;
    bool isByGraphviz = true;
    for (std::size_t frame = 0; frame < members.size(); ++frame) {
        std::vector<QSizeF> innerSizes;
        for (const int box : members[frame])
            innerSizes.push_back(sizes[std::size_t(box)]);
        auto layout = layOutBoxes(innerSizes, innerLinks[frame], options, cancel);
        if (!layout)
            return layout;
        isByGraphviz = isByGraphviz && layout->isByGraphviz;
        outerSizes[frame] = layout->size.grownBy(frames.margins);
        inner.push_back(std::move(*layout));
    }
    auto outer = layOutBoxes(outerSizes, outerLinks, options, cancel);
    if (!outer)
        return outer;
    BoxLayout whole{ {}, outer->size, isByGraphviz && outer->isByGraphviz };
    for (std::size_t box = 0; box < sizes.size(); ++box) {
        const QPointF corner = outer->corners[std::size_t(outerOf(int(box)))];
        const int frame = frames.of[box];
        whole.corners.push_back(frame < 0 ? corner
                                          : corner + QPointF(frames.margins.left(), frames.margins.top())
                    + inner[std::size_t(frame)].corners[std::size_t(numberOf[box])]);
    }
    return whole;
}

} // namespace espalier::graph
