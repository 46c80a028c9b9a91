#pragma once

#include "graph/folding.h"
#include "graph/lane_geometry.h"
#include "graphview/card_metrics.h"
#include "graphview/graph_picture.h"

#include <memory>
#include <vector>

namespace espalier::graphview {

/// A picture's graph from both ends and its runs; depends on nothing but the structure.
struct GraphTopology {
    graph::Dag dag;
    graph::Children children;
    std::vector<int> position; ///< of each card in upgrade order
    std::vector<graph::NodeList> runs; ///< linear runs, long or not
    std::vector<int> runOf; ///< by card; -1 where it is in none

    static std::shared_ptr<const GraphTopology> of(const GraphPicture& picture);
};
using GraphTopologyPtr = std::shared_ptr<const GraphTopology>;

/// What decides where things stand.
struct SceneOptions {
    graph::Flow flow = graph::Flow::Down;
    CardMetrics metrics;
    int foldThreshold = 0; ///< 0: nothing folds
    std::vector<bool> keep; ///< by card: never folded away
    std::vector<bool> unfolded; ///< by run
};

/// A picture laid out: items (cards, and pills that stand for folded runs) with their places. Immutable.
class GraphScene {
public:
    GraphScene() = default;
    GraphScene(GraphPicturePtr picture, GraphTopologyPtr topology, const SceneOptions& options);
    /// The same places under a picture of the same structure.
    GraphScene with(GraphPicturePtr picture) const;

    const GraphPicture& picture() const { return *m_picture; }
    const GraphTopology& topology() const { return *m_topology; }
    const graph::LaneGeometry& geometry() const { return m_laid->geometry; }
    const CardMetrics& metrics() const { return m_laid->metrics; }

    int itemCount() const { return static_cast<int>(m_laid->folding.items.size()); }
    bool isPill(int item) const { return m_laid->folding.isRun(item); }
    /// The card of an item, or the first of a pill.
    int cardOf(int item) const { return cardsOf(item).front(); }
    const graph::NodeList& cardsOf(int item) const { return m_laid->folding.items[static_cast<std::size_t>(item)]; }
    int itemOf(int card) const { return m_laid->folding.itemOf[static_cast<std::size_t>(card)]; }
    const graph::Dag& items() const { return m_laid->folding.dag; }
    const graph::Children& itemChildren() const { return m_laid->children; }
    const graph::Place& place(int item) const { return m_laid->layout.places[static_cast<std::size_t>(item)]; }
    const graph::LaneLayout& layout() const { return m_laid->layout; }
    /// Whether a run of this many revisions folds: a pill must stand for `threshold` at least, its ends stay in sight.
    static bool isLongEnough(std::size_t run, int threshold);
    /// Of what is drawn: a pill is smaller than the place it has.
    QRectF itemRect(int item) const;

private:
    struct Laid {
        CardMetrics metrics;
        graph::Folding folding;
        graph::Children children;
        graph::LaneLayout layout;
        graph::LaneGeometry geometry;
    };

    GraphPicturePtr m_picture = std::make_shared<const GraphPicture>();
    GraphTopologyPtr m_topology = std::make_shared<const GraphTopology>();
    std::shared_ptr<const Laid> m_laid = std::make_shared<const Laid>();
};

} // namespace espalier::graphview
