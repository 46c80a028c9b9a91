#include "schema/diagram_export.h"

#include "graphview/picture_file.h"
#include "report/schema_sql.h"
#include "schema/diagram_painter.h"

#include <algorithm>
#include <QCoreApplication>

namespace espalier::ui {
namespace {

constexpr double pngScale = 2;

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
    const graphview::Drawing drawing{ what.scene.extent().size(),
        QCoreApplication::translate("DiagramExport", "Foreign keys"),
        [&what](QPainter& painter, double zoom, double, bool) { paint(painter, what, zoom); } };
    if (format == DiagramFormat::Png)
        return graphview::pngFile(drawing, std::min(pngScale, graphview::mostScale(drawing.size)));
    return format == DiagramFormat::Pdf ? graphview::pdfFile(drawing) : graphview::svgFile(drawing);
}

core::Result<QByteArray> schemaFile(const schema::Schema& schema, const dialects::Dialect& dialect,
    DiagramFormat format, const std::vector<report::TableGroup>& groups)
{
    switch (format) {
    case DiagramFormat::Mermaid:
        return report::schemaMermaid(schema, dialect).toUtf8();
    case DiagramFormat::Dot:
        return report::schemaDot(schema, dialect, groups).toUtf8();
    case DiagramFormat::Dbml:
        return report::schemaDbml(schema, dialect, groups).toUtf8();
    default:
        return report::schemaSql(schema, dialect).toUtf8();
    }
}

} // namespace espalier::ui
