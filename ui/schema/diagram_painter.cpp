#include "schema/diagram_painter.h"

#include "schema/diagram_frame_painter.h"
#include "schema/diagram_key_painter.h"

#include <algorithm>
#include <cmath>
#include <QFontMetricsF>
#include <QPainterPath>

namespace espalier::ui {
namespace {

constexpr double wholeFrom = 0.5, nameFrom = 0.24; ///< zooms
constexpr double budgetMs = 5; ///< of a frame, for drawing boxes anew
constexpr int leastDrawn = 2; ///< in a frame, however slow the machine
constexpr qint64 mostCachedPixels = 24'000'000; ///< of all images together, about 100 MB
constexpr double ring = 4; ///< px around a box that marks may take

QChar signOf(DiagramMark mark)
{
    switch (mark) {
    case DiagramMark::Added:
        return QLatin1Char('+');
    case DiagramMark::Removed:
        return QChar(0x2212);
    case DiagramMark::Changed:
        return QLatin1Char('~');
    case DiagramMark::Same:
        break;
    }
    return {};
}

} // namespace

DiagramDetail detailAt(double zoom)
{
    return zoom >= wholeFrom ? DiagramDetail::Whole : zoom >= nameFrom ? DiagramDetail::Name : DiagramDetail::Block;
}

void DiagramSprites::beginFrame()
{
    qint64 pixels = 0;
    for (const Image& image : std::as_const(m_images))
        pixels += qint64(image.pixmap.width()) * image.pixmap.height();
    if (pixels > mostCachedPixels)
        m_images.removeIf([&](const auto& one) { return one.value().used != m_frame; });
    ++m_frame;
    m_drawn = 0;
    m_since.start();
}

bool DiagramSprites::hasTime() const { return double(m_since.nsecsElapsed()) / 1e6 < budgetMs; }

bool DiagramSprites::mayDraw() const { return m_drawn < leastDrawn || hasTime(); }

DiagramPainter::DiagramPainter(QPainter& painter, const DiagramContext& context)
    : m_painter(painter)
    , m_context(context)
    , m_scene(context.scene)
    , m_type(context.scene.type())
    , m_colors(context.colors)
    , m_zoom(context.camera.zoom())
{ }

void DiagramPainter::paint(const QRectF& area)
{
    m_painter.setRenderHint(QPainter::Antialiasing);
    DiagramFramePainter frames(m_painter, m_context, area);
    const bool hasBackground = frames.paintGrounds();
    DiagramKeyPainter(m_painter, m_context, area, hasBackground).paint();
    paintTables(area);
    frames.paintNames();
}

QColor DiagramContext::colorOf(DiagramMark mark, const QColor& same) const
{
    switch (mark) {
    case DiagramMark::Added:
        return colors.success;
    case DiagramMark::Removed:
        return colors.danger;
    case DiagramMark::Changed:
        return colors.warning;
    case DiagramMark::Same:
        break;
    }
    return same;
}

void DiagramPainter::paintTables(const QRectF& area)
{
    const QRectF seen = m_context.camera.toCanvas(area.adjusted(-ring, -ring, ring, ring));
    const bool isBlock = m_context.sprites && detailAt(m_zoom) == DiagramDetail::Block;
    m_painter.setRenderHint(QPainter::Antialiasing, !m_context.sprites); // plain rectangles and images on whole pixels
    std::vector<std::pair<int, QRectF>> rings;
    for (int table = 0; table < m_scene.size(); ++table) {
        if (!m_scene.box(table).intersects(seen))
            continue;
        const QRectF box = m_context.camera.toViewport(m_scene.box(table));
        if (!m_context.sprites) {
            m_painter.save();
            m_painter.translate(box.topLeft());
            m_painter.scale(m_zoom, m_zoom);
            paintBox(m_painter, table, 1);
            m_painter.restore();
        } else if (isBlock) {
            paintBlock(table, box);
        } else {
            paintSprite(table, box);
        }
        rings.emplace_back(table, box);
    }
    m_painter.setRenderHint(QPainter::Antialiasing);
    for (const auto& [table, box] : rings)
        paintRings(table, box);
}

DiagramPainter::Ink DiagramPainter::inkOf(int table) const
{
    const DiagramTable& shown = m_scene.picture().tables[size_t(table)];
    const double strength = m_context.marks.isFaded(table) ? 0.35 : 1;
    const auto faded = [&](const QColor& color) { return blend(m_colors.surface, color, strength); };
    Ink ink;
    ink.border = faded(m_context.colorOf(shown.mark, m_colors.outline));
    const QColor soft = shown.mark == DiagramMark::Added ? m_colors.successSoft
        : shown.mark == DiagramMark::Removed             ? m_colors.dangerSoft
        : shown.mark == DiagramMark::Changed             ? m_colors.warningSoft
                                                         : blend(m_colors.surface, m_colors.accent, 0.12);
    ink.head = faded(shown.isMissing ? m_colors.window : soft);
    ink.text = faded(shown.isMissing ? m_colors.muted : m_colors.text);
    ink.quiet = faded(m_colors.muted);
    return ink;
}

/// Far out a box is two plain rectangles, and a small one one.
void DiagramPainter::paintBlock(int table, const QRectF& box)
{
    const Ink ink = inkOf(table);
    const double pixel = 1 / m_context.pixelRatio;
    if (box.height() < 4 * pixel || box.width() < 4 * pixel) {
        m_painter.fillRect(box, ink.border);
    } else {
        m_painter.fillRect(box, ink.border);
        m_painter.fillRect(box.adjusted(pixel, pixel, -pixel, -pixel), m_colors.surface);
        QRectF head = box.adjusted(pixel, pixel, -pixel, 0);
        head.setHeight(std::max(pixel, m_type.head * m_zoom - pixel));
        m_painter.fillRect(head, ink.border);
    }
}

int DiagramPainter::lookOf(int table) const { return m_context.marks.isFaded(table) ? 1 : 0; }

void DiagramPainter::paintSprite(int table, const QRectF& box)
{
    DiagramSprites& sprites = *m_context.sprites;
    auto image = sprites.m_images.find(table);
    const bool isThere = image != sprites.m_images.end();
    const bool isSharp = isThere && qFuzzyCompare(image->zoom, m_zoom) && image->look == lookOf(table);
    const double ratio = m_context.pixelRatio;
    if (!isSharp) {
        if (sprites.mayDraw()) {
            ++sprites.m_drawn;
            QPixmap pixmap(int(std::ceil(box.width() * ratio)) + 1, int(std::ceil(box.height() * ratio)) + 1);
            pixmap.setDevicePixelRatio(ratio);
            pixmap.fill(Qt::transparent);
            QPainter inner(&pixmap);
            inner.setRenderHint(QPainter::Antialiasing);
            inner.scale(m_zoom, m_zoom);
            paintBox(inner, table, m_zoom);
            inner.end();
            image = sprites.m_images.insert(table, { pixmap, m_zoom, lookOf(table), 0 });
        } else {
            m_makeshift.push_back(box);
            if (!isThere)
                return paintBlock(table, box);
        }
    }
    image->used = sprites.m_frame;
    // What lies on the half between two pixels goes to the same one wherever the camera has come from.
    const auto onGrid = [&](double value) { return std::floor(value * ratio + 0.5001) / ratio; };
    const QPointF corner(onGrid(box.left()), onGrid(box.top()));
    if (qFuzzyCompare(image->zoom, m_zoom)) {
        m_painter.drawPixmap(corner, image->pixmap);
        return;
    }
    const QSizeF size = QSizeF(image->pixmap.size()) / ratio * (m_zoom / image->zoom);
    m_painter.drawPixmap(QRectF(corner, size), image->pixmap, QRectF(image->pixmap.rect()));
}

/// Mirrored within the box for languages that are written from right to left.
QRectF DiagramPainter::placed(const QRectF& rect, double width) const
{
    return m_context.isMirrored ? QRectF(width - rect.right(), rect.top(), rect.width(), rect.height()) : rect;
}

void DiagramPainter::text(QPainter& painter, const QRectF& box, Qt::Alignment align, const QFont& font,
    const QColor& color, const QString& words) const
{
    if (box.width() < 4)
        return;
    painter.setFont(font);
    painter.setPen(color);
    Qt::Alignment across = align;
    if (m_context.isMirrored && align != Qt::AlignHCenter)
        across = align == Qt::AlignLeft ? Qt::AlignRight : Qt::AlignLeft;
    painter.drawText(box, int(across | Qt::AlignVCenter) | Qt::TextSingleLine | Qt::TextDontClip,
        QFontMetricsF(font).elidedText(words, Qt::ElideRight, box.width() + 0.5));
}

void DiagramPainter::paintBox(QPainter& painter, int table, double zoom) const
{
    const QSizeF size = m_scene.box(table).size();
    const DiagramTable& shown = m_scene.picture().tables[size_t(table)];
    const Ink ink = inkOf(table);
    const double pixel = 1 / (zoom * m_context.pixelRatio), radius = 1.5 * m_type.unit;
    const QRectF frame = QRectF(QPointF(), size).adjusted(pixel / 2, pixel / 2, -pixel / 2, -pixel / 2);
    QPainterPath outline;
    outline.addRoundedRect(frame, radius, radius);
    painter.fillPath(outline, m_colors.surface);
    painter.save();
    painter.setClipRect(QRectF(0, 0, size.width(), m_type.head));
    painter.fillPath(outline, ink.head);
    painter.restore();
    paintHead(painter, table, size, zoom);
    if (detailAt(zoom) == DiagramDetail::Whole)
        paintRows(painter, table, size);
    else
        paintBars(painter, table, size);
    const bool isMarked = shown.mark != DiagramMark::Same;
    QPen border(ink.border, isMarked ? 1.5 / std::min(zoom, 1.0) : pixel,
        shown.isMissing || shown.mark == DiagramMark::Removed ? Qt::DashLine : Qt::SolidLine);
    painter.setPen(border);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(outline);
    if (shown.isFolder()) { // a second line, as of a pile
        const double away = 0.75 * m_type.unit;
        painter.drawRoundedRect(frame.adjusted(away, away, -away, -away), radius - away / 2, radius - away / 2);
    }
}

void DiagramPainter::paintHead(QPainter& painter, int table, const QSizeF& size, double zoom) const
{
    const DiagramTable& shown = m_scene.picture().tables[size_t(table)];
    const Ink ink = inkOf(table);
    const QChar sign = signOf(shown.mark);
    QRectF box(m_type.padding, 0, size.width() - 2 * m_type.padding, m_type.head);
    if (detailAt(zoom) == DiagramDetail::Name) {
        // The name alone, as large as can be read at this zoom, over head and rows.
        QFont font = m_type.bold;
        font.setPixelSize(int(std::lround(std::min(10.5 / zoom, m_type.head))));
        return text(painter, placed(box.adjusted(-m_type.unit, 0, m_type.unit, 0), size.width()), Qt::AlignLeft, font,
            ink.text, sign.isNull() ? shown.name : QString(sign) + QLatin1Char(' ') + shown.name);
    }
    if (!sign.isNull()) {
        const QRectF place(box.right() - 3 * m_type.unit, 0, 3 * m_type.unit, m_type.head);
        text(painter, placed(place, size.width()), Qt::AlignRight, m_type.bold, m_context.colorOf(shown.mark, ink.text),
            sign);
        box.setRight(place.left());
    } else if (m_context.marks.isPinned(table)) {
        const QPointF middle(m_context.isMirrored ? m_type.padding : size.width() - m_type.padding, m_type.head / 2);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink.quiet);
        painter.drawEllipse(middle, m_type.unit * 0.6, m_type.unit * 0.6);
        box.setRight(box.right() - 2 * m_type.unit);
    }
    if (shown.isFolder()) {
        const QRectF mark = foldMarkRect(QRectF(0, 0, size.width(), m_type.head), m_context.isMirrored);
        paintFoldMark(painter, mark, ink.quiet, true, m_context.isMirrored);
        box.setLeft(m_type.head * 0.9);
        return text(painter, placed(box, size.width()), Qt::AlignLeft, m_type.bold, ink.text, folderTitle(shown));
    }
    if (!shown.schema.isEmpty()) {
        const QString prefix = shown.schema + QLatin1Char('.');
        const double width = std::min(QFontMetricsF(m_type.text).horizontalAdvance(prefix) + 1, box.width() / 2);
        text(painter, placed(QRectF(box.left(), 0, width, m_type.head), size.width()), Qt::AlignLeft, m_type.text,
            ink.quiet, prefix);
        box.setLeft(box.left() + width);
    }
    text(painter, placed(box, size.width()), Qt::AlignLeft, m_type.bold, ink.text, shown.name);
}

void DiagramPainter::paintRows(QPainter& painter, int table, const QSizeF& size) const
{
    const DiagramTable& shown = m_scene.picture().tables[size_t(table)];
    const Ink ink = inkOf(table);
    double top = m_type.head;
    for (const DiagramRow& row : shown.rows) {
        const QRectF line(0, top, size.width(), m_type.row);
        if (row.mark != DiagramMark::Same) {
            const QColor soft = row.mark == DiagramMark::Added ? m_colors.successSoft
                : row.mark == DiagramMark::Removed             ? m_colors.dangerSoft
                                                               : m_colors.warningSoft;
            painter.fillRect(line.adjusted(1, 0, -1, 0), soft);
        }
        const QRectF keys(m_type.padding, top, m_type.keys, m_type.row);
        const QChar sign = signOf(row.mark);
        const QString mark = sign.isNull() ? row.keys : QString(sign) + QLatin1Char(' ') + row.keys;
        text(painter, placed(keys, size.width()), Qt::AlignLeft, m_type.small,
            m_context.colorOf(row.mark, row.isKey ? m_colors.accent : ink.quiet), mark);
        double right = size.width() - m_type.padding;
        const double left = shown.isFolder() ? m_type.padding + 0.5 * m_type.head : keys.right();
        const double nameWidth = std::min(QFontMetricsF(m_type.text).horizontalAdvance(row.name) + 1, right - left);
        const QRectF name(left, top, nameWidth, m_type.row);
        QFont font = m_type.text;
        font.setStrikeOut(row.mark == DiagramMark::Removed);
        text(painter, placed(name, size.width()), Qt::AlignLeft, font, row.isNullable ? ink.quiet : ink.text, row.name);
        const QRectF type(name.right() + 2 * m_type.unit, top, right - name.right() - 2 * m_type.unit, m_type.row);
        text(painter, placed(type, size.width()), Qt::AlignRight, m_type.text, blend(m_colors.surface, ink.quiet, 0.8),
            row.type);
        top += m_type.row;
    }
    if (shown.hidden > 0) {
        const QRectF more(
            m_type.padding + m_type.keys, top, size.width() - 2 * m_type.padding - m_type.keys, m_type.row);
        text(painter, placed(more, size.width()), Qt::AlignLeft, m_type.text, ink.quiet,
            QStringLiteral("+ %1 …").arg(shown.hidden));
    }
}

/// Columns too small to be read: a bar for each, as long as its name.
void DiagramPainter::paintBars(QPainter& painter, int table, const QSizeF& size) const
{
    const DiagramTable& shown = m_scene.picture().tables[size_t(table)];
    const Ink ink = inkOf(table);
    double top = m_type.head;
    for (const DiagramRow& row : shown.rows) {
        const double width
            = std::min(double(row.name.size()) * m_type.unit * 1.6, size.width() - 2 * m_type.padding - m_type.keys);
        const QRectF bar(m_type.padding + (row.keys.isEmpty() ? m_type.keys : 0), top + m_type.row * 0.36,
            width + (row.keys.isEmpty() ? 0 : m_type.keys), m_type.row * 0.28);
        painter.fillRect(placed(bar, size.width()),
            m_context.colorOf(row.mark,
                blend(m_colors.surface, row.isKey ? m_colors.accent : ink.quiet, row.keys.isEmpty() ? 0.22 : 0.4)));
        top += m_type.row;
    }
}

void DiagramPainter::paintRings(int table, const QRectF& box)
{
    const DiagramMarks& marks = m_context.marks;
    const bool isMatch = !marks.matches.empty() && marks.matches[size_t(table)];
    const bool isFocus = marks.focusVisible && marks.focus == table;
    const bool isChosen = marks.isChosen(table);
    if (!isChosen && table != marks.hovered && !isMatch && !isFocus)
        return;
    const double radius = 1.5 * m_type.unit * m_zoom;
    m_painter.setBrush(Qt::NoBrush);
    const auto paintRing = [&](double away, double width, const QColor& color, Qt::PenStyle style) {
        m_painter.setPen(QPen(color, width, style));
        m_painter.drawRoundedRect(box.adjusted(-away, -away, away, away), radius + away, radius + away);
    };
    if (isMatch)
        paintRing(0.5, 2, m_colors.warning, Qt::SolidLine);
    if (table == marks.hovered && !isChosen)
        paintRing(0, 1.5, m_colors.accent, Qt::SolidLine);
    if (isChosen)
        paintRing(0.5, table == marks.selected ? 2.5 : 1.5, m_colors.accent, Qt::SolidLine);
    if (isFocus)
        paintRing(3, 1, m_colors.accent, Qt::DotLine);
}

} // namespace espalier::ui
