#include "graphview/graph_palette.h"

namespace espalier::graphview {

// Slate says where the database stands, the accent says what the user does (selection, hover, path), and warm colours
// are kept for problems. Text and marks keep a contrast of 4.5 : 1 on their surfaces.

GraphPalette GraphPalette::light()
{
    GraphPalette palette;
    palette.canvas = QColor(0xf4f5f6);
    palette.card = QColor(0xffffff);
    palette.border = QColor(0xc6cbd0);
    palette.text = QColor(0x1c2024);
    palette.mutedText = QColor(0x5c656e);
    palette.edge = QColor(0xa3abb3);
    palette.dependency = QColor(0x8a7bb0);
    palette.accent = QColor(0x0b7468);
    palette.onAccent = QColor(0xffffff);
    palette.applied = QColor(0x3f5f7f);
    palette.appliedFill = QColor(0xdde6ef);
    palette.unknown = QColor(0x7d868f);
    palette.match = QColor(0xf2c14e);
    palette.info = QColor(0x3a6ea5);
    palette.warning = QColor(0x945800);
    palette.error = QColor(0xc02627);
    palette.errorFill = QColor(0xfdeaea);
    palette.done = QColor(0x25723c);
    palette.shadow = QColor(28, 32, 36, 26);
    return palette;
}

GraphPalette GraphPalette::dark()
{
    GraphPalette palette;
    palette.canvas = QColor(0x1d2023);
    palette.card = QColor(0x282c30);
    palette.border = QColor(0x4b5258);
    palette.text = QColor(0xe6e9eb);
    palette.mutedText = QColor(0xa0a8af);
    palette.edge = QColor(0x6a737b);
    palette.dependency = QColor(0xa393cf);
    palette.accent = QColor(0x41c2ae);
    palette.onAccent = QColor(0x06231f);
    palette.applied = QColor(0x8fb3d6);
    palette.appliedFill = QColor(0x2f4154);
    palette.unknown = QColor(0x8d969e);
    palette.match = QColor(0xd9a93a);
    palette.info = QColor(0x86b4e6);
    palette.warning = QColor(0xecb04f);
    palette.error = QColor(0xff8078);
    palette.errorFill = QColor(0x472626);
    palette.done = QColor(0x74c686);
    palette.shadow = QColor(0, 0, 0, 90);
    return palette;
}

} // namespace espalier::graphview
