#include "graphview/sprites.h"

#include <cmath>

namespace espalier::graphview {

namespace {
constexpr int mostImages = 512;
constexpr qint64 mostSpritePixels = 12'000'000; // of all images together, about 50 MB
constexpr double largest = 4000; // px; a shape beyond that is drawn as such

double onGrid(double value, double pixelRatio) { return std::round(value * pixelRatio) / pixelRatio; }
} // namespace

void Sprites::draw(
    QPainter& painter, const QRectF& box, double margin, quint32 key, double pixelRatio, const Draw& draw)
{
    if (pixelRatio <= 0 || box.width() > largest || box.height() > largest) {
        draw(painter, box);
        return;
    }
    const auto eighths = [](double value) { return static_cast<quint16>(std::lround(value * 8)); };
    // Within the image, opacity costs nothing when it is drawn.
    const double before = painter.opacity();
    const auto opacity = static_cast<quint16>(std::lround(before * 64));
    const Key full{ key, eighths(box.width()), eighths(box.height()), opacity };
    auto image = m_images.find(full);
    if (image == m_images.end()) {
        if (m_images.size() >= mostImages || m_pixels >= mostSpritePixels)
            clear();
        const QSizeF size = box.size() + QSizeF(2 * margin, 2 * margin);
        QPixmap pixmap(static_cast<int>(std::ceil(size.width() * pixelRatio)),
            static_cast<int>(std::ceil(size.height() * pixelRatio)));
        pixmap.setDevicePixelRatio(pixelRatio);
        pixmap.fill(Qt::transparent);
        QPainter inner(&pixmap);
        inner.setRenderHint(QPainter::Antialiasing);
        inner.setOpacity(before);
        draw(inner, QRectF(QPointF(margin, margin), box.size()));
        inner.end();
        m_pixels += qint64(pixmap.width()) * pixmap.height();
        image = m_images.insert(full, pixmap);
    }
    painter.setOpacity(1);
    painter.drawPixmap(
        QPointF(onGrid(box.left() - margin, pixelRatio), onGrid(box.top() - margin, pixelRatio)), *image);
    painter.setOpacity(before);
}

} // namespace espalier::graphview
