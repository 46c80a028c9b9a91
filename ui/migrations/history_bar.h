#pragma once

#include "widgets/slider_bar.h"

namespace espalier::ui {

class ActionRegistry;
class MigrationsController;

/// Time, along the foot of the canvas: a slider over the revisions in upgrade order that moves the selection, and a
/// step to either side.
class HistoryBar : public SliderBar {
    Q_OBJECT
public:
    HistoryBar(ActionRegistry& actions, MigrationsController& controller, QWidget* parent = nullptr);

Q_SIGNALS:
    /// The user moved it: the revision should be seen.
    void moved(const QString& id);

private:
    void showOrder();
    void showPosition();
    void move(int position);

    MigrationsController& m_controller;
};

} // namespace espalier::ui
