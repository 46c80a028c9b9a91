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
    quint64 newest = Object::newest(); ///< what is made later is seen from here on only
};

/// What the ways left that were walked from one state.
struct Interpreter::Walked {
    std::vector<std::unique_ptr<Save>> left;
    std::vector<Flow> flows;
    std::vector<Raised> raised;
    std::vector<std::unique_ptr<Save>> thrown; ///< what those left
    std::vector<Uncertain> maybeLeft; ///< what a way that goes on may have left all the same
};

/// Names of `scope` that a loop's body assigns: at the start of a turn they may be what any turn before has left.
struct Interpreter::TurnNames {
    ScopePtr scope;
    QSet<QString> assigned;
    QSet<QString> others; ///< those that may be more than plain data
};

/// A function call in progress.
struct Interpreter::Frame {
    std::vector<Value> returned; ///< by every return statement that may have been reached
    std::function<void(const Value&)> onYield;
    std::shared_ptr<Function> function;
    ScopePtr scope;
    Value sent; ///< what `yield` gives
    size_t doubts = 0; ///< ways that were walked in doubt when it was entered
};

/// A `try` whose body runs: exceptions that may have left it.
struct Interpreter::Try {
    std::vector<Possible> possible;
    QStringList caught; ///< names of the exception classes
    bool namesErrors = false; ///< it catches, by name, what Python raises of a wrong value, key or type
};

/// What stands in a `try`, or a `with` that may swallow exceptions.
struct Interpreter::Guarded {
    std::function<Flow()> body;
    std::function<Flow(Flow)> after; ///< where it ended without one
    std::function<Flow(const Raised&)> handle;
    QStringList caught; ///< names of the exception classes
    QString handlers = {}; ///< what is done then, as it is written
};

/// The generator that iterating over an object of the code's own class makes; else what is given.
Value iteratedOver(Interpreter& interpreter, const Value& value);

/// What calling an @contextmanager function gives: its body runs around that of `with`.
class GeneratorContext final : public Object {
public:
    std::shared_ptr<Function> function;
    Arguments arguments;
    QString typeName() const override { return QStringLiteral("_GeneratorContextManager"); }
    std::optional<Value> call(Interpreter& interpreter, const Arguments&) override // as a decorator
    {
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here"));
    }
};

} // namespace espalier::symbolic
