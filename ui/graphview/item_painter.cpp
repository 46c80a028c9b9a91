#include "graphview/item_painter.h"

#include "graphview/state_mark.h"

#include <algorithm>
#include <cmath>
#include <QPainterPath>

namespace espalier::graphview {

namespace {
constexpr double fadedOpacity = 0.32;
constexpr double tinyDot = 4; // px; below, a dot is a square of one colour

double between(double from, double to, double t) { return from + (to - from) * t; }

QRectF between(const QRectF& from, const QRectF& to, double t)
{
    return { between(from.x(), to.x(), t), between(from.y(), to.y(), t), between(from.width(), to.width(), t),
        between(from.height(), to.height(), t) };
}

QRectF square(const QPointF& centre, double side)
{
    return { centre.x() - side / 2, centre.y() - side / 2, side, side };
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

ItemPainter::Look ItemPainter::lookOf(int item) const
{
    if (m_context.scene.isPill(item))
        return lookOfPill(item);
    const GraphMarks& marks = m_context.marks;
    const int card = m_context.scene.cardOf(item);
    Look look{ .card = card, .status = marks.statusOf(m_context.scene.picture(), card) };
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
    const auto known = m_context.cache.pills.constFind(item);
    const PillSummary& summary = known != m_context.cache.pills.constEnd()
        ? *known
        : *m_context.cache.pills.insert(item, PillSummary::of(cards, m_context.scene.picture(), marks));
    Look look{ .card = cards.front(), .status = summary.status() };
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

/// The card as it lies on the viewport, drawn together into a dot the farther away it is.
QRectF ItemPainter::shapeOf(int item) const
{
    const GraphCamera& camera = m_context.camera;
    const QRectF place = m_context.scene.itemRect(item);
    const QPointF centre = camera.toViewport(place.center());
    const QSizeF size = place.size() * m_zoom;
    const QRectF card(centre.x() - size.width() / 2, centre.y() - size.height() / 2, size.width(), size.height());
    if (m_level.chip >= 1)
        return m_context.snapped(card);
    const double diameter = std::clamp(0.62 * m_metrics.card.height() * m_zoom, 3.0, 14.0);
    return between(square(centre, diameter), card, m_level.chip);
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
    const bool pill = m_context.scene.isPill(item);
    const double full = pill ? shape.height() / 2 : m_metrics.radius * std::max(m_zoom, 0.5);
    const double radius = between(shape.height() / 2, full, m_level.chip);
    paintRings(shape, radius, look);
    if (pill && m_level.card > 0) { // two more lie beneath
        m_painter.setPen(QPen(mixed(m_palette.canvas, borderOf(look).color(), 0.7), 1));
        m_painter.setBrush(mixed(m_palette.canvas, m_palette.card, 0.6));
        const double step = m_metrics.unit * m_zoom * 0.9;
        m_painter.drawRoundedRect(shape.adjusted(step * 2, step, -step * 2, step), radius, radius);
    }
    paintFrame(shape, radius, look);
    if (pill)
        paintPillContent(item, shape, look);
    else {
        if (m_level.card > 0)
            paintCardContent(shape, look);
        if (m_level.card < 1)
            paintChipContent(shape, look);
    }
    m_painter.setOpacity(1);
}

void ItemPainter::paintOverlay(int item)
{
    if (m_level.isDot())
        return;
    const Look look = lookOf(item);
    const bool pill = m_context.scene.isPill(item);
    const GraphCard& card = m_context.scene.picture().card(look.card);
    const QRectF shape = shapeOf(item);
    const bool mirrored = m_context.style.mirrored;
    m_painter.setOpacity(look.faded ? fadedOpacity : m_level.chip);
    const double inwards = 3 * m_metrics.unit * overlayScale();
    if (look.onPath) {
        const int number = m_context.marks.numberOf(look.card);
        const PillSummary summary = pill ? m_context.cache.pills.value(item) : PillSummary();
        const QString text = pill && summary.lastNumber > summary.firstNumber
            ? QStringLiteral("%L1–%L2").arg(summary.firstNumber).arg(summary.lastNumber)
            : QStringLiteral("%L1").arg(pill ? summary.firstNumber : number);
        const double x = mirrored ? shape.right() - inwards : shape.left() + inwards;
        paintNumber({ x, shape.top() }, text, look.risky);
    }
    const ProblemMark problem = pill ? m_context.cache.pills.value(item).problem : card.problem;
    if (problem != ProblemMark::None) {
        const double x = mirrored ? shape.left() + inwards : shape.right() - inwards;
        const double side = 4.5 * m_metrics.unit * overlayScale();
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_palette.canvas);
        m_painter.drawEllipse(square({ x, shape.top() }, side * 1.3));
        paintProblemMark(m_painter, square({ x, shape.top() }, side), problem, m_palette);
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
    if (look.ancestor || look.between)
        return { m_palette.accent, 1.5 };
    if (look.status.state == NodeState::Running)
        return { m_palette.accent, 1.5 };
    if (look.hovered)
        return { m_palette.mutedText, 1 };
    if (look.status.state == NodeState::Applied || look.status.state == NodeState::Done)
        return { mixed(m_palette.appliedFill, m_palette.applied, 0.45), 1 };
    return { m_palette.border, 1 };
}

void ItemPainter::paintFrame(const QRectF& shape, double radius, const Look& look)
{
    if (m_level.card > 0 && look.status.state != NodeState::Ghost) {
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_palette.shadow);
        m_painter.drawRoundedRect(shape.translated(0, 1.5), radius, radius);
    }
    const QPen pen = borderOf(look);
    const double inset = pen.widthF() / 2;
    const QRectF line = shape.adjusted(inset, inset, -inset, -inset);
    QColor fill = fillOf(look.status.state);
    if (look.selected || look.between)
        fill = mixed(fill, m_palette.accent, 0.1);
    m_painter.setBrush(fill);
    const bool layered = look.status.state == NodeState::Unknown || look.status.state == NodeState::Running;
    m_painter.setPen(layered ? QPen(Qt::NoPen) : pen);
    m_painter.drawRoundedRect(line, radius - inset, radius - inset);
    if (!layered)
        return;
    if (look.status.state == NodeState::Unknown)
        paintHatching(shape, radius);
    else
        paintProgress(shape, radius, look.status.progress);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(pen);
    m_painter.drawRoundedRect(line, radius - inset, radius - inset);
}

/// A running card fills in the direction of reading until it is an applied one.
void ItemPainter::paintProgress(const QRectF& shape, double radius, double progress)
{
    if (progress <= 0)
        return;
    QRectF part = shape;
    part.setWidth(shape.width() * std::min(progress, 1.0));
    if (m_context.style.mirrored)
        part.moveRight(shape.right());
    m_painter.save();
    m_painter.setClipRect(part, Qt::IntersectClip);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_palette.appliedFill);
    m_painter.drawRoundedRect(shape, radius, radius);
    m_painter.restore();
}

void ItemPainter::paintHatching(const QRectF& shape, double radius)
{
    const double step = std::max(5.0, 2 * m_metrics.unit * m_zoom);
    QList<QLineF> lines;
    for (double x = shape.left() - shape.height() + step / 2; x < shape.right(); x += step) {
        // from the lower left to the upper right, cut at the sides; the corners are cut by as much as they are round
        const double corner = radius * 0.3;
        const double left = std::max(x, shape.left() + corner),
                     right = std::min(x + shape.height(), shape.right() - corner);
        if (left < right)
            lines << QLineF(left, shape.bottom() - (left - x), right, shape.bottom() - (right - x));
    }
    m_painter.setPen(QPen(withAlpha(m_palette.unknown, 0.28), std::max(1.0, 1.25 * m_zoom)));
    m_painter.drawLines(lines);
}

/// Outside the frame, from within: current, selected, keyboard.
void ItemPainter::paintRings(const QRectF& shape, double radius, const Look& look)
{
    double out = 0;
    m_painter.setBrush(Qt::NoBrush);
    const auto ring = [&](double gap, double width, const QColor& color) {
        const double middle = out + gap + width / 2;
        m_painter.setPen(QPen(color, width));
        m_painter.drawRoundedRect(shape.adjusted(-middle, -middle, middle, middle), radius + middle, radius + middle);
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

void ItemPainter::paintDot(int item, const Look& look)
{
    const QRectF shape = shapeOf(item);
    const double diameter = shape.width();
    const bool marked
        = look.selected || look.focused || look.match || look.onPath || look.status.state == NodeState::Current;
    if (diameter < tinyDot && !marked) {
        const QColor color
            = look.ancestor || look.between ? m_palette.accent : stateColor(look.status.state, m_palette);
        m_painter.fillRect(m_context.snapped(shape), color);
        return;
    }
    if (m_context.scene.isPill(item)) {
        const QRectF capsule = shape.adjusted(-diameter * 0.6, 0, diameter * 0.6, 0);
        m_painter.setPen(QPen(stateColor(look.status.state, m_palette), 1.25));
        m_painter.setBrush(fillOf(look.status.state));
        m_painter.drawRoundedRect(capsule, diameter / 2, diameter / 2);
    } else if (m_context.vector) {
        paintStateMark(m_painter, shape, look.status, m_palette);
    } else {
        const QPixmap& image = dotImage(diameter, look.status);
        const QSizeF size = image.deviceIndependentSize();
        m_painter.drawPixmap(QPointF(m_context.snapped(shape.center().x() - size.width() / 2),
                                 m_context.snapped(shape.center().y() - size.height() / 2)),
            image);
    }
    const double ring = diameter / 2 + 2.5;
    m_painter.setBrush(Qt::NoBrush);
    if (look.selected || look.focused || look.onPath || look.ancestor || look.between) {
        m_painter.setPen(QPen(look.risky ? m_palette.warning : m_palette.accent, look.selected ? 2.5 : 1.5));
        m_painter.drawEllipse(shape.center(), ring, ring);
    }
    if (look.match) {
        m_painter.setPen(QPen(m_palette.match, 2.5));
        m_painter.drawEllipse(shape.center(), ring + 1.5, ring + 1.5);
    }
    paintName(shape.center(), diameter, look);
}

const QPixmap& ItemPainter::dotImage(double diameter, const CardStatus& status)
{
    const auto eighths = static_cast<quint64>(std::lround(diameter * 8));
    const auto progress = static_cast<quint64>(std::lround(std::clamp(status.progress, 0.0, 1.0) * 16));
    const quint64 key = eighths << 16 | progress << 8 | static_cast<quint64>(status.state);
    auto found = m_context.cache.dots.find(key);
    if (found == m_context.cache.dots.end()) {
        if (m_context.cache.dots.size() > 512)
            m_context.cache.dots.clear();
        const double side = diameter + 3; // room for what stands out
        QPixmap image((QSizeF(side, side) * m_context.pixelRatio).toSize() + QSize(1, 1));
        image.setDevicePixelRatio(m_context.pixelRatio);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        paintStateMark(
            painter, square(QRectF(QPointF(), image.deviceIndependentSize()).center(), diameter), status, m_palette);
        found = m_context.cache.dots.insert(key, image);
    }
    return *found;
}

} // namespace espalier::graphview
