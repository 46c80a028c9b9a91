#pragma once

#include "graphview/graph_marks.h"
#include "graphview/graph_scene.h"

namespace espalier::graphview {

/// What a pill says of the revisions folded into it.
struct PillSummary {
    int count = 0;
    int applied = 0; ///< applied, current or done in this run
    int matches = 0;
    int firstNumber = 0, lastNumber = 0; ///< on the path; 0 beside it
    bool current = false, running = false, failed = false, unknown = false, plain = false, risky = false;
    ProblemMark problem = ProblemMark::None; ///< the worst

    static PillSummary of(const graph::NodeList& cards, const GraphPicture& picture, const GraphMarks& marks);
    /// The state that the pill shows: the most urgent of its revisions' states.
    NodeState state() const;
    CardStatus status() const;
};

} // namespace espalier::graphview
