#pragma once

#include "schema/table_state.h"

#include <map>
#include <QSet>
#include <QWidget>

class QToolButton;

namespace espalier::ui {

/// Above a table: how many rows there are of each kind, each a button that leaves only those.
class StateBar : public QWidget {
    Q_OBJECT
public:
    struct Chip {
        int group = 0; ///< a state or a mark as a number
        QString icon;
        Tag::Tone tone = Tag::Tone::Neutral;
        QString text;
        int count = 0;
    };

    explicit StateBar(QWidget* parent = nullptr);
    /// Of what was chosen stays what is still there.
    void setChips(const std::vector<Chip>& chips);
    const QSet<int>& chosen() const { return m_chosen; }
    void clear();

Q_SIGNALS:
    void chosenChanged();

private:
    QToolButton* makeButton(int group);

    std::map<int, QToolButton*> m_buttons;
    QSet<int> m_chosen;
};

} // namespace espalier::ui
