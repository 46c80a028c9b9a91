#include "graphview/card_metrics.h"

#include <algorithm>
#include <cmath>

namespace espalier::graphview {

CardMetrics::CardMetrics(int fontPixels)
    : unit(std::round(std::clamp(fontPixels, 8, 64) * 4 / 13.0 * 4) / 4)
    , card(60 * unit, 19 * unit)
    , padding(3 * unit)
    , radius(2 * unit)
    , mark(3.5 * unit)
    , pillHeight(9 * unit)
    , pillWidth(44 * unit)
{ }

graph::LaneMetrics CardMetrics::lanes(bool horizontal) const
{
    graph::LaneMetrics metrics;
    metrics.node = card;
    metrics.gap = (horizontal ? 14 : 10) * unit;
    metrics.channelPitch = 2.5 * unit;
    metrics.gutter = (horizontal ? 5 : 9) * unit;
    metrics.trackPitch = 2 * unit;
    metrics.margin = 10 * unit;
    metrics.port = 8 * unit;
    return metrics;
}

} // namespace espalier::graphview
