#pragma once

#include "graphview/graph_picture.h"

#include <QHash>
#include <vector>

namespace espalier::graphview {

/// What is laid over a scene: by card, in numbers of the picture. Changing any of it never moves anything.
struct GraphMarks {
    int selected = -1;
    int second = -1; ///< the other end of a selected stretch
    std::vector<bool> between; ///< the stretch; empty without one
    int focus = -1; ///< where the keyboard is: a card, or the first card of a pill
    bool focusVisible = false;
    int hovered = -1; ///< a card, or the first card of a pill
    std::vector<bool> ancestry; ///< what the hovered card stands on; empty without one
    std::vector<int> pathNumber; ///< from 1; empty without a path, 0 beside it
    std::vector<bool> risky; ///< empty without a path
    std::vector<bool> matches; ///< empty without a search
    QHash<int, CardStatus> statuses; ///< over the picture's own

    bool isBetween(int card) const { return has(between, card); }
    bool isAncestor(int card) const { return has(ancestry, card); }
    bool isMatch(int card) const { return has(matches, card); }
    bool isFaded(int card) const { return !matches.empty() && !isMatch(card); }
    bool isRisky(int card) const { return has(risky, card); }
    bool isSelected(int card) const { return card >= 0 && (card == selected || card == second); }
    int numberOf(int card) const
    {
        const auto index = static_cast<std::size_t>(card);
        return index < pathNumber.size() ? pathNumber[index] : 0;
    }
    const CardStatus& statusOf(const GraphPicture& picture, int card) const
    {
        if (statuses.isEmpty())
            return picture.card(card).status;
        const auto found = statuses.constFind(card);
        return found == statuses.constEnd() ? picture.card(card).status : *found;
    }

private:
    static bool has(const std::vector<bool>& set, int card)
    {
        const auto index = static_cast<std::size_t>(card);
        return index < set.size() && set[index];
    }
};

} // namespace espalier::graphview
