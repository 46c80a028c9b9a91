// The conversation with the bridge. Phases: greet (the interpreter starts, says its versions; nothing is recorded yet),
// then per pass of Alembic a `plan` that must be ours, then for each step `ready` -> journal -> `go` -> `step-done`.
// Any end but a clean one sets m_error once; the first error is the cause, what follows it is noise. Whatever happened,
// the version table is read afterwards and decides.

#include "run/alembic_run.h"
#include "run/bridge_messages.h"
#include "run/json_text.h"
#include "run/rows_text.h"

#include <algorithm>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>

namespace espalier::run {

namespace {

constexpr int sliceMs = 100; // how often cancel and kill are looked at
constexpr int greetingMs = 120'000; // a container or a cold file system may take long
constexpr int farewellMs = 8000; // the bridge gives the project's exit handlers five seconds

QString detailOf(const StepFailure& failure)
{
    QStringList lines;
    if (!failure.sqlState.isEmpty())
        lines += QStringLiteral("SQLSTATE ") + failure.sqlState;
    if (!failure.statement.isEmpty())
        lines += failure.statement;
    return lines.join(QLatin1Char('\n'));
}

core::ErrorCode codeOf(const StepFailure& failure)
{
    if (failure.connectionLost)
        return core::ErrorCode::ConnectionLost;
    return failure.sqlState.isEmpty() && failure.statement.isEmpty() ? core::ErrorCode::ToolFailed
                                                                     : core::ErrorCode::StatementFailed;
}

core::Error refusalOf(const QJsonObject& message, const QString& database)
{
    const QString kind = redactedText(message, "refused");
    if (kind == QLatin1String("other-database")) {
        const QString shown = redactedText(message.value(QStringLiteral("details")).toObject(), "shown");
        return core::makeError(core::ErrorCode::Refused,
            QT_TRANSLATE_NOOP("Messages",
                "The project's env.py connects to %1, not to %2: it takes its address from somewhere else. Nothing was "
                "run."),
            { shown, database });
    }
    if (kind == QLatin1String("busy"))
        return core::makeError(core::ErrorCode::Busy,
            QT_TRANSLATE_NOOP("Messages",
                "Another run of Espalier on %1 is in progress, perhaps from another machine. Nothing was run."),
            { database });
    if (kind == QLatin1String("no-connection"))
        return core::makeError(core::ErrorCode::Unsupported,
            QT_TRANSLATE_NOOP("Messages", "The project's env.py gives Alembic no database connection."));
    return core::makeError(core::ErrorCode::Unsupported, QT_TRANSLATE_NOOP("Messages", "The bridge refused: %1."),
        { redactedText(message, "text") });
}

} // namespace

AlembicRun::AlembicRun(
    const RunRequest& request, Checked checked, RunDatabase& database, const EventSink& sink, jobs::JobContext& context)
    : m_request(request)
    , m_checked(std::move(checked))
    , m_database(database)
    , m_sink(sink)
    , m_context(context)
    , m_expected(request.plan.purge ? QStringList() : request.plan.start)
{ }

core::Result<RunOutcome> AlembicRun::execute(const Journal& journal)
{
    if (!m_request.plan.isEmpty()) {
        if (const auto greeted = greet(); !greeted)
            return tl::unexpected(greeted.error());
        if (const auto begun = beginJournal(journal); !begun)
            return tl::unexpected(begun.error());
        if (const auto sent = m_bridge->send(order()); !sent)
            fail(sent.error());
        else
            converse();
        m_bridge->finish(farewellMs);
    }
    return conclude();
}

core::Result<void> AlembicRun::greet()
{
    const project::PythonEnvironment& environment = m_request.environment;
    const QString folder = environment.workingFolder.isEmpty() ? m_request.project.folder : environment.workingFolder;
    // Should this process be killed, Python may have to finish a statement that its database would not undo. It
    // inherits the lock, so that nobody else starts on this database before it is gone.
    auto bridge
        = Bridge::start(environment.command, folder, { m_checked.lock }, [this](const QString& line) { log(line); });
    if (!bridge)
        return tl::unexpected(bridge.error());
    m_bridge = std::move(*bridge);
    QElapsedTimer timer;
    timer.start();
    while (true) {
        if (m_context.cancel().isCancelled() || m_request.kill.isCancelled())
            return core::cancelled();
        const auto message = m_bridge->receive(sliceMs);
        if (message && message->has_value())
            return checkHello(**message);
        if (message)
            return core::fail(core::ErrorCode::ToolFailed,
                QT_TRANSLATE_NOOP("Messages", "%1 ended without starting Alembic."), { environment.text() },
                m_bridge->errorTail());
        if (message.error().code != core::ErrorCode::Busy || timer.elapsed() > greetingMs)
            return tl::unexpected(message.error());
    }
}

core::Result<void> AlembicRun::checkHello(const QJsonObject& hello)
{
    const auto versions = versionsOf(hello, m_request.environment);
    if (!versions)
        return tl::unexpected(versions.error());
    log(QStringLiteral("Python %1, Alembic %2, SQLAlchemy %3")
            .arg(versions->python, versions->alembic, versions->sqlAlchemy));
    return {};
}

core::Result<void> AlembicRun::beginJournal(const Journal& journal)
{
    RunHeader header;
    header.project = m_request.project.folder;
    header.database = m_database.displayName();
    header.environment = core::redacted(m_request.environment.text());
    header.direction = m_request.plan.direction;
    header.target = m_request.plan.target;
    header.start = m_request.plan.start;
    for (const plan::Step& step : m_request.plan.steps)
        header.steps += step.revision;
    header.runner = plan::runnerName(plan::RunnerKind::Alembic);
    auto writer = journal.begin(std::move(header));
    if (!writer)
        return tl::unexpected(writer.error());
    m_writer = std::move(*writer);
    return {};
}

QJsonObject AlembicRun::order() const
{
    const RunDatabase::Identity& identity = m_checked.identity;
    QJsonObject json{ { QStringLiteral("cmd"), QStringLiteral("run") },
        { QStringLiteral("direction"), plan::directionName(m_request.plan.direction) },
        { QStringLiteral("target"), m_request.plan.target }, { QStringLiteral("purge"), m_request.plan.purge },
        { QStringLiteral("identity"),
            QJsonObject{ { QStringLiteral("query"), identity.query },
                { QStringLiteral("values"), QJsonArray::fromStringList(identity.values) },
                { QStringLiteral("file"), identity.file } } },
        { QStringLiteral("lock_sql"), identity.lockQuery }, { QStringLiteral("insist_on_tls"), m_request.insistOnTls },
        { QStringLiteral("session_sql"), QJsonArray::fromStringList(m_checked.sessionStatements) } };
    addProject(json, m_request.project, m_request.url);
    return json;
}

void AlembicRun::converse()
{
    while (true) {
        const auto message = m_bridge->receive(sliceMs);
        if (message && !message->has_value()) {
            onDeath();
            return;
        }
        if (!message && message.error().code != core::ErrorCode::Busy) {
            fail(message.error());
            return;
        }
        if (!(message ? handle(**message) : onWait()))
            return;
    }
}

bool AlembicRun::onWait()
{
    if (m_request.kill.isCancelled()) {
        m_bridge->kill();
        onDeath();
        return false;
    }
    // Before the first step (env.py waits for a server, say) there is nothing to finish.
    if (m_context.cancel().isCancelled() && m_started == 0) {
        m_bridge->kill();
        fail(core::cancelled().value());
        return false;
    }
    return true;
}

bool AlembicRun::handle(const QJsonObject& message)
{
    const QString event = redactedText(message, "event");
    if (event == QLatin1String("plan"))
        return onPlan(message);
    if ((event == QLatin1String("ready") || event == QLatin1String("step-done")) && stepOf(message) < 0) {
        fail(core::makeError(core::ErrorCode::Internal,
            QT_TRANSLATE_NOOP("Messages", "The bridge to Alembic speaks another language.")));
        return false;
    }
    if (event == QLatin1String("ready"))
        return onReady(message);
    if (event == QLatin1String("step-done"))
        return onStepDone(message);
    if (event == QLatin1String("step-failed"))
        onStepFailed(message);
    if (event != QLatin1String("finished"))
        return true;
    onFinished(message);
    return false;
}

// The steps must be the plan's. Another order of the same steps is taken as it comes: old releases order ties by the
// folder's own order of files.
bool AlembicRun::onPlan(const QJsonObject& message)
{
    const std::vector<plan::Step>& steps = m_request.plan.steps;
    const QStringList found = strings(message.value(QStringLiteral("steps")));
    m_oneTransaction = redactedText(message, "transaction") == QLatin1String("one");
    m_recoverable = message.value(QStringLiteral("recoverable")).toBool();
    QHash<QString, int> positions;
    for (size_t i = 0; i < steps.size(); ++i)
        positions.insert(steps[i].revision, static_cast<int>(i));
    m_order.clear();
    m_sameOrder = true;
    for (const QString& revision : found) {
        m_order.push_back(positions.take(revision)); // 0 for a stranger: found out by the count below
        m_sameOrder = m_sameOrder && m_order.back() == static_cast<int>(m_order.size()) - 1;
    }
    const bool startFits
        = m_request.plan.purge || strings(message.value(QStringLiteral("heads"))) == m_request.plan.start;
    if (!positions.isEmpty() || found.size() != static_cast<qsizetype>(steps.size()) || !startFits) {
        fail(core::makeError(core::ErrorCode::Refused,
            QT_TRANSLATE_NOOP("Messages",
                "Alembic would run other steps than planned, from %1: %2. The scripts or the database have changed "
                "since "
                "the plan was made; make it again."),
            { rowsText(strings(message.value(QStringLiteral("heads")))), rowsText(found) }));
        return false;
    }
    if (!m_sameOrder)
        log(QStringLiteral("This Alembic orders the steps differently: %1").arg(found.join(QStringLiteral(", "))));
    m_expected = revisions::VersionRows(m_request.plan.purge ? QStringList() : m_request.plan.start);
    return true;
}

bool AlembicRun::onReady(const QJsonObject& message)
{
    const int step = stepOf(message);
    core::Result<void> allowed = m_error ? core::Result<void>(tl::unexpected(*m_error)) : m_context.cancel().check();
    if (allowed && m_request.kill.isCancelled())
        allowed = core::cancelled();
    if (allowed)
        allowed = emitEvent(stepEvent(EventKind::StepStarted, step)); // on the disk before the step begins
    if (!allowed) {
        fail(allowed.error());
        (void)m_bridge->send({ { QStringLiteral("cmd"), QStringLiteral("cancel") } });
        return true; // `finished` follows
    }
    m_running = step;
    ++m_started;
    if (const auto sent = m_bridge->send({ { QStringLiteral("cmd"), QStringLiteral("go") } }); !sent) {
        onDeath();
        return false;
    }
    return true;
}

bool AlembicRun::onStepDone(const QJsonObject& message)
{
    const int step = stepOf(message);
    RunEvent event = stepEvent(EventKind::StepDone, step);
    event.rows = strings(message.value(QStringLiteral("rows")));
    event.committed = message.value(QStringLiteral("committed")).toBool();
    event.milliseconds = message.value(QStringLiteral("ms")).toInteger();
    m_running = -1;
    ++m_done;
    (void)emitEvent(event);
    m_context.progress({ {}, m_done, static_cast<qint64>(m_request.plan.steps.size()), QStringLiteral("revisions") });
    const plan::Step& planned = m_request.plan.steps[static_cast<size_t>(step)];
    m_expected.apply({ planned.revision, m_request.plan.direction, planned.changes });
    if (m_sameOrder && event.rows != m_expected.list())
        fail(core::makeError(core::ErrorCode::Refused,
            QT_TRANSLATE_NOOP("Messages",
                "After revision %1 the version table holds %2, but the plan says %3: stopped before the next step."),
            { planned.revision, rowsText(event.rows), rowsText(m_expected.list()) }));
    return true;
}

void AlembicRun::onStepFailed(const QJsonObject& message)
{
    const StepFailure failure = failureOf(message.value(QStringLiteral("failure")).toObject());
    const bool inStep = message.value(QStringLiteral("index")).isDouble();
    const int step = inStep ? stepOf(message) : stepOfFile(failure.file);
    RunEvent event = stepEvent(EventKind::StepFailed, step);
    event.failure = failure;
    event.milliseconds = message.value(QStringLiteral("ms")).toInteger();
    (void)emitEvent(event);
    if (inStep && !m_recoverable)
        m_halfDone = step;
    fail(failureError(failure, inStep ? step : -1));
    m_running = -1;
}

core::Error AlembicRun::failureError(const StepFailure& failure, int step) const
{
    const QString what = sentence(failure);
    core::Error error = core::makeError(codeOf(failure),
        QT_TRANSLATE_NOOP("Messages", "The project's code failed before the first step: %1"), { what });
    if (step >= 0)
        error.message = { QT_TRANSLATE_NOOP("Messages", "Revision %1 failed: %2"),
            { m_request.plan.steps[static_cast<size_t>(step)].revision, what } };
    else if (m_done > 0)
        error.message.source = QT_TRANSLATE_NOOP("Messages", "The project's code failed after the last step: %1");
    error.detail = detailOf(failure);
    return failure.file.isEmpty() ? error : error.at(failure.file, failure.line);
}

void AlembicRun::onFinished(const QJsonObject& message)
{
    if (message.value(QStringLiteral("ok")).toBool())
        return;
    if (message.value(QStringLiteral("cancelled")).toBool())
        fail(core::cancelled().value());
    else if (message.contains(QStringLiteral("refused")))
        fail(refusalOf(message, m_database.displayName()));
    else
        fail(core::makeError(
            core::ErrorCode::ToolFailed, QT_TRANSLATE_NOOP("Messages", "Alembic ended with an error.")));
}

void AlembicRun::onDeath()
{
    const bool killed = m_request.kill.isCancelled();
    core::Error error = killed
        ? core::cancelled().value()
        : core::makeError(core::ErrorCode::ToolFailed,
            QT_TRANSLATE_NOOP("Messages", "Python ended before Alembic was done."), {}, m_bridge->errorTail());
    if (m_running >= 0) {
        RunEvent event = stepEvent(EventKind::StepFailed, m_running);
        event.failure = StepFailure();
        event.failure->message = error.message.english();
        (void)emitEvent(event);
        if (!killed)
            error.message
                = { QT_TRANSLATE_NOOP("Messages", "Python ended in the middle of revision %1."), { event.revision } };
        if (!m_recoverable)
            m_halfDone = m_running;
    }
    fail(error);
}

int AlembicRun::stepOf(const QJsonObject& message) const
{
    const int index = message.value(QStringLiteral("index")).toInt(-1);
    return index >= 0 && index < static_cast<int>(m_order.size()) ? m_order[static_cast<size_t>(index)] : -1;
}

int AlembicRun::stepOfFile(const QString& file) const
{
    const QDir folder(m_request.project.folder);
    const std::vector<plan::Step>& steps = m_request.plan.steps;
    for (size_t i = 0; !file.isEmpty() && i < steps.size(); ++i) {
        if (!steps[i].file.isEmpty() && QDir::cleanPath(folder.filePath(steps[i].file)) == file)
            return static_cast<int>(i);
    }
    return -1;
}

void AlembicRun::fail(const core::Error& error)
{
    if (!m_error)
        m_error = error;
}

RunEvent AlembicRun::stepEvent(EventKind kind, int step) const
{
    RunEvent event;
    event.kind = kind;
    event.index = step;
    event.total = static_cast<int>(m_request.plan.steps.size());
    if (step >= 0)
        event.revision = m_request.plan.steps[static_cast<size_t>(step)].revision;
    return event;
}

core::Result<void> AlembicRun::emitEvent(RunEvent event)
{
    event.at = m_context.clock().nowUtc();
    core::Result<void> written;
    if (m_writer)
        written = m_writer->append(event);
    if (!written && event.kind == EventKind::StepStarted)
        return written; // an unrecorded step is not begun, so nobody needs to hear of it
    if (m_sink)
        m_sink(event);
    return written;
}

void AlembicRun::log(const QString& line)
{
    RunEvent event;
    event.text = core::redacted(line);
    m_context.log(jobs::LogLevel::Info, event.text);
    (void)emitEvent(event);
}

} // namespace espalier::run
