#include "schema/state_bar.h"

#include "widgets/flow_layout.h"
#include "widgets/format.h"

#include <algorithm>
#include <QSignalBlocker>
#include <QToolButton>

namespace espalier::ui {

StateBar::StateBar(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("state-bar"));
    setAccessibleName(tr("Show only tables of these states"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto* row = new FlowLayout(this, 4);
    row->setContentsMargins(12, 4, 12, 4);
    for (int group = 0; group < std::max(driftStates, markStates); ++group)
        m_buttons[group] = makeButton(group);
    hide();
}

QToolButton* StateBar::makeButton(int group)
{
    auto* button = new QToolButton(this);
    button->setObjectName(QStringLiteral("state-%1").arg(group));
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIconSize(QSize(16, 16));
    connect(button, &QToolButton::toggled, this, [this, group](bool isOn) {
        if (isOn)
            m_chosen.insert(group);
        else
            m_chosen.remove(group);
        Q_EMIT chosenChanged();
    });
    button->hide();
    layout()->addWidget(button);
    return button;
}

void StateBar::setChips(const std::vector<Chip>& chips)
{
    QSet<int> there;
    for (const Chip& chip : chips) {
        there.insert(chip.group);
        auto* button = m_buttons.at(chip.group);
        button->setIcon(stateIcon(chip.icon, chip.tone));
        button->setText(QStringLiteral("%1  %2").arg(chip.text, number(chip.count)));
        button->setAccessibleName(tr("%1: %n table(s)", nullptr, chip.count).arg(chip.text));
        button->setToolTip(tr("Show only these"));
        button->setVisible(true);
    }
    const QSet<int> before = m_chosen;
    for (const auto& [group, button] : m_buttons) {
        if (there.contains(group))
            continue;
        const QSignalBlocker blocked(button);
        button->setChecked(false);
        button->setVisible(false);
        m_chosen.remove(group);
    }
    setVisible(!chips.empty());
    if (m_chosen != before)
        Q_EMIT chosenChanged();
}

void StateBar::clear()
{
    for (const auto& [group, button] : m_buttons)
        button->setChecked(false);
}

} // namespace espalier::ui
