#include "graphview/paint_context.h"

#include <algorithm>
#include <cmath>

namespace espalier::graphview {

namespace {
constexpr double largestDots = 0.205, smallestChips = 0.245;

/// 0 up to `from`, 1 from `to` on, and smooth between.
double smoothStep(double from, double to, double value)
{
    const double t = std::clamp((value - from) / (to - from), 0.0, 1.0);
    return t * t * (3 - 2 * t);
}
} // namespace

void PaintCache::clear()
{
    lines.clear();
    sprites.clear();
    pills.clear();
}

DetailLevel::DetailLevel(double zoom)
    : text(std::max(zoom, 0.85))
    , detail(smoothStep(0.56, 0.66, zoom))
    , message(smoothStep(0.35, 0.43, zoom))
    , chip(smoothStep(largestDots, smallestChips, zoom))
{ }

double DetailLevel::restful(double zoom) { return zoom > largestDots && zoom < smallestChips ? largestDots : zoom; }

double PaintContext::snapped(double value) const
{
    return vector ? value : std::round(value * pixelRatio) / pixelRatio;
}

QRectF PaintContext::snapped(const QRectF& rect) const
{
    if (vector)
        return rect;
    return { QPointF(snapped(rect.left()), snapped(rect.top())),
        QPointF(snapped(rect.right()), snapped(rect.bottom())) };
}

bool PaintContext::isDrawn(int item) const { return !only || (*only)[static_cast<std::size_t>(scene.cardOf(item))]; }

} // namespace espalier::graphview
