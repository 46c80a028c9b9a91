#include "schema/schema_page.h"

#include "actions/action_registry.h"
#include "schema/diagram_panel.h"
#include "schema/diagram_view.h"
#include "schema/migration_dialog.h"
#include "schema/objects_panel.h"
#include "schema/place_choices.h"
#include "schema/table_panel.h"
#include "schema/tables_panel.h"
#include "schema/time_bar.h"
#include "session/backup_shelf.h"
#include "session/database_session.h"
#include "session/project_session.h"
#include "shell/settings.h"
#include "style/icon.h"
#include "widgets/banner.h"
#include "widgets/empty_state.h"
#include "widgets/error_panel.h"
#include "widgets/format.h"
#include "widgets/page_header.h"

#include <algorithm>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace espalier::ui {
namespace {

enum StackPage { EmptyPage, ErrorPage, ContentPage };

/// The names under which the settings know the tabs, in their order.
const QStringList& tabNames()
{
    static const QStringList names{ QStringLiteral("tables"), QStringLiteral("objects"), QStringLiteral("diagram") };
    return names;
}

} // namespace

SchemaPage::SchemaPage(Services& services, SchemaPageController& controller, DiagramController& diagram)
    : m_services(services)
    , m_controller(controller)
    , m_diagramController(diagram)
    , m_header(new PageHeader(tr("Schema")))
    , m_doubts(new Banner)
    , m_missing(new Banner)
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState)
    , m_error(new ErrorPanel)
    , m_objectsController(new ObjectsController(services, controller, this))
{
    makeHeader();
    auto* content = makeContent();
    makeButtons();
    m_stack->addWidget(m_empty);
    m_stack->addWidget(failurePage(m_error));
    m_stack->addWidget(content);
    m_doubts->setObjectName(QStringLiteral("schema-doubts"));
    m_doubts->hide();
    m_missing->setObjectName(QStringLiteral("schema-missing"));
    m_missing->addButton(QStringLiteral("write-migration-button"), tr("Write It…"), this,
        [this] { m_services.actions.trigger(QStringLiteral("schema.write-migration")); });
    m_missing->hide();
    connect(&controller, &SchemaPageController::missingMigrationWanted, this, &SchemaPage::openMigration);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_doubts);
    column->addWidget(m_missing);
    column->addWidget(m_stack, 1);
    column->addWidget(new TimeBar(services, controller));
    connect(&controller, &SchemaPageController::changed, this, &SchemaPage::show);
    connect(&controller, &SchemaPageController::sourceChanged, this, &SchemaPage::showSource);
    connect(&controller, &SchemaPageController::revisionChanged, this, &SchemaPage::showBaseline);
    connect(&services.project, &ProjectSession::stateChanged, this, &SchemaPage::show);
    connect(&services.database, &DatabaseSession::changed, this, &SchemaPage::show);
    connect(&services.backups, &BackupShelf::changed, this, &SchemaPage::showSource);
    m_tabs->setCurrentIndex(std::max(0, int(tabNames().indexOf(services.settings.get(setting::schemaTab)))));
    showTab();
    show();
}

void SchemaPage::makeHeader()
{
    m_source = new QComboBox;
    m_source->setObjectName(QStringLiteral("schema-source"));
    m_source->setAccessibleName(tr("Which schema"));
    setNarrow(*m_source, 88);
    connect(m_source, &QComboBox::activated, this, [this](int at) {
        const auto place = m_source->itemData(at).value<SchemaPlace>();
        place.source == SchemaSource::Backup ? m_controller.showBackup(place) : m_controller.setSource(place.source);
    });
    m_baseline = new QComboBox;
    m_baseline->setObjectName(QStringLiteral("schema-baseline"));
    m_baseline->setAccessibleName(tr("Which schema it is compared with"));
    setNarrow(*m_baseline, 88);
    connect(m_baseline, &QComboBox::activated, this, [this](int at) {
        if (at == m_baseline->count() - 1 && m_controller.canAskBaseline())
            return askBaseline();
        m_controller.setBaseline(at == 0 ? std::nullopt : std::optional(m_baseline->itemData(at).value<SchemaPlace>()));
    });
    m_filter = new QLineEdit;
    m_filter->setObjectName(QStringLiteral("table-filter"));
    m_filter->setPlaceholderText(tr("Search tables, or .column"));
    m_filter->setAccessibleName(tr("Search tables"));
    m_filter->setToolTip(tr("Words of a table's or a model's name; a word that begins with a dot is searched in the "
                            "names of columns"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(80);
    m_filter->setMaximumWidth(260);
    m_filter->addAction(themedIcon(QStringLiteral("search"), QPalette::Dark), QLineEdit::LeadingPosition);
    m_tabs = new QTabBar;
    m_tabs->setObjectName(QStringLiteral("schema-tabs"));
    m_tabs->setAccessibleName(tr("How the schema is shown"));
    m_tabs->addTab(tr("Tables"));
    m_tabs->addTab(tr("Views and Types"));
    m_tabs->addTab(tr("Diagram"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false);
    m_tabs->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed); // what they say is never cut
    m_header->addWidget(m_filter, 2);
    m_header->addWidget(m_source);
    m_header->addWidget(m_baseline);
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
    shownList().setFocus();
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
    connect(&m_controller, &SchemaPageController::tabWanted, this, [this](SchemaPageController::Tab tab) {
        m_tabs->setCurrentIndex(static_cast<int>(tab));
        shownList().setFocus();
    });
    connect(m_tabs, &QTabBar::currentChanged, this, [this] {
        m_services.settings.set(setting::schemaTab, tabNames()[m_tabs->currentIndex()]);
        showTab();
    });
}

bool SchemaPage::isDiagram() const { return m_tabs->currentIndex() == 2; }
bool SchemaPage::isObjects() const { return m_tabs->currentIndex() == 1; }

QWidget& SchemaPage::shownList() const
{
    if (isDiagram())
        return m_diagram->view();
    return isObjects() ? m_objects->table() : m_tables->table();
}

void SchemaPage::showTab()
{
    m_views->setCurrentIndex(m_tabs->currentIndex());
    m_details->setCurrentIndex(isObjects() ? 1 : 0);
    m_fit->setVisible(isDiagram());
    m_export->setVisible(isDiagram());
    showNote();
}

QWidget* SchemaPage::makeContent()
{
    m_across = new QSplitter(Qt::Horizontal);
    m_views = new QStackedWidget;
    m_tables = new TablesPanel(m_services, m_controller);
    m_views->addWidget(m_tables);
    m_diagram = new DiagramPanel(m_services, m_controller, m_diagramController);
    m_objects = new ObjectsPanel(*m_objectsController);
    m_views->addWidget(m_objects);
    m_views->addWidget(m_diagram);
    connect(m_tables, &TablesPanel::diagramWanted, this,
        [this] { m_diagram->view().reveal(m_controller.selectedTable()); });
    connect(m_tables, &TablesPanel::foundChanged, this, &SchemaPage::showNote);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_tables->setSearch(text);
        m_objects->setSearch(text);
        m_diagram->setSearch(text);
    });
    connect(m_filter, &QLineEdit::returnPressed, this, [this] {
        isDiagram() ? m_diagram->nextMatch() : isObjects() ? m_objects->selectFirst() : m_tables->selectFirst();
    });
    m_across->addWidget(m_views);
    auto* object = new ObjectPanel(*m_objectsController);
    connect(object, &ObjectPanel::tableWanted, this, [this](const QString& key) {
        m_tabs->setCurrentIndex(0);
        m_controller.selectTable(key);
    });
    m_details = new QStackedWidget;
    m_details->addWidget(new TablePanel(m_services, m_controller));
    m_details->addWidget(object);
    m_across->addWidget(m_details);
    m_across->setStretchFactor(0, 1);
    m_across->setStretchFactor(1, 0);
    m_across->setCollapsible(0, false);
    m_across->setSizes({ 830, 360 });
    m_across->restoreState(m_services.settings.get(setting::schemaSplitter));
    connect(m_across, &QSplitter::splitterMoved, this,
        [this] { m_services.settings.set(setting::schemaSplitter, m_across->saveState()); });
    return m_across;
}

void SchemaPage::show()
{
    using State = SchemaPageController::State;
    showSource();
    showMissing();
    const State state = m_controller.state();
    m_doubts->hide();
    if (state == State::Failed) {
        m_error->setError(m_controller.error());
        m_error->addAction(QStringLiteral("read-again"), tr("Read Again"), this, [this] { m_controller.retry(); });
        if (m_controller.error().isCancelled()) {
            m_empty->setContent(QStringLiteral("table"), tr("Stopped"), tr("Reading the schema was stopped."));
            m_empty->setActions({ m_services.actions.action(QStringLiteral("schema.refresh")) });
        }
        return m_stack->setCurrentIndex(m_controller.error().isCancelled() ? EmptyPage : ErrorPage);
    }
    if (state == State::Known) {
        m_tables->show();
        m_stack->setCurrentIndex(ContentPage);
        showNote();
        showDoubts();
        return;
    }
    showNote();
    m_stack->setCurrentIndex(EmptyPage);
    if (state == State::Working) {
        m_empty->setContent(QStringLiteral("table"), tr("Reading the schema…"), QString());
        return m_empty->setActions({});
    }
    if (m_controller.source() == SchemaSource::Database) {
        if (m_services.database.hasDatabase())
            return showConnection();
        m_empty->setContent(QStringLiteral("database"), tr("No database connected"),
            tr("Connect to one to see the tables that it holds, with their rows and sizes. Nothing is written."));
        return m_empty->setActions({ m_services.actions.action(QStringLiteral("database.connect")) });
    }
    m_empty->setContent(QStringLiteral("table"), tr("No project open"),
        tr("Open an Alembic project to see the tables that its migrations make, at any revision, and those that its "
           "models describe. Nothing of it is run."));
    m_empty->setActions({ m_services.actions.action(QStringLiteral("project.open")) });
}

void SchemaPage::showMissing()
{
    m_missing->setVisible(m_controller.canWriteMigration());
    if (!m_controller.canWriteMigration())
        return;
    const auto& changes = m_controller.snapshot()->comparison->found.changes();
    const bool isAnyCertain = std::any_of(
        changes.begin(), changes.end(), [](const schema::DriftChange& change) { return change.isCertain; });
    m_missing->setContent(Banner::Tone::Info, QStringLiteral("python"),
        isAnyCertain
            ? tr("The migrations do not make what the models say. The revision that is missing can be written.")
            : tr("Perhaps the migrations do not make what the models say: nothing of what differs is known for sure."));
}

/// Of a database that was chosen and is not there.
void SchemaPage::showConnection()
{
    const DatabaseSession& database = m_services.database;
    if (database.state() == DatabaseSession::State::Connecting) {
        m_empty->setContent(QStringLiteral("database"), tr("Connecting to %1…").arg(database.displayName()), QString());
        return m_empty->setActions({});
    }
    if (database.state() == DatabaseSession::State::None) {
        m_empty->setContent(
            QStringLiteral("database"), tr("Not connected to %1").arg(database.displayName()), QString());
        return m_empty->setActions({ m_services.actions.action(QStringLiteral("database.reconnect")) });
    }
    m_error->setError(database.error());
    m_error->addAction(
        QStringLiteral("connect-again"), tr("Reconnect"), this, [this] { m_services.database.reconnect(); });
    m_stack->setCurrentIndex(ErrorPage);
}

void SchemaPage::showNote()
{
    const SchemaSnapshotPtr& snapshot = m_controller.snapshot();
    if (!snapshot)
        return m_header->setNote({});
    const int all = static_cast<int>(snapshot->rows.size());
    const int own = snapshot->tableCount();
    const int found = m_tables->foundCount();
    QStringList parts{ found == all ? tr("%Ln table(s)", nullptr, own)
                                    : tr("%1 of %2 tables").arg(number(found), number(all)) };
    if (found == all && all > own)
        parts.append(
            snapshot->comparison ? tr("%Ln removed", nullptr, all - own) : tr("%Ln elsewhere", nullptr, all - own));
    if (found == all && (all == own || snapshot->comparison))
        parts.append(tr("%Ln foreign key(s)", nullptr, snapshot->foreignKeyCount()));
    m_header->setNote(parts.join(QStringLiteral(" · ")));
}

/// What of a place is not known; empty where all is.
QString SchemaPage::doubtsOf(const SchemaPlace& place) const
{
    const SchemaSources& sources = m_controller.sources();
    if (place.source == SchemaSource::Migrations) {
        QSet<QString> revisions;
        if (const auto moment = sources.moment(place.revision))
            for (const auto& doubt : moment->doubts)
                revisions.insert(doubt.revision);
        return revisions.isEmpty()
            ? QString()
            : tr("%n revision(s) on the way are not known in full, or would fail: the schema may differ.", nullptr,
                static_cast<int>(revisions.size()));
    }
    if (place.source == SchemaSource::Models) {
        const auto models = sources.models();
        return !models || models->gaps.empty() ? QString()
                                               : tr("%n thing(s) of the models cannot be known without running them.",
                                                   nullptr, static_cast<int>(models->gaps.size()));
    }
    const auto read = place.source == SchemaSource::Backup ? sources.backup(place.backup) : sources.database();
    QStringList unseen;
    if (read)
        for (const auto& one : read->unseen)
            unseen.append(one.text());
    return unseen.mid(0, 3).join(QLatin1Char(' '));
}

/// Of both sides of a comparison: what hides on the one is missing on the other.
void SchemaPage::showDoubts()
{
    QStringList parts;
    if (const auto error = m_controller.comparisonError())
        parts.append(tr("It cannot be compared: %1").arg(error->message.text()));
    const SchemaPlace shown = m_controller.snapshot()->place;
    parts.append(doubtsOf(shown));
    const std::optional<SchemaPlace> baseline = m_controller.baseline();
    if (baseline && *baseline != shown)
        if (const QString doubts = doubtsOf(*baseline); !doubts.isEmpty() && doubts != parts.last())
            parts.append(tr("On the side that it is compared with: %1").arg(doubts));
    parts.removeAll(QString());
    const QString text = parts.join(QLatin1Char(' '));
    m_doubts->setContent(Banner::Tone::Warning, QStringLiteral("opaque"), text);
    m_doubts->setVisible(!text.isEmpty());
}

void SchemaPage::openMigration()
{
    auto* dialog = new MigrationDialog(m_services, m_controller, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
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
