#pragma once

#include "core/error.h"

#include <functional>
#include <QSizeF>
#include <QString>

class QPainter;

namespace espalier::graphview {

/// A picture of some size that can be painted at any scale.
struct Drawing {
    QSizeF size; ///< at 100 %
    QString title;
    /// Paints all of it, the corner at the origin. `zoom` is the picture's own, `pixelRatio` what the painter adds to
    /// it; `vector`: as shapes alone.
    std::function<void(QPainter& painter, double zoom, double pixelRatio, bool vector)> paint;
};

/// The largest scale at which an image of that size can be made.
double mostScale(const QSizeF& size);

core::Result<QByteArray> svgFile(const Drawing& drawing);
/// Refused where the image would be too large.
core::Result<QByteArray> pngFile(const Drawing& drawing, double scale);
/// One page, as large as the picture.
core::Result<QByteArray> pdfFile(const Drawing& drawing);

} // namespace espalier::graphview
