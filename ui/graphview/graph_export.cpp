#include "graphview/graph_export.h"

#include "graphview/graph_painter.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <QBuffer>
#include <QCoreApplication>
#include <QImage>
#include <QSvgGenerator>

namespace espalier::graphview {

namespace {
constexpr double mostSide = 32'767; // Qt's raster engine goes no further
constexpr double mostPixels = 268e6; // 1 GiB

bool isInScope(const ExportJob& job, int card)
{
    return job.scope == ExportScope::Everything || job.marks.isSelected(card) || job.marks.isBetween(card);
}

/// The part of the canvas to write; empty where nothing is selected.
QRectF extentOf(const ExportJob& job)
{
    if (job.scope == ExportScope::Everything)
        return { QPointF(), job.scene.geometry().size() };
    QRectF extent;
    for (int card = 0; card < job.scene.picture().size(); ++card) {
        if (isInScope(job, card))
            extent |= job.scene.itemRect(job.scene.itemOf(card));
    }
    const double margin = 6 * job.scene.metrics().unit;
    return extent.isEmpty() ? extent : extent.adjusted(-margin, -margin, margin, margin);
}

core::Result<QRectF> checkedExtent(const ExportJob& job)
{
    const QRectF extent = extentOf(job);
    if (job.scene.itemCount() == 0 || extent.isEmpty())
        return core::fail(core::ErrorCode::Refused, QT_TRANSLATE_NOOP("Messages", "There is nothing to export."));
    return extent;
}

void paint(QPainter& painter, ExportJob job, const QRectF& extent, double zoom, double pixelRatio, bool vector)
{
    job.marks.focusVisible = false;
    job.marks.hovered = -1;
    job.marks.ancestry.clear();
    std::vector<bool> only;
    if (job.scope == ExportScope::Selection) { // that it was selected is said by its being alone
        for (int card = 0; card < job.scene.picture().size(); ++card)
            only.push_back(isInScope(job, card));
        job.marks.between.clear();
    }
    job.marks.selected = job.marks.second = -1;
    GraphCamera camera;
    camera.setViewport(extent.size() * zoom);
    camera.setContent(job.scene.geometry().size(), 1e9, job.scene.geometry().isHorizontal());
    camera.show(zoom, extent.topLeft());
    PaintCache cache;
    const PaintContext context{ job.scene, job.marks, camera, job.style, cache, pixelRatio, vector,
        only.empty() ? nullptr : &only };
    const QRectF area(QPointF(), extent.size() * zoom);
    painter.fillRect(area, job.style.palette.canvas);
    paintGraph(painter, context, area);
}
} // namespace

core::Result<QByteArray> svgOf(const ExportJob& job)
{
    const auto extent = checkedExtent(job);
    if (!extent)
        return tl::unexpected(extent.error());
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setTitle(QCoreApplication::translate("GraphView", "Migration graph"));
    generator.setResolution(96);
    generator.setSize(extent->size().toSize());
    generator.setViewBox(QRectF(QPointF(), extent->size()));
    QPainter painter(&generator);
    paint(painter, job, *extent, 1, 1, true);
    painter.end();
    return bytes;
}

core::Result<QByteArray> pngOf(const ExportJob& job, double scale)
{
    const auto extent = checkedExtent(job);
    if (!extent)
        return tl::unexpected(extent.error());
    const double most = std::min({ mostSide / extent->width(), mostSide / extent->height(),
        std::sqrt(mostPixels / (extent->width() * extent->height())) });
    if (scale <= 0 || scale > most)
        return core::fail(core::ErrorCode::Refused,
            QT_TRANSLATE_NOOP("Messages", "The image would be too large. The largest scale that works here is %1 %."),
            { QString::number(std::floor(most * 1000) / 10) });
    // above 100 % more pixels to a unit, below it a smaller picture with the detail that fits it
    const double zoom = std::min(scale, 1.0), pixelRatio = std::max(scale, 1.0);
    QImage image((extent->size() * scale).toSize().expandedTo(QSize(1, 1)), QImage::Format_RGB32);
    if (image.isNull())
        return core::fail(
            core::ErrorCode::Refused, QT_TRANSLATE_NOOP("Messages", "There is not enough memory for the image."));
    image.setDevicePixelRatio(pixelRatio);
    QPainter painter(&image);
    paint(painter, job, *extent, zoom, pixelRatio, false);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

} // namespace espalier::graphview
