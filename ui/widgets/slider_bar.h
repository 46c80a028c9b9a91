#pragma once

#include <QWidget>

class QAction;
class QHBoxLayout;
class QSlider;
class QToolButton;

namespace espalier::ui {

class ElidedLabel;

/// A line along a page's foot: a slider with a step to either side, and words on where it stands.
class SliderBar : public QWidget {
    Q_OBJECT
protected:
    /// `name` begins the names of the slider and of the words.
    SliderBar(const QString& name, QAction* earlier, QAction* later, QWidget* parent);

    /// One that does the action, as the steps have them.
    static QToolButton* button(QAction* action);
    QSlider& slider() const { return *m_slider; }
    ElidedLabel& where() const { return *m_where; }
    /// Behind the words there is room for more.
    QHBoxLayout& row() const { return *m_row; }

private:
    QSlider* m_slider;
    ElidedLabel* m_where;
    QHBoxLayout* m_row;
};

} // namespace espalier::ui
