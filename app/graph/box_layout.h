#pragma once

#include "core/cancel.h"
#include "core/error.h"

#include <QMarginsF>
#include <QPointF>
#include <QSizeF>
#include <vector>

namespace espalier::graph {

/// Two boxes that belong together: `from` points to `to`.
struct BoxLink {
    int from = 0;
    int to = 0;
};

struct BoxLayoutOptions {
    double gap = 28; ///< between boxes above each other
    double rankGap = 88; ///< between columns of boxes: room for lines
    double aspect = 1.6; ///< width to height that the whole is to have
};

/// Where boxes stand.
struct BoxLayout {
    std::vector<QPointF> corners; ///< top left, by box
    QSizeF size;
    /// False where Graphviz is not installed or failed: boxes stand in plain columns then.
    bool isByGraphviz = true;
};

/// Places boxes so that those that are linked stand near each other: what is linked into one group by Graphviz, run as
/// a process that can be cancelled (columns from left to right, large groups like a map), groups beside each other, and
/// boxes without links at the end. Nothing overlaps. Blocking; fails when it is cancelled and for nothing else. The
/// same boxes and links have the same places.
core::Result<BoxLayout> layOutBoxes(const std::vector<QSizeF>& sizes, const std::vector<BoxLink>& links,
    const BoxLayoutOptions& options = {}, const core::CancelToken& cancel = {});

/// Boxes that stand in frames.
struct BoxFrames {
    std::vector<int> of; ///< by box: the number of its frame, from 0; -1 for none
    QMarginsF margins; ///< between a frame and its boxes
};

/// As layOutBoxes(), for boxes of which some are framed: those of a frame stand together, as they are linked with each
/// other, and nothing else stands within its margins.
core::Result<BoxLayout> layOutFramedBoxes(const std::vector<QSizeF>& sizes, const std::vector<BoxLink>& links,
    const BoxFrames& frames, const BoxLayoutOptions& options = {}, const core::CancelToken& cancel = {});

} // namespace espalier::graph
