#pragma once

#include "graphview/paint_context.h"

#include <QHash>
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

    /// Bars that may be drawn as one where they touch.
    struct BarKey {
        int place; ///< across, in 64ths of a pixel
        QRgb color;
        bool upright, dashed, faded;
        friend bool operator==(const BarKey&, const BarKey&) = default;
        friend size_t qHash(const BarKey& key, size_t seed)
        {
            return qHashMulti(seed, key.place, key.color, key.upright, key.dashed, key.faded);
        }
    };

    Line lineOf(int edge) const;
    QColor colorOf(const Line& line) const;
    double widthOf(Rank rank) const;
    QPointF reachedEnd(int item, const QPointF& end) const;
    void reachDots(const graph::EdgeRoute& route);
    /// The way on the viewport, with what is far outside drawn in to its rim (so that nothing has to be dashed there).
    double mapWay(int edge, const QRectF& rim);
    void paintRound(const Line& line, const QRectF& rim);
    void addBars(const Line& line, const QRectF& rim);
    void paintBars();
    void paintBar(const BarKey& key, const QRectF& bar);
    void paintArrow(const QColor& color, double width);

    QPainter& m_painter;
    const PaintContext& m_context;
    const double m_zoom;
    std::vector<QPointF> m_way; ///< of the edge being drawn
    QHash<BarKey, QRectF> m_bars; ///< still to be drawn
};

} // namespace espalier::graphview
