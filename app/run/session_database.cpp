#include "run/session_database.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace espalier::run {

SessionDatabase::SessionDatabase(const database::ConnectionSettings& settings,
    const std::optional<core::Secret>& secret, const database::VersionTableName& versionTable)
    : m_settings(settings)
    , m_secret(secret)
    , m_versionTable(versionTable)
{ }

QString SessionDatabase::displayName() const { return m_settings.url.display(); }

core::Result<database::Session> SessionDatabase::open() const
{
    // Not the job's context: what is applied must be readable after a cancel too.
    return database::Session::open(m_settings, m_secret, jobs::JobContext());
}

core::Result<QStringList> SessionDatabase::currentRows()
{
    auto session = open();
    if (!session)
        return tl::unexpected(session.error());
    const auto rows = database::readVersionTable(*session, m_versionTable);
    if (!rows)
        return tl::unexpected(rows.error());
    return rows->ids;
}

core::Result<RunDatabase::Identity> SessionDatabase::identity()
{
    auto session = open();
    if (!session)
        return tl::unexpected(session.error());
    const dialects::Dialect& dialect = session->dialect();
    Identity identity;
    identity.query = dialects::catalogueQuery(dialect.id(), QStringLiteral("database_identity"));
    identity.lockQuery = dialects::catalogueQuery(dialect.id(), QStringLiteral("run_lock"));
    const auto rows = session->query(identity.query);
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->isEmpty())
        return core::fail(core::ErrorCode::Unsupported,
            QT_TRANSLATE_NOOP("Messages", "%1 does not say which database it is."), { displayName() });
    for (const QVariant& value : rows->rows.front())
        identity.values += value.toString();
    if (dialect.isFileBased()) {
        identity.file = QFileInfo(identity.values.last()).canonicalFilePath();
        if (identity.file.isEmpty())
            return core::fail(core::ErrorCode::Unsupported,
                QT_TRANSLATE_NOOP("Messages", "A database in memory cannot be upgraded from outside."));
    }
    return identity;
}

core::Result<QStringList> SessionDatabase::lockTimeoutStatements(int milliseconds)
{
    auto session = open();
    if (!session)
        return tl::unexpected(session.error());
    dialects::Timeouts timeouts;
    timeouts.lockMs = milliseconds;
    const QStringList statements = session->dialect().timeoutStatements(timeouts, session->facts().version);
    if (statements.isEmpty())
        return core::fail(core::ErrorCode::Unsupported,
            QT_TRANSLATE_NOOP("Messages", "%1 has no limit for waiting on locks."),
            { session->dialect().displayName(session->facts().version) });
    return statements;
}

} // namespace espalier::run
