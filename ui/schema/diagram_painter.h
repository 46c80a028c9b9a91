#pragma once

#include "graphview/graph_camera.h"
#include "schema/diagram_scene.h"
#include "style/colors.h"

#include <QElapsedTimer>
#include <QImage>
#include <QPainter>
#include <QPixmap>

namespace espalier::ui {

/// What is laid over a scene; changing it moves nothing.
struct DiagramMarks {
    int selected = -1;
    int hovered = -1; ///< a table
    int hoveredKey = -1;
    int hoveredFrame = -1;
    int focus = -1; ///< where the keyboard is
    bool focusVisible = false;
    std::vector<bool> chosen; ///< beside the selected one; empty for none
    std::vector<bool> matches; ///< of a search; empty without one
    std::vector<bool> pinned; ///< placed by hand; empty for none
    bool isFaded(int table) const { return !matches.empty() && !matches[size_t(table)]; }
    bool isChosen(int table) const { return table == selected || (!chosen.empty() && chosen[size_t(table)]); }
    bool isPinned(int table) const { return !pinned.empty() && pinned[size_t(table)]; }
};

/// Images of boxes, as they were drawn last. A frame draws anew for a part of its time only and makes do with older
/// images, scaled, for the rest: the canvas never stutters, and is sharp as soon as it rests.
class DiagramSprites {
public:
    /// From here on the frame's time runs.
    void beginFrame();
    /// Whether the frame has some left.
    bool hasTime() const;
    void clear() { m_images.clear(); }
    void forget(int table) { m_images.remove(table); }

private:
    friend class DiagramPainter;
    struct Image {
        QPixmap pixmap;
        double zoom = 0;
        int look = 0; ///< selected, faded and so on
        qint64 used = 0;
    };
    bool mayDraw() const;

    QHash<int, Image> m_images;
    qint64 m_frame = 0;
    QElapsedTimer m_since;
    int m_drawn = 0; ///< in this frame
};

/// How much is shown of a box.
enum class DiagramDetail {
    Block, ///< a block of colour; no text could be read
    Name, ///< the name, and bars for the columns
    Whole,
};
DiagramDetail detailAt(double zoom);

/// Everything a frame is made from.
struct DiagramContext {
    const DiagramScene& scene;
    const DiagramMarks& marks;
    const graphview::GraphCamera& camera;
    const Colors& colors;
    DiagramSprites* sprites = nullptr; ///< null for files: everything is drawn as shapes
    double pixelRatio = 1;
    bool isMirrored = false; ///< right to left
    /// That the painter draws on, for what is quicker without it; then the background is drawn too. Null for files.
    QImage* canvas = nullptr;
    bool isCoarse = false; ///< a moment's sight: lines need not be smooth

    /// `same` for what does not differ.
    QColor colorOf(DiagramMark mark, const QColor& same) const;
};

/// Draws what of a diagram lies in an area of the viewport: the one routine for screen and files.
class DiagramPainter {
public:
    DiagramPainter(QPainter& painter, const DiagramContext& context);
    void paint(const QRectF& area);
    /// Boxes for which the frame had no time, on the viewport: they are drawn as far as they were known.
    const std::vector<QRectF>& makeshift() const { return m_makeshift; }

private:
    struct Ink {
        QColor border, head, text, quiet;
    };
    Ink inkOf(int table) const;
    int lookOf(int table) const;

    void paintTables(const QRectF& area);
    void paintBlock(int table, const QRectF& box);
    void paintSprite(int table, const QRectF& box);
    /// At 100 %, the box's corner at the origin; `zoom` decides about details.
    void paintBox(QPainter& painter, int table, double zoom) const;
    void paintHead(QPainter& painter, int table, const QSizeF& size, double zoom) const;
    void paintRows(QPainter& painter, int table, const QSizeF& size) const;
    void paintBars(QPainter& painter, int table, const QSizeF& size) const;
    void paintRings(int table, const QRectF& box);
    void text(QPainter& painter, const QRectF& box, Qt::Alignment align, const QFont& font, const QColor& color,
        const QString& words) const;
    QRectF placed(const QRectF& rect, double width) const;

    QPainter& m_painter;
    const DiagramContext& m_context;
    const DiagramScene& m_scene;
    const DiagramType& m_type;
    const Colors& m_colors;
    const double m_zoom;
    std::vector<QRectF> m_makeshift;
};

} // namespace espalier::ui
