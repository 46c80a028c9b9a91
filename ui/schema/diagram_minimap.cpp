#include "schema/diagram_minimap.h"

#include "style/colors.h"

#include <algorithm>
#include <QEvent>
#include <QMouseEvent>
#include <QPainter>

namespace espalier::ui {
namespace {

constexpr int mapPadding = 6, leastMapSide = 44, mostMapSide = 220; // px
constexpr int leastMappedTables = 12;
constexpr size_t mostMappedKeys = 600; // more of them are a grey patch

} // namespace

DiagramMinimap::DiagramMinimap(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("diagram-minimap"));
    setAccessibleName(tr("Overview of the whole diagram"));
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::PointingHandCursor);
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

void DiagramMinimap::setSeen(const QRectF& seen)
{
    if (m_seen == seen)
        return;
    m_seen = seen;
    update();
}

void DiagramMinimap::invalidate()
{
    m_picture = QPixmap();
    update();
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

void DiagramMinimap::render()
{
    const Colors& colors = colorsOf(palette());
    m_picture = QPixmap(size() * devicePixelRatioF());
    m_picture.setDevicePixelRatio(devicePixelRatioF());
    m_picture.fill(Qt::transparent);
    QPainter painter(&m_picture);
    const auto& picture = m_scene.picture();
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

void DiagramMinimap::paintEvent(QPaintEvent*)
{
    if (m_scene.size() == 0)
        return;
    if (m_picture.isNull())
        render();
    const Colors& colors = colorsOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor back = colors.raised;
    back.setAlphaF(0.94F);
    painter.setPen(QPen(colors.outline, 1));
    painter.setBrush(back);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius, cornerRadius);
    painter.drawPixmap(0, 0, m_picture);
    if (m_selected >= 0 && m_selected < m_scene.size()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.accent);
        painter.drawEllipse(toMap(m_scene.box(m_selected).center()), 3, 3);
    }
    const QRectF all = QRectF(rect()).adjusted(2.5, 2.5, -2.5, -2.5);
    const QRectF frame = QRectF(toMap(m_seen.topLeft()), toMap(m_seen.bottomRight())).intersected(all);
    QColor veil = colors.accent;
    veil.setAlphaF(0.1F);
    painter.setPen(QPen(colors.accent, 1.5));
    painter.setBrush(veil);
    painter.drawRoundedRect(frame.united(QRectF(frame.center() - QPointF(2, 2), QSizeF(4, 4))), 3, 3);
}

void DiagramMinimap::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const QRectF frame(toMap(m_seen.topLeft()), toMap(m_seen.bottomRight()));
    m_grip = frame.contains(event->position()) ? event->position() - frame.center() : QPointF();
    Q_EMIT lookedAt(toCanvas(event->position() - m_grip));
}

void DiagramMinimap::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        Q_EMIT lookedAt(toCanvas(event->position() - m_grip));
}

void DiagramMinimap::resizeEvent(QResizeEvent*) { invalidate(); }

void DiagramMinimap::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        invalidate();
    QWidget::changeEvent(event);
}

} // namespace espalier::ui
