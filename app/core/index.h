#pragma once

#include <cstddef>

namespace espalier::core {
/// Numbers of nodes, rows and lanes are ints, -1 being none; standard containers want a size.
inline std::size_t at(int index) { return static_cast<std::size_t>(index); }
} // namespace espalier::core
