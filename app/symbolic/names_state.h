#pragma once

#include "symbolic/object.h"

#include <QHash>

namespace espalier::symbolic {

/// Names and whether there may be others.
class NamesState final : public Object::State {
public:
    NamesState(QHash<QString, Value> kept, DoubtPtr why)
        : names(std::move(kept))
        , doubt(std::move(why))
    { }
    QHash<QString, Value> names;
    DoubtPtr doubt;
};

/// What differs among the two becomes unknown.
void joinNames(QHash<QString, Value>& names, const QHash<QString, Value>& others, const DoubtPtr& why);
/// Whether each stands for no more than what it stood for before; `but` are left out.
bool areNamesWithin(
    const QHash<QString, Value>& names, const QHash<QString, Value>& before, const QSet<QString>& but = {});

} // namespace espalier::symbolic
