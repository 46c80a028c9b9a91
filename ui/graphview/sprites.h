#pragma once

#include <functional>
#include <QHash>
#include <QPainter>
#include <QPixmap>

namespace espalier::graphview {

/// Small drawings kept as images: on a screen full of chips the same frame and the same marks stand hundreds of times.
/// Images fall on whole device pixels. In vector mode (files) every one is drawn afresh, as shapes.
class Sprites {
public:
    using Draw = std::function<void(QPainter&, const QRectF& box)>;
    void clear()
    {
        m_images.clear();
        m_pixels = 0;
    }
    /// Draws what `key` stands for into a box. Boxes of a size share an image, to a 1/8 pixel; `margin` is how far the
    /// drawing goes beyond the box.
    void draw(QPainter& painter, const QRectF& box, double margin, quint32 key, double pixelRatio, const Draw& draw);

private:
    struct Key {
        quint32 what;
        quint16 width, height; ///< of the box, in eighths of a pixel
        quint16 opacity; ///< in 64ths
        friend bool operator==(const Key&, const Key&) = default;
        friend size_t qHash(const Key& key, size_t seed)
        {
            return qHashMulti(seed, key.what, key.width, key.height, key.opacity);
        }
    };
    QHash<Key, QPixmap> m_images;
    qint64 m_pixels = 0; ///< of them all
};

} // namespace espalier::graphview
