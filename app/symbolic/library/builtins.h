#pragma once

#include "symbolic/library/support.h"

namespace espalier::symbolic::library {

// Names of the builtins module by what they are.
Names builtinTypes();
Names builtinFunctions();
Names builtinIteration();
Names builtinReflection();

/// A class by the name that instances of it give for themselves; none where Python has no such class.
std::optional<Value> builtinType(const QString& name);
/// type(value)
Value classOf(Interpreter& interpreter, const Value& value);
/// A function table of its own.
Names named(std::initializer_list<Entry> entries);

/// Tells the world that code outside of what is known was called; an unknown for that reason.
Value outside(Interpreter& interpreter, const DoubtPtr& doubt, World::Reach reach = World::Reach::Anything);

} // namespace espalier::symbolic::library
