#pragma once

#include "symbolic/interpreter.h"

#include <algorithm>

namespace espalier::symbolic {

/// What objects were, or became, between two points.
struct Interpreter::Save {
    struct Kept {
        ObjectPtr object;
        std::unique_ptr<Object::State> state;
    };
    std::unordered_map<Object*, Kept> states;
};

/// A function call in progress.
struct Interpreter::Frame {
    std::vector<Value> returned; ///< by every return statement that may have been reached
    std::function<void(const Value&)> onYield;
    std::shared_ptr<Function> function;
    ScopePtr scope;
};

/// A `try` whose body runs: exceptions that may have left it.
struct Interpreter::Try {
    std::vector<Possible> possible;
};

/// What calling an @contextmanager function gives: its body runs around that of `with`.
class GeneratorContext final : public Object {
public:
    std::shared_ptr<Function> function;
    Arguments arguments;
    QString typeName() const override { return QStringLiteral("_GeneratorContextManager"); }
};

} // namespace espalier::symbolic
