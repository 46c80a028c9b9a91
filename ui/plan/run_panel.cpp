#include "plan/run_panel.h"

#include "actions/action_registry.h"
#include "connections/connection_editor.h"
#include "core/clock.h"
#include "session/database_session.h"
#include "shell/prompter.h"
#include "style/espalier_style.h"
#include "style/icon.h"
#include "style/type.h"
#include "widgets/format.h"
#include "widgets/tag.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace espalier::ui {
namespace {

QLabel* caption(const QString& text)
{
    auto* label = new QLabel(text);
    label->setForegroundRole(QPalette::Dark);
    return label;
}

QLabel* wrapped(const char* name)
{
    auto* label = new QLabel;
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    return label;
}

QPushButton* buttonFor(QAction* action, ButtonRole role)
{
    auto* button = new QPushButton(action->text());
    button->setObjectName(action->objectName() + QStringLiteral("-button"));
    button->setToolTip(action->toolTip());
    setButtonRole(button, role);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

QString environmentText(const project::PythonEnvironment& environment)
{
    const QString alembic = environment.installed.alembic();
    return alembic.isEmpty() ? environment.text() : QStringLiteral("%1 · Alembic %2").arg(environment.text(), alembic);
}

} // namespace

RunPanel::RunPanel(Services& services, PlanController& plan, RunController& run)
    : m_services(services)
    , m_plan(plan)
    , m_run(run)
    , m_options(makeOptions())
    , m_progress(makeProgress())
{
    setObjectName(QStringLiteral("run-panel"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setFixedWidth(340);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->addWidget(m_options);
    column->addWidget(m_progress);
    column->addStretch(1);
    connect(&plan, &PlanController::changed, this, &RunPanel::show);
    connect(&run, &RunController::changed, this, &RunPanel::show);
    connect(&run, &RunController::environmentsChanged, this, &RunPanel::fillEnvironments);
    connect(&services.database, &DatabaseSession::changed, this, &RunPanel::show);
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &RunPanel::showProgress);
    fillEnvironments();
    show();
}

QWidget* RunPanel::makeOptions()
{
    auto* box = new QWidget;
    m_database = wrapped("run-database");
    m_database->setFont(boldFont());
    m_environmentTag = new Tag;
    m_python = new QComboBox;
    m_python->setObjectName(QStringLiteral("python"));
    m_python->setAccessibleName(tr("Python"));
    m_python->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_why = wrapped("python-why");
    m_why->setForegroundRole(QPalette::Dark);
    m_backup = new QCheckBox(tr("Back up first"));
    m_backup->setObjectName(QStringLiteral("backup-first"));
    m_backup->setChecked(m_run.options().backupFirst);
    m_lock = new QSpinBox;
    m_lock->setObjectName(QStringLiteral("lock-timeout"));
    m_lock->setRange(0, 3600);
    m_lock->setSuffix(tr(" s"));
    m_lock->setSpecialValueText(tr("as the server has it"));
    m_lock->setAccessibleName(tr("Wait for locks"));
    m_obstacle = wrapped("run-obstacle");
    m_obstacle->setForegroundRole(QPalette::Dark);
    m_start = buttonFor(m_services.actions.action(QStringLiteral("plan.run")), ButtonRole::Primary);
    connect(m_python, &QComboBox::activated, this, [this](int index) {
        if (index < m_run.environments().size())
            m_run.chooseEnvironment(index);
        else
            askCommand();
    });
    connect(m_backup, &QCheckBox::toggled, this, &RunPanel::takeOptions);
    connect(m_lock, &QSpinBox::valueChanged, this, &RunPanel::takeOptions);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(caption(tr("Database")));
    auto* row = new QHBoxLayout;
    row->addWidget(m_database, 1);
    row->addWidget(m_environmentTag, 0, Qt::AlignTop);
    column->addLayout(row);
    column->addSpacing(12);
    column->addWidget(caption(tr("Python that runs Alembic")));
    column->addWidget(m_python);
    column->addWidget(m_why);
    column->addSpacing(12);
    column->addWidget(caption(tr("Wait for locks at most")));
    column->addWidget(m_lock);
    column->addSpacing(12);
    column->addWidget(m_backup);
    column->addSpacing(12);
    column->addWidget(m_obstacle);
    column->addWidget(m_start);
    return box;
}

QWidget* RunPanel::makeProgress()
{
    auto* box = new QWidget;
    m_stepText = wrapped("run-progress-text");
    m_bar = new QProgressBar;
    m_bar->setObjectName(QStringLiteral("run-progress"));
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of the run"));
    m_stop = buttonFor(m_services.actions.action(QStringLiteral("plan.stop")), ButtonRole::Plain);
    m_kill = buttonFor(m_services.actions.action(QStringLiteral("plan.kill")), ButtonRole::Flat);
    m_again = new QPushButton(tr("Plan Again"));
    m_again->setObjectName(QStringLiteral("plan-again"));
    setButtonRole(m_again, ButtonRole::Primary);
    connect(m_again, &QPushButton::clicked, &m_run, &RunController::forgetOutcome);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 16, 0, 0);
    column->addWidget(m_stepText);
    column->addWidget(m_bar);
    column->addWidget(m_stop);
    column->addWidget(m_kill);
    column->addWidget(m_again);
    return box;
}

void RunPanel::fillEnvironments()
{
    m_python->clear();
    for (const auto& environment : m_run.environments())
        m_python->addItem(environmentText(environment));
    m_python->addItem(tr("Another command…"));
    m_python->setCurrentIndex(qMax(0, m_run.environmentIndex()));
    const auto* chosen = m_run.environment();
    m_why->setText(chosen ? chosen->reason.text() : tr("No Python with Alembic was found."));
    m_python->setToolTip(chosen ? chosen->text() : QString());
}

void RunPanel::askCommand()
{
    m_services.prompter.askText({ QStringLiteral("run.command"), tr("Command That Starts Python"),
                                    tr("For example: docker compose exec -T api python") },
        this, [this](const QString& text) {
            if (!text.isEmpty()) {
                if (const auto chosen = m_run.chooseCommand(text); !chosen)
                    m_services.prompter.showError(chosen.error());
            }
            fillEnvironments();
        });
}

void RunPanel::takeOptions() { m_run.setOptions({ m_backup->isChecked(), m_lock->value() * 1000 }); }

void RunPanel::show()
{
    const auto& database = m_services.database;
    const auto* settings = database.settings();
    m_database->setText(settings ? settings->title() : tr("No database"));
    m_database->setToolTip(settings ? settings->url.display() : QString());
    const bool tagged = settings && settings->environment != database::EnvironmentTag::Unspecified;
    m_environmentTag->setVisible(tagged);
    if (tagged) {
        m_environmentTag->setText(environmentTitle(settings->environment));
        m_environmentTag->setTone(database.isProduction() ? Tag::Tone::Production : Tag::Tone::Development);
    }
    const bool over = m_run.outcome().has_value();
    const bool busy = m_run.isBusy();
    for (auto* widget : std::initializer_list<QWidget*>{ m_python, m_backup, m_lock })
        widget->setEnabled(!busy && !over);
    const QString obstacle = m_run.obstacle();
    m_obstacle->setText(obstacle);
    m_obstacle->setVisible(!obstacle.isEmpty() && !busy && !over);
    m_start->setVisible(!busy && !over);
    m_start->setEnabled(obstacle.isEmpty());
    const bool careful = database.isProduction() || m_plan.direction() != plan::Direction::Upgrade;
    setButtonRole(m_start, careful ? ButtonRole::Danger : ButtonRole::Primary);
    const int steps = m_plan.plan() ? static_cast<int>(m_plan.plan()->steps.size()) : 0;
    m_start->setText(m_plan.direction() == plan::Direction::Stamp ? tr("Stamp") : tr("Run %n steps", nullptr, steps));
    m_progress->setVisible(busy || over);
    m_again->setVisible(over && !busy);
    if (busy)
        m_second.start();
    else
        m_second.stop();
    showProgress();
}

void RunPanel::showProgress()
{
    const int total = m_plan.steps().rowCount();
    const int done = m_plan.steps().doneCount();
    using State = RunController::State;
    const State state = m_run.state();
    m_stop->setVisible(m_run.isBusy());
    m_kill->setVisible(m_run.isBusy());
    m_stop->setEnabled(state == State::Running || state == State::BackingUp);
    m_kill->setEnabled(state == State::Running || state == State::Stopping);
    m_bar->setVisible(m_run.isBusy());
    m_bar->setRange(0, state == State::BackingUp ? 0 : total);
    m_bar->setValue(done);
    QString text;
    if (state == State::BackingUp)
        text = tr("Backing up");
    else if (state == State::Stopping)
        text = tr("Stopping after this step");
    else
        text = tr("%1 of %2 steps done").arg(number(done), number(total));
    if (m_run.isBusy() && m_run.started().isValid())
        text += QStringLiteral(" · ") + duration(m_run.started().msecsTo(m_services.clock.nowUtc()) / 1000 * 1000);
    m_stepText->setText(text);
}

} // namespace espalier::ui
