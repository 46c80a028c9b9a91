#pragma once

#include "graph/lane_layout.h"
#include "graph/span_index.h"

#include <QPointF>
#include <QRectF>
#include <vector>

namespace espalier::graph {

/// Which way the flow goes, from bases to heads.
enum class Flow { Down, Up, Right, Left };

/// Lengths, in the units of the canvas. *Along* is the way of the flow, *across* the other.
struct LaneMetrics {
    QSizeF node; ///< width and height, whatever the flow
    double gap = 40; ///< between rows, for up to two channels
    double channelPitch = 10; ///< for each more
    double gutter = 32; ///< between lanes, for up to two tracks
    double trackPitch = 8; ///< for each more
    double margin = 48; ///< around everything
    double port = 24; ///< how far beside the middle of a card dependencies leave and enter
};

/// Coordinates for a layout, for any flow: an adapter over the one layout, which knows of none.
class LaneGeometry {
public:
    LaneGeometry() = default;
    LaneGeometry(const LaneLayout& layout, const LaneMetrics& metrics, Flow flow);

    QSizeF size() const;
    Flow flow() const { return m_flow; }
    bool isHorizontal() const { return m_flow == Flow::Right || m_flow == Flow::Left; }
    QRectF nodeRect(Node node) const;
    QPointF nodeCentre(Node node) const;
    /// The way of an edge: a line with right angles, from parent to child.
    const QPointF* edgeBegin(std::size_t edge) const { return m_points.data() + m_firstPoint[edge]; }
    const QPointF* edgeEnd(std::size_t edge) const { return m_points.data() + m_firstPoint[edge + 1]; }

    /// Nodes that touch a rectangle.
    void nodesIn(const QRectF& area, NodeList& result) const;
    /// Edges that may touch it: all that do, and few that don't.
    void edgesIn(const QRectF& area, std::vector<int>& result) const;
    /// The node at a point, within `reach` of its rectangle; -1 where there is none.
    Node nodeAt(const QPointF& point, double reach = 0) const;

private:
    struct Range {
        int first;
        int last;
    };
    /// (across, along) to (x, y) and back: the same swap or mirror both ways.
    QPointF oriented(double across, double along) const;
    QRectF orientedRect(double across, double along, double acrossSize, double alongSize) const;
    QRectF toGrid(const QRectF& area) const;
    Range rowsIn(double from, double to) const;
    void placeRows(const LaneLayout& layout);
    void placeLanes(const LaneLayout& layout);
    void indexNodes(const LaneLayout& layout);
    void routeEdges(const LaneLayout& layout);
    void appendRoute(const LaneLayout& layout, const EdgeRoute& edge);
    double channelAt(const LaneLayout& layout, int gap, int channel) const;
    double trackAt(const LaneLayout& layout, int gutter, int track) const;

    LaneMetrics m_metrics;
    Flow m_flow = Flow::Down;
    double m_nodeAlong = 0, m_nodeAcross = 0, m_along = 0, m_across = 0;
    std::vector<double> m_rowStart, m_laneStart; ///< along, across; sorted
    std::vector<double> m_gapStart, m_gutterStart;
    std::vector<Place> m_places;
    NodeList m_byRow; ///< nodes sorted by row, then lane
    std::vector<int> m_firstOfRow; ///< into m_byRow; rows + 1
    std::vector<QPointF> m_points;
    std::vector<std::size_t> m_firstPoint; ///< edges + 1
    SpanIndex m_edgeRows;
};

} // namespace espalier::graph
