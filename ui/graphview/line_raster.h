#pragma once

#include <optional>
#include <QColor>
#include <QImage>
#include <QPointF>
#include <QRect>
#include <utility>
#include <vector>

namespace espalier::graphview {

/// A cubic curve.
struct Cubic {
    QPointF start, first, second, end;
    /// Of its four points, which it never leaves.
    QRectF extent() const;
    /// De Casteljau's algorithm.
    std::pair<Cubic, Cubic> halves() const;
};

/// Draws many narrow lines, smoothed, straight into an image: they look like QPainter's with a cosmetic pen, in a
/// fraction of its time. Nothing outside of the clip is touched, and pieces drawn one after the other make the same
/// picture as the whole. Coordinates are device pixels, the corner of the first at 0.
class LineRaster {
public:
    /// `image` is of QImage::Format_RGB32 or ARGB32_Premultiplied and outlives this.
    LineRaster(QImage& image, const QRect& clip);
    /// What the next draw() fills the clip with before it draws.
    void setBackground(const QColor& color) { m_background = color.rgb(); }
    /// Without it a line has steps and takes a third of the time: for what is seen for a moment only.
    void setSmooth(bool isSmooth) { m_isSmooth = isSmooth; }
    /// For all lines up to the next draw(): opaque, and `width` device pixels wide.
    void setPen(const QColor& color, double width = 1);
    static constexpr double mostWidth = 4;
    void line(const QPointF& from, const QPointF& to);
    void curve(const Cubic& curve);
    /// Draws all lines that were added, in their order.
    void draw();

private:
    struct Line {
        float fromX, fromY, toX, toY;
    };
    /// Along the axis of which `along` counts pixels; a step across is `across` pixels of the image.
    struct Axis {
        qptrdiff along, across;
        int first, last; ///< pixels of the clip along the axis
        int low, high; ///< and across it
    };
    void draw(const Line& line, int top, int bottom);
    void walk(const Axis& axis, double from, double to, double place, double slope);
    void walkCoarse(const Axis& axis, int first, int last, qint64 middle, qint64 step);
    void fill(int top, int bottom);
    void cover(quint32* pixel, quint32 share) const;

    quint32* m_pixels; ///< the image's first
    const qptrdiff m_stride;
    const QRect m_clip;
    const QRectF m_reach; ///< what lies outside does not touch the clip
    const int m_bandHeight; ///< rows
    std::vector<std::vector<Line>> m_bands; ///< lines by the bands that they touch, from the top
    std::optional<QRgb> m_background;
    bool m_isSmooth = true;
    double m_width = 1;
    QRgb m_color = 0;
    quint32 m_redBlue = 0, m_alphaGreen = 0; ///< of the colour, two channels in a number
};

} // namespace espalier::graphview
