#pragma once

#include <QWidget>

class QSlider;

namespace espalier::ui {

class ElidedLabel;
class SchemaPageController;
struct Services;

/// Time, along the page's foot: a slider over the revisions in upgrade order, whose last place is all heads together.
class TimeBar : public QWidget {
    Q_OBJECT
public:
    TimeBar(Services& services, SchemaPageController& controller, QWidget* parent = nullptr);

private:
    void showOrder();
    void showPosition();
    void move(int position);

    Services& m_services;
    SchemaPageController& m_controller;
    QSlider* m_slider;
    ElidedLabel* m_where;
};

} // namespace espalier::ui
