#pragma once

#include "core/error.h"
#include "graphview/graph_marks.h"
#include "graphview/graph_scene.h"
#include "graphview/graph_style.h"
#include "graphview/graph_view.h"

namespace espalier::graphview {

/// What is written to a file: the scene as it is folded and marked, without keyboard and pointer.
struct ExportJob {
    const GraphScene& scene;
    GraphMarks marks;
    const GraphStyle& style;
    ExportScope scope = ExportScope::Everything;
};

core::Result<QByteArray> svgOf(const ExportJob& job);
core::Result<QByteArray> pngOf(const ExportJob& job, double scale);

} // namespace espalier::graphview
