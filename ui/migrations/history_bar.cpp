#include "migrations/history_bar.h"

#include "actions/action_registry.h"
#include "migrations/migrations_controller.h"
#include "widgets/elided_label.h"
#include "widgets/format.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

namespace espalier::ui {
namespace {

QToolButton* stepButton(QAction* action)
{
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setObjectName(action->objectName() + QStringLiteral("-button"));
    button->setIconSize(QSize(16, 16));
    button->setAutoRaise(true);
    button->setFixedSize(28, 28);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action->text());
    button->setToolTip(
        QStringLiteral("%1 (%2)").arg(action->text(), action->shortcut().toString(QKeySequence::NativeText)));
    return button;
}

} // namespace

HistoryBar::HistoryBar(ActionRegistry& actions, MigrationsController& controller, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_slider(new QSlider(Qt::Horizontal))
    , m_where(new ElidedLabel)
{
    setObjectName(QStringLiteral("history-bar"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_slider->setObjectName(QStringLiteral("history-slider"));
    m_slider->setAccessibleName(tr("Revision, in upgrade order"));
    m_slider->setToolTip(tr("Moves through the revisions in upgrade order"));
    m_slider->setMinimumWidth(120);
    m_slider->setFixedHeight(28);
    m_where->setObjectName(QStringLiteral("history-where"));
    m_where->setMuted(true);
    auto* line = new QFrame;
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Midlight);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 4, 12, 4);
    row->setSpacing(4);
    row->addWidget(stepButton(actions.action(QStringLiteral("migrations.previous"))));
    row->addWidget(m_slider, 2);
    row->addWidget(stepButton(actions.action(QStringLiteral("migrations.next"))));
    row->addSpacing(8);
    row->addWidget(m_where, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(line);
    column->addLayout(row);
    connect(m_slider, &QSlider::valueChanged, this, &HistoryBar::move);
    connect(&m_controller, &MigrationsController::orderChanged, this, &HistoryBar::showOrder);
    connect(&m_controller, &MigrationsController::detailChanged, this, &HistoryBar::showPosition);
    showOrder();
}

void HistoryBar::showOrder()
{
    const int count = static_cast<int>(m_controller.order().size());
    const QSignalBlocker blocked(m_slider);
    m_slider->setRange(0, std::max(0, count - 1));
    m_slider->setPageStep(std::max(1, count / 10));
    showPosition();
}

void HistoryBar::showPosition()
{
    const int count = static_cast<int>(m_controller.order().size());
    const int position = m_controller.position();
    setVisible(count > 1);
    const QSignalBlocker blocked(m_slider);
    m_slider->setValue(std::max(0, position));
    if (position < 0 || !m_controller.detail())
        return m_where->setText(tr("%n revisions", nullptr, count));
    const auto& detail = *m_controller.detail();
    m_where->setText(
        tr("%1 of %2 · %3 %4").arg(number(position + 1), number(count), shortId(detail.id), detail.message).trimmed());
}

void HistoryBar::move(int position)
{
    m_controller.selectAt(position);
    if (position >= 0 && position < m_controller.order().size())
        Q_EMIT moved(m_controller.order()[position]);
}

} // namespace espalier::ui
