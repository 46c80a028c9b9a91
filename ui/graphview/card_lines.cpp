#include "graphview/card_lines.h"

#include <algorithm>
#include <cmath>
#include <QCoreApplication>

namespace espalier::graphview {

namespace {
constexpr int fewestLines = 10; // in a frame, however long it takes already
constexpr int mostCards = 8192; // some screens full; the rest is made again when it comes into sight

QStaticText shaped(const QString& text, const QFont& font)
{
    QStaticText result(text);
    result.setTextFormat(Qt::PlainText);
    result.setPerformanceHint(QStaticText::AggressiveCaching);
    result.prepare({}, font);
    return result;
}

QStaticText elided(const QString& text, const QFont& font, double width)
{
    QStaticText whole = shaped(text.simplified(), font);
    if (whole.size().width() <= width)
        return whole;
    if (width < 2 * font.pixelSize())
        return shaped({}, font);
    return shaped(QFontMetricsF(font).elidedText(whole.text(), Qt::ElideRight, width), font);
}

class LineMaker {
public:
    LineMaker(const GraphCard& card, double width, const CardMetrics& metrics, const GraphStyle& style)
        : m_card(card)
        , m_unit(metrics.unit)
        , m_mark(metrics.mark)
        , m_style(style)
    {
        m_line.width = width;
    }

    CardLine make(CardLines::Line line)
    {
        switch (line) {
        case CardLines::Id:
        case CardLines::IdAndBadges:
            addId(line == CardLines::IdAndBadges);
            break;
        case CardLines::Message:
            m_line.text = elided(m_card.message, m_style.message, m_line.width);
            break;
        case CardLines::Detail:
            m_line.text = elided(m_card.detail, m_style.small, m_line.width - addGlyphs());
            break;
        }
        return std::move(m_line);
    }

private:
    void addId(bool withBadges)
    {
        const double start = m_mark + 2 * m_unit;
        QStaticText whole = shaped(shownId(m_card), m_style.code);
        const double width = whole.size().width();
        const double room = m_line.width - start - (withBadges ? addBadges(start + std::min(width, 26 * m_unit)) : 0);
        m_line.text = width <= room ? whole : cutId(room, width);
    }

    /// The start of a hash is as good a name, so it goes without dots; other ids say that they are cut.
    QStaticText cutId(double room, double width) const
    {
        const QString id = shownId(m_card);
        const auto isHexadecimal
            = [](QChar c) { return c.isDigit() || (c >= QLatin1Char('a') && c <= QLatin1Char('f')); };
        if (id.size() < 8 || !std::all_of(id.begin(), id.end(), isHexadecimal))
            return elided(id, m_style.code, room);
        const auto fitting = static_cast<qsizetype>(room / width * static_cast<double>(id.size()));
        return shaped(fitting < 3 ? QString() : id.left(fitting), m_style.code);
    }

    /// From the end of the line inwards: what the revision is to the tree, then its labels as far as there is room.
    /// Returns the width they take.
    double addBadges(double least)
    {
        double end = 0;
        const auto text = [](const char* source) { return QCoreApplication::translate("GraphView", source); };
        if (m_card.head)
            addBadge(BadgeKind::Head, text(QT_TRANSLATE_NOOP("GraphView", "head")), end, least);
        if (m_card.base)
            addBadge(BadgeKind::Base, text(QT_TRANSLATE_NOOP("GraphView", "base")), end, least);
        if (m_card.merge)
            addBadge(BadgeKind::Merge, text(QT_TRANSLATE_NOOP("GraphView", "merge")), end, least);
        for (qsizetype i = 0; i < m_card.labels.size(); ++i) {
            if (addBadge(BadgeKind::Label, m_card.labels[i], end, least))
                continue;
            addBadge(BadgeKind::Label, QStringLiteral("+%1").arg(m_card.labels.size() - i), end, least);
            break;
        }
        return end > 0 ? end + m_unit : 0;
    }

    bool addBadge(BadgeKind kind, const QString& text, double& end, double least)
    {
        const QStaticText shown = elided(text, m_style.small, 24 * m_unit);
        const double width = shown.size().width() + 3 * m_unit;
        if (m_line.width - end - width - m_unit < least)
            return false;
        m_line.badges.push_back({ kind, end, width, shown });
        end += width + m_unit;
        return true;
    }

    double addGlyphs()
    {
        double end = 0;
        for (auto glyph = m_card.glyphs.crbegin(); glyph != m_card.glyphs.crend(); ++glyph) {
            GlyphSlot slot{ glyph->kind, end, 3 * m_unit, {} };
            if (glyph->count > 1) {
                slot.count = shaped(QStringLiteral("%L1").arg(glyph->count), m_style.small);
                slot.width += slot.count.size().width() + 0.75 * m_unit;
            }
            if (end + slot.width > m_line.width - 14 * m_unit)
                break;
            end += slot.width + 2 * m_unit;
            m_line.glyphs.push_back(std::move(slot));
        }
        return end;
    }

    const GraphCard& m_card;
    const double m_unit, m_mark;
    const GraphStyle& m_style;
    CardLine m_line;
};
} // namespace

QString shownId(const GraphCard& card) { return card.shortId.isEmpty() ? card.id : card.shortId; }

void CardLines::clear()
{
    for (auto& lines : m_lines)
        lines.clear();
    m_texts.clear();
}

void CardLines::beginFrame(double budgetMs)
{
    m_budgetMs = budgetMs;
    m_shaped = 0;
    m_frame.start();
    m_unfinished.clear();
}

bool CardLines::hasTime() const { return double(m_frame.nsecsElapsed()) / 1e6 < m_budgetMs; }

/// The width is cut to a step of the grid, so that zooming does not shape everything anew for every frame.
const CardLine* CardLines::of(
    Line line, int card, double width, const GraphPicture& picture, const CardMetrics& metrics, const GraphStyle& style)
{
    const double step = 2 * metrics.unit, most = metrics.card.width() - 2 * metrics.padding;
    const double cut = width >= most ? most : std::floor(width / step) * step;
    auto& known = m_lines[line];
    const auto found = known.constFind(card);
    if (found != known.constEnd() && found->width == cut)
        return &*found;
    if (m_frame.isValid() && m_shaped >= fewestLines && !hasTime()) {
        if (m_unfinished.empty() || m_unfinished.back() != card)
            m_unfinished.push_back(card);
        return found == known.constEnd() ? nullptr : &*found;
    }
    ++m_shaped;
    if (known.size() >= mostCards)
        known.clear();
    return &*known.insert(card, LineMaker(picture.card(card), cut, metrics, style).make(line));
}

const QStaticText& CardLines::text(const QString& text, const QFont& font, double width)
{
    const QString key
        = QString::number(static_cast<int>(width)) + QLatin1Char(' ') + QString::number(font.pixelSize()) + text;
    const auto found = m_texts.constFind(key);
    if (found != m_texts.constEnd())
        return *found;
    if (m_texts.size() >= mostCards)
        m_texts.clear();
    return *m_texts.insert(key, elided(text, font, width));
}

} // namespace espalier::graphview
