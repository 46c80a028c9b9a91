#pragma once

#include "symbolic/object.h"

namespace espalier::symbolic {

// Where it is not known which of several things a name stands for, a change made through that name may be one to any of
// them. Such things have escaped: they are remembered, and what an unknown value is asked to do may be done to them.

/// The value, and what it holds, may be what an unknown value stands for from here on. False where nothing in it can
/// change.
bool escape(const Value& value);
bool escape(const Arguments& arguments); ///< all of them

/// The callables of which an Unknown is one.
class Alternatives final : public Object {
public:
    explicit Alternatives(std::vector<Value> values)
        : callables(std::move(values))
    { }
    QString typeName() const override { return QStringLiteral("unknown"); }
    std::vector<Value> callables;
};

/// What has escaped since it was made; for one Interpreter.
class Escaped {
public:
    Escaped();
    ~Escaped();
    Q_DISABLE_COPY_MOVE(Escaped)
    /// With all that they hold by now.
    std::vector<ObjectPtr> objects() const;

private:
    size_t m_before;
};

} // namespace espalier::symbolic
