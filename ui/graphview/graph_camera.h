#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace espalier::graphview {

/// Where on the canvas one looks and how near. Canvas coordinates become viewport coordinates by a scale and an offset.
///
/// One scale serves both axes, but for one thing: far out, lanes keep a least distance, so that a tree of 10,000
/// rows and three lanes seen as a whole is still three lanes.
class GraphCamera {
public:
    void setViewport(const QSizeF& size);
    /// `lanePitch`: distance of neighbouring lanes; `horizontal`: the flow goes along x.
    void setContent(const QSizeF& size, double lanePitch, bool horizontal);

    const QSizeF& viewport() const { return m_viewport; }
    const QSizeF& content() const { return m_content; }
    double zoom() const { return m_zoom; }
    /// The whole content fits at this zoom; never above 1.
    double fitZoom() const;
    double minimumZoom() const;
    /// Glyphs of more than 64 device pixels are drawn as outlines by Qt, each time anew; at scale 2 they stay below.
    static constexpr double maximumZoom = 2.4;

    double scaleX() const { return m_horizontal ? m_zoom : acrossScale(); }
    double scaleY() const { return m_horizontal ? acrossScale() : m_zoom; }
    QPointF toViewport(const QPointF& point) const;
    QRectF toViewport(const QRectF& rect) const;
    QPointF toCanvas(const QPointF& point) const;
    QRectF toCanvas(const QRectF& rect) const;
    QPointF middle() const { return { m_viewport.width() / 2, m_viewport.height() / 2 }; }

    /// Looks so that a point of the canvas stands at a point of the viewport.
    void look(double zoom, const QPointF& canvasPoint, const QPointF& viewportPoint);
    void zoomAround(double zoom, const QPointF& viewportPoint) { look(zoom, toCanvas(viewportPoint), viewportPoint); }
    void pan(const QPointF& delta);
    /// Puts a point of the canvas into the corner, at any zoom and with no care for bounds: for files.
    void show(double zoom, const QPointF& corner);

private:
    double acrossScale() const;
    void clamp();

    QSizeF m_viewport{ 1, 1 };
    QSizeF m_content{ 1, 1 };
    double m_lanePitch = 1;
    bool m_horizontal = false;
    double m_zoom = 1;
    QPointF m_offset;
};

} // namespace espalier::graphview
