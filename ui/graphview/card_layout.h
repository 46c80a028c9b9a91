#pragma once

#include "graphview/graph_picture.h"
#include "graphview/graph_style.h"

#include <QHash>
#include <QStaticText>
#include <vector>

namespace espalier::graphview {

/// A line of text with the middle of its start; shaped once, drawn at any zoom.
struct TextLine {
    QStaticText text;
    QPointF topLeft;
};

enum class BadgeKind { Head, Base, Merge, Label };

struct Badge {
    BadgeKind kind = BadgeKind::Head;
    QRectF box;
    TextLine line;
};

struct GlyphSlot {
    GlyphKind kind = GlyphKind::AddTable;
    QRectF box;
    TextLine count; ///< empty for one
};

/// Where everything on a card stands, in card coordinates at 100 %, elided to fit and mirrored where text runs from
/// right to left.
struct CardLayout {
    QRectF mark;
    TextLine id, message, detail;
    std::vector<Badge> badges;
    std::vector<GlyphSlot> glyphs;
};

/// Layouts of the cards that were drawn lately.
class CardLayouts {
public:
    void clear();
    const CardLayout& of(int card, const GraphPicture& picture, const CardMetrics& metrics, const GraphStyle& style);
    /// A line elided to a width, cached by its text.
    const QStaticText& line(const QString& text, const QFont& font, double width);

private:
    QHash<int, CardLayout> m_layouts;
    QHash<QString, QStaticText> m_lines;
};

/// The id as it is shown.
QString shownId(const GraphCard& card);

} // namespace espalier::graphview
