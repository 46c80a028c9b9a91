#include "schema/diagram_frame_painter.h"

#include <algorithm>
#include <QFontMetricsF>
#include <QPainterPath>

namespace espalier::ui {
namespace {

constexpr double leastNamePixels = 11;
constexpr double leastNameWidth = 28;

/// At that zoom.
QFont nameFont(const DiagramType& type, double zoom)
{
    QFont font = type.bold;
    font.setPixelSize(int(std::lround(std::max(leastNamePixels, font.pixelSize() * zoom))));
    return font;
}

} // namespace

DiagramFramePainter::DiagramFramePainter(QPainter& painter, const DiagramContext& context, const QRectF& area)
    : m_painter(painter)
    , m_context(context)
    , m_area(area)
{ }

std::vector<int> DiagramFramePainter::seen() const
{
    std::vector<int> frames;
    const double above = 2 * leastNamePixels; // where a name may stand out
    const QRectF area = m_context.camera.toCanvas(m_area.adjusted(-2, -2, 2, above));
    for (int frame = 0; frame < m_context.scene.frameCount(); ++frame)
        if (m_context.scene.frame(frame).intersects(area))
            frames.push_back(frame);
    return frames;
}

bool DiagramFramePainter::paintGrounds()
{
    const std::vector<int> frames = seen();
    if (frames.empty())
        return false;
    const Colors& colors = m_context.colors;
    if (m_context.canvas)
        m_painter.fillRect(m_area, colors.window);
    const QColor under = m_context.canvas ? colors.window : colors.surface;
    const double radius = std::min(3 * m_context.scene.type().unit * m_context.camera.zoom(), 12.0);
    for (const int frame : frames) {
        const bool isHovered = m_context.marks.hoveredFrame == frame;
        m_painter.setBrush(blend(under, colors.accent, isHovered ? 0.1 : 0.06));
        m_painter.setPen(QPen(isHovered ? colors.accent : blend(under, colors.muted, 0.45), 1));
        m_painter.drawRoundedRect(
            m_context.camera.toViewport(m_context.scene.frame(frame)).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    }
    return true;
}

void DiagramFramePainter::paintNames()
{
    const Colors& colors = m_context.colors;
    const QFont font = nameFont(m_context.scene.type(), m_context.camera.zoom());
    for (const int frame : seen()) {
        const QRectF box = frameNameRect(m_context.scene, frame, m_context.camera, m_context.isMirrored);
        if (box.isEmpty())
            continue;
        const bool isHovered = m_context.marks.hoveredFrame == frame;
        const QColor ink = isHovered ? colors.accent : colors.text;
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(blend(m_context.canvas ? colors.window : colors.surface, colors.accent, 0.14));
        m_painter.drawRoundedRect(box, 4, 4);
        const QRectF mark = foldMarkRect(box, m_context.isMirrored);
        if (m_context.sprites) // in a file nothing can be folded
            paintFoldMark(m_painter, mark, blend(colors.window, ink, 0.7), false, m_context.isMirrored);
        const double before = m_context.sprites ? mark.width() : box.height() / 3, after = box.height() / 3;
        const QRectF text
            = m_context.isMirrored ? box.adjusted(after, 0, -before, 0) : box.adjusted(before, 0, -after, 0);
        m_painter.setFont(font);
        m_painter.setPen(ink);
        m_painter.drawText(text,
            int(Qt::AlignVCenter | Qt::AlignAbsolute | (m_context.isMirrored ? Qt::AlignRight : Qt::AlignLeft))
                | Qt::TextSingleLine | Qt::TextDontClip,
            QFontMetricsF(font).elidedText(
                m_context.scene.picture().frames[size_t(frame)].name, Qt::ElideRight, text.width() + 0.5));
    }
}

QRectF frameNameRect(const DiagramScene& scene, int frame, const graphview::GraphCamera& camera, bool isMirrored)
{
    const QRectF whole = camera.toViewport(scene.frame(frame));
    const QFont font = nameFont(scene.type(), camera.zoom());
    const double height = font.pixelSize() * 1.6;
    const double wanted = QFontMetricsF(font).horizontalAdvance(scene.picture().frames[size_t(frame)].name)
        + height * (0.9 + 1 / 3.0) + 1;
    const double inset = std::min(4.0, scene.type().unit * camera.zoom());
    const double width = std::min(wanted, whole.width() - 2 * inset);
    if (width < leastNameWidth || whole.height() < height)
        return {};
    // Far out there is no room for it above the boxes: it stands out of the frame rather than over them.
    const double room = scene.type().frame.top() * camera.zoom() - inset;
    const double top = whole.top() + std::min(inset, room - height);
    return { isMirrored ? whole.right() - inset - width : whole.left() + inset, top, width, height };
}

QRectF foldMarkRect(const QRectF& name, bool isMirrored)
{
    const double width = name.height() * 0.9;
    return { isMirrored ? name.right() - width : name.left(), name.top(), width, name.height() };
}

void paintFoldMark(QPainter& painter, const QRectF& box, const QColor& color, bool isFolded, bool isMirrored)
{
    const double reach = box.height() * 0.16;
    painter.save();
    painter.translate(box.center());
    if (isFolded)
        painter.rotate(isMirrored ? 90 : -90);
    QPainterPath arrow({ -reach, -reach / 2 });
    arrow.lineTo(0, reach / 2);
    arrow.lineTo(reach, -reach / 2);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, std::max(1.0, box.height() * 0.07), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(arrow);
    painter.restore();
}

} // namespace espalier::ui
