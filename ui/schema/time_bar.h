#pragma once

#include "widgets/slider_bar.h"

namespace espalier::ui {

class SchemaPageController;
struct Services;

/// Time, along the page's foot: a slider over the revisions in upgrade order, whose last place is all heads together.
class TimeBar : public SliderBar {
    Q_OBJECT
public:
    TimeBar(Services& services, SchemaPageController& controller, QWidget* parent = nullptr);

private:
    void showOrder();
    void showPosition();
    void move(int position);

    Services& m_services;
    SchemaPageController& m_controller;
};

} // namespace espalier::ui
