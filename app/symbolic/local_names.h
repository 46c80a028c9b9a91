#pragma once

#include "python/syntax_tree.h"

#include <QSet>

namespace espalier::symbolic {

/// The names that are a function's own because it binds them somewhere: parameters aside, without what it declares to
/// be `global` or `nonlocal`, and without those of functions, classes and comprehensions in it.
QSet<QString> localNames(const python::Node& function);

} // namespace espalier::symbolic
