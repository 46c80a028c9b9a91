#include "database/version_table.h"

namespace espalier::database {

QString VersionTableName::display() const { return schema.isEmpty() ? table : schema + QLatin1Char('.') + table; }

} // namespace espalier::database
