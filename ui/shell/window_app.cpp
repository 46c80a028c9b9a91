#include "shell/window_app.h"

#include "backups/backups_page.h"
#include "migrations/migrations_page.h"
#include "plan/plan_page.h"
#include "schema/schema_page.h"
#include "session/run_database.h"
#include "settings/settings_page.h"
#include "shell/window_presenter.h"

#include <QCursor>

namespace espalier::ui {
namespace {

std::unique_ptr<database::SecretStore> storeFor(const WindowPlaces& places)
{
    if (places.useKeychain)
        return nullptr;
    return database::makeSessionSecretStore(
        { QT_TRANSLATE_NOOP("Messages", "Kept in memory until the window closes."), {} });
}

/// As an option names it; nothing for a backup that is not among these.
std::optional<SchemaPlace> placeNamed(const QString& name, const std::vector<SchemaPlace>& backups)
{
    const QString ofBackup = QStringLiteral("backup:");
    if (name.startsWith(ofBackup)) {
        const QString id = name.mid(ofBackup.size());
        for (const SchemaPlace& place : backups) // newest first
            if (id == QLatin1String("latest") || place.backup.startsWith(id))
                return place;
        return std::nullopt;
    }
    if (name == QLatin1String("models"))
        return SchemaPlace{ SchemaSource::Models };
    if (name == QLatin1String("database"))
        return SchemaPlace{ SchemaSource::Database };
    const bool isHeads = name == QLatin1String("heads") || name == QLatin1String("migrations");
    return SchemaPlace{ SchemaSource::Migrations, isHeads ? QString() : name };
}

QString settingsFile(const WindowOptions& options, const WindowPlaces& places)
{
    return places.settings.isEmpty() ? options.settingsFile : places.settings;
}

} // namespace

WindowApp::WindowApp(const WindowOptions& options, const WindowPlaces& places)
    : m_options(options)
    , m_settings(settingsFile(options, places))
    , m_theme(m_settings)
    , m_secrets(storeFor(places))
    , m_trust(places.trust.isEmpty() ? project::TrustStore::ofUser() : project::TrustStore(places.trust, &m_clock))
    , m_journal(places.journal.isEmpty() ? run::Journal::ofUser() : run::Journal(places.journal, &m_clock))
    , m_runner(m_trust, m_journal)
    , m_jobs(std::make_unique<jobs::JobQueue>())
    , m_project(*m_jobs, m_settings, places.prompter ? *places.prompter : m_dialogs)
    , m_database(*m_jobs, m_secrets, m_project)
    , m_history(*m_jobs, m_journal)
    , m_backupShelf(*m_jobs, m_settings)
    , m_services{ .clock = m_clock,
        .jobs = *m_jobs,
        .settings = m_settings,
        .theme = m_theme,
        .actions = m_actions,
        .prompter = places.prompter ? *places.prompter : m_dialogs,
        .selection = m_selection,
        .navigation = m_navigation,
        .pages = m_pages,
        .secrets = m_secrets,
        .project = m_project,
        .database = m_database,
        .history = m_history,
        .backups = m_backupShelf }
    , m_projectActions(m_services)
    , m_connections(m_services, places.connections)
    , m_migrations(m_services, m_trust)
    , m_schema(m_services, m_migrations.operations(), m_migrations.schema())
    , m_diagram(m_services, m_schema)
    , m_plan(m_services)
    , m_run(m_services, m_plan, { m_runner, m_trust, &openRunDatabase })
    , m_backups(m_services)
{
    registerPages();
    m_window = std::make_unique<MainWindow>(m_services);
    m_dialogs.setWindow(m_window.get());
    auto* presenter = new WindowPresenter(m_services, *m_window, m_projectActions, m_connections);
    presenter->addTablesToPalette(m_schema);
    connectParts();
}

WindowApp::~WindowApp()
{
    // Pages look at controllers until they are gone; jobs that still run tell controllers how far they are. So the
    // window goes first, then the queue, which cancels its jobs and waits for them.
    m_window.reset();
    m_jobs.reset();
}

void WindowApp::registerPages()
{
    m_pages.add({ .id = QStringLiteral("migrations"),
        .title = MainWindow::tr("Migrations"),
        .icon = QStringLiteral("migrations"),
        .shortcut = QKeySequence(Qt::ALT | Qt::Key_1),
        .make = [this] { return new MigrationsPage(m_services, m_migrations, m_plan, m_run); } });
    m_pages.add({ .id = QStringLiteral("schema"),
        .title = MainWindow::tr("Schema"),
        .icon = QStringLiteral("table"),
        .shortcut = QKeySequence(Qt::ALT | Qt::Key_2),
        .make = [this] { return new SchemaPage(m_services, m_schema, m_diagram); } });
    m_pages.add({ .id = QStringLiteral("plan"),
        .title = MainWindow::tr("Plan"),
        .icon = QStringLiteral("plan"),
        .shortcut = QKeySequence(Qt::ALT | Qt::Key_3),
        .make = [this] { return new PlanPage(m_services, m_plan, m_run); } });
    m_pages.add({ .id = QStringLiteral("backups"),
        .title = MainWindow::tr("Backups"),
        .icon = QStringLiteral("backups"),
        .shortcut = QKeySequence(Qt::ALT | Qt::Key_4),
        .make = [this] { return new BackupsPage(m_services, m_backups); } });
    m_pages.add({ .id = QStringLiteral("settings"),
        .title = MainWindow::tr("Settings"),
        .icon = QStringLiteral("settings"),
        .shortcut = QKeySequence(Qt::CTRL | Qt::Key_Comma),
        .make = [this] { return new SettingsPage(m_services); },
        .atBottom = true });
}

void WindowApp::connectParts()
{
    m_migrations.alembic().setEnvironment([this] { return m_run.environment(); });
    QObject::connect(&m_run, &RunController::environmentsChanged, &m_migrations.alembic(), &AlembicComparison::changed);
    QObject::connect(&m_migrations, &MigrationsController::planWanted, m_window.get(),
        [this](plan::Direction direction, const QString& target) {
            if (m_run.isBusy())
                return (void)m_window->showPage(QStringLiteral("plan"));
            m_run.forgetOutcome();
            m_plan.setTarget(direction, target);
            m_window->showPage(QStringLiteral("plan"));
        });
    QObject::connect(&m_schema, &SchemaPageController::revisionWanted, m_window.get(), [this](const QString& id) {
        m_window->showItem(QStringLiteral("migrations"), { ItemKind::Revision, id });
    });
    QObject::connect(&m_schema, &SchemaPageController::pageWanted, m_window.get(),
        [this] { m_window->showPage(QStringLiteral("schema")); });
    m_window->setCloseGuard([this] { return mayClose(); });
    // The dialogs belong to the Backups page; an action from elsewhere brings it to the front first.
    QObject::connect(&m_backups, &BackupsController::pageWanted, m_window.get(),
        [this] { m_window->showPage(QStringLiteral("backups")); });
}

bool WindowApp::mayClose()
{
    if (!m_run.isBusy())
        return true;
    Question question{ .id = QStringLiteral("window.close"),
        .title = MainWindow::tr("Stop the Run and Close?"),
        .text = MainWindow::tr("A run is going on. It is stopped after the step that runs now, and then the window "
                               "closes."),
        .accept = MainWindow::tr("Stop and Close") };
    m_services.prompter.confirm(question, m_window.get(), [this](const Answer& answer) {
        if (!answer.accepted)
            return;
        QObject::connect(&m_run, &RunController::finished, m_window.get(), &QWidget::close);
        m_run.stop();
        if (!m_run.isBusy())
            m_window->close();
    });
    return false;
}

void WindowApp::takeOptions()
{
    if (!m_options.theme.isEmpty())
        m_settings.override(setting::theme, m_options.theme);
    const QStringList ofSchema{ QStringLiteral("tables"), QStringLiteral("objects"), QStringLiteral("diagram") };
    if (ofSchema.contains(m_options.tab))
        m_settings.override(setting::schemaTab, m_options.tab);
    else if (!m_options.tab.isEmpty())
        m_settings.override(setting::revisionTab, m_options.tab);
    if (!m_options.screenshot.isEmpty())
        m_settings.override(setting::animations, false);
    if (!m_options.project.isEmpty())
        m_project.open(m_options.project, m_options.section);
    if (!m_options.url.isEmpty())
        m_connections.connectToUrl(m_options.url);
    else if (!m_options.screenshot.isEmpty())
        connectForPicture();
    if (!m_options.select.isEmpty())
        m_selection.selectRevision(m_options.select);
    if (!m_options.table.isEmpty())
        m_selection.selectTable(m_options.table);
    const bool isOfSchema = m_options.page == QLatin1String("schema");
    if (isOfSchema && (!m_options.compare.isEmpty() || !m_options.source.isEmpty())) {
        auto* once = new QObject(m_window.get());
        const auto show = [this, once] {
            const auto shown = placeNamed(m_options.source, m_schema.backups());
            const auto baseline = placeNamed(m_options.compare, m_schema.backups());
            if (m_schema.order().isEmpty() || !shown || !baseline)
                return;
            if (shown->source == SchemaSource::Backup)
                m_schema.showBackup(*shown);
            else if (!m_options.source.isEmpty())
                m_schema.setSource(shown->source);
            if (!m_options.compare.isEmpty())
                m_schema.setBaseline(*baseline);
            once->deleteLater();
        };
        QObject::connect(&m_schema, &SchemaPageController::orderChanged, once, show);
        QObject::connect(&m_backupShelf, &BackupShelf::changed, once, show);
    } else if (!m_options.select.isEmpty() && !m_options.compare.isEmpty()) {
        auto* once = new QObject(m_window.get());
        QObject::connect(&m_project, &ProjectSession::graphChanged, once, [this, once] {
            if (!m_project.isOpen())
                return;
            Q_EMIT m_migrations.pairWanted(m_options.select, m_options.compare);
            once->deleteLater();
        });
    }
    if (!m_options.target.isEmpty()) {
        // The plan is dropped when a project opens, so the target waits for that.
        auto* once = new QObject(m_window.get());
        QObject::connect(&m_project, &ProjectSession::graphChanged, once, [this, once] {
            if (!m_project.isOpen())
                return;
            m_plan.setTarget(plan::Direction::Upgrade, m_options.target);
            once->deleteLater();
        });
    }
}

/// Nobody is there to press "Connect": a picture shows the database file that the project names. Servers are left
/// alone.
void WindowApp::connectForPicture()
{
    auto* once = new QObject(m_window.get());
    QObject::connect(&m_project, &ProjectSession::projectChanged, once, [this, once] {
        const auto offer = m_connections.offer();
        if (offer && dialects::dialectOf(offer->settings.url).isFileBased())
            m_connections.connectTo(offer->settings, {}, false);
        once->deleteLater();
    });
}

void WindowApp::start()
{
    takeOptions();
    const QString first = m_pages.pages().first().id;
    if (!m_window->showPage(m_options.page.isEmpty() ? first : m_options.page))
        m_window->showPage(first);
    m_history.refresh();
    m_backupShelf.refresh();
    if (m_options.size.isValid())
        m_window->resize(m_options.size);
    if (!m_options.screenshot.isEmpty())
        QCursor::setPos(-100, -100); // nothing is to look pointed at
    m_window->show();
}

} // namespace espalier::ui
