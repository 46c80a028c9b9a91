#include "widgets/slider_bar.h"

#include "widgets/elided_label.h"

#include <QAction>
#include <QFrame>
#include <QHBoxLayout>
#include <QSlider>
#include <QToolButton>

namespace espalier::ui {

SliderBar::SliderBar(const QString& name, QAction* earlier, QAction* later, QWidget* parent)
    : QWidget(parent)
    , m_slider(new QSlider(Qt::Horizontal))
    , m_where(new ElidedLabel)
    , m_row(new QHBoxLayout)
{
    setObjectName(name + QStringLiteral("-bar"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_slider->setObjectName(name + QStringLiteral("-slider"));
    m_slider->setMinimumWidth(120);
    m_slider->setFixedHeight(28);
    m_where->setObjectName(name + QStringLiteral("-where"));
    m_where->setMuted(true);
    auto* line = new QFrame;
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Midlight);
    m_row->setContentsMargins(8, 4, 12, 4);
    m_row->setSpacing(4);
    m_row->addWidget(button(earlier));
    m_row->addWidget(m_slider, 2);
    m_row->addWidget(button(later));
    m_row->addSpacing(8);
    m_row->addWidget(m_where, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(line);
    column->addLayout(m_row);
}

QToolButton* SliderBar::button(QAction* action)
{
    auto* made = new QToolButton;
    made->setDefaultAction(action);
    made->setObjectName(action->objectName() + QStringLiteral("-button"));
    made->setIconSize(QSize(16, 16));
    made->setAutoRaise(true);
    made->setFixedSize(28, 28);
    made->setFocusPolicy(Qt::TabFocus);
    made->setAccessibleName(action->text());
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    made->setToolTip(keys.isEmpty() ? action->text() : QStringLiteral("%1 (%2)").arg(action->text(), keys));
    return made;
}

} // namespace espalier::ui
