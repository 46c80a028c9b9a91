#pragma once

#include <QColor>

class QPalette;

namespace espalier::ui {

/// Every colour of the window by its meaning; one table for light and one for dark. Text colours keep a contrast of at
/// least 4.5 : 1 on `window` and `surface` (WCAG 2.1 AA; a test computes it).
struct Colors {
    bool dark;
    QColor window; ///< behind rail, bars and dialogs
    QColor surface; ///< behind content: tables, canvas, text
    QColor raised; ///< buttons, cards, menus
    QColor hover; ///< what the pointer is on
    QColor line; ///< hairlines between areas
    QColor outline; ///< frames of fields and buttons
    QColor text;
    QColor muted; ///< secondary text
    QColor accent; ///< the one accent: selection, focus, the main button
    QColor onAccent;
    QColor accentSoft; ///< behind selected rows
    QColor danger, onDanger, dangerSoft;
    QColor warning, warningSoft;
    QColor success, successSoft;
    QColor development, staging, production; ///< environment tags
    QColor onEnvironment; ///< text on a tag
    QColor keyword, string, number, comment, definition, decorator; ///< code
};

const Colors& lightColors();
const Colors& darkColors();
/// The table that a palette made by paletteOf() belongs to; so widgets need nothing but their own palette.
const Colors& colorsOf(const QPalette& palette);
QPalette paletteOf(const Colors& colors);

/// `over` laid on `under` with the given opacity, as an opaque colour.
QColor blend(const QColor& under, const QColor& over, double opacity);

/// The 4 px grid.
inline constexpr int gridUnit = 4;
inline constexpr int cornerRadius = 6;

} // namespace espalier::ui
