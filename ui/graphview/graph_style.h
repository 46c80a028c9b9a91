#pragma once

#include "graphview/card_metrics.h"
#include "graphview/graph_palette.h"

#include <QFont>
#include <QFontMetricsF>

namespace espalier::graphview {

/// How the canvas is drawn, whatever is on it.
struct GraphStyle {
    GraphStyle() = default;
    /// Sizes follow the text font; `code` gives the family for ids.
    GraphStyle(const GraphPalette& palette, const QFont& text, const QFont& code, bool mirrored);

    GraphPalette palette;
    QFont message, small, code, chip;
    int fontPixels = 13;
    bool mirrored = false; ///< right to left
};

/// `over` on `under`, opaque.
QColor mixed(const QColor& under, const QColor& over, double opacity);
QColor withAlpha(QColor color, double alpha);

} // namespace espalier::graphview
