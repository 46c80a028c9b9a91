#pragma once

#include "schema/schema_place.h"

#include <vector>

class QComboBox;

namespace espalier::ui {

/// One of the places that a box offers.
struct PlaceChoice {
    QString icon;
    QString text;
    SchemaPlace place;
};

/// What is listed already stays, so that a list that is open does not close when something else is read.
void setChoices(QComboBox& box, const std::vector<PlaceChoice>& choices);

/// As wide as what is chosen, within bounds; its list is as wide as it must be.
void fitToChosen(QComboBox& box, int fewest);

/// It gives way down to `least` pixels.
void setNarrow(QComboBox& box, int least);

} // namespace espalier::ui
