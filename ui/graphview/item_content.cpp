#include "graphview/item_painter.h"

#include "graphview/card_glyph.h"
#include "graphview/state_mark.h"

#include <algorithm>
#include <cmath>
#include <QCoreApplication>

namespace espalier::graphview {

namespace {
QRectF square(const QPointF& centre, double side)
{
    return { centre.x() - side / 2, centre.y() - side / 2, side, side };
}
} // namespace

void ItemPainter::drawLine(const TextLine& line, const QColor& color)
{
    m_painter.setPen(color);
    m_painter.drawStaticText(line.topLeft, line.text);
}

void ItemPainter::paintCardContent(const QRectF& shape, const Look& look)
{
    const GraphStyle& style = m_context.style;
    const CardLayout& layout = m_context.cache.layouts.of(look.card, m_context.scene.picture(), m_metrics, style);
    m_painter.save();
    m_painter.setOpacity(m_painter.opacity() * m_level.card);
    m_painter.translate(shape.topLeft());
    m_painter.scale(shape.width() / m_metrics.card.width(), shape.height() / m_metrics.card.height());

    const bool ghost = look.status.state == NodeState::Ghost;
    paintStateMark(m_painter, layout.mark, look.status, m_palette);
    m_painter.setFont(style.code);
    drawLine(layout.id, ghost ? m_palette.mutedText : m_palette.text);
    m_painter.setFont(style.message);
    drawLine(layout.message, ghost ? m_palette.mutedText : m_palette.text);
    m_painter.setFont(style.small);
    for (const Badge& badge : layout.badges)
        paintBadge(badge);
    if (look.status.state == NodeState::Failed && !look.status.error.isEmpty()) {
        const double width = m_metrics.card.width() - 2 * m_metrics.padding;
        const QStaticText& error = m_context.cache.layouts.line(look.status.error, style.small, width);
        const double left = style.mirrored ? m_metrics.padding + width - error.size().width() : m_metrics.padding;
        drawLine({ error, QPointF(left, 14.5 * m_metrics.unit - error.size().height() / 2) }, m_palette.error);
    } else {
        drawLine(layout.detail, m_palette.mutedText);
        paintGlyphs(layout);
    }
    m_painter.restore();
}

void ItemPainter::paintBadge(const Badge& badge)
{
    QColor fill = Qt::transparent, line = m_palette.border, text = m_palette.mutedText;
    if (badge.kind == BadgeKind::Head) {
        fill = line = m_palette.mutedText;
        text = m_palette.card;
    } else if (badge.kind == BadgeKind::Label) {
        fill = withAlpha(m_palette.accent, 0.14);
        line = Qt::transparent;
        text = m_palette.accent;
    } else {
        line = m_palette.mutedText;
    }
    m_painter.setPen(line.alpha() == 0 ? QPen(Qt::NoPen) : QPen(line, 1));
    m_painter.setBrush(fill);
    const QRectF box = badge.box.adjusted(0.5, 0.5, -0.5, -0.5);
    const double radius = badge.kind == BadgeKind::Label ? m_metrics.unit : box.height() / 2;
    m_painter.drawRoundedRect(box, radius, radius);
    drawLine(badge.line, text);
}

void ItemPainter::paintGlyphs(const CardLayout& layout)
{
    for (const GlyphSlot& slot : layout.glyphs) {
        const bool loud
            = slot.kind == GlyphKind::DropTable || slot.kind == GlyphKind::DropColumn || slot.kind == GlyphKind::Opaque;
        const QColor color = loud ? m_palette.warning : m_palette.mutedText;
        paintGlyph(m_painter, slot.box, slot.kind, color);
        if (!slot.count.text.text().isEmpty())
            drawLine(slot.count, color);
    }
}

/// Mark and id, larger than the card would have them, so that they can be read. The id makes way when there is no room.
void ItemPainter::paintChipContent(const QRectF& shape, const Look& look)
{
    const GraphStyle& style = m_context.style;
    const double side = std::min(shape.height() * 0.6, 12.0 * style.fontPixels / 13);
    const double t = m_level.chip;
    m_painter.save();
    m_painter.setOpacity(m_painter.opacity() * (1 - m_level.card));
    const double edge = std::min(shape.height(), side + 8) / 2;
    const double x = style.mirrored ? shape.right() - edge : shape.left() + edge;
    const double dot = side + (shape.height() - side) * (1 - t);
    paintStateMark(m_painter, square({ shape.center().x() + (x - shape.center().x()) * t, shape.center().y() }, dot),
        look.status, m_palette);
    const double room = shape.width() - 2 * edge - side / 2;
    if (t > 0.5 && room > 3 * style.fontPixels) {
        const QStaticText& id = m_context.cache.layouts.line(
            shownId(m_context.scene.picture().card(look.card)), style.chip, std::floor(room / 8) * 8);
        const double gap = edge + side / 2 + 3;
        const double left = style.mirrored ? shape.right() - gap - id.size().width() : shape.left() + gap;
        m_painter.setOpacity(m_painter.opacity() * (2 * t - 1));
        m_painter.setFont(style.chip);
        m_painter.setPen(look.status.state == NodeState::Ghost ? m_palette.mutedText : m_palette.text);
        m_painter.drawStaticText(
            QPointF(m_context.snapped(left), m_context.snapped(shape.center().y() - id.size().height() / 2)), id);
    }
    m_painter.restore();
}

/// Far out, as on a map, only what one steers by has a name: heads, labels, where the database is.
void ItemPainter::paintName(const QPointF& centre, double diameter, const Look& look)
{
    const GraphCard& card = m_context.scene.picture().card(look.card);
    const double rowPitch = (m_metrics.card.height() + 10 * m_metrics.unit) * m_zoom;
    const bool worth = card.head || !card.labels.isEmpty() || look.selected || look.status.state == NodeState::Current
        || look.status.state == NodeState::Failed;
    const double room = m_context.camera.scaleX() * (m_metrics.card.width() + 8 * m_metrics.unit) - diameter - 8;
    if (!worth || rowPitch < 7 || m_context.scene.geometry().isHorizontal() || room < 2.5 * m_context.style.fontPixels)
        return;
    QString name = shownId(card);
    if (!card.labels.isEmpty())
        name = card.labels.join(QStringLiteral(", "));
    const QFont& font = m_context.style.small;
    const QStaticText& text = m_context.cache.layouts.line(name, font, std::floor(room / 8) * 8);
    const double gap = diameter / 2 + 6;
    const double left = m_context.style.mirrored ? centre.x() - gap - text.size().width() : centre.x() + gap;
    m_painter.setFont(font);
    m_painter.setPen(look.selected ? m_palette.accent : m_palette.mutedText);
    m_painter.drawStaticText(
        QPointF(m_context.snapped(left), m_context.snapped(centre.y() - text.size().height() / 2)), text);
}

/// "37 revisions" and how far they are applied.
void ItemPainter::paintPillContent(int item, const QRectF& shape, const Look& look)
{
    const PillSummary summary = m_context.cache.pills.value(item);
    const GraphStyle& style = m_context.style;
    const bool roomy = m_level.card > 0.5;
    const QString text = roomy ? QCoreApplication::translate("GraphView", "%n revision(s)", nullptr, summary.count)
                               : QStringLiteral("%L1").arg(summary.count);
    const double scale = roomy ? shape.height() / m_metrics.pillHeight : 1;
    const QStaticText& line = m_context.cache.layouts.line(text, style.message, m_metrics.pillWidth);
    m_painter.save();
    m_painter.setOpacity(m_painter.opacity() * m_level.chip);
    m_painter.translate(shape.center());
    m_painter.scale(scale, scale);
    const double side = roomy ? m_metrics.mark : 10, gap = 6;
    const double width = side + gap + line.size().width();
    const double markX = style.mirrored ? width / 2 - side / 2 : -width / 2 + side / 2;
    paintStateMark(m_painter, square({ markX, 0 }, side), look.status, m_palette);
    m_painter.setFont(style.message);
    m_painter.setPen(m_palette.text);
    const double left = style.mirrored ? -width / 2 : -width / 2 + side + gap;
    if (line.size().width() * scale < shape.width())
        m_painter.drawStaticText(QPointF(left, -line.size().height() / 2), line);
    if (roomy && summary.applied > 0 && summary.applied < summary.count) {
        const double all = m_metrics.pillWidth - 8 * m_metrics.unit, done = all * summary.applied / summary.count;
        const double y = m_metrics.pillHeight / 2 - 1.25 * m_metrics.unit;
        m_painter.fillRect(QRectF(-all / 2, y, all, 2), m_palette.border);
        m_painter.fillRect(QRectF(style.mirrored ? all / 2 - done : -all / 2, y, done, 2), m_palette.applied);
    }
    m_painter.restore();
}

void ItemPainter::paintNumber(const QPointF& corner, const QString& number, bool risky)
{
    const double scale = overlayScale(), u = m_metrics.unit;
    const QFont& font = m_context.style.small;
    const QStaticText& text = m_context.cache.layouts.line(number, font, 40 * u);
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
