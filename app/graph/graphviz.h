#pragma once

#include "graph/box_layout.h"

namespace espalier::graph {

/// A group of boxes that are all linked to each other in some way; numbers are those of the group's own boxes.
struct BoxGroup {
    std::vector<int> boxes; ///< by number in the group: the number among all
    std::vector<QSizeF> sizes;
    std::vector<BoxLink> links; ///< each once, none from a box to itself
    std::vector<QPointF> corners; ///< the result
};

/// Lays out groups by one process of Graphviz: its `dot` engine, or `sfdp` where they are too large for that.
core::Result<void> layOutByGraphviz(const std::vector<BoxGroup*>& groups, bool isLarge, const BoxLayoutOptions& options,
    const core::CancelToken& cancel);

} // namespace espalier::graph
