#pragma once

#include "backup/catalogue.h"
#include "dialects/backup_tool.h"

namespace espalier::backup {

/// A backup's schema as the file beside its dump has it: all that was introspected, nothing lost but the languages of
/// what could not be seen.
QByteArray schemaFile(const dialects::Introspected& database, const dialects::DialectId& dialect);
/// Malformed, or Unsupported where a newer Espalier has written it.
core::Result<dialects::Introspected> parseSchemaFile(const QByteArray& json);

/// Writes it into a backup's folder, read once more before that, and says in the manifest how it was read, or why there
/// is none. Its checksum is left to whoever hashes the folder.
void keepSchema(const dialects::DumpedSchema& schema, const QString& folder, Manifest& manifest);

/// The schema that a backup holds. NotFound where it holds none (the message says what to do), Corrupt where the file
/// is not the one that the manifest lists.
core::Result<dialects::Introspected> readSchema(const CatalogueEntry& entry);

} // namespace espalier::backup
