// What libpq can do and QtSql has no call for: an attempt at connecting that can be cancelled and tells SQLSTATEs, and
// stopping a statement of a running session.
#include "dialects/postgresql/postgresql_connection.h"
#include "dialects/postgresql/postgresql_dialect.h"

#include <fcntl.h>
#include <libpq-fe.h>
#include <poll.h>
#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QRegularExpression>
#include <sys/socket.h>
#include <unistd.h>

namespace espalier::dialects {

namespace {

using ConnectionPointer = std::unique_ptr<PGconn, decltype(&PQfinish)>;

ConnectionPointer startConnecting(const ConnectRequest& request, const KeyValues& options)
{
    KeyValues all = postgresql::hostParameters(request.url) + options;
    if (!request.url.database.isEmpty())
        all.append({ QStringLiteral("dbname"), request.url.database });
    if (!request.url.user.isEmpty())
        all.append({ QStringLiteral("user"), request.url.user });
    if (!request.url.password.isEmpty())
        all.append({ QStringLiteral("password"), request.url.password.reveal() });
    std::vector<QByteArray> texts;
    texts.reserve(static_cast<size_t>(all.size()) * 2);
    std::vector<const char*> keys;
    std::vector<const char*> values;
    for (const auto& [key, value] : all) {
        keys.push_back(texts.emplace_back(key.toUtf8()).constData());
        values.push_back(texts.emplace_back(value.toUtf8()).constData());
    }
    keys.push_back(nullptr);
    values.push_back(nullptr);
    return { PQconnectStartParams(keys.data(), values.data(), 0), &PQfinish };
}

/// False where the time is up or the user cancelled.
bool waitForSocket(PGconn* connection, PostgresPollingStatusType wanted, const QDeadlineTimer& deadline,
    const core::CancelToken& cancel)
{
    constexpr int sliceMs = 50;
    const auto events = static_cast<short>(wanted == PGRES_POLLING_READING ? POLLIN : POLLOUT);
    while (!cancel.isCancelled() && !deadline.hasExpired()) {
        pollfd waiting{ PQsocket(connection), events, 0 };
        if (waiting.fd < 0 || ::poll(&waiting, 1, sliceMs) > 0)
            return true;
    }
    return false;
}

SqlFailure connectFailure(PGconn* connection)
{
    static const QRegularExpression state(QStringLiteral(":\\s+(?=[A-Z]*[0-9])([0-9A-Z]{5}):\\s"));
    static const QRegularExpression place(QStringLiteral("\\n?LOCATION: [^\\n]*"));
    SqlFailure failure;
    failure.whileConnecting = true;
    failure.driverText = QString::fromUtf8(PQerrorMessage(connection));
    failure.sqlState = state.match(failure.driverText).captured(1);
    failure.driverText.remove(place);
    if (PQconnectionNeedsPassword(connection))
        failure.nativeCode = QStringLiteral("password needed");
    return failure;
}

class PostgreSqlSession final : public NativeSession {
public:
    explicit PostgreSqlSession(PGconn* connection)
        : m_connection(connection)
        , m_cancel(PQgetCancel(connection), &PQfreeCancel)
        // A descriptor of our own: libpq closes its one when the connection breaks, and the number may be given anew.
        , m_socket(::fcntl(PQsocket(connection), F_DUPFD_CLOEXEC, 0))
    { }
    ~PostgreSqlSession() override
    {
        if (m_socket >= 0)
            ::close(m_socket);
    }
    PostgreSqlSession(const PostgreSqlSession&) = delete;
    PostgreSqlSession& operator=(const PostgreSqlSession&) = delete;

    bool canInterrupt() const override { return m_cancel != nullptr; }
    bool interrupt() override
    {
        char error[256];
        return PQcancel(m_cancel.get(), error, sizeof error) == 1;
    }
    bool sever() override { return m_socket >= 0 && ::shutdown(m_socket, SHUT_RDWR) == 0; }
    bool isBroken() const override { return PQstatus(m_connection) == CONNECTION_BAD; }

private:
    PGconn* m_connection; // the driver's
    std::unique_ptr<PGcancel, decltype(&PQfreeCancel)> m_cancel;
    int m_socket;
};

} // namespace

core::Result<void> PostgreSqlDialect::preflight(const ConnectRequest& request, const core::CancelToken& cancel) const
{
    const qsizetype hosts = qMax<qsizetype>(1, request.url.hosts.size());
    const QDeadlineTimer deadline(static_cast<qint64>(request.connectTimeoutMs) * hosts);
    const ConnectionPointer owner
        = startConnecting(request, postgresql::connectionOptions(request, effectiveTls(request)));
    PGconn* const connection = owner.get();
    if (!connection)
        return core::fail(core::ErrorCode::Internal, QT_TRANSLATE_NOOP("Messages", "Out of memory."));
    PQsetErrorVerbosity(connection, PQERRORS_VERBOSE);
    auto status = PQstatus(connection) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING;
    while (status == PGRES_POLLING_READING || status == PGRES_POLLING_WRITING) {
        if (!waitForSocket(connection, status, deadline, cancel)) {
            if (cancel.isCancelled())
                return core::cancelled();
            SqlFailure failure;
            failure.whileConnecting = true;
            failure.driverText = QStringLiteral("timeout after %1 s").arg(request.connectTimeoutMs / 1000.0);
            return core::fail(failureError(FailureKind::Unreachable, failure, request.url.display()));
        }
        status = PQconnectPoll(connection);
    }
    if (status == PGRES_POLLING_OK)
        return {};
    const SqlFailure failure = connectFailure(connection);
    return core::fail(failureError(classify(failure), failure, request.url.display()));
}

std::shared_ptr<NativeSession> PostgreSqlDialect::nativeSession(
    const QVariant& driverHandle, SqlExecutor& session) const
{
    PGconn* const* connection = static_cast<PGconn* const*>(driverHandle.constData());
    if (qstrcmp(driverHandle.typeName(), "PGconn*") != 0 || !connection || !*connection)
        return Dialect::nativeSession(driverHandle, session);
    return std::make_shared<PostgreSqlSession>(*connection);
}

} // namespace espalier::dialects
