#include "shell/window_presenter.h"

#include "connections/connection_dialog.h"
#include "connections/connections_controller.h"
#include "core/clock.h"
#include "schema/schema_page_controller.h"
#include "session/backup_shelf.h"
#include "session/database_session.h"
#include "session/project_actions.h"
#include "session/project_session.h"
#include "shell/command_palette.h"
#include "shell/main_window.h"
#include "shell/rail.h"
#include "widgets/banner.h"
#include "widgets/format.h"

#include <QMenu>

namespace espalier::ui {
namespace {

Tag::Tone toneOf(database::EnvironmentTag tag)
{
    switch (tag) {
    case database::EnvironmentTag::Production:
        return Tag::Tone::Production;
    case database::EnvironmentTag::Staging:
        return Tag::Tone::Staging;
    case database::EnvironmentTag::Development:
    case database::EnvironmentTag::Testing:
        return Tag::Tone::Development;
    case database::EnvironmentTag::Unspecified:
        break;
    }
    return Tag::Tone::Neutral;
}

QString stateLine(const Services& services)
{
    QStringList parts;
    const auto graph = services.project.graph();
    if (graph)
        parts.append(WindowPresenter::tr("%n heads", nullptr, static_cast<int>(graph->heads().size())));
    const auto& database = services.database;
    if (const auto* status = database.status()) {
        parts.append(WindowPresenter::tr("%1 of %2 applied")
                         .arg(number(status->applied), number(status->applied + status->pending)));
        if (!status->unknown.isEmpty())
            parts.append(WindowPresenter::tr("%n unknown", nullptr, static_cast<int>(status->unknown.size())));
    }
    if (graph && !graph->problems().isEmpty())
        parts.append(WindowPresenter::tr("%n problems", nullptr, static_cast<int>(graph->problems().size())));
    if (database.settings() && services.backups.wasRead()) {
        const QDateTime latest = services.backups.latest(*database.settings());
        parts.append(latest.isValid()
                ? WindowPresenter::tr("last backup %1").arg(relativeTime(latest, services.clock.nowUtc()))
                : WindowPresenter::tr("no backup"));
    }
    return parts.join(QStringLiteral(" · "));
}

} // namespace

TopBarContent topBarContent(const Services& services)
{
    TopBarContent content;
    if (const auto* project = services.project.project()) {
        content.project = project->name();
        content.projectTip = project->folder;
    }
    const auto& database = services.database;
    if (const auto* settings = database.settings()) {
        content.database = settings->title();
        content.databaseTip = settings->url.display();
        content.environmentTone = toneOf(settings->environment);
        if (settings->environment != database::EnvironmentTag::Unspecified)
            content.environment = environmentTitle(settings->environment);
        content.production = database.isProduction();
    }
    content.state = stateLine(services);
    return content;
}

WindowPresenter::WindowPresenter(
    Services& services, MainWindow& window, ProjectActions& projects, ConnectionsController& connections)
    : QObject(&window)
    , m_services(services)
    , m_window(window)
    , m_connections(connections)
{
    window.topBar().setMenus([&projects](QMenu& menu) { projects.fillMenu(menu); },
        [&connections](QMenu& menu) { connections.fillMenu(menu); });
    connect(&window, &MainWindow::folderDropped, &services.project,
        [&services](const QString& path) { services.project.open(path); });
    connect(&services.project, &ProjectSession::stateChanged, this, &WindowPresenter::show);
    connect(&services.project, &ProjectSession::graphChanged, this, &WindowPresenter::show);
    connect(&services.database, &DatabaseSession::changed, this, &WindowPresenter::show);
    connect(&services.database, &DatabaseSession::statusChanged, this, &WindowPresenter::show);
    connect(&services.backups, &BackupShelf::changed, this, &WindowPresenter::show);
    connect(&connections, &ConnectionsController::changed, this, &WindowPresenter::show);
    connect(&connections, &ConnectionsController::dialogWanted, this, &WindowPresenter::openConnectionDialog);
    connect(&m_minute, &QTimer::timeout, this, &WindowPresenter::show);
    m_minute.start(60'000);
    addRevisionsToPalette();
    show();
}

void WindowPresenter::show()
{
    const TopBarContent content = topBarContent(m_services);
    m_window.topBar().setContent(content);
    QStringList title;
    if (!content.project.isEmpty())
        title.append(content.project);
    if (!content.database.isEmpty())
        title.append(content.database);
    title.append(QStringLiteral("Espalier"));
    m_window.setWindowTitle(title.join(QStringLiteral(" – ")));
    const auto graph = m_services.project.graph();
    m_window.rail().setMark(QStringLiteral("migrations"), graph && !graph->problems().isEmpty());
    showBanner();
}

void WindowPresenter::showBanner()
{
    using State = DatabaseSession::State;
    auto& banner = m_window.banner();
    const auto& database = m_services.database;
    banner.clearButtons();
    if (database.state() == State::Lost || database.state() == State::Failed) {
        const QString what = core::summary(database.error());
        banner.setContent(Banner::Tone::Danger, QStringLiteral("disconnect"),
            database.state() == State::Lost ? tr("Connection lost: %1 What is shown may be out of date.").arg(what)
                                            : what);
        banner.addButton(
            QStringLiteral("reconnect"), tr("Reconnect"), this, [this] { m_services.database.reconnect(); });
        banner.addButton(QStringLiteral("other-connection"), tr("Connect…"), this, [this] { openConnectionDialog(); });
        return banner.show();
    }
    const auto offer = m_connections.offer();
    const auto* project = m_services.project.project();
    if (database.state() == State::None && offer && project && project->folder != m_dismissedOffer) {
        const QString name = offer->settings.title();
        banner.setContent(Banner::Tone::Info, QStringLiteral("database"),
            offer->origin.isEmpty() ? tr("This project was last used with %1.").arg(name)
                                    : tr("%1 names the database %2.").arg(offer->origin, name));
        banner.addButton(QStringLiteral("connect-offer"), tr("Connect"), this,
            [this, settings = offer->settings] { m_connections.connectTo(settings, {}, false); });
        banner.addButton(QStringLiteral("dismiss-offer"), tr("Not Now"), this, [this, folder = project->folder] {
            m_dismissedOffer = folder;
            showBanner();
        });
        return banner.show();
    }
    banner.hide();
}

void WindowPresenter::addRevisionsToPalette()
{
    m_window.palette().addProvider([this] {
        QList<PaletteEntry> entries;
        const auto graph = m_services.project.graph();
        if (!graph)
            return entries;
        entries.reserve(graph->size());
        for (auto at = graph->upgradeOrder().rbegin(); at != graph->upgradeOrder().rend(); ++at) {
            const auto& revision = graph->revision(*at);
            PaletteEntry entry;
            entry.id = QStringLiteral("revision:") + revision.id;
            entry.title = revision.id;
            entry.subtitle = revision.message;
            entry.keywords = revision.branchLabels.join(QLatin1Char(' '));
            entry.icon = QStringLiteral("branch");
            entry.run = [this, id = revision.id] {
                m_window.showItem(QStringLiteral("migrations"), { ItemKind::Revision, id });
            };
            entries.append(entry);
        }
        return entries;
    });
}

void WindowPresenter::addTablesToPalette(SchemaPageController& schema)
{
    m_window.palette().addProvider([this, &schema] {
        QList<PaletteEntry> entries;
        const QStringList names = schema.tableNames();
        entries.reserve(names.size());
        for (const QString& name : names) {
            PaletteEntry entry;
            entry.id = QStringLiteral("table:") + name;
            entry.title = name;
            entry.subtitle = tr("Table");
            entry.icon = QStringLiteral("table");
            entry.rank = 10;
            entry.run = [this, name] { m_window.showItem(QStringLiteral("schema"), { ItemKind::Table, name }); };
            entries.append(entry);
        }
        return entries;
    });
}

void WindowPresenter::openConnectionDialog()
{
    const auto* project = m_services.project.project();
    auto* editor = new ConnectionEditor(m_services.jobs, m_services.secrets);
    auto* dialog = new ConnectionDialog(
        m_connections, *editor, m_services.prompter, project ? project->folder : QString(), &m_window);
    editor->setParent(dialog);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace espalier::ui
