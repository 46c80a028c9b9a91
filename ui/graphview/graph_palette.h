#pragma once

#include <QColor>

namespace espalier::graphview {

/// The colours of the canvas; the theme supplies them. Every state differs in form too, so that the colours below may
/// come close for some eyes without anything being lost.
struct GraphPalette {
    QColor canvas; ///< behind everything
    QColor card; ///< surface of a card that is not filled
    QColor border; ///< outline of a card
    QColor text;
    QColor mutedText;
    QColor edge; ///< lines between revisions
    QColor dependency; ///< dashed lines
    QColor accent; ///< selection, focus, current revision, path
    QColor onAccent; ///< text on accent
    QColor applied; ///< strong colour of applied revisions: state mark, bar, dots
    QColor appliedFill; ///< surface of an applied card
    QColor unknown; ///< hatching
    QColor match; ///< search results
    QColor info;
    QColor warning;
    QColor error;
    QColor errorFill; ///< surface of a failed card
    QColor done; ///< a step that ended well
    QColor shadow;

    static GraphPalette light();
    static GraphPalette dark();
    bool isDark() const { return canvas.lightness() < 128; }
    friend bool operator==(const GraphPalette&, const GraphPalette&) = default;
};

} // namespace espalier::graphview
