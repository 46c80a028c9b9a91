#pragma once

#include "graphview/graph_palette.h"

namespace espalier::ui {

struct Colors;

/// The canvas in the window's colours.
graphview::GraphPalette graphPaletteOf(const Colors& colors);

} // namespace espalier::ui
