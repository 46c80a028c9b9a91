#include "migrations/graph_colors.h"

#include "style/colors.h"

namespace espalier::ui {

graphview::GraphPalette graphPaletteOf(const Colors& colors)
{
    auto palette = colors.dark ? graphview::GraphPalette::dark() : graphview::GraphPalette::light();
    palette.canvas
        = colors.dark ? blend(colors.surface, colors.window, 0.6) : blend(colors.surface, colors.window, 0.7);
    palette.card = colors.dark ? blend(colors.surface, colors.raised, 0.4) : colors.surface;
    palette.border = colors.outline;
    palette.text = colors.text;
    palette.mutedText = colors.muted;
    palette.edge = blend(colors.surface, colors.muted, 0.7);
    palette.dependency = blend(colors.surface, colors.muted, 0.8);
    palette.accent = colors.accent;
    palette.onAccent = colors.onAccent;
    palette.applied = colors.accent;
    palette.appliedFill = colors.accentSoft;
    palette.unknown = colors.muted;
    palette.match = colors.dark ? QColor(0xd8a53a) : QColor(0xe8b339);
    palette.info = colors.muted;
    palette.warning = colors.warning;
    palette.error = colors.danger;
    palette.errorFill = colors.dangerSoft;
    palette.done = colors.success;
    return palette;
}

} // namespace espalier::ui
