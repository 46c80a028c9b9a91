#include "schema/diagram_minimap.h"

#include "style/colors.h"

#include <algorithm>
#include <QEvent>
#include <QPainter>

namespace espalier::ui {
namespace {

constexpr int mapPadding = 6, leastMapSide = 44, mostMapSide = 220; // px
constexpr int leastMappedTables = 12;
constexpr size_t mostMappedKeys = 600; // more of them are a grey patch

} // namespace

DiagramMinimap::DiagramMinimap(QWidget* parent)
    : OverviewMap(parent)
{
    setObjectName(QStringLiteral("diagram-minimap"));
    setAccessibleName(tr("Overview of the whole diagram"));
}

void DiagramMinimap::setScene(const DiagramScene& scene)
{
    m_scene = scene;
    m_matches.clear();
    m_selected = -1;
    invalidate();
}

void DiagramMinimap::setSelected(int table)
{
    if (m_selected == table)
        return;
    m_selected = table;
    update();
}

void DiagramMinimap::setMatches(const std::vector<bool>& matches)
{
    m_matches = matches;
    invalidate();
}

QSize DiagramMinimap::wantedSize(const QSize& viewport) const
{
    const QSizeF content = m_scene.extent().size();
    if (m_scene.size() < leastMappedTables || viewport.width() < 4 * leastMapSide
        || viewport.height() < 4 * leastMapSide || content.isEmpty())
        return {};
    const QSizeF most(std::min(mostMapSide, viewport.width() / 4), std::min(mostMapSide, viewport.height() / 4));
    const double scale = std::min(most.width() / content.width(), most.height() / content.height());
    return (content * scale).toSize().expandedTo(QSize(leastMapSide, leastMapSide));
}

double DiagramMinimap::scale() const
{
    const QSizeF content = m_scene.extent().size().expandedTo({ 1, 1 });
    return std::min((width() - 2.0 * mapPadding) / content.width(), (height() - 2.0 * mapPadding) / content.height());
}

QPointF DiagramMinimap::toMap(const QPointF& canvas) const
{
    return QRectF(rect()).center() + (canvas - m_scene.extent().center()) * scale();
}

QPointF DiagramMinimap::toCanvas(const QPointF& map) const
{
    return m_scene.extent().center() + (map - QRectF(rect()).center()) / scale();
}

void DiagramMinimap::render(QPainter& painter)
{
    const Colors& colors = colorsOf(palette());
    const auto& picture = m_scene.picture();
    painter.setPen(QPen(blend(colors.raised, colors.muted, 0.45), 1));
    painter.setBrush(blend(colors.raised, colors.accent, 0.1));
    for (int frame = 0; frame < m_scene.frameCount(); ++frame)
        painter.drawRect(QRectF(toMap(m_scene.frame(frame).topLeft()), toMap(m_scene.frame(frame).bottomRight())));
    if (picture.keys.size() <= mostMappedKeys) {
        painter.setPen(QPen(blend(colors.raised, colors.muted, 0.35), 1));
        for (const DiagramKey& key : picture.keys)
            painter.drawLine(toMap(m_scene.box(key.from).center()), toMap(m_scene.box(key.to).center()));
    }
    const auto colorOf = [&](int table) {
        switch (picture.tables[size_t(table)].mark) {
        case DiagramMark::Added:
            return colors.success;
        case DiagramMark::Removed:
            return colors.danger;
        case DiagramMark::Changed:
            return colors.warning;
        case DiagramMark::Same:
            break;
        }
        const bool isFaded = !m_matches.empty() && !m_matches[size_t(table)];
        const bool isMatch = !m_matches.empty() && !isFaded;
        return isMatch ? colors.accent : blend(colors.raised, colors.muted, isFaded ? 0.25 : 0.6);
    };
    for (int table = 0; table < m_scene.size(); ++table) {
        const QRectF box = m_scene.box(table);
        const QRectF there = QRectF(toMap(box.topLeft()), toMap(box.bottomRight()));
        painter.fillRect(there.united({ there.topLeft(), QSizeF(2, 1.5) }), colorOf(table));
    }
}

graphview::OverviewMap::Inks DiagramMinimap::inks() const
{
    const Colors& colors = colorsOf(palette());
    return { colors.outline, colors.raised, colors.accent };
}

void DiagramMinimap::paintMarks(QPainter& painter)
{
    if (m_selected < 0 || m_selected >= m_scene.size())
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colorsOf(palette()).accent);
    painter.drawEllipse(toMap(m_scene.box(m_selected).center()), 3, 3);
}

void DiagramMinimap::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        invalidate();
    OverviewMap::changeEvent(event);
}

} // namespace espalier::ui
