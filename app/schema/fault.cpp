#include "schema/fault.h"

#include <iterator>

namespace espalier::schema {

QString codeName(FaultKind kind)
{
    static constexpr const char* names[] = { "table-exists", "table-missing", "column-exists", "column-missing",
        "constraint-exists", "constraint-missing", "primary-key-exists", "index-exists", "index-missing", "enum-exists",
        "enum-missing", "enum-value-exists", "enum-value-missing", "sequence-exists", "sequence-missing", "view-exists",
        "view-missing", "schema-exists", "schema-missing", "object-exists", "object-missing", "still-referenced",
        "not-unique", "in-primary-key", "identifier-too-long", "value-too-long", "value-refused", "value-unknown",
        "null-refused", "target-row-missing", "rows-not-distinct", "depends-on-rows", "unsupported" };
    static_assert(std::size(names) == static_cast<size_t>(FaultKind::Unsupported) + 1);
    return QLatin1String(names[static_cast<size_t>(kind)]);
}

} // namespace espalier::schema
