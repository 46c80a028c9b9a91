#pragma once

#include "symbolic/object.h"

namespace espalier::symbolic {

/// What an import statement binds: the module is read when its name is first used. Most imports of a script are never
/// needed, and those of an application lead to all of it.
class LazyImport final : public Object {
public:
    QString module; ///< dotted, without leading dots
    int level = 0; ///< leading dots
    QString fromFile;
    QString attribute; ///< of `from module import attribute`; empty for the module itself
    Place place;
    std::optional<Value> value; ///< once it was read
    bool isResolving = false; ///< asked for again while it is looked for: modules that import each other
    QString typeName() const override { return QStringLiteral("import"); }
};

} // namespace espalier::symbolic
