#include "database/live_schema.h"

#include <QCoreApplication>

namespace espalier::database {

using core::fail;
using core::Result;
using dialects::Introspected;

namespace {

constexpr int mostReadings = 4;
constexpr int lockTimeoutOfReadingMs = 10'000;

Result<Introspected> readOnce(dialects::SqlExecutor& session, const dialects::ServerVersion& version)
{
    for (const QString& statement : session.dialect().snapshotStatements())
        if (const auto begun = session.execute(statement); !begun)
            return fail(begun.error());
    auto result = session.dialect().introspect(session, version);
    if (result)
        result->version = version;
    (void)session.execute(QStringLiteral("ROLLBACK")); // nothing was changed, and a lost session has said so already
    return result;
}

} // namespace

Result<Introspected> readSchema(
    dialects::SqlExecutor& session, const dialects::ServerVersion& version, const jobs::JobContext& context)
{
    jobs::Progress progress;
    progress.phase = QCoreApplication::translate("Messages", "Reading the schema");
    context.progress(progress);
    std::optional<core::Error> first; // later ones may be no more than what it led to
    for (int reading = 1;; ++reading) {
        auto result = readOnce(session, version);
        const bool mayBeTorn = result ? result->isTorn : result.error().code == core::ErrorCode::StatementFailed;
        if (!result && mayBeTorn && !first)
            first = result.error();
        if (!result && mayBeTorn && reading == mostReadings)
            return fail(*first);
        if (!mayBeTorn)
            return result;
        if (reading < mostReadings)
            continue;
        result->unseen.push_back({ QT_TRANSLATE_NOOP("Messages",
                                       "The schema was being changed all the time while it was read; what is shown may "
                                       "not have been there at one moment."),
            {} });
        return result;
    }
}

Result<Introspected> readSchema(Session& session, const jobs::JobContext& context)
{
    auto result = readSchema(session, session.facts().version, context);
    if (!result && result.error().isCancelled())
        (void)session.rollback();
    return result;
}

Result<Introspected> readSchema(
    const ConnectionSettings& settings, const std::optional<core::Secret>& secret, const jobs::JobContext& context)
{
    OpenOptions options;
    options.forceReadOnly = true;
    options.timeouts.lockMs = lockTimeoutOfReadingMs;
    auto session = Session::open(settings, secret, context, options);
    if (!session)
        return fail(session.error());
    return readSchema(*session, context);
}

} // namespace espalier::database
