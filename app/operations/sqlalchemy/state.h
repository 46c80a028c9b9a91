#pragma once

#include "symbolic/object.h"

namespace espalier::operations {

/// What save() keeps of an object.
template <typename T> class SavedState final : public symbolic::Object::State {
public:
    explicit SavedState(T kept)
        : content(std::move(kept))
    { }
    T content;
};

template <typename T> std::unique_ptr<symbolic::Object::State> saved(T content)
{
    return std::make_unique<SavedState<T>>(std::move(content));
}

template <typename T> const T& stateOf(const symbolic::Object::State& state)
{
    return static_cast<const SavedState<T>&>(state).content;
}

} // namespace espalier::operations
