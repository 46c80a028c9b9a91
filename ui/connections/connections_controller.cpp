#include "connections/connections_controller.h"

#include "actions/action_registry.h"
#include "connections/connection_editor.h"
#include "jobs/job_queue.h"
#include "migrations/problems_model.h"
#include "session/database_session.h"
#include "session/project_session.h"
#include "shell/prompter.h"

#include <QDir>
#include <QMenu>

namespace espalier::ui {
namespace {

const auto connectionsLane = QStringLiteral("connections");

/// `wanted` made absolute; what SQLite calls a relative file is relative to where the program runs, for Alembic the
/// project's folder.
std::optional<ConnectionOffer> offerOf(const project::UrlCandidate& candidate, const project::Project& project)
{
    if (candidate.isPlaceholder)
        return std::nullopt;
    auto url = dialects::DatabaseUrl::parse(candidate.url.reveal());
    if (!url)
        return std::nullopt;
    *url = url->resolvedAgainst(project.folder);
    ConnectionOffer offer;
    offer.settings = database::ConnectionSettings::fromUrl(*url);
    offer.settings.project = project.folder;
    offer.settings.tls = dialects::dialectOf(*url).tlsOf(*url);
    if (url->hasPassword)
        offer.settings.url = offer.settings.url.withPassword(url->password);
    offer.origin = placeText(project.relative(candidate.file), candidate.line);
    if (offer.origin.isEmpty())
        offer.origin = candidate.name;
    return offer;
}

} // namespace

ConnectionsController::ConnectionsController(Services& services, const QString& catalogueFile, QObject* parent)
    : QObject(parent)
    , m_services(services)
    , m_catalogue(catalogueFile.isEmpty() ? database::ConnectionCatalogue::defaultFile() : catalogueFile)
{
    addActions();
    connect(&services.database, &DatabaseSession::changed, this, &ConnectionsController::enableActions);
    connect(&services.database, &DatabaseSession::passwordWanted, this, &ConnectionsController::askPassword);
    connect(&services.project, &ProjectSession::projectChanged, this, &ConnectionsController::changed);
    enableActions();
    reload();
}

void ConnectionsController::addActions()
{
    const ActionAdder add(m_services.actions, ActionGroup::Database, this);
    add("database.connect", tr("Connect…"), "connect", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D),
        [this] { Q_EMIT dialogWanted(); });
    add("database.reconnect", tr("Reconnect"), "refresh", QKeySequence(), [this] { m_services.database.reconnect(); });
    add("database.refresh", tr("Read What Is Applied"), "refresh", QKeySequence(Qt::SHIFT | Qt::Key_F5),
        [this] { m_services.database.refresh(); });
    add("database.disconnect", tr("Disconnect"), "disconnect", QKeySequence(), [this] { m_services.database.close(); });
}

void ConnectionsController::enableActions()
{
    const auto& database = m_services.database;
    m_services.actions.setEnabled(QStringLiteral("database.reconnect"),
        database.hasDatabase() && database.state() != DatabaseSession::State::Connecting);
    m_services.actions.setEnabled(QStringLiteral("database.refresh"), database.isConnected());
    m_services.actions.setEnabled(QStringLiteral("database.disconnect"), database.hasDatabase());
}

void ConnectionsController::reload()
{
    m_services.jobs.submit<QList<database::ConnectionSettings>>(
        tr("Reading saved connections"), connectionsLane, this,
        [catalogue = m_catalogue](jobs::JobContext&) { return catalogue.load(); },
        [this](core::Result<QList<database::ConnectionSettings>> saved) {
            if (!saved)
                return m_services.prompter.showError(saved.error());
            m_saved = *saved;
            Q_EMIT changed();
        });
}

QList<ConnectionOffer> ConnectionsController::found() const
{
    QList<ConnectionOffer> offers;
    const auto* project = m_services.project.project();
    if (!project)
        return offers;
    for (const auto& candidate : project->urls) {
        auto offer = offerOf(candidate, *project);
        if (!offer)
            continue;
        const bool known = std::any_of(
            offers.begin(), offers.end(), [&](const auto& other) { return other.settings.url == offer->settings.url; });
        if (!known)
            offers.append(*offer);
    }
    return offers;
}

std::optional<ConnectionOffer> ConnectionsController::offer() const
{
    const auto* project = m_services.project.project();
    if (!project)
        return std::nullopt;
    for (const auto& settings : m_saved) {
        if (settings.project == project->folder)
            return ConnectionOffer{ settings, {} };
    }
    const auto offers = found();
    return offers.isEmpty() ? std::nullopt : std::optional(offers.first());
}

void ConnectionsController::connectTo(
    const database::ConnectionSettings& settings, const std::optional<core::Secret>& secret, bool save)
{
    auto plain = settings;
    std::optional<core::Secret> password = secret;
    if (plain.url.hasPassword) {
        if (!password)
            password = plain.url.password;
        plain.url = plain.url.withoutPassword();
    }
    if (plain.project.isEmpty() && m_services.project.project())
        plain.project = m_services.project.project()->folder;
    m_services.database.open(plain, password);
    if (save)
        keep(plain, password);
}

void ConnectionsController::keep(
    const database::ConnectionSettings& settings, const std::optional<core::Secret>& secret)
{
    m_services.jobs.submit<bool>(
        tr("Saving the connection"), connectionsLane, this,
        [catalogue = m_catalogue, settings, secret, secrets = &m_services.secrets](
            jobs::JobContext& context) -> core::Result<bool> {
            if (auto put = catalogue.put(settings); !put)
                return core::fail(put.error());
            if (secret && settings.secretSource == database::SecretSource::Keychain) {
                if (auto written = secrets->write(settings.id, *secret, context.cancel()); !written)
                    return core::fail(written.error());
            }
            return true;
        },
        [this](core::Result<bool> kept) {
            if (!kept)
                m_services.prompter.showError(kept.error());
            reload();
        });
}

void ConnectionsController::connectToUrl(const QString& text)
{
    auto url = dialects::DatabaseUrl::parse(text);
    if (!url)
        return m_services.prompter.showError(url.error());
    *url = url->resolvedAgainst(QDir::currentPath());
    auto settings = database::ConnectionSettings::fromUrl(*url);
    settings.tls = dialects::dialectOf(*url).tlsOf(*url);
    // The same address as a saved one is that connection, with its name, tag and password.
    for (const auto& saved : m_saved) {
        if (saved.url.withoutPassword() == url->withoutPassword())
            settings = saved;
    }
    connectTo(settings, url->hasPassword ? std::optional(url->password) : std::nullopt, false);
}

void ConnectionsController::forget(const database::ConnectionId& id)
{
    m_services.jobs.submit<bool>(
        tr("Forgetting the connection"), connectionsLane, this,
        [catalogue = m_catalogue, id, secrets = &m_services.secrets](jobs::JobContext& context) -> core::Result<bool> {
            if (auto removed = catalogue.remove(id); !removed)
                return core::fail(removed.error());
            // That no password was kept is no failure.
            (void)secrets->remove(id, context.cancel());
            return true;
        },
        [this](core::Result<bool> done) {
            if (!done)
                m_services.prompter.showError(done.error());
            reload();
        });
}

void ConnectionsController::askPassword(const QString& why)
{
    m_services.prompter.askText(
        { .id = QStringLiteral("database.password"), .title = tr("Password"), .label = why, .isSecret = true }, this,
        [this](const QString& password) {
            if (!password.isEmpty())
                m_services.database.reconnect(core::Secret(password));
        });
}

void ConnectionsController::fillMenu(QMenu& menu)
{
    menu.clear();
    const auto add = [&](const ConnectionOffer& offer) {
        const QString tag = offer.settings.environment == database::EnvironmentTag::Unspecified
            ? offer.origin
            : environmentTitle(offer.settings.environment);
        auto* action = menu.addAction(QStringLiteral("%1\t%2").arg(offer.settings.title(), tag));
        connect(action, &QAction::triggered, this, [this, offer] { connectTo(offer.settings, {}, false); });
    };
    for (const auto& settings : m_saved)
        add({ settings, {} });
    if (!menu.isEmpty())
        menu.addSeparator();
    const auto offers = found();
    for (const auto& offer : offers)
        add(offer);
    if (!offers.isEmpty())
        menu.addSeparator();
    for (const char* id : { "database.connect", "database.reconnect", "database.refresh", "database.disconnect" })
        menu.addAction(m_services.actions.action(QLatin1String(id)));
}

} // namespace espalier::ui
