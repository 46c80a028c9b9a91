#pragma once

#include "dialects/dialect.h"

namespace espalier::dialects {

class PostgreSqlDialect final : public Dialect {
public:
    DialectId id() const override { return QStringLiteral("postgresql"); }
    QString displayName(const ServerVersion& version) const override;
    QStringList schemes() const override { return { QStringLiteral("postgresql"), QStringLiteral("postgres") }; }
    QString qtDriver() const override { return QStringLiteral("QPSQL"); }
    int defaultPort() const override { return 5432; }
    bool isFileBased() const override { return false; }

    QString quoted(const QString& identifier) const override;
    QString literal(const QString& text) const override;
    const Ddl& ddl() const override;
    const Ddl& serverDdl() const override;
    const SqlReader& sqlReader() const override;
    const schema::SchemaRules& schemaRules(const ServerVersion& version) const override;
    UrlRules urlRules() const override;

    core::Result<DriverConnection> driverConnection(const ConnectRequest& request) const override;
    TlsPromise tlsPromise(TlsMode) const override { return TlsPromise::Enforced; }
    TlsSettings tlsOf(const DatabaseUrl& url) const override;
    core::Result<void> preflight(const ConnectRequest& request, const core::CancelToken& cancel) const override;
    std::shared_ptr<NativeSession> nativeSession(const QVariant& driverHandle, SqlExecutor& session) const override;
    QStringList passwordEnvironment() const override { return { QStringLiteral("PGPASSWORD") }; }
    std::optional<core::Secret> passwordFromFile(
        const DatabaseUrl& url, const QProcessEnvironment& environment) const override;

    std::vector<PythonDriver> pythonDrivers() const override;
    core::Result<DatabaseUrl::Options> pythonTlsOptions(const QString& driver, const TlsSettings& tls) const override;

    core::Result<SessionFacts> readFacts(SqlExecutor& session) const override;
    ServerVersion parseVersion(const QString& text) const override;
    VersionSupport versionSupport(const ServerVersion& version) const override;
    QString cancelStatement(const QString& sessionId) const override;
    QStringList readOnlyStatements(const ServerVersion& version) const override;
    QStringList timeoutStatements(const Timeouts& timeouts, const ServerVersion& version) const override;

    core::Result<std::vector<TableCount>> listTables(SqlExecutor& session) const override;
    QStringList snapshotStatements() const override;
    core::Result<Introspected> introspect(SqlExecutor& session, const ServerVersion& version) const override;
    FailureKind classify(const SqlFailure& failure) const override;
};

} // namespace espalier::dialects
