#pragma once

#include "graphview/graph_camera.h"

#include <optional>
#include <QColor>
#include <QImage>
#include <QRegion>
#include <vector>

namespace espalier::graphview {

/// The last frame of a canvas. When one pans, what is still in sight moves with it, and only what comes into sight is
/// drawn: the cost of a frame no longer grows with the window.
class KeptFrame {
public:
    /// Everything is drawn anew with the next frame.
    void invalidate() { m_isValid = m_isSkipped = false; }
    /// This frame was drawn elsewhere; the next one may be of a zoom again.
    void skip()
    {
        m_isValid = false;
        m_isSkipped = true;
    }
    bool isSkipped() const { return m_isSkipped; }
    /// Whether it is what was seen last, and finished.
    bool isFinished() const { return m_isValid && m_makeshift.isEmpty(); }
    /// Moves the frame to where the camera looks now. What of it has to be drawn at once, in device pixels.
    QRegion moveTo(const GraphCamera& camera, const QSize& size, double pixelRatio);
    /// Whether it is of use still, seen from there.
    bool isKept(const GraphCamera& camera) const { return m_isValid && camera.zoom() == m_zoom; }
    /// Whether the last one was seen from nearer or farther away.
    bool isZooming() const { return m_isZooming; }
    /// What stands there, on the viewport, is to be drawn again when there is time.
    void addMakeshift(const QRectF& area);
    /// That of the whole frame.
    void addMakeshift();
    /// Many of them, as the camera sees them, which may have moved on since the frame. What lies beside each other is
    /// drawn as one, and a little around it.
    void addMakeshift(const std::vector<QRectF>& areas, const GraphCamera& camera);
    /// One of these, in device pixels; none where all is as it is to be.
    std::optional<QRect> takeMakeshift();
    bool hasMakeshift() const { return !m_makeshift.isEmpty(); }
    QImage& image() { return m_image; }
    /// Fills device pixels; QPainter would wake threads for it.
    void fill(const QRect& pixels, const QColor& color);

private:
    void scroll(const QPoint& by);

    QImage m_image;
    QList<QRect> m_makeshift;
    QPointF m_origin; ///< of the canvas, in the viewport
    double m_zoom = 0;
    bool m_isValid = false;
    bool m_isSkipped = false;
    bool m_isZooming = false;
};

} // namespace espalier::graphview
