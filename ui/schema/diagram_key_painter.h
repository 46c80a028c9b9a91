#pragma once

#include "graphview/line_raster.h"
#include "schema/diagram_painter.h"

#include <optional>
#include <QPainterPath>
#include <tuple>

namespace espalier::ui {

/// Draws the foreign keys of a diagram that lie in an area of the viewport, and what stands at their ends.
class DiagramKeyPainter {
public:
    /// `hasBackground`: the canvas is drawn on as it is.
    DiagramKeyPainter(QPainter& painter, const DiagramContext& context, const QRectF& area, bool hasBackground);
    /// The quiet ones first.
    void paint();

private:
    /// What stands where a line meets a box.
    struct End {
        enum class Shape { Many, One, OneTarget, OptionalTarget };
        QPointF place;
        double direction = 1; ///< away from the box: -1 left, 1 right
        Shape shape = Shape::Many;
        friend bool operator<(const End& a, const End& b)
        {
            return std::tuple(a.place.x(), a.place.y(), a.direction, a.shape)
                < std::tuple(b.place.x(), b.place.y(), b.direction, b.shape);
        }
    };
    bool isLit(int key) const;
    QPen penOf(int key, bool isThin) const;
    /// Keys that look alike; thin where they are lit, but so many that wide lines would take too long.
    void paintGroup(const std::vector<int>& keys, bool isThin = false);
    void strokeLines(const std::vector<int>& keys, bool isStraight);
    void rasterLines(const std::vector<int>& keys, bool isStraight, const QPen& pen);
    void paintEnds(const std::vector<int>& keys, const QColor& color);
    void paintEnd(const End& end, const QColor& color);

    QPainter& m_painter;
    const DiagramContext& m_context;
    const DiagramScene& m_scene;
    const graphview::GraphCamera& m_camera;
    const QRectF m_area;
    const double m_zoom;
    std::optional<graphview::LineRaster> m_raster; ///< on screen
};

} // namespace espalier::ui
