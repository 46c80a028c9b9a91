#include "backup/clean_restores.h"

#include "backup/server_access.h"
#include "database/session.h"
#include "dialects/dialect.h"

#include <QCoreApplication>
#include <QFile>

namespace espalier::backup {

namespace {

/// The server of a mark; a file needs none.
core::Result<dialects::LoadOrder> orderFor(
    const UnfinishedRestore& restore, const CleanRequest& request, const jobs::JobContext& context)
{
    dialects::LoadOrder order;
    order.target = restore.target;
    order.overwrite = true;
    const dialects::Dialect* dialect = dialects::findDialect(restore.dialect);
    if (dialect && dialect->isFileBased())
        return order;
    const auto& connection = request.connection;
    if (!connection || connection->url.dialect != restore.dialect || connection->url.host().host != restore.host
        || connection->url.host().port != restore.port)
        return core::fail(core::ErrorCode::NotFound,
            QT_TRANSLATE_NOOP("Messages", "The unfinished database %1 is on another server: give --url of that one."),
            { restore.scratch });
    const auto* tool = dialects::backupToolOf(restore.dialect);
    database::ConnectionSettings settings = *connection;
    settings.url = tool->serverUrl(settings.url);
    const auto session = database::Session::open(settings, request.secret, context);
    if (!session)
        return core::fail(session.error());
    order.server = toolServer(*connection, request.secret, request.tools);
    order.server.version = session->facts().version;
    return order;
}

/// What was removed; empty where nothing of it was there any more.
core::Result<QString> cleanOne(
    const UnfinishedRestore& restore, const CleanRequest& request, const jobs::JobContext& context)
{
    const auto* tool = dialects::backupToolOf(restore.dialect);
    if (!tool)
        return core::fail(core::ErrorCode::Unsupported,
            QT_TRANSLATE_NOOP("Messages", "The unfinished restore into %1 is of an unknown kind of database."),
            { restore.target });
    const auto order = orderFor(restore, request, context);
    if (!order)
        return core::fail(order.error());
    if (restore.replacing) {
        if (const auto reopened = tool->reopen(*order, context.cancel()); !reopened)
            return core::fail(reopened.error());
        if (!tool->replacesInOneStep())
            return core::fail(core::makeError(core::ErrorCode::Refused, "%1", { describe(restore).text() }));
    }
    dialects::DatabaseUrl scratch = order->server.url.withDatabase(restore.scratch);
    const auto unfinished = tool->isUnfinished(*order, scratch, context.cancel());
    if (!unfinished)
        return core::fail(unfinished.error());
    if (!*unfinished)
        return QString(); // gone, or whole, or somebody else's by now
    if (const QString left = tool->discard(*order, scratch); !left.isEmpty())
        return core::fail(core::makeError(core::ErrorCode::WriteFailed, "%1", { left }));
    return restore.scratch;
}

} // namespace

core::Result<CleanOutcome> cleanRestores(const CleanRequest& request, const jobs::JobContext& context)
{
    CleanOutcome outcome;
    for (const UnfinishedRestore& restore : unfinishedRestores(request.folder)) {
        if (const auto go = context.cancel().check(); !go)
            return core::fail(go.error());
        if (restore.inUse)
            continue;
        const auto cleaned = cleanOne(restore, request, context);
        if (!cleaned) {
            if (cleaned.error().isCancelled())
                return core::fail(cleaned.error());
            outcome.left += cleaned.error().message;
            continue;
        }
        if (!cleaned->isEmpty())
            outcome.removed += *cleaned;
        QFile::remove(restore.path);
    }
    return outcome;
}

} // namespace espalier::backup
