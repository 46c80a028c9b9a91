#include "graphview/card_glyph.h"

#include <QCoreApplication>
#include <QPainterPath>

namespace espalier::graphview {

namespace {
/// Draws in a square of 12 by 12 whatever the box.
class Pencil {
public:
    Pencil(QPainter& painter, const QRectF& box)
        : m_painter(painter)
        , m_origin(box.topLeft())
        , m_scale(box.width() / 12)
    { }

    void line(double x1, double y1, double x2, double y2) { m_painter.drawLine(point(x1, y1), point(x2, y2)); }
    void rect(double x1, double y1, double x2, double y2) { m_painter.drawRect(QRectF(point(x1, y1), point(x2, y2))); }
    void ellipse(double x1, double y1, double x2, double y2)
    {
        m_painter.drawEllipse(QRectF(point(x1, y1), point(x2, y2)));
    }
    void plus() { line(9.5, 7, 9.5, 12), line(7, 9.5, 12, 9.5); }
    void minus() { line(7, 9.5, 12, 9.5); }
    /// A table whose lower right corner is free for a sign.
    void table()
    {
        line(0.5, 1.5, 11, 1.5), line(11, 1.5, 11, 5.5), line(0.5, 1.5, 0.5, 10.5), line(0.5, 10.5, 5, 10.5);
        line(0.5, 4.5, 11, 4.5), line(4, 4.5, 4, 10.5);
    }
    void column()
    {
        line(1, 0.75, 5.5, 0.75), line(5.5, 0.75, 5.5, 11.25), line(5.5, 11.25, 1, 11.25), line(1, 11.25, 1, 0.75);
        line(1, 4.25, 5.5, 4.25);
    }

private:
    QPointF point(double x, double y) const { return m_origin + QPointF(x, y) * m_scale; }

    QPainter& m_painter;
    QPointF m_origin;
    double m_scale;
};
} // namespace

void paintGlyph(QPainter& painter, const QRectF& box, GlyphKind kind, const QColor& color)
{
    painter.setPen(QPen(color, box.width() / 12 * 1.25, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    Pencil pencil(painter, box);
    switch (kind) {
    case GlyphKind::AddTable:
        pencil.table(), pencil.plus();
        break;
    case GlyphKind::DropTable:
        pencil.table(), pencil.minus();
        break;
    case GlyphKind::AddColumn:
        pencil.column(), pencil.plus();
        break;
    case GlyphKind::DropColumn:
        pencil.column(), pencil.minus();
        break;
    case GlyphKind::AlterColumn:
        pencil.column(), pencil.line(8, 9.5, 11.5, 9.5), pencil.line(10, 8, 11.5, 9.5), pencil.line(10, 11, 11.5, 9.5);
        break;
    case GlyphKind::Index: // a magnifying glass over lines
        pencil.line(0.5, 1.5, 6, 1.5), pencil.line(0.5, 5.5, 3, 5.5), pencil.line(0.5, 9.5, 4, 9.5);
        pencil.ellipse(4.5, 3, 9.5, 8), pencil.line(9, 7.5, 11.5, 10.5);
        break;
    case GlyphKind::ForeignKey: // two boxes and the line between
        pencil.rect(0.5, 0.5, 4.5, 4.5), pencil.rect(7.5, 7.5, 11.5, 11.5);
        pencil.line(2.5, 4.5, 2.5, 9.5), pencil.line(2.5, 9.5, 7.5, 9.5);
        break;
    case GlyphKind::Data: // a drum
        pencil.ellipse(1.5, 0.5, 10.5, 4), pencil.line(1.5, 2.25, 1.5, 9.5), pencil.line(10.5, 2.25, 10.5, 9.5);
        painter.drawArc(QRectF(box.left() + box.width() * 0.125, box.top() + box.height() * 0.64, box.width() * 0.75,
                            box.height() * 0.3),
            180 * 16, 180 * 16);
        break;
    case GlyphKind::RawSql: // angle brackets
        pencil.line(4, 2.5, 0.8, 6), pencil.line(0.8, 6, 4, 9.5), pencil.line(8, 2.5, 11.2, 6),
            pencil.line(11.2, 6, 8, 9.5);
        break;
    case GlyphKind::Opaque: // a closed box
        pencil.rect(1, 4, 11, 11.5), pencil.line(1, 4, 3, 0.8), pencil.line(3, 0.8, 9, 0.8), pencil.line(9, 0.8, 11, 4);
        pencil.line(6, 6.5, 6, 8),
            painter.drawPoint(QPointF(box.left() + box.width() / 2, box.top() + box.height() * 0.81));
        break;
    }
}

QString glyphText(const CardGlyph& glyph)
{
    const auto text
        = [&](const char* source) { return QCoreApplication::translate("GraphView", source, nullptr, glyph.count); };
    switch (glyph.kind) {
    case GlyphKind::AddTable:
        return text(QT_TRANSLATE_N_NOOP("GraphView", "creates %n table(s)"));
    case GlyphKind::DropTable:
        return text(QT_TRANSLATE_N_NOOP("GraphView", "drops %n table(s)"));
    case GlyphKind::AddColumn:
        return text(QT_TRANSLATE_N_NOOP("GraphView", "adds %n column(s)"));
    case GlyphKind::DropColumn:
        return text(QT_TRANSLATE_N_NOOP("GraphView", "drops %n column(s)"));
    case GlyphKind::AlterColumn:
        return text(QT_TRANSLATE_N_NOOP("GraphView", "changes %n column(s)"));
    case GlyphKind::Index:
        return text(QT_TRANSLATE_N_NOOP("GraphView", "%n index(es)"));
    case GlyphKind::ForeignKey:
        return text(QT_TRANSLATE_N_NOOP("GraphView", "%n foreign key(s)"));
    case GlyphKind::Data:
        return text(QT_TRANSLATE_N_NOOP("GraphView", "%n change(s) of data"));
    case GlyphKind::RawSql:
        return text(QT_TRANSLATE_N_NOOP("GraphView", "%n SQL statement(s)"));
    case GlyphKind::Opaque:
        return text(QT_TRANSLATE_N_NOOP("GraphView", "%n step(s) that cannot be read"));
    }
    return {};
}

} // namespace espalier::graphview
