#include "graphview/graph_view.h"

#include "core/file.h"
#include "graphview/graph_export.h"
#include "graphview/graph_view_private.h"

#include <algorithm>
#include <cmath>
#include <QPaintEvent>
#include <QStyle>

namespace espalier::graphview {

namespace {
constexpr double zoomStep = 1.25;
}

GraphView::GraphView(QWidget* parent)
    : QAbstractScrollArea(parent)
    , d(std::make_unique<Private>(*this))
{
    installGraphAccessibility();
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // the minimap shows where one is, and the canvas has no edge
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Migration graph"));
    viewport()->setMouseTracking(true);
    viewport()->grabGesture(Qt::PinchGesture);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    d->minimap = new Minimap(viewport());
    d->minimap->hide();
    connect(&d->motion, &CameraMotion::moved, this, [this] { d->cameraMoved(); });
    connect(&d->progress, &ProgressMotion::moved, this, [this](int card, double progress) {
        d->state.setShownProgress(card, progress);
        d->cache.statusesChanged();
        d->repaintCard(card);
    });
    connect(d->minimap, &Minimap::lookedAt, this, [this](const QPointF& canvas) {
        d->motion.stop();
        d->camera.look(d->camera.zoom(), canvas, d->camera.middle());
        d->touched = true;
        d->cameraMoved();
    });
    d->refreshStyle();
    d->refreshLayout();
}

GraphView::~GraphView() = default;

void GraphView::setPicture(GraphPicturePtr picture)
{
    const QString hovered = hoveredId(), selected = selectedId(), second = secondId();
    if (picture && picture->hasSameStructure(d->picture())) {
        d->state.setPicture(std::move(picture));
        d->cache.clear();
        d->minimap->setScene(d->scene(), d->state.marks());
        d->lookFirst();
        d->repaint();
    } else {
        d->progress.clear();
        d->keepingPlace([&] { d->state.setPicture(std::move(picture)); });
    }
    if (selected != selectedId() || second != secondId())
        Q_EMIT selectionChanged(selectedId(), secondId());
    if (hovered != hoveredId())
        Q_EMIT hoverChanged(hoveredId());
    if (!d->state.search().isEmpty())
        Q_EMIT searchChanged(currentMatch(), matchCount());
}

const GraphPicture& GraphView::picture() const { return d->picture(); }

void GraphView::setGraphPalette(const GraphPalette& palette)
{
    d->palette = palette;
    d->refreshStyle();
}

const GraphPalette& GraphView::graphPalette() const { return d->palette; }

void GraphView::setCodeFont(const QFont& font)
{
    d->codeFont = font;
    d->refreshStyle();
}

void GraphView::setAnimated(bool animated) { d->animated = animated; }

bool GraphView::isAnimated() const
{
    return d->animated.value_or(style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0);
}

void GraphView::setDirection(GraphDirection direction)
{
    d->direction = direction;
    d->refreshLayout();
}

GraphDirection GraphView::direction() const { return d->direction; }

double GraphView::zoom() const { return d->motion.goalZoom(); }
double GraphView::minimumZoom() const { return d->camera.minimumZoom(); }
double GraphView::maximumZoom() const { return GraphCamera::maximumZoom; }
void GraphView::setZoom(double zoom) { d->zoomTo(zoom, d->camera.middle()); }
void GraphView::zoomIn() { setZoom(zoom() * zoomStep); }
void GraphView::zoomOut() { setZoom(zoom() / zoomStep); }
void GraphView::actualSize() { setZoom(1); }

void GraphView::fitAll()
{
    const QSizeF size = d->camera.content();
    d->looked = true;
    d->look({ DetailLevel::restful(d->camera.fitZoom()), QPointF(size.width() / 2, size.height() / 2),
        d->camera.middle() });
}

void GraphView::fitSelection()
{
    QRectF extent;
    for (const QString& id : selectedIds())
        extent |= d->scene().itemRect(d->itemOf(id));
    if (extent.isEmpty())
        return;
    extent.adjust(-48, -48, 48, 48);
    const QSizeF viewport = d->camera.viewport();
    const double zoom = std::min({ 1.0, viewport.width() / extent.width(), viewport.height() / extent.height() });
    d->looked = true;
    d->look({ zoom, extent.center(), d->camera.middle() });
}

bool GraphView::reveal(const QString& id)
{
    const int card = d->picture().indexOf(id);
    if (card < 0)
        return false;
    if (d->state.isFolded(card)) {
        d->keepingPlace([&] { d->state.unfold(card); });
        Q_EMIT foldingChanged();
    }
    d->centreOn(d->scene().itemOf(card));
    return true;
}

void GraphView::setMinimapVisible(bool visible)
{
    d->minimapWanted = visible;
    d->placeMinimap();
}

bool GraphView::isMinimapVisible() const { return d->minimapWanted; }

ViewState GraphView::viewState() const
{
    ViewState state{ selectedId(), {}, {}, d->looked ? zoom() : 0, d->state.unfoldedRuns() };
    double nearest = 0;
    graph::NodeList items;
    d->scene().geometry().nodesIn(d->camera.toCanvas(QRectF(QPointF(), d->camera.viewport())), items);
    for (const int item : items) {
        const QPointF offset = d->rectOf(item).center() - d->camera.middle();
        const double distance = std::hypot(offset.x(), offset.y());
        if (!state.anchor.isEmpty() && distance >= nearest)
            continue;
        nearest = distance;
        state.anchor = d->picture().card(d->scene().cardOf(item)).id;
        state.anchorOffset = offset;
    }
    return state;
}

void GraphView::restoreViewState(const ViewState& state)
{
    d->motion.stop();
    d->keepingPlace([&] { d->state.setUnfoldedRuns(state.unfolded); });
    d->select(state.selected);
    const int anchor = d->itemOf(state.anchor);
    if (state.zoom <= 0 || anchor < 0)
        return;
    d->looked = d->touched = true;
    d->camera.look(state.zoom, d->scene().geometry().nodeCentre(anchor), d->camera.middle() + state.anchorOffset);
    d->cameraMoved();
}

int GraphView::layoutCount() const { return d->state.layoutCount(); }

bool GraphView::isSettled() const { return d->picture().size() == 0 || d->frame.isFinished(); }

QRect GraphView::cardRect(const QString& id) const
{
    const int card = d->picture().indexOf(id);
    return card < 0 || d->state.isFolded(card) ? QRect() : d->rectOf(d->scene().itemOf(card)).toAlignedRect();
}

QString GraphView::selectedId() const { return d->state.selectedId(); }
QString GraphView::secondId() const { return d->state.secondId(); }
QStringList GraphView::selectedIds() const { return d->state.selectedIds(); }

void GraphView::select(const QString& id) { selectRange(id, {}); }

void GraphView::selectRange(const QString& id, const QString& secondId)
{
    const int card = d->picture().indexOf(id);
    if (card >= 0 && d->state.isFolded(card)) {
        d->keepingPlace([&] { d->state.unfold(card); });
        Q_EMIT foldingChanged();
    }
    if (!d->select(id, secondId) || card < 0)
        return; // what is selected already may be out of sight on purpose
    d->state.setFocus(card);
    if (!d->looked)
        d->lookFirst();
    if (!d->motion.isMoving())
        d->scrollTo(d->scene().itemOf(card));
    announceFocus(*this);
}

QString GraphView::hoveredId() const
{
    const int card = d->state.marks().hovered;
    return card < 0 ? QString() : d->picture().card(card).id;
}

void GraphView::setPath(const PathHighlight& path)
{
    d->state.setPath(path);
    d->cache.statusesChanged();
    d->repaint();
}

void GraphView::clearPath() { setPath({}); }
const PathHighlight& GraphView::path() const { return d->state.path(); }

void GraphView::setStatus(const QString& id, const CardStatus& status)
{
    const int card = d->picture().indexOf(id);
    const CardStatus before = card < 0 ? CardStatus() : d->state.marks().statusOf(d->picture(), card);
    d->state.setStatus(id, status);
    d->cache.statusesChanged();
    if (card < 0)
        return;
    const bool runs = status.state == NodeState::Running && before.state == NodeState::Running;
    if (runs && isAnimated() && isVisible() && status.progress > std::max(0.0, before.progress)) {
        d->state.setShownProgress(card, before.progress);
        d->progress.go(card, std::max(0.0, before.progress), status.progress);
    }
    d->repaint(); // edges may take another colour too
    d->minimap->update();
}

void GraphView::clearStatuses()
{
    d->progress.clear();
    d->state.clearStatuses();
    d->cache.statusesChanged();
    d->minimap->invalidate();
    d->repaint();
}

void GraphView::setFoldThreshold(int revisions)
{
    d->keepingPlace([&] { d->state.setFoldThreshold(revisions); });
    Q_EMIT foldingChanged();
}

int GraphView::foldThreshold() const { return d->state.foldThreshold(); }

void GraphView::foldAll()
{
    d->keepingPlace([&] { d->state.foldAll(); });
    Q_EMIT foldingChanged();
}

void GraphView::unfoldAll()
{
    d->keepingPlace([&] { d->state.unfoldAll(); });
    Q_EMIT foldingChanged();
}

bool GraphView::isFolded(const QString& id) const
{
    const int card = d->picture().indexOf(id);
    return card >= 0 && d->state.isFolded(card);
}

bool GraphView::toggleFold(const QString& id)
{
    const int card = d->picture().indexOf(id);
    if (card < 0 || !d->state.canFold(card))
        return false;
    d->toggleFold(d->scene().itemOf(card));
    return true;
}

void GraphView::setSearch(const QString& text)
{
    d->state.setSearch(text);
    d->cache.statusesChanged();
    d->minimap->invalidate();
    d->repaint();
    Q_EMIT searchChanged(currentMatch(), matchCount());
}

QString GraphView::search() const { return d->state.search(); }
int GraphView::matchCount() const { return d->state.matchCount(); }
int GraphView::currentMatch() const { return d->state.currentMatch(); }
void GraphView::nextMatch() { d->goToMatch(true); }
void GraphView::previousMatch() { d->goToMatch(false); }

core::Result<void> GraphView::exportSvg(const QString& path, ExportScope scope) const
{
    return svgOf({ d->scene(), d->state.marks(), d->style, scope }).and_then([&](const QByteArray& bytes) {
        return core::writeFile(path, bytes);
    });
}

core::Result<void> GraphView::exportPng(const QString& path, double scale, ExportScope scope) const
{
    return pngOf({ d->scene(), d->state.marks(), d->style, scope }, scale).and_then([&](const QByteArray& bytes) {
        return core::writeFile(path, bytes);
    });
}

QSize GraphView::sizeHint() const { return { 800, 600 }; }
QSize GraphView::minimumSizeHint() const { return { 160, 120 }; }

void GraphView::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    if (d->picture().size() == 0) {
        painter.fillRect(event->rect(), d->palette.canvas);
        painter.setPen(d->palette.mutedText);
        painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap, tr("No revisions yet"));
        return;
    }
    d->paintFrame(painter, event->region());
    d->paintSummary(painter);
}

void GraphView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    const QPointF middle = d->camera.toCanvas(d->camera.middle());
    d->motion.stop();
    d->camera.setViewport(viewport()->size());
    if (!d->touched) // nobody has chosen this sight yet: choose it for the new size
        d->looked = false;
    else if (d->looked)
        d->camera.look(d->camera.zoom(), middle, d->camera.middle());
    d->lookFirst();
    d->placeMinimap();
    d->cameraMoved();
}

void GraphView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (!d->minimap) // still being made
        return;
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutDirectionChange) {
        d->refreshStyle();
        d->refreshLayout();
    }
}

void GraphView::scrollContentsBy(int, int) { }

} // namespace espalier::graphview
