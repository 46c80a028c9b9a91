#pragma once

#include "graphview/graph_camera.h"

#include <optional>
#include <QImage>
#include <QRegion>

namespace espalier::ui {

/// The last frame of a canvas. When one pans, what is still in sight moves with it, and only what comes into sight is
/// drawn: the cost of a frame no longer grows with the window.
class DiagramBacking {
public:
    /// Everything is drawn anew with the next frame.
    void invalidate() { m_isValid = false; }
    /// Moves the frame to where the camera looks now. What of it has to be drawn at once, in device pixels.
    QRegion moveTo(const graphview::GraphCamera& camera, const QSize& size, double pixelRatio);
    /// Whether the last one was seen from nearer or farther away.
    bool isZooming() const { return m_isZooming; }
    /// What stands there, on the viewport, is to be drawn again when there is time.
    void addMakeshift(const QRectF& area);
    /// That of the whole frame.
    void addMakeshift();
    /// One of these, in device pixels; none where all is as it is to be.
    std::optional<QRect> takeMakeshift();
    bool hasMakeshift() const { return !m_makeshift.isEmpty(); }
    QImage& image() { return m_image; }

private:
    void scroll(const QPoint& by);

    QImage m_image;
    QList<QRect> m_makeshift;
    QPointF m_origin; ///< of the canvas, in the viewport
    double m_zoom = 0;
    bool m_isValid = false;
    bool m_isZooming = false;
};

} // namespace espalier::ui
