#pragma once

#include "dialects/dialect.h"

namespace espalier::dialects {

class SqliteDialect final : public Dialect {
public:
    DialectId id() const override { return QStringLiteral("sqlite"); }
    QString displayName(const ServerVersion&) const override { return QStringLiteral("SQLite"); }
    QStringList schemes() const override { return { QStringLiteral("sqlite") }; }
    QString qtDriver() const override { return QStringLiteral("QSQLITE"); }
    int defaultPort() const override { return 0; }
    bool isFileBased() const override { return true; }

    QString quoted(const QString& identifier) const override;
    QString literal(const QString& text) const override;
    const Ddl& ddl() const override;
    const Ddl& serverDdl() const override;
    const SqlReader& sqlReader() const override;
    const schema::SchemaRules& schemaRules(const ServerVersion& version) const override;
    UrlRules urlRules() const override { return {}; }
    core::Result<void> checkUrl(const DatabaseUrl& url) const override;

    core::Result<DriverConnection> driverConnection(const ConnectRequest& request) const override;
    TlsPromise tlsPromise(TlsMode) const override { return TlsPromise::NotApplicable; }
    std::shared_ptr<NativeSession> nativeSession(const QVariant& driverHandle, SqlExecutor& session) const override;

    std::vector<PythonDriver> pythonDrivers() const override { return { { QString(), {} } }; }

    core::Result<SessionFacts> readFacts(SqlExecutor& session) const override;
    ServerVersion parseVersion(const QString& text) const override;
    VersionSupport versionSupport(const ServerVersion& version) const override;
    QStringList readOnlyStatements(const ServerVersion& version) const override;
    QStringList timeoutStatements(const Timeouts& timeouts, const ServerVersion& version) const override;

    core::Result<std::vector<TableCount>> listTables(SqlExecutor& session) const override;
    QStringList snapshotStatements() const override;
    core::Result<Introspected> introspect(SqlExecutor& session, const ServerVersion& version) const override;
    FailureKind classify(const SqlFailure& failure) const override;
};

} // namespace espalier::dialects
