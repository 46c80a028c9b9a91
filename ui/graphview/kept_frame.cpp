#include "graphview/kept_frame.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace espalier::graphview {
namespace {

constexpr int bandHeight = 96; ///< px of the whole width that are drawn at a time
constexpr int tile = 64; ///< px

/// Squares of an image that are to be drawn again.
class Tiles {
public:
    explicit Tiles(const QSize& size)
        : m_all(QPoint(), size)
        , m_columns((size.width() + tile - 1) / tile)
        , m_rows((size.height() + tile - 1) / tile)
        , m_marked(size_t(m_columns) * size_t(m_rows))
    { }

    void mark(const QRect& pixels)
    {
        const QRect area = pixels & m_all;
        if (area.isEmpty())
            return;
        for (int row = area.top() / tile; row <= area.bottom() / tile; ++row)
            for (int column = area.left() / tile; column <= area.right() / tile; ++column)
                m_marked[at(row, column)] = true;
    }

    /// In as few rectangles as rows and columns allow.
    QRegion region() const
    {
        QRegion region;
        for (int row = 0; row < m_rows; ++row)
            for (int column = 0; column < m_columns; ++column) {
                const int first = column;
                while (column < m_columns && m_marked[at(row, column)])
                    ++column;
                if (column > first)
                    region += QRect(first * tile, row * tile, (column - first) * tile, tile);
            }
        return region & m_all;
    }

private:
    size_t at(int row, int column) const { return size_t(row) * size_t(m_columns) + size_t(column); }

    QRect m_all;
    int m_columns, m_rows;
    std::vector<bool> m_marked;
};

} // namespace

QRegion KeptFrame::moveTo(const GraphCamera& camera, const QSize& size, double pixelRatio)
{
    const QSize pixels(int(std::ceil(size.width() * pixelRatio)), int(std::ceil(size.height() * pixelRatio)));
    const QPointF origin = camera.toViewport(QPointF());
    const QPointF delta = (origin - m_origin) * pixelRatio;
    const QPoint whole = delta.toPoint();
    const bool isPan = m_isValid && m_image.size() == pixels && m_image.devicePixelRatio() == pixelRatio
        && camera.zoom() == m_zoom && (delta - whole).manhattanLength() < 0.02 && std::abs(whole.x()) < pixels.width()
        && std::abs(whole.y()) < pixels.height();
    m_isZooming = (m_isValid || m_isSkipped) && m_image.size() == pixels && camera.zoom() != m_zoom;
    m_isSkipped = false;
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

void KeptFrame::fill(const QRect& pixels, const QColor& color)
{
    const QRect area = pixels & m_image.rect();
    for (int row = area.top(); row <= area.bottom(); ++row)
        std::fill_n(reinterpret_cast<QRgb*>(m_image.scanLine(row)) + area.left(), area.width(), color.rgb());
}

void KeptFrame::scroll(const QPoint& by)
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

void KeptFrame::addMakeshift(const QRectF& area)
{
    const double ratio = m_image.devicePixelRatio();
    m_makeshift.append(QRectF(area.topLeft() * ratio, area.size() * ratio).toAlignedRect().adjusted(-1, -1, 1, 1));
}

void KeptFrame::addMakeshift()
{
    for (int top = 0; top < m_image.height(); top += bandHeight)
        m_makeshift.append(QRect(0, top, m_image.width(), bandHeight));
}

void KeptFrame::addMakeshift(const std::vector<QRectF>& areas, const GraphCamera& camera)
{
    if (!isKept(camera))
        return; // it is drawn anew anyway
    const double ratio = m_image.devicePixelRatio();
    const QPointF moved = m_origin - camera.toViewport(QPointF());
    Tiles tiles(m_image.size());
    for (const QRect& area : std::as_const(m_makeshift))
        tiles.mark(area);
    for (const QRectF& area : areas)
        tiles.mark(QRectF((area.topLeft() + moved) * ratio, area.size() * ratio).toAlignedRect());
    const QRegion region = tiles.region();
    m_makeshift = QList<QRect>(region.begin(), region.end());
}

std::optional<QRect> KeptFrame::takeMakeshift()
{
    while (!m_makeshift.isEmpty()) {
        const QRect area = m_makeshift.takeLast() & m_image.rect();
        const int height = std::max(tile, bandHeight * m_image.width() / std::max(1, area.width()));
        if (area.height() > height)
            m_makeshift.append(area.adjusted(0, height, 0, 0));
        if (!area.isEmpty())
            return QRect(area.topLeft(), QSize(area.width(), std::min(area.height(), height)));
    }
    return std::nullopt;
}

} // namespace espalier::graphview
