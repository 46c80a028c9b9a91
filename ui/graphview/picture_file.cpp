#include "graphview/picture_file.h"

#include <algorithm>
#include <cmath>
#include <QBuffer>
#include <QCoreApplication>
#include <QImage>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

namespace espalier::graphview {
namespace {

constexpr double mostSide = 32'767; // Qt's raster engine goes no further
constexpr double mostPixels = 268e6; // 1 GiB
constexpr double mostPdfSide = 14'400; // points; larger pages are shown by no reader
constexpr int unitsPerInch = 96;

} // namespace

double mostScale(const QSizeF& size)
{
    return std::min(
        { mostSide / size.width(), mostSide / size.height(), std::sqrt(mostPixels / (size.width() * size.height())) });
}

core::Result<QByteArray> svgFile(const Drawing& drawing)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setTitle(drawing.title);
    generator.setResolution(unitsPerInch);
    generator.setSize(drawing.size.toSize());
    generator.setViewBox(QRectF(QPointF(), drawing.size));
    QPainter painter(&generator);
    drawing.paint(painter, 1, 1, true);
    painter.end();
    return bytes;
}

core::Result<QByteArray> pngFile(const Drawing& drawing, double scale)
{
    const double most = mostScale(drawing.size);
    if (scale <= 0 || scale > most)
        return core::fail(core::ErrorCode::Refused,
            QT_TRANSLATE_NOOP("Messages", "The image would be too large. The largest scale that works here is %1 %."),
            { QString::number(std::floor(most * 1000) / 10) });
    // above 100 % more pixels to a unit, below it a smaller picture with the detail that fits it
    const double zoom = std::min(scale, 1.0), pixelRatio = std::max(scale, 1.0);
    QImage image((drawing.size * scale).toSize().expandedTo(QSize(1, 1)), QImage::Format_RGB32);
    if (image.isNull())
        return core::fail(
            core::ErrorCode::Refused, QT_TRANSLATE_NOOP("Messages", "There is not enough memory for the image."));
    image.setDevicePixelRatio(pixelRatio);
    QPainter painter(&image);
    drawing.paint(painter, zoom, pixelRatio, false);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

core::Result<QByteArray> pdfFile(const Drawing& drawing)
{
    const QSizeF size = drawing.size * 72 / unitsPerInch; // points
    const double shrunk = std::min(1.0, mostPdfSide / std::max(size.width(), size.height()));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(drawing.title);
    writer.setCreator(QStringLiteral("Espalier"));
    writer.setResolution(unitsPerInch);
    writer.setPageSize(QPageSize(size * shrunk, QPageSize::Point));
    writer.setPageMargins({});
    QPainter painter(&writer);
    painter.scale(shrunk, shrunk);
    drawing.paint(painter, 1, 1, true);
    painter.end();
    return bytes;
}

} // namespace espalier::graphview
