#include "graphview/minimap.h"

#include "graphview/graph_style.h"
#include "graphview/state_mark.h"

#include <algorithm>
#include <QPainter>

namespace espalier::graphview {

namespace {
constexpr int padding = 6;
constexpr int leastSide = 44, mostAcross = 168; // px
} // namespace

Minimap::Minimap(QWidget* parent)
    : OverviewMap(parent)
{
    setObjectName(QStringLiteral("minimap"));
    setAccessibleName(tr("Overview of the whole graph"));
}

void Minimap::setScene(const GraphScene& scene, const GraphMarks& marks)
{
    m_scene = scene;
    m_marks = &marks;
    invalidate();
}

void Minimap::setColors(const GraphPalette& palette)
{
    m_palette = palette;
    invalidate();
}

QSize Minimap::wantedSize(const QSize& viewport) const
{
    const QSizeF content = m_scene.geometry().size();
    if (m_scene.itemCount() < 2 || viewport.width() < 4 * leastSide || viewport.height() < 4 * leastSide)
        return {};
    const QSizeF most(std::min(mostAcross, viewport.width() / 6), std::min(mostAcross, viewport.height() / 5));
    const QSizeF longest = m_scene.geometry().isHorizontal() ? QSizeF(viewport.width() * 0.33, most.height())
                                                             : QSizeF(most.width(), viewport.height() * 0.33);
    const double scale = std::min(longest.width() / content.width(), longest.height() / content.height());
    return (content * scale).toSize().expandedTo(QSize(leastSide, leastSide));
}

QRectF Minimap::room() const { return QRectF(rect()).adjusted(padding, padding, -padding, -padding); }

/// Distance of neighbouring revisions along the flow, on the map.
double Minimap::rowPitch() const
{
    const double along = m_scene.geometry().isHorizontal() ? room().width() : room().height();
    return along / std::max(1, m_scene.layout().rowCount);
}

QPointF Minimap::toMap(const QPointF& canvas) const
{
    const QSizeF content = m_scene.geometry().size();
    const QRectF map = room();
    return { map.left() + canvas.x() / content.width() * map.width(),
        map.top() + canvas.y() / content.height() * map.height() };
}

QPointF Minimap::toCanvas(const QPointF& map) const
{
    const QSizeF content = m_scene.geometry().size();
    return { (map.x() - room().left()) / room().width() * content.width(),
        (map.y() - room().top()) / room().height() * content.height() };
}

void Minimap::render(QPainter& painter)
{
    renderEdges(painter);
    const double side = std::clamp(rowPitch() * 0.55, 1.5, 3.5);
    QHash<QPoint, QRgb> drawn; // thousands of revisions share a few hundred points
    for (int item = 0; item < m_scene.itemCount(); ++item) {
        const int card = m_scene.cardsOf(item).back();
        QColor color = stateColor(m_marks->statusOf(m_scene.picture(), card).state, m_palette);
        if (m_marks->isMatch(card))
            color = m_palette.match;
        const QPointF centre = toMap(m_scene.geometry().nodeCentre(item));
        QRgb& there = drawn[(centre * 2).toPoint()];
        if (there == color.rgba())
            continue;
        there = color.rgba();
        painter.fillRect(QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side), color);
    }
}

/// Where thousands of edges fall on few points, the revisions' own marks say enough.
void Minimap::renderEdges(QPainter& painter)
{
    if (rowPitch() < 3)
        return;
    painter.setPen(QPen(withAlpha(m_palette.edge, 0.7), 1));
    for (std::size_t edge = 0; edge < m_scene.layout().edges.size(); ++edge) {
        for (const QPointF* point = m_scene.geometry().edgeBegin(edge) + 1; point != m_scene.geometry().edgeEnd(edge);
             ++point)
            painter.drawLine(toMap(*(point - 1)), toMap(*point));
    }
}

void Minimap::paintMarks(QPainter& painter)
{
    for (auto status = m_marks->statuses.cbegin(); status != m_marks->statuses.cend(); ++status) {
        const QPointF centre = toMap(m_scene.geometry().nodeCentre(m_scene.itemOf(status.key())));
        painter.fillRect(QRectF(centre.x() - 1.5, centre.y() - 1.5, 3, 3), stateColor(status->state, m_palette));
    }
    if (m_marks->selected >= 0) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_palette.accent);
        painter.drawEllipse(toMap(m_scene.geometry().nodeCentre(m_scene.itemOf(m_marks->selected))), 3, 3);
    }
}

} // namespace espalier::graphview
