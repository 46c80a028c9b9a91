#pragma once

#include "graphview/graph_marks.h"
#include "graphview/graph_palette.h"
#include "graphview/graph_scene.h"

#include <QPixmap>
#include <QWidget>

namespace espalier::graphview {

/// The whole graph in a corner, and the part of it that is looked at; drag or click to look elsewhere. Long trees are
/// drawn together along the flow. The picture is made once per scene and palette, not per frame.
class Minimap : public QWidget {
    Q_OBJECT
public:
    explicit Minimap(QWidget* parent);

    void setScene(const GraphScene& scene, const GraphMarks& marks);
    void setColors(const GraphPalette& palette);
    /// States or matches changed.
    void invalidate();
    /// The part of the canvas in sight.
    void setSeen(const QRectF& seen);
    /// The size it would like to have beside a viewport of this size; empty where everything can be seen anyway.
    QSize wantedSize(const QSize& viewport) const;

Q_SIGNALS:
    /// The point of the canvas to look at.
    void lookedAt(const QPointF& canvas);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QRectF room() const;
    double rowPitch() const;
    QPointF toMap(const QPointF& canvas) const;
    QPointF toCanvas(const QPointF& map) const;
    void look(const QPointF& position);
    void render();
    void renderEdges(QPainter& painter);

    GraphScene m_scene;
    const GraphMarks* m_marks = nullptr;
    GraphPalette m_palette = GraphPalette::light();
    QPixmap m_picture;
    QRectF m_seen;
    QPointF m_grip; ///< of the frame, on the map, while it is dragged
};

} // namespace espalier::graphview
