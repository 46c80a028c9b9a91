#include "graphview/graph_scene.h"
#include "core/index.h"

namespace espalier::graphview {

namespace {
using core::at;

// A run keeps its first and last cards in sight when it folds: what a branch begins with, and what was last done.
constexpr std::size_t visibleEnds = 2;

/// The parts of long runs to fold: without their ends, split at cards that must stay.
std::vector<graph::NodeList> foldedRuns(const GraphTopology& topology, const SceneOptions& options)
{
    std::vector<graph::NodeList> result;
    if (options.foldThreshold <= 0)
        return result;
    const auto threshold = std::max(at(options.foldThreshold), std::size_t{ 2 });
    for (std::size_t number = 0; number < topology.runs.size(); ++number) {
        const graph::NodeList& run = topology.runs[number];
        const bool unfolded = number < options.unfolded.size() && options.unfolded[number];
        if (unfolded || !GraphScene::isLongEnough(run.size(), options.foldThreshold))
            continue;
        graph::NodeList part;
        const auto finish = [&] {
            if (part.size() >= threshold)
                result.push_back(part);
            part.clear();
        };
        for (std::size_t i = visibleEnds; i < run.size() - visibleEnds; ++i) {
            if (at(run[i]) < options.keep.size() && options.keep[at(run[i])])
                finish();
            else
                part.push_back(run[i]);
        }
        finish();
    }
    return result;
}
} // namespace

bool GraphScene::isLongEnough(std::size_t run, int threshold) { return run >= at(threshold) + 2 * visibleEnds; }

GraphTopologyPtr GraphTopology::of(const GraphPicture& picture)
{
    auto topology = std::make_shared<GraphTopology>();
    topology->dag = { picture.parents(), picture.dependencies() };
    topology->children = graph::childrenOf(topology->dag);
    const graph::NodeList order = graph::topologicalOrder(topology->dag);
    topology->position.resize(order.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        topology->position[at(order[i])] = static_cast<int>(i);
    std::vector<bool> keep(order.size());
    for (int card = 0; card < picture.size(); ++card)
        keep[at(card)] = !picture.card(card).labels.isEmpty();
    topology->runs = graph::linearRuns(topology->dag, keep);
    topology->runOf.assign(order.size(), -1);
    for (std::size_t run = 0; run < topology->runs.size(); ++run) {
        for (const int card : topology->runs[run])
            topology->runOf[at(card)] = static_cast<int>(run);
    }
    return topology;
}

GraphScene::GraphScene(GraphPicturePtr picture, GraphTopologyPtr topology, const SceneOptions& options)
    : m_picture(std::move(picture))
    , m_topology(std::move(topology))
{
    auto laid = std::make_shared<Laid>();
    laid->metrics = options.metrics;
    laid->folding = graph::fold(m_topology->dag, foldedRuns(*m_topology, options));
    laid->children = graph::childrenOf(laid->folding.dag);
    laid->layout = graph::layOut(laid->folding.dag, laid->folding.weights());
    const bool horizontal = options.flow == graph::Flow::Right || options.flow == graph::Flow::Left;
    laid->geometry = graph::LaneGeometry(laid->layout, options.metrics.lanes(horizontal), options.flow);
    m_laid = std::move(laid);
}

GraphScene GraphScene::with(GraphPicturePtr picture) const
{
    GraphScene scene = *this;
    scene.m_picture = std::move(picture);
    return scene;
}

QRectF GraphScene::itemRect(int item) const
{
    const QRectF place = geometry().nodeRect(item);
    if (!isPill(item))
        return place;
    QRectF pill(0, 0, metrics().pillWidth, metrics().pillHeight);
    pill.moveCenter(place.center());
    return pill;
}

} // namespace espalier::graphview
