#pragma once

#include "python/evaluator.h"
#include "python/string_literal.h"

namespace espalier::python {

/// A function call in progress.
struct Evaluator::Frame {
    std::vector<Value> returned; ///< by every return statement that may have been reached
};

/// The value of a node that is a plain string, concatenated and parenthesised ones included.
std::optional<QString> plainString(Node node);

} // namespace espalier::python
