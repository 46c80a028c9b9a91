#include "graphview/card_layout.h"

#include <QCoreApplication>

namespace espalier::graphview {

namespace {
constexpr int mostLayouts = 4096; // some screens full; the rest is made again when it comes into sight

QStaticText shaped(const QString& text, const QFont& font)
{
    QStaticText result(text);
    result.setTextFormat(Qt::PlainText);
    result.setPerformanceHint(QStaticText::AggressiveCaching);
    result.prepare({}, font);
    return result;
}

class LayoutMaker {
public:
    LayoutMaker(const GraphCard& card, const CardMetrics& metrics, const GraphStyle& style)
        : m_card(card)
        , m_metrics(metrics)
        , m_style(style)
        , m_left(metrics.padding)
        , m_right(metrics.card.width() - metrics.padding)
    { }

    CardLayout make()
    {
        const double u = m_metrics.unit;
        m_layout.mark = mirrored(QRectF(m_left, 4.75 * u - m_metrics.mark / 2, m_metrics.mark, m_metrics.mark));
        const double idLeft = m_left + m_metrics.mark + 2 * u;
        const double idWidth = QFontMetricsF(m_style.code).horizontalAdvance(shownId(m_card));
        addBadges(4.75 * u, std::min(idLeft + idWidth, idLeft + 26 * u));
        m_layout.id = line(shownId(m_card), m_style.code, idLeft, m_badgeLeft - 2 * u, 4.75 * u, Qt::ElideMiddle);
        m_layout.message = line(m_card.message, m_style.message, m_left, m_right, 9.75 * u, Qt::ElideRight);
        addGlyphs(14.5 * u);
        m_layout.detail = line(m_card.detail, m_style.small, m_left, m_glyphLeft - 2 * u, 14.5 * u, Qt::ElideRight);
        return std::move(m_layout);
    }

private:
    QRectF mirrored(QRectF box) const
    {
        if (m_style.mirrored)
            box.moveLeft(m_metrics.card.width() - box.right());
        return box;
    }

    TextLine line(
        const QString& text, const QFont& font, double left, double right, double middle, Qt::TextElideMode mode)
    {
        const QFontMetricsF metrics(font);
        TextLine result{ shaped(metrics.elidedText(text.simplified(), mode, std::max(0.0, right - left)), font), {} };
        const QSizeF size = result.text.size();
        result.topLeft = mirrored(QRectF(left, middle - size.height() / 2, size.width(), size.height())).topLeft();
        return result;
    }

    /// From the end of the first line inwards: what the revision is to the tree, then its labels as far as there is
    /// room.
    void addBadges(double middle, double least)
    {
        m_badgeLeft = m_right;
        const auto text = [](const char* source) { return QCoreApplication::translate("GraphView", source); };
        if (m_card.head)
            addBadge(BadgeKind::Head, text(QT_TRANSLATE_NOOP("GraphView", "head")), middle, least);
        if (m_card.base)
            addBadge(BadgeKind::Base, text(QT_TRANSLATE_NOOP("GraphView", "base")), middle, least);
        if (m_card.merge)
            addBadge(BadgeKind::Merge, text(QT_TRANSLATE_NOOP("GraphView", "merge")), middle, least);
        for (qsizetype i = 0; i < m_card.labels.size(); ++i) {
            if (!addBadge(BadgeKind::Label, m_card.labels[i], middle, least)) {
                addBadge(BadgeKind::Label, QStringLiteral("+%1").arg(m_card.labels.size() - i), middle, least);
                break;
            }
        }
    }

    bool addBadge(BadgeKind kind, const QString& text, double middle, double least)
    {
        const double u = m_metrics.unit, gap = u, padding = 1.5 * u;
        const QFontMetricsF metrics(m_style.small);
        const QString shown = metrics.elidedText(text, Qt::ElideRight, 24 * u);
        const double width = metrics.horizontalAdvance(shown) + 2 * padding;
        if (m_badgeLeft - width - gap < least + u)
            return false;
        const double right = m_badgeLeft;
        m_badgeLeft -= width + gap;
        Badge badge{ kind, mirrored(QRectF(right - width, middle - 2 * u, width, 4 * u)), {} };
        badge.line = line(shown, m_style.small, right - width + padding, right, middle, Qt::ElideNone);
        m_layout.badges.push_back(std::move(badge));
        return true;
    }

    void addGlyphs(double middle)
    {
        m_glyphLeft = m_right;
        const double u = m_metrics.unit, side = 3 * u;
        for (auto glyph = m_card.glyphs.crbegin(); glyph != m_card.glyphs.crend(); ++glyph) {
            if (m_glyphLeft < m_left + 14 * u)
                break;
            GlyphSlot slot{ glyph->kind, {}, {} };
            double left = m_glyphLeft;
            if (glyph->count > 1) {
                const QString count = QString::number(glyph->count);
                left -= QFontMetricsF(m_style.small).horizontalAdvance(count);
                slot.count = line(count, m_style.small, left, m_glyphLeft + u, middle, Qt::ElideNone);
                left -= 0.75 * u;
            }
            left -= side;
            slot.box = mirrored(QRectF(left, middle - side / 2, side, side));
            m_glyphLeft = left - 2 * u;
            m_layout.glyphs.push_back(std::move(slot));
        }
    }

    const GraphCard& m_card;
    const CardMetrics& m_metrics;
    const GraphStyle& m_style;
    CardLayout m_layout;
    double m_left, m_right;
    double m_badgeLeft = 0, m_glyphLeft = 0;
};
} // namespace

QString shownId(const GraphCard& card) { return card.shortId.isEmpty() ? card.id : card.shortId; }

void CardLayouts::clear()
{
    m_layouts.clear();
    m_lines.clear();
}

const CardLayout& CardLayouts::of(
    int card, const GraphPicture& picture, const CardMetrics& metrics, const GraphStyle& style)
{
    const auto found = m_layouts.constFind(card);
    if (found != m_layouts.constEnd())
        return *found;
    if (m_layouts.size() >= mostLayouts)
        m_layouts.clear();
    return *m_layouts.insert(card, LayoutMaker(picture.card(card), metrics, style).make());
}

const QStaticText& CardLayouts::line(const QString& text, const QFont& font, double width)
{
    const QString key = QString::number(width) + QLatin1Char(' ') + QString::number(font.pixelSize()) + text;
    const auto found = m_lines.constFind(key);
    if (found != m_lines.constEnd())
        return *found;
    if (m_lines.size() >= mostLayouts)
        m_lines.clear();
    return *m_lines.insert(key, shaped(QFontMetricsF(font).elidedText(text.simplified(), Qt::ElideRight, width), font));
}

} // namespace espalier::graphview
