#include "session/database_session.h"

#include "jobs/job_queue.h"
#include "session/project_session.h"

namespace espalier::ui {
namespace {
constexpr int pollMs = 60'000; // each look is a connection in the server's log

core::Error closedVersionTable(
    const core::Error& error, const database::VersionTableName& table, const database::ConnectionSettings& settings)
{
    return core::makeError(error.code,
        settings.url.user.isEmpty() ? QT_TRANSLATE_NOOP("Messages", "The version table %1 of %2 may not be read.")
                                    : QT_TRANSLATE_NOOP("Messages", "%3 may not read the version table %1 of %2."),
        { table.display(), settings.url.shortName(), settings.url.user }, error.detail);
}

} // namespace

DatabaseSession::DatabaseSession(
    jobs::JobQueue& queue, SecretKeeper& secrets, const ProjectSession& project, QObject* parent)
    : QObject(parent)
    , m_queue(queue)
    , m_secrets(secrets)
    , m_project(project)
{
    m_poll.setInterval(pollMs);
    connect(&m_poll, &QTimer::timeout, this, &DatabaseSession::refresh);
    connect(&project, &ProjectSession::graphChanged, this, &DatabaseSession::recompute);
    // Another project may keep its versions in another table.
    connect(&project, &ProjectSession::projectChanged, this, &DatabaseSession::refresh);
}

DatabaseSession::~DatabaseSession() = default;

void DatabaseSession::open(const database::ConnectionSettings& settings, const std::optional<core::Secret>& secret)
{
    m_settings = settings;
    m_secret = secret;
    m_rows = {};
    m_facts = {};
    m_isVersionTableClosed = false;
    m_status.reset();
    read(State::Connecting);
    Q_EMIT statusChanged();
}

void DatabaseSession::reconnect(const std::optional<core::Secret>& secret)
{
    if (!m_settings)
        return;
    if (secret)
        m_secret = secret;
    read(State::Connecting);
}

void DatabaseSession::close()
{
    ++m_request;
    m_reading = false;
    m_settings.reset();
    m_secret.reset();
    m_rows = {};
    m_isVersionTableClosed = false;
    m_status.reset();
    setState(State::None);
    Q_EMIT statusChanged();
}

void DatabaseSession::refresh()
{
    if (m_settings && !m_reading && m_state != State::Connecting)
        read(m_state);
}

void DatabaseSession::read(State meanwhile)
{
    const int request = ++m_request;
    m_reading = true;
    setState(meanwhile);
    m_queue.submit<Read>(
        meanwhile == State::Connecting ? tr("Connecting to %1").arg(displayName()) : tr("Reading what is applied"),
        lane(), this,
        [settings = settingsForJob(), secrets = &m_secrets, table = versionTable()](
            jobs::JobContext& context) -> core::Result<Read> {
            database::SecretSources sources;
            sources.store = secrets;
            database::OpenOptions options;
            options.forceReadOnly = true;
            auto session = database::connectTo(settings, sources, context, options);
            if (!session)
                return core::fail(session.error());
            auto rows = database::readVersionTable(*session, table);
            if (!rows && rows.error().code == core::ErrorCode::Refused)
                return Read{ session->facts(), core::fail(closedVersionTable(rows.error(), table, settings)) };
            if (!rows)
                return core::fail(rows.error());
            return Read{ session->facts(), *rows };
        },
        [this, request](core::Result<Read> result) {
            if (request == m_request)
                take(result);
        });
}

void DatabaseSession::take(const core::Result<Read>& result)
{
    m_reading = false;
    m_isVersionTableClosed = result && !result->rows;
    if (m_isVersionTableClosed) {
        m_error = result->rows.error();
        m_facts = {};
        m_rows = {};
        m_status.reset();
        setState(State::Failed);
        return Q_EMIT statusChanged();
    }
    if (result) {
        m_error = {};
        m_facts = result->facts;
        m_rows = *result->rows;
        m_poll.start();
        setState(State::Connected);
        recompute();
        return;
    }
    m_error = result.error();
    const bool wasConnected = m_facts.version.isKnown() || m_status;
    if (m_error.isCancelled())
        return setState(wasConnected ? State::Lost : State::None);
    setState(wasConnected ? State::Lost : State::Failed);
    if (m_error.code == core::ErrorCode::AuthenticationFailed)
        Q_EMIT passwordWanted(m_error.message.text());
}

void DatabaseSession::recompute()
{
    const auto graph = m_project.graph();
    if (m_state == State::Connected && graph)
        m_status = database::databaseStatus(*graph, m_rows, versionTable(), displayName());
    else if (!graph)
        m_status.reset();
    Q_EMIT statusChanged();
}

void DatabaseSession::noteFailure(const core::Error& error)
{
    if (error.code != core::ErrorCode::ConnectionLost && error.code != core::ErrorCode::ConnectionFailed)
        return;
    if (m_state != State::Connected)
        return;
    m_error = error;
    setState(State::Lost);
}

database::VersionTableName DatabaseSession::versionTable() const
{
    const auto* project = m_project.project();
    if (!project)
        return {};
    return { project->versionTable(), project->versionTableSchema() };
}

QString DatabaseSession::displayName() const { return m_settings ? m_settings->url.shortName() : QString(); }

bool DatabaseSession::isProduction() const
{
    return m_settings && m_settings->environment == database::EnvironmentTag::Production;
}

database::ConnectionSettings DatabaseSession::settingsForJob() const
{
    auto settings = m_settings.value_or(database::ConnectionSettings{});
    if (m_secret)
        settings.url = settings.url.withPassword(*m_secret);
    return settings;
}

QString DatabaseSession::lane() const { return m_settings ? QStringLiteral("database/") + m_settings->id : QString(); }

void DatabaseSession::setState(State state)
{
    m_state = state;
    if (state != State::Connected)
        m_poll.stop();
    Q_EMIT changed();
}

core::Result<database::ConnectionSettings> resolved(
    const database::ConnectionSettings& settings, SecretKeeper& secrets, const core::CancelToken& cancel)
{
    if (settings.url.hasPassword)
        return settings;
    database::SecretSources sources;
    sources.store = &secrets;
    auto secret = database::findSecret(settings, sources, cancel);
    if (!secret)
        return core::fail(secret.error());
    auto whole = settings;
    if (*secret)
        whole.url = whole.url.withPassword(**secret);
    return whole;
}

} // namespace espalier::ui
