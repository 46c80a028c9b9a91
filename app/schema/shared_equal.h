#pragma once

#include <memory>

namespace espalier::schema {

/// Whether both are null or point to equal values.
template <typename T> bool sharedEqual(const std::shared_ptr<const T>& a, const std::shared_ptr<const T>& b)
{
    return a == b || (a && b && *a == *b);
}

} // namespace espalier::schema
