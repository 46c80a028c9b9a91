#pragma once

#include "graphview/overview_map.h"
#include "schema/diagram_scene.h"

namespace espalier::ui {

/// The whole diagram in a corner. The picture is made once per scene, not per frame; a box that was moved invalidates
/// it.
class DiagramMinimap : public graphview::OverviewMap {
    Q_OBJECT
public:
    explicit DiagramMinimap(QWidget* parent);

    void setScene(const DiagramScene& scene);
    void setSelected(int table);
    /// Empty without a search.
    void setMatches(const std::vector<bool>& matches);
    /// The size it would like to have beside a viewport of this size; empty where that has no room for it, or the
    /// diagram is small.
    QSize wantedSize(const QSize& viewport) const;

protected:
    Inks inks() const override;
    bool isBlank() const override { return m_scene.size() == 0; }
    QPointF toMap(const QPointF& canvas) const override;
    QPointF toCanvas(const QPointF& map) const override;
    void render(QPainter& painter) override;
    void paintMarks(QPainter& painter) override;
    void changeEvent(QEvent* event) override;

private:
    double scale() const;

    DiagramScene m_scene;
    std::vector<bool> m_matches;
    int m_selected = -1;
};

} // namespace espalier::ui
