// The diagram of foreign keys, as the window has it: from a schema to the first frame, and frames while it moves.
//   bench_diagram [--size 1280x800] [--scale 2] [--tables 2000] [--group 0] [--frames 60] [--passes 3] [--bar 16]
//       [--layout-bar 2]
// --group N: N tables after each other are a group in a frame of its own.
// Layout and first paint are times of the clock, the least of the passes. A frame lasts from the event until everything
// is painted; each movement runs from a fresh canvas (nothing cached) `passes` times, and a frame's time is the least
// of its passes, in time used of the processor, so that a busy machine does not count. Ends with 1 where a bar is
// missed, or where anything was laid out again while it moved.
#include "bench/frame_times.h"
#include "ui/schema/sample_schema.h"

#include "schema/diagram_groups.h"
#include "schema/diagram_view.h"
#include "style/colors.h"

#include <cmath>
#include <QApplication>
#include <QElapsedTimer>
#include <QWheelEvent>

using namespace espalier;
using namespace espalier::ui;

namespace {

struct Setup {
    QSize size{ 1280, 800 };
    int tables = 2000;
    int group = 0;
    int frames = 60;
    int passes = 3;
    double bar = 16;
    double layoutBar = 2;
};

/// A canvas as a user has it open.
class Stage {
public:
    Stage(const DiagramScene& scene, QSize size)
    {
        m_view.setAnimated(false);
        m_view.resize(size);
        m_view.setScene(scene, false);
        m_view.show();
        QCoreApplication::processEvents();
    }
    DiagramView& view() { return m_view; }
    void start(double zoom)
    {
        m_view.setZoom(zoom);
        QCoreApplication::processEvents();
    }
    void wheel(QPoint pixels)
    {
        const QPointF middle = QRectF(m_view.rect()).center();
        QWheelEvent event(middle, m_view.mapToGlobal(middle), pixels, pixels * 8, Qt::NoButton, Qt::NoModifier,
            Qt::ScrollUpdate, false);
        QCoreApplication::sendEvent(&m_view, &event);
    }

private:
    DiagramView m_view;
};

constexpr bench::Movement movements[] = { { "pan at 200 %", 2, 2 }, { "pan at 100 %", 1, 1 },
    { "pan at 50 %, all columns", 0.5, 0.5 }, { "pan at 30 %, names", 0.3, 0.3 }, { "pan at 15 %, blocks", 0.15, 0.15 },
    { "pan, everything", 0, 0 }, { "zoom, everything to 240 %", 0, 2.4 }, { "zoom, 240 % to everything", 2.4, 0 } };

std::vector<double> run(const DiagramScene& scene, const Setup& setup, const bench::Movement& movement, bool isSelected)
{
    Stage stage(scene, setup.size);
    const double least = stage.view().zoom();
    const double from = movement.from > 0 ? movement.from : least;
    const double to = movement.to > 0 ? movement.to : least;
    if (isSelected)
        stage.view().select(QStringLiteral("hub_0"));
    stage.start(from);
    std::vector<double> times;
    for (int i = 0; i < setup.frames; ++i)
        times.push_back(bench::frameMs([&] {
            if (movement.from == movement.to)
                stage.wheel(i < setup.frames / 2 ? QPoint(-37, -23) : QPoint(41, 29));
            else
                stage.view().setZoom(from * std::pow(to / from, (i + 1.0) / setup.frames));
        }));
    while (!stage.view().isSettled()) // the frames that make it sharp when it rests
        times.push_back(bench::frameMs([] { QCoreApplication::sendPostedEvents(nullptr, QEvent::MetaCall); }));
    const bool isSame = stage.view().scene().places() == scene.places();
    if (!isSame) {
        std::printf("%s: laid out again while it moved\n", movement.name);
        times.push_back(1e9);
    }
    return times;
}

double measureFrames(const DiagramScene& scene, const Setup& setup)
{
    std::printf("\n%d tables, %zu keys, %d × %d at scale %g\n", scene.size(), scene.picture().keys.size(),
        setup.size.width(), setup.size.height(), qApp->devicePixelRatio());
    bench::printHead();
    double worst = 0;
    for (const bool isSelected : { false, true }) {
        for (const bench::Movement& movement : movements) {
            const QString name = QLatin1String(movement.name) + (isSelected ? QStringLiteral(", selected") : QString());
            worst = std::max(
                worst, bench::printFrames(name, setup.passes, [&] { return run(scene, setup, movement, isSelected); }));
        }
    }
    return worst;
}

DiagramGroups groupsOf(const schema::Schema& schema, const dialects::Dialect& dialect, int size)
{
    DiagramGroups groups;
    const DiagramPicturePtr picture = diagramPicture(schema, dialect);
    for (size_t table = 0; size > 0 && table < picture->tables.size(); ++table)
        groups.put({ picture->tables[table].key }, QStringLiteral("group %1").arg(int(table) / size));
    return groups;
}

Setup readSetup()
{
    const bench::Options options({ "tables", "group", "frames", "passes", "bar", "layout-bar" });
    Setup setup;
    setup.size = options.size(setup.size);
    setup.tables = options.value("tables", setup.tables);
    setup.group = options.value("group", setup.group);
    setup.frames = options.value("frames", setup.frames);
    setup.passes = options.value("passes", setup.passes);
    setup.bar = options.value("bar", setup.bar);
    setup.layoutBar = options.value("layout-bar", setup.layoutBar);
    return setup;
}

} // namespace

int main(int argc, char** argv)
{
    bench::prepareDisplay(argc, argv);
    QApplication application(argc, argv);
    QApplication::setPalette(paletteOf(lightColors()));
    const Setup setup = readSetup();
    const schema::Schema schema = test::sampleSchema(setup.tables);
    const dialects::Dialect& dialect = *dialects::allDialects().front();
    const DiagramGroups groups = groupsOf(schema, dialect, setup.group);
    DiagramScene scene;
    double best = 1e9;
    for (int pass = 0; pass < setup.passes; ++pass) {
        QElapsedTimer timer;
        timer.start();
        const DiagramPicturePtr picture = grouped(diagramPicture(schema, dialect), groups);
        const double pictured = double(timer.nsecsElapsed()) / 1e9;
        const auto laid = layOutDiagram(picture, DiagramType(QApplication::font()), {}, {}, jobs::JobContext());
        if (!laid || !laid->isByGraphviz()) {
            std::printf("Graphviz did not lay it out\n");
            return 1;
        }
        scene = *laid;
        const double arranged = double(timer.nsecsElapsed()) / 1e9;
        Stage stage(scene, setup.size);
        const double whole = double(timer.nsecsElapsed()) / 1e9;
        std::printf("picture %.3f s, layout %.3f s, first paint %.3f s, together %.3f s; %.0f × %.0f\n", pictured,
            arranged - pictured, whole - arranged, whole, scene.extent().width(), scene.extent().height());
        best = std::min(best, whole);
    }
    const double worst = measureFrames(scene, setup);
    std::printf("\nschema to first paint: %.2f s, the bar is %.0f s; slowest frame: %.2f ms, the bar is %.0f ms\n",
        best, setup.layoutBar, worst, setup.bar);
    return best <= setup.layoutBar && worst <= setup.bar ? 0 : 1;
}
