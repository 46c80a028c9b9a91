#include "migrations/migrations_page.h"

#include "actions/action_registry.h"
#include "migrations/detail_panel.h"
#include "migrations/graph_colors.h"
#include "migrations/history_bar.h"
#include "migrations/revision_tabs.h"
#include "session/project_session.h"
#include "shell/prompter.h"
#include "shell/selection.h"
#include "shell/settings.h"
#include "style/colors.h"
#include "style/espalier_style.h"
#include "style/icon.h"
#include "style/theme.h"
#include "style/type.h"
#include "widgets/empty_state.h"
#include "widgets/error_panel.h"
#include "widgets/format.h"
#include "widgets/page_header.h"
#include "widgets/recent_projects.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace espalier::ui {
namespace {

QToolButton* actionButton(QAction* action)
{
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setObjectName(action->objectName() + QStringLiteral("-button"));
    button->setIconSize(QSize(18, 18));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    button->setToolTip(keys.isEmpty() ? action->text() : QStringLiteral("%1 (%2)").arg(action->text(), keys));
    button->setAccessibleName(action->text());
    return button;
}

} // namespace

MigrationsPage::MigrationsPage(
    Services& services, MigrationsController& controller, PlanController& plan, RunController& run)
    : m_services(services)
    , m_controller(controller)
    , m_plan(plan)
    , m_run(run)
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState)
    , m_error(new ErrorPanel)
{
    m_stack->addWidget(m_empty);
    m_stack->addWidget(failurePage(m_error));
    m_stack->addWidget(makeTree());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    connectView();
    connectPlan();
    // The desktop's wish arrives after the window; the setting may change at any time.
    const auto animate = [this] { m_view->setAnimated(m_services.theme.animates()); };
    connect(&m_services.theme, &Theme::changed, this, animate);
    connect(&m_services.settings, &Settings::changed, this, animate);
    connect(&m_services.project, &ProjectSession::stateChanged, this, &MigrationsPage::showState);
    connect(&m_controller, &MigrationsController::pictureChanged, this, &MigrationsPage::showPicture);
    connect(&m_controller, &MigrationsController::detailChanged, this,
        [this] { m_detail->setDetail(m_controller.detail()); });
    connect(&m_controller, &MigrationsController::scriptChanged, this,
        [this] { m_detail->setScript(m_controller.script()); });
    showPicture();
    showPath();
    m_detail->setDetail(m_controller.detail());
    m_detail->setScript(m_controller.script());
}

QWidget* MigrationsPage::makeTree()
{
    auto* tree = new QWidget;
    m_view = new graphview::GraphView;
    m_view->setObjectName(QStringLiteral("graph"));
    m_view->setAccessibleName(tr("Migration tree"));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setCodeFont(monoFont());
    m_view->setAnimated(m_services.theme.animates());
    m_view->setMinimapVisible(m_services.settings.get(setting::graphMinimap));
    if (m_services.settings.get(setting::graphLeftToRight))
        m_view->setDirection(graphview::GraphDirection::LeftRight);
    addViewActions();
    m_header = new PageHeader(tr("Migrations"));
    addSearch(m_header);
    addViewButtons(m_header);
    m_detail = new DetailPanel(m_services, m_controller);
    m_detail->tabs().setTab(m_services.settings.get(setting::revisionTab));
    auto* history = new HistoryBar(m_services.actions, m_controller);
    connect(history, &HistoryBar::moved, m_view, &graphview::GraphView::reveal);
    auto* canvas = new QWidget;
    auto* canvasColumn = new QVBoxLayout(canvas);
    canvasColumn->setContentsMargins(0, 0, 0, 0);
    canvasColumn->setSpacing(0);
    canvasColumn->addWidget(m_view, 1);
    canvasColumn->addWidget(history);
    m_across = new QSplitter(Qt::Horizontal);
    m_across->addWidget(canvas);
    m_across->addWidget(m_detail);
    m_across->setStretchFactor(0, 1);
    m_across->setStretchFactor(1, 0);
    m_across->setCollapsible(0, false);
    m_across->setSizes({ 840, 400 });
    m_across->restoreState(m_services.settings.get(setting::migrationsSplitter));
    connect(m_across, &QSplitter::splitterMoved, this,
        [this] { m_services.settings.set(setting::migrationsSplitter, m_across->saveState()); });
    auto* column = new QVBoxLayout(tree);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_across, 1);
    column->addWidget(makeProblems());
    applyColors();
    return tree;
}

void MigrationsPage::addSearch(PageHeader* header)
{
    m_matches = new QLabel;
    m_matches->setObjectName(QStringLiteral("match-count"));
    m_matches->setForegroundRole(QPalette::Dark);
    m_search = new QLineEdit;
    m_search->setObjectName(QStringLiteral("graph-search"));
    m_search->setPlaceholderText(tr("Search revisions"));
    m_search->setAccessibleName(tr("Search revisions"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(200);
    m_search->addAction(themedIcon(QStringLiteral("search"), QPalette::Dark), QLineEdit::LeadingPosition);
    connect(m_search, &QLineEdit::textChanged, m_view, &graphview::GraphView::setSearch);
    connect(m_search, &QLineEdit::returnPressed, m_view, &graphview::GraphView::nextMatch);
    auto* back = new QShortcut(QKeySequence(Qt::SHIFT | Qt::Key_Return), m_search);
    back->setContext(Qt::WidgetShortcut);
    connect(back, &QShortcut::activated, m_view, &graphview::GraphView::previousMatch);
    auto* leave = new QShortcut(QKeySequence(Qt::Key_Escape), m_search);
    leave->setContext(Qt::WidgetShortcut);
    connect(leave, &QShortcut::activated, this, [this] {
        m_search->clear();
        m_view->setFocus();
    });
    header->addWidget(m_matches);
    header->addWidget(m_search);
}

void MigrationsPage::addViewButtons(PageHeader* header)
{
    for (const char* id : { "migrations.direction", "migrations.fold", "migrations.minimap", "migrations.fit" })
        header->addWidget(actionButton(m_services.actions.action(QLatin1String(id))));
}

void MigrationsPage::addViewActions()
{
    const ActionAdder add(m_services.actions, ActionGroup::Migrations, this);
    auto* direction = add("migrations.direction", tr("Left to Right"), "direction-right", {}, [this] {
        const bool across = m_view->direction() != graphview::GraphDirection::LeftRight;
        m_view->setDirection(across ? graphview::GraphDirection::LeftRight : graphview::GraphDirection::TopDown);
        m_services.settings.set(setting::graphLeftToRight, across);
    });
    direction->setCheckable(true);
    direction->setChecked(m_view->direction() == graphview::GraphDirection::LeftRight);
    auto* fold = add("migrations.fold", tr("Fold Long Runs"), "fold", QKeySequence(Qt::CTRL | Qt::Key_L), [this] {
        if (m_services.actions.action(QStringLiteral("migrations.fold"))->isChecked())
            m_view->foldAll();
        else
            m_view->unfoldAll();
    });
    fold->setCheckable(true);
    fold->setChecked(true);
    auto* minimap = add("migrations.minimap", tr("Minimap"), "minimap", QKeySequence(Qt::CTRL | Qt::Key_M), [this] {
        const bool shown = !m_view->isMinimapVisible();
        m_view->setMinimapVisible(shown);
        m_services.settings.set(setting::graphMinimap, shown);
    });
    minimap->setCheckable(true);
    minimap->setChecked(m_view->isMinimapVisible());
    add("migrations.fit", tr("Show the Whole Tree"), "fit", QKeySequence(Qt::CTRL | Qt::Key_0),
        [this] { m_view->fitAll(); });
    add("migrations.actual-size", tr("Actual Size"), "search", QKeySequence(Qt::CTRL | Qt::Key_1),
        [this] { m_view->actualSize(); });
    add("migrations.zoom-in", tr("Zoom In"), "plus", QKeySequence::ZoomIn, [this] { m_view->zoomIn(); });
    add("migrations.zoom-out", tr("Zoom Out"), "minus", QKeySequence::ZoomOut, [this] { m_view->zoomOut(); });
    add("migrations.export-svg", tr("Export Tree as SVG…"), "export", {}, [this] { exportPicture(true); });
    add("migrations.export-png", tr("Export Tree as PNG…"), "export", {}, [this] { exportPicture(false); });
}

QWidget* MigrationsPage::makeProblems()
{
    auto* box = new QWidget;
    box->setAutoFillBackground(true);
    box->setBackgroundRole(QPalette::Base);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* line = new QFrame;
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Midlight);
    m_problemsButton = new QToolButton;
    m_problemsButton->setObjectName(QStringLiteral("problems-button"));
    m_problemsButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_problemsButton->setAutoRaise(true);
    m_problemsButton->setCheckable(true);
    m_problemsButton->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_problems = new QTableView;
    m_problems->setObjectName(QStringLiteral("problems"));
    m_problems->setAccessibleName(tr("Problems of the tree"));
    m_problems->setModel(&m_controller.problems());
    m_problems->setFrameShape(QFrame::NoFrame);
    m_problems->setShowGrid(false);
    m_problems->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_problems->setSelectionMode(QAbstractItemView::SingleSelection);
    m_problems->verticalHeader()->hide();
    m_problems->horizontalHeader()->hide();
    m_problems->horizontalHeader()->setSectionResizeMode(ProblemsModel::MessageColumn, QHeaderView::Stretch);
    m_problems->horizontalHeader()->setSectionResizeMode(ProblemsModel::PlaceColumn, QHeaderView::ResizeToContents);
    m_problems->setFixedHeight(150);
    m_problems->hide();
    const auto select = [this](const QModelIndex& index) {
        const QString id = m_controller.revisionOf(m_controller.problems().problems()[index.row()]);
        if (!id.isEmpty()) {
            m_controller.select(id);
            m_view->reveal(id);
        }
    };
    connect(m_problems, &QTableView::clicked, this, select);
    connect(m_problems, &QTableView::activated, this, select);
    connect(m_problemsButton, &QToolButton::toggled, m_problems, &QWidget::setVisible);
    column->addWidget(line);
    column->addWidget(m_problemsButton);
    column->addWidget(m_problems);
    return box;
}

void MigrationsPage::connectView()
{
    using graphview::GraphView;
    connect(m_view, &GraphView::selectionChanged, this, &MigrationsPage::takeSelection);
    connect(
        &m_controller, &MigrationsController::pairWanted, this, [this](const QString& first, const QString& second) {
            m_view->selectRange(first, second);
            m_view->reveal(second);
        });
    connect(m_detail, &DetailPanel::comparisonClosed, this, [this] { m_view->select(m_view->selectedId()); });
    connect(&m_detail->tabs(), &RevisionTabs::tabChanged, this,
        [this](const QString& name) { m_services.settings.set(setting::revisionTab, name); });
    connect(&m_services.selection, &Selection::changed, this, [this](const Item& item) {
        if (item.kind == ItemKind::Revision && m_view->selectedId() != item.id)
            m_view->select(item.id);
    });
    connect(m_view, &GraphView::searchChanged, this, [this](int current, int count) {
        m_matches->setText(m_search->text().isEmpty() ? QString()
                : count == 0                          ? tr("nothing found")
                                                      : tr("%1 of %2").arg(current).arg(count));
    });
    connect(m_view, &GraphView::contextMenuRequested, this, &MigrationsPage::showContextMenu);
    connect(m_detail, &DetailPanel::revisionActivated, this, [this](const QString& id) {
        m_controller.select(id);
        m_view->reveal(id);
    });
    connect(m_detail, &DetailPanel::fileActivated, &m_controller, &MigrationsController::openFile);
    connect(m_detail, &DetailPanel::previewWanted, this, &MigrationsPage::preview);
}

void MigrationsPage::takeSelection(const QString& id, const QString& second)
{
    if (id != m_selected)
        m_lastSelected = std::exchange(m_selected, id);
    m_controller.select(id);
    m_controller.schema().compareWith(second);
}

/// The plan's path stays lit; while it runs, its cards fill.
void MigrationsPage::connectPlan()
{
    connect(&m_plan, &PlanController::changed, this, &MigrationsPage::showPath);
    connect(&m_run, &RunController::stepChanged, this,
        [this](const QString& revision, StepState state, const QString& error) {
            using graphview::NodeState;
            const NodeState shown = state == StepState::Running ? NodeState::Running
                : state == StepState::Failed                    ? NodeState::Failed
                                                                : NodeState::Done;
            m_view->setStatus(revision, { shown, -1, error });
        });
    connect(&m_run, &RunController::changed, this, [this] {
        // What the database says now takes over, unless a failed card has something to say.
        if (!m_run.isBusy() && m_run.failedRevision().isEmpty())
            m_view->clearStatuses();
    });
}

void MigrationsPage::showPath()
{
    const auto& plan = m_plan.plan();
    if (plan && !plan->refused && !plan->isEmpty() && !m_run.outcome())
        m_view->setPath(pathOf(*plan));
    else
        m_view->clearPath();
}

void MigrationsPage::showState()
{
    using State = ProjectSession::State;
    const auto& project = m_services.project;
    if (project.isOpen() && project.state() != State::Failed)
        return m_stack->setCurrentIndex(2);
    if (project.state() == State::Failed) {
        m_error->setError(project.error());
        m_error->addAction(QStringLiteral("open-another"), tr("Open Another Project…"), this,
            [this] { m_services.actions.trigger(QStringLiteral("project.open")); });
        return m_stack->setCurrentIndex(1);
    }
    m_stack->setCurrentIndex(0);
    if (project.state() != State::None) {
        m_empty->setContent(QStringLiteral("migrations"), tr("Reading…"), project.path());
        m_empty->setActions({});
        m_empty->setExtra(nullptr);
        return;
    }
    m_empty->setContent(QStringLiteral("migrations"), tr("Open an Alembic project"),
        tr("Choose the folder that holds alembic.ini, or drag it here. Nothing of the project is run: the scripts are "
           "only read."));
    QList<QAction*> offered{ m_services.actions.action(QStringLiteral("project.open")) };
    if (auto* demo = m_services.actions.action(QStringLiteral("project.demo")))
        offered.append(demo);
    m_empty->setActions(offered);
    m_empty->setExtra(makeRecentProjects(m_services));
}

void MigrationsPage::showPicture()
{
    showState();
    const auto picture = m_controller.picture();
    m_view->setPicture(picture ? picture : std::make_shared<const graphview::GraphPicture>());
    m_header->setNote(m_controller.summary());
    showProblems();
    if (!picture || picture->size() == 0)
        return;
    // To select it again would bring it back into sight, where the user may have left it.
    if (m_view->selectedId() != m_services.selection.revision())
        m_view->select(m_services.selection.revision());
}

void MigrationsPage::showProblems()
{
    const auto& model = m_controller.problems();
    const int count = model.rowCount();
    m_problemsButton->parentWidget()->setVisible(count > 0);
    if (count == 0)
        m_problemsButton->setChecked(false);
    const Colors& colors = colorsOf(QWidget::palette());
    const bool errors = model.errorCount() > 0;
    m_problemsButton->setIcon(themedIcon(
        errors ? QStringLiteral("error") : QStringLiteral("warning"), errors ? colors.danger : colors.warning));
    m_problemsButton->setText(tr("%n problems in this tree", nullptr, count));
}

void MigrationsPage::preview(const QString& actionId)
{
    const auto& detail = m_controller.detail();
    if (actionId.isEmpty() || !detail)
        return showPath();
    const bool up = actionId == QLatin1String("migrations.upgrade-here");
    const bool down = actionId == QLatin1String("migrations.downgrade-here");
    if (up || down)
        m_view->setPath(m_controller.pathTo(up ? plan::Direction::Upgrade : plan::Direction::Downgrade, detail->id));
}

void MigrationsPage::showContextMenu(const QString& id, const QPoint& position)
{
    if (id.isEmpty())
        return;
    m_controller.select(id);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const char* action : { "migrations.upgrade-here", "migrations.downgrade-here", "migrations.stamp",
             "migrations.copy-id", "migrations.open-script", "migrations.compare" })
        menu->addAction(m_services.actions.action(QLatin1String(action)));
    const QString other = m_lastSelected;
    if (!other.isEmpty() && other != id && m_controller.order().contains(other)) {
        auto* compare
            = menu->addAction(themedIcon(QStringLiteral("compare")), tr("Compare %1 With This").arg(shortId(other)),
                m_view, [this, other, id] { m_view->selectRange(other, id); });
        compare->setObjectName(QStringLiteral("compare-with-last"));
    }
    menu->popup(position);
}

void MigrationsPage::exportPicture(bool svg)
{
    const QString suffix = svg ? QStringLiteral("svg") : QStringLiteral("png");
    const auto* project = m_services.project.project();
    if (!project)
        return;
    m_services.prompter.chooseNewFile(QStringLiteral("migrations.export"), tr("Export Tree"),
        project->name() + QStringLiteral("-migrations.") + suffix, this, [this, svg](const QString& file) {
            if (file.isEmpty())
                return;
            const auto written = svg ? m_view->exportSvg(file) : m_view->exportPng(file, 2);
            if (!written)
                m_services.prompter.showError(written.error());
        });
}

void MigrationsPage::startSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

QWidget* MigrationsPage::home() const { return m_view; }

void MigrationsPage::applyColors() { m_view->setGraphPalette(graphPaletteOf(colorsOf(QWidget::palette()))); }

void MigrationsPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange && m_view) {
        applyColors();
        showProblems();
    }
    Page::changeEvent(event);
}

} // namespace espalier::ui
