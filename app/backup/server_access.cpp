#include "backup/server_access.h"

#include "database/live_schema.h"
#include "database/row_counts.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace espalier::backup {

dialects::ToolServer toolServer(
    const database::ConnectionSettings& settings, const std::optional<core::Secret>& found, const ClientTools& tools)
{
    std::optional<core::Secret> secret = found;
    if (!secret && settings.url.hasPassword)
        secret = settings.url.password;
    dialects::ToolServer server;
    server.url = secret ? settings.url.withPassword(*secret) : settings.url;
    server.tls = settings.tls;
    server.toolFolders = tools.folders;
    server.connect = [settings, secret](const dialects::DatabaseUrl& url,
                         const core::CancelToken& cancel) -> core::Result<std::unique_ptr<dialects::SqlExecutor>> {
        database::ConnectionSettings other = settings;
        other.url = url.withoutPassword();
        auto session = database::Session::open(other, secret, jobs::JobContext(cancel));
        if (!session)
            return core::fail(session.error());
        return std::make_unique<database::Session>(std::move(*session));
    };
    return server;
}

dialects::ContentReader contentReader(const database::VersionTableName& versionTable, const jobs::JobContext& context)
{
    return [versionTable, &context](
               dialects::SqlExecutor& session, bool countRows) -> core::Result<dialects::ContentFacts> {
        const auto mode = countRows ? database::CountMode::Exact : database::CountMode::Estimated;
        const auto tables = database::countRows(session, mode, context);
        if (!tables)
            return core::fail(tables.error());
        const auto version = database::readVersionTable(session, versionTable);
        if (!version)
            return core::fail(version.error());
        dialects::ContentFacts facts;
        for (const dialects::TableCount& table : *tables)
            facts.tables += { table.schema, table.name, countRows ? table.rows : std::nullopt };
        if (version->tableExists)
            facts.versionTable = versionTable.display();
        facts.revisions = version->ids;
        return facts;
    };
}

dialects::SchemaReader schemaReader(const dialects::ServerVersion& version, const jobs::JobContext& context)
{
    return
        [version, &context](dialects::SqlExecutor& session) { return database::readSchema(session, version, context); };
}

database::VersionTableName versionTableFromDisplay(const QString& text)
{
    const qsizetype dot = text.lastIndexOf(QLatin1Char('.'));
    database::VersionTableName name;
    if (!text.isEmpty())
        name.table = text.mid(dot + 1);
    name.schema = text.left(std::max<qsizetype>(0, dot));
    return name;
}

core::Result<const dialects::BackupTool*> toolFor(const database::ConnectionSettings& settings)
{
    if (const dialects::BackupTool* tool = dialects::backupToolOf(settings.url.dialect))
        return tool;
    return core::fail(core::ErrorCode::Unsupported,
        QT_TRANSLATE_NOOP("Messages", "Databases of the kind \"%1\" cannot be backed up."), { settings.url.dialect });
}

QString versionText(const dialects::ServerVersion& version)
{
    return version.flavour.isEmpty() ? version.number() : version.number() + QLatin1Char('-') + version.flavour;
}

DatabaseIdentity identityOf(const database::ConnectionSettings& settings)
{
    const dialects::DatabaseUrl& url = settings.url;
    DatabaseIdentity identity;
    identity.dialect = url.dialect;
    identity.environment = database::environmentName(settings.environment);
    if (dialects::dialectOf(url).isFileBased()) {
        const QFileInfo file(url.database);
        identity.name = file.fileName();
        identity.file = file.absoluteFilePath();
        return identity;
    }
    identity.name = url.database;
    identity.host = url.host().host;
    identity.port = url.host().port;
    identity.user = url.user;
    return identity;
}

dialects::Archive archiveOf(const Manifest& manifest, const QString& folder)
{
    dialects::Archive archive;
    archive.folder = folder;
    archive.format = manifest.format;
    archive.serverVersion = manifest.serverVersion;
    archive.toolVersion = manifest.toolVersion;
    archive.content = { manifest.tables, manifest.versionTable, manifest.revisions };
    archive.counting = manifest.counting;
    archive.properties = manifest.properties;
    return archive;
}

} // namespace espalier::backup
