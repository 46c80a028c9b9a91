#pragma once

#include "database/connection_settings.h"
#include "database/secret_store.h"
#include "dialects/dialect.h"
#include "jobs/job_context.h"

#include <memory>

namespace espalier::database {

class DriverSession;

struct OpenOptions {
    int connectTimeoutMs = 10000;
    bool forceReadOnly = false; ///< besides what the settings say
    bool createIfMissing = false; ///< file-based dialects only
    QString applicationName = QStringLiteral("espalier");
    dialects::Timeouts timeouts;
};

/// An open connection. Made, used and destroyed on one worker thread. Move-only; destroying it hangs up.
///
/// Cancelling the job that opened it interrupts the running statement: the call then fails with Cancelled, and so does
/// every later one until useCancel() gives the session a new token. A statement that had finished all the same is
/// reported as finished.
class Session final : public dialects::SqlExecutor {
public:
    static core::Result<Session> open(const ConnectionSettings& settings, const std::optional<core::Secret>& secret,
        const jobs::JobContext& context, const OpenOptions& options = {});
    Session(Session&&) noexcept;
    Session& operator=(Session&&) noexcept;
    ~Session() override;

    const dialects::Dialect& dialect() const override;
    core::Result<dialects::Rows> query(const QString& sql, const QVariantList& bound = {}) override;
    core::Result<qint64> execute(const QString& sql, const QVariantList& bound = {}) override;
    /// Without keeping them (QMYSQL keeps them all the same).
    core::Result<void> stream(
        const QString& sql, const QVariantList& bound, const RowSink& sink, const ColumnSink& columns = {}) override;

    core::Result<void> begin();
    core::Result<void> commit();
    /// Works in a cancelled session too.
    core::Result<void> rollback();
    core::Result<void> setTimeouts(const dialects::Timeouts& timeouts);

    const dialects::SessionFacts& facts() const { return m_facts; }
    const ConnectionSettings& settings() const { return m_settings; }
    /// The connection is known to be gone. A lost session only ever fails: open a new one.
    bool isLost() const;
    void useCancel(const core::CancelToken& cancel);

private:
    Session(std::unique_ptr<DriverSession> driver, ConnectionSettings settings);
    core::Result<void> prepare(bool readOnly, const dialects::Timeouts& timeouts);

    std::unique_ptr<DriverSession> m_driver;
    ConnectionSettings m_settings;
    dialects::SessionFacts m_facts;
};

/// findSecret(), then open(); where the server wants a password and a prompt is there, asks and tries again.
core::Result<Session> connectTo(const ConnectionSettings& settings, const SecretSources& sources,
    const jobs::JobContext& context, const OpenOptions& options = {});

/// What the dialog's test button shows.
struct ConnectionReport {
    dialects::SessionFacts facts;
    QString product; ///< name and version of the server
    dialects::VersionSupport support = dialects::VersionSupport::Supported;
    dialects::TlsPromise tlsPromise = dialects::TlsPromise::NotApplicable;
    qint64 connectMs = 0;
    QList<core::Message> notes; ///< what one should know: no TLS, a standby, an untested version, …
};
core::Result<ConnectionReport> testConnection(const ConnectionSettings& settings,
    const std::optional<core::Secret>& secret, const jobs::JobContext& context, const OpenOptions& options = {});

} // namespace espalier::database
