#pragma once

#include "graphview/paint_context.h"

#include <QPainterPath>
#include <vector>

namespace espalier::graphview {

/// Draws the edges in sight, the quiet ones first. Near, they are lines with round corners; far out, plain bars.
class EdgePainter {
public:
    EdgePainter(QPainter& painter, const PaintContext& context);
    /// `area` in viewport coordinates.
    void paint(const QRectF& area, const std::vector<int>& edges);

private:
    enum class Rank { Plain, Applied, Between, Ancestry, Path };
    static constexpr int ranks = 5;
    struct Line {
        int edge;
        Rank rank;
        bool faded;
    };

    struct Bar {
        double across, width, from, to; ///< along it; in pixels of the viewport
        QRgb color;
        bool isUpright, dashed, faded;
    };

    Line lineOf(int edge) const;
    QColor colorOf(const Line& line) const;
    double widthOf(Rank rank) const;
    QPointF reachedEnd(int item, const QPointF& end) const;
    void reachDots(const graph::EdgeRoute& route);
    /// The whole way on the viewport.
    void mapWay(int edge);
    struct RoundWay {
        QPainterPath path;
        double lost = 0; ///< length before the path
    };
    double cornerAt(std::size_t point) const;
    RoundWay roundWay(const QRectF& rim) const;
    void paintRound(const Line& line, const QRectF& rim);
    void addBars(const Line& line, const QRectF& rim);
    void paintBars();
    void paintBar(const Bar& bar);
    void paintArrow(const QColor& color, double width);

    QPainter& m_painter;
    const PaintContext& m_context;
    const double m_zoom;
    std::vector<QPointF> m_way; ///< of the edge being drawn
    std::vector<Bar> m_bars; ///< still to be drawn
};

} // namespace espalier::graphview
