#include "graphview/graph_camera.h"

#include <algorithm>

namespace espalier::graphview {

namespace {
constexpr double leastLanePitch = 7; // px
constexpr double leastZoomOut = 0.2; // how far out one may go although all is seen already

double clampOffset(double offset, double content, double viewport)
{
    // a quarter of the viewport may be left of or right of the content, so that its ends can be looked at in comfort
    return std::clamp(offset, viewport / 4 - content, viewport * 3 / 4);
}
} // namespace

void GraphCamera::setViewport(const QSizeF& size)
{
    m_viewport = size.expandedTo(QSizeF(1, 1));
    clamp();
}

void GraphCamera::setContent(const QSizeF& size, double lanePitch, bool horizontal)
{
    m_content = size.expandedTo(QSizeF(1, 1));
    m_lanePitch = std::max(lanePitch, 1.0);
    m_horizontal = horizontal;
}

double GraphCamera::fitZoom() const
{
    return std::min({ 1.0, m_viewport.width() / m_content.width(), m_viewport.height() / m_content.height() });
}

double GraphCamera::minimumZoom() const { return std::min(fitZoom(), leastZoomOut); }

double GraphCamera::acrossScale() const
{
    const double room
        = m_horizontal ? m_viewport.height() / m_content.height() : m_viewport.width() / m_content.width();
    return std::max(m_zoom, std::min(leastLanePitch / m_lanePitch, room));
}

QPointF GraphCamera::toViewport(const QPointF& point) const
{
    return { point.x() * scaleX() + m_offset.x(), point.y() * scaleY() + m_offset.y() };
}

QRectF GraphCamera::toViewport(const QRectF& rect) const
{
    return { toViewport(rect.topLeft()), QSizeF(rect.width() * scaleX(), rect.height() * scaleY()) };
}

QPointF GraphCamera::toCanvas(const QPointF& point) const
{
    return { (point.x() - m_offset.x()) / scaleX(), (point.y() - m_offset.y()) / scaleY() };
}

QRectF GraphCamera::toCanvas(const QRectF& rect) const
{
    return { toCanvas(rect.topLeft()), QSizeF(rect.width() / scaleX(), rect.height() / scaleY()) };
}

void GraphCamera::look(double zoom, const QPointF& canvasPoint, const QPointF& viewportPoint)
{
    m_zoom = std::clamp(zoom, minimumZoom(), maximumZoom);
    m_offset = viewportPoint - QPointF(canvasPoint.x() * scaleX(), canvasPoint.y() * scaleY());
    clamp();
}

void GraphCamera::pan(const QPointF& delta)
{
    m_offset += delta;
    clamp();
}

void GraphCamera::show(double zoom, const QPointF& corner)
{
    m_zoom = zoom;
    m_offset = { -corner.x() * scaleX(), -corner.y() * scaleY() };
}

void GraphCamera::clamp()
{
    m_offset.setX(clampOffset(m_offset.x(), m_content.width() * scaleX(), m_viewport.width()));
    m_offset.setY(clampOffset(m_offset.y(), m_content.height() * scaleY(), m_viewport.height()));
}

} // namespace espalier::graphview
