#pragma once

#include "core/error.h"
#include "schema/schema.h"

#include <QJsonObject>

// A schema as JSON that loses nothing, to be kept and read again: unlike what `espalier-cli schema` prints, it has
// types and expressions as the values that they are. What is as by itself is left out. (Queries within expressions,
// which no catalogue has, are kept as unknown.)

namespace espalier::schema {

QJsonObject storedSchema(const Schema& schema);

/// Malformed with the path of the field that cannot be understood. Fields that are not known are passed over.
core::Result<Schema> schemaFromStored(const QJsonObject& stored);

} // namespace espalier::schema
