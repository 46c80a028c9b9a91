#include "schema/time_bar.h"

#include "actions/action_registry.h"
#include "schema/schema_page_controller.h"
#include "session/project_session.h"
#include "widgets/elided_label.h"
#include "widgets/format.h"

#include <algorithm>
#include <QSignalBlocker>
#include <QSlider>

namespace espalier::ui {

TimeBar::TimeBar(Services& services, SchemaPageController& controller, QWidget* parent)
    : SliderBar(QStringLiteral("time"), services.actions.action(QStringLiteral("schema.earlier")),
        services.actions.action(QStringLiteral("schema.later")), parent)
    , m_services(services)
    , m_controller(controller)
{
    slider().setAccessibleName(tr("Revision whose schema is shown, in upgrade order"));
    slider().setToolTip(tr("The schema as it is after a revision and all its ancestors; at the end, after all heads"));
    row().addWidget(button(services.actions.action(QStringLiteral("schema.compare"))));
    connect(&slider(), &QSlider::valueChanged, this, &TimeBar::move);
    connect(&controller, &SchemaPageController::orderChanged, this, &TimeBar::showOrder);
    connect(&controller, &SchemaPageController::sourceChanged, this, &TimeBar::showPosition);
    connect(&controller, &SchemaPageController::revisionChanged, this, &TimeBar::showPosition);
    showOrder();
}

void TimeBar::showOrder()
{
    const int count = static_cast<int>(m_controller.order().size());
    const QSignalBlocker blocked(&slider());
    slider().setRange(0, count);
    slider().setPageStep(std::max(1, count / 10));
    showPosition();
}

void TimeBar::showPosition()
{
    const int count = static_cast<int>(m_controller.order().size());
    setVisible(count > 1 && m_controller.source() == SchemaSource::Migrations);
    const QString& id = m_controller.revision();
    const int position = id.isEmpty() ? count : static_cast<int>(m_controller.order().indexOf(id));
    const QSignalBlocker blocked(&slider());
    slider().setValue(std::max(0, position));
    const auto graph = m_services.project.graph();
    QString text = id.isEmpty() || !graph || graph->indexOf(id) < 0
        ? tr("All heads · %1").arg(tr("%n revisions", nullptr, count))
        : tr("%1 of %2 · %3 %4")
              .arg(number(position + 1), number(count), shortId(id), graph->revision(graph->indexOf(id)).message)
              .trimmed();
    if (const auto& baseline = m_controller.baseline(); baseline && *baseline != m_controller.place())
        text = baseline->source == SchemaSource::Migrations ? tr("since %1 · %2").arg(placeText(*baseline), text)
            : baseline->source == SchemaSource::Backup // whose words are many
            ? tr("%1 · against %2").arg(text, placeText(*baseline))
            : tr("against %1 · %2").arg(placeText(*baseline), text);
    where().setText(text);
}

void TimeBar::move(int position)
{
    const auto& order = m_controller.order();
    m_controller.setRevision(position >= 0 && position < order.size() ? order[position] : QString());
}

} // namespace espalier::ui
