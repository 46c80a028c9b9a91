#pragma once

#include "graphview/paint_context.h"

namespace espalier::graphview {

/// Draws what of the graph lies in an area of the viewport: the one routine for screen, SVG and PNG.
void paintGraph(QPainter& painter, const PaintContext& context, const QRectF& area);
/// How far rings, numbers and marks stand out of their items, on the viewport.
double reachAt(double zoom);

} // namespace espalier::graphview
