#include "schema/diagram_key_painter.h"

#include <map>
#include <set>

namespace espalier::ui {
namespace {

using graphview::Cubic;

constexpr double endsFrom = 0.4; ///< zoom
constexpr size_t mostWide = 40; ///< lit lines

/// What is seen of it, more or less: a pen that follows miles of a curve beside the window takes its time.
void addSeen(QPainterPath& path, const Cubic& curve, const QRectF& area, int depth = 7)
{
    constexpr double pen = 4; // half of its width, and more
    const QRectF extent = curve.extent().adjusted(-pen, -pen, pen, pen);
    if (!extent.intersects(area))
        return;
    if (depth > 0 && (extent.width() > area.width() || extent.height() > area.height())) {
        const auto [begin, rest] = curve.halves();
        addSeen(path, begin, area, depth - 1);
        addSeen(path, rest, area, depth - 1);
        return;
    }
    if (path.isEmpty() || path.currentPosition() != curve.start)
        path.moveTo(curve.start);
    path.cubicTo(curve.first, curve.second, curve.end);
}

/// On the viewport, grown by `scale`.
Cubic cubicOf(const DiagramCurve& curve, const graphview::GraphCamera& camera, double scale = 1)
{
    return { camera.toViewport(curve.start) * scale, camera.toViewport(curve.first) * scale,
        camera.toViewport(curve.second) * scale, camera.toViewport(curve.end) * scale };
}

} // namespace

DiagramKeyPainter::DiagramKeyPainter(
    QPainter& painter, const DiagramContext& context, const QRectF& area, bool hasBackground)
    : m_painter(painter)
    , m_context(context)
    , m_scene(context.scene)
    , m_camera(context.camera)
    , m_area(area)
    , m_zoom(context.camera.zoom())
{
    if (!context.canvas)
        return;
    const double ratio = context.pixelRatio;
    m_raster.emplace(*context.canvas, QRectF(area.topLeft() * ratio, area.size() * ratio).toRect());
    if (!hasBackground)
        m_raster->setBackground(context.colors.window);
    m_raster->setSmooth(!context.isCoarse);
}

bool DiagramKeyPainter::isLit(int key) const
{
    const DiagramKey& shown = m_scene.picture().keys[size_t(key)];
    const DiagramMarks& marks = m_context.marks;
    const auto is = [&](int table) { return table >= 0 && (shown.from == table || shown.to == table); };
    return key == marks.hoveredKey || is(marks.selected) || is(marks.hovered);
}

void DiagramKeyPainter::paint()
{
    const QRectF seen = m_camera.toCanvas(m_area);
    std::map<std::pair<DiagramMark, bool>, std::vector<int>> groups;
    std::vector<int> lit;
    const int count = static_cast<int>(m_scene.picture().keys.size());
    for (int key = 0; key < count; ++key) {
        if (!m_scene.curve(key).extent.intersects(seen))
            continue;
        const DiagramKey& shown = m_scene.picture().keys[size_t(key)];
        const bool isFaded = m_context.marks.isFaded(shown.from) && m_context.marks.isFaded(shown.to);
        (isLit(key) ? lit : groups[{ shown.mark, isFaded }]).push_back(key);
    }
    for (const auto& group : groups)
        paintGroup(group.second);
    if (m_raster)
        m_raster->draw(); // the background, where there are none
    if (lit.size() <= mostWide) {
        for (const int key : lit)
            paintGroup({ key });
        return;
    }
    std::map<DiagramMark, std::vector<int>> thin;
    for (const int key : lit)
        thin[m_scene.picture().keys[size_t(key)].mark].push_back(key);
    for (const auto& group : thin)
        paintGroup(group.second, true);
}

/// Of one device pixel; only the few that are lit or differ are wider.
QPen DiagramKeyPainter::penOf(int key, bool isThin) const
{
    const DiagramKey& shown = m_scene.picture().keys[size_t(key)];
    const bool isFaded = m_context.marks.isFaded(shown.from) && m_context.marks.isFaded(shown.to);
    const bool isFar = m_context.canvas && detailAt(m_zoom) == DiagramDetail::Block;
    const Colors& colors = m_context.colors;
    const QColor quiet = blend(colors.surface, colors.muted, isFaded ? 0.2 : isFar ? 0.45 : 0.65);
    const QColor color = m_context.colorOf(shown.mark, isLit(key) ? colors.accent : quiet);
    const bool isWide = !isThin && (isLit(key) || shown.mark != DiagramMark::Same || !m_context.canvas);
    const double width = isLit(key) ? 2 : 1.5;
    QPen pen(color, isWide ? width : 1, shown.mark == DiagramMark::Removed ? Qt::DashLine : Qt::SolidLine);
    pen.setCosmetic(true);
    return pen;
}

void DiagramKeyPainter::paintGroup(const std::vector<int>& keys, bool isThin)
{
    const int first = keys.front();
    const QPen pen = penOf(first, isThin);
    const bool isStraight = m_context.canvas && detailAt(m_zoom) == DiagramDetail::Block && !isLit(first);
    m_painter.setPen(pen);
    m_painter.setBrush(Qt::NoBrush);
    if (m_raster && pen.style() == Qt::SolidLine)
        rasterLines(keys, isStraight, pen);
    else
        strokeLines(keys, isStraight);
    if (m_zoom >= endsFrom)
        paintEnds(keys, pen.color());
}

/// All by one call: a call for each would cost more than the lines.
void DiagramKeyPainter::strokeLines(const std::vector<int>& keys, bool isStraight)
{
    if (m_raster)
        m_raster->draw(); // what lies below
    QPainterPath path;
    QList<QLineF> lines;
    for (const int key : keys) {
        const DiagramCurve& curve = m_scene.curve(key);
        if (isStraight)
            lines.append({ m_camera.toViewport(curve.start), m_camera.toViewport(curve.end) });
        else
            addSeen(path, cubicOf(curve, m_camera), m_area);
    }
    isStraight ? m_painter.drawLines(lines) : m_painter.drawPath(path);
}

/// By a quicker way than the painter's.
void DiagramKeyPainter::rasterLines(const std::vector<int>& keys, bool isStraight, const QPen& pen)
{
    m_raster->setPen(pen.color(), pen.widthF());
    for (const int key : keys) {
        const Cubic curve = cubicOf(m_scene.curve(key), m_camera, m_context.pixelRatio);
        isStraight ? m_raster->line(curve.start, curve.end) : m_raster->curve(curve);
    }
    m_raster->draw();
}

/// Crow's feet: many rows, or one, that point; one row that is pointed to, or perhaps none.
void DiagramKeyPainter::paintEnd(const End& end, const QColor& color)
{
    const double unit = m_scene.type().unit, length = 3 * unit * m_zoom, half = 1.5 * unit * m_zoom;
    const QPointF place = m_camera.toViewport(end.place), out(end.direction * length, 0);
    const auto bar = [&](double away) {
        m_painter.drawLine(place + out * away - QPointF(0, half), place + out * away + QPointF(0, half));
    };
    m_painter.setPen(QPen(color, m_zoom < 0.8 ? 1 : 1.5));
    switch (end.shape) {
    case End::Shape::Many:
        m_painter.drawLine(place + out, place - QPointF(0, half));
        m_painter.drawLine(place + out, place + QPointF(0, half));
        return;
    case End::Shape::One:
        return bar(0.6);
    case End::Shape::OneTarget:
        bar(0.6);
        return bar(1);
    case End::Shape::OptionalTarget:
        break;
    }
    bar(0.6);
    m_painter.setBrush(m_context.colors.window);
    m_painter.drawEllipse(place + out * 1.25, half * 0.75, half * 0.75);
}

/// A table that many point to has one end for all of them.
void DiagramKeyPainter::paintEnds(const std::vector<int>& keys, const QColor& color)
{
    const QRectF seen = m_camera.toCanvas(m_area).adjusted(-40, -40, 40, 40); // an end is smaller than that
    std::set<End> ends;
    const auto add = [&](const QPointF& place, double direction, End::Shape shape) {
        if (seen.contains(place))
            ends.insert({ place, direction, shape });
    };
    for (const int key : keys) {
        const DiagramKey& shown = m_scene.picture().keys[size_t(key)];
        const DiagramCurve& curve = m_scene.curve(key);
        add(curve.start, curve.out, shown.isOne ? End::Shape::One : End::Shape::Many);
        add(curve.end, curve.in, shown.isOptional ? End::Shape::OptionalTarget : End::Shape::OneTarget);
    }
    for (const End& end : ends)
        paintEnd(end, color);
}

} // namespace espalier::ui
