// Frame times of the canvas, as the window has them: a real view gets wheel and mouse events, and a frame lasts from
// the event until everything is painted, the minimap and the hover's ancestry included.
//   bench_graphview [--size 1280x800] [--scale 2] [--revisions 10000] [--frames 100] [--passes 3] [--bar 16]
//                  [--only zoom] [--tree forty]
// Pans and zooms at every level of detail, in both directions, plain and with a search and the pointer on the cards.
// Each movement runs from a fresh canvas (nothing cached) `passes` times; a frame's time is the least of its passes,
// in time used of the processor, so that a busy machine does not count. Ends with 1 where one frame is over the bar.
// --only and --tree take the movements and trees whose names contain that text.
#include "bench/frame_times.h"
#include "ui/graphview/sample_trees.h"

#include "graphview/graph_view.h"

#include <cmath>
#include <QApplication>
#include <QMouseEvent>
#include <QWheelEvent>

using namespace espalier;
using namespace espalier::graphview;
using espalier::test::SampleTree;

namespace {

struct Setup {
    QSize size{ 1280, 800 };
    int revisions = 10'000;
    int frames = 100;
    int passes = 3;
    double bar = 16;
    QString only; ///< in the name of a movement
    QString tree;
};

/// A canvas as a user has it open.
class Stage {
public:
    Stage(const GraphPicturePtr& picture, GraphDirection direction, QSize size)
    {
        m_view.setAnimated(false);
        m_view.setDirection(direction);
        m_view.resize(size);
        m_view.setPicture(picture);
        m_view.setFoldThreshold(0);
        m_view.show();
        settle();
        m_layouts = m_view.layoutCount();
    }

    GraphView& view() { return m_view; }
    QPointF middle() const { return QRectF(m_view.viewport()->rect()).center(); }

    /// Places the view without counting the frame.
    void start(double zoom)
    {
        m_view.setZoom(zoom);
        settle();
    }

    void wheel(QPoint pixels, Qt::KeyboardModifiers modifiers = {})
    {
        QWheelEvent event(middle(), m_view.viewport()->mapToGlobal(middle()), pixels, pixels * 8, Qt::NoButton,
            modifiers, Qt::ScrollUpdate, false);
        QCoreApplication::sendEvent(m_view.viewport(), &event);
    }

    void point(const QPointF& place)
    {
        QMouseEvent event(QEvent::MouseMove, place, m_view.viewport()->mapToGlobal(place), Qt::NoButton, Qt::NoButton,
            Qt::NoModifier);
        QCoreApplication::sendEvent(m_view.viewport(), &event);
    }

    bool laidOutAgain() const { return m_view.layoutCount() != m_layouts; }

private:
    void settle()
    {
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents();
    }

    GraphView m_view;
    int m_layouts = 0;
};

constexpr bench::Movement movements[] = { { "pan, cards at 200 %", 2, 2 }, { "pan, cards at 100 %", 1, 1 },
    { "pan, cards at 60 %", 0.6, 0.6 }, { "pan, chips at 30 %", 0.3, 0.3 }, { "pan, dots at 15 %", 0.15, 0.15 },
    { "pan, dots at 5 %", 0.05, 0.05 }, { "pan, everything", 0, 0 }, { "zoom, everything to 240 %", 0, 2.4 },
    { "zoom, 240 % to everything", 2.4, 0 } };

std::vector<double> run(const GraphPicturePtr& picture, const Setup& setup, GraphDirection direction,
    const bench::Movement& movement, bool isMarked)
{
    Stage stage(picture, direction, setup.size);
    const bool across = direction == GraphDirection::LeftRight;
    const double least = stage.view().minimumZoom();
    const double from = movement.from > 0 ? movement.from : least;
    const double to = movement.to > 0 ? movement.to : least;
    if (isMarked)
        stage.view().setSearch(QStringLiteral("add"));
    stage.start(from);
    std::vector<double> times;
    for (int i = 0; i < setup.frames; ++i) {
        times.push_back(bench::frameMs([&] {
            if (from == to) {
                const int step = i < setup.frames / 2 ? -37 : 53;
                stage.wheel(across ? QPoint(step, i % 2 ? 3 : -3) : QPoint(i % 2 ? 3 : -3, step));
            } else {
                stage.view().setZoom(from * std::pow(to / from, (i + 1.0) / setup.frames));
            }
            if (isMarked)
                stage.point(stage.middle() + QPointF(30.0 * (i % 7), 20.0 * (i % 5)));
        }));
    }
    while (!stage.view().isSettled()) // the frames that finish it when it rests
        times.push_back(bench::frameMs([] { QCoreApplication::sendPostedEvents(nullptr, QEvent::MetaCall); }));
    if (stage.laidOutAgain()) {
        std::printf("%s: laid out again while it moved\n", movement.name);
        times.push_back(1e9);
    }
    return times;
}

double measured(const char* tree, const GraphPicturePtr& picture, const Setup& setup, GraphDirection direction)
{
    if (!QLatin1String(tree).contains(setup.tree))
        return 0;
    std::printf("\n%s, %s, %d × %d at scale %g\n", tree,
        direction == GraphDirection::LeftRight ? "left to right" : "top down", setup.size.width(), setup.size.height(),
        qApp->devicePixelRatio());
    bench::printHead();
    double worst = 0;
    for (const bool isMarked : { false, true }) {
        for (const bench::Movement& movement : movements) {
            const QString name
                = QLatin1String(movement.name) + (isMarked ? QStringLiteral(", hover, search") : QString());
            if (!name.contains(setup.only))
                continue;
            worst = std::max(worst, bench::printFrames(name, setup.passes, [&] {
                return run(picture, setup, direction, movement, isMarked);
            }));
        }
    }
    return worst;
}

Setup readSetup()
{
    const bench::Options options({ "revisions", "frames", "passes", "bar", "only", "tree" });
    Setup setup;
    setup.size = options.size(setup.size);
    setup.revisions = options.value("revisions", setup.revisions);
    setup.frames = options.value("frames", setup.frames);
    setup.passes = options.value("passes", setup.passes);
    setup.bar = options.value("bar", setup.bar);
    setup.only = options.text("only");
    setup.tree = options.text("tree");
    return setup;
}

} // namespace

int main(int argc, char** argv)
{
    bench::prepareDisplay(argc, argv);
    QApplication application(argc, argv);
    const Setup setup = readSetup();
    const GraphPicturePtr ladder = SampleTree::ladder(setup.revisions, setup.revisions * 7 / 10);
    const GraphPicturePtr wide = SampleTree::wide(40, setup.revisions / 40);
    double worst = 0;
    for (const GraphDirection direction : { GraphDirection::TopDown, GraphDirection::LeftRight }) {
        worst = std::max(worst, measured("a branch and merge every ten", ladder, setup, direction));
        worst = std::max(worst, measured("forty lanes", wide, setup, direction));
    }
    std::printf("\nslowest frame: %.2f ms; the bar is %.0f ms\n", worst, setup.bar);
    return worst <= setup.bar ? 0 : 1;
}
