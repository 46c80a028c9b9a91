#pragma once

#include "graphview/card_layout.h"
#include "graphview/graph_camera.h"
#include "graphview/graph_marks.h"
#include "graphview/graph_scene.h"
#include "graphview/pill_summary.h"

#include <QPainter>
#include <QPixmap>

namespace espalier::graphview {

/// What drawing makes once and uses again: text layouts and small images. Belongs to a view (or to one export) and is
/// cleared when the picture or the style changes.
struct PaintCache {
    CardLayouts layouts;
    QHash<quint64, QPixmap> dots;
    QHash<int, PillSummary> pills;
    void clear();
    void statusesChanged() { pills.clear(); }
};

/// How much of a revision is shown, each 0…1 and changing smoothly with the zoom.
struct DetailLevel {
    explicit DetailLevel(double zoom);
    double card; ///< message, detail, glyphs and badges; below 1 the chip's larger id fades in
    double chip; ///< 1: all of its size, 0: a dot
    bool isDot() const { return chip <= 0; }
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
};

} // namespace espalier::graphview
