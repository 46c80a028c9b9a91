#pragma once

#include "graphview/graph_picture.h"

#include <QPainter>

namespace espalier::graphview {

/// A small drawing for what a revision does, in the pen's colour, one stroke weight.
void paintGlyph(QPainter& painter, const QRectF& box, GlyphKind kind, const QColor& color);

/// "adds 2 tables" and the like, for tooltips and screen readers.
QString glyphText(const CardGlyph& glyph);

} // namespace espalier::graphview
