#pragma once

#include "graphview/card_lines.h"
#include "graphview/graph_camera.h"
#include "graphview/graph_marks.h"
#include "graphview/graph_scene.h"
#include "graphview/pill_summary.h"
#include "graphview/sprites.h"

#include <QPainter>

namespace espalier::graphview {

/// What drawing makes once and uses again: text layouts and small images. Belongs to a view (or to one export) and is
/// cleared when the picture or the style changes.
struct PaintCache {
    CardLines lines;
    Sprites sprites;
    QHash<int, PillSummary> pills;
    void clear();
    void statusesChanged() { pills.clear(); }
};

/// How much of a revision is shown, each 0…1 and changing smoothly with the zoom. Text does not shrink below what can
/// be read: it is cut instead, then goes line by line.
struct DetailLevel {
    explicit DetailLevel(double zoom);
    double text; ///< scale of what stands on a card
    double detail; ///< the third line: author and date, glyphs
    double message; ///< the second line
    double chip; ///< 1: all of its size, 0: a dot
    bool isDot() const { return chip <= 0; }
    /// The nearest zoom that is not within the change from chip to dot, which is no sight to stay at.
    static double restful(double zoom);
};

/// Everything a frame is made from.
struct PaintContext {
    const GraphScene& scene;
    const GraphMarks& marks;
    const GraphCamera& camera;
    const GraphStyle& style;
    PaintCache& cache;
    double pixelRatio = 1;
    bool vector = false; ///< for a file: nothing is snapped to pixels or drawn from images
    const std::vector<bool>* only = nullptr; ///< by card: nothing else is drawn

    /// A rectangle on whole device pixels, so that straight edges are sharp at any zoom.
    QRectF snapped(const QRectF& rect) const;
    double snapped(double value) const;
    bool isDrawn(int item) const;
    /// For sprites; 0: draw shapes.
    double spriteRatio() const { return vector ? 0 : pixelRatio; }
};

} // namespace espalier::graphview
