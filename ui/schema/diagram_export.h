#pragma once

#include "core/error.h"
#include "report/schema_diagrams.h"
#include "schema/diagram_scene.h"
#include "style/colors.h"

#include <QByteArray>

namespace espalier::ui {

enum class DiagramFormat { Svg, Png, Pdf, Mermaid, Dot, Dbml, Sql };
/// "svg", "mmd", …
QString fileSuffix(DiagramFormat format);
QString formatTitle(DiagramFormat format);

/// What is written to a file: the scene as it stands, without selection and pointer. Any thread.
struct DiagramExport {
    DiagramScene scene;
    const Colors& colors;
    bool isMirrored = false;
};

/// Refused where there is nothing to write or the image would be too large.
core::Result<QByteArray> diagramFile(const DiagramExport& what, DiagramFormat format);
/// The same in the languages of other programs, of a schema that has no places.
core::Result<QByteArray> schemaFile(const schema::Schema& schema, const dialects::Dialect& dialect,
    DiagramFormat format, const std::vector<report::TableGroup>& groups = {});
/// Whether the format has places.
bool isPicture(DiagramFormat format);

} // namespace espalier::ui
