#pragma once

#include "graphview/graph_camera.h"

#include <QPixmap>
#include <QRegion>

namespace espalier::ui {

/// The last frame of a canvas. When one pans, what is still in sight moves with it, and only what comes into sight is
/// drawn: the cost of a frame no longer grows with the window.
class DiagramBacking {
public:
    /// Everything is drawn anew with the next frame.
    void invalidate() { m_isValid = false; }
    /// Moves the frame to where the camera looks now. What of it has to be drawn, in device pixels.
    QRegion moveTo(const graphview::GraphCamera& camera, const QSize& size, double pixelRatio);
    /// That region was drawn; `isWhole`: as it is to be. Else it comes again.
    void drawn(const QRegion& region, bool isWhole);
    QPixmap& pixmap() { return m_pixmap; }

private:
    QPixmap m_pixmap;
    QRegion m_pending;
    QPointF m_origin; ///< of the canvas, in the viewport
    double m_zoom = 0;
    bool m_isValid = false;
};

} // namespace espalier::ui
