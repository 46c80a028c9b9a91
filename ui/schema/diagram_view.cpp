#include "schema/diagram_view.h"

#include "schema/diagram_frame_painter.h"

#include <algorithm>
#include <cmath>
#include <QAccessible>
#include <QEvent>

namespace espalier::ui {
namespace {

constexpr double legible = 0.6; ///< a zoom at which a sight may begin
constexpr int restMs = 80;

} // namespace

DiagramView::DiagramView(QWidget* parent)
    : QWidget(parent)
    , m_minimap(new DiagramMinimap(this))
{
    m_minimap->hide();
    connect(m_minimap, &DiagramMinimap::lookedAt, this, [this](const QPointF& canvas) {
        m_motion.stop();
        m_looked = m_touched = true;
        m_camera.look(m_camera.zoom(), canvas, m_camera.middle());
        cameraMoved();
    });
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&m_motion, &graphview::CameraMotion::moved, this, &DiagramView::cameraMoved);
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMs);
    connect(&m_rest, &QTimer::timeout, this, [this] { hover(m_pointer); });
}

void DiagramView::setScene(DiagramScene scene, bool keepsSight)
{
    m_motion.stop();
    m_dragged.clear();
    // What is selected, or stands in the middle, stays where it is on the screen.
    const QString before = selected();
    const QStringList chosenBefore = m_marks.chosen.empty() ? QStringList() : chosen();
    int anchor = m_marks.selected;
    if (anchor < 0 && m_scene.size() > 0)
        anchor = tableAt(m_camera.middle());
    const QString anchorKey = anchor >= 0 ? m_scene.picture().tables[size_t(anchor)].key : QString();
    const QPointF anchorPlace = anchor >= 0 ? rectOf(anchor).topLeft() : QPointF();
    m_scene = std::move(scene);
    m_sprites.clear();
    m_marks = {};
    m_marks.selected = m_marks.focus = m_scene.picture().find(before);
    m_minimap->setScene(m_scene);
    m_minimap->setSelected(m_marks.selected);
    setPinned(m_pinned);
    std::vector<bool> kept;
    for (const QString& key : chosenBefore)
        if (const int table = m_scene.picture().find(key); table >= 0) {
            kept.resize(size_t(m_scene.size()), false);
            kept[size_t(table)] = true;
        }
    setChosen(std::move(kept));
    contentChanged();
    if (!keepsSight) {
        m_looked = m_touched = false;
    } else if (const int kept = m_scene.picture().find(anchorKey); kept >= 0 && m_looked) {
        m_camera.look(m_camera.zoom(), m_scene.box(kept).topLeft(), anchorPlace);
    }
    lookFirst();
    m_backing.invalidate();
    cameraMoved();
}

void DiagramView::setPinned(const QSet<QString>& keys)
{
    m_pinned = keys;
    m_marks.pinned.assign(size_t(m_scene.size()), false);
    for (int table = 0; table < m_scene.size(); ++table)
        m_marks.pinned[size_t(table)] = keys.contains(m_scene.picture().tables[size_t(table)].key);
    m_sprites.clear();
    redraw();
}

/// Everything, and where that would be too small to be read, what is selected or the table with the most keys, beside
/// its neighbours.
void DiagramView::lookFirst()
{
    if (m_looked || m_scene.size() == 0 || width() < 2 || !isVisible())
        return;
    m_looked = true;
    const QPointF middle = m_scene.extent().center();
    const double fit = fitZoom();
    if (m_marks.selected >= 0 && fit < legible)
        return m_camera.look(legible + 0.2, m_scene.box(m_marks.selected).center(), m_camera.middle());
    m_camera.look(fit, middle, m_camera.middle());
}

void DiagramView::look(double zoom, const QPointF& canvas, const QPointF& viewport)
{
    m_looked = m_touched = true;
    m_motion.go({ zoom, canvas, viewport }, m_animated && isVisible());
}

void DiagramView::cameraMoved()
{
    placeMinimap();
    update();
}

/// What is seen is another thing, wherever one looks.
void DiagramView::redraw()
{
    m_backing.invalidate();
    update();
}

void DiagramView::setMinimapVisible(bool visible)
{
    m_isMinimapWanted = visible;
    placeMinimap();
}

void DiagramView::placeMinimap()
{
    constexpr int margin = 12;
    const QRectF seen = m_camera.toCanvas(QRectF(rect()));
    const QSize wanted = m_isMinimapWanted && !seen.adjusted(-2, -2, 2, 2).contains(m_scene.extent())
        ? m_minimap->wantedSize(size())
        : QSize();
    m_minimap->setVisible(!wanted.isEmpty());
    if (wanted.isEmpty())
        return;
    m_minimap->setSeen(seen);
    const QSize room = size() - wanted - QSize(margin, margin);
    m_minimap->setGeometry(isRightToLeft() ? margin : room.width(), room.height(), wanted.width(), wanted.height());
}

/// The camera's canvas begins at 0; what was dragged beyond that is still within its reach.
void DiagramView::contentChanged()
{
    const QPointF end = m_scene.extent().bottomRight();
    m_camera.setContent({ end.x(), end.y() }, 1e9, false);
}

double DiagramView::fitZoom() const
{
    const QSizeF size = m_scene.extent().size().expandedTo({ 1, 1 });
    return std::min({ 1.0, width() / size.width(), height() / size.height() });
}

void DiagramView::select(const QString& key)
{
    const int table = m_scene.picture().find(key);
    if (table == m_marks.selected)
        return;
    m_marks.selected = table;
    setChosen({});
    m_minimap->setSelected(table);
    if (table >= 0) {
        m_marks.focus = table;
        setAccessibleDescription(wordsOf(table));
        if (m_looked && !m_motion.isMoving())
            scrollTo(table);
    }
    redraw();
    Q_EMIT selectionChanged(key);
}

QString DiagramView::selected() const
{
    return m_marks.selected < 0 ? QString() : m_scene.picture().tables[size_t(m_marks.selected)].key;
}

QStringList DiagramView::chosen() const
{
    QStringList keys;
    for (int table = 0; table < m_scene.size(); ++table) {
        if (!m_marks.isChosen(table))
            continue;
        const DiagramTable& shown = m_scene.picture().tables[size_t(table)];
        keys += shown.isFolder() ? shown.folded : QStringList(shown.key);
    }
    return keys;
}

void DiagramView::setChosen(std::vector<bool> chosen)
{
    if (m_marks.chosen == chosen)
        return;
    m_marks.chosen = std::move(chosen);
    redraw();
    Q_EMIT chosenChanged();
}

void DiagramView::choose(const std::vector<int>& tables)
{
    select(tables.size() == 1 ? m_scene.picture().tables[size_t(tables.front())].key : QString());
    std::vector<bool> chosen;
    if (tables.size() > 1) {
        chosen.assign(size_t(m_scene.size()), false);
        for (const int table : tables)
            chosen[size_t(table)] = true;
    }
    setChosen(std::move(chosen));
}

void DiagramView::toggleChosen(int table)
{
    std::vector<int> tables;
    for (int other = 0; other < m_scene.size(); ++other)
        if (m_marks.isChosen(other) != (other == table))
            tables.push_back(other);
    choose(tables);
}

void DiagramView::chooseInBand()
{
    const QRectF band = m_camera.toCanvas(std::exchange(m_band, {}));
    std::vector<int> tables;
    for (int table = 0; table < m_scene.size(); ++table)
        if (m_scene.box(table).intersects(band))
            tables.push_back(table);
    choose(tables);
    update();
}

void DiagramView::reveal(const QString& key)
{
    const int table = m_scene.picture().find(key);
    if (table >= 0)
        look(std::max(m_motion.goalZoom(), legible), m_scene.box(table).center(), m_camera.middle());
}

void DiagramView::setMatches(const std::function<bool(const DiagramTable&)>& isMatch)
{
    m_marks.matches.clear();
    if (isMatch)
        for (const DiagramTable& table : m_scene.picture().tables)
            m_marks.matches.push_back(isMatch(table));
    m_minimap->setMatches(m_marks.matches);
    redraw();
}

int DiagramView::matchCount() const
{
    return static_cast<int>(std::count(m_marks.matches.begin(), m_marks.matches.end(), true));
}

void DiagramView::nextMatch()
{
    const auto count = m_marks.matches.size();
    for (size_t step = 1; step <= count; ++step) {
        const size_t table = (size_t(std::max(m_marks.selected, -1) + 1) + step - 1) % count;
        if (!m_marks.matches[table])
            continue;
        const QString key = m_scene.picture().tables[table].key;
        select(key);
        return reveal(key);
    }
}

void DiagramView::setZoom(double zoom) { look(zoom, m_camera.toCanvas(m_camera.middle()), m_camera.middle()); }

bool DiagramView::isAllInSight() const
{
    constexpr int tolerance = 1;
    return QRectF(rect().adjusted(-tolerance, -tolerance, tolerance, tolerance))
        .contains(m_camera.toViewport(m_scene.extent()));
}

void DiagramView::fitAll() { look(fitZoom(), m_scene.extent().center(), m_camera.middle()); }

void DiagramView::fitSelection()
{
    if (m_marks.selected < 0)
        return;
    QRectF extent = m_scene.box(m_marks.selected);
    for (const int other : m_scene.picture().neighbours[size_t(m_marks.selected)])
        extent |= m_scene.box(other);
    extent.adjust(-32, -32, 32, 32);
    const double zoom = std::min({ 1.0, width() / extent.width(), height() / extent.height() });
    // With neighbours far away, the table itself is what one wants to see.
    const bool isNear = zoom >= 0.25;
    look(isNear ? zoom : legible, isNear ? extent.center() : m_scene.box(m_marks.selected).center(), m_camera.middle());
}

QRect DiagramView::tableRect(const QString& key) const
{
    const int table = m_scene.picture().find(key);
    return table < 0 ? QRect() : rectOf(table).toAlignedRect();
}

QRect DiagramView::nameRect(const QString& group) const
{
    const auto& frames = m_scene.picture().frames;
    for (size_t frame = 0; frame < frames.size(); ++frame)
        if (frames[frame].name == group)
            return frameNameRect(m_scene, int(frame), m_camera, isRightToLeft()).toAlignedRect();
    return {};
}

int DiagramView::frameAt(const QPointF& position) const
{
    for (int frame = m_scene.frameCount() - 1; frame >= 0; --frame)
        if (frameNameRect(m_scene, frame, m_camera, isRightToLeft()).contains(position))
            return frame;
    return -1;
}

bool DiagramView::isOnFoldMark(const QPointF& position, int frame, int table) const
{
    if (frame >= 0)
        return foldMarkRect(frameNameRect(m_scene, frame, m_camera, isRightToLeft()), isRightToLeft())
            .contains(position);
    if (table < 0 || !m_scene.picture().tables[size_t(table)].isFolder()
        || detailAt(m_camera.zoom()) != DiagramDetail::Whole)
        return false;
    QRectF head = rectOf(table);
    head.setHeight(m_scene.type().head * m_camera.zoom());
    return foldMarkRect(head, isRightToLeft()).contains(position);
}

int DiagramView::tableAt(const QPointF& position) const
{
    const double reach = detailAt(m_camera.zoom()) == DiagramDetail::Block ? 3 / m_camera.zoom() : 0;
    return m_scene.tableAt(m_camera.toCanvas(position), reach);
}

/// Moves as little as needed for a table to be seen.
void DiagramView::scrollTo(int table)
{
    const QRectF room = QRectF(rect()).adjusted(24, 24, -24, -24);
    const QRectF box = rectOf(table);
    QPointF delta;
    if (box.left() < room.left())
        delta.setX(room.left() - box.left());
    else if (box.right() > room.right())
        delta.setX(std::max(room.right() - box.right(), room.left() - box.left()));
    if (box.top() < room.top())
        delta.setY(room.top() - box.top());
    else if (box.bottom() > room.bottom())
        delta.setY(std::max(room.bottom() - box.bottom(), room.top() - box.top()));
    if (!delta.isNull())
        look(m_motion.goalZoom(), m_scene.box(table).center(), box.center() + delta);
}

QString DiagramView::wordsOf(int table) const
{
    const DiagramTable& shown = m_scene.picture().tables[size_t(table)];
    int out = 0, in = 0;
    for (const DiagramKey& key : m_scene.picture().keys) {
        out += key.from == table ? 1 : 0;
        in += key.to == table ? 1 : 0;
    }
    if (shown.isFolder())
        return QStringLiteral("%1 · %2 · %3")
            .arg(shown.name, tr("%n table(s)", nullptr, static_cast<int>(shown.folded.size())),
                tr("%1 keys out, %2 in").arg(out).arg(in));
    if (shown.isMissing)
        return tr("%1: no such table, but foreign keys point to it").arg(shown.key);
    const int columns = static_cast<int>(shown.rows.size()) + shown.hidden;
    return QStringLiteral("%1 · %2 · %3")
        .arg(shown.key, tr("%Ln column(s)", nullptr, columns), tr("%1 keys out, %2 in").arg(out).arg(in));
}

void DiagramView::paintEvent(QPaintEvent* event)
{
    const Colors& colors = colorsOf(palette());
    QPainter painter(this);
    if (m_scene.size() == 0)
        return painter.fillRect(event->rect(), colors.window);
    const double ratio = painter.deviceTransform().m11(); // also where the widget is rendered to an image
    DiagramContext context{ m_scene, m_marks, m_camera, colors, &m_sprites, ratio, layoutDirection() == Qt::RightToLeft,
        &m_backing.image() };
    m_sprites.beginFrame();
    const auto draw = [&](const QRect& piece) {
        const QRectF area(QPointF(piece.topLeft()) / ratio, QSizeF(piece.size()) / ratio);
        QPainter inner(&m_backing.image());
        inner.setClipRect(area);
        DiagramPainter drawing(inner, context);
        drawing.paint(area);
        for (const QRectF& box : drawing.makeshift())
            m_backing.addMakeshift(box);
    };
    const QRegion exposed = m_backing.moveTo(m_camera, size(), ratio);
    context.isCoarse = m_backing.isZooming();
    for (const QRect& piece : exposed)
        draw(piece);
    if (context.isCoarse) {
        m_backing.addMakeshift();
    } else {
        while (m_backing.hasMakeshift() && m_sprites.hasTime())
            if (const auto piece = m_backing.takeMakeshift())
                draw(*piece);
    }
    m_isSettled = !m_backing.hasMakeshift();
    painter.drawImage(QPointF(), m_backing.image());
    if (!m_band.isEmpty()) {
        QColor veil = colors.accent;
        veil.setAlphaF(0.12F);
        painter.fillRect(m_band, veil);
        painter.setPen(colors.accent);
        painter.drawRect(m_band);
    }
    if (!m_isSettled)
        QMetaObject::invokeMethod(this, qOverload<>(&QWidget::update), Qt::QueuedConnection);
}

void DiagramView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const QPointF middle = m_camera.toCanvas(m_camera.middle());
    m_motion.stop();
    m_camera.setViewport(size());
    if (!m_touched) // nobody has chosen this sight yet: choose it for the new size
        m_looked = false;
    else if (m_looked)
        m_camera.look(m_camera.zoom(), middle, m_camera.middle());
    lookFirst();
    cameraMoved();
}

void DiagramView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LayoutDirectionChange) {
        m_sprites.clear();
        redraw();
    }
    QWidget::changeEvent(event);
}

void DiagramView::focusTable(int table)
{
    if (table < 0)
        return;
    m_marks.focus = table;
    select(m_scene.picture().tables[size_t(table)].key);
    scrollTo(table);
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

/// Of the tables in that direction the one that is nearest, counting twice what it stands aside.
int DiagramView::nearest(const QPointF& direction) const
{
    if (m_marks.focus < 0)
        return -1;
    const QPointF from = m_scene.box(m_marks.focus).center();
    int best = -1;
    double least = 0;
    for (int table = 0; table < m_scene.size(); ++table) {
        const QPointF away = m_scene.box(table).center() - from;
        const double along = QPointF::dotProduct(away, direction);
        const double aside = std::abs(away.x() * direction.y() - away.y() * direction.x());
        if (table == m_marks.focus || along <= 0 || aside > 2 * along)
            continue;
        const double distance = along + 2 * aside;
        if (best < 0 || distance < least) {
            best = table;
            least = distance;
        }
    }
    return best;
}

} // namespace espalier::ui
