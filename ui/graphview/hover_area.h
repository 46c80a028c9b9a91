#pragma once

#include "graphview/graph_camera.h"
#include "graphview/graph_marks.h"
#include "graphview/graph_scene.h"

namespace espalier::graphview {

/// Where the viewport looks different after the pointer has gone from one card to another, with all that stands out of
/// the items there.
std::vector<QRectF> changedByHover(
    const GraphScene& scene, const GraphCamera& camera, const GraphMarks& before, const GraphMarks& after);

} // namespace espalier::graphview
