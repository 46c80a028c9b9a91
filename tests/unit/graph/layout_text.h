#pragma once

#include "graph/lane_layout.h"

#include <algorithm>
#include <QMap>
#include <QString>
#include <QStringList>
#include <vector>

namespace espalier::test {

/// A graph as text: "a; b:a; c:a~b" is a, its child b, and c, a child of a that depends on b.
inline graph::Dag dagOf(const QString& text)
{
    const QStringList entries = text.simplified().remove(QLatin1Char(' ')).split(QLatin1Char(';'), Qt::SkipEmptyParts);
    QMap<QString, int> index;
    for (const QString& entry : entries)
        index.insert(
            entry.section(QLatin1Char('~'), 0, 0).section(QLatin1Char(':'), 0, 0), static_cast<int>(index.size()));
    const auto nodes = [&](const QString& list) {
        graph::NodeList result;
        for (const QString& name : list.split(QLatin1Char(','), Qt::SkipEmptyParts))
            result.push_back(index.value(name));
        return result;
    };
    graph::Dag dag;
    for (const QString& entry : entries) {
        dag.parents.push_back(nodes(entry.section(QLatin1Char('~'), 0, 0).section(QLatin1Char(':'), 1)));
        dag.dependencies.push_back(nodes(entry.section(QLatin1Char('~'), 1)));
    }
    return dag;
}

inline QString nameOf(int node)
{
    return node < 26 ? QString(QLatin1Char(static_cast<char>('a' + node))) : QString::number(node);
}

/// A layout drawn in characters: nodes by letter, | and - for parent edges, : and ~ for dependencies, + where one
/// turns.
class LayoutText {
public:
    explicit LayoutText(const graph::LaneLayout& layout)
        : m_layout(layout)
    {
        int line = 0;
        for (int gap = 0; gap <= layout.rowCount; ++gap) {
            m_gapLine.push_back(line);
            const bool outermost = gap == 0 || gap == layout.rowCount;
            line += std::max(layout.channels[static_cast<size_t>(gap)], outermost ? 0 : 1);
            m_rowLine.push_back(line++);
        }
        int column = 0;
        for (int gutter = 0; gutter <= layout.laneCount; ++gutter) {
            m_gutterColumn.push_back(column);
            const bool outermost = gutter == 0 || gutter == layout.laneCount;
            column += (outermost ? 0 : 2) + 2 * layout.tracks[static_cast<size_t>(gutter)];
            m_laneColumn.push_back(column++);
        }
        m_lines.fill(QString(column, QLatin1Char(' ')), line);
    }

    QString draw()
    {
        for (const graph::EdgeRoute& edge : m_layout.edges)
            drawEdge(edge);
        for (size_t node = 0; node < m_layout.places.size(); ++node) {
            const graph::Place place = m_layout.places[node];
            put(columnOf(place), lineOf(place), nameOf(static_cast<int>(node)).front());
        }
        QString result;
        for (QString line : m_lines) {
            while (line.endsWith(QLatin1Char(' ')))
                line.chop(1);
            if (!line.isEmpty())
                result += line + QLatin1Char('\n');
        }
        return result;
    }

private:
    struct Point {
        int column;
        int line;
    };

    int columnOf(graph::Place place) const { return m_laneColumn[static_cast<size_t>(place.lane)]; }
    int lineOf(graph::Place place) const { return m_rowLine[static_cast<size_t>(place.row)]; }
    void put(int column, int line, QChar mark) { m_lines[line][column] = mark; }
    QChar seen(int column, int line) const { return m_lines[line][column]; }

    void drawEdge(const graph::EdgeRoute& edge)
    {
        using graph::EdgeShape;
        const graph::Place parent = m_layout.places[static_cast<size_t>(edge.parent)];
        const graph::Place child = m_layout.places[static_cast<size_t>(edge.child)];
        std::vector<Point> way{ { columnOf(parent), lineOf(parent) } };
        const int track = m_gutterColumn[static_cast<size_t>(edge.gutter)] + 1 + 2 * edge.track;
        if (edge.shape == EdgeShape::Branch || edge.shape == EdgeShape::Gutter) {
            const int line = m_gapLine[static_cast<size_t>(parent.row + 1)] + edge.exitChannel;
            way.push_back({ way.back().column, line });
            way.push_back({ edge.shape == EdgeShape::Branch ? columnOf(child) : track, line });
        }
        if (edge.shape == EdgeShape::Merge || edge.shape == EdgeShape::Gutter) {
            const int line = m_gapLine[static_cast<size_t>(child.row)] + edge.entryChannel;
            way.push_back({ way.back().column, line });
            way.push_back({ columnOf(child), line });
        }
        way.push_back({ columnOf(child), lineOf(child) });
        const bool dashed = edge.kind == graph::EdgeKind::Dependency;
        for (size_t i = 1; i < way.size(); ++i)
            drawLine(way[i - 1], way[i], dashed);
        for (size_t i = 1; i + 1 < way.size(); ++i) {
            if (way[i - 1].column != way[i + 1].column)
                put(way[i].column, way[i].line, QLatin1Char('+'));
        }
    }

    void drawLine(Point a, Point b, bool dashed)
    {
        for (int line = std::min(a.line, b.line); a.column == b.column && line <= std::max(a.line, b.line); ++line) {
            if (seen(a.column, line) != QLatin1Char('+') && seen(a.column, line) != QLatin1Char('|'))
                put(a.column, line, QLatin1Char(dashed ? ':' : '|'));
        }
        for (int column = std::min(a.column, b.column) + 1; a.line == b.line && column < std::max(a.column, b.column);
             ++column) {
            if (seen(column, a.line) == QLatin1Char(' ') || seen(column, a.line) == QLatin1Char('~'))
                put(column, a.line, QLatin1Char(dashed ? '~' : '-'));
        }
    }

    const graph::LaneLayout& m_layout;
    std::vector<int> m_rowLine, m_gapLine, m_laneColumn, m_gutterColumn;
    QStringList m_lines;
};

inline QString drawn(const QString& dag) { return LayoutText(graph::layOut(dagOf(dag))).draw(); }

} // namespace espalier::test
