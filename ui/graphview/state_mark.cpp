#include "graphview/state_mark.h"

#include "graphview/graph_style.h"

#include <algorithm>
#include <cmath>
#include <QPainterPath>

namespace espalier::graphview {

namespace {
constexpr double signSize = 9; // px: below that a sign inside a mark is only noise

QRectF inset(const QRectF& box, double by) { return box.adjusted(by, by, -by, -by); }

QPointF at(const QRectF& box, double x, double y)
{
    return { box.left() + box.width() * x, box.top() + box.height() * y };
}

QPen line(const QColor& color, double width) { return { color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin }; }

void disc(QPainter& painter, const QRectF& box, const QColor& fill)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawEllipse(box);
}

void ring(QPainter& painter, const QRectF& box, const QPen& pen, const QBrush& fill)
{
    painter.setPen(pen);
    painter.setBrush(fill);
    painter.drawEllipse(inset(box, pen.widthF() / 2));
}

void tick(QPainter& painter, const QRectF& box, const QColor& color)
{
    if (box.width() < signSize)
        return;
    painter.setPen(line(color, box.width() / 8));
    const QPointF points[] = { at(box, 0.28, 0.53), at(box, 0.44, 0.68), at(box, 0.73, 0.35) };
    painter.drawPolyline(points, 3);
}

void cross(QPainter& painter, const QRectF& box, const QColor& color)
{
    if (box.width() < signSize)
        return;
    painter.setPen(line(color, box.width() / 8));
    painter.drawLine(at(box, 0.36, 0.36), at(box, 0.64, 0.64));
    painter.drawLine(at(box, 0.64, 0.36), at(box, 0.36, 0.64));
}

void diamond(QPainter& painter, const QRectF& box, const QColor& fill)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    const QPointF points[] = { at(box, 0.5, -0.04), at(box, 1.04, 0.5), at(box, 0.5, 1.04), at(box, -0.04, 0.5) };
    painter.drawPolygon(points, 4);
}

/// A ring whose right half is open, and a dot: a question without a letter, legible at any size.
void query(QPainter& painter, const QRectF& box, const GraphPalette& palette)
{
    const double width = std::max(1.0, box.width() / 9);
    ring(painter, box, line(palette.unknown, width), palette.card);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette.unknown);
    painter.drawPie(inset(box, width / 2), 90 * 16, 180 * 16);
}

void progressRing(QPainter& painter, const QRectF& box, double progress, const GraphPalette& palette)
{
    const double width = std::max(1.5, box.width() / 6);
    ring(painter, box, line(withAlpha(palette.accent, 0.3), width), palette.card);
    painter.setPen(QPen(palette.accent, width, Qt::SolidLine, Qt::FlatCap));
    const double share = progress < 0 ? 0.25 : std::clamp(progress, 0.02, 1.0);
    painter.drawArc(inset(box, width / 2), 90 * 16, -static_cast<int>(std::lround(share * 360 * 16)));
    disc(painter, inset(box, box.width() * 0.36), palette.accent);
}

void bullsEye(QPainter& painter, const QRectF& box, const GraphPalette& palette)
{
    const double width = std::max(1.25, box.width() / 7);
    ring(painter, box, line(palette.applied, width), palette.card);
    disc(painter, inset(box, box.width() * 0.29), palette.applied);
}

QPolygonF octagon(const QRectF& box)
{
    constexpr double cut = 0.29;
    return { { at(box, cut, 0), at(box, 1 - cut, 0), at(box, 1, cut), at(box, 1, 1 - cut), at(box, 1 - cut, 1),
        at(box, cut, 1), at(box, 0, 1 - cut), at(box, 0, cut) } };
}

/// "!" or, turned round, "i".
void exclamation(QPainter& painter, const QRectF& box, const QColor& color, bool upsideDown)
{
    painter.setPen(line(color, box.width() / 7.5));
    const auto y = [&](double value) { return upsideDown ? 1 - value : value; };
    painter.drawLine(at(box, 0.5, y(0.27)), at(box, 0.5, y(0.55)));
    painter.drawPoint(at(box, 0.5, y(0.76)));
}
} // namespace

void paintStateMark(QPainter& painter, const QRectF& box, const CardStatus& status, const GraphPalette& palette)
{
    const double thin = std::max(1.0, box.width() / 9);
    switch (status.state) {
    case NodeState::Plain:
        disc(painter, inset(box, box.width() * 0.2), palette.mutedText);
        break;
    case NodeState::Pending:
        ring(painter, box, line(palette.mutedText, thin), palette.card);
        break;
    case NodeState::Applied:
        disc(painter, box, palette.applied);
        tick(painter, box, palette.card);
        break;
    case NodeState::Current:
        bullsEye(painter, box, palette);
        break;
    case NodeState::Unknown:
        query(painter, box, palette);
        break;
    case NodeState::Ghost: {
        QPen pen(palette.mutedText, thin, Qt::CustomDashLine, Qt::FlatCap);
        pen.setDashPattern({ box.width() / thin * 0.25, box.width() / thin * 0.2 });
        ring(painter, box, pen, Qt::NoBrush);
        break;
    }
    case NodeState::Running:
        progressRing(painter, box, status.progress, palette);
        break;
    case NodeState::Done:
        disc(painter, box, palette.done);
        tick(painter, box, palette.card);
        break;
    case NodeState::Failed:
        diamond(painter, box, palette.error);
        cross(painter, box, palette.card);
        break;
    }
}

QColor stateColor(NodeState state, const GraphPalette& palette)
{
    switch (state) {
    case NodeState::Applied:
    case NodeState::Current:
        return palette.applied;
    case NodeState::Running:
        return palette.accent;
    case NodeState::Done:
        return palette.done;
    case NodeState::Failed:
        return palette.error;
    case NodeState::Unknown:
        return palette.unknown;
    case NodeState::Plain:
    case NodeState::Pending:
    case NodeState::Ghost:
        break;
    }
    return palette.edge;
}

void paintProblemMark(QPainter& painter, const QRectF& box, ProblemMark mark, const GraphPalette& palette)
{
    painter.setPen(Qt::NoPen);
    if (mark == ProblemMark::Error) {
        painter.setBrush(palette.error);
        painter.drawPolygon(octagon(box));
        exclamation(painter, box, palette.card, false);
    } else if (mark == ProblemMark::Warning) {
        painter.setPen(QPen(palette.warning, box.width() / 7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(palette.warning);
        painter.drawPolygon(QPolygonF{ { at(box, 0.5, 0.1), at(box, 0.96, 0.9), at(box, 0.04, 0.9) } });
        exclamation(painter, QRectF(at(box, 0.1, 0.2), at(box, 0.9, 1)), palette.card, false);
    } else if (mark == ProblemMark::Info) {
        disc(painter, box, palette.info);
        exclamation(painter, box, palette.card, true);
    }
}

} // namespace espalier::graphview
