#include "schema/diagram_view.h"

#include <algorithm>
#include <cmath>
#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QToolTip>
#include <QWheelEvent>

namespace espalier::ui {

bool DiagramView::event(QEvent* event)
{
    switch (event->type()) {
    case QEvent::FocusIn:
    case QEvent::FocusOut: {
        const auto reason = static_cast<QFocusEvent*>(event)->reason();
        m_marks.focusVisible = event->type() == QEvent::FocusIn
            && (reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason);
        redraw();
        break;
    }
    case QEvent::Show:
        lookFirst();
        cameraMoved();
        break;
    case QEvent::Leave:
        hover({ -1, -1 });
        break;
    case QEvent::ToolTip: {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString tip = toolTipAt(help->pos());
        if (tip.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), tip, this);
        return true;
    }
    case QEvent::NativeGesture: {
        const auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() != Qt::ZoomNativeGesture)
            break;
        m_motion.stop();
        m_looked = m_touched = true;
        m_camera.zoomAround(m_camera.zoom() * (1 + gesture->value()), gesture->position());
        cameraMoved();
        return true;
    }
    default:
        break;
    }
    return QWidget::event(event);
}

QString DiagramView::toolTipAt(const QPointF& position) const
{
    if (const int table = tableAt(position); table >= 0)
        return wordsOf(table);
    const int key = m_scene.keyAt(m_camera.toCanvas(position), 6 / m_camera.zoom());
    return key < 0 ? QString() : m_scene.picture().keys[size_t(key)].words;
}

void DiagramView::hover(const QPointF& position)
{
    m_rest.stop();
    const bool isInside = rect().contains(position.toPoint());
    const int table = isInside ? tableAt(position) : -1;
    // Far out a line cannot be meant among so many.
    const bool canPointAtKeys = isInside && table < 0 && detailAt(m_camera.zoom()) != DiagramDetail::Block;
    const int key = canPointAtKeys ? m_scene.keyAt(m_camera.toCanvas(position), 6 / m_camera.zoom()) : -1;
    if (table == m_marks.hovered && key == m_marks.hoveredKey)
        return;
    m_marks.hovered = table;
    m_marks.hoveredKey = key;
    setCursor(table >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    redraw();
}

/// A wheel scrolls, with Ctrl it zooms, with Shift it scrolls sideways; as on the canvas of the revisions.
void DiagramView::wheelEvent(QWheelEvent* event)
{
    const QPoint notches = event->angleDelta(), pixels = event->pixelDelta();
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        const double factor = std::pow(1.0015, notches.y() != 0 ? notches.y() : notches.x());
        const double from = pixels.isNull() ? m_motion.goalZoom() : m_camera.zoom();
        m_looked = m_touched = true;
        m_motion.go(
            { from * factor, m_camera.toCanvas(event->position()), event->position() }, m_animated && pixels.isNull());
        event->accept();
        return;
    }
    QPointF delta = pixels.isNull() ? QPointF(notches) / 120 * 96 : QPointF(pixels);
    if (delta.x() == 0 && event->modifiers().testFlag(Qt::ShiftModifier))
        delta = delta.transposed();
    m_motion.stop();
    m_looked = m_touched = true;
    m_camera.pan(delta);
    cameraMoved();
    // What comes under the pointer on the way is not meant, and lighting it draws everything anew.
    m_pointer = event->position();
    m_rest.start();
    event->accept();
}

void DiagramView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton)
        return;
    m_motion.stop();
    m_marks.focusVisible = false;
    m_pressed = event->button();
    m_pressedAt = m_draggedFrom = event->position();
    m_draggedTable = m_pressed == Qt::LeftButton ? tableAt(event->position()) : -1;
    m_dragging = false;
    event->accept();
}

void DiagramView::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF position = event->position();
    if (m_pressed == Qt::NoButton)
        return hover(position);
    if (!m_dragging && (position - m_pressedAt).manhattanLength() < QApplication::startDragDistance())
        return;
    m_dragging = true;
    m_looked = m_touched = true;
    setCursor(Qt::ClosedHandCursor);
    const QPointF delta = position - m_draggedFrom;
    m_draggedFrom = position;
    // Far out a box is too small to be meant: there the canvas is dragged.
    if (m_draggedTable >= 0 && detailAt(m_camera.zoom()) != DiagramDetail::Block) {
        m_scene.moveTable(m_draggedTable, m_scene.box(m_draggedTable).topLeft() + delta / m_camera.zoom());
        return redraw();
    }
    m_camera.pan(delta);
    cameraMoved();
}

void DiagramView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != m_pressed)
        return;
    const bool isClick = !m_dragging && m_pressed == Qt::LeftButton;
    const int table = std::exchange(m_draggedTable, -1);
    const bool hasMoved = m_dragging && table >= 0 && detailAt(m_camera.zoom()) != DiagramDetail::Block;
    m_pressed = Qt::NoButton;
    m_dragging = false;
    setCursor(Qt::ArrowCursor);
    if (hasMoved) {
        // On the grid, so that what stands beside each other can stand exactly so.
        const double unit = m_scene.type().unit;
        const QPointF corner = m_scene.box(table).topLeft() / unit;
        m_scene.moveTable(table, QPointF(std::round(corner.x()), std::round(corner.y())) * unit);
        contentChanged();
        redraw();
        m_minimap->setScene(m_scene);
        m_minimap->setSelected(m_marks.selected);
        m_minimap->setMatches(m_marks.matches);
        placeMinimap();
        Q_EMIT tableMoved(m_scene.picture().tables[size_t(table)].key, m_scene.box(table).topLeft());
    } else if (isClick) {
        select(table < 0 ? QString() : m_scene.picture().tables[size_t(table)].key);
    }
}

void DiagramView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const int table = event->button() == Qt::LeftButton ? tableAt(event->position()) : -1;
    if (table >= 0)
        Q_EMIT activated(m_scene.picture().tables[size_t(table)].key);
}

void DiagramView::contextMenuEvent(QContextMenuEvent* event)
{
    QPoint position = event->pos();
    int table = tableAt(position);
    if (event->reason() == QContextMenuEvent::Keyboard) {
        table = m_marks.focus;
        position = table < 0 ? rect().center() : rectOf(table).center().toPoint();
    } else if (table >= 0) {
        select(m_scene.picture().tables[size_t(table)].key);
    }
    Q_EMIT contextMenuRequested(
        table < 0 ? QString() : m_scene.picture().tables[size_t(table)].key, mapToGlobal(position));
    event->accept();
}

bool DiagramView::walk(int key)
{
    if (m_scene.size() == 0)
        return false;
    int to = -1;
    switch (key) {
    case Qt::Key_Home:
        to = 0;
        break;
    case Qt::Key_End:
        to = m_scene.size() - 1;
        break;
    case Qt::Key_Left:
        to = nearest({ -1, 0 });
        break;
    case Qt::Key_Right:
        to = nearest({ 1, 0 });
        break;
    case Qt::Key_Up:
        to = nearest({ 0, -1 });
        break;
    case Qt::Key_Down:
        to = nearest({ 0, 1 });
        break;
    default:
        return false;
    }
    if (m_marks.focus < 0 && to < 0) { // nowhere yet: begin with what is nearest to the middle
        const QPointF middle = m_camera.toCanvas(m_camera.middle());
        double least = 0;
        for (int table = 0; table < m_scene.size(); ++table) {
            const double distance = (m_scene.box(table).center() - middle).manhattanLength();
            if (to < 0 || distance < least) {
                to = table;
                least = distance;
            }
        }
    }
    m_marks.focusVisible = true;
    focusTable(to);
    return true;
}

bool DiagramView::panKey(int key)
{
    constexpr double far = 120;
    const QPointF delta = key == Qt::Key_Left ? QPointF(far, 0)
        : key == Qt::Key_Right                ? QPointF(-far, 0)
        : key == Qt::Key_Up                   ? QPointF(0, far)
        : key == Qt::Key_Down                 ? QPointF(0, -far)
                                              : QPointF();
    if (delta.isNull())
        return false;
    look(m_motion.goalZoom(), m_camera.toCanvas(m_camera.middle() - delta), m_camera.middle());
    return true;
}

bool DiagramView::zoomKey(int key)
{
    switch (key) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomIn();
        return true;
    case Qt::Key_Minus:
        zoomOut();
        return true;
    case Qt::Key_0:
        fitAll();
        return true;
    case Qt::Key_1:
        actualSize();
        return true;
    default:
        return false;
    }
}

void DiagramView::keyPressEvent(QKeyEvent* event)
{
    const bool isControl = event->modifiers().testFlag(Qt::ControlModifier);
    if (isControl ? panKey(event->key()) : walk(event->key()))
        return;
    if (zoomKey(event->key()))
        return;
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_marks.focus >= 0) {
        Q_EMIT activated(m_scene.picture().tables[size_t(m_marks.focus)].key);
        return;
    }
    if (event->key() == Qt::Key_Escape && m_marks.selected >= 0)
        return select({});
    QWidget::keyPressEvent(event);
}

} // namespace espalier::ui
