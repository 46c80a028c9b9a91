#include "dialects/dump_format.h"

#include <array>
#include <utility>

namespace espalier::dialects {

namespace {

constexpr std::array formats{ std::pair{ DumpFormat::Custom, "custom" },
    std::pair{ DumpFormat::Directory, "directory" }, std::pair{ DumpFormat::DatabaseFile, "file" },
    std::pair{ DumpFormat::SqlText, "sql" } };
constexpr std::array countings{ std::pair{ RowCounting::None, "none" }, std::pair{ RowCounting::Snapshot, "snapshot" },
    std::pair{ RowCounting::Copy, "copy" }, std::pair{ RowCounting::Dump, "dump" } };
constexpr std::array readings{ std::pair{ SchemaReading::None, "none" },
    std::pair{ SchemaReading::Snapshot, "snapshot" }, std::pair{ SchemaReading::Copy, "copy" },
    std::pair{ SchemaReading::Unchanged, "unchanged" }, std::pair{ SchemaReading::Before, "before" },
    std::pair{ SchemaReading::After, "after" } };

template <typename Table, typename Value> QString nameIn(const Table& table, Value value)
{
    for (const auto& entry : table) {
        if (entry.first == value)
            return QString::fromLatin1(entry.second);
    }
    return {};
}

template <typename Value, typename Table> std::optional<Value> valueIn(const Table& table, const QString& name)
{
    for (const auto& entry : table) {
        if (name == QLatin1String(entry.second))
            return entry.first;
    }
    return std::nullopt;
}

} // namespace

QString formatName(DumpFormat format) { return nameIn(formats, format); }
std::optional<DumpFormat> formatFromName(const QString& name) { return valueIn<DumpFormat>(formats, name); }
QString countingName(RowCounting counting) { return nameIn(countings, counting); }
std::optional<RowCounting> countingFromName(const QString& name) { return valueIn<RowCounting>(countings, name); }
QString readingName(SchemaReading reading) { return nameIn(readings, reading); }
std::optional<SchemaReading> readingFromName(const QString& name) { return valueIn<SchemaReading>(readings, name); }

} // namespace espalier::dialects
