#pragma once

#include <QString>

namespace espalier::dialects::postgresql {

/// The text of a literal in one spelling, to be compared: what the server makes of moments, lengths of time, UUIDs,
/// JSON, arrays and addresses when it keeps them ("1 hour" is '01:00:00', "2024-01-01" a timestamp at midnight). Which
/// type it is read as is not asked; what looks like none of these is given back.
QString literalValue(const QString& text);

} // namespace espalier::dialects::postgresql
