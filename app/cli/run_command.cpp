#include "cli/run_command.h"

#include "backup/catalogue.h"
#include "backup/create.h"
#include "cli/printable.h"
#include "project/trust.h"
#include "run/alembic_runner.h"
#include "run/interruption.h"
#include "run/project_setup.h"
#include "run/rows_text.h"
#include "run/session_database.h"

#include <QJsonArray>

namespace espalier::cli {

namespace {

bool isYes(const QString& answer)
{
    const QString word = answer.trimmed().toLower();
    const QString yes = RunCommand::tr("yes").toLower();
    return word == QLatin1String("y") || word == QLatin1String("yes") || word == yes || word == yes.left(1);
}

} // namespace

QString RunCommand::summary() const
{
    switch (m_direction) {
    case plan::Direction::Upgrade:
        return tr("Brings a database up to a revision");
    case plan::Direction::Downgrade:
        return tr("Takes a database back to a revision");
    case plan::Direction::Stamp:
        break;
    }
    return tr("Writes a revision into the version table, and runs nothing");
}

void RunCommand::setUp(CLI::App& app)
{
    m_project.addTo(app);
    app.add_option("TARGET", m_target, tr("head, heads, base, a revision, +2, -1, label@head, …").toStdString())
        ->required();
    m_connection.useProject(&m_project.folder(), &m_project.section());
    m_connection.addTo(app);
    app.add_option("--runner", m_runner, tr("What carries out the steps").toStdString())
        ->check(CLI::IsMember({ "alembic", "native" }));
    app.add_option("--lock-timeout", m_lockTimeout, tr("Longest wait for a lock, e.g. 5s").toStdString());
    app.add_option("-x", m_xArguments, tr("Argument for env.py: KEY=VALUE").toStdString())->take_all();
    app.add_flag("--backup", m_backup, tr("Back the database up first").toStdString());
    app.add_flag("--rehearse", m_rehearse, tr("Try it on a copy first").toStdString());
    app.add_flag("--yes", m_yes, tr("Do not ask before a downgrade or on production").toStdString());
    app.add_flag("--trust", m_trust, tr("Allow this project's code to run, now and later").toStdString());
    if (m_direction == plan::Direction::Stamp)
        app.add_flag("--purge", m_purge, tr("Empty the version table first").toStdString());
}

core::Result<void> RunCommand::checkOptions() const
{
    if (m_runner == "native")
        return core::fail(core::ErrorCode::Unsupported,
            QT_TRANSLATE_NOOP("Messages", "This version runs plans through Alembic only."));
    if (m_rehearse)
        return core::fail(
            core::ErrorCode::Unsupported, QT_TRANSLATE_NOOP("Messages", "This version cannot rehearse yet."));
    return {};
}

core::Result<RunCommand::Prepared> RunCommand::prepare(const CommandIo& io) const
{
    auto loaded = m_project.load(io);
    if (!loaded)
        return tl::unexpected(loaded.error());
    auto chosen = m_connection.choose(io);
    if (!chosen)
        return tl::unexpected(chosen.error());
    const auto environment = m_project.environment(loaded->project);
    if (!environment)
        return tl::unexpected(environment.error());
    const auto rows = rowsOf(*chosen, io.cancel);
    if (!rows)
        return tl::unexpected(rows.error());
    const auto interruption = run::lastInterruption(run::Journal::ofUser(), chosen->settings.url.display());
    if (interruption && *interruption)
        io.err << printable(run::interruptionText(**interruption, *rows)) << Qt::endl;
    dialects::DatabaseUrl url = chosen->settings.url;
    if (chosen->secret)
        url = url.withPassword(*chosen->secret);
    const auto text = run::urlForProject(url, chosen->settings.tls, loaded->project, environment->installed);
    if (!text)
        return tl::unexpected(text.error());
    run::RunRequest request;
    request.plan = plan::makePlan(m_direction, *loaded->graph, QString::fromStdString(m_target), *rows,
        { loaded->project.folder, run::runnerChoice(environment), m_purge });
    request.project = run::alembicProject(loaded->project, *environment);
    for (const std::string& argument : m_xArguments)
        request.project.xArguments += QString::fromStdString(argument);
    request.environment = *environment;
    request.url = *text;
    request.insistOnTls = run::insistsOnTls(chosen->settings.url, chosen->settings.tls);
    if (!m_lockTimeout.empty()) {
        const auto duration = parseDuration(QString::fromStdString(m_lockTimeout));
        if (!duration)
            return tl::unexpected(duration.error());
        request.lockTimeoutMs = *duration;
    }
    return Prepared{ std::move(*loaded), std::move(*chosen), std::move(request) };
}

// Trust is a question of its own: --yes is for the plan, and somebody who scripts it has not read the project's code.
core::Result<void> RunCommand::requireTrust(const project::Project& project, bool isAllowed, const CommandIo& io)
{
    auto store = project::TrustStore::ofUser();
    const auto trusted = store.require(project.folder);
    if (trusted || trusted.error().code != core::ErrorCode::Untrusted)
        return trusted;
    const bool allowed = isAllowed
        || (io.isInteractive
            && isYes(io.ask(tr("Running %1 means to run its env.py and scripts as programs. Do you trust them? [y/N]")
                                .arg(project.folder))));
    if (const auto go = io.cancel.check(); !go)
        return go;
    return allowed ? store.grant(project.folder, project.configFile) : trusted;
}

core::Result<void> RunCommand::confirm(const Prepared& prepared, const CommandIo& io) const
{
    const bool production = prepared.chosen.settings.environment == database::EnvironmentTag::Production;
    if (m_yes || prepared.request.plan.isEmpty() || (m_direction != plan::Direction::Downgrade && !production))
        return {};
    if (!io.isInteractive)
        return core::fail(core::ErrorCode::Refused,
            QT_TRANSLATE_NOOP("Messages", "Nobody is there to ask before a downgrade or on production: give --yes."));
    io.err << printable(plan::planText(prepared.request.plan)) << Qt::endl;
    const QString question = tr("Run these steps on %1? [y/N]").arg(prepared.chosen.settings.url.display());
    return isYes(io.ask(question)) ? core::Result<void>() : core::Result<void>(core::cancelled());
}

core::Result<void> RunCommand::backUp(const Prepared& prepared, const CommandIo& io) const
{
    if (!m_backup || prepared.request.plan.isEmpty())
        return {};
    backup::BackupRequest request;
    request.connection = prepared.chosen.settings;
    request.secret = prepared.chosen.secret;
    request.folder = backup::Catalogue::defaultFolder();
    request.versionTable = prepared.chosen.versionTable.table;
    request.versionTableSchema = prepared.chosen.versionTable.schema;
    request.note
        = tr("Before %1 to %2").arg(plan::directionName(prepared.request.plan.direction), prepared.request.plan.target);
    jobs::JobContext context = progressContext(io, isJson());
    const auto manifest = backup::createBackup(request, context);
    if (!manifest)
        return tl::unexpected(manifest.error());
    io.err << tr("Backup %1 was made.").arg(manifest->id) << Qt::endl;
    return {};
}

core::Result<run::RunOutcome> RunCommand::carryOut(const Prepared& prepared, const CommandIo& io) const
{
    run::SessionDatabase database(prepared.chosen.settings, prepared.chosen.secret, prepared.chosen.versionTable);
    run::AlembicRunner runner(project::TrustStore::ofUser(), run::Journal::ofUser());
    jobs::JobContext context(io.cancel);
    return runner.run(
        prepared.request, database, [&](const run::RunEvent& event) { show(io, event); }, context);
}

int RunCommand::run(const CommandIo& io)
{
    core::Result<void> allowed = checkOptions();
    if (!allowed)
        return reportStart(io, allowed.error());
    const auto prepared = prepare(io);
    if (!prepared)
        return reportStart(io, prepared.error());
    const plan::Plan& plan = prepared->request.plan;
    if (plan.refused)
        allowed = core::fail(errorOf(core::ErrorCode::Refused, plan.refused->message));
    if (allowed)
        allowed = requireTrust(prepared->loaded.project, m_trust, io);
    if (allowed)
        allowed = confirm(*prepared, io);
    if (allowed)
        allowed = backUp(*prepared, io);
    if (!allowed)
        return reportStart(io, allowed.error(), plan.start);
    const auto outcome = carryOut(*prepared, io);
    return outcome ? reportEnd(io, *outcome) : reportStart(io, outcome.error());
}

// Nothing was run; `current` is what the database was seen at, where it was. The stream still ends with its `done`,
// which is the failure document as well.
int RunCommand::reportStart(
    const CommandIo& io, const core::Error& error, const std::optional<QStringList>& current) const
{
    if (!isJson())
        return reportError(io, error, false);
    writeJsonLine(io,
        { { QStringLiteral("format"), 1 }, { QStringLiteral("event"), run::eventName(run::EventKind::Done) },
            { QStringLiteral("ok"), false },
            { QStringLiteral("current"),
                current ? QJsonValue(QJsonArray::fromStringList(*current)) : QJsonValue::Null },
            { QStringLiteral("error"), errorObject(error) } });
    return error.isCancelled() ? Interrupted : Failed;
}

int RunCommand::reportEnd(const CommandIo& io, const run::RunOutcome& outcome) const
{
    if (!outcome.error) {
        if (!isJson())
            io.out << printableLine(tr("Done: the database is at %1.").arg(run::rowsText(outcome.current))) << Qt::endl;
        return Done;
    }
    if (!isJson())
        reportError(io, *outcome.error, false);
    return outcome.state == run::RunState::Cancelled ? Interrupted : Failed;
}

void RunCommand::show(const CommandIo& io, const run::RunEvent& event) const
{
    if (isJson()) {
        writeJsonLine(io, run::eventJson(event));
        return;
    }
    const QString place = printableLine(
        QStringLiteral("%1/%2 %3").arg(QString::number(event.index + 1), QString::number(event.total), event.revision));
    switch (event.kind) {
    case run::EventKind::StepStarted:
        io.out << tr("%1: running …").arg(place) << Qt::endl;
        break;
    case run::EventKind::StepDone:
        io.out << (event.committed ? tr("%1: done (%2 ms)") : tr("%1: done, not committed yet (%2 ms)"))
                      .arg(place)
                      .arg(event.milliseconds)
               << Qt::endl;
        break;
    case run::EventKind::StepFailed:
        io.err << printable(event.failure ? event.failure->traceback : QString()) << Qt::endl;
        break;
    case run::EventKind::Log:
        io.err << printable(event.text) << Qt::endl;
        break;
    case run::EventKind::Done:
        break;
    }
}

} // namespace espalier::cli
