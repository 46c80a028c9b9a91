#include "migrations/alembic_comparison.h"

#include "dialects/dialect.h"
#include "jobs/job_queue.h"
#include "migrations/operations_controller.h"
#include "operations/migration_run.h"
#include "run/project_setup.h"
#include "session/project_session.h"
#include "session/trust_question.h"
#include "shell/prompter.h"
#include "shell/selection.h"

namespace espalier::ui {
namespace {

using operations::Direction;

/// The revision alone as under --sql, on the schema of its ancestors.
core::Result<operations::Evaluation> offline(const revisions::LoadedProject& project, const dialects::Dialect& dialect,
    const QString& revision, Direction direction)
{
    const auto& graph = *project.graph;
    const int index = graph.indexOf(revision);
    QStringList rows;
    if (direction == Direction::Down)
        rows.append(revision);
    else
        for (const int parent : graph.parents(index))
            rows.append(graph.id(parent));
    operations::MigrationRun run(project, operations::circumstancesOf(project.project, dialect, true));
    run.start(rows);
    return run.run(index, direction);
}

} // namespace

AlembicComparison::AlembicComparison(
    Services& services, OperationsController& operations, const project::TrustStore& trust, QObject* parent)
    : QObject(parent)
    , m_services(services)
    , m_operations(operations)
    , m_trust(trust)
    , m_environment([] { return nullptr; })
{
    connect(&operations, &OperationsController::changed, this, &AlembicComparison::follow);
}

AlembicComparison::Question AlembicComparison::question() const
{
    return { m_services.selection.revision(), m_operations.dialect().id(), m_operations.direction(),
        m_services.project.graph().get() };
}

/// What was compared is no longer what is shown.
void AlembicComparison::follow()
{
    if (m_state != State::Idle && !(question() == m_asked))
        close();
    else
        Q_EMIT changed();
}

QString AlembicComparison::obstacle() const
{
    if (m_operations.state() != OperationsController::State::Known)
        return tr("No revision is selected.");
    if (!m_environment())
        return tr("No Python was found to run Alembic with.");
    return {};
}

void AlembicComparison::start()
{
    if (!obstacle().isEmpty() || m_state == State::Asking || m_state == State::Working)
        return;
    m_asked = question();
    setState(State::Asking);
    askTrust(m_services.prompter, m_trust, *m_services.project.project(), this,
        [this, asked = m_asked](const core::Result<void>& answer) {
            if (m_state != State::Asking || !(asked == m_asked))
                return;
            if (answer && obstacle().isEmpty())
                return run();
            if (!answer)
                m_services.prompter.showError(answer.error());
            setState(State::Idle);
        });
}

void AlembicComparison::run()
{
    setState(State::Working);
    run::AlembicSqlRequest request;
    request.environment = *m_environment();
    request.project = run::alembicProject(*m_services.project.project(), request.environment);
    request.dialect = m_asked.dialect;
    request.revisions = { m_asked.revision };
    request.isDowngrade = m_asked.direction == Direction::Down;
    m_job = m_services.jobs.submit<Result>(
        tr("Comparing with Alembic"), QStringLiteral("python"), this,
        [request, asked = m_asked, loaded = m_services.project.loaded(), dialect = &m_operations.dialect(),
            trust = m_trust](jobs::JobContext& context) mutable -> core::Result<Result> {
            const auto url = run::offlineUrl(*dialect, loaded->project, request.environment.installed);
            if (!url)
                return core::fail(url.error());
            request.url = *url;
            auto theirs = run::alembicSql(request, trust, context);
            if (!theirs)
                return core::fail(theirs.error());
            const auto ours = offline(*loaded, *dialect, asked.revision, asked.direction);
            if (!ours)
                return core::fail(ours.error());
            Result result;
            result.versions = theirs->versions;
            result.failure = theirs->steps.front().failure;
            const bool isForDatabases = !ours->refusedOffline.isEmpty();
            result.refused = isForDatabases ? ours->refusedOffline : ours->refused;
            result.isUnderstood = ours->isUnderstood;
            if (!isForDatabases)
                result.ours = ours->sql();
            result.compared = report::compareStatements(result.ours, theirs->steps.front().statements);
            return result;
        },
        [this, request = m_request](const core::Result<Result>& result) {
            if (request == m_request)
                take(result);
        });
}

void AlembicComparison::take(const core::Result<Result>& result)
{
    m_job = 0;
    if (!result && result.error().isCancelled())
        return setState(State::Idle);
    if (result)
        m_result = *result;
    else
        m_error = result.error();
    setState(result ? State::Done : State::Failed);
}

void AlembicComparison::stopJob()
{
    ++m_request;
    if (m_job != 0)
        m_services.jobs.cancel(std::exchange(m_job, 0));
}

void AlembicComparison::cancel() { close(); }

void AlembicComparison::close()
{
    stopJob();
    m_result = {};
    m_error = {};
    setState(State::Idle);
}

void AlembicComparison::setState(State state)
{
    m_state = state;
    Q_EMIT changed();
}

AlembicComparison::Verdict AlembicComparison::verdict() const
{
    if (m_state == State::Failed || m_result.failure)
        return Verdict::Unable;
    return isSame() ? Verdict::Same : Verdict::Different;
}

QString AlembicComparison::versionText() const
{
    return tr("Alembic %1 with SQLAlchemy %2").arg(m_result.versions.alembic, m_result.versions.sqlAlchemy);
}

QString AlembicComparison::summary() const
{
    if (m_state == State::Failed)
        return core::summary(m_error);
    if (m_state != State::Done)
        return {};
    if (m_result.failure) {
        const QString what = run::sentence(*m_result.failure);
        return m_result.refused.isEmpty() ? tr("%1 can't write this revision offline: %2").arg(versionText(), what)
                                          : tr("%1 stops, as said here: %2").arg(versionText(), what);
    }
    if (isSame() && m_result.compared.empty())
        return tr("The same: %1 writes no statement either.").arg(versionText());
    if (isSame())
        return tr("The same as %1 writes, statement for statement (%n statements).", nullptr,
            static_cast<int>(m_result.compared.size()))
            .arg(versionText());
    QString text = tr("%n statements differ from what %1 writes.", nullptr, report::differenceCount(m_result.compared))
                       .arg(versionText());
    if (run::isOlderSqlAlchemy(m_result.versions))
        text += QLatin1Char(' ') + tr("What is written here is as SQLAlchemy 2.0 has it.");
    if (!m_result.isUnderstood)
        text += QLatin1Char(' ') + tr("This revision is not known in full here.");
    return text;
}

} // namespace espalier::ui
