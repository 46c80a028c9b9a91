#include "run/alembic_runner.h"

#include "core/file_lock.h"
#include "run/alembic_run.h"
#include "run/rows_text.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>

namespace espalier::run {

namespace {

core::Result<void> checkPlan(const RunRequest& request)
{
    if (request.plan.refused)
        return core::fail(core::makeError(
            core::ErrorCode::Refused, QT_TRANSLATE_NOOP("Messages", "%1"), { request.plan.refused->message.text() }));
    if (request.environment.command.isEmpty())
        return core::fail(core::ErrorCode::ToolMissing,
            QT_TRANSLATE_NOOP("Messages", "No Python environment was chosen to run Alembic with."));
    return {};
}

// A plan is for the rows it was made from: somebody may have upgraded since.
core::Result<void> checkStart(const plan::Plan& plan, RunDatabase& database)
{
    auto rows = database.currentRows();
    if (!rows)
        return tl::unexpected(rows.error());
    if (revisions::VersionRows(*rows).list() != plan.start)
        return core::fail(core::ErrorCode::Refused,
            QT_TRANSLATE_NOOP("Messages", "The database is at %1 now, but the plan begins at %2: make the plan again."),
            { rowsText(*rows), rowsText(plan.start) });
    return {};
}

core::Result<AlembicRun::Checked> checkDatabase(const RunRequest& request, RunDatabase& database)
{
    if (const auto start = checkStart(request.plan, database); !start)
        return tl::unexpected(start.error());
    AlembicRun::Checked checked;
    if (request.lockTimeoutMs > 0) {
        auto statements = database.lockTimeoutStatements(request.lockTimeoutMs);
        if (!statements)
            return tl::unexpected(statements.error());
        checked.sessionStatements = *statements;
    }
    auto identity = database.identity();
    if (!identity)
        return tl::unexpected(identity.error());
    checked.identity = *identity;
    return checked;
}

// Two windows of one user must not run on one database. Other users and machines are kept apart by the database's own
// lock, where it has one (Identity::lockQuery).
core::Result<core::FileLock> lockDatabase(const Journal& journal, const RunDatabase::Identity& identity)
{
    const QString folder = journal.folder() + QStringLiteral("/locks");
    if (!QDir().mkpath(folder))
        return core::fail(
            core::ErrorCode::WriteFailed, QT_TRANSLATE_NOOP("Messages", "Cannot make the folder %1."), { folder });
    const QString text = identity.query + QLatin1Char('\n') + identity.values.join(QLatin1Char('\n')) + identity.file;
    const QByteArray name = QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex();
    auto lock
        = core::FileLock::take(folder + QLatin1Char('/') + QString::fromLatin1(name), core::FileLock::Mode::Exclusive);
    if (!lock && lock.error().code == core::ErrorCode::Busy)
        return core::fail(core::ErrorCode::Busy,
            QT_TRANSLATE_NOOP("Messages",
                "Another run of Espalier on this database is in progress, or one that was killed still ends its last "
                "step."));
    return lock;
}

} // namespace

AlembicRunner::AlembicRunner(const project::TrustStore& trust, const Journal& journal)
    : m_trust(trust)
    , m_journal(journal)
{ }

core::Result<RunOutcome> AlembicRunner::run(
    const RunRequest& request, RunDatabase& database, const EventSink& sink, jobs::JobContext& context)
{
    if (const auto runnable = checkPlan(request); !runnable)
        return tl::unexpected(runnable.error());
    if (const auto trusted = m_trust.require(request.project.folder); !trusted)
        return tl::unexpected(trusted.error());
    auto checked = checkDatabase(request, database);
    if (!checked)
        return tl::unexpected(checked.error());
    const auto lock = lockDatabase(m_journal, checked->identity);
    if (!lock)
        return tl::unexpected(lock.error());
    checked->lock = lock->descriptor();
    return AlembicRun(request, std::move(*checked), database, sink, context).execute(m_journal);
}

} // namespace espalier::run
