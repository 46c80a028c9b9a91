#include "dialects/backup_tool.h"

#include "dialects/mysql/backup_tool.h"
#include "dialects/postgresql/backup_tool.h"
#include "dialects/sqlite/backup_tool.h"

namespace espalier::dialects {

const BackupTool* backupToolOf(const DialectId& dialect)
{
    static const postgresql::PostgresBackupTool postgresTool;
    static const sqlite::SqliteBackupTool sqliteTool;
    static const mysql::MysqlBackupTool mysqlTool;
    if (dialect == QStringLiteral("postgresql"))
        return &postgresTool;
    if (dialect == QStringLiteral("sqlite"))
        return &sqliteTool;
    if (dialect == QStringLiteral("mysql") || dialect == QStringLiteral("mariadb"))
        return &mysqlTool;
    return nullptr;
}

core::Result<DumpedSchema> readSchemaFor(const DumpOrder& order, SqlExecutor& session, SchemaReading reading)
{
    DumpedSchema schema;
    if (!order.readSchema)
        return schema;
    auto found = order.readSchema(session);
    if (!found && found.error().isCancelled())
        return core::fail(found.error());
    if (found) {
        schema.found = std::move(*found);
        schema.reading = reading;
    } else {
        schema.problem = found.error();
    }
    return schema;
}

} // namespace espalier::dialects
