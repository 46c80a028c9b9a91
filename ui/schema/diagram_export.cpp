#include "schema/diagram_export.h"

#include "report/schema_diagrams.h"
#include "report/schema_sql.h"
#include "schema/diagram_painter.h"

#include <algorithm>
#include <cmath>
#include <QBuffer>
#include <QCoreApplication>
#include <QImage>
#include <QPdfWriter>
#include <QSvgGenerator>

namespace espalier::ui {
namespace {

constexpr double mostSide = 32'767; // Qt's raster engine goes no further
constexpr double mostPixels = 200e6;
constexpr double pngScale = 2;
constexpr double mostPdfSide = 14'400; // points; larger pages are shown by no reader

void paint(QPainter& painter, const DiagramExport& what, double zoom)
{
    const QRectF extent = what.scene.extent();
    graphview::GraphCamera camera;
    camera.setViewport(extent.size() * zoom);
    camera.setContent(extent.size(), 1e9, false);
    camera.show(zoom, extent.topLeft());
    DiagramMarks marks;
    const DiagramContext context{ what.scene, marks, camera, what.colors, nullptr, 1, what.isMirrored };
    const QRectF area(QPointF(), extent.size() * zoom);
    painter.fillRect(area, what.colors.surface);
    DiagramPainter(painter, context).paint(area);
}

QByteArray svgOf(const DiagramExport& what)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setTitle(QCoreApplication::translate("DiagramExport", "Foreign keys"));
    generator.setResolution(96);
    generator.setSize(what.scene.extent().size().toSize());
    generator.setViewBox(QRectF(QPointF(), what.scene.extent().size()));
    QPainter painter(&generator);
    paint(painter, what, 1);
    painter.end();
    return bytes;
}

core::Result<QByteArray> pngOf(const DiagramExport& what)
{
    const QSizeF size = what.scene.extent().size();
    const double most = std::min({ mostSide / size.width(), mostSide / size.height(),
        std::sqrt(mostPixels / (size.width() * size.height())) });
    const double scale = std::min(pngScale, most);
    QImage image((size * scale).toSize().expandedTo({ 1, 1 }), QImage::Format_RGB32);
    if (image.isNull())
        return core::fail(
            core::ErrorCode::Refused, QT_TRANSLATE_NOOP("Messages", "There is not enough memory for the image."));
    QPainter painter(&image);
    painter.scale(scale, scale);
    paint(painter, what, 1);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

/// One page, as large as the diagram.
QByteArray pdfOf(const DiagramExport& what)
{
    const QSizeF size = what.scene.extent().size() * 0.75; // px to points
    const double shrunk = std::min(1.0, mostPdfSide / std::max(size.width(), size.height()));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(QCoreApplication::translate("DiagramExport", "Foreign keys"));
    writer.setCreator(QStringLiteral("Espalier"));
    writer.setResolution(96);
    writer.setPageSize(QPageSize(size * shrunk, QPageSize::Point));
    writer.setPageMargins({});
    QPainter painter(&writer);
    painter.scale(shrunk, shrunk);
    paint(painter, what, 1);
    painter.end();
    return bytes;
}

} // namespace

QString fileSuffix(DiagramFormat format)
{
    switch (format) {
    case DiagramFormat::Svg:
        return QStringLiteral("svg");
    case DiagramFormat::Png:
        return QStringLiteral("png");
    case DiagramFormat::Pdf:
        return QStringLiteral("pdf");
    case DiagramFormat::Mermaid:
        return QStringLiteral("mmd");
    case DiagramFormat::Dot:
        return QStringLiteral("dot");
    case DiagramFormat::Dbml:
        return QStringLiteral("dbml");
    case DiagramFormat::Sql:
        break;
    }
    return QStringLiteral("sql");
}

QString formatTitle(DiagramFormat format)
{
    return format == DiagramFormat::Mermaid ? QStringLiteral("Mermaid")
        : format == DiagramFormat::Dot      ? QStringLiteral("Graphviz DOT")
                                            : fileSuffix(format).toUpper();
}

bool isPicture(DiagramFormat format)
{
    return format == DiagramFormat::Svg || format == DiagramFormat::Png || format == DiagramFormat::Pdf;
}

core::Result<QByteArray> diagramFile(const DiagramExport& what, DiagramFormat format)
{
    if (what.scene.size() == 0)
        return core::fail(core::ErrorCode::Refused, QT_TRANSLATE_NOOP("Messages", "There is nothing to export."));
    if (format == DiagramFormat::Png)
        return pngOf(what);
    return format == DiagramFormat::Pdf ? pdfOf(what) : svgOf(what);
}

core::Result<QByteArray> schemaFile(
    const schema::Schema& schema, const dialects::Dialect& dialect, DiagramFormat format)
{
    switch (format) {
    case DiagramFormat::Mermaid:
        return report::schemaMermaid(schema, dialect).toUtf8();
    case DiagramFormat::Dot:
        return report::schemaDot(schema, dialect).toUtf8();
    case DiagramFormat::Dbml:
        return report::schemaDbml(schema, dialect).toUtf8();
    default:
        return report::schemaSql(schema, dialect).toUtf8();
    }
}

} // namespace espalier::ui
