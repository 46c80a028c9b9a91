#pragma once

#include "graphview/graph_palette.h"
#include "graphview/graph_picture.h"

#include <QPainter>

namespace espalier::graphview {

/// The sign of a state: on cards and chips beside the id, far out the revision itself. Each has a form that is told
/// from the others without colour: dot, ring, filled with a tick, bull's eye, query, dashed ring, arc, diamond with a
/// cross.
void paintStateMark(QPainter& painter, const QRectF& box, const CardStatus& status, const GraphPalette& palette);

/// The colour that stands for a state where there is room for nothing else: minimap, farthest zoom.
QColor stateColor(NodeState state, const GraphPalette& palette);

/// Error, warning or information: an octagon, a triangle, a disc.
void paintProblemMark(QPainter& painter, const QRectF& box, ProblemMark mark, const GraphPalette& palette);

} // namespace espalier::graphview
