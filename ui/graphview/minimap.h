#pragma once

#include "graphview/graph_marks.h"
#include "graphview/graph_palette.h"
#include "graphview/graph_scene.h"
#include "graphview/overview_map.h"

namespace espalier::graphview {

/// The whole graph in a corner. Long trees are drawn together along the flow. The picture is made once per scene and
/// palette, not per frame; states or matches that changed invalidate it.
class Minimap : public OverviewMap {
    Q_OBJECT
public:
    explicit Minimap(QWidget* parent);

    void setScene(const GraphScene& scene, const GraphMarks& marks);
    void setColors(const GraphPalette& palette);
    /// The size it would like to have beside a viewport of this size; empty where everything can be seen anyway.
    QSize wantedSize(const QSize& viewport) const;

protected:
    Inks inks() const override { return { m_palette.border, m_palette.card, m_palette.accent }; }
    bool isBlank() const override { return !m_marks || m_scene.itemCount() == 0; }
    QPointF toMap(const QPointF& canvas) const override;
    QPointF toCanvas(const QPointF& map) const override;
    void render(QPainter& painter) override;
    void paintMarks(QPainter& painter) override;
    bool canDrag(const QRectF& frame) const override { return frame.width() < width() && frame.height() < height(); }

private:
    QRectF room() const;
    double rowPitch() const;
    void renderEdges(QPainter& painter);

    GraphScene m_scene;
    const GraphMarks* m_marks = nullptr;
    GraphPalette m_palette = GraphPalette::light();
};

} // namespace espalier::graphview
