#pragma once

#include "dialects/dialect.h"

namespace espalier::dialects {

/// MySQL and MariaDB: one protocol, two products; ServerVersion::flavour tells them apart.
class MySqlDialect final : public Dialect {
public:
    DialectId id() const override { return QStringLiteral("mysql"); }
    QString displayName(const ServerVersion& version) const override;
    QStringList schemes() const override { return { QStringLiteral("mysql"), QStringLiteral("mariadb") }; }
    QString qtDriver() const override { return QStringLiteral("QMYSQL"); }
    int defaultPort() const override { return 3306; }
    bool isFileBased() const override { return false; }

    QString quoted(const QString& identifier) const override;
    QString literal(const QString& text) const override;
    const Ddl& ddl() const override;
    const Ddl& serverDdl() const override;
    const SqlReader& sqlReader() const override;
    const schema::SchemaRules& schemaRules(const ServerVersion& version) const override;
    UrlRules urlRules() const override;

    core::Result<DriverConnection> driverConnection(const ConnectRequest& request) const override;
    TlsPromise tlsPromise(TlsMode mode) const override;
    TlsSettings tlsOf(const DatabaseUrl& url) const override;
    QStringList passwordEnvironment() const override { return { QStringLiteral("MYSQL_PWD") }; }

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
