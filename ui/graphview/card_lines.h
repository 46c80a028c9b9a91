#pragma once

#include "graphview/graph_picture.h"
#include "graphview/graph_style.h"

#include <QElapsedTimer>
#include <QHash>
#include <QStaticText>
#include <vector>

namespace espalier::graphview {

enum class BadgeKind { Head, Base, Merge, Label };

struct Badge {
    BadgeKind kind = BadgeKind::Head;
    double end = 0; ///< how far its trailing edge is from the content's
    double width = 0;
    QStaticText text;
};

struct GlyphSlot {
    GlyphKind kind = GlyphKind::AddTable;
    double end = 0; ///< of its count, or of itself for one
    double width = 0;
    QStaticText count; ///< empty for one
};

/// A line of a card, elided to a width and shaped; where it stands is the painter's affair. Lengths are those of 100 %,
/// between the leading and the trailing padding, so that text from right to left only mirrors them.
struct CardLine {
    double width = -1; ///< that it was made for
    QStaticText text;
    std::vector<Badge> badges; ///< of the first line, from the trailing edge inwards
    std::vector<GlyphSlot> glyphs; ///< of the third, likewise
};

/// Lines of the cards that were drawn lately.
///
/// Shaping text is what costs most when a screen full of cards comes into sight at once. So a frame shapes for a
/// limited time, but always a few lines, and leaves the rest to the next: a card may stand without its text (or with
/// text cut for a moment ago's width) for a frame or two, but the canvas never stutters.
class CardLines {
public:
    enum Line { Id, IdAndBadges, Message, Detail };

    void clear();
    /// Until the next call, lines are shaped for as long. Without a call there is no limit.
    void beginFrame(double budgetMs);
    /// Whether this frame may still do what can wait.
    bool hasTime() const;
    /// Of this frame, the cards of which something was left for the next one.
    const std::vector<int>& unfinished() const { return m_unfinished; }
    /// Null where it was left for the next frame and nothing older is there.
    const CardLine* of(Line line, int card, double width, const GraphPicture& picture, const CardMetrics& metrics,
        const GraphStyle& style);
    /// A text elided to a width, known by its words; for the few texts that are not of a card.
    const QStaticText& text(const QString& text, const QFont& font, double width);

private:
    QHash<int, CardLine> m_lines[4];
    QHash<QString, QStaticText> m_texts;
    int m_shaped = 0; ///< in this frame
    QElapsedTimer m_frame;
    double m_budgetMs = 0;
    std::vector<int> m_unfinished;
};

/// The id as it is shown.
QString shownId(const GraphCard& card);

} // namespace espalier::graphview
