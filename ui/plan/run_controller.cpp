#include "plan/run_controller.h"

#include "actions/action_registry.h"
#include "backup/create.h"
#include "core/clock.h"
#include "jobs/job_queue.h"
#include "project/trust.h"
#include "run/project_setup.h"
#include "session/backup_shelf.h"
#include "session/database_session.h"
#include "session/project_session.h"
#include "session/run_history.h"
#include "session/trust_question.h"
#include "shell/prompter.h"
#include "shell/settings.h"

#include <QFileInfo>
#include <QMutex>

namespace espalier::ui {
namespace {

/// What stands to be typed before production is touched: the database's name, or its file's.
QString nameToType(const database::ConnectionSettings& settings)
{
    const QString name = QFileInfo(settings.url.database).fileName();
    return name.isEmpty() ? settings.url.shortName() : name;
}

} // namespace

/// Hands events over from the job's thread, in order, for as long as there is somebody to take them: the job may
/// outlive the controller.
class RunController::Relay {
public:
    explicit Relay(RunController* receiver)
        : m_receiver(receiver)
    { }

    void pass(const run::RunEvent& event)
    {
        const QMutexLocker locked(&m_mutex);
        if (m_receiver)
            QMetaObject::invokeMethod(
                m_receiver, [receiver = m_receiver, event] { receiver->take(event); }, Qt::QueuedConnection);
    }

    void close()
    {
        const QMutexLocker locked(&m_mutex);
        m_receiver = nullptr;
    }

private:
    QMutex m_mutex;
    RunController* m_receiver;
};

RunController::RunController(Services& services, PlanController& plan, RunParts parts, QObject* parent)
    : QObject(parent)
    , m_services(services)
    , m_plan(plan)
    , m_parts(std::move(parts))
    , m_relay(std::make_shared<Relay>(this))
{
    addActions();
    connect(&services.project, &ProjectSession::projectChanged, this, &RunController::discover);
    connect(&plan, &PlanController::changed, this, &RunController::enableActions);
    connect(&services.database, &DatabaseSession::changed, this, &RunController::enableActions);
    enableActions();
}

RunController::~RunController() { m_relay->close(); }

void RunController::addActions()
{
    auto& actions = m_services.actions;
    actions.add({ .id = QStringLiteral("plan.run"),
                    .group = ActionGroup::Plan,
                    .text = tr("Run the Plan"),
                    .icon = QStringLiteral("play"),
                    .shortcuts = { QKeySequence(Qt::CTRL | Qt::Key_Return) },
                    .destructive = true },
        this, [this] { start(); });
    actions.add({ .id = QStringLiteral("plan.stop"),
                    .group = ActionGroup::Plan,
                    .text = tr("Stop After This Step"),
                    .icon = QStringLiteral("stop"),
                    .hint = tr("What has run stays; what is left is not run") },
        this, [this] { stop(); });
    actions.add({ .id = QStringLiteral("plan.kill"),
                    .group = ActionGroup::Plan,
                    .text = tr("Kill the Run…"),
                    .icon = QStringLiteral("close"),
                    .destructive = true,
                    .hint = tr("Ends Python in the middle of a step; the database rolls back what it can") },
        this, [this] { kill(); });
}

void RunController::enableActions()
{
    auto& actions = m_services.actions;
    actions.setEnabled(QStringLiteral("plan.run"), obstacle().isEmpty());
    actions.setEnabled(QStringLiteral("plan.stop"), m_state == State::Running || m_state == State::BackingUp);
    actions.setEnabled(QStringLiteral("plan.kill"), m_state == State::Running || m_state == State::Stopping);
    Q_EMIT changed();
}

void RunController::setState(State state)
{
    m_state = state;
    enableActions();
}

void RunController::discover()
{
    m_environments.clear();
    m_environment = -1;
    Q_EMIT environmentsChanged();
    const auto* project = m_services.project.project();
    if (!project)
        return;
    m_services.jobs.submit<QList<project::PythonEnvironment>>(
        tr("Looking for Python environments"), QStringLiteral("python"), this,
        [folder = project->folder](jobs::JobContext&) -> core::Result<QList<project::PythonEnvironment>> {
            return project::discoverEnvironments(folder);
        },
        [this, folder = project->folder](core::Result<QList<project::PythonEnvironment>> found) {
            const auto* open = m_services.project.project();
            if (!found || !open || open->folder != folder)
                return;
            m_environments = *found;
            m_environment = m_environments.isEmpty() ? -1 : 0;
            const QString command = m_services.settings.pythonCommand(folder);
            if (!command.isEmpty())
                (void)chooseCommand(command);
            Q_EMIT environmentsChanged();
            enableActions();
        });
}

const project::PythonEnvironment* RunController::environment() const
{
    return m_environment >= 0 && m_environment < m_environments.size() ? &m_environments[m_environment] : nullptr;
}

void RunController::chooseEnvironment(int index)
{
    if (index < 0 || index >= m_environments.size())
        return;
    m_environment = index;
    if (const auto* project = m_services.project.project()) {
        const bool typed = m_environments[index].kind == project::EnvironmentKind::Command;
        m_services.settings.setPythonCommand(
            project->folder, typed || index > 0 ? m_environments[index].text() : QString());
    }
    Q_EMIT environmentsChanged();
    enableActions();
}

core::Result<void> RunController::chooseCommand(const QString& text)
{
    for (int at = 0; at < m_environments.size(); ++at) {
        if (m_environments[at].text() == text) {
            chooseEnvironment(at);
            return {};
        }
    }
    auto environment = project::environmentFromCommand(text);
    if (!environment)
        return core::fail(environment.error());
    m_environments.prepend(*environment);
    chooseEnvironment(0);
    return {};
}

void RunController::setOptions(const RunOptions& options)
{
    if (m_options == options)
        return;
    m_options = options;
    Q_EMIT changed();
}

QString RunController::obstacle() const
{
    if (isBusy())
        return tr("A run is going on.");
    const QString ofPlan = m_plan.obstacle();
    if (!ofPlan.isEmpty())
        return ofPlan;
    if (m_outcome)
        return tr("This plan has been run.");
    if (!environment())
        return tr("No Python was found to run Alembic with.");
    return {};
}

void RunController::start()
{
    if (!obstacle().isEmpty())
        return;
    m_plan.hold(true);
    m_plan.steps().resetProgress();
    m_log.clear();
    m_failure.reset();
    m_failedRevision.clear();
    setState(State::Asking);
    askTrust();
}

void RunController::askTrust()
{
    ui::askTrust(m_services.prompter, m_parts.trust, *m_services.project.project(), this,
        [this](const core::Result<void>& answer) {
            if (!answer)
                return finish(core::fail(answer.error()));
            askConfirmation();
        });
}

void RunController::askConfirmation()
{
    const auto& settings = *m_services.database.settings();
    const bool production = m_services.database.isProduction();
    const bool down = m_plan.direction() == plan::Direction::Downgrade;
    const bool stamp = m_plan.direction() == plan::Direction::Stamp;
    if (!production && !down && !stamp)
        return backUp();
    Question question{
        .id = QStringLiteral("run.confirm"), .title = m_plan.summary(), .accept = tr("Run"), .destructive = true
    };
    const QString name = nameToType(settings);
    if (stamp)
        question.text = tr("Nothing is run. From now on %1 says that it stands at %2, whether that is so or not.")
                            .arg(name, m_plan.target());
    else if (down)
        question.text
            = tr("Going down drops tables and columns that going up had made in %1, with what is in them.").arg(name);
    else
        question.text = tr("This changes the production database %1.").arg(name);
    if (production)
        question.mustType = name;
    for (const auto& step : m_plan.plan()->steps) {
        if (question.points.size() == 8) {
            question.points.append(tr("and %n more", nullptr, static_cast<int>(m_plan.plan()->steps.size()) - 8));
            break;
        }
        if (!step.revision.isEmpty())
            question.points.append(QStringLiteral("%1 %2").arg(step.revision, step.message));
    }
    m_services.prompter.confirm(question, this, [this](const Answer& answer) {
        if (answer.accepted)
            backUp();
        else
            finish(core::cancelled());
    });
}

void RunController::backUp()
{
    m_started = m_services.clock.nowUtc();
    m_outcome.reset();
    if (!m_options.backupFirst)
        return run();
    setState(State::BackingUp);
    say(tr("Backing up %1 first.").arg(m_services.database.displayName()));
    backup::BackupRequest request;
    request.connection = m_services.database.settingsForJob();
    request.folder = m_services.backups.folder();
    request.versionTable = m_services.database.versionTable().table;
    request.versionTableSchema = m_services.database.versionTable().schema;
    request.note = tr("before: %1").arg(m_plan.summary());
    m_job = m_services.jobs.submit<backup::Manifest>(
        tr("Backing up %1").arg(m_services.database.displayName()), m_services.database.lane(), this,
        [request, secrets = &m_services.secrets](jobs::JobContext& context) -> core::Result<backup::Manifest> {
            auto whole = resolved(request.connection, *secrets, context.cancel());
            if (!whole)
                return core::fail(whole.error());
            auto withSecret = request;
            withSecret.connection = *whole;
            return backup::createBackup(withSecret, context);
        },
        [this](core::Result<backup::Manifest> made) {
            m_services.backups.refresh();
            if (!made)
                return finish(core::fail(made.error()));
            say(tr("Backed up as %1.").arg(made->id));
            run();
        });
}

run::RunRequest RunController::request() const
{
    run::RunRequest request;
    request.plan = *m_plan.plan();
    request.project = run::alembicProject(*m_services.project.project(), *environment());
    request.environment = *environment();
    request.lockTimeoutMs = m_options.lockTimeoutMs;
    request.kill = m_kill.token();
    return request;
}

void RunController::run()
{
    m_kill = core::CancelSource();
    setState(State::Running);
    const run::EventSink sink = [relay = m_relay](const run::RunEvent& event) { relay->pass(event); };
    m_job = m_services.jobs.submit<run::RunOutcome>(
        m_plan.summary(), m_services.database.lane(), this,
        [sink, request = request(), project = *m_services.project.project(),
            settings = m_services.database.settingsForJob(), table = m_services.database.versionTable(),
            parts = m_parts,
            secrets = &m_services.secrets](jobs::JobContext& context) -> core::Result<run::RunOutcome> {
            auto whole = resolved(settings, *secrets, context.cancel());
            if (!whole)
                return core::fail(whole.error());
            // The run's own token stops it between steps; looking at the database afterwards must still work.
            auto database = parts.openDatabase(*whole, table, jobs::JobContext());
            if (!database)
                return core::fail(database.error());
            const auto url = run::urlForProject(whole->url, whole->tls, project, request.environment.installed);
            if (!url)
                return core::fail(url.error());
            auto withUrl = request;
            withUrl.url = *url;
            withUrl.insistOnTls = run::insistsOnTls(whole->url, whole->tls);
            return parts.runner.run(withUrl, **database, sink, context);
        },
        [this](core::Result<run::RunOutcome> outcome) { finish(outcome); });
}

void RunController::take(const run::RunEvent& event)
{
    m_plan.steps().take(event);
    switch (event.kind) {
    case run::EventKind::StepStarted:
        say(tr("Step %1 of %2: %3").arg(event.index + 1).arg(event.total).arg(event.revision));
        Q_EMIT stepChanged(event.revision, StepState::Running, {});
        break;
    case run::EventKind::StepDone:
        Q_EMIT stepChanged(event.revision, StepState::Done, {});
        break;
    case run::EventKind::StepFailed:
        m_failure = event.failure;
        m_failedRevision = event.revision;
        Q_EMIT stepChanged(event.revision, StepState::Failed,
            event.failure ? event.failure->message.section(QLatin1Char('\n'), 0, 0) : QString());
        break;
    case run::EventKind::Log:
        say(event.text);
        break;
    case run::EventKind::Done:
        break;
    }
    Q_EMIT changed();
}

void RunController::stop()
{
    if (m_state != State::Running && m_state != State::BackingUp)
        return;
    m_services.jobs.cancel(m_job);
    setState(State::Stopping);
    say(tr("Stopping after the step that runs now."));
}

void RunController::kill()
{
    Question question{ .id = QStringLiteral("run.kill"),
        .title = tr("Kill the Run?"),
        .text = tr("The step that runs now is broken off. What the database can't roll back stays half done."),
        .accept = tr("Kill"),
        .destructive = true };
    m_services.prompter.confirm(question, this, [this](const Answer& answer) {
        if (!answer.accepted || !isBusy())
            return;
        m_kill.cancel();
        m_services.jobs.cancel(m_job);
        setState(State::Stopping);
    });
}

void RunController::finish(const core::Result<run::RunOutcome>& outcome)
{
    const bool began = m_state == State::Running || m_state == State::Stopping || m_state == State::BackingUp;
    const bool declined = !outcome && outcome.error().isCancelled() && !began;
    if (!declined)
        m_outcome = outcome;
    if (!outcome) {
        m_services.database.noteFailure(outcome.error());
        say(core::summary(outcome.error()));
    }
    setState(State::Idle);
    if (declined)
        m_plan.hold(false);
    m_services.database.refresh();
    m_services.history.refresh();
    Q_EMIT finished();
}

void RunController::forgetOutcome()
{
    if (isBusy())
        return;
    m_outcome.reset();
    m_failure.reset();
    m_failedRevision.clear();
    m_log.clear();
    m_plan.hold(false);
    enableActions();
}

void RunController::say(const QString& line)
{
    m_log.append(line);
    Q_EMIT logged(line);
}

} // namespace espalier::ui
