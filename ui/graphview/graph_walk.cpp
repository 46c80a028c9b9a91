#include "graphview/graph_walk.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace espalier::graphview {

namespace {
/// Among parents or children: the one that goes on in the same lane, else the nearest lane.
int nearestLane(const GraphScene& scene, int item, const graph::NodeList& solid, const graph::NodeList& dashed)
{
    const graph::NodeList& candidates = solid.empty() ? dashed : solid;
    int best = item, bestDistance = std::numeric_limits<int>::max();
    for (const int candidate : candidates) {
        const int distance = std::abs(scene.place(candidate).lane - scene.place(item).lane);
        if (candidate != item && distance < bestDistance) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}

int beside(const GraphScene& scene, int item, int direction)
{
    const graph::Place from = scene.place(item);
    int best = item, bestCost = std::numeric_limits<int>::max();
    for (int candidate = 0; candidate < scene.itemCount(); ++candidate) {
        const graph::Place place = scene.place(candidate);
        const int lanes = (place.lane - from.lane) * direction, rows = std::abs(place.row - from.row);
        if (lanes <= 0)
            continue;
        const int cost = 4 * rows + lanes; // what is level with it comes first, however far
        if (cost < bestCost) {
            best = candidate;
            bestCost = cost;
        }
    }
    return best;
}

int outermost(const GraphScene& scene, bool last)
{
    int best = 0;
    for (int item = 1; item < scene.itemCount(); ++item) {
        const graph::Place a = scene.place(item), b = scene.place(best);
        const bool further = last ? a.row > b.row : a.row < b.row;
        if (further || (a.row == b.row && a.lane < b.lane))
            best = item;
    }
    return scene.itemCount() == 0 ? -1 : best;
}
} // namespace

int walk(const GraphScene& scene, int item, Step step)
{
    if (step == Step::First || step == Step::Last || item < 0 || item >= scene.itemCount())
        return outermost(scene, step == Step::Last);
    const auto number = static_cast<std::size_t>(item);
    switch (step) {
    case Step::Parent:
        return nearestLane(scene, item, scene.items().parentsOf(item), scene.items().dependenciesOf(item));
    case Step::Child:
        return nearestLane(scene, item, scene.itemChildren().children[number], scene.itemChildren().dependents[number]);
    case Step::Before:
        return beside(scene, item, -1);
    case Step::After:
        return beside(scene, item, 1);
    case Step::First:
    case Step::Last:
        break;
    }
    return item;
}

} // namespace espalier::graphview
