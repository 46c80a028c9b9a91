#pragma once

#include "graphview/graph_camera.h"

#include <QObject>
#include <QVariantAnimation>

namespace espalier::graphview {

/// Where a camera is to go: a zoom, and a point of the canvas that is to stand at a point of the viewport.
struct Sight {
    double zoom = 1;
    QPointF canvas;
    QPointF viewport;
};

/// Moves a camera, in at most 150 ms or at once. A new goal replaces the one before, from wherever the camera is then.
class CameraMotion : public QObject {
    Q_OBJECT
public:
    CameraMotion(GraphCamera& camera, QObject* parent);
    void go(const Sight& goal, bool animated);
    void stop();
    bool isMoving() const { return m_animation.state() == QAbstractAnimation::Running; }
    /// The zoom that is being gone to, or the camera's.
    double goalZoom() const;

Q_SIGNALS:
    void moved();

private:
    void setTime(double t);

    GraphCamera& m_camera;
    QVariantAnimation m_animation;
    Sight m_start, m_goal;
};

} // namespace espalier::graphview
