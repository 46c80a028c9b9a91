#include "graphview/overview_map.h"

#include "graphview/graph_style.h"

#include <QMouseEvent>
#include <QPainter>

namespace espalier::graphview {

OverviewMap::OverviewMap(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::PointingHandCursor);
}

void OverviewMap::invalidate()
{
    m_picture = QPixmap();
    update();
}

void OverviewMap::setSeen(const QRectF& seen)
{
    if (m_seen == seen)
        return;
    m_seen = seen;
    update();
}

QRectF OverviewMap::frame() const { return { toMap(m_seen.topLeft()), toMap(m_seen.bottomRight()) }; }

void OverviewMap::paintEvent(QPaintEvent*)
{
    if (isBlank())
        return;
    if (m_picture.isNull()) {
        m_picture = QPixmap(size() * devicePixelRatioF());
        m_picture.setDevicePixelRatio(devicePixelRatioF());
        m_picture.fill(Qt::transparent);
        QPainter painter(&m_picture);
        render(painter);
    }
    const Inks colors = inks();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.border, 1));
    painter.setBrush(withAlpha(colors.back, 0.94));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    painter.drawPixmap(0, 0, m_picture);
    paintMarks(painter);
    const QRectF there = frame().intersected(QRectF(rect()).adjusted(2.5, 2.5, -2.5, -2.5));
    painter.setPen(QPen(colors.accent, 1.5));
    painter.setBrush(withAlpha(colors.accent, 0.1));
    painter.drawRoundedRect(there.united(QRectF(there.center() - QPointF(2, 2), QSizeF(4, 4))), 3, 3);
}

void OverviewMap::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const bool onFrame = frame().contains(event->position()) && canDrag(frame());
    m_grip = onFrame ? event->position() - frame().center() : QPointF();
    look(event->position());
}

void OverviewMap::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        look(event->position());
}

void OverviewMap::mouseReleaseEvent(QMouseEvent*) { m_grip = {}; }

void OverviewMap::resizeEvent(QResizeEvent*) { invalidate(); }

void OverviewMap::look(const QPointF& position) { Q_EMIT lookedAt(toCanvas(position - m_grip)); }

} // namespace espalier::graphview
