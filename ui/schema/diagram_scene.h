#pragma once

#include "jobs/job_context.h"
#include "schema/diagram_picture.h"

#include <QFont>
#include <QHash>
#include <QMarginsF>
#include <QPointF>
#include <QRectF>

namespace espalier::ui {

/// Fonts and lengths of a diagram at 100 %, on a 4 px grid, grown with the size of the user's font.
struct DiagramType {
    DiagramType() = default;
    explicit DiagramType(const QFont& font);

    QFont text, bold, small;
    double unit = 4; ///< one step of the grid
    double head = 28; ///< height of a box's first line
    double row = 20;
    double padding = 10;
    double keys = 38; ///< width of "PK", "FK" before the names
    double least = 140, most = 340; ///< width of a box
    /// Between a group's frame and its boxes; its name stands at the top.
    QMarginsF frame{ 16, 44, 16, 16 };
    friend bool operator==(const DiagramType&, const DiagramType&) = default;
};

/// A foreign key as a line: a curve from the row that has it to the row that it points to.
struct DiagramCurve {
    QPointF start, first, second, end;
    double out = 1, in = -1; ///< to which side it leaves the one box and the other: -1 left, 1 right
    QRectF extent;
};

/// A picture with places. Copies share the picture; a box that is moved moves the curves at it and nothing else.
class DiagramScene {
public:
    using Places = QHash<QString, QPointF>; ///< top left corners, by the tables' keys

    DiagramScene() = default;
    DiagramScene(DiagramPicturePtr picture, const DiagramType& type, std::vector<QRectF> boxes);

    const DiagramPicture& picture() const { return *m_picture; }
    const DiagramPicturePtr& picturePtr() const { return m_picture; }
    const DiagramType& type() const { return m_type; }
    int size() const { return static_cast<int>(m_boxes.size()); }
    const QRectF& box(int table) const { return m_boxes[size_t(table)]; }
    const DiagramCurve& curve(int key) const { return m_curves[size_t(key)]; }
    /// Around a group of the picture: as large as its boxes need.
    const QRectF& frame(int group) const { return m_frames[size_t(group)]; }
    int frameCount() const { return static_cast<int>(m_frames.size()); }
    /// Of all boxes and frames, with a margin around them.
    const QRectF& extent() const { return m_extent; }
    /// The topmost one; -1 where there is none.
    int tableAt(const QPointF& place, double reach = 0) const;
    /// A key whose curve passes there; -1 where none does.
    int keyAt(const QPointF& place, double reach) const;
    bool isByGraphviz() const { return m_isByGraphviz; }
    void setByGraphviz(bool is) { m_isByGraphviz = is; }

    void moveTable(int table, const QPointF& corner) { moveTables({ table }, corner - box(table).topLeft()); }
    void moveTables(const std::vector<int>& tables, const QPointF& by);
    Places places() const;

private:
    void bend(int key);
    void measure();

    DiagramPicturePtr m_picture = std::make_shared<const DiagramPicture>();
    DiagramType m_type;
    std::vector<QRectF> m_boxes;
    std::vector<QRectF> m_frames;
    std::vector<DiagramCurve> m_curves;
    std::vector<std::vector<int>> m_keysOf; ///< by table
    QRectF m_extent;
    bool m_isByGraphviz = true;
};

/// How big the boxes are. Any thread.
std::vector<QSizeF> boxSizes(const DiagramPicture& picture, const DiagramType& type);

/// Finds a place for every table. Those in `known` stay where they are as long as most of the tables are known and
/// nothing overlaps; `pinned` ones stand where they are said to in any case. Blocking, for a job; fails when it is
/// cancelled.
core::Result<DiagramScene> layOutDiagram(const DiagramPicturePtr& picture, const DiagramType& type,
    const DiagramScene::Places& known, const DiagramScene::Places& pinned, const jobs::JobContext& context);

/// Where a row meets the side of its box; the head for -1.
double rowMiddle(const DiagramScene& scene, int table, int row);

} // namespace espalier::ui
