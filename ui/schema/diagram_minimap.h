#pragma once

#include "schema/diagram_scene.h"

#include <QPixmap>
#include <QWidget>

namespace espalier::ui {

/// The whole diagram in a corner, and the part of it that is looked at; drag or click to look elsewhere. The picture is
/// made once per scene, not per frame.
class DiagramMinimap : public QWidget {
    Q_OBJECT
public:
    explicit DiagramMinimap(QWidget* parent);

    void setScene(const DiagramScene& scene);
    void setSelected(int table);
    /// Empty without a search.
    void setMatches(const std::vector<bool>& matches);
    /// The part of the canvas in sight.
    void setSeen(const QRectF& seen);
    /// A box was moved.
    void invalidate();
    /// The size it would like to have beside a viewport of this size; empty where that has no room for it, or the
    /// diagram is small.
    QSize wantedSize(const QSize& viewport) const;

Q_SIGNALS:
    /// The point of the canvas to look at.
    void lookedAt(const QPointF& canvas);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    double scale() const;
    QPointF toMap(const QPointF& canvas) const;
    QPointF toCanvas(const QPointF& map) const;
    void render();

    DiagramScene m_scene;
    std::vector<bool> m_matches;
    int m_selected = -1;
    QPixmap m_picture;
    QRectF m_seen;
    QPointF m_grip; ///< of the frame, on the map, while it is dragged
};

} // namespace espalier::ui
