#include "schema/schema_page.h"

#include "actions/action_registry.h"
#include "schema/diagram_panel.h"
#include "schema/diagram_view.h"
#include "schema/table_panel.h"
#include "schema/time_bar.h"
#include "session/database_session.h"
#include "session/project_session.h"
#include "shell/selection.h"
#include "shell/settings.h"
#include "style/icon.h"
#include "style/type.h"
#include "widgets/banner.h"
#include "widgets/empty_state.h"
#include "widgets/error_panel.h"
#include "widgets/format.h"
#include "widgets/page_header.h"
#include "widgets/table.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace espalier::ui {
namespace {

enum StackPage { EmptyPage, ErrorPage, ContentPage };

} // namespace

SchemaPage::SchemaPage(Services& services, SchemaPageController& controller, DiagramController& diagram)
    : m_services(services)
    , m_controller(controller)
    , m_diagramController(diagram)
    , m_header(new PageHeader(tr("Schema")))
    , m_doubts(new Banner)
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState)
    , m_error(new ErrorPanel)
{
    makeHeader();
    auto* content = makeContent();
    makeButtons();
    auto* failed = new QWidget;
    failed->setAutoFillBackground(true);
    failed->setBackgroundRole(QPalette::Base);
    auto* failedColumn = new QVBoxLayout(failed);
    failedColumn->setContentsMargins(24, 24, 24, 24);
    failedColumn->addWidget(m_error);
    failedColumn->addStretch();
    m_stack->addWidget(m_empty);
    m_stack->addWidget(failed);
    m_stack->addWidget(content);
    m_doubts->setObjectName(QStringLiteral("schema-doubts"));
    m_doubts->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_doubts);
    column->addWidget(m_stack, 1);
    column->addWidget(new TimeBar(services, controller));
    connect(&controller, &SchemaPageController::changed, this, &SchemaPage::show);
    connect(&controller, &SchemaPageController::sourceChanged, this, &SchemaPage::showSource);
    connect(&services.project, &ProjectSession::stateChanged, this, &SchemaPage::show);
    connect(&services.database, &DatabaseSession::changed, this, &SchemaPage::show);
    connect(&services.selection, &Selection::changed, this, &SchemaPage::followSelection);
    m_tabs->setCurrentIndex(services.settings.get(setting::schemaTab) == QLatin1String("diagram") ? 1 : 0);
    showTab();
    show();
}

void SchemaPage::makeHeader()
{
    m_source = new QComboBox;
    m_source->setObjectName(QStringLiteral("schema-source"));
    m_source->setAccessibleName(tr("Which schema"));
    m_source->setToolTip(tr("Which schema is shown"));
    m_source->addItem(themedIcon(QStringLiteral("migrations")), tr("Migrations"), int(SchemaSource::Migrations));
    m_source->addItem(themedIcon(QStringLiteral("python")), tr("Models"), int(SchemaSource::Models));
    m_source->addItem(themedIcon(QStringLiteral("database")), tr("Database"), int(SchemaSource::Database));
    m_source->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_source, &QComboBox::activated, this,
        [this](int at) { m_controller.setSource(SchemaSource(m_source->itemData(at).toInt())); });
    m_filter = new QLineEdit;
    m_filter->setObjectName(QStringLiteral("table-filter"));
    m_filter->setPlaceholderText(tr("Search tables, or .column"));
    m_filter->setAccessibleName(tr("Search tables"));
    m_filter->setToolTip(tr("Words of a table's or a model's name; a word that begins with a dot is searched in the "
                            "names of columns"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(200);
    m_filter->addAction(themedIcon(QStringLiteral("search"), QPalette::Dark), QLineEdit::LeadingPosition);
    m_tabs = new QTabBar;
    m_tabs->setObjectName(QStringLiteral("schema-tabs"));
    m_tabs->setAccessibleName(tr("How the schema is shown"));
    m_tabs->addTab(tr("Tables"));
    m_tabs->addTab(tr("Diagram"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_header->addWidget(m_filter);
    m_header->addWidget(m_source);
    m_header->addWidget(m_tabs);
    m_filter->installEventFilter(this);
}

/// Escape leaves the search.
bool SchemaPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_filter || event->type() != QEvent::KeyPress
        || static_cast<QKeyEvent*>(event)->key() != Qt::Key_Escape)
        return Page::eventFilter(watched, event);
    m_filter->clear();
    isDiagram() ? m_diagram->view().setFocus() : m_table->setFocus();
    return true;
}

void SchemaPage::makeButtons()
{
    const auto button = [this](QAction* action, const QString& name) {
        auto* made = new QToolButton;
        made->setDefaultAction(action);
        made->setObjectName(name);
        made->setIconSize(QSize(18, 18));
        made->setAutoRaise(true);
        made->setFocusPolicy(Qt::TabFocus);
        made->setAccessibleName(action->text());
        made->setToolTip(action->text());
        m_header->addWidget(made);
        return made;
    };
    auto& actions = m_services.actions;
    m_fit = button(actions.action(QStringLiteral("schema.fit")), QStringLiteral("schema.fit-button"));
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("export-menu"));
    for (const QString& id : actions.idsOf(ActionGroup::Schema))
        if (id.startsWith(QLatin1String("schema.export-")))
            menu->addAction(actions.action(id));
    auto* exporting = new QAction(themedIcon(QStringLiteral("export")), tr("Export"), this);
    exporting->setMenu(menu);
    m_export = button(exporting, QStringLiteral("schema.export-button"));
    m_export->setPopupMode(QToolButton::InstantPopup);
    connect(m_tabs, &QTabBar::currentChanged, this, [this] {
        m_services.settings.set(setting::schemaTab, isDiagram() ? QStringLiteral("diagram") : QStringLiteral("tables"));
        showTab();
    });
}

bool SchemaPage::isDiagram() const { return m_tabs->currentIndex() == 1; }

void SchemaPage::showTab()
{
    m_views->setCurrentIndex(m_tabs->currentIndex());
    m_fit->setVisible(isDiagram());
    m_export->setVisible(isDiagram());
    showNote();
}

QWidget* SchemaPage::makeContent()
{
    m_across = new QSplitter(Qt::Horizontal);
    m_views = new QStackedWidget;
    m_views->addWidget(makeTables());
    m_diagram = new DiagramPanel(m_services, m_controller, m_diagramController);
    m_views->addWidget(m_diagram);
    m_across->addWidget(m_views);
    m_across->addWidget(new TablePanel(m_services, m_controller));
    m_across->setStretchFactor(0, 1);
    m_across->setStretchFactor(1, 0);
    m_across->setCollapsible(0, false);
    m_across->setSizes({ 830, 360 });
    m_across->restoreState(m_services.settings.get(setting::schemaSplitter));
    connect(m_across, &QSplitter::splitterMoved, this,
        [this] { m_services.settings.set(setting::schemaSplitter, m_across->saveState()); });
    return m_across;
}

QWidget* SchemaPage::makeTables()
{
    m_table = makeTable("tables", tr("Tables"));
    m_table->verticalHeader()->setMinimumSectionSize(24);
    m_table->verticalHeader()->setDefaultSectionSize(28);
    m_proxy = new TablesFilter(m_table);
    m_proxy->setSourceModel(&m_controller.tables());
    m_table->setModel(m_proxy);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(TablesModel::NameColumn, Qt::AscendingOrder);
    auto* header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionsMovable(true);
    m_noTables = new EmptyState;
    m_tablesStack = new QStackedWidget;
    m_tablesStack->addWidget(m_table);
    m_tablesStack->addWidget(m_noTables);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_proxy->setWords(text);
        m_diagram->setSearch(text);
        showNote();
        showEmpty();
        followSelection();
    });
    connect(m_filter, &QLineEdit::returnPressed, this, [this] {
        if (isDiagram())
            return m_diagram->nextMatch();
        if (m_proxy->rowCount() == 0)
            return;
        m_table->selectRow(0);
        m_table->setFocus();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& at) {
        if (at.isValid() && !m_isFollowing)
            m_controller.selectTable(at.data(TablesModel::KeyRole).toString());
    });
    connect(&m_controller.tables(), &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_isFollowing = true; });
    connect(&m_controller.tables(), &QAbstractItemModel::modelReset, this, [this] { m_isFollowing = false; });
    return m_tablesStack;
}

void SchemaPage::showSource()
{
    const int at = m_source->findData(int(m_controller.source()));
    m_source->setCurrentIndex(at);
    auto* items = qobject_cast<QStandardItemModel*>(m_source->model());
    for (int row = 0; items && row < m_source->count(); ++row) {
        // Also what is not there can be chosen: the page then says what is missing.
        const bool isThere = m_controller.canShow(SchemaSource(m_source->itemData(row).toInt()));
        items->item(row)->setForeground(palette().brush(isThere ? QPalette::Text : QPalette::PlaceholderText));
    }
}

void SchemaPage::show()
{
    using State = SchemaPageController::State;
    showSource();
    showNote();
    const State state = m_controller.state();
    m_doubts->hide();
    if (state == State::Failed) {
        m_error->setError(m_controller.error());
        m_error->addAction(
            QStringLiteral("read-again"), tr("Read Again"), this, [this] { m_controller.retry(); });
        if (m_controller.error().isCancelled()) {
            m_empty->setContent(QStringLiteral("table"), tr("Stopped"), tr("Reading the schema was stopped."));
            m_empty->setActions({ m_services.actions.action(QStringLiteral("schema.refresh")) });
        }
        return m_stack->setCurrentIndex(m_controller.error().isCancelled() ? EmptyPage : ErrorPage);
    }
    if (state == State::Known) {
        m_stack->setCurrentIndex(ContentPage);
        showColumns();
        showEmpty();
        showDoubts();
        followSelection();
        return;
    }
    m_stack->setCurrentIndex(EmptyPage);
    if (state == State::Working) {
        m_empty->setContent(QStringLiteral("table"), tr("Reading the schema…"), QString());
        return m_empty->setActions({});
    }
    const bool isDatabase = m_controller.source() == SchemaSource::Database;
    if (isDatabase) {
        m_empty->setContent(QStringLiteral("database"), tr("No database connected"),
            tr("Connect to one to see the tables that it holds, with their rows and sizes. Nothing is written."));
        return m_empty->setActions({ m_services.actions.action(QStringLiteral("database.connect")) });
    }
    m_empty->setContent(QStringLiteral("table"), tr("No project open"),
        tr("Open an Alembic project to see the tables that its migrations make, at any revision, and those that its "
           "models describe. Nothing of it is run."));
    m_empty->setActions({ m_services.actions.action(QStringLiteral("project.open")) });
}

void SchemaPage::showNote()
{
    const SchemaSnapshotPtr& snapshot = m_controller.snapshot();
    if (!snapshot)
        return m_header->setNote({});
    const int all = static_cast<int>(snapshot->rows.size());
    const int found = m_proxy ? m_proxy->rowCount() : all;
    QStringList parts{ found == all ? tr("%n table(s)", nullptr, all)
                                    : tr("%1 of %2 tables").arg(number(found), number(all)) };
    if (found == all)
        parts.append(tr("%n foreign key(s)", nullptr, snapshot->foreignKeyCount()));
    m_header->setNote(parts.join(QStringLiteral(" · ")));
}

void SchemaPage::showDoubts()
{
    const SchemaSnapshotPtr& snapshot = m_controller.snapshot();
    QString text;
    if (snapshot->source == SchemaSource::Migrations && !snapshot->migrations->doubts.empty()) {
        QSet<QString> revisions;
        for (const auto& doubt : snapshot->migrations->doubts)
            revisions.insert(doubt.revision);
        text = tr("%n revision(s) on the way are not known in full, or would fail: the schema may differ.", nullptr,
            static_cast<int>(revisions.size()));
    } else if (snapshot->source == SchemaSource::Models && !snapshot->models->gaps.empty()) {
        text = tr("%n thing(s) of the models cannot be known without running them.", nullptr,
            static_cast<int>(snapshot->models->gaps.size()));
    } else if (snapshot->source == SchemaSource::Database && !snapshot->database->unseen.empty()) {
        QStringList unseen;
        for (const auto& one : snapshot->database->unseen)
            unseen.append(one.text());
        text = unseen.mid(0, 3).join(QLatin1Char(' '));
    }
    m_doubts->setContent(Banner::Tone::Warning, QStringLiteral("opaque"), text);
    m_doubts->setVisible(!text.isEmpty());
}

void SchemaPage::showEmpty()
{
    const bool hasRows = m_proxy->rowCount() > 0;
    m_tablesStack->setCurrentIndex(hasRows ? 0 : 1);
    if (hasRows || !m_controller.snapshot())
        return;
    if (!m_controller.snapshot()->rows.empty()) {
        m_noTables->setContent(QStringLiteral("search"), tr("No table is called that"),
            tr("Names of tables and models are searched; begin a word with a dot to search the names of columns."));
        return;
    }
    m_noTables->setContent(QStringLiteral("table"), tr("No tables"),
        m_controller.source() == SchemaSource::Migrations ? tr("The migrations make none up to this revision.")
                                                          : tr("There are none here."));
}

/// Columns that nothing is known for do not take room.
void SchemaPage::showColumns()
{
    auto* header = m_table->horizontalHeader();
    for (int column = 0; column < TablesModel::ColumnCount; ++column)
        m_table->setColumnHidden(column, !m_controller.tables().hasColumn(column));
    // As wide as what stands there, the first rows looked at; the rest is a matter of dragging.
    constexpr int padding = 22, icon = 28, most = 300, looked = 200;
    const QFontMetrics plain(m_table->font()), mono(monoFont());
    for (int column = 0; column < TablesModel::ColumnCount; ++column) {
        if (m_table->isColumnHidden(column))
            continue;
        const bool isCode = column == TablesModel::CreatedColumn || column == TablesModel::ChangedColumn;
        const QFontMetrics& metrics = isCode ? mono : plain;
        int width = plain.horizontalAdvance(m_proxy->headerData(column, Qt::Horizontal).toString());
        for (int row = 0; row < std::min(m_proxy->rowCount(), looked); ++row)
            width = std::max(width, metrics.horizontalAdvance(m_proxy->index(row, column).data().toString()));
        header->resizeSection(
            column, std::min(width + padding + (column == TablesModel::StateColumn ? icon : 0), most));
    }
}

void SchemaPage::followSelection()
{
    const QScopedValueRollback following(m_isFollowing, true);
    const QString key = m_controller.selectedTable();
    for (int row = 0; row < m_proxy->rowCount(); ++row) {
        const QModelIndex index = m_proxy->index(row, TablesModel::NameColumn);
        if (index.data(TablesModel::KeyRole).toString() != key)
            continue;
        if (m_table->currentIndex().row() != row || !m_table->selectionModel()->isRowSelected(row))
            m_table->selectRow(row);
        return m_table->scrollTo(index);
    }
    m_table->selectionModel()->clear(); // with no current row, a click on any of them is a change
}

void SchemaPage::startSearch()
{
    m_filter->setFocus();
    m_filter->selectAll();
}

void SchemaPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    m_controller.setWatched(true);
    show();
}

void SchemaPage::hideEvent(QHideEvent* event)
{
    Page::hideEvent(event);
    m_controller.setWatched(false);
}

} // namespace espalier::ui
