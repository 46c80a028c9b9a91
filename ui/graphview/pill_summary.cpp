#include "graphview/pill_summary.h"

#include <algorithm>

namespace espalier::graphview {

PillSummary PillSummary::of(const graph::NodeList& cards, const GraphPicture& picture, const GraphMarks& marks)
{
    PillSummary summary;
    summary.count = static_cast<int>(cards.size());
    for (const int card : cards) {
        const NodeState state = marks.statusOf(picture, card).state;
        summary.applied += state == NodeState::Applied || state == NodeState::Current || state == NodeState::Done;
        summary.current = summary.current || state == NodeState::Current;
        summary.running = summary.running || state == NodeState::Running;
        summary.failed = summary.failed || state == NodeState::Failed;
        summary.unknown = summary.unknown || state == NodeState::Unknown;
        summary.plain = summary.plain || state == NodeState::Plain;
        summary.matches += marks.isMatch(card);
        summary.risky = summary.risky || marks.isRisky(card);
        summary.problem = std::max(summary.problem, picture.card(card).problem);
        if (const int number = marks.numberOf(card); number > 0) {
            summary.firstNumber = summary.firstNumber == 0 ? number : std::min(summary.firstNumber, number);
            summary.lastNumber = std::max(summary.lastNumber, number);
        }
    }
    return summary;
}

NodeState PillSummary::state() const
{
    if (failed)
        return NodeState::Failed;
    if (running)
        return NodeState::Running;
    if (unknown)
        return NodeState::Unknown;
    if (current)
        return NodeState::Current;
    if (plain)
        return NodeState::Plain;
    return applied == count ? NodeState::Applied : NodeState::Pending;
}

CardStatus PillSummary::status() const
{
    CardStatus status;
    status.state = state();
    if (running && count > 0)
        status.progress = static_cast<double>(applied) / count;
    return status;
}

} // namespace espalier::graphview
