#pragma once

namespace espalier::core {

/// One callable of several, for std::visit().
template <typename... Functions> struct Overloaded : Functions... {
    using Functions::operator()...;
};
template <typename... Functions> Overloaded(Functions...) -> Overloaded<Functions...>;

} // namespace espalier::core
