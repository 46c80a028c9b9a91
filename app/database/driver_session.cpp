#include "database/driver_session.h"

#include <atomic>
#include <QCoreApplication>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>

namespace espalier::database {

using core::ErrorCode;
using core::fail;
using core::Result;

namespace {

constexpr int cancelConnectTimeoutMs = 5000;

QString uniqueName()
{
    static std::atomic<quint64> count = 0;
    return QStringLiteral("espalier-%1").arg(++count);
}

void configure(QSqlDatabase& database, const dialects::DriverConnection& connection)
{
    database.setDatabaseName(connection.database);
    if (!connection.host.isEmpty())
        database.setHostName(connection.host);
    if (connection.port > 0)
        database.setPort(connection.port);
    if (!connection.user.isEmpty())
        database.setUserName(connection.user);
    if (!connection.password.isEmpty())
        database.setPassword(connection.password.reveal());
    database.setConnectOptions(connection.options);
}

/// Runs one statement in a connection of its own, on whatever thread this is. Its failure is of no interest: the caller
/// asks again until the statement it means has ended.
void runElsewhere(const dialects::DriverConnection& connection, const QString& sql)
{
    const QString name = uniqueName();
    {
        auto database = QSqlDatabase::addDatabase(connection.driver, name);
        configure(database, connection);
        if (database.open()) {
            QSqlQuery(database).exec(sql);
            database.close();
        }
    }
    QSqlDatabase::removeDatabase(name);
}

dialects::SqlFailure captured(const QSqlError& error, const QString& statement)
{
    constexpr qsizetype sqlStateLength = 5; // no driver has native codes of five characters besides
    dialects::SqlFailure failure;
    failure.nativeCode = error.nativeErrorCode();
    if (failure.nativeCode.size() == sqlStateLength)
        failure.sqlState = failure.nativeCode;
    failure.driverText = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    failure.statement = statement;
    return failure;
}

} // namespace

DriverSession::DriverSession(const dialects::Dialect& dialect, const dialects::ConnectRequest& request)
    : m_dialect(dialect)
    , m_request(request)
    , m_subject(request.url.display())
    , m_name(uniqueName())
    , m_native(std::make_shared<dialects::NativeSession>())
{ }

DriverSession::~DriverSession()
{
    Q_ASSERT_X(m_thread == std::this_thread::get_id(), "Session", "destroyed on another thread than it was made on");
    if (!m_database.isValid())
        return;
    m_native.reset(); // holds on to the driver's handle
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<DriverSession>> DriverSession::open(
    const dialects::Dialect& dialect, const dialects::ConnectRequest& request, const core::CancelToken& cancel)
{
    std::unique_ptr<DriverSession> session(new DriverSession(dialect, request));
    if (const auto connected = session->connect(cancel); !connected)
        return fail(connected.error());
    session->m_cancel = cancel;
    return session;
}

Result<void> DriverSession::connect(const core::CancelToken& cancel)
{
    auto connection = m_dialect.driverConnection(m_request);
    if (!connection)
        return fail(connection.error());
    m_connection = std::move(*connection);
    if (!QSqlDatabase::isDriverAvailable(m_connection.driver))
        return fail(ErrorCode::ToolMissing,
            QT_TRANSLATE_NOOP("Messages", "Qt's driver %1 is not installed; without it %2 cannot be used."),
            { m_connection.driver, m_dialect.displayName() });
    if (const auto reached = m_dialect.preflight(m_request, cancel); !reached)
        return reached;
    m_database = QSqlDatabase::addDatabase(m_connection.driver, m_name);
    configure(m_database, m_connection);
    if (m_database.open())
        return {};
    dialects::SqlFailure failure = captured(m_database.lastError(), {});
    failure.whileConnecting = true;
    if (cancel.isCancelled())
        return core::cancelled();
    return fail(failureError(m_dialect.classify(failure), failure, m_subject));
}

void DriverSession::learn(dialects::SqlExecutor& session, const QString& sessionId)
{
    m_native = m_dialect.nativeSession(m_database.driver()->handle(), session);
    if (!m_native->canInterrupt())
        m_cancelStatement = m_dialect.cancelStatement(sessionId);
}

StatementGuard::Means DriverSession::means() const
{
    StatementGuard::Means means;
    means.sever = [native = m_native] { return native->sever(); };
    means.interrupt = [native = m_native] { native->interrupt(); };
    if (!m_cancelStatement.isEmpty()) {
        dialects::ConnectRequest request = m_request;
        request.connectTimeoutMs = std::min(request.connectTimeoutMs, cancelConnectTimeoutMs);
        const auto connection = m_dialect.driverConnection(request);
        means.interrupt = [connection = connection ? *connection : m_connection, sql = m_cancelStatement] {
            runElsewhere(connection, sql);
        };
    }
    return means;
}

Result<qint64> DriverSession::run(
    const QString& sql, const QVariantList& bound, const ColumnSink& columns, const RowSink& rows)
{
    Q_ASSERT_X(m_thread == std::this_thread::get_id(), "Session", "used on another thread than it was made on");
    m_isLost = m_isLost || !m_database.isOpen(); // of which Qt would say nothing that tells
    if (m_isLost)
        return fail(failureError(dialects::FailureKind::ConnectionLost, {}, m_subject));
    if (const auto go = m_cancel.check(); !go)
        return fail(go.error());
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    const StatementGuard::Means ways = means();
    const StatementGuard guard(m_cancel, ways);
    bool isDone = false;
    if (bound.isEmpty()) {
        isDone = query.exec(sql);
    } else if (query.prepare(sql)) {
        for (const QVariant& value : bound)
            query.addBindValue(value);
        isDone = query.exec();
    }
    if (!isDone)
        return fail(failureOf(query, sql, guard));
    if (const auto fetched = fetch(query, columns, rows); !fetched) {
        // Whoever hangs up in the middle still gets the rest of the rows, unless the server stops sending them.
        ways.interrupt();
        query.finish();
        return fail(fetched.error());
    }
    if (query.lastError().isValid()) // rows that never came
        return fail(failureOf(query, sql, guard));
    return query.numRowsAffected();
}

Result<void> DriverSession::fetch(QSqlQuery& query, const ColumnSink& columns, const RowSink& rows) const
{
    if (!query.isSelect())
        return {};
    const QSqlRecord record = query.record();
    if (columns) {
        QStringList names;
        for (int i = 0; i < record.count(); ++i)
            names += record.fieldName(i);
        columns(names);
    }
    const int count = record.count();
    QVariantList row;
    while (query.next()) {
        if (const auto go = m_cancel.check(); !go)
            return go;
        if (!rows)
            continue;
        row.clear(); // whose memory is used again where nobody kept it
        row.reserve(count);
        for (int i = 0; i < count; ++i)
            row.append(query.value(i));
        if (const auto taken = rows(row); !taken)
            return taken;
    }
    return {};
}

core::Error DriverSession::failureOf(const QSqlQuery& query, const QString& sql, const StatementGuard& guard)
{
    dialects::SqlFailure failure = captured(query.lastError(), sql);
    failure.connectionBroken = m_native->isBroken() || !m_database.isOpen();
    const dialects::FailureKind kind = m_dialect.classify(failure);
    m_isLost = m_isLost || kind == dialects::FailureKind::ConnectionLost || guard.wasSevered();
    if (m_cancel.isCancelled() && (kind == dialects::FailureKind::Interrupted || guard.wasSevered()))
        return core::makeError(ErrorCode::Cancelled, QT_TRANSLATE_NOOP("Messages", "Cancelled."), {}, failure.detail());
    return failureError(kind, failure, m_subject);
}

core::CancelToken DriverSession::exchangeCancel(const core::CancelToken& cancel)
{
    return std::exchange(m_cancel, cancel);
}

} // namespace espalier::database
