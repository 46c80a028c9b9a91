#include "graphview/item_painter.h"

#include "graphview/between.h"
#include "graphview/card_glyph.h"
#include "graphview/state_mark.h"

#include <algorithm>
#include <cmath>
#include <QCoreApplication>

namespace espalier::graphview {

namespace {
constexpr quint32 glyphSprite = 3U << 16;
constexpr double nameGap = 6; // px

} // namespace

/// Where lines and margins of a card lie on the viewport. `scale` is that of the text.
struct ItemPainter::Lines {
    double scale;
    double first, second, third; ///< middles of the three lines
    double left, right; ///< of the content
    bool mirrored;

    double width() const { return (right - left) / scale; }
    /// The left edge of something `width` wide that stands `start` (both at 100 %) behind the leading edge …
    double leading(double start, double width) const
    {
        return mirrored ? right - (start + width) * scale : left + start * scale;
    }
    /// … or `end` before the trailing edge.
    double trailing(double end, double width) const
    {
        return mirrored ? left + end * scale : right - (end + width) * scale;
    }
};

/// Three lines near by, two on a smaller card, one on a chip; gliding from one to the other.
ItemPainter::Lines ItemPainter::linesOf(const QRectF& shape) const
{
    const double height = shape.height();
    const double padding = m_level.text * between(1.75 * m_metrics.unit, m_metrics.padding, m_level.message);
    Lines lines{ m_level.text, 0, 0, 0, shape.left() + padding, shape.right() - padding, m_context.style.mirrored };
    lines.first = shape.top() + height * between(0.5, between(0.31, 0.25, m_level.detail), m_level.message);
    lines.second = shape.top() + height * between(0.69, 0.513, m_level.detail);
    lines.third = shape.top() + height * 0.763;
    return lines;
}

bool ItemPainter::hasText() const
{
    constexpr double leastRowPitch = 7; // px; names of neighbouring dots would lie on each other
    return !m_level.isDot() || (m_metrics.card.height() + 10 * m_metrics.unit) * m_zoom >= leastRowPitch;
}

QRectF ItemPainter::withNames(const QRectF& area) const
{
    const bool hasNames = m_level.isDot() && hasText() && !m_context.scene.geometry().isHorizontal();
    const double reach = hasNames ? mostNameRoom() : 0;
    return m_context.style.mirrored ? area.adjusted(0, 0, reach, 0) : area.adjusted(-reach, 0, 0, 0);
}

/// The painter is scaled for text already.
void ItemPainter::drawText(const QPointF& topLeft, const QStaticText& text, const QColor& color, double opacity)
{
    // On the screen, paler ink instead of transparent ink, which takes much longer to draw.
    const double before = m_painter.opacity(), wanted = before * opacity;
    m_painter.setOpacity(m_context.vector ? wanted : 1);
    m_painter.setPen(m_context.vector ? color : mixed(m_palette.canvas, color, wanted));
    m_painter.drawStaticText(topLeft / m_level.text, text);
    m_painter.setOpacity(before);
}

const CardLine* ItemPainter::lineOf(CardLines::Line line, const Lines& lines, const Look& look)
{
    return m_context.cache.lines.of(
        line, look.card, lines.width(), m_context.scene.picture(), m_metrics, m_context.style);
}

void ItemPainter::paintCardMarks(const QRectF& shape, const Look& look)
{
    const Lines lines = linesOf(shape);
    const double t = m_level.chip;
    const double side = between(shape.height(), m_metrics.mark * lines.scale, t);
    const double x = lines.leading(0, m_metrics.mark) + m_metrics.mark * lines.scale / 2;
    paintMark(square({ between(shape.center().x(), x, t), lines.first }, side), look.status);
    const bool failed = look.status.state == NodeState::Failed && !look.status.error.isEmpty();
    const CardLine* detail = m_level.detail <= 0 || failed ? nullptr : lineOf(CardLines::Detail, lines, look);
    if (!detail)
        return;
    const double opacity = m_painter.opacity(), glyph = 3 * m_metrics.unit;
    m_painter.setOpacity(opacity * m_level.detail);
    for (const GlyphSlot& slot : detail->glyphs) {
        const bool loud
            = slot.kind == GlyphKind::DropTable || slot.kind == GlyphKind::DropColumn || slot.kind == GlyphKind::Opaque;
        const double left = lines.trailing(slot.end + slot.width - glyph, glyph);
        const QRectF box(left, lines.third - glyph * lines.scale / 2, glyph * lines.scale, glyph * lines.scale);
        m_context.cache.sprites.draw(m_painter, box, 1, glyphSprite | static_cast<quint32>(slot.kind),
            m_context.spriteRatio(), [&](QPainter& painter, const QRectF& inner) {
                paintGlyph(painter, inner, slot.kind, loud ? m_palette.warning : m_palette.mutedText);
            });
    }
    m_painter.setOpacity(opacity);
}

void ItemPainter::paintCardText(const QRectF& shape, const Look& look)
{
    const Lines lines = linesOf(shape);
    const GraphStyle& style = m_context.style;
    const QColor strong = look.status.state == NodeState::Ghost ? m_palette.mutedText : m_palette.text;
    const auto at = [&](const QStaticText& text, double start, double middle) {
        return QPointF(lines.leading(start, text.size().width()), middle - text.size().height() * lines.scale / 2);
    };
    if (const CardLine* id = lineOf(m_level.message > 0 ? CardLines::IdAndBadges : CardLines::Id, lines, look)) {
        m_painter.setFont(style.code);
        drawText(at(id->text, m_metrics.mark + 2 * m_metrics.unit, lines.first), id->text, strong,
            std::clamp(2 * m_level.chip - 1, 0.0, 1.0));
        m_painter.setFont(style.small);
        paintBadges(lines, id->badges);
    }
    if (m_level.message <= 0)
        return;
    if (const CardLine* message = lineOf(CardLines::Message, lines, look)) {
        m_painter.setFont(style.message);
        drawText(at(message->text, 0, lines.second), message->text, strong, m_level.message);
    }
    if (m_level.detail > 0)
        paintThirdLine(lines, look);
}

/// What went wrong, or who and when with the counts of the glyphs.
void ItemPainter::paintThirdLine(const Lines& lines, const Look& look)
{
    const QFont& font = m_context.style.small;
    const bool failed = look.status.state == NodeState::Failed && !look.status.error.isEmpty();
    const CardLine* detail = failed ? nullptr : lineOf(CardLines::Detail, lines, look);
    if (!failed && !detail)
        return;
    const QStaticText& text
        = failed ? m_context.cache.lines.text(look.status.error, font, std::floor(lines.width())) : detail->text;
    const auto top = [&](const QSizeF& size) { return lines.third - size.height() * lines.scale / 2; };
    m_painter.setFont(font);
    drawText({ lines.leading(0, text.size().width()), top(text.size()) }, text,
        failed ? m_palette.error : m_palette.mutedText, m_level.detail);
    if (failed)
        return;
    for (const GlyphSlot& slot : detail->glyphs) {
        const QSizeF size = slot.count.size();
        if (!slot.count.text().isEmpty())
            drawText(
                { lines.trailing(slot.end, size.width()), top(size) }, slot.count, m_palette.mutedText, m_level.detail);
    }
}

void ItemPainter::paintBadges(const Lines& lines, const std::vector<Badge>& badges)
{
    const double before = m_painter.opacity(), height = 4 * m_metrics.unit;
    m_painter.setOpacity(before * m_level.message);
    for (const Badge& badge : badges) {
        QColor fill = Qt::transparent, line = m_palette.mutedText, text = m_palette.mutedText;
        if (badge.kind == BadgeKind::Head) {
            fill = m_palette.mutedText;
            text = m_palette.card;
        } else if (badge.kind == BadgeKind::Label) {
            fill = withAlpha(m_palette.accent, 0.14);
            line = Qt::transparent;
            text = m_palette.accent;
        }
        const QPointF corner(lines.trailing(badge.end, badge.width), lines.first - height * lines.scale / 2);
        const QRectF box = QRectF(corner / lines.scale, QSizeF(badge.width, height)).adjusted(0.5, 0.5, -0.5, -0.5);
        const double radius = badge.kind == BadgeKind::Label ? m_metrics.unit : box.height() / 2;
        m_painter.setPen(line.alpha() == 0 ? QPen(Qt::NoPen) : QPen(line, 1));
        m_painter.setBrush(fill);
        m_painter.drawRoundedRect(box, radius, radius);
        const QSizeF size = badge.text.size();
        drawText({ corner.x() + (badge.width - size.width()) / 2 * lines.scale,
                     lines.first - size.height() / 2 * lines.scale },
            badge.text, text);
    }
    m_painter.setOpacity(before);
}

/// Far out, as on a map, only what one steers by has a name: heads, labels, where the database is.
void ItemPainter::paintName(int item, const Look& look)
{
    const GraphCard& card = m_context.scene.picture().card(look.card);
    const double scale = m_level.text;
    const bool worth = card.head || !card.labels.isEmpty() || look.selected || look.status.state == NodeState::Current
        || look.status.state == NodeState::Failed;
    if (!worth || look.pill || m_context.scene.geometry().isHorizontal())
        return;
    const QRectF shape = shapeOf(item);
    const double room = nameRoom(item, shape);
    if (room < 5 * m_context.style.fontPixels)
        return;
    QString name = card.labels.isEmpty() ? shownId(card) : card.labels.join(QStringLiteral(", "));
    if (room > 14 * m_context.style.fontPixels)
        name += QStringLiteral("  ") + card.message;
    const QFont& font = m_context.style.message;
    const QStaticText& text = m_context.cache.lines.text(name, font, std::floor(room / scale / 8) * 8);
    const QSizeF size = text.size() * scale;
    const double gap = shape.width() / 2 + nameGap;
    const QPointF corner(m_context.style.mirrored ? shape.center().x() - gap - size.width() : shape.center().x() + gap,
        shape.center().y() - size.height() / 2);
    m_painter.fillRect(QRectF(corner / scale, text.size()), withAlpha(m_palette.canvas, 0.8)); // lines may pass behind
    m_painter.setFont(font);
    drawText(corner, text, look.selected ? m_palette.accent : m_palette.mutedText);
}

/// From a dot to the next one of its row, within reason.
double ItemPainter::nameRoom(int item, const QRectF& shape) const
{
    const graph::LaneGeometry& geometry = m_context.scene.geometry();
    const double most = mostNameRoom(), start = shape.width() / 2 + nameGap;
    const double direction = m_context.style.mirrored ? -1 : 1;
    const QRectF row = QRectF(shape.center(), shape.center() + QPointF(direction * (start + most), 1)).normalized();
    graph::NodeList beside;
    geometry.nodesIn(m_context.camera.toCanvas(row), beside);
    double room = most;
    for (const int other : beside) {
        const double away
            = (m_context.camera.toViewport(geometry.nodeCentre(other)).x() - shape.center().x()) * direction;
        if (other != item && away > 0 && m_context.scene.place(other).row == m_context.scene.place(item).row)
            room = std::min(room, away - start - shape.width());
    }
    return room;
}

QString ItemPainter::pillText(int item) const
{
    const int count = summaryOf(item).count;
    if (m_level.message <= 0)
        return QStringLiteral("%L1").arg(count);
    return QCoreApplication::translate("GraphView", "%n revisions", nullptr, count);
}

/// The state of what is folded, and how far it is applied.
void ItemPainter::paintPillMarks(int item, const QRectF& shape, const Look& look)
{
    const PillSummary& summary = summaryOf(item);
    const double scale = m_level.text, side = m_metrics.mark * scale, u = m_metrics.unit * scale;
    const double t = m_level.chip, edge = shape.height() / 2 + u / 2;
    const double x = m_context.style.mirrored ? shape.right() - edge : shape.left() + edge;
    paintMark(square({ between(shape.center().x(), x, t), shape.center().y() }, between(shape.height(), side, t)),
        look.status);
    if (m_level.message < 1 || summary.applied == 0 || summary.applied == summary.count)
        return;
    const double all = shape.width() - 2 * shape.height(), done = all * summary.applied / summary.count;
    const double y = m_context.snapped(shape.bottom() - 1.5 * m_metrics.unit * m_zoom);
    const double left = shape.center().x() - all / 2;
    m_painter.fillRect(QRectF(left, y, all, 2), m_palette.border);
    m_painter.fillRect(QRectF(m_context.style.mirrored ? left + all - done : left, y, done, 2), m_palette.applied);
}

void ItemPainter::paintPillText(int item, const QRectF& shape, const Look& look)
{
    const GraphStyle& style = m_context.style;
    const double scale = m_level.text, u = m_metrics.unit * scale;
    const double start = shape.height() / 2 + u / 2 + m_metrics.mark * scale / 2 + 1.5 * u;
    const double room = shape.width() - start - shape.height() / 4;
    const QStaticText& text
        = m_context.cache.lines.text(pillText(item), style.message, std::floor(room / scale / 4) * 4);
    const QSizeF size = text.size() * scale;
    m_painter.setFont(style.message);
    drawText({ style.mirrored ? shape.right() - start - size.width() : shape.left() + start,
                 shape.center().y() - size.height() / 2 },
        text, look.status.state == NodeState::Ghost ? m_palette.mutedText : m_palette.text, m_level.chip);
}

void ItemPainter::paintNumber(const QPointF& corner, const QString& number, bool risky)
{
    const double scale = overlayScale(), u = m_metrics.unit;
    const QFont& font = m_context.style.small;
    const QStaticText& text = m_context.cache.lines.text(number, font, 40 * u);
    const double height = 4.5 * u, width = std::max(height, text.size().width() + 2.5 * u);
    m_painter.save();
    m_painter.translate(corner);
    m_painter.scale(scale, scale);
    m_painter.setPen(QPen(m_palette.canvas, 1.5));
    m_painter.setBrush(risky ? m_palette.warning : m_palette.accent);
    m_painter.drawRoundedRect(QRectF(-width / 2, -height / 2, width, height), height / 2, height / 2);
    m_painter.setFont(font);
    m_painter.setPen(m_palette.onAccent);
    m_painter.drawStaticText(QPointF(-text.size().width() / 2, -text.size().height() / 2), text);
    m_painter.restore();
}

} // namespace espalier::graphview
