// Renders the canvas to PNG files, to be looked at: trees, themes, sizes and scales that matter.
//   QT_QPA_PLATFORM=offscreen graphview_gallery FOLDER [name…]

#include "sample_trees.h"

#include "graphview/graph_view.h"

#include <cstdio>
#include <QApplication>
#include <QDir>
#include <QKeyEvent>
#include <QMouseEvent>

using namespace espalier;
using namespace espalier::graphview;
using espalier::test::SampleTree;

namespace {

struct Shot {
    QString name;
    GraphPicturePtr picture;
    std::function<void(GraphView&)> prepare;
    QSize size{ 1280, 800 };
    double scale = 1;
    bool dark = false;
    bool rightToLeft = false;
};

QFont textFont()
{
    QFont font;
    font.setFamilies({ QStringLiteral("Inter"), QStringLiteral("Noto Sans") });
    font.setPixelSize(13);
    return font;
}

QFont codeFont()
{
    QFont font;
    font.setFamilies({ QStringLiteral("JetBrains Mono"), QStringLiteral("DejaVu Sans Mono") });
    return font;
}

void move(GraphView& view, const QString& id)
{
    const QPointF position = view.cardRect(id).center();
    QMouseEvent event(
        QEvent::MouseMove, position, view.viewport()->mapToGlobal(position), Qt::NoButton, Qt::NoButton, {});
    QCoreApplication::sendEvent(view.viewport(), &event);
}

void key(GraphView& view, int code)
{
    QKeyEvent event(QEvent::KeyPress, code, Qt::NoModifier);
    QCoreApplication::sendEvent(&view, &event);
}

/// An image as a screen of this scale would show it.
QImage photograph(const Shot& shot)
{
    GraphView view;
    view.setAnimated(false);
    view.setFont(textFont());
    view.setCodeFont(codeFont());
    view.setGraphPalette(shot.dark ? GraphPalette::dark() : GraphPalette::light());
    if (shot.rightToLeft)
        view.setLayoutDirection(Qt::RightToLeft);
    view.resize(shot.size);
    view.setPicture(shot.picture);
    view.setAttribute(Qt::WA_DontShowOnScreen);
    view.show();
    if (shot.prepare)
        shot.prepare(view);
    QImage image(shot.size * shot.scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(shot.scale);
    for (int frame = 0; frame < 8; ++frame) // text is shaped over a few frames
        view.render(&image);
    return image;
}

QString idAt(const GraphView& view, int index) { return view.picture().card(index).id; }

void lookAt(GraphView& view, int index, double zoom)
{
    view.setZoom(zoom);
    view.reveal(idAt(view, index));
}

void run(GraphView& view)
{
    const int first = view.picture().indexOf(QString()) + 1;
    Q_UNUSED(first)
    QStringList ids;
    for (const GraphCard& card : view.picture().cards()) {
        if (card.status.state == NodeState::Pending && ids.size() < 6
            && !card.message.contains(QStringLiteral("plugin")))
            ids << card.id;
    }
    view.setPath({ ids, { ids[2], ids[4] }, QStringLiteral("6 steps · 4 tables · 2 risky · 1 opaque"), false });
    view.setStatus(ids[0], { NodeState::Done, -1, {} });
    view.setStatus(ids[1], { NodeState::Running, 0.62, {} });
    view.setStatus(
        ids[2], { NodeState::Failed, -1, QStringLiteral("column \"score\" of relation \"leads\" already exists") });
    view.setZoom(1);
    view.reveal(ids[1]);
}

QList<Shot> shots()
{
    const auto linear = SampleTree::linear(30, 22), folded = SampleTree::linear(300, 240),
               branchy = SampleTree::branchy(), thousand = SampleTree::ladder(1000, 700),
               many = SampleTree::ladder(10'000, 7000), wide = SampleTree::wide(24, 60);
    const auto selecting = [](GraphView& view) {
        lookAt(view, 17, 1);
        view.select(idAt(view, 18));
        key(view, Qt::Key_Down);
        move(view, idAt(view, 20));
    };
    const QSize large(2560, 1440);
    QList<Shot> list{
        { QStringLiteral("linear"), linear, [](GraphView& view) { lookAt(view, 21, 1); } },
        { QStringLiteral("linear-fit"), linear, [](GraphView& view) { view.fitAll(); } },
        { QStringLiteral("folded"), folded, [](GraphView& view) { view.fitAll(); } },
        { QStringLiteral("branchy"), branchy, [](GraphView& view) { view.fitAll(); } },
        { QStringLiteral("branchy-near"), branchy, selecting },
        { QStringLiteral("branchy-mid"), branchy, [](GraphView& view) { lookAt(view, 18, 0.7); } },
        { QStringLiteral("branchy-chips"), branchy, [](GraphView& view) { lookAt(view, 18, 0.45); } },
        { QStringLiteral("branchy-right"), branchy,
            [](GraphView& view) {
                view.setDirection(GraphDirection::LeftRight);
                lookAt(view, 18, 0.8);
            } },
        { QStringLiteral("branchy-up"), branchy,
            [](GraphView& view) {
                view.setDirection(GraphDirection::BottomUp);
                lookAt(view, 18, 0.8);
            } },
        { QStringLiteral("search"), branchy,
            [](GraphView& view) {
                lookAt(view, 18, 0.8);
                view.setSearch(QStringLiteral("users"));
                view.nextMatch();
            } },
        { QStringLiteral("between"), branchy,
            [](GraphView& view) {
                lookAt(view, 16, 0.8);
                view.selectRange(idAt(view, 15), idAt(view, 26));
            } },
        { QStringLiteral("hover"), branchy,
            [](GraphView& view) {
                lookAt(view, 20, 0.7);
                move(view, idAt(view, 22));
            } },
        { QStringLiteral("run"), branchy, run },
        { QStringLiteral("thousand"), thousand, [](GraphView& view) { lookAt(view, 699, 0.2); } },
        { QStringLiteral("thousand-fit"), thousand, [](GraphView& view) { view.fitAll(); } },
        { QStringLiteral("many"), many, [](GraphView& view) { lookAt(view, 6999, 1); } },
        { QStringLiteral("many-dots"), many, [](GraphView& view) { lookAt(view, 6999, 0.05); } },
        { QStringLiteral("wide"), wide, [](GraphView& view) { view.fitAll(); } },
    };
    for (const Shot& shot : QList<Shot>(list)) {
        Shot dark = shot;
        dark.name += QStringLiteral("-dark");
        dark.dark = true;
        list << dark;
    }
    list << Shot{ QStringLiteral("branchy-large"), branchy, selecting, large }
         << Shot{ QStringLiteral("branchy-scale2"), branchy, selecting, { 1280, 800 }, 2 }
         << Shot{ QStringLiteral("branchy-scale2-dark"), branchy, selecting, { 1280, 800 }, 2, true }
         << Shot{ QStringLiteral("branchy-scale15"), branchy, selecting, { 1280, 800 }, 1.5 }
         << Shot{ QStringLiteral("mirrored"), branchy,
                [](GraphView& view) {
                    view.setDirection(GraphDirection::LeftRight);
                    lookAt(view, 18, 0.9);
                },
                { 1280, 800 }, 1, false, true };
    return list;
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.size() < 2) {
        std::fputs("usage: graphview_gallery FOLDER [name...]\n", stderr);
        return 2;
    }
    QDir().mkpath(arguments[1]);
    for (const Shot& shot : shots()) {
        if (arguments.size() > 2 && !arguments.mid(2).contains(shot.name))
            continue;
        if (!photograph(shot).save(arguments[1] + QLatin1Char('/') + shot.name + QStringLiteral(".png")))
            return 1;
    }
    return 0;
}
