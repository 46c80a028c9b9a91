#include "graphview/hover_area.h"

#include "graphview/graph_painter.h"

namespace espalier::graphview {

std::vector<QRectF> changedByHover(
    const GraphScene& scene, const GraphCamera& camera, const GraphMarks& before, const GraphMarks& after)
{
    std::vector<QRectF> areas;
    const double beyond
        = reachAt(camera.zoom()) / 2; // lines with their arrows, and frames, but neither rings nor names
    const QRectF viewport(QPointF(), camera.viewport());
    const auto add = [&](const QRectF& onCanvas) {
        const QRectF area = camera.toViewport(onCanvas).adjusted(-beyond, -beyond, beyond, beyond);
        if (area.intersects(viewport))
            areas.push_back(area);
    };
    const auto isAncestry = [&](const GraphMarks& marks, const graph::EdgeRoute& route) {
        return marks.isAncestor(scene.cardsOf(route.parent).back())
            && marks.isAncestor(scene.cardsOf(route.child).front());
    };
    const QRectF seen = camera.toCanvas(viewport.adjusted(-beyond, -beyond, beyond, beyond));
    graph::NodeList items;
    scene.geometry().nodesIn(seen, items);
    for (const int item : items) {
        const int card = scene.cardOf(item);
        if (before.isAncestor(card) != after.isAncestor(card) || (before.hovered == card) != (after.hovered == card))
            add(scene.itemRect(item));
    }
    std::vector<int> edges;
    scene.geometry().edgesIn(seen, edges);
    for (const int number : edges) {
        const auto edge = static_cast<std::size_t>(number);
        const graph::EdgeRoute& route = scene.layout().edges[edge];
        if (isAncestry(before, route) == isAncestry(after, route))
            continue;
        add(scene.itemRect(route.parent)); // lines may end within
        add(scene.itemRect(route.child));
        for (const QPointF* end = scene.geometry().edgeBegin(edge) + 1; end < scene.geometry().edgeEnd(edge); ++end)
            add(QRectF(*(end - 1), *end).normalized());
    }
    return areas;
}

} // namespace espalier::graphview
