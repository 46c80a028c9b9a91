#include "schema/diagram_scene.h"

#include "graph/box_layout.h"

#include <algorithm>
#include <cmath>
#include <QFontInfo>
#include <QFontMetricsF>

namespace espalier::ui {
namespace {

constexpr double canvasMargin = 40;

/// Advances that grow with the zoom without jumps, so that a text elided once fits at any zoom.
QFont scalable(QFont font, double pixels, QFont::Weight weight)
{
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(pixels))));
    font.setHintingPreference(QFont::PreferVerticalHinting);
    font.setWeight(weight);
    return font;
}

/// Widths of texts, each measured once: names and types come again and again.
class Widths {
public:
    explicit Widths(const QFont& font)
        : m_metrics(font)
    { }
    double of(const QString& text)
    {
        const auto known = m_known.constFind(text);
        if (known != m_known.constEnd())
            return *known;
        return *m_known.insert(text, m_metrics.horizontalAdvance(text));
    }

private:
    QFontMetricsF m_metrics;
    QHash<QString, double> m_known;
};

bool overlaps(std::vector<QRectF> boxes)
{
    std::sort(boxes.begin(), boxes.end(), [](const QRectF& a, const QRectF& b) { return a.left() < b.left(); });
    for (size_t i = 0; i < boxes.size(); ++i)
        for (size_t j = i + 1; j < boxes.size() && boxes[j].left() < boxes[i].right(); ++j)
            if (boxes[i].intersects(boxes[j]))
                return true;
    return false;
}

/// What is new stands below what was there, in its group or in the whole.
std::optional<std::vector<QRectF>> keptPlaces(
    const DiagramPicture& picture, const std::vector<QSizeF>& sizes, const DiagramScene::Places& known, double gap)
{
    std::vector<QRectF> boxes(sizes.size());
    std::vector<size_t> fresh;
    QRectF extent;
    for (size_t table = 0; table < sizes.size(); ++table) {
        const auto place = known.constFind(picture.tables[table].key);
        if (place == known.constEnd()) {
            fresh.push_back(table);
            continue;
        }
        boxes[table] = QRectF(*place, sizes[table]);
        extent |= boxes[table];
    }
    if (fresh.size() * 5 > sizes.size())
        return {};
    for (const DiagramFrame& frame : picture.frames) {
        QRectF inner;
        for (const int table : frame.tables)
            inner |= boxes[size_t(table)];
        for (const int table : frame.tables) {
            if (inner.isNull() || !boxes[size_t(table)].isNull())
                continue;
            boxes[size_t(table)] = QRectF({ inner.left(), inner.bottom() + gap }, sizes[size_t(table)]);
            inner |= boxes[size_t(table)];
        }
        extent |= inner;
    }
    std::erase_if(fresh, [&](size_t table) { return !boxes[table].isNull(); });
    QPointF at(extent.left(), extent.bottom() + canvasMargin);
    double height = 0;
    for (const size_t table : fresh) {
        if (at.x() > extent.left() && at.x() + sizes[table].width() > extent.right()) {
            at = { extent.left(), at.y() + height + canvasMargin };
            height = 0;
        }
        boxes[table] = QRectF(at, sizes[table]);
        at.rx() += sizes[table].width() + canvasMargin;
        height = std::max(height, sizes[table].height());
    }
    if (overlaps(boxes))
        return {};
    return boxes;
}

} // namespace

DiagramType::DiagramType(const QFont& font)
{
    const int pixels = std::clamp(QFontInfo(font).pixelSize(), 8, 64);
    text = scalable(font, pixels, QFont::Normal);
    bold = scalable(font, pixels, QFont::DemiBold);
    small = scalable(font, pixels * 10 / 13.0, QFont::DemiBold);
    unit = std::round(pixels * 4 / 13.0 * 4) / 4;
    head = 7 * unit;
    row = 5 * unit;
    padding = 2.5 * unit;
    keys = 9.5 * unit;
    least = 35 * unit;
    most = 85 * unit;
    frame = QMarginsF(4 * unit, 11 * unit, 4 * unit, 4 * unit);
}

DiagramScene::DiagramScene(DiagramPicturePtr picture, const DiagramType& type, std::vector<QRectF> boxes)
    : m_picture(std::move(picture))
    , m_type(type)
    , m_boxes(std::move(boxes))
    , m_curves(m_picture->keys.size())
    , m_keysOf(m_boxes.size())
{
    for (size_t key = 0; key < m_curves.size(); ++key) {
        const DiagramKey& shown = m_picture->keys[key];
        m_keysOf[size_t(shown.from)].push_back(static_cast<int>(key));
        if (shown.to != shown.from)
            m_keysOf[size_t(shown.to)].push_back(static_cast<int>(key));
        bend(static_cast<int>(key));
    }
    measure();
}

void DiagramScene::measure()
{
    QRectF extent;
    for (const QRectF& box : m_boxes)
        extent |= box;
    m_frames.clear();
    for (const DiagramFrame& frame : m_picture->frames) {
        QRectF inner;
        for (const int table : frame.tables)
            inner |= m_boxes[size_t(table)];
        m_frames.push_back(inner.marginsAdded(m_type.frame));
        extent |= m_frames.back();
    }
    m_extent = extent.adjusted(-canvasMargin, -canvasMargin, canvasMargin, canvasMargin);
}

double rowMiddle(const DiagramScene& scene, int table, int row)
{
    const DiagramType& type = scene.type();
    const QRectF& box = scene.box(table);
    return row < 0 ? box.top() + type.head / 2 : box.top() + type.head + (row + 0.5) * type.row;
}

void DiagramScene::bend(int key)
{
    const DiagramKey& shown = m_picture->keys[size_t(key)];
    const QRectF& from = m_boxes[size_t(shown.from)];
    const QRectF& to = m_boxes[size_t(shown.to)];
    DiagramCurve& curve = m_curves[size_t(key)];
    // It leaves to the side where the other box is; where they stand above each other, both times to the right.
    const double room = 3 * m_type.unit;
    if (to.right() + room < from.left()) {
        curve.out = -1;
        curve.in = 1;
    } else if (from.right() + room < to.left()) {
        curve.out = 1;
        curve.in = -1;
    } else {
        curve.out = curve.in = 1;
    }
    curve.start = { curve.out < 0 ? from.left() : from.right(), rowMiddle(*this, shown.from, shown.fromRow) };
    curve.end = { curve.in < 0 ? to.left() : to.right(), rowMiddle(*this, shown.to, shown.toRow) };
    const double distance = std::abs(curve.end.x() - curve.start.x());
    const double pull = std::clamp(distance / 2, 10 * m_type.unit, 40 * m_type.unit);
    curve.first = curve.start + QPointF(curve.out * pull, 0);
    curve.second = curve.end + QPointF(curve.in * pull, 0);
    const auto [left, right] = std::minmax({ curve.start.x(), curve.first.x(), curve.second.x(), curve.end.x() });
    const auto [top, bottom] = std::minmax({ curve.start.y(), curve.end.y() });
    curve.extent = QRectF(QPointF(left, top), QPointF(right, bottom)).adjusted(-8, -8, 8, 8);
}

int DiagramScene::tableAt(const QPointF& place, double reach) const
{
    for (int table = size() - 1; table >= 0; --table)
        if (m_boxes[size_t(table)].adjusted(-reach, -reach, reach, reach).contains(place))
            return table;
    return -1;
}

int DiagramScene::keyAt(const QPointF& place, double reach) const
{
    constexpr int steps = 24;
    int nearest = -1;
    double least = reach;
    for (size_t key = 0; key < m_curves.size(); ++key) {
        const DiagramCurve& curve = m_curves[key];
        if (!curve.extent.contains(place))
            continue;
        for (int step = 0; step <= steps; ++step) {
            const double t = double(step) / steps, s = 1 - t;
            const QPointF point = curve.start * (s * s * s) + curve.first * (3 * s * s * t)
                + curve.second * (3 * s * t * t) + curve.end * (t * t * t);
            const double distance = std::hypot(point.x() - place.x(), point.y() - place.y());
            if (distance < least) {
                least = distance;
                nearest = static_cast<int>(key);
            }
        }
    }
    return nearest;
}

void DiagramScene::moveTables(const std::vector<int>& tables, const QPointF& by)
{
    for (const int table : tables)
        m_boxes[size_t(table)].translate(by);
    for (const int table : tables)
        for (const int key : m_keysOf[size_t(table)])
            bend(key);
    measure();
}

DiagramScene::Places DiagramScene::places() const
{
    Places places;
    for (int table = 0; table < size(); ++table)
        places.insert(m_picture->tables[size_t(table)].key, box(table).topLeft());
    return places;
}

std::vector<QSizeF> boxSizes(const DiagramPicture& picture, const DiagramType& type)
{
    Widths texts(type.text), bolds(type.bold);
    std::vector<QSizeF> sizes;
    sizes.reserve(picture.tables.size());
    for (const DiagramTable& table : picture.tables) {
        const bool isGroup = table.isFolder();
        double width = bolds.of(isGroup ? folderTitle(table) : table.key) + 2 * type.padding;
        for (const DiagramRow& row : table.rows)
            width = std::max(width,
                2 * type.padding + (isGroup ? type.head / 2 : type.keys) + texts.of(row.name)
                    + (row.type.isEmpty() ? 0 : 4 * type.unit) + texts.of(row.type));
        const double lines = double(table.rows.size()) + (table.hidden > 0 ? 1 : 0);
        // On the grid, so that boxes beside each other are alike.
        width = std::ceil(std::clamp(width, type.least, type.most) / type.unit) * type.unit;
        sizes.emplace_back(width, type.head + lines * type.row + (lines > 0 ? type.unit : 0));
    }
    return sizes;
}

core::Result<DiagramScene> layOutDiagram(const DiagramPicturePtr& picture, const DiagramType& type,
    const DiagramScene::Places& known, const DiagramScene::Places& pinned, const jobs::JobContext& context)
{
    const std::vector<QSizeF> sizes = boxSizes(*picture, type);
    if (const auto going = context.cancel().check(); !going)
        return tl::unexpected(going.error());
    std::vector<QRectF> boxes;
    bool isByGraphviz = true;
    const double gap = 7 * type.unit;
    if (auto kept = known.isEmpty() ? std::nullopt : keptPlaces(*picture, sizes, known, gap)) {
        boxes = std::move(*kept);
    } else {
        std::vector<graph::BoxLink> links;
        for (const DiagramKey& key : picture->keys)
            links.push_back({ key.from, key.to });
        graph::BoxFrames frames{ std::vector<int>(sizes.size(), -1), type.frame };
        for (size_t frame = 0; frame < picture->frames.size(); ++frame)
            for (const int table : picture->frames[frame].tables)
                frames.of[size_t(table)] = int(frame);
        graph::BoxLayoutOptions options;
        options.gap = gap;
        options.rankGap = 22 * type.unit;
        const auto layout = graph::layOutFramedBoxes(sizes, links, frames, options, context.cancel());
        if (!layout)
            return tl::unexpected(layout.error());
        for (size_t table = 0; table < sizes.size(); ++table)
            boxes.emplace_back(layout->corners[table], sizes[table]);
        isByGraphviz = layout->isByGraphviz;
    }
    for (size_t table = 0; table < sizes.size(); ++table)
        if (const auto place = pinned.constFind(picture->tables[table].key); place != pinned.constEnd())
            boxes[table].moveTopLeft(*place);
    DiagramScene scene(picture, type, std::move(boxes));
    scene.setByGraphviz(isByGraphviz);
    return scene;
}

} // namespace espalier::ui
