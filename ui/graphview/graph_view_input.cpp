#include "graphview/graph_view.h"

#include "graphview/graph_view_private.h"

#include <algorithm>
#include <cmath>
#include <QApplication>
#include <QContextMenuEvent>
#include <QGestureEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPinchGesture>
#include <QToolTip>
#include <QWheelEvent>

namespace espalier::graphview {

bool GraphView::event(QEvent* event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        const auto reason = static_cast<QFocusEvent*>(event)->reason();
        const bool byKey
            = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
        d->state.setFocusVisible(event->type() == QEvent::FocusIn && byKey);
        d->repaint();
    } else if (event->type() == QEvent::Show) {
        d->lookFirst();
    }
    return QAbstractScrollArea::event(event);
}

bool GraphView::viewportEvent(QEvent* event)
{
    switch (event->type()) {
    case QEvent::ToolTip: {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int item = d->itemAt(help->pos());
        if (item < 0)
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), d->toolTipOf(item), viewport(), d->rectOf(item).toAlignedRect());
        return true;
    }
    case QEvent::Leave:
        d->hover(-1);
        break;
    case QEvent::Gesture:
        if (const auto* pinch
            = static_cast<QPinchGesture*>(static_cast<QGestureEvent*>(event)->gesture(Qt::PinchGesture))) {
            d->pinch(pinch->scaleFactor(), viewport()->mapFromGlobal(pinch->centerPoint()));
            return true;
        }
        break;
    case QEvent::NativeGesture: {
        const auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            d->pinch(1 + gesture->value(), gesture->position());
            return true;
        }
        break;
    }
    default:
        break;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

/// Fingers are followed as they are: no animation between.
void GraphView::Private::pinch(double factor, const QPointF& around)
{
    motion.stop();
    touched = looked = true;
    camera.zoomAround(camera.zoom() * factor, around);
    cameraMoved();
}

/// A wheel scrolls, with Ctrl it zooms, with Shift it scrolls sideways. Touchpads give pixels, which are followed as
/// they are.
void GraphView::wheelEvent(QWheelEvent* event)
{
    const QPoint notches = event->angleDelta(), pixels = event->pixelDelta();
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        const double factor = std::pow(1.0015, notches.y() != 0 ? notches.y() : notches.x());
        if (pixels.isNull())
            d->zoomTo(zoom() * factor, event->position());
        else
            d->pinch(factor, event->position());
        event->accept();
        return;
    }
    QPointF delta = pixels.isNull() ? QPointF(notches) / 120 * 96 : QPointF(pixels);
    // where all there is fits across, a plain wheel goes along the flow
    const bool sideways = d->scene().geometry().isHorizontal()
        && d->camera.content().height() * d->camera.scaleY() <= d->camera.viewport().height();
    if (delta.x() == 0 && (sideways || event->modifiers().testFlag(Qt::ShiftModifier)))
        delta = delta.transposed();
    d->motion.stop();
    d->touched = d->looked = true;
    d->camera.pan(delta);
    d->cameraMoved();
    d->hover(d->itemAt(event->position()));
    event->accept();
}

void GraphView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton)
        return;
    d->motion.stop();
    d->pressed = event->button();
    d->pressedAt = d->draggedFrom = event->position().toPoint();
    d->dragging = false;
    event->accept();
}

void GraphView::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint position = event->position().toPoint();
    if (d->pressed == Qt::NoButton) {
        d->hover(d->itemAt(event->position()));
        return;
    }
    if (!d->dragging && (position - d->pressedAt).manhattanLength() < QApplication::startDragDistance())
        return;
    d->dragging = true;
    d->touched = d->looked = true;
    viewport()->setCursor(Qt::ClosedHandCursor);
    d->camera.pan(position - d->draggedFrom);
    d->draggedFrom = position;
    d->cameraMoved();
}

void GraphView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != d->pressed)
        return;
    const bool clicked = !d->dragging && d->pressed == Qt::LeftButton;
    d->pressed = Qt::NoButton;
    d->dragging = false;
    viewport()->setCursor(Qt::ArrowCursor);
    if (clicked)
        d->click(d->itemAt(event->position()), event->modifiers());
}

void GraphView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const int item = event->button() == Qt::LeftButton ? d->itemAt(event->position()) : -1;
    if (item >= 0 && !d->scene().isPill(item))
        Q_EMIT activated(d->picture().card(d->scene().cardOf(item)).id);
}

void GraphView::contextMenuEvent(QContextMenuEvent* event)
{
    QPoint position = event->pos();
    int item = d->itemAt(position);
    if (event->reason() == QContextMenuEvent::Keyboard) {
        item = d->focusedItem();
        position = item < 0 ? viewport()->rect().center() : d->rectOf(item).center().toPoint();
    } else if (item >= 0 && !d->scene().isPill(item) && !d->state.marks().isSelected(d->scene().cardOf(item))) {
        d->focusItem(item, false);
    }
    const bool card = item >= 0 && !d->scene().isPill(item);
    Q_EMIT contextMenuRequested(
        card ? d->picture().card(d->scene().cardOf(item)).id : QString(), viewport()->mapToGlobal(position));
    event->accept();
}

void GraphView::keyPressEvent(QKeyEvent* event)
{
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    const bool done = (control && d->panKey(event->key())) || (!control && d->walkKey(event->key(), event->modifiers()))
        || d->zoomKey(event->key()) || d->actOnKey(event->key());
    if (!done)
        QAbstractScrollArea::keyPressEvent(event);
}

/// What an arrow means depends on where children stand.
std::optional<Step> GraphView::Private::stepOf(int key) const
{
    const graph::Flow flow = scene().geometry().flow();
    const bool horizontal = scene().geometry().isHorizontal();
    const bool reversed = flow == graph::Flow::Up || flow == graph::Flow::Left;
    if (key == Qt::Key_Home)
        return Step::First;
    if (key == Qt::Key_End)
        return Step::Last;
    const int forwards = horizontal ? Qt::Key_Right : Qt::Key_Down, backwards = horizontal ? Qt::Key_Left : Qt::Key_Up;
    if (key == forwards)
        return reversed ? Step::Parent : Step::Child;
    if (key == backwards)
        return reversed ? Step::Child : Step::Parent;
    if (key == (horizontal ? Qt::Key_Down : Qt::Key_Right))
        return Step::After;
    if (key == (horizontal ? Qt::Key_Up : Qt::Key_Left))
        return Step::Before;
    return {};
}

bool GraphView::Private::walkKey(int key, Qt::KeyboardModifiers modifiers)
{
    const auto step = stepOf(key);
    if (!step || scene().itemCount() == 0)
        return false;
    int from = focusedItem();
    if (from < 0 && *step != Step::First && *step != Step::Last) { // nowhere yet: begin with what is in the middle
        graph::NodeList seen;
        scene().geometry().nodesIn(
            camera.toCanvas(QRectF(camera.middle(), QSizeF()).adjusted(-200, -200, 200, 200)), seen);
        const int start = seen.empty() ? walk(scene(), -1, Step::First) : seen[seen.size() / 2];
        from = -1;
        state.setFocusVisible(true);
        focusItem(start, false);
        scrollTo(start);
        return true;
    }
    const int to = walk(scene(), from, *step);
    state.setFocusVisible(true);
    focusItem(to, modifiers.testFlag(Qt::ShiftModifier));
    scrollTo(to);
    return true;
}

bool GraphView::Private::panKey(int key)
{
    constexpr double far = 120;
    QPointF delta;
    if (key == Qt::Key_Left)
        delta = { far, 0 };
    else if (key == Qt::Key_Right)
        delta = { -far, 0 };
    else if (key == Qt::Key_Up)
        delta = { 0, far };
    else if (key == Qt::Key_Down)
        delta = { 0, -far };
    else
        return false;
    look({ motion.goalZoom(), camera.toCanvas(camera.middle() - delta), camera.middle() });
    return true;
}

bool GraphView::Private::zoomKey(int key)
{
    switch (key) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        q.zoomIn();
        return true;
    case Qt::Key_Minus:
        q.zoomOut();
        return true;
    case Qt::Key_0:
        q.fitAll();
        return true;
    case Qt::Key_1:
        q.actualSize();
        return true;
    default:
        return false;
    }
}

bool GraphView::Private::actOnKey(int key)
{
    const int item = focusedItem();
    const double screen = camera.viewport().height() * 0.9;
    switch (key) {
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        look({ motion.goalZoom(),
            camera.toCanvas(camera.middle() + QPointF(0, key == Qt::Key_PageUp ? -screen : screen)), camera.middle() });
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (item >= 0 && scene().isPill(item))
            toggleFold(item);
        else if (item >= 0)
            Q_EMIT q.activated(picture().card(scene().cardOf(item)).id);
        return item >= 0;
    case Qt::Key_Space:
        if (item >= 0)
            toggleFold(item);
        return item >= 0;
    case Qt::Key_Escape:
        if (state.selectedId().isEmpty())
            return false;
        select(state.secondId().isEmpty() ? QString() : state.selectedId());
        return true;
    default:
        return false;
    }
}

} // namespace espalier::graphview
