#include "graphview/graph_style.h"

#include <algorithm>
#include <cmath>
#include <QFontInfo>

namespace espalier::graphview {

namespace {
/// Advances that grow with the zoom without jumps, so a text elided once fits at any zoom.
QFont scalable(QFont font, double pixels)
{
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(pixels))));
    font.setHintingPreference(QFont::PreferVerticalHinting);
    return font;
}
} // namespace

GraphStyle::GraphStyle(const GraphPalette& colors, const QFont& textFont, const QFont& codeFont, bool rightToLeft)
    : palette(colors)
    , fontPixels(std::max(8, QFontInfo(textFont).pixelSize()))
    , mirrored(rightToLeft)
{
    message = scalable(textFont, fontPixels);
    small = scalable(textFont, fontPixels * 11 / 13.0);
    code = scalable(codeFont, fontPixels * 12 / 13.0);
    code.setWeight(QFont::DemiBold);
    chip = scalable(codeFont, fontPixels * 11 / 13.0);
}

QColor mixed(const QColor& under, const QColor& over, double opacity)
{
    const auto mix = [opacity](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * opacity)); };
    return { mix(under.red(), over.red()), mix(under.green(), over.green()), mix(under.blue(), over.blue()) };
}

QColor withAlpha(QColor color, double alpha)
{
    color.setAlphaF(static_cast<float>(color.alphaF() * alpha));
    return color;
}

} // namespace espalier::graphview
