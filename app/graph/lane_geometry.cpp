#include "graph/lane_geometry.h"
#include "core/index.h"

#include <algorithm>

namespace espalier::graph {

namespace {
using core::at;

double widthFor(double base, int entries, double pitch) { return base + pitch * std::max(0, entries - 2); }

/// The number of the last start that is not beyond `position`; 0 where all are.
int lastNotBeyond(const std::vector<double>& starts, double position)
{
    const auto next = std::upper_bound(starts.begin(), starts.end(), position);
    return next == starts.begin() ? 0 : static_cast<int>(next - starts.begin()) - 1;
}
} // namespace

LaneGeometry::LaneGeometry(const LaneLayout& layout, const LaneMetrics& metrics, Flow flow)
    : m_metrics(metrics)
    , m_flow(flow)
    , m_nodeAlong(isHorizontal() ? metrics.node.width() : metrics.node.height())
    , m_nodeAcross(isHorizontal() ? metrics.node.height() : metrics.node.width())
    , m_places(layout.places)
{
    placeRows(layout);
    placeLanes(layout);
    indexNodes(layout);
    routeEdges(layout);
}

void LaneGeometry::placeRows(const LaneLayout& layout)
{
    double position = m_metrics.margin;
    for (int row = 0; row <= layout.rowCount; ++row) {
        m_gapStart.push_back(position);
        const bool outermost = row == 0 || row == layout.rowCount;
        if (!outermost || layout.channels[at(row)] > 0)
            position += widthFor(m_metrics.gap, layout.channels[at(row)], m_metrics.channelPitch);
        if (row == layout.rowCount)
            break;
        m_rowStart.push_back(position);
        position += m_nodeAlong;
    }
    m_along = position + m_metrics.margin;
}

void LaneGeometry::placeLanes(const LaneLayout& layout)
{
    double position = m_metrics.margin;
    for (int lane = 0; lane <= layout.laneCount; ++lane) {
        m_gutterStart.push_back(position);
        const bool outermost = lane == 0 || lane == layout.laneCount;
        if (!outermost || layout.tracks[at(lane)] > 0)
            position += widthFor(m_metrics.gutter, layout.tracks[at(lane)], m_metrics.trackPitch);
        if (lane == layout.laneCount)
            break;
        m_laneStart.push_back(position);
        position += m_nodeAcross;
    }
    m_across = position + m_metrics.margin;
}

void LaneGeometry::indexNodes(const LaneLayout& layout)
{
    m_firstOfRow.assign(at(layout.rowCount + 1), 0);
    for (const Place& place : m_places)
        ++m_firstOfRow[at(place.row + 1)];
    for (std::size_t row = 1; row < m_firstOfRow.size(); ++row)
        m_firstOfRow[row] += m_firstOfRow[row - 1];
    m_byRow.resize(m_places.size());
    std::vector<int> next = m_firstOfRow;
    for (std::size_t node = 0; node < m_places.size(); ++node)
        m_byRow[at(next[at(m_places[node].row)]++)] = static_cast<Node>(node);
    for (int row = 0; row < layout.rowCount; ++row)
        std::sort(m_byRow.begin() + m_firstOfRow[at(row)], m_byRow.begin() + m_firstOfRow[at(row + 1)],
            [&](Node a, Node b) { return m_places[at(a)].lane < m_places[at(b)].lane; });
}

void LaneGeometry::routeEdges(const LaneLayout& layout)
{
    m_firstPoint.reserve(layout.edges.size() + 1);
    m_points.reserve(3 * layout.edges.size());
    for (const EdgeRoute& edge : layout.edges) {
        m_firstPoint.push_back(m_points.size());
        appendRoute(layout, edge);
        const auto [first, last] = std::minmax(m_places[at(edge.parent)].row, m_places[at(edge.child)].row);
        m_edgeRows.add(first, last);
    }
    m_firstPoint.push_back(m_points.size());
    m_edgeRows.build();
}

void LaneGeometry::appendRoute(const LaneLayout& layout, const EdgeRoute& edge)
{
    const Place parent = m_places[at(edge.parent)], child = m_places[at(edge.child)];
    const double port = edge.kind == EdgeKind::Dependency ? std::min(m_metrics.port, m_nodeAcross / 4) : 0;
    const double exit = m_laneStart[at(parent.lane)] + m_nodeAcross / 2 + port;
    const double entry = m_laneStart[at(child.lane)] + m_nodeAcross / 2 - port;
    const auto append = [&](double across, double along) { m_points.push_back(oriented(across, along)); };
    append(exit, m_rowStart[at(parent.row)] + m_nodeAlong);
    if (edge.shape == EdgeShape::Branch || edge.shape == EdgeShape::Gutter) {
        const double channel = channelAt(layout, parent.row + 1, edge.exitChannel);
        append(exit, channel);
        append(edge.shape == EdgeShape::Branch ? entry : trackAt(layout, edge.gutter, edge.track), channel);
    }
    if (edge.shape == EdgeShape::Merge || edge.shape == EdgeShape::Gutter) {
        const double channel = channelAt(layout, child.row, edge.entryChannel);
        append(edge.shape == EdgeShape::Merge ? exit : trackAt(layout, edge.gutter, edge.track), channel);
        append(entry, channel);
    }
    append(entry, m_rowStart[at(child.row)]);
}

double LaneGeometry::channelAt(const LaneLayout& layout, int gap, int channel) const
{
    const int count = layout.channels[at(gap)];
    return m_gapStart[at(gap)] + widthFor(m_metrics.gap, count, m_metrics.channelPitch) * (channel + 1) / (count + 1);
}

double LaneGeometry::trackAt(const LaneLayout& layout, int gutter, int track) const
{
    const int count = layout.tracks[at(gutter)];
    return m_gutterStart[at(gutter)]
        + widthFor(m_metrics.gutter, count, m_metrics.trackPitch) * (track + 1) / (count + 1);
}

QPointF LaneGeometry::oriented(double across, double along) const
{
    switch (m_flow) {
    case Flow::Down:
        return { across, along };
    case Flow::Up:
        return { across, m_along - along };
    case Flow::Right:
        return { along, across };
    case Flow::Left:
        return { m_along - along, across };
    }
    return {};
}

QRectF LaneGeometry::orientedRect(double across, double along, double acrossSize, double alongSize) const
{
    return QRectF(oriented(across, along), oriented(across + acrossSize, along + alongSize)).normalized();
}

/// x is across and y along in the result.
QRectF LaneGeometry::toGrid(const QRectF& area) const
{
    switch (m_flow) {
    case Flow::Down:
        return area;
    case Flow::Up:
        return { area.x(), m_along - area.bottom(), area.width(), area.height() };
    case Flow::Right:
        return { area.y(), area.x(), area.height(), area.width() };
    case Flow::Left:
        return { area.y(), m_along - area.right(), area.height(), area.width() };
    }
    return {};
}

QSizeF LaneGeometry::size() const { return isHorizontal() ? QSizeF(m_along, m_across) : QSizeF(m_across, m_along); }

QRectF LaneGeometry::nodeRect(Node node) const
{
    const Place place = m_places[at(node)];
    return orientedRect(m_laneStart[at(place.lane)], m_rowStart[at(place.row)], m_nodeAcross, m_nodeAlong);
}

QPointF LaneGeometry::nodeCentre(Node node) const
{
    const Place place = m_places[at(node)];
    return oriented(m_laneStart[at(place.lane)] + m_nodeAcross / 2, m_rowStart[at(place.row)] + m_nodeAlong / 2);
}

LaneGeometry::Range LaneGeometry::rowsIn(double from, double to) const
{
    return { lastNotBeyond(m_rowStart, from), lastNotBeyond(m_rowStart, to) };
}

void LaneGeometry::nodesIn(const QRectF& area, NodeList& result) const
{
    if (m_places.empty())
        return;
    const QRectF grid = toGrid(area);
    const Range rows = rowsIn(grid.top(), grid.bottom());
    const int firstLane = lastNotBeyond(m_laneStart, grid.left()), lastLane = lastNotBeyond(m_laneStart, grid.right());
    for (int row = rows.first; row <= rows.last; ++row) {
        const auto end = m_byRow.begin() + m_firstOfRow[at(row + 1)];
        auto node = std::lower_bound(m_byRow.begin() + m_firstOfRow[at(row)], end, firstLane,
            [&](Node candidate, int lane) { return m_places[at(candidate)].lane < lane; });
        for (; node != end && m_places[at(*node)].lane <= lastLane; ++node)
            result.push_back(*node);
    }
}

void LaneGeometry::edgesIn(const QRectF& area, std::vector<int>& result) const
{
    if (m_places.empty())
        return;
    const QRectF grid = toGrid(area);
    const Range rows = rowsIn(grid.top(), grid.bottom());
    const auto begin = static_cast<std::ptrdiff_t>(result.size());
    // one row more on both sides: a row's range ends where the next card starts, edges leave before that
    m_edgeRows.meeting(rows.first - 1, rows.last + 1, result);
    const double from = isHorizontal() ? area.top() : area.left(), to = isHorizontal() ? area.bottom() : area.right();
    const auto passesBy = [&](int edge) {
        double first = to + 1, last = from - 1;
        for (const QPointF* point = edgeBegin(at(edge)); point != edgeEnd(at(edge)); ++point) {
            const double across = isHorizontal() ? point->y() : point->x();
            first = std::min(first, across);
            last = std::max(last, across);
        }
        return first > to || last < from;
    };
    result.erase(std::remove_if(result.begin() + begin, result.end(), passesBy), result.end());
}

Node LaneGeometry::nodeAt(const QPointF& point, double reach) const
{
    NodeList candidates;
    nodesIn(QRectF(point, QSizeF()).adjusted(-reach, -reach, reach, reach), candidates);
    Node best = -1;
    double bestDistance = 0;
    for (const Node node : candidates) {
        if (!nodeRect(node).adjusted(-reach, -reach, reach, reach).contains(point))
            continue;
        const QPointF away = nodeCentre(node) - point;
        const double distance = QPointF::dotProduct(away, away);
        if (best < 0 || distance < bestDistance) {
            best = node;
            bestDistance = distance;
        }
    }
    return best;
}

} // namespace espalier::graph
