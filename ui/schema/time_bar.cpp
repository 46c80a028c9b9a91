#include "schema/time_bar.h"

#include "actions/action_registry.h"
#include "schema/schema_page_controller.h"
#include "session/project_session.h"
#include "widgets/elided_label.h"
#include "widgets/format.h"

#include <algorithm>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

namespace espalier::ui {
namespace {

QToolButton* timeButton(QAction* action)
{
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setObjectName(action->objectName() + QStringLiteral("-button"));
    button->setIconSize(QSize(16, 16));
    button->setAutoRaise(true);
    button->setFixedSize(28, 28);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action->text());
    button->setToolTip(action->text());
    return button;
}

} // namespace

TimeBar::TimeBar(Services& services, SchemaPageController& controller, QWidget* parent)
    : QWidget(parent)
    , m_services(services)
    , m_controller(controller)
    , m_slider(new QSlider(Qt::Horizontal))
    , m_where(new ElidedLabel)
{
    setObjectName(QStringLiteral("time-bar"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_slider->setObjectName(QStringLiteral("time-slider"));
    m_slider->setAccessibleName(tr("Revision whose schema is shown, in upgrade order"));
    m_slider->setToolTip(tr("The schema as it is after a revision and all its ancestors; at the end, after all heads"));
    m_slider->setMinimumWidth(120);
    m_slider->setFixedHeight(28);
    m_where->setObjectName(QStringLiteral("time-where"));
    m_where->setMuted(true);
    auto* line = new QFrame;
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Midlight);
    auto& actions = services.actions;
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 4, 12, 4);
    row->setSpacing(4);
    row->addWidget(timeButton(actions.action(QStringLiteral("schema.earlier"))));
    row->addWidget(m_slider, 2);
    row->addWidget(timeButton(actions.action(QStringLiteral("schema.later"))));
    row->addSpacing(8);
    row->addWidget(m_where, 1);
    row->addWidget(timeButton(actions.action(QStringLiteral("schema.compare"))));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(line);
    column->addLayout(row);
    connect(m_slider, &QSlider::valueChanged, this, &TimeBar::move);
    connect(&controller, &SchemaPageController::orderChanged, this, &TimeBar::showOrder);
    connect(&controller, &SchemaPageController::sourceChanged, this, &TimeBar::showPosition);
    connect(&controller, &SchemaPageController::revisionChanged, this, &TimeBar::showPosition);
    showOrder();
}

void TimeBar::showOrder()
{
    const int count = static_cast<int>(m_controller.order().size());
    const QSignalBlocker blocked(m_slider);
    m_slider->setRange(0, count);
    m_slider->setPageStep(std::max(1, count / 10));
    showPosition();
}

void TimeBar::showPosition()
{
    const int count = static_cast<int>(m_controller.order().size());
    setVisible(count > 1 && m_controller.source() == SchemaSource::Migrations);
    const QString& id = m_controller.revision();
    const int position = id.isEmpty() ? count : static_cast<int>(m_controller.order().indexOf(id));
    const QSignalBlocker blocked(m_slider);
    m_slider->setValue(std::max(0, position));
    const auto graph = m_services.project.graph();
    QString text = id.isEmpty() || !graph || graph->indexOf(id) < 0
        ? tr("All heads · %1").arg(tr("%n revisions", nullptr, count))
        : tr("%1 of %2 · %3 %4")
              .arg(number(position + 1), number(count), shortId(id), graph->revision(graph->indexOf(id)).message)
              .trimmed();
    if (const auto& baseline = m_controller.baseline())
        text = tr("since %1 · %2").arg(baseline->isEmpty() ? tr("all heads") : shortId(*baseline), text);
    m_where->setText(text);
}

void TimeBar::move(int position)
{
    const auto& order = m_controller.order();
    m_controller.setRevision(position >= 0 && position < order.size() ? order[position] : QString());
}

} // namespace espalier::ui
