#pragma once

#include <QString>

// Options of what was read from a server, for what SQLAlchemy has no keyword.

namespace espalier::dialects::mysql {

/// Of tables: information_schema's CREATE_OPTIONS.
inline QString storageOption() { return QStringLiteral("storage"); }
/// Of tables: true for WITH SYSTEM VERSIONING; of columns: false for WITHOUT.
inline QString versioningOption() { return QStringLiteral("versioning"); }
/// Of tables: "PERIOD FOR …" as they stand in the statement.
inline QString periodsOption() { return QStringLiteral("periods"); }
/// The collation that holds, said or not.
inline QString tableCollationOption() { return QStringLiteral("collation"); }
inline QString columnCollationOption() { return QStringLiteral("collation"); }
/// Of columns.
inline QString invisibleOption() { return QStringLiteral("invisible"); }
inline QString compressionOption() { return QStringLiteral("compression"); } ///< "COMPRESSED", with its method
/// Of indexes and keys.
inline QString ignoredOption() { return QStringLiteral("ignored"); }
inline QString commentOption() { return QStringLiteral("comment"); }
/// Of keys: all of their elements, where those are more than columns.
inline QString elementsOption() { return QStringLiteral("elements"); }

} // namespace espalier::dialects::mysql
