#include "plan/plan_page.h"

#include "actions/action_registry.h"
#include "plan/run_panel.h"
#include "plan/runs_model.h"
#include "session/database_session.h"
#include "session/project_session.h"
#include "session/run_history.h"
#include "shell/selection.h"
#include "style/espalier_style.h"
#include "style/type.h"
#include "widgets/banner.h"
#include "widgets/empty_state.h"
#include "widgets/error_panel.h"
#include "widgets/page_header.h"
#include "widgets/table.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QVBoxLayout>

namespace espalier::ui {
namespace {

QPlainTextEdit* logView(const char* name, const QString& label)
{
    auto* view = new QPlainTextEdit;
    view->setObjectName(QLatin1String(name));
    view->setAccessibleName(label);
    view->setReadOnly(true);
    view->setFont(monoFont());
    view->setFrameShape(QFrame::NoFrame);
    view->setMaximumBlockCount(20000);
    view->document()->setDocumentMargin(12);
    return view;
}

} // namespace

PlanPage::PlanPage(Services& services, PlanController& plan, RunController& run)
    : m_services(services)
    , m_plan(plan)
    , m_run(run)
    , m_runs(new RunsModel(services.history, services.clock, this))
    , m_header(new PageHeader(tr("Plan")))
    , m_tabs(new QTabBar)
    , m_stack(new QStackedWidget)
{
    m_tabs->setObjectName(QStringLiteral("plan-tabs"));
    m_tabs->addTab(tr("Next run"));
    m_tabs->addTab(tr("Past runs"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    addTargetFields(m_header);
    m_header->addWidget(m_tabs);
    m_stack->addWidget(makePlan());
    m_stack->addWidget(makeHistory());
    connect(m_tabs, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_stack, 1);
    connect(&plan, &PlanController::changed, this, &PlanPage::show);
    connect(&run, &RunController::changed, this, &PlanPage::show);
    connect(&run, &RunController::logged, m_log, &QPlainTextEdit::appendPlainText);
    connect(&services.database, &DatabaseSession::changed, this, &PlanPage::show);
    connect(&services.project, &ProjectSession::stateChanged, this, &PlanPage::show);
    m_log->setPlainText(run.log().join(QLatin1Char('\n')));
    show();
}

void PlanPage::addTargetFields(PageHeader* header)
{
    m_direction = new QComboBox;
    m_direction->setObjectName(QStringLiteral("plan-direction"));
    m_direction->setAccessibleName(tr("Direction"));
    for (const auto direction : { plan::Direction::Upgrade, plan::Direction::Downgrade, plan::Direction::Stamp })
        m_direction->addItem(directionTitle(direction), static_cast<int>(direction));
    m_target = new QLineEdit;
    m_target->setObjectName(QStringLiteral("plan-target"));
    m_target->setAccessibleName(tr("Target"));
    m_target->setPlaceholderText(tr("heads, an id, +2, branch@head…"));
    m_target->setFont(monoFont());
    m_target->setMinimumWidth(240);
    connect(m_target, &QLineEdit::returnPressed, this, &PlanPage::makeTarget);
    connect(m_direction, &QComboBox::activated, this, &PlanPage::makeTarget);
    header->addWidget(m_direction);
    header->addWidget(m_target);
}

void PlanPage::makeTarget()
{
    if (m_run.isBusy() || m_target->text().trimmed().isEmpty())
        return;
    m_run.forgetOutcome();
    m_plan.setTarget(static_cast<plan::Direction>(m_direction->currentData().toInt()), m_target->text());
}

QWidget* PlanPage::makePlan()
{
    auto* page = new QWidget;
    m_production = new Banner;
    m_production->setObjectName(QStringLiteral("production-band"));
    m_production->setContent(Banner::Tone::Danger, QStringLiteral("warning"), tr("This is production."));
    m_refused = new Banner;
    m_refused->setObjectName(QStringLiteral("refused-band"));
    m_notes = new Banner;
    m_notes->setObjectName(QStringLiteral("notes-band"));
    m_good = new Banner;
    m_good->setObjectName(QStringLiteral("outcome-band"));
    m_error = new ErrorPanel;
    m_empty = new EmptyState;
    m_planStack = new QStackedWidget;
    m_planStack->addWidget(m_empty);
    auto* across = new QWidget;
    auto* row = new QHBoxLayout(across);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(1);
    row->addWidget(makeSteps(), 1);
    row->addWidget(new RunPanel(m_services, m_plan, m_run));
    m_planStack->addWidget(across);
    auto* errorBox = new QVBoxLayout;
    errorBox->setContentsMargins(16, 0, 16, 0);
    errorBox->addWidget(m_error);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (auto* band : { m_production, m_refused, m_notes, m_good })
        column->addWidget(band);
    column->addLayout(errorBox);
    column->addWidget(m_planStack, 1);
    return page;
}

QWidget* PlanPage::makeSteps()
{
    m_steps = makeTable("steps", tr("Steps"));
    m_steps->setModel(&m_plan.steps());
    auto* header = m_steps->horizontalHeader();
    header->resizeSection(StepsModel::RowsColumn, 240);
    for (const int column : { StepsModel::NumberColumn, StepsModel::StateColumn, StepsModel::RevisionColumn,
             StepsModel::FlagsColumn, StepsModel::TimeColumn })
        header->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    header->setSectionResizeMode(StepsModel::MessageColumn, QHeaderView::Stretch);
    connect(m_steps->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &PlanPage::selectStep);
    connect(&m_services.selection, &Selection::changed, this, [this](const Item& item) {
        const int row = item.kind == ItemKind::Revision ? m_plan.steps().rowOf(item.id) : -1;
        if (row >= 0 && m_steps->currentIndex().row() != row)
            m_steps->selectRow(row);
    });
    m_log = logView("run-log", tr("Log of the run"));
    auto* split = new QSplitter(Qt::Vertical);
    split->addWidget(m_steps);
    split->addWidget(m_log);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 1);
    split->setSizes({ 420, 160 });
    return split;
}

QWidget* PlanPage::makeHistory()
{
    m_history = makeTable("past-runs", tr("Past runs"));
    m_history->setModel(m_runs);
    auto* header = m_history->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(RunsModel::WhatColumn, QHeaderView::Stretch);
    m_historyDetail = logView("past-run-detail", tr("The selected run"));
    connect(m_history->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& at) {
        m_historyDetail->setPlainText(at.isValid() ? runDetails(m_runs->record(at.row())) : QString());
    });
    auto* nothing = new EmptyState;
    nothing->setContent(QStringLiteral("history"), tr("Nothing was run yet"),
        tr("Every upgrade, downgrade and stamp from this window or the command line is recorded here, with each step, "
           "how long it took and what the database's state was afterwards."));
    auto* split = new QSplitter(Qt::Vertical);
    split->addWidget(m_history);
    split->addWidget(m_historyDetail);
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 1);
    auto* stack = new QStackedWidget;
    stack->addWidget(nothing);
    stack->addWidget(split);
    const auto choose = [this, stack] { stack->setCurrentIndex(m_runs->rowCount() > 0 ? 1 : 0); };
    connect(m_runs, &QAbstractItemModel::modelReset, stack, choose);
    choose();
    return stack;
}

void PlanPage::show()
{
    m_header->setNote(m_plan.summary());
    const bool free = !m_run.isBusy();
    m_target->setEnabled(free);
    m_direction->setEnabled(free);
    // What is being typed stays until another target is really set.
    if (m_shownTarget != m_plan.target()) {
        m_shownTarget = m_plan.target();
        m_target->setText(m_shownTarget);
    }
    m_direction->setCurrentIndex(m_direction->findData(static_cast<int>(m_plan.direction())));
    const bool hasPlan = m_plan.plan() && (!m_plan.plan()->isEmpty() || m_run.outcome());
    m_planStack->setCurrentIndex(hasPlan ? 1 : 0);
    m_log->setVisible(!m_run.log().isEmpty());
    if (m_run.log().isEmpty())
        m_log->clear();
    if (!hasPlan)
        showEmpty();
    // Columns that have nothing to say yet take no room.
    m_steps->setColumnHidden(StepsModel::FlagsColumn, !m_plan.steps().hasFlags());
    m_steps->setColumnHidden(StepsModel::TimeColumn, !m_run.isBusy() && !m_run.outcome());
    showBanners();
    showOutcome();
}

void PlanPage::showEmpty()
{
    auto& actions = m_services.actions;
    if (!m_services.project.isOpen()) {
        m_empty->setContent(QStringLiteral("plan"), tr("No project is open"),
            tr("A plan leads from what a database has to what its project says."));
        m_empty->setActions({ actions.action(QStringLiteral("project.open")) });
    } else if (!m_services.database.hasDatabase()) {
        m_empty->setContent(QStringLiteral("database"), tr("No database connected"),
            tr("Which steps are left depends on what a database has already."));
        m_empty->setActions({ actions.action(QStringLiteral("database.connect")) });
    } else if (m_plan.plan() && !m_plan.plan()->refused) {
        m_empty->setContent(
            QStringLiteral("check"), tr("Nothing to do"), tr("The database is already where this target leads."));
        m_empty->setActions({});
    } else {
        m_empty->setContent(QStringLiteral("target"), tr("Choose a target"),
            tr("Type one above, or select a revision in the tree and choose “Upgrade to Here”. Nothing runs before you "
               "have seen every step."));
        m_empty->setActions({ actions.action(QStringLiteral("migrations.upgrade-heads")),
            actions.action(QStringLiteral("go.migrations")) });
    }
}

void PlanPage::showBanners()
{
    m_production->setVisible(m_services.database.isProduction());
    const auto& plan = m_plan.plan();
    m_refused->setVisible(plan && plan->refused);
    if (plan && plan->refused)
        m_refused->setContent(Banner::Tone::Warning, QStringLiteral("warning"), plan->refused->message.text());
    QStringList notes;
    if (plan) {
        for (const auto& note : plan->notes)
            notes.append(note.text());
    }
    m_notes->setVisible(!notes.isEmpty());
    m_notes->setContent(Banner::Tone::Info, QStringLiteral("info"), notes.join(QLatin1Char('\n')));
}

void PlanPage::showOutcome()
{
    const auto& outcome = m_run.outcome();
    const bool good = outcome && outcome->has_value() && (*outcome)->state == run::RunState::Done;
    m_good->setVisible(good);
    if (good)
        m_good->setContent(Banner::Tone::Success, QStringLiteral("check"),
            tr("Done. The database now stands at %1.").arg(rowsText((*outcome)->current)));
    if (!outcome || good)
        return m_error->clear();
    core::Error error = outcome->has_value() ? (*outcome)->error.value_or(core::Error{}) : outcome->error();
    if (const auto& failure = m_run.failure(); failure && !failure->traceback.isEmpty())
        error.detail = failure->traceback;
    if (error.isCancelled()) {
        // Stopping is no failure, but where the database stands now must be said.
        m_error->clear();
        m_good->setContent(Banner::Tone::Info, QStringLiteral("stop"),
            error.databaseState.isEmpty() ? tr("Stopped.") : tr("Stopped. %1").arg(error.databaseState));
        return m_good->show();
    }
    m_error->setError(error);
}

void PlanPage::selectStep()
{
    const QString revision = m_steps->currentIndex().data(StepsModel::RevisionRole).toString();
    if (!revision.isEmpty())
        m_services.selection.selectRevision(revision);
}

void PlanPage::startSearch()
{
    m_target->setFocus();
    m_target->selectAll();
}

void PlanPage::activated() { show(); }

} // namespace espalier::ui
