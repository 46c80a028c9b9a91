#pragma once

#include "graphview/paint_context.h"

#include <optional>

namespace espalier::graphview {

/// Draws cards, chips, dots and pills. What is between card and dot is one shape that changes with the zoom.
class ItemPainter {
public:
    ItemPainter(QPainter& painter, const PaintContext& context);
    /// The shape, or the whole dot.
    void paint(int item);
    void setSmooth(bool smooth);
    /// Whether anything is written at this zoom.
    bool hasText() const;
    /// The area in which items may lie whose names are seen in `area`.
    QRectF withNames(const QRectF& area) const;
    /// What is written on it; apart from the shapes, so that the text of all items is drawn at one scale.
    void paintText(int item);
    /// Over everything else: numbers on the path and marks for problems.
    void paintOverlay(int item);

private:
    /// What is to be seen of an item besides its text.
    struct Look {
        int card = 0;
        CardStatus status;
        bool pill = false, selected = false, focused = false, between = false, ancestor = false, match = false,
             onPath = false, risky = false, hovered = false, faded = false;
        bool isMarked() const { return selected || focused || between || ancestor || match || onPath || hovered; }
        quint32 key() const;
    };
    Look lookOf(int item) const;
    Look lookOfPill(int item) const;
    const PillSummary& summaryOf(int item) const;
    QRectF shapeOf(int item) const;
    double radiusOf(const QRectF& shape, bool pill) const;

    // item_painter.cpp: shapes
    QColor fillOf(NodeState state) const;
    QPen borderOf(const Look& look) const;
    void paintShape(QPainter& painter, const QRectF& shape, const Look& look) const;
    void paintProgress(QPainter& painter, const QRectF& shape, double radius, double progress) const;
    void paintHatching(QPainter& painter, const QRectF& shape, double radius) const;
    void paintRings(QPainter& painter, const QRectF& shape, double radius, const Look& look) const;
    void paintMark(const QRectF& box, const CardStatus& status);
    void paintDot(int item, const Look& look);
    void paintDotRings(const QRectF& shape, const Look& look);

    // item_content.cpp: what stands on them
    struct Lines;
    Lines linesOf(const QRectF& shape) const;
    void paintCardMarks(const QRectF& shape, const Look& look);
    void paintCardText(const QRectF& shape, const Look& look);
    const CardLine* lineOf(CardLines::Line line, const Lines& lines, const Look& look);
    void paintThirdLine(const Lines& lines, const Look& look);
    void paintBadges(const Lines& lines, const std::vector<Badge>& badges);
    void paintName(int item, const Look& look);
    double mostNameRoom() const { return 24 * m_context.style.fontPixels; }
    double nameRoom(int item, const QRectF& shape) const;
    void paintPillMarks(int item, const QRectF& shape, const Look& look);
    void paintPillText(int item, const QRectF& shape, const Look& look);
    QString pillText(int item) const;
    void paintNumber(const QPointF& corner, const QString& number, bool risky);
    void drawText(const QPointF& topLeft, const QStaticText& text, const QColor& color, double opacity = 1);
    double overlayScale() const;

    QPainter& m_painter;
    const PaintContext& m_context;
    const GraphPalette& m_palette;
    const CardMetrics& m_metrics;
    const double m_zoom;
    const DetailLevel m_level;
};

} // namespace espalier::graphview
