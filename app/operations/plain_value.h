#pragma once

#include "symbolic/value.h"

#include <QVariant>

namespace espalier::operations {

/// A value as data that outlives the walk it came from: a bool, qlonglong or QString, invalid for None; nullopt for
/// anything else, or what is not known.
std::optional<QVariant> asPlain(const symbolic::Value& value);
symbolic::Value fromPlain(const QVariant& plain);

} // namespace espalier::operations
