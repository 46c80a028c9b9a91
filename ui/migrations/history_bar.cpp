#include "migrations/history_bar.h"

#include "actions/action_registry.h"
#include "migrations/migrations_controller.h"
#include "widgets/elided_label.h"
#include "widgets/format.h"

#include <QSignalBlocker>
#include <QSlider>

namespace espalier::ui {

HistoryBar::HistoryBar(ActionRegistry& actions, MigrationsController& controller, QWidget* parent)
    : SliderBar(QStringLiteral("history"), actions.action(QStringLiteral("migrations.previous")),
        actions.action(QStringLiteral("migrations.next")), parent)
    , m_controller(controller)
{
    slider().setAccessibleName(tr("Revision, in upgrade order"));
    slider().setToolTip(tr("Moves through the revisions in upgrade order"));
    connect(&slider(), &QSlider::valueChanged, this, &HistoryBar::move);
    connect(&m_controller, &MigrationsController::orderChanged, this, &HistoryBar::showOrder);
    connect(&m_controller, &MigrationsController::detailChanged, this, &HistoryBar::showPosition);
    showOrder();
}

void HistoryBar::showOrder()
{
    const int count = static_cast<int>(m_controller.order().size());
    const QSignalBlocker blocked(&slider());
    slider().setRange(0, std::max(0, count - 1));
    slider().setPageStep(std::max(1, count / 10));
    showPosition();
}

void HistoryBar::showPosition()
{
    const int count = static_cast<int>(m_controller.order().size());
    const int position = m_controller.position();
    setVisible(count > 1);
    const QSignalBlocker blocked(&slider());
    slider().setValue(std::max(0, position));
    if (position < 0 || !m_controller.detail())
        return where().setText(tr("%n revisions", nullptr, count));
    const auto& detail = *m_controller.detail();
    where().setText(
        tr("%1 of %2 · %3 %4").arg(number(position + 1), number(count), shortId(detail.id), detail.message).trimmed());
}

void HistoryBar::move(int position)
{
    m_controller.selectAt(position);
    if (position >= 0 && position < m_controller.order().size())
        Q_EMIT moved(m_controller.order()[position]);
}

} // namespace espalier::ui
