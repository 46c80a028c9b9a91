#pragma once

#include <QRectF>

namespace espalier::graphview {

/// The value at `t` of the way, 0 to 1.
inline double between(double from, double to, double t) { return from + (to - from) * t; }

inline QRectF square(const QPointF& centre, double side)
{
    return { centre.x() - side / 2, centre.y() - side / 2, side, side };
}

} // namespace espalier::graphview
