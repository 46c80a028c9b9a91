#pragma once

#include "symbolic/library/support.h"

namespace espalier::symbolic::library {

/// json.loads(); raises JSONDecodeError.
Value parseJson(Interpreter& interpreter, const QString& text);

} // namespace espalier::symbolic::library
