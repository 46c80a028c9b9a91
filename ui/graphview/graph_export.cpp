#include "graphview/graph_export.h"

#include "graphview/graph_painter.h"
#include "graphview/picture_file.h"

#include <QCoreApplication>

namespace espalier::graphview {

namespace {
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

/// For as long as the job is there.
core::Result<Drawing> drawingOf(const ExportJob& job)
{
    return checkedExtent(job).map([&job](const QRectF& extent) {
        return Drawing{ extent.size(), QCoreApplication::translate("GraphView", "Migration graph"),
            [&job, extent](QPainter& painter, double zoom, double pixelRatio, bool vector) {
                paint(painter, job, extent, zoom, pixelRatio, vector);
            } };
    });
}

} // namespace

core::Result<QByteArray> svgOf(const ExportJob& job)
{
    return drawingOf(job).and_then([](const Drawing& drawing) { return svgFile(drawing); });
}

core::Result<QByteArray> pngOf(const ExportJob& job, double scale)
{
    return drawingOf(job).and_then([scale](const Drawing& drawing) { return pngFile(drawing, scale); });
}

} // namespace espalier::graphview
