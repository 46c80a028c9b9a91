#include "schema/place_choices.h"

#include "style/icon.h"

#include <algorithm>
#include <QAbstractItemView>
#include <QComboBox>
#include <QSignalBlocker>

namespace espalier::ui {

void fitToChosen(QComboBox& box, int fewest)
{
    constexpr int most = 30;
    const QFontMetrics metrics(box.font());
    const int letters = metrics.horizontalAdvance(box.currentText()) / metrics.horizontalAdvance(QLatin1Char('X')) + 1;
    box.setMinimumContentsLength(std::clamp(letters, fewest, most));
}

void setNarrow(QComboBox& box, int least)
{
    box.setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box.setMinimumWidth(least);
}

void setChoices(QComboBox& box, const std::vector<PlaceChoice>& choices)
{
    const auto is = [&](int row, const PlaceChoice& choice) {
        return box.itemText(row) == choice.text && box.itemData(row).value<SchemaPlace>() == choice.place;
    };
    const int count = static_cast<int>(choices.size());
    bool isSame = box.count() == count;
    for (int row = 0; isSame && row < count; ++row)
        isSame = is(row, choices[size_t(row)]);
    if (isSame)
        return;
    const QSignalBlocker blocked(&box);
    box.clear();
    for (const PlaceChoice& choice : choices)
        box.addItem(themedIcon(choice.icon), choice.text, QVariant::fromValue(choice.place));
    box.view()->setMinimumWidth(box.view()->sizeHintForColumn(0) + 16);
}

} // namespace espalier::ui
