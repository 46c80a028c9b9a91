#include "graphview/graph_painter.h"

#include "graphview/edge_painter.h"
#include "graphview/item_painter.h"

#include <algorithm>

namespace espalier::graphview {

namespace {
/// Far out, many revisions of a lane fall on one pixel: the first of each stands for them all.
void dropHidden(graph::NodeList& items, const PaintContext& context)
{
    const GraphScene& scene = context.scene;
    std::vector<int> lastPixel(static_cast<std::size_t>(scene.layout().laneCount), -1'000'000);
    const bool horizontal = scene.geometry().isHorizontal();
    const auto isHidden = [&](int item) {
        const QPointF centre = context.camera.toViewport(scene.geometry().nodeCentre(item));
        const auto pixel = static_cast<int>(horizontal ? centre.x() : centre.y());
        int& last = lastPixel[static_cast<std::size_t>(scene.place(item).lane)];
        const int card = scene.cardOf(item);
        const bool hidden = pixel == last && !context.marks.isSelected(card) && !context.marks.isMatch(card);
        last = pixel;
        return hidden;
    };
    items.erase(std::remove_if(items.begin(), items.end(), isHidden), items.end());
}
} // namespace

double reachAt(double zoom) { return 24 + 12 * zoom; }

void paintGraph(QPainter& painter, const PaintContext& context, const QRectF& area)
{
    const double beyond = reachAt(context.camera.zoom());
    const QRectF near = area.adjusted(-beyond, -beyond, beyond, beyond);
    ItemPainter itemPainter(painter, context);
    graph::NodeList items;
    std::vector<int> edges;
    context.scene.geometry().nodesIn(context.camera.toCanvas(itemPainter.withNames(near)), items);
    context.scene.geometry().edgesIn(context.camera.toCanvas(near), edges);

    if (context.only) {
        const auto& routes = context.scene.layout().edges;
        const auto isOut = [&](int edge) {
            const graph::EdgeRoute& route = routes[static_cast<std::size_t>(edge)];
            return !context.isDrawn(route.parent) || !context.isDrawn(route.child);
        };
        edges.erase(std::remove_if(edges.begin(), edges.end(), isOut), edges.end());
        items.erase(
            std::remove_if(items.begin(), items.end(), [&](int item) { return !context.isDrawn(item); }), items.end());
    }
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    EdgePainter(painter, context).paint(area, edges);
    const double rowPitch = context.camera.zoom() * context.scene.metrics().card.height();
    if (!context.vector && rowPitch < 1)
        dropHidden(items, context);
    for (const int item : items)
        itemPainter.paint(item);
    itemPainter.setSmooth(true);
    painter.save();
    const double textScale = DetailLevel(context.camera.zoom()).text;
    painter.scale(textScale, textScale);
    for (const int item : items) {
        if (itemPainter.hasText())
            itemPainter.paintText(item);
    }
    painter.restore();
    for (const int item : items)
        itemPainter.paintOverlay(item);
}

} // namespace espalier::graphview
