#include "database/version_table.h"

#include "dialects/dialect.h"

namespace espalier::database {

QString VersionTableName::display() const { return schema.isEmpty() ? table : schema + QLatin1Char('.') + table; }

core::Result<VersionRows> readVersionTable(dialects::SqlExecutor& session, const VersionTableName& name)
{
    const auto rows = session.query(session.dialect().versionTableSelect(name.schema, name.table));
    if (!rows && rows.error().code == core::ErrorCode::NotFound)
        return VersionRows{};
    if (!rows)
        return core::fail(rows.error());
    VersionRows result;
    result.tableExists = true;
    for (const QVariantList& row : rows->rows)
        result.ids += row.value(0).toString();
    result.ids.sort();
    result.ids.removeDuplicates();
    return result;
}

} // namespace espalier::database
