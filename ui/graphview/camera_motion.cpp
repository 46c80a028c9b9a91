#include "graphview/camera_motion.h"

#include <algorithm>
#include <cmath>

namespace espalier::graphview {

CameraMotion::CameraMotion(GraphCamera& camera, QObject* parent)
    : QObject(parent)
    , m_camera(camera)
{
    m_animation.setStartValue(0.0);
    m_animation.setEndValue(1.0);
    m_animation.setDuration(140);
    m_animation.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_animation, &QVariantAnimation::valueChanged, this,
        [this](const QVariant& value) { setTime(value.toDouble()); });
}

void CameraMotion::go(const Sight& goal, bool animated)
{
    m_animation.stop();
    m_goal = goal;
    m_goal.zoom = std::clamp(goal.zoom, m_camera.minimumZoom(), GraphCamera::maximumZoom);
    m_start = { m_camera.zoom(), m_camera.toCanvas(goal.viewport), goal.viewport };
    if (animated)
        m_animation.start();
    else
        setTime(1);
}

void CameraMotion::stop() { m_animation.stop(); }

double CameraMotion::goalZoom() const { return isMoving() ? m_goal.zoom : m_camera.zoom(); }

/// Zooms by equal factors in equal times. The point moves as fast as the picture allows: linear on the viewport.
void CameraMotion::setTime(double t)
{
    const double zoom = m_start.zoom * std::pow(m_goal.zoom / m_start.zoom, t);
    // share of the way on the canvas after which the way left, seen at this zoom, is what is left of the time
    const double left = (1 - t) * m_start.zoom / std::max(zoom, 1e-9);
    const QPointF canvas = m_goal.canvas + (m_start.canvas - m_goal.canvas) * std::clamp(left, 0.0, 1.0);
    m_camera.look(zoom, canvas, m_goal.viewport);
    Q_EMIT moved();
}

} // namespace espalier::graphview
