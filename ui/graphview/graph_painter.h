#pragma once

#include "graphview/paint_context.h"

namespace espalier::graphview {

/// Draws what of the graph lies in an area of the viewport: the one routine for screen, SVG and PNG.
void paintGraph(QPainter& painter, const PaintContext& context, const QRectF& area);

} // namespace espalier::graphview
