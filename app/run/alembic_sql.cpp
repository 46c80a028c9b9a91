#include "run/alembic_sql.h"

#include "run/bridge.h"
#include "run/project_setup.h"

#include <QElapsedTimer>
#include <QJsonArray>

namespace espalier::run {

namespace {

constexpr int sqlSliceMs = 100; // how often cancel is looked at
constexpr int patienceMs = 120'000; // between two messages: a container or a cold file system may take long
constexpr int sqlFarewellMs = 2000;

core::Error sqlRefusalOf(const QJsonObject& message, const QString& dialect)
{
    const QString kind = redactedText(message, "refused");
    if (kind == QLatin1String("other-dialect"))
        return core::makeError(core::ErrorCode::Unsupported,
            QT_TRANSLATE_NOOP("Messages",
                "The project's env.py writes SQL for %1, whatever it is asked for: it takes its address from somewhere "
                "else. Choose that database instead of %2."),
            { redactedText(message.value(QStringLiteral("details")).toObject(), "shown"), dialect });
    if (kind == QLatin1String("no-offline-mode") || kind == QLatin1String("no-migrations"))
        return core::makeError(core::ErrorCode::Unsupported,
            QT_TRANSLATE_NOOP(
                "Messages", "The project's env.py has no offline mode: Alembic cannot write SQL with it."));
    return core::makeError(core::ErrorCode::Unsupported, QT_TRANSLATE_NOOP("Messages", "The bridge refused: %1."),
        { redactedText(message, "text") });
}

/// The conversation: hello, the order, a message for each revision, the end.
class Conversation {
public:
    Conversation(const AlembicSqlRequest& request, const jobs::JobContext& context)
        : m_request(request)
        , m_context(context)
    { }

    core::Result<AlembicSql> run()
    {
        auto bridge
            = Bridge::start(m_request.environment.command, workingFolder(m_request.project, m_request.environment), {},
                [this](const QString& line) { m_context.log(jobs::LogLevel::Info, line); });
        if (!bridge)
            return tl::unexpected(bridge.error());
        m_bridge = std::move(*bridge);
        auto result = talk();
        if (result)
            m_bridge->finish(sqlFarewellMs);
        else
            m_bridge->kill();
        return result;
    }

private:
    core::Result<AlembicSql> talk()
    {
        const auto hello = receive();
        if (!hello)
            return tl::unexpected(hello.error());
        const auto versions = versionsOf(*hello, m_request.environment);
        if (!versions)
            return tl::unexpected(versions.error());
        AlembicSql result;
        result.versions = *versions;
        if (const auto sent = m_bridge->send(order()); !sent)
            return tl::unexpected(sent.error());
        while (true) {
            const auto message = receive();
            if (!message)
                return tl::unexpected(message.error());
            const QString event = redactedText(*message, "event");
            if (event == QLatin1String("sql"))
                take(*message, result);
            else if (event == QLatin1String("step-failed"))
                m_failure = failureOf(message->value(QStringLiteral("failure")).toObject());
            else if (event == QLatin1String("finished"))
                return end(*message, std::move(result));
        }
    }

    QJsonObject order() const
    {
        QJsonObject json{ { QStringLiteral("cmd"), QStringLiteral("sql") },
            { QStringLiteral("direction"),
                m_request.isDowngrade ? QStringLiteral("downgrade") : QStringLiteral("upgrade") },
            { QStringLiteral("dialect"), m_request.dialect },
            { QStringLiteral("revisions"), QJsonArray::fromStringList(m_request.revisions) } };
        addProject(json, m_request.project, m_request.url);
        return json;
    }

    core::Result<QJsonObject> receive()
    {
        QElapsedTimer timer;
        timer.start();
        while (true) {
            if (const auto going = m_context.cancel().check(); !going)
                return tl::unexpected(going.error());
            const auto message = m_bridge->receive(sqlSliceMs);
            if (message && message->has_value())
                return **message;
            if (message)
                return core::fail(core::ErrorCode::ToolFailed,
                    QT_TRANSLATE_NOOP("Messages", "Python ended before Alembic was done."), {}, m_bridge->errorTail());
            if (message.error().code != core::ErrorCode::Busy || timer.elapsed() > patienceMs)
                return tl::unexpected(message.error());
        }
    }

    void take(const QJsonObject& message, AlembicSql& result) const
    {
        AlembicSql::Step step;
        step.revision = m_request.revisions.value(message.value(QStringLiteral("index")).toInt(-1));
        step.statements = strings(message.value(QStringLiteral("statements")));
        if (const QJsonValue failure = message.value(QStringLiteral("failure")); failure.isObject())
            step.failure = failureOf(failure.toObject());
        result.steps.push_back(std::move(step));
        m_context.progress(
            { {}, static_cast<qint64>(result.steps.size()), m_request.revisions.size(), QStringLiteral("revisions") });
    }

    core::Result<AlembicSql> end(const QJsonObject& message, AlembicSql result) const
    {
        if (message.contains(QStringLiteral("refused")))
            return core::fail(sqlRefusalOf(message, m_request.dialect));
        if (m_failure) {
            const core::Error error = core::makeError(core::ErrorCode::ToolFailed,
                QT_TRANSLATE_NOOP("Messages", "The project's code failed before the first revision: %1"),
                { sentence(*m_failure) });
            return core::fail(m_failure->file.isEmpty() ? error : error.at(m_failure->file, m_failure->line));
        }
        if (result.steps.size() != static_cast<size_t>(m_request.revisions.size()))
            return core::fail(
                core::ErrorCode::ToolFailed, QT_TRANSLATE_NOOP("Messages", "Alembic ended with an error."));
        return result;
    }

    const AlembicSqlRequest& m_request;
    const jobs::JobContext& m_context;
    std::unique_ptr<Bridge> m_bridge;
    std::optional<StepFailure> m_failure;
};

} // namespace

core::Result<AlembicSql> alembicSql(
    const AlembicSqlRequest& request, const project::TrustStore& trust, const jobs::JobContext& context)
{
    if (const auto trusted = trust.require(request.project.folder); !trusted)
        return tl::unexpected(trusted.error());
    if (request.environment.command.isEmpty())
        return core::fail(core::ErrorCode::ToolMissing,
            QT_TRANSLATE_NOOP("Messages", "No Python environment was chosen to run Alembic with."));
    if (request.revisions.isEmpty())
        return AlembicSql();
    return Conversation(request, context).run();
}

core::Result<core::Secret> offlineUrl(
    const dialects::Dialect& dialect, const project::Project& project, const project::InstalledPackages& installed)
{
    dialects::DatabaseUrl url;
    url.dialect = url.scheme = dialect.id();
    if (!dialect.isFileBased()) {
        url.hosts = { { QStringLiteral("offline.invalid"), 0 } }; // a name that never resolves: RFC 2606
        url.user = url.database = QStringLiteral("offline");
    }
    return urlForProject(url, {}, project, installed);
}

} // namespace espalier::run
