#pragma once

#include "graph/lane_geometry.h"

#include <QFont>
#include <QSizeF>

namespace espalier::graphview {

/// Lengths of a card at 100 %, on a 4 px grid, grown with the size of the user's font (13 px is what they were drawn
/// for). The one place that knows how big anything on the canvas is.
struct CardMetrics {
    explicit CardMetrics(int fontPixels = 13);

    double unit; ///< one step of the grid, 4 px for the usual font
    QSizeF card;
    double padding;
    double radius;
    double mark; ///< diameter of the state mark
    double pillHeight, pillWidth;

    /// `horizontal`: the flow goes along the cards' long side.
    graph::LaneMetrics lanes(bool horizontal) const;
};

} // namespace espalier::graphview
