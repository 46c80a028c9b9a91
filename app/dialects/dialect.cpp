#include "dialects/dialect.h"

#include "dialects/mysql/mysql_dialect.h"
#include "dialects/postgresql/postgresql_dialect.h"
#include "dialects/sqlite/sqlite_dialect.h"
#include "resources/resources.h"

namespace espalier::dialects {

QString ServerVersion::number() const
{
    QStringList parts{ QString::number(major) };
    if (minor > 0 || patch > 0)
        parts += QString::number(minor);
    if (patch > 0)
        parts += QString::number(patch);
    return parts.join(QLatin1Char('.'));
}

QString Dialect::quotedName(const QString& schema, const QString& name) const
{
    return schema.isEmpty() ? quoted(name) : quoted(schema) + QLatin1Char('.') + quoted(name);
}

QString Dialect::versionTableSelect(const QString& schema, const QString& table) const
{
    return QStringLiteral("SELECT version_num FROM %1").arg(quotedName(schema, table));
}

core::Result<void> Dialect::checkUrl(const DatabaseUrl&) const { return {}; }

core::Result<void> Dialect::preflight(const ConnectRequest&, const core::CancelToken&) const { return {}; }

std::shared_ptr<NativeSession> Dialect::nativeSession(const QVariant&, SqlExecutor&) const
{
    return std::make_shared<NativeSession>();
}

std::optional<core::Secret> Dialect::passwordFromFile(const DatabaseUrl&, const QProcessEnvironment&) const
{
    return std::nullopt;
}

TlsSettings Dialect::tlsOf(const DatabaseUrl&) const { return {}; }

TlsSettings Dialect::effectiveTls(const ConnectRequest& request) const
{
    TlsSettings tls = request.tls;
    const TlsSettings asked = tlsOf(request.url);
    if (tls.mode == TlsMode::Default)
        tls.mode = asked.mode;
    if (tls.rootCertificate.isEmpty())
        tls.rootCertificate = asked.rootCertificate;
    if (tls.certificate.isEmpty())
        tls.certificate = asked.certificate;
    if (tls.key.isEmpty())
        tls.key = asked.key;
    return tls;
}

QString Dialect::cancelStatement(const QString&) const { return {}; }

core::Result<std::vector<TableCount>> Dialect::tablesFrom(const core::Result<Rows>& rows)
{
    if (!rows)
        return core::fail(rows.error());
    std::vector<TableCount> tables;
    tables.reserve(rows->size());
    for (size_t row = 0; row < rows->size(); ++row) {
        TableCount table;
        table.schema = rows->text(row, QStringLiteral("schema"));
        table.name = rows->text(row, QStringLiteral("name"));
        table.isReadable = rows->value(row, QStringLiteral("readable")).toBool();
        const QVariant estimate = rows->value(row, QStringLiteral("estimate"));
        if (!estimate.isNull())
            table.rows = estimate.toLongLong();
        tables.push_back(std::move(table));
    }
    return tables;
}

QString productName(const Dialect& dialect, const ServerVersion& version)
{
    const QString name = dialect.displayName(version);
    return version.isKnown() ? name + QLatin1Char(' ') + version.number() : name;
}

const std::vector<const Dialect*>& allDialects()
{
    static const PostgreSqlDialect postgreSql;
    static const SqliteDialect sqlite;
    static const MySqlDialect mySql;
    static const std::vector<const Dialect*> all{ &postgreSql, &sqlite, &mySql };
    return all;
}

const Dialect* findDialect(const QString& idOrScheme)
{
    for (const Dialect* dialect : allDialects()) {
        if (dialect->id() == idOrScheme || dialect->schemes().contains(idOrScheme, Qt::CaseInsensitive))
            return dialect;
    }
    return nullptr;
}

const Dialect& dialectOf(const DatabaseUrl& url)
{
    const Dialect* dialect = findDialect(url.dialect);
    Q_ASSERT_X(dialect, "dialectOf", "a DatabaseUrl that DatabaseUrl::parse() did not make");
    return dialect ? *dialect : *allDialects().front();
}

const Dialect& conninfoDialect() { return *allDialects().front(); }

QString catalogueQuery(const DialectId& dialect, const QString& name)
{
    const QString text = QString::fromUtf8(resources::read(QStringLiteral("sql/%1/%2.sql").arg(dialect, name)));
    // The header's comment lines stay out of server logs and of error details.
    QStringList lines = text.split(QLatin1Char('\n'));
    while (!lines.isEmpty() && (lines.first().startsWith(QLatin1String("--")) || lines.first().isEmpty()))
        lines.removeFirst();
    return lines.join(QLatin1Char('\n')).trimmed();
}

core::Result<DatabaseUrl::Options> Dialect::pythonTlsOptions(const QString&, const TlsSettings&) const
{
    return DatabaseUrl::Options();
}

} // namespace espalier::dialects
