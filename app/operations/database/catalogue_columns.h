#pragma once

#include <QString>

#include <algorithm>
#include <iterator>

namespace espalier::operations {

/// A column of a catalogue by which something is known: its name, or the number of a relation or type.
struct NamingColumn {
    const char* column;
    bool isOfTable; ///< what it names is a table, or has a table's name too
    bool isNumber = false;
};
inline constexpr NamingColumn namingColumns[] = { { "table_name", true }, { "tablename", true }, { "tbl_name", true },
    { "arg", true }, { "relname", false }, { "name", false }, { "typname", false }, { "indexname", false },
    { "conname", false }, { "constraint_name", false }, { "extname", false }, { "enumlabel", false },
    { "oid", true, true }, { "indrelid", true, true }, { "conrelid", true, true }, { "confrelid", true, true },
    { "attrelid", true, true }, { "tgrelid", true, true }, { "tgname", false }, { "viewname", false },
    { "matviewname", false }, { "sequencename", false }, { "sequence_name", false }, { "nspname", false },
    { "schema_name", false }, { "indexrelid", false, true }, { "enumtypid", false, true } };

/// Null for columns of another kind.
inline const NamingColumn* namingColumn(const QString& column)
{
    const auto found = std::find_if(std::begin(namingColumns), std::end(namingColumns),
        [&](const NamingColumn& one) { return column == QLatin1String(one.column); });
    return found == std::end(namingColumns) ? nullptr : found;
}

/// A column that has the name, or the number, of a schema.
inline bool isOfSchema(const QString& column)
{
    return column.endsWith(QLatin1String("schema")) || column == QLatin1String("schemaname")
        || column == QLatin1String("nspname") || column.endsWith(QLatin1String("namespace"));
}

/// Where a part stands in the whole; not kept as a number, which gaps make another than it is here.
inline bool isPlace(const QString& column)
{
    return column == QLatin1String("ordinal_position") || column == QLatin1String("attnum")
        || column == QLatin1String("enumsortorder");
}

inline bool isObjectId(const QString& column)
{
    const NamingColumn* found = namingColumn(column);
    return found && found->isNumber;
}

} // namespace espalier::operations
