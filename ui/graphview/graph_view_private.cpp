#include "graphview/graph_view_private.h"

#include "graphview/card_glyph.h"
#include "graphview/graph_painter.h"
#include "graphview/hover_area.h"

#include <algorithm>
#include <cmath>
#include <QFontDatabase>
#include <QStyle>

namespace espalier::graphview {

namespace {
constexpr int minimapMargin = 12;
constexpr double partBudgetMs = 5, wholeBudgetMs = 2; // of a frame, for what can wait; of one that is drawn whole

graph::Flow flowOf(GraphDirection direction, bool rightToLeft)
{
    switch (direction) {
    case GraphDirection::TopDown:
        return graph::Flow::Down;
    case GraphDirection::BottomUp:
        return graph::Flow::Up;
    case GraphDirection::LeftRight:
        break;
    }
    return rightToLeft ? graph::Flow::Left : graph::Flow::Right;
}
} // namespace

GraphView::Private::Private(GraphView& view)
    : q(view)
    , codeFont(QFontDatabase::systemFont(QFontDatabase::FixedFont))
{ }

/// The anchor is what is selected, if it is in sight, else the item nearest to the middle; if a new picture lacks it,
/// the nearest one that is still there.
void GraphView::Private::keepingPlace(const std::function<void()>& change, const QString& preferredAnchor)
{
    struct Anchor {
        QString id;
        QPointF place;
        double distance;
    };
    motion.stop();
    std::vector<Anchor> anchors;
    const QRectF viewport(QPointF(), camera.viewport());
    graph::NodeList items;
    scene().geometry().nodesIn(camera.toCanvas(viewport), items);
    for (const int item : items) {
        const QPointF place = rectOf(item).center(), away = place - camera.middle();
        const int card = scene().cardOf(item);
        const QString& id = picture().card(card).id;
        const bool first = preferredAnchor.isEmpty() ? state.marks().isSelected(card) : id == preferredAnchor;
        if (viewport.contains(place) || first)
            anchors.push_back({ id, place, first ? -1 : std::hypot(away.x(), away.y()) });
    }
    std::stable_sort(
        anchors.begin(), anchors.end(), [](const Anchor& a, const Anchor& b) { return a.distance < b.distance; });
    const bool wasEmpty = picture().size() == 0;
    change();
    const auto survives = [&](const Anchor& anchor) { return picture().indexOf(anchor.id) >= 0; };
    if (wasEmpty || (!anchors.empty() && std::none_of(anchors.begin(), anchors.end(), survives)))
        looked = touched = false; // another tree
    sceneChanged();
    if (!looked)
        return;
    for (const Anchor& anchor : anchors) {
        if (const int item = itemOf(anchor.id); item >= 0) {
            camera.look(camera.zoom(), scene().geometry().nodeCentre(item), anchor.place);
            break;
        }
    }
    cameraMoved();
}

void GraphView::Private::sceneChanged()
{
    cache.clear();
    const auto lanes = scene().metrics().lanes(scene().geometry().isHorizontal());
    const bool horizontal = scene().geometry().isHorizontal();
    const double pitch = (horizontal ? lanes.node.height() : lanes.node.width()) + lanes.gutter;
    camera.setContent(scene().geometry().size(), pitch, horizontal);
    minimap->setScene(scene(), state.marks());
    placeMinimap();
    lookFirst();
    repaint();
}

/// Where the database stands, else the first head; -1 where there is neither.
int GraphView::Private::cardToLookAt() const
{
    for (int card = 0; card < picture().size(); ++card) {
        if (state.marks().statusOf(picture(), card).state == NodeState::Current)
            return card;
    }
    for (int card = 0; card < picture().size(); ++card) {
        if (picture().card(card).head)
            return card;
    }
    return -1;
}

/// Everything where it is legible so, else where the database stands, else the first head: with all lanes beside each
/// other where their messages can still be read so, and nothing empty beyond the ends of the tree.
void GraphView::Private::lookFirst()
{
    if (looked || scene().itemCount() == 0 || !q.isVisible())
        return;
    looked = true;
    const QSizeF size = scene().geometry().size();
    const QPointF middle(size.width() / 2, size.height() / 2);
    if (camera.fitZoom() >= 0.6) {
        camera.look(camera.fitZoom(), middle, camera.middle());
        cameraMoved();
        return;
    }
    const int target = cardToLookAt();
    QPointF at = target < 0 ? middle : scene().geometry().nodeCentre(scene().itemOf(target));
    constexpr double wanted = 0.85;
    constexpr double least = 0.5;
    const bool horizontal = scene().geometry().isHorizontal();
    const QSizeF room = camera.viewport();
    const double lanes = horizontal ? room.height() / size.height() : room.width() / size.width();
    const double zoom = lanes < least ? wanted : std::min(lanes, wanted);
    const auto within = [zoom](double place, double content, double seen) {
        const double half = seen / zoom / 2;
        return content <= 2 * half ? content / 2 : std::clamp(place, half, content - half);
    };
    at = { within(at.x(), size.width(), room.width()), within(at.y(), size.height(), room.height()) };
    camera.look(zoom, at, camera.middle());
    cameraMoved();
}

void GraphView::Private::look(const Sight& sight)
{
    touched = true;
    motion.go(sight, q.isAnimated() && q.isVisible());
}

int GraphView::Private::itemAt(const QPointF& position) const
{
    const double reach = 6 / camera.zoom();
    const int item
        = scene().geometry().nodeAt(camera.toCanvas(position), DetailLevel(camera.zoom()).isDot() ? reach : 0);
    if (item < 0)
        return -1;
    if (DetailLevel(camera.zoom()).isDot()) { // a dot is smaller than the place it has
        const QPointF away = rectOf(item).center() - position;
        return std::hypot(away.x(), away.y()) < 12 ? item : -1;
    }
    return rectOf(item).contains(position) ? item : -1;
}

int GraphView::Private::itemOf(const QString& id) const
{
    const int card = picture().indexOf(id);
    return card < 0 ? -1 : scene().itemOf(card);
}

void GraphView::Private::scrollTo(int item)
{
    const QRectF room = QRectF(QPointF(), camera.viewport()).adjusted(24, 24, -24, -24);
    const QRectF card = rectOf(item);
    QPointF delta;
    if (card.left() < room.left())
        delta.setX(room.left() - card.left());
    else if (card.right() > room.right())
        delta.setX(std::max(room.right() - card.right(), room.left() - card.left()));
    if (card.top() < room.top())
        delta.setY(room.top() - card.top());
    else if (card.bottom() > room.bottom())
        delta.setY(std::max(room.bottom() - card.bottom(), room.top() - card.top()));
    // nor is it left under the minimap, where there is room above that
    const double above = minimap->geometry().top() - minimapMargin - card.height();
    if (minimap->isVisible() && above > room.top() && QRectF(minimap->geometry()).intersects(card.translated(delta)))
        delta.setY(above - card.top());
    if (delta.isNull())
        return;
    look({ motion.goalZoom(), scene().geometry().nodeCentre(item), card.center() + delta });
}

void GraphView::Private::centreOn(int item)
{
    looked = true;
    look({ motion.goalZoom(), scene().geometry().nodeCentre(item), camera.middle() });
}

void GraphView::Private::zoomTo(double zoom, const QPointF& around)
{
    looked = true;
    look({ zoom, camera.toCanvas(around), around });
}

void GraphView::Private::cameraMoved()
{
    minimap->setSeen(camera.toCanvas(QRectF(QPointF(), camera.viewport())));
    placeMinimap();
    q.viewport()->update();
    if (camera.zoom() == reportedZoom)
        return;
    reportedZoom = camera.zoom();
    Q_EMIT q.zoomChanged(reportedZoom);
}

void GraphView::Private::refreshStyle()
{
    style = GraphStyle(palette, q.font(), codeFont, q.isRightToLeft());
    cache.clear();
    minimap->setColors(palette);
    repaint();
}

void GraphView::Private::refreshLayout()
{
    keepingPlace([this] { state.setLayout(flowOf(direction, q.isRightToLeft()), CardMetrics(style.fontPixels)); });
}

void GraphView::Private::placeMinimap()
{
    const double margin = scene().metrics().lanes(false).margin;
    const QRectF everything = QRectF(QPointF(), camera.content()).adjusted(margin, margin, -margin, -margin);
    const bool seen = QRectF(QPointF(), camera.viewport()).contains(camera.toViewport(everything));
    const QSize size = minimapWanted && !seen ? minimap->wantedSize(q.viewport()->size()) : QSize();
    minimap->setVisible(!size.isEmpty());
    if (size.isEmpty())
        return;
    const QSize room = q.viewport()->size() - size - QSize(minimapMargin, minimapMargin);
    minimap->setGeometry(q.isRightToLeft() ? minimapMargin : room.width(), room.height(), size.width(), size.height());
}

void GraphView::Private::repaintCard(int card)
{
    const double beyond = reachAt(camera.zoom());
    const QRectF area = rectOf(scene().itemOf(card)).adjusted(-beyond, -beyond, beyond, beyond);
    frame.addMakeshift({ area }, camera);
    q.viewport()->update(area.toAlignedRect());
}

/// What has come into sight at once, the rest as far as there is time; `region` of the viewport gets it.
void GraphView::Private::paintFrame(QPainter& painter, const QRegion& region)
{
    const bool isPart = frame.isSkipped() && region.boundingRect() != q.viewport()->rect();
    const QRegion uncovered = frame.moveTo(camera, q.viewport()->size(), painter.deviceTransform().m11());
    const bool isWhole = frame.isZooming() || uncovered.boundingRect() == frame.image().rect();
    cache.lines.beginFrame(isWhole ? wholeBudgetMs : partBudgetMs);
    if (frame.isZooming() || isPart) { // it is not seen again: straight to where it is seen
        const QRectF area = region.boundingRect();
        painter.fillRect(area, palette.canvas);
        paintGraph(painter, contextAt(frame.image().devicePixelRatio()), area);
        frame.skip();
        QMetaObject::invokeMethod(q.viewport(), qOverload<>(&QWidget::update), Qt::QueuedConnection);
        return;
    }
    for (const QRect& piece : uncovered)
        paintPiece(piece);
    QRegion late;
    const double ratio = frame.image().devicePixelRatio();
    while (frame.hasMakeshift() && cache.lines.hasTime()) {
        if (const auto piece = frame.takeMakeshift()) {
            paintPiece(*piece);
            late += QRectF(QPointF(piece->topLeft()) / ratio, QSizeF(piece->size()) / ratio).toAlignedRect();
        }
    }
    std::vector<QRectF> unfinished;
    for (const int card : cache.lines.unfinished())
        unfinished.push_back(rectOf(scene().itemOf(card)));
    if (!unfinished.empty())
        frame.addMakeshift(unfinished, camera);
    painter.drawImage(QPointF(), frame.image());
    late -= region;
    if (!late.isEmpty() || frame.hasMakeshift())
        QMetaObject::invokeMethod(q.viewport(), qOverload<>(&QWidget::update), Qt::QueuedConnection);
}

/// In pixels of the frame.
void GraphView::Private::paintPiece(const QRect& piece)
{
    const double ratio = frame.image().devicePixelRatio();
    const QRectF area(QPointF(piece.topLeft()) / ratio, QSizeF(piece.size()) / ratio);
    frame.fill(piece, palette.canvas);
    QPainter painter(&frame.image());
    painter.setClipRect(area);
    paintGraph(painter, contextAt(ratio), area);
}

bool GraphView::Private::select(const QString& id, const QString& second)
{
    if (!state.select(id, second))
        return false;
    repaint();
    minimap->update();
    Q_EMIT q.selectionChanged(state.selectedId(), state.secondId());
    if (state.matchCount() > 0)
        Q_EMIT q.searchChanged(state.currentMatch(), state.matchCount());
    return true;
}

/// The keyboard (or a click) goes to an item: a card is selected, a pill only has the keyboard.
void GraphView::Private::focusItem(int item, bool extend)
{
    const int card = scene().cardOf(item);
    state.setFocus(card);
    const QString& id = picture().card(card).id;
    if (scene().isPill(item)) {
        if (!extend)
            select({});
    } else if (extend && !state.selectedId().isEmpty()) {
        select(state.selectedId(), id);
    } else {
        select(id);
    }
    repaint();
    announceFocus(q);
}

int GraphView::Private::focusedItem() const
{
    const int card = state.marks().focus >= 0 ? state.marks().focus : state.marks().selected;
    return card < 0 ? -1 : scene().itemOf(card);
}

void GraphView::Private::click(int item, Qt::KeyboardModifiers modifiers)
{
    state.setFocusVisible(false);
    if (item < 0) {
        select({});
        return;
    }
    if (scene().isPill(item)) {
        toggleFold(item);
        return;
    }
    focusItem(item, modifiers.testFlag(Qt::ShiftModifier) || modifiers.testFlag(Qt::ControlModifier));
}

/// What was clicked stays under the pointer: the pill's first revision, or the pill that takes its place.
void GraphView::Private::toggleFold(int item)
{
    const int card = scene().cardOf(item);
    const QString id = picture().card(card).id;
    const bool folded = scene().isPill(item);
    bool changed = false;
    if (!folded && state.canFold(card))
        select({}); // a selected card would stay in sight and split the run
    keepingPlace([&] { changed = folded ? state.unfold(card) : state.fold(card); }, id);
    if (!changed)
        return;
    state.setFocus(scene().cardOf(scene().itemOf(picture().indexOf(id))));
    Q_EMIT q.foldingChanged();
    announceFocus(q);
}

void GraphView::Private::hover(int item)
{
    const GraphMarks before = state.marks();
    if (!state.setHovered(item < 0 ? -1 : scene().cardOf(item)))
        return;
    if (frame.isKept(camera))
        frame.addMakeshift(changedByHover(scene(), camera, before, state.marks()), camera);
    q.viewport()->update();
    q.viewport()->setCursor(item >= 0 && scene().isPill(item) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    Q_EMIT q.hoverChanged(q.hoveredId());
}

void GraphView::Private::goToMatch(bool forwards)
{
    const QString id = state.matchBeside(forwards);
    if (id.isEmpty())
        return;
    q.reveal(id);
    q.select(id);
}

} // namespace espalier::graphview
