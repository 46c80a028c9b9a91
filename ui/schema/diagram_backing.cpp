#include "schema/diagram_backing.h"

#include <cmath>
#include <cstring>

namespace espalier::ui {
namespace {

constexpr int bandHeight = 96; ///< px that are drawn at a time

} // namespace

QRegion DiagramBacking::moveTo(const graphview::GraphCamera& camera, const QSize& size, double pixelRatio)
{
    const QSize pixels(int(std::ceil(size.width() * pixelRatio)), int(std::ceil(size.height() * pixelRatio)));
    const QPointF origin = camera.toViewport(QPointF());
    const QPointF delta = (origin - m_origin) * pixelRatio;
    const QPoint whole = delta.toPoint();
    const bool isPan = m_isValid && m_image.size() == pixels && m_image.devicePixelRatio() == pixelRatio
        && camera.zoom() == m_zoom && (delta - whole).manhattanLength() < 0.02 && std::abs(whole.x()) < pixels.width()
        && std::abs(whole.y()) < pixels.height();
    m_isZooming = m_isValid && m_image.size() == pixels && camera.zoom() != m_zoom;
    if (!isPan) {
        if (m_image.size() != pixels)
            m_image = QImage(pixels, QImage::Format_RGB32);
        m_image.setDevicePixelRatio(pixelRatio);
        m_isValid = true;
        m_origin = origin;
        m_zoom = camera.zoom();
        m_makeshift.clear();
        return QRect(QPoint(), pixels);
    }
    scroll(whole);
    m_origin += QPointF(whole) / pixelRatio;
    const QRect all(QPoint(), pixels);
    for (QRect& area : m_makeshift)
        area.translate(whole);
    m_makeshift.removeIf([&](const QRect& area) { return !area.intersects(all); });
    return QRegion(all) - all.translated(whole);
}

void DiagramBacking::scroll(const QPoint& by)
{
    if (by.isNull())
        return;
    const QRect kept = m_image.rect() & m_image.rect().translated(by);
    for (int i = 0; i < kept.height(); ++i) {
        const int row = by.y() > 0 ? kept.bottom() - i : kept.top() + i; // none is written before it was read
        std::memmove(m_image.scanLine(row) + 4 * kept.left(),
            m_image.constScanLine(row - by.y()) + 4 * (kept.left() - by.x()), 4 * size_t(kept.width()));
    }
}

void DiagramBacking::addMakeshift(const QRectF& area)
{
    const double ratio = m_image.devicePixelRatio();
    m_makeshift.append(QRectF(area.topLeft() * ratio, area.size() * ratio).toAlignedRect().adjusted(-1, -1, 1, 1));
}

void DiagramBacking::addMakeshift()
{
    for (int top = 0; top < m_image.height(); top += bandHeight)
        m_makeshift.append(QRect(0, top, m_image.width(), bandHeight));
}

std::optional<QRect> DiagramBacking::takeMakeshift()
{
    while (!m_makeshift.isEmpty())
        if (const QRect area = m_makeshift.takeLast() & m_image.rect(); !area.isEmpty())
            return area;
    return std::nullopt;
}

} // namespace espalier::ui
