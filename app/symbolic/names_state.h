#pragma once

#include "symbolic/object.h"

#include <QHash>

namespace espalier::symbolic {

/// Names and whether there may be others.
class NamesState final : public Object::State {
public:
    NamesState(Names kept, DoubtPtr why)
        : names(std::move(kept))
        , doubt(std::move(why))
    { }
    Names names;
    DoubtPtr doubt;
};

/// What differs among the two becomes unknown.
void joinNames(Names& names, const Names& others, const DoubtPtr& why);
/// Whether each stands for no more than what it stood for before; `but` are left out.
bool areNamesWithin(const Names& names, const Names& before, const QSet<QString>& but = {});

} // namespace espalier::symbolic
