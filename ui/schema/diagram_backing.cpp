#include "schema/diagram_backing.h"

#include <cmath>

namespace espalier::ui {
namespace {

constexpr int mostPieces = 8; ///< of a region; drawing begins anew with each

} // namespace

QRegion DiagramBacking::moveTo(const graphview::GraphCamera& camera, const QSize& size, double pixelRatio)
{
    const QSize pixels(int(std::ceil(size.width() * pixelRatio)), int(std::ceil(size.height() * pixelRatio)));
    const QPointF origin = camera.toViewport(QPointF());
    const QPointF delta = (origin - m_origin) * pixelRatio;
    const QPoint whole = delta.toPoint();
    const bool isPan = m_isValid && m_pixmap.size() == pixels && m_pixmap.devicePixelRatio() == pixelRatio
        && camera.zoom() == m_zoom && (delta - whole).manhattanLength() < 0.02 && std::abs(whole.x()) < pixels.width()
        && std::abs(whole.y()) < pixels.height();
    if (!isPan) {
        if (m_pixmap.size() != pixels)
            m_pixmap = QPixmap(pixels);
        m_pixmap.setDevicePixelRatio(pixelRatio);
        m_isValid = true;
        m_origin = origin;
        m_zoom = camera.zoom();
        m_pending = {};
        return QRect(QPoint(), pixels);
    }
    QRegion exposed;
    if (!whole.isNull())
        m_pixmap.scroll(whole.x(), whole.y(), m_pixmap.rect(), &exposed);
    m_origin += QPointF(whole) / pixelRatio;
    const QRegion region = (m_pending.translated(whole) + exposed) & QRect(QPoint(), pixels);
    m_pending = {};
    return region.rectCount() > mostPieces ? QRegion(region.boundingRect()) : region;
}

void DiagramBacking::drawn(const QRegion& region, bool isWhole)
{
    if (!isWhole)
        m_pending += region;
}

} // namespace espalier::ui
