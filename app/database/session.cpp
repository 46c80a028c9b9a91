#include "database/session.h"

#include "database/driver_session.h"

#include <QCoreApplication>

namespace espalier::database {

using core::ErrorCode;
using core::fail;
using core::Result;
using dialects::Rows;

namespace {

/// Refuses, before anything is sent, what the client library cannot promise.
Result<void> checkTlsPromise(const dialects::Dialect& dialect, dialects::TlsMode mode, const QString& subject)
{
    if (dialect.tlsPromise(mode) != dialects::TlsPromise::NotPossible)
        return {};
    return fail(ErrorCode::Unsupported,
        QT_TRANSLATE_NOOP("Messages",
            "The driver of %1 cannot check the name in the server's certificate. Choose verify-ca, which checks who "
            "signed it."),
        { subject });
}

Result<void> checkTlsInUse(const dialects::Dialect& dialect, dialects::TlsMode mode,
    const dialects::SessionFacts& facts, const QString& subject)
{
    if (facts.tls || dialect.tlsPromise(mode) != dialects::TlsPromise::CheckedAfterLogin)
        return {};
    return fail(failureError(dialects::FailureKind::TlsRefused, {}, subject));
}

} // namespace

Session::Session(std::unique_ptr<DriverSession> driver, ConnectionSettings settings)
    : m_driver(std::move(driver))
    , m_settings(std::move(settings))
{ }
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;
Session::~Session() = default;

Result<Session> Session::open(const ConnectionSettings& settings, const std::optional<core::Secret>& secret,
    const jobs::JobContext& context, const OpenOptions& options)
{
    if (const auto go = context.cancel().check(); !go)
        return fail(go.error());
    dialects::ConnectRequest request;
    request.url = secret ? settings.url.withPassword(*secret) : settings.url;
    request.tls = settings.tls;
    request.readOnly = settings.readOnly || options.forceReadOnly;
    request.createIfMissing = options.createIfMissing;
    request.connectTimeoutMs = options.connectTimeoutMs;
    request.applicationName = options.applicationName;
    const dialects::Dialect& dialect = dialects::dialectOf(request.url);
    const QString subject = settings.url.display();
    const dialects::TlsMode tls = dialect.effectiveTls(request).mode;
    if (const auto possible = checkTlsPromise(dialect, tls, subject); !possible)
        return fail(possible.error());
    auto driver = DriverSession::open(dialect, request, context.cancel());
    if (!driver)
        return fail(driver.error());
    Session session(std::move(*driver), settings);
    auto facts = dialect.readFacts(session);
    if (!facts)
        return fail(facts.error());
    session.m_facts = std::move(*facts);
    if (const auto encrypted = checkTlsInUse(dialect, tls, session.m_facts, subject); !encrypted)
        return fail(encrypted.error());
    if (const auto ready = session.prepare(request.readOnly, options.timeouts); !ready)
        return fail(ready.error());
    return session;
}

Result<void> Session::prepare(bool readOnly, const dialects::Timeouts& timeouts)
{
    m_driver->learn(*this, m_facts.sessionId);
    if (timeouts.lockMs > 0 || timeouts.statementMs > 0) {
        if (const auto set = setTimeouts(timeouts); !set)
            return set;
    }
    if (!readOnly)
        return {};
    for (const QString& statement : dialect().readOnlyStatements(m_facts.version)) {
        if (const auto done = execute(statement); !done)
            return fail(done.error());
    }
    m_facts.readOnly = true;
    return {};
}

const dialects::Dialect& Session::dialect() const { return m_driver->dialect(); }

Result<Rows> Session::query(const QString& sql, const QVariantList& bound)
{
    Rows rows;
    const auto collected = m_driver->run(
        sql, bound, [&](const QStringList& columns) { rows.columns = columns; },
        [&](const QVariantList& row) -> Result<void> {
            rows.rows.push_back(row);
            return {};
        });
    if (!collected)
        return fail(collected.error());
    return rows;
}

Result<qint64> Session::execute(const QString& sql, const QVariantList& bound)
{
    return m_driver->run(sql, bound, {}, {});
}

Result<void> Session::stream(
    const QString& sql, const QVariantList& bound, const RowSink& sink, const ColumnSink& columns)
{
    if (const auto done = m_driver->run(sql, bound, columns, sink); !done)
        return fail(done.error());
    return {};
}

Result<void> Session::begin()
{
    return execute(QStringLiteral("BEGIN")).map([](qint64) {});
}

Result<void> Session::commit()
{
    return execute(QStringLiteral("COMMIT")).map([](qint64) {});
}

Result<void> Session::rollback()
{
    const core::CancelToken cancel = m_driver->exchangeCancel({});
    auto done = execute(QStringLiteral("ROLLBACK")).map([](qint64) {});
    m_driver->exchangeCancel(cancel);
    return done;
}

Result<void> Session::setTimeouts(const dialects::Timeouts& timeouts)
{
    for (const QString& statement : dialect().timeoutStatements(timeouts, m_facts.version)) {
        if (const auto done = execute(statement); !done)
            return fail(done.error());
    }
    return {};
}

bool Session::isLost() const { return m_driver->isLost(); }

void Session::useCancel(const core::CancelToken& cancel) { m_driver->exchangeCancel(cancel); }

} // namespace espalier::database
