#include "graphview/item_painter.h"

#include "graphview/between.h"
#include "graphview/state_mark.h"

#include <algorithm>
#include <cmath>

namespace espalier::graphview {

namespace {
constexpr double fadedOpacity = 0.32;
constexpr double shadowMargin = 8, ringMargin = 20; // px that a shape reaches beyond its frame, without and with marks
constexpr double largeShape
    = 15'000; // px²; few of these are seen at once, and an image of one takes longer than itself
constexpr double tinyDot = 4; // px; below, a dot is a square of one colour

// what sprites stand for
constexpr quint32 markSprite = 1U << 16, shapeSprite = 2U << 16, ringSprite = 4U << 16, matchSprite = 5U << 16;

QRectF rectBetween(const QRectF& from, const QRectF& to, double t)
{
    return { between(from.x(), to.x(), t), between(from.y(), to.y(), t), between(from.width(), to.width(), t),
        between(from.height(), to.height(), t) };
}

} // namespace

ItemPainter::ItemPainter(QPainter& painter, const PaintContext& context)
    : m_painter(painter)
    , m_context(context)
    , m_palette(context.style.palette)
    , m_metrics(context.scene.metrics())
    , m_zoom(context.camera.zoom())
    , m_level(m_zoom)
{ }

/// Looks that are drawn alike have the same; below 1 << 16.
quint32 ItemPainter::Look::key() const
{
    const bool bits[] = { pill, selected, focused, between, ancestor, match, onPath, risky, hovered };
    quint32 key = static_cast<quint32>(status.state);
    for (quint32 i = 0; i < std::size(bits); ++i)
        key |= bits[i] ? 16U << i : 0U;
    return key;
}

ItemPainter::Look ItemPainter::lookOf(int item) const
{
    if (m_context.scene.isPill(item))
        return lookOfPill(item);
    const GraphMarks& marks = m_context.marks;
    const int card = m_context.scene.cardOf(item);
    Look look;
    look.card = card;
    look.status = marks.statusOf(m_context.scene.picture(), card);
    look.selected = marks.isSelected(card);
    look.focused = marks.focusVisible && marks.focus == card;
    look.between = marks.isBetween(card);
    look.ancestor = marks.isAncestor(card);
    look.match = marks.isMatch(card);
    look.faded = marks.isFaded(card);
    look.onPath = marks.numberOf(card) > 0;
    look.risky = marks.isRisky(card);
    look.hovered = marks.hovered == card;
    return look;
}

ItemPainter::Look ItemPainter::lookOfPill(int item) const
{
    const GraphMarks& marks = m_context.marks;
    const graph::NodeList& cards = m_context.scene.cardsOf(item);
    const PillSummary& summary = summaryOf(item);
    Look look;
    look.card = cards.front();
    look.status = summary.status();
    look.pill = true;
    look.focused = marks.focusVisible && marks.focus == cards.front();
    look.between = marks.isBetween(cards.front()) && marks.isBetween(cards.back());
    look.ancestor = marks.isAncestor(cards.front());
    look.match = summary.matches > 0;
    look.faded = !marks.matches.empty() && summary.matches == 0;
    look.onPath = summary.lastNumber > 0;
    look.risky = summary.risky;
    look.hovered = marks.hovered == cards.front();
    return look;
}

const PillSummary& ItemPainter::summaryOf(int item) const
{
    auto& known = m_context.cache.pills;
    const auto found = known.find(item);
    if (found != known.end())
        return *found;
    return *known.insert(
        item, PillSummary::of(m_context.scene.cardsOf(item), m_context.scene.picture(), m_context.marks));
}

/// The card as it lies on the viewport, drawn together into a dot the farther away it is.
QRectF ItemPainter::shapeOf(int item) const
{
    const QRectF place = m_context.scene.itemRect(item);
    const QPointF centre = m_context.camera.toViewport(place.center());
    const QSizeF size = place.size() * m_zoom;
    const QRectF card(centre.x() - size.width() / 2, centre.y() - size.height() / 2, size.width(), size.height());
    if (m_level.chip >= 1)
        return m_context.snapped(card);
    const double diameter = std::clamp(0.62 * m_metrics.card.height() * m_zoom, 3.0, 14.0);
    return rectBetween(square(centre, diameter), card, m_level.chip);
}

double ItemPainter::radiusOf(const QRectF& shape, bool pill) const
{
    const double full = pill ? shape.height() / 2 : m_metrics.radius * std::max(m_zoom, 0.5);
    return between(shape.height() / 2, full, m_level.chip);
}

void ItemPainter::paint(int item)
{
    const Look look = lookOf(item);
    m_painter.setOpacity(look.faded ? fadedOpacity : 1);
    if (m_level.isDot()) {
        paintDot(item, look);
        return;
    }
    const QRectF shape = shapeOf(item);
    const bool isRare = look.isMarked() && !look.faded && shape.width() * shape.height() > largeShape;
    if (look.status.state == NodeState::Running || isRare) {
        paintShape(m_painter, shape, look);
    } else {
        const double margin = look.isMarked() ? ringMargin : shadowMargin;
        m_context.cache.sprites.draw(m_painter, shape, margin, shapeSprite | look.key(), m_context.spriteRatio(),
            [&](QPainter& painter, const QRectF& box) { paintShape(painter, box, look); });
    }
    if (look.pill)
        paintPillMarks(item, shape, look);
    else
        paintCardMarks(shape, look);
}

void ItemPainter::paintText(int item)
{
    const Look look = lookOf(item);
    m_painter.setOpacity(look.faded ? fadedOpacity : 1);
    if (m_level.isDot())
        paintName(item, look);
    else if (look.pill)
        paintPillText(item, shapeOf(item), look);
    else
        paintCardText(shapeOf(item), look);
}

void ItemPainter::paintOverlay(int item)
{
    if (m_level.isDot())
        return;
    const Look look = lookOf(item);
    const QRectF shape = shapeOf(item);
    const bool mirrored = m_context.style.mirrored;
    m_painter.setOpacity(look.faded ? fadedOpacity : m_level.chip);
    const double inwards = 3 * m_metrics.unit * overlayScale();
    if (look.onPath) {
        const PillSummary summary = look.pill ? summaryOf(item) : PillSummary();
        const int number = look.pill ? summary.firstNumber : m_context.marks.numberOf(look.card);
        const QString text = summary.lastNumber > summary.firstNumber
            ? QStringLiteral("%L1–%L2").arg(summary.firstNumber).arg(summary.lastNumber)
            : QStringLiteral("%L1").arg(number);
        paintNumber({ mirrored ? shape.right() - inwards : shape.left() + inwards, shape.top() }, text, look.risky);
    }
    const ProblemMark problem = look.pill ? summaryOf(item).problem : m_context.scene.picture().card(look.card).problem;
    if (problem != ProblemMark::None) {
        const QPointF corner(mirrored ? shape.left() + inwards : shape.right() - inwards, shape.top());
        const double side = 4.5 * m_metrics.unit * overlayScale();
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_palette.canvas);
        m_painter.drawEllipse(square(corner, side * 1.3));
        paintProblemMark(m_painter, square(corner, side), problem, m_palette);
    }
    m_painter.setOpacity(1);
}

/// Numbers and marks shrink more slowly than cards, so that they can be read on chips too.
double ItemPainter::overlayScale() const { return std::max(m_zoom, 0.6); }

QColor ItemPainter::fillOf(NodeState state) const
{
    switch (state) {
    case NodeState::Applied:
    case NodeState::Current:
    case NodeState::Done:
        return m_palette.appliedFill;
    case NodeState::Failed:
        return m_palette.errorFill;
    case NodeState::Ghost:
        return m_palette.canvas;
    case NodeState::Plain:
    case NodeState::Pending:
    case NodeState::Unknown:
    case NodeState::Running:
        break;
    }
    return m_palette.card;
}

QPen ItemPainter::borderOf(const Look& look) const
{
    if (look.selected)
        return { m_palette.accent, 2 };
    if (look.status.state == NodeState::Failed)
        return { m_palette.error, 2 };
    if (look.onPath)
        return { look.risky ? m_palette.warning : m_palette.accent, 2 };
    if (look.status.state == NodeState::Current)
        return { m_palette.applied, 2 };
    if (look.status.state == NodeState::Ghost) {
        QPen pen(m_palette.mutedText, 1.25, Qt::CustomDashLine, Qt::FlatCap);
        pen.setDashPattern({ 4, 3 });
        return pen;
    }
    if (look.ancestor || look.between || look.status.state == NodeState::Running)
        return { m_palette.accent, 1.5 };
    if (look.hovered)
        return { m_palette.mutedText, 1 };
    if (look.status.state == NodeState::Applied || look.status.state == NodeState::Done)
        return { mixed(m_palette.appliedFill, m_palette.applied, 0.45), 1 };
    return { m_palette.border, 1 };
}

/// Everything but what stands on it: rings, shadow, surface, border.
void ItemPainter::paintShape(QPainter& painter, const QRectF& shape, const Look& look) const
{
    const double radius = radiusOf(shape, look.pill);
    const NodeState state = look.status.state;
    const QPen pen = borderOf(look);
    paintRings(painter, shape, radius, look);
    if (look.pill && m_level.message > 0) { // more lie beneath
        painter.setPen(QPen(mixed(m_palette.canvas, pen.color(), 0.7), 1));
        painter.setBrush(mixed(m_palette.canvas, m_palette.card, 0.6));
        const double step = 0.9 * m_metrics.unit * m_zoom;
        painter.drawRoundedRect(shape.adjusted(2 * step, step, -2 * step, step), radius, radius);
    } else if (m_level.message > 0 && state != NodeState::Ghost) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_palette.shadow);
        painter.drawRoundedRect(shape.translated(0, 1.5), radius, radius);
    }
    const double inset = pen.widthF() / 2;
    const QRectF line = shape.adjusted(inset, inset, -inset, -inset);
    const QColor fill = fillOf(state);
    const bool layered = state == NodeState::Unknown || state == NodeState::Running;
    painter.setBrush(look.selected || look.between ? mixed(fill, m_palette.accent, 0.1) : fill);
    painter.setPen(layered ? QPen(Qt::NoPen) : pen);
    painter.drawRoundedRect(line, radius - inset, radius - inset);
    if (!layered)
        return;
    if (state == NodeState::Unknown)
        paintHatching(painter, shape, radius);
    else
        paintProgress(painter, shape, radius, look.status.progress);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(pen);
    painter.drawRoundedRect(line, radius - inset, radius - inset);
}

/// A running card fills in the direction of reading until it is an applied one.
void ItemPainter::paintProgress(QPainter& painter, const QRectF& shape, double radius, double progress) const
{
    if (progress <= 0)
        return;
    QRectF part = shape;
    part.setWidth(shape.width() * std::min(progress, 1.0));
    if (m_context.style.mirrored)
        part.moveRight(shape.right());
    painter.save();
    painter.setClipRect(part, Qt::IntersectClip);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_palette.appliedFill);
    painter.drawRoundedRect(shape, radius, radius);
    painter.restore();
}

void ItemPainter::paintHatching(QPainter& painter, const QRectF& shape, double radius) const
{
    const double step = std::max(5.0, 2 * m_metrics.unit * m_zoom);
    QList<QLineF> lines;
    for (double x = shape.left() - shape.height() + step / 2; x < shape.right(); x += step) {
        // from the lower left to the upper right, cut at the sides; the corners are cut by about as much as they are
        // round
        const double corner = radius * 0.3;
        const double left = std::max(x, shape.left() + corner),
                     right = std::min(x + shape.height(), shape.right() - corner);
        if (left < right)
            lines << QLineF(left, shape.bottom() - (left - x), right, shape.bottom() - (right - x));
    }
    painter.setPen(QPen(withAlpha(m_palette.unknown, 0.28), std::max(1.0, 1.25 * m_zoom)));
    painter.drawLines(lines);
}

/// Outside the frame, from within: current, match, selected, keyboard.
void ItemPainter::paintRings(QPainter& painter, const QRectF& shape, double radius, const Look& look) const
{
    double out = 0;
    painter.setBrush(Qt::NoBrush);
    const auto ring = [&](double gap, double width, const QColor& color) {
        const double middle = out + gap + width / 2;
        painter.setPen(QPen(color, width));
        painter.drawRoundedRect(shape.adjusted(-middle, -middle, middle, middle), radius + middle, radius + middle);
        out += gap + width;
    };
    const double scale = std::clamp(m_zoom, 0.6, 1.2);
    if (look.status.state == NodeState::Current)
        ring(2.5 * scale, 1.5 * scale, m_palette.applied);
    if (look.match)
        ring(1 * scale, 3 * scale, m_palette.match);
    if (look.selected)
        ring(0, 3 * scale, withAlpha(m_palette.accent, 0.25));
    if (look.focused)
        ring(1.5 * scale, 1.5 * scale, m_palette.accent);
}

void ItemPainter::paintMark(const QRectF& box, const CardStatus& status)
{
    const auto progress = static_cast<quint32>(std::lround(std::clamp(status.progress, 0.0, 1.0) * 32));
    const quint32 key = markSprite | (status.progress < 0 ? 255U : progress) << 8 | static_cast<quint32>(status.state);
    m_context.cache.sprites.draw(m_painter, box, 2, key, m_context.spriteRatio(),
        [&](QPainter& painter, const QRectF& inner) { paintStateMark(painter, inner, status, m_palette); });
}

void ItemPainter::paintDot(int item, const Look& look)
{
    const QRectF shape = shapeOf(item);
    const double diameter = shape.width();
    const bool marked = look.selected || look.focused || look.onPath || look.status.state == NodeState::Current;
    if (diameter < tinyDot && !marked) {
        const QColor color = look.match     ? m_palette.match
            : look.ancestor || look.between ? m_palette.accent
            : look.faded && !m_context.vector
            ? mixed(m_palette.canvas, stateColor(look.status.state, m_palette), fadedOpacity)
            : stateColor(look.status.state, m_palette);
        m_painter.setOpacity(look.faded && m_context.vector ? fadedOpacity : 1);
        setSmooth(m_context.vector); // squares on whole pixels
        m_painter.fillRect(m_context.snapped(look.match ? shape.adjusted(-1, -1, 1, 1) : shape), color);
        return;
    }
    setSmooth(true);
    if (look.pill) {
        const QRectF capsule = shape.adjusted(-diameter * 0.6, 0, diameter * 0.6, 0);
        m_painter.setPen(QPen(stateColor(look.status.state, m_palette), 1.25));
        m_painter.setBrush(fillOf(look.status.state));
        m_painter.drawRoundedRect(capsule, diameter / 2, diameter / 2);
    } else {
        paintMark(shape, look.status);
    }
    paintDotRings(shape, look);
}

void ItemPainter::setSmooth(bool smooth)
{
    if (smooth != m_painter.testRenderHint(QPainter::Antialiasing))
        m_painter.setRenderHint(QPainter::Antialiasing, smooth);
}

void ItemPainter::paintDotRings(const QRectF& shape, const Look& look)
{
    const double reach = shape.width() / 2 + 2.5;
    const auto ring = [&](double radius, double width, const QColor& color, quint32 key) {
        m_context.cache.sprites.draw(m_painter, square(shape.center(), 2 * radius), width, key, m_context.spriteRatio(),
            [&](QPainter& painter, const QRectF& box) {
                painter.setBrush(Qt::NoBrush);
                painter.setPen(QPen(color, width));
                painter.drawEllipse(box);
            });
    };
    if (look.selected || look.focused || look.onPath || look.ancestor || look.between) {
        const quint32 kind = (look.risky ? 1U : 0U) | (look.selected ? 2U : 0U);
        ring(reach, look.selected ? 2.5 : 1.5, look.risky ? m_palette.warning : m_palette.accent, ringSprite | kind);
    }
    if (look.match)
        ring(reach + 1.5, 2.5, m_palette.match, matchSprite);
}

} // namespace espalier::graphview
