#pragma once

#include "graphview/paint_context.h"

namespace espalier::graphview {

/// Draws cards, chips, dots and pills. What is between card and dot is one shape that changes with the zoom.
class ItemPainter {
public:
    ItemPainter(QPainter& painter, const PaintContext& context);
    void paint(int item);
    /// Over everything else: numbers on the path and marks for problems.
    void paintOverlay(int item);

private:
    /// What is to be seen of an item besides its text.
    struct Look {
        int card = 0;
        CardStatus status;
        bool selected = false, focused = false, between = false, ancestor = false, match = false, onPath = false,
             risky = false, hovered = false, faded = false;
    };
    Look lookOf(int item) const;
    Look lookOfPill(int item) const;
    QRectF shapeOf(int item) const;

    // item_painter.cpp: shapes
    QColor fillOf(NodeState state) const;
    QPen borderOf(const Look& look) const;
    void paintFrame(const QRectF& shape, double radius, const Look& look);
    void paintProgress(const QRectF& shape, double radius, double progress);
    void paintHatching(const QRectF& shape, double radius);
    void paintRings(const QRectF& shape, double radius, const Look& look);
    void paintDot(int item, const Look& look);
    const QPixmap& dotImage(double diameter, const CardStatus& status);

    // item_content.cpp: what stands on them
    void paintCardContent(const QRectF& shape, const Look& look);
    void paintChipContent(const QRectF& shape, const Look& look);
    void paintName(const QPointF& centre, double diameter, const Look& look);
    void paintBadge(const Badge& badge);
    void paintGlyphs(const CardLayout& layout);
    void paintPillContent(int item, const QRectF& shape, const Look& look);
    void paintNumber(const QPointF& corner, const QString& number, bool risky);
    void drawLine(const TextLine& line, const QColor& color);
    double overlayScale() const;

    QPainter& m_painter;
    const PaintContext& m_context;
    const GraphPalette& m_palette;
    const CardMetrics& m_metrics;
    const double m_zoom;
    const DetailLevel m_level;
};

} // namespace espalier::graphview
