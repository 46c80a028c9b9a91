#include "graphview/edge_painter.h"

#include "graphview/state_mark.h"

#include <algorithm>
#include <cmath>
#include <QPainterPath>

namespace espalier::graphview {

namespace {
constexpr double fadedOpacity = 0.3;

double length(const QPointF& vector) { return std::abs(vector.x()) + std::abs(vector.y()); } // they lie along an axis

/// From `from` towards `to`, as far as `distance`.
QPointF towards(const QPointF& from, const QPointF& to, double distance)
{
    const double all = length(to - from);
    return all > 0 ? from + (to - from) * (distance / all) : from;
}

bool isApplied(NodeState state)
{
    return state == NodeState::Applied || state == NodeState::Current || state == NodeState::Done;
}
} // namespace

EdgePainter::EdgePainter(QPainter& painter, const PaintContext& context)
    : m_painter(painter)
    , m_context(context)
    , m_zoom(context.camera.zoom())
{ }

void EdgePainter::paint(const QRectF& area, const std::vector<int>& edges)
{
    std::vector<Line> byRank[ranks];
    for (const int edge : edges) {
        const Line line = lineOf(edge);
        byRank[static_cast<int>(line.rank)].push_back(line);
    }
    const double beyond = 64;
    const QRectF rim = area.adjusted(-beyond, -beyond, beyond, beyond);
    const bool round = DetailLevel(m_zoom).chip > 0;
    m_painter.setRenderHint(QPainter::Antialiasing, round);
    for (const auto& lines : byRank) {
        for (const Line& line : lines) {
            if (round)
                paintRound(line, rim);
            else
                addBars(line, rim);
        }
        paintBars();
    }
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setOpacity(1);
}

EdgePainter::Line EdgePainter::lineOf(int edge) const
{
    const GraphScene& scene = m_context.scene;
    const GraphMarks& marks = m_context.marks;
    const graph::EdgeRoute& route = scene.layout().edges[static_cast<std::size_t>(edge)];
    const int parent = scene.cardsOf(route.parent).back(), child = scene.cardsOf(route.child).front();
    const auto both = [&](const auto& test) { return test(parent) && test(child); };
    Rank rank = Rank::Plain;
    if (both([&](int card) { return marks.numberOf(card) > 0; }))
        rank = Rank::Path;
    else if (both([&](int card) { return marks.isAncestor(card); }))
        rank = Rank::Ancestry;
    else if (both([&](int card) { return marks.isBetween(card); }))
        rank = Rank::Between;
    else if (both([&](int card) { return isApplied(marks.statusOf(scene.picture(), card).state); }))
        rank = Rank::Applied;
    return { edge, rank, !marks.matches.empty() && rank < Rank::Between };
}

QColor EdgePainter::colorOf(const Line& line) const
{
    const GraphPalette& palette = m_context.style.palette;
    const graph::EdgeRoute& route = m_context.scene.layout().edges[static_cast<std::size_t>(line.edge)];
    if (route.closesCycle)
        return palette.error;
    if (line.rank >= Rank::Between)
        return palette.accent;
    if (route.kind == graph::EdgeKind::Dependency)
        return palette.dependency;
    return line.rank == Rank::Applied ? palette.applied : palette.edge;
}

double EdgePainter::widthOf(Rank rank) const
{
    const double scale = std::clamp(m_zoom, 0.7, 1.5);
    switch (rank) {
    case Rank::Plain:
        return 1.5 * scale;
    case Rank::Applied:
    case Rank::Between:
        return 2 * scale;
    case Rank::Ancestry:
        return 2.25 * scale;
    case Rank::Path:
        return 3 * scale;
    }
    return 1;
}

/// A pill is smaller than its place: the way goes on to its edge.
QPointF EdgePainter::reachedEnd(int item, const QPointF& end) const
{
    if (!m_context.scene.isPill(item))
        return end;
    const QRectF pill = m_context.scene.itemRect(item);
    return { std::clamp(end.x(), pill.left(), pill.right()), std::clamp(end.y(), pill.top(), pill.bottom()) };
}

double EdgePainter::mapWay(int edge, const QRectF& rim)
{
    const auto number = static_cast<std::size_t>(edge);
    const graph::LaneGeometry& geometry = m_context.scene.geometry();
    m_way.clear();
    double lost = 0; // length cut off before the way comes into sight, for the phase of dashes
    bool seen = false;
    QPointF before;
    const graph::EdgeRoute& route = m_context.scene.layout().edges[number];
    for (const QPointF* point = geometry.edgeBegin(number); point != geometry.edgeEnd(number); ++point) {
        QPointF end = *point;
        if (point == geometry.edgeBegin(number))
            end = reachedEnd(route.parent, end);
        else if (point + 1 == geometry.edgeEnd(number))
            end = reachedEnd(route.child, end);
        const QPointF mapped = m_context.camera.toViewport(end);
        const QPointF cut(
            std::clamp(mapped.x(), rim.left(), rim.right()), std::clamp(mapped.y(), rim.top(), rim.bottom()));
        if (!m_way.empty() && !seen) {
            const double cutLength = length(cut - m_way.back());
            // a length that is seen in part begins where it enters the rim; its own end is cut at the other side
            if (cutLength > 0 && rim.contains(QRectF(m_way.back(), cut).normalized().center())) {
                lost += length(m_way.back() - before);
                seen = true;
            } else {
                lost += length(mapped - before) - cutLength;
            }
        }
        before = mapped;
        if (m_way.empty() || m_way.back() != cut)
            m_way.push_back(cut);
    }
    return lost;
}

void EdgePainter::paintRound(const Line& line, const QRectF& rim)
{
    const graph::EdgeRoute& route = m_context.scene.layout().edges[static_cast<std::size_t>(line.edge)];
    const double lost = mapWay(line.edge, rim);
    if (m_way.size() < 2)
        return;
    const bool dashed = route.kind == graph::EdgeKind::Dependency || route.closesCycle;
    const double width = widthOf(line.rank);
    const QColor color = colorOf(line);
    m_painter.setOpacity(line.faded ? fadedOpacity : 1);
    const double corner = 3 * m_context.scene.metrics().unit * std::max(m_zoom, 0.3);
    QPainterPath path(m_way.front());
    for (std::size_t i = 1; i + 1 < m_way.size(); ++i) {
        const double room = std::min(length(m_way[i] - m_way[i - 1]), length(m_way[i + 1] - m_way[i])) / 2;
        const double reach = std::min(corner, room);
        path.lineTo(towards(m_way[i], m_way[i - 1], reach));
        path.quadTo(m_way[i], towards(m_way[i], m_way[i + 1], reach));
    }
    path.lineTo(m_way.back());
    QPen pen(color, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    if (dashed) {
        pen.setDashPattern(route.closesCycle ? QList<qreal>{ 1.5, 2.5 } : QList<qreal>{ 4, 3 });
        pen.setDashOffset(lost / width);
    }
    m_painter.setPen(pen);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawPath(path);
    if (dashed && m_context.scene.metrics().unit * m_zoom > 2)
        paintArrow(color, width);
}

/// An open arrow head at the child: dashed lines go sideways often, so they say which way they mean.
void EdgePainter::paintArrow(const QColor& color, double width)
{
    const QPointF tip = m_way.back(), from = m_way[m_way.size() - 2];
    const double side = 1.25 * m_context.scene.metrics().unit * m_zoom;
    const QPointF back = towards(tip, from, side) - tip;
    const QPointF across(-back.y(), back.x());
    m_painter.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF points[] = { tip + back + across * 0.8, tip, tip + back - across * 0.8 };
    m_painter.drawPolyline(points, 3);
}

/// Dots are smaller than the cards whose place they take: the way goes on to their middles, still at right angles.
void EdgePainter::reachDots(const graph::EdgeRoute& route)
{
    const auto centre
        = [&](int item) { return m_context.camera.toViewport(m_context.scene.geometry().nodeCentre(item)); };
    const bool horizontal = m_context.scene.geometry().isHorizontal();
    const auto corner = [&](const QPointF& end, const QPointF& dot) {
        return horizontal ? QPointF(dot.x(), end.y()) : QPointF(end.x(), dot.y());
    };
    const QPointF first = centre(route.parent), last = centre(route.child);
    m_way.insert(m_way.begin(), { first, corner(m_way.front(), first) });
    m_way.push_back(corner(m_way.back(), last));
    m_way.push_back(last);
}

/// Far out, thousands of edges lie in a few lanes one behind the other: what touches is drawn as one.
void EdgePainter::addBars(const Line& line, const QRectF& rim)
{
    mapWay(line.edge, rim);
    const graph::EdgeRoute& route = m_context.scene.layout().edges[static_cast<std::size_t>(line.edge)];
    reachDots(route);
    const bool dashed = route.kind == graph::EdgeKind::Dependency || route.closesCycle;
    const double width = line.rank >= Rank::Between ? 2 : 1;
    const QRgb color = colorOf(line).rgba();
    for (std::size_t i = 1; i < m_way.size(); ++i) {
        QRectF bar = QRectF(m_way[i - 1], m_way[i]).normalized();
        if (bar.width() == 0 && bar.height() == 0)
            continue;
        const bool isUpright = bar.width() < bar.height();
        if (isUpright)
            bar = QRectF(m_context.snapped(bar.left() - width / 2), bar.top(), width, bar.height());
        else
            bar = QRectF(bar.left(), m_context.snapped(bar.top() - width / 2), bar.width(), width);
        const double place = isUpright ? bar.left() : bar.top();
        const BarKey key{ static_cast<int>(std::lround(place * 64)), color, isUpright, dashed, line.faded };
        QRectF& known = m_bars[key];
        if (!known.isNull() && !known.adjusted(-0.5, -0.5, 0.5, 0.5).intersects(bar)) {
            paintBar(key, known);
            known = QRectF();
        }
        known |= bar;
    }
}

void EdgePainter::paintBars()
{
    for (auto bar = m_bars.cbegin(); bar != m_bars.cend(); ++bar)
        paintBar(bar.key(), bar.value());
    m_bars.clear();
}

void EdgePainter::paintBar(const BarKey& key, const QRectF& bar)
{
    m_painter.setOpacity(key.faded ? fadedOpacity : 1);
    const QColor color = QColor::fromRgba(key.color);
    if (key.dashed)
        m_painter.fillRect(bar, QBrush(color, Qt::Dense4Pattern));
    else
        m_painter.fillRect(bar, color);
}

} // namespace espalier::graphview
