#include "graphview/edge_painter.h"

#include "graphview/state_mark.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace espalier::graphview {

namespace {
constexpr double fadedOpacity = 0.3;
constexpr double wholeDashes = 4000; // px around what is drawn in which dashes are not cut: no count of them is exact
constexpr double shortenedByCorner = 0.37677; // of its reach: a quadratic curve is as long as 1.62323 of its two legs

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
    const QPointF origin = m_context.camera.toViewport(QPointF());
    m_painter.setBrushOrigin(
        QPointF(m_context.snapped(origin.x()), m_context.snapped(origin.y()))); // patterns move along
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

void EdgePainter::mapWay(int edge)
{
    const auto number = static_cast<std::size_t>(edge);
    const graph::LaneGeometry& geometry = m_context.scene.geometry();
    const graph::EdgeRoute& route = m_context.scene.layout().edges[number];
    m_way.clear();
    for (const QPointF* point = geometry.edgeBegin(number); point != geometry.edgeEnd(number); ++point) {
        QPointF end = *point;
        if (point == geometry.edgeBegin(number))
            end = reachedEnd(route.parent, end);
        else if (point + 1 == geometry.edgeEnd(number))
            end = reachedEnd(route.child, end);
        end = m_context.camera.toViewport(end);
        if (m_way.empty() || m_way.back() != end)
            m_way.push_back(end);
    }
}

/// How far before and behind a point of the way its corner is round.
double EdgePainter::cornerAt(std::size_t point) const
{
    if (point == 0 || point + 1 >= m_way.size())
        return 0;
    const QPointF before = m_way[point] - m_way[point - 1], after = m_way[point + 1] - m_way[point];
    if ((before.x() == 0) == (after.x() == 0))
        return 0; // straight on
    const double room = std::min(length(before), length(after)) / 2;
    return std::min(3 * m_context.scene.metrics().unit * std::max(m_zoom, 0.3), room);
}

/// What is beyond the rim is left out, and its length counted, so that dashes stand where they would on the whole way.
EdgePainter::RoundWay EdgePainter::roundWay(const QRectF& rim) const
{
    const auto isSeen = [&](std::size_t end) {
        const auto [left, right] = std::minmax({ m_way[end - 1].x(), m_way[end].x() });
        const auto [top, bottom] = std::minmax({ m_way[end - 1].y(), m_way[end].y() });
        return left <= rim.right() && right >= rim.left() && top <= rim.bottom() && bottom >= rim.top();
    };
    const auto cut = [&](const QPointF& point) {
        return QPointF(std::clamp(point.x(), rim.left(), rim.right()), std::clamp(point.y(), rim.top(), rim.bottom()));
    };
    std::size_t first = 1, last = m_way.size() - 1;
    RoundWay way;
    for (; first < m_way.size() && !isSeen(first); ++first)
        way.lost += length(m_way[first] - m_way[first - 1]) - shortenedByCorner * cornerAt(first);
    if (first >= m_way.size())
        return way;
    while (!isSeen(last))
        --last;
    const QPointF start = cut(m_way[first - 1]);
    way.lost += length(start - m_way[first - 1]);
    way.path.moveTo(start);
    for (std::size_t i = first; i < last; ++i) {
        way.path.lineTo(towards(m_way[i], m_way[i - 1], cornerAt(i)));
        way.path.quadTo(m_way[i], towards(m_way[i], m_way[i + 1], cornerAt(i)));
    }
    way.path.lineTo(cut(m_way[last]));
    return way;
}

void EdgePainter::paintRound(const Line& line, const QRectF& rim)
{
    const graph::EdgeRoute& route = m_context.scene.layout().edges[static_cast<std::size_t>(line.edge)];
    const bool dashed = route.kind == graph::EdgeKind::Dependency || route.closesCycle;
    const double beyond = dashed ? wholeDashes : 0;
    mapWay(line.edge);
    const RoundWay way = roundWay(rim.adjusted(-beyond, -beyond, beyond, beyond));
    if (way.path.isEmpty())
        return;
    const double width = widthOf(line.rank);
    const QColor color = colorOf(line);
    m_painter.setOpacity(line.faded ? fadedOpacity : 1);
    QPen pen(color, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    if (dashed) {
        pen.setDashPattern(route.closesCycle ? QList<qreal>{ 1.5, 2.5 } : QList<qreal>{ 4, 3 });
        pen.setDashOffset(way.lost / width);
    }
    m_painter.setPen(pen);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawPath(way.path);
    if (dashed && rim.contains(m_way.back()) && m_context.scene.metrics().unit * m_zoom > 2)
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
    mapWay(line.edge);
    for (QPointF& point : m_way)
        point = { std::clamp(point.x(), rim.left(), rim.right()), std::clamp(point.y(), rim.top(), rim.bottom()) };
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
        const double across = isUpright ? bar.left() : bar.top(), from = isUpright ? bar.top() : bar.left();
        m_bars.push_back({ across, width, from, from + (isUpright ? bar.height() : bar.width()), color, isUpright,
            dashed, line.faded });
    }
}

/// What touches is one, so that nothing that lets its ground shine through lies on its like.
void EdgePainter::paintBars()
{
    const auto kind
        = [](const Bar& bar) { return std::tuple(bar.isUpright, bar.across, bar.color, bar.dashed, bar.faded); };
    std::sort(m_bars.begin(), m_bars.end(), [&](const Bar& one, const Bar& other) {
        return std::tuple(kind(one), one.from) < std::tuple(kind(other), other.from);
    });
    for (std::size_t i = 0; i < m_bars.size();) {
        Bar whole = m_bars[i];
        for (++i; i < m_bars.size() && kind(m_bars[i]) == kind(whole) && m_bars[i].from <= whole.to + 0.5; ++i)
            whole.to = std::max(whole.to, m_bars[i].to);
        paintBar(whole);
    }
    m_bars.clear();
}

void EdgePainter::paintBar(const Bar& bar)
{
    m_painter.setOpacity(bar.faded ? fadedOpacity : 1);
    const double length = bar.to - bar.from;
    const QRectF area = bar.isUpright ? QRectF(bar.across, bar.from, bar.width, length)
                                      : QRectF(bar.from, bar.across, length, bar.width);
    const QColor color = QColor::fromRgba(bar.color);
    if (bar.dashed)
        m_painter.fillRect(area, QBrush(color, Qt::Dense4Pattern));
    else
        m_painter.fillRect(area, color);
}

} // namespace espalier::graphview
