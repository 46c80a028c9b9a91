#include "cli/connection_options.h"

#include "cli/printable.h"
#include "database/secret_store.h"
#include "database/session.h"

#include <limits>
#include <memory>
#include <QDir>
#include <QElapsedTimer>
#include <QLocale>
#include <QRegularExpression>

namespace espalier::cli {

namespace {

/// The best URL that the project holds in readable form.
core::Result<QString> projectUrl(const project::Project& project)
{
    for (const project::UrlCandidate& candidate : project.urls) {
        if (candidate.isUsable())
            return candidate.url.reveal();
    }
    if (!project.env.unknownUrl.isEmpty())
        return core::fail(core::makeError(core::ErrorCode::NotFound,
            QT_TRANSLATE_NOOP("Messages",
                "The project %1 takes its database URL from %2, which cannot be known without running code: give "
                "--url."),
            { project.name(), project.env.unknownUrl })
                              .at(project.env.file, project.env.unknownUrlLine));
    return core::fail(core::ErrorCode::NotFound,
        QT_TRANSLATE_NOOP(
            "Messages", "The project %1 holds no database URL that can be read without running code: give --url."),
        { project.name() });
}

/// A password that nobody keeps anywhere is asked for, once the server says that it wants one.
core::Result<std::optional<core::Secret>> askIfWanted(
    const ChosenConnection& chosen, const CommandIo& io, std::optional<core::Secret> secret)
{
    if (secret || !io.isInteractive || !io.askSecret || dialects::dialectOf(chosen.settings.url).isFileBased())
        return secret;
    const auto session = database::Session::open(chosen.settings, {}, jobs::JobContext(io.cancel));
    if (session || session.error().code != core::ErrorCode::AuthenticationFailed)
        return secret; // whatever else is wrong, the verb will say
    const QString answer = io.askSecret(ConnectionOptions::tr("Password for %1:").arg(chosen.settings.url.display()));
    return answer.isEmpty() ? secret : std::optional<core::Secret>(core::Secret(answer));
}

} // namespace

void ConnectionOptions::addTo(CLI::App& app)
{
    app.add_option("--url", m_url,
        tr("Database: a SQLAlchemy URL or a libpq URI; without it, the project's own where it can be read")
            .toStdString());
    app.add_option("--environment", m_environment, tr("What the database is: its tag").toStdString())
        ->check(CLI::IsMember({ "development", "testing", "staging", "production" }));
}

core::Result<QString> ConnectionOptions::findUrl(ChosenConnection& chosen) const
{
    const bool named = m_project && !m_project->empty();
    if (!m_url.empty() && !named)
        return QString::fromStdString(m_url);
    const QString folder = named ? QString::fromStdString(*m_project) : QDir::currentPath();
    project::FindOptions options;
    options.section = m_section ? QString::fromStdString(*m_section) : QString();
    auto project = project::openProject(folder, options);
    if (!project && !m_url.empty())
        return core::fail(project.error());
    if (!project)
        return core::fail(core::makeError(core::ErrorCode::InvalidArgument,
            QT_TRANSLATE_NOOP("Messages", "Give --url, or a project that holds the URL of its database."))
                              .causedBy(project.error()));
    chosen.project = *project;
    chosen.versionTable = { project->versionTable(), project->versionTableSchema() };
    return m_url.empty() ? projectUrl(*project) : core::Result<QString>(QString::fromStdString(m_url));
}

core::Result<std::optional<database::ConnectionSettings>> ConnectionOptions::givenUrl() const
{
    if (m_url.empty())
        return std::nullopt;
    const auto url = dialects::DatabaseUrl::parse(QString::fromStdString(m_url));
    if (!url)
        return core::fail(url.error());
    return database::ConnectionSettings::fromUrl(url->resolvedAgainst(QDir::currentPath()));
}

core::Result<void> chooseDatabase(
    ChosenConnection& chosen, const QString& text, const QString& base, const CommandIo& io)
{
    const auto url = dialects::DatabaseUrl::parse(text);
    if (!url)
        return core::fail(url.error());
    const database::EnvironmentTag environment = chosen.settings.environment;
    chosen.settings = database::ConnectionSettings::fromUrl(url->resolvedAgainst(base));
    chosen.settings.environment = environment;
    if (url->hasPassword) {
        chosen.secret = url->password;
        return {};
    }
    const auto secret = database::findSecret(chosen.settings, {}, io.cancel);
    if (!secret)
        return core::fail(secret.error());
    auto wanted = askIfWanted(chosen, io, *secret);
    if (!wanted)
        return core::fail(wanted.error());
    chosen.secret = std::move(*wanted);
    return {};
}

core::Result<ChosenConnection> ConnectionOptions::choose(const CommandIo& io) const
{
    ChosenConnection chosen;
    const auto text = findUrl(chosen);
    if (!text)
        return core::fail(text.error());
    chosen.settings.environment = database::environmentFromName(QString::fromStdString(m_environment));
    // A relative file is taken from where Alembic would be started: the project's folder, else the current one.
    const QString base = chosen.project && m_url.empty() ? chosen.project->folder : QDir::currentPath();
    if (const auto found = chooseDatabase(chosen, *text, base, io); !found)
        return core::fail(found.error());
    return chosen;
}

core::Result<int> parseDuration(const QString& text)
{
    static const QRegularExpression form(QStringLiteral(R"(\A\s*(\d+(?:\.\d+)?)\s*(ms|s|min|m|h)?\s*\z)"));
    const auto match = form.match(text);
    const QString unit = match.captured(2);
    const double factor = unit == QStringLiteral("ms") ? 1
        : unit == QStringLiteral("h")                  ? 3'600'000
        : unit.startsWith(QLatin1Char('m'))            ? 60'000
                                                       : 1000;
    const double milliseconds = match.captured(1).toDouble() * factor;
    if (!match.hasMatch() || milliseconds > std::numeric_limits<int>::max())
        return core::fail(core::ErrorCode::InvalidArgument,
            QT_TRANSLATE_NOOP("Messages", "\"%1\" is no duration: write 5s, 500ms or 2min."), { text });
    return static_cast<int>(milliseconds);
}

jobs::JobContext progressContext(const CommandIo& io, bool quiet)
{
    if (quiet)
        return jobs::JobContext(io.cancel);
    struct Shown {
        QString phase;
        QElapsedTimer since;
    };
    const auto shown = std::make_shared<Shown>();
    return jobs::JobContext(
        io.cancel,
        [&io, shown](const jobs::Progress& progress) {
            constexpr qint64 everyMs = 100;
            const bool isNew = progress.phase != shown->phase;
            if (!isNew && (!io.isInteractive || shown->since.elapsed() < everyMs))
                return;
            shown->phase = progress.phase;
            shown->since.start();
            QString line = printableLine(progress.phase);
            if (progress.total > 0)
                line += QStringLiteral(" %1 %").arg(progress.done * 100 / progress.total);
            if (progress.unit == QStringLiteral("bytes") && progress.total > 0)
                line += QStringLiteral(" (%1 / %2)")
                            .arg(QLocale().formattedDataSize(progress.done),
                                QLocale().formattedDataSize(progress.total));
            if (io.isInteractive)
                io.err << "\r\x1b[K" << line << Qt::flush;
            else
                io.err << line << Qt::endl;
        },
        [&io](const jobs::LogLine& line) {
            if (line.level >= jobs::LogLevel::Warning)
                io.err << (io.isInteractive ? "\r\x1b[K" : "") << printable(line.text) << Qt::endl;
        });
}

} // namespace espalier::cli
