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
    if (const int frame = frameAt(position); frame >= 0) {
        const DiagramFrame& group = m_scene.picture().frames[size_t(frame)];
        return QStringLiteral("%1 · %2").arg(
            group.name, tr("%n table(s)", nullptr, static_cast<int>(group.tables.size())));
    }
    if (const int table = tableAt(position); table >= 0)
        return wordsOf(table);
    const int key = m_scene.keyAt(m_camera.toCanvas(position), 6 / m_camera.zoom());
    return key < 0 ? QString() : m_scene.picture().keys[size_t(key)].words;
}

void DiagramView::hover(const QPointF& position)
{
    m_rest.stop();
    const bool isInside = rect().contains(position.toPoint());
    const int frame = isInside ? frameAt(position) : -1;
    const int table = isInside && frame < 0 ? tableAt(position) : -1;
    // Far out a line cannot be meant among so many.
    const bool canPointAtKeys = isInside && frame < 0 && table < 0 && detailAt(m_camera.zoom()) != DiagramDetail::Block;
    const int key = canPointAtKeys ? m_scene.keyAt(m_camera.toCanvas(position), 6 / m_camera.zoom()) : -1;
    if (table == m_marks.hovered && key == m_marks.hoveredKey && frame == m_marks.hoveredFrame)
        return;
    m_marks.hoveredFrame = frame;
    m_marks.hovered = table;
    m_marks.hoveredKey = key;
    setCursor(table >= 0 || frame >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
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

/// What a drag from there moves. Far out a box is too small to be meant, and the canvas is dragged.
std::vector<int> DiagramView::draggedBy(const QPointF& position) const
{
    if (const int frame = frameAt(position); frame >= 0)
        return m_scene.picture().frames[size_t(frame)].tables;
    const int table = tableAt(position);
    if (table < 0 || detailAt(m_camera.zoom()) == DiagramDetail::Block)
        return {};
    if (!m_marks.isChosen(table))
        return { table };
    std::vector<int> tables;
    for (int other = 0; other < m_scene.size(); ++other)
        if (m_marks.isChosen(other))
            tables.push_back(other);
    return tables;
}

void DiagramView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton)
        return;
    m_motion.stop();
    m_marks.focusVisible = false;
    m_pressed = event->button();
    m_pressedAt = m_draggedFrom = event->position();
    const bool isLeft = m_pressed == Qt::LeftButton;
    m_isBanding = isLeft && event->modifiers().testFlag(Qt::ShiftModifier);
    m_dragged = isLeft && !m_isBanding ? draggedBy(event->position()) : std::vector<int>();
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
    if (m_isBanding) {
        m_band = QRectF(m_pressedAt, position).normalized();
        return update();
    }
    m_looked = m_touched = true;
    setCursor(Qt::ClosedHandCursor);
    const QPointF delta = position - m_draggedFrom;
    m_draggedFrom = position;
    if (!m_dragged.empty()) {
        m_scene.moveTables(m_dragged, delta / m_camera.zoom());
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
    const bool isBand = m_dragging && m_isBanding;
    const std::vector<int> tables = std::exchange(m_dragged, {});
    m_pressed = Qt::NoButton;
    m_isBanding = false;
    setCursor(Qt::ArrowCursor);
    if (isBand)
        chooseInBand();
    else if (m_dragging && !tables.empty())
        moved(tables);
    else if (isClick)
        clicked(event->position(), event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier));
    m_dragging = false;
}

/// On the grid, so that what stands beside each other can stand exactly so.
void DiagramView::moved(const std::vector<int>& tables)
{
    const double unit = m_scene.type().unit;
    const QPointF corner = m_scene.box(tables.front()).topLeft() / unit;
    m_scene.moveTables(tables, (QPointF(std::round(corner.x()), std::round(corner.y())) - corner) * unit);
    contentChanged();
    redraw();
    m_minimap->setScene(m_scene);
    m_minimap->setSelected(m_marks.selected);
    m_minimap->setMatches(m_marks.matches);
    placeMinimap();
    DiagramScene::Places corners;
    for (const int table : tables)
        corners.insert(m_scene.picture().tables[size_t(table)].key, m_scene.box(table).topLeft());
    Q_EMIT tablesMoved(corners);
}

void DiagramView::clicked(const QPointF& position, bool isMore)
{
    const int frame = frameAt(position), table = frame < 0 ? tableAt(position) : -1;
    if (isOnFoldMark(position, frame, table))
        Q_EMIT foldRequested(
            frame >= 0 ? m_scene.picture().frames[size_t(frame)].name : m_scene.picture().tables[size_t(table)].name,
            frame >= 0);
    else if (frame >= 0)
        choose(m_scene.picture().frames[size_t(frame)].tables);
    else if (table >= 0 && isMore)
        toggleChosen(table);
    else {
        setChosen({});
        select(table < 0 ? QString() : m_scene.picture().tables[size_t(table)].key);
    }
}

void DiagramView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const int frame = frameAt(event->position()), table = frame < 0 ? tableAt(event->position()) : -1;
    if (frame >= 0)
        Q_EMIT foldRequested(m_scene.picture().frames[size_t(frame)].name, true);
    else if (table >= 0)
        Q_EMIT activated(m_scene.picture().tables[size_t(table)].key);
}

void DiagramView::contextMenuEvent(QContextMenuEvent* event)
{
    QPoint position = event->pos();
    int frame = frameAt(position), table = frame < 0 ? tableAt(position) : -1;
    if (event->reason() == QContextMenuEvent::Keyboard) {
        frame = -1;
        table = m_marks.focus;
        position = table < 0 ? rect().center() : rectOf(table).center().toPoint();
    } else if (table >= 0 && !m_marks.isChosen(table)) {
        select(m_scene.picture().tables[size_t(table)].key);
    }
    Q_EMIT contextMenuRequested(table < 0 ? QString() : m_scene.picture().tables[size_t(table)].key,
        frame < 0 ? QString() : m_scene.picture().frames[size_t(frame)].name, mapToGlobal(position));
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

/// What the keyboard has come to, beside these.
void DiagramView::addToChoice(const QStringList& keys)
{
    if (keys.isEmpty() || m_marks.focus < 0)
        return;
    std::vector<int> tables{ m_marks.focus };
    for (const QString& key : keys)
        if (const int table = m_scene.picture().find(key); table >= 0 && table != m_marks.focus)
            tables.push_back(table);
    choose(tables);
}

void DiagramView::keyPressEvent(QKeyEvent* event)
{
    const bool isControl = event->modifiers().testFlag(Qt::ControlModifier);
    const QStringList before = event->modifiers().testFlag(Qt::ShiftModifier) ? chosen() : QStringList();
    if (isControl ? panKey(event->key()) : walk(event->key()))
        return addToChoice(before);
    if (zoomKey(event->key()))
        return;
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_marks.focus >= 0) {
        Q_EMIT activated(m_scene.picture().tables[size_t(m_marks.focus)].key);
        return;
    }
    if (event->key() == Qt::Key_Space && m_marks.focus >= 0)
        return toggleChosen(m_marks.focus);
    if (event->key() == Qt::Key_Escape && (m_marks.selected >= 0 || !m_marks.chosen.empty())) {
        setChosen({});
        return select({});
    }
    QWidget::keyPressEvent(event);
}

} // namespace espalier::ui
