#pragma once

#include "graphview/graph_scene.h"

namespace espalier::graphview {

enum class Step { Parent, Child, Before, After, First, Last };

/// The item that the keyboard goes to from another; the same one where there is none that way. `Before` and `After` go
/// across, to the nearest lane that has something beside; from -1 every step leads to a start.
int walk(const GraphScene& scene, int item, Step step);

} // namespace espalier::graphview
