#pragma once

#include "schema/diagram_painter.h"

namespace espalier::ui {

/// Draws the frames of a diagram's groups that lie in an area of the viewport. Names are as large as can be read, at
/// any zoom.
class DiagramFramePainter {
public:
    DiagramFramePainter(QPainter& painter, const DiagramContext& context, const QRectF& area);
    /// Below keys and boxes. On screen the background is drawn too, where there is a frame at all: true then.
    bool paintGrounds();
    /// Above them.
    void paintNames();

private:
    std::vector<int> seen() const;

    QPainter& m_painter;
    const DiagramContext& m_context;
    const QRectF m_area;
};

/// Where the name of a group stands, on the viewport: above its boxes, empty where the frame is too small.
QRectF frameNameRect(const DiagramScene& scene, int frame, const graphview::GraphCamera& camera, bool isMirrored);
/// The mark before a name that folds and unfolds a group: within the line where the name stands.
QRectF foldMarkRect(const QRectF& name, bool isMirrored);
/// An arrow that points down, or to the side where what it stands for is folded.
void paintFoldMark(QPainter& painter, const QRectF& box, const QColor& color, bool isFolded, bool isMirrored);

} // namespace espalier::ui
