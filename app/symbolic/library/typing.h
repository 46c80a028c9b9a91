#pragma once

#include "symbolic/object.h"

namespace espalier::symbolic::library {

/// A name of typing, typing_extensions, collections.abc or types: harmless, whatever is done with it.
std::optional<Value> typingName(const QString& dotted);

} // namespace espalier::symbolic::library
