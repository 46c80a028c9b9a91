#include "style/colors.h"

#include <QPalette>

namespace espalier::ui {

const Colors& lightColors()
{
    static const Colors colors{
        .dark = false,
        .window = QColor(0xf4f5f6),
        .surface = QColor(0xffffff),
        .raised = QColor(0xffffff),
        .hover = QColor(0xe9ebed),
        .line = QColor(0xdfe2e5),
        .outline = QColor(0xc6cbd0),
        .text = QColor(0x1c2024),
        .muted = QColor(0x5c656e),
        .accent = QColor(0x0b7468),
        .onAccent = QColor(0xffffff),
        .accentSoft = QColor(0xd9efeb),
        .danger = QColor(0xc02627),
        .onDanger = QColor(0xffffff),
        .dangerSoft = QColor(0xfdeaea),
        .warning = QColor(0x945800),
        .warningSoft = QColor(0xfdf2dc),
        .success = QColor(0x25723c),
        .successSoft = QColor(0xe3f4e7),
        .development = QColor(0x3a6ea5),
        .staging = QColor(0x945800),
        .production = QColor(0xc02627),
        .onEnvironment = QColor(0xffffff),
        .keyword = QColor(0x8a2da5),
        .string = QColor(0x2b6f2b),
        .number = QColor(0x9a4a00),
        .comment = QColor(0x68717a),
        .definition = QColor(0x1f5fae),
        .decorator = QColor(0x7a5c00),
    };
    return colors;
}

const Colors& darkColors()
{
    static const Colors colors{
        .dark = true,
        .window = QColor(0x1d2023),
        .surface = QColor(0x24282b),
        .raised = QColor(0x2f3438),
        .hover = QColor(0x353a3f),
        .line = QColor(0x363b40),
        .outline = QColor(0x4b5258),
        .text = QColor(0xe6e9eb),
        .muted = QColor(0xa0a8af),
        .accent = QColor(0x41c2ae),
        .onAccent = QColor(0x06231f),
        .accentSoft = QColor(0x21443f),
        .danger = QColor(0xff8078),
        .onDanger = QColor(0x350706),
        .dangerSoft = QColor(0x472626),
        .warning = QColor(0xecb04f),
        .warningSoft = QColor(0x41351f),
        .success = QColor(0x74c686),
        .successSoft = QColor(0x23392a),
        .development = QColor(0x86b4e6),
        .staging = QColor(0xecb04f),
        .production = QColor(0xff8078),
        .onEnvironment = QColor(0x16191b),
        .keyword = QColor(0xd49be8),
        .string = QColor(0x97cc8d),
        .number = QColor(0xe7a86a),
        .comment = QColor(0x939ba3),
        .definition = QColor(0x8ab8f2),
        .decorator = QColor(0xdcc275),
    };
    return colors;
}

const Colors& colorsOf(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < 128 ? darkColors() : lightColors();
}

QColor blend(const QColor& under, const QColor& over, double opacity)
{
    const auto mix = [opacity](int a, int b) { return qRound(a + (b - a) * opacity); };
    return QColor(mix(under.red(), over.red()), mix(under.green(), over.green()), mix(under.blue(), over.blue()));
}

QPalette paletteOf(const Colors& colors)
{
    QPalette palette;
    palette.setColor(QPalette::Window, colors.window);
    palette.setColor(QPalette::WindowText, colors.text);
    palette.setColor(QPalette::Base, colors.surface);
    palette.setColor(QPalette::AlternateBase, blend(colors.surface, colors.window, 0.6));
    palette.setColor(QPalette::Text, colors.text);
    palette.setColor(QPalette::PlaceholderText, blend(colors.surface, colors.muted, 0.85));
    palette.setColor(QPalette::Button, colors.raised);
    palette.setColor(QPalette::ButtonText, colors.text);
    palette.setColor(QPalette::BrightText, colors.onAccent);
    palette.setColor(QPalette::Highlight, colors.accent);
    palette.setColor(QPalette::HighlightedText, colors.onAccent);
    palette.setColor(QPalette::Link, colors.accent);
    palette.setColor(QPalette::LinkVisited, colors.accent);
    palette.setColor(QPalette::ToolTipBase, colors.dark ? colors.raised : colors.text);
    palette.setColor(QPalette::ToolTipText, colors.dark ? colors.text : colors.surface);
    palette.setColor(QPalette::Light, colors.hover);
    palette.setColor(QPalette::Midlight, colors.line);
    palette.setColor(QPalette::Mid, colors.outline);
    palette.setColor(QPalette::Dark, colors.muted);
    palette.setColor(QPalette::Shadow, colors.dark ? QColor(0x0c0d0e) : QColor(0x70777e));
    const QColor disabled = blend(colors.window, colors.muted, 0.6);
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        palette.setColor(QPalette::Disabled, role, disabled);
    palette.setColor(QPalette::Disabled, QPalette::Base, colors.window);
    palette.setColor(QPalette::Disabled, QPalette::Button, colors.window);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, colors.outline);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, disabled);
    return palette;
}

} // namespace espalier::ui
